package archive

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// idAlphabet has no vowels, so that no id spells a word, and no characters
// that are mistaken for others.
const idAlphabet = "bcdfghjkmnpqrstvwxyz23456789"

// idLength is the number of letters of a paragraph's id.
const idLength = 8

// ParagraphID makes the id of a paragraph that the archive has not met before:
// from its document's slug, its first wording and which occurrence of that
// wording it is (from 1). attempt is 0, or counts up when another paragraph
// already has that id.
func ParagraphID(slug, wording string, occurrence, attempt int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d\x00%d", slug, wording, occurrence, attempt))
	n := binary.BigEndian.Uint64(sum[:8])
	id := make([]byte, idLength)
	for i := range id {
		id[i] = idAlphabet[n%uint64(len(idAlphabet))]
		n /= uint64(len(idAlphabet))
	}
	return string(id)
}

// IsParagraphID reports whether s has the form of a paragraph's id.
func IsParagraphID(s string) bool {
	return len(s) == idLength && strings.Trim(s, idAlphabet) == ""
}

// slugLength bounds slugs and anchors, so that an address fits on a line.
const slugLength = 80

// MakeSlug makes the slug of a document that the archive has not met before,
// from its date and title: "2019-07-30-five-country-ministerial-communique".
// What the title says in parentheses at its end, such as which draft it is, may
// change when the source is read better, and is left out. The caller numbers
// the slug ("-2") where another document has it.
func MakeSlug(date Date, title string) string {
	if open := strings.LastIndex(title, " ("); open > 0 && strings.HasSuffix(title, ")") {
		title = title[:open]
	}
	title = strings.TrimSuffix(title, ", "+date.String()) // it stands in front already
	slug := Slugify(title)
	if slug == "" {
		slug = "document"
	}
	if date == "" {
		return slug
	}
	return string(date) + "-" + slug
}

// Slugify folds text to lower-case ASCII letters and digits joined by hyphens,
// cut behind a whole word. Letters of other scripts are kept.
func Slugify(text string) string {
	words := strings.FieldsFunc(strings.ToLower(withoutAccents(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	slug := ""
	for _, w := range words {
		if slug != "" && len(slug)+1+len(w) > slugLength {
			break
		}
		if slug != "" {
			slug += "-"
		}
		slug += w
	}
	if len(slug) > slugLength { // one long word
		slug = strings.ToValidUTF8(slug[:slugLength], "")
	}
	return slug
}

// withoutAccents takes letters and their accents apart, and the accents away.
func withoutAccents(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) {
		return text
	}
	text = strings.ToValidUTF8(text, "")
	folded, _, err := transform.String(transform.Chain(norm.NFKD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil {
		return text
	}
	return folded
}

// SetAnchors gives each section of d its anchor: "s-" and the heading's slug,
// "s-opening" where there is no heading, numbered where they repeat.
func SetAnchors(d *Document) {
	seen := map[string]int{}
	for i := range d.Sections {
		name := Slugify(d.Sections[i].Heading)
		if name == "" {
			name = "opening"
			if i > 0 {
				name = "text"
			}
		}
		anchor := "s-" + name
		seen[anchor]++
		for n := seen[anchor]; n > 1; n++ { // "s-report-2" may itself be taken
			numbered := fmt.Sprintf("s-%s-%d", name, n)
			if seen[numbered] == 0 {
				seen[numbered]++
				anchor = numbered
				break
			}
		}
		d.Sections[i].Anchor = anchor
	}
}
