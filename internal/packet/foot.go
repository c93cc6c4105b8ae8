package packet

import (
	"strings"

	"communique/internal/archive"
	"communique/internal/normalize"
	"communique/internal/regexp"
)

// What closes a paper below its text: where and when it was done, and who
// signs. It is no paragraph of the text; its date, place and names describe the
// document.

// longestFoot is how many lines such a close has at most.
const longestFoot = 6

// Reasons by which the lines of a close are told.
const (
	footDate = "place and date below the text"
	footName = "signature below the text"
)

// cutFoot takes the close off the pieces of a document, and says in which words
// it was printed. Notes at the foot of the page may stand below it.
func (s *source) cutFoot(pieces []piece) (rest []piece, foot []string) {
	end := len(pieces)
	for end > 0 && pieces[end-1].role == archive.Footnote {
		end--
	}
	from, names := end, 0
	for from > 0 && end-from < longestFoot && isFootLine(pieces, from-1) {
		from--
		if footDateOf(pieces[from].text) == "" {
			names++
		}
	}
	for from < end && (from == 0 || !closesAbove(pieces[from-1])) {
		from++
	}
	if from == end || s.scanned && names == end-from {
		return pieces, nil
	}
	for _, p := range pieces[from:end] {
		reason := firstOf([]string{footDateOf(p.text), footName})
		for _, n := range p.lines {
			s.furnish(s.index(n), reason)
		}
		foot = append(foot, p.text)
	}
	return append(pieces[:from:from], pieces[end:]...), foot
}

// closesAbove reports whether a piece ends as the last of a text does, so that
// short lines below it belong to no list.
func closesAbove(p piece) bool {
	return p.heading == 0 && endsSentence(p.text) && !strings.HasSuffix(p.text, ":") && !strings.HasSuffix(p.text, ";") && countWords(p.text) > 6 && !isSignOff(p.text)
}

// isFootLine reports whether piece i may be a line of the close.
func isFootLine(pieces []piece, i int) bool {
	p := pieces[i]
	if p.label != "" || len(p.text) > 100 || p.heading > 0 || isSignOff(p.text) || hasRedaction(p.text) || strings.Contains(p.text, "://") {
		return false
	}
	return footDateOf(p.text) != "" || isSignature(p.text)
}

// doneAt is a line that says where or when a paper was done, and is no whole
// sentence: those go on in the text.
var doneAt = regexp.MustCompile(`^(?:done|given|issued|adopted|signed|fait|feit[ao]|assinad[ao]|hecho|dad[ao]|firmad[ao]|utfardat|undertecknat|geschehen|gegeben|совершено|принято|подписано|صدر|صدرت|حرر|حررت|وقع)(?:\s|,|:)`)

// footDateOf gives the reason by which a line of place and date is told, or
// nothing.
func footDateOf(text string) string {
	bare := strings.TrimRight(text, " .")
	if isDateline(bare) || isFrontDate(bare) || isIslamicDate(bare) || len(findDates(bare)) < 2 && bare == text && doneAt.MatchString(normalize.Fold(text)) {
		return footDate
	}
	return ""
}

// isIslamicDate reports whether a line gives a date of the Islamic calendar and
// no more.
func isIslamicDate(text string) bool {
	return strings.Contains(text, "هـ") && strings.TrimSpace(hijri.ReplaceAllString(text, "")) == ""
}

// isSignature reports whether a line is a name, or the office of who signs.
func isSignature(text string) bool {
	if len(text) > 80 || strings.ContainsAny(text, "0123456789:;?!|") || hasVerb(text) || startsLower(text) || !isLatin(text) {
		return false
	}
	if endsSentence(text) && !abbreviated.MatchString(text[strings.LastIndexByte(text, ' ')+1:]) {
		return false
	}
	if isFormHeading(text) || attached.MatchString(text) {
		return false
	}
	n := countWords(text)
	return n <= 5 && isName(text) || n <= 12 && office.MatchString(text) && isTitleCase(text)
}

// attached is what stands below a text and is nobody's name.
var attached = regexp.MustCompile(`(?i)\b(?:annex\pL*|appendi\pL+|attachments?|enclosures?|contents|notes?|references|sources?|end|background|table|figure|anexos?|bilagor|anlagen?)\b`)

// nameParticles are the words of names that are written small.
var nameParticles = set("de da do dos das du des del della di van von der den ten ter bin ibn al el la le y e zu af av")

// isName reports whether each word begins with a capital, as in a name.
func isName(text string) bool {
	for w := range strings.FieldsSeq(text) {
		if startsLower(w) && !nameParticles[w] {
			return false
		}
	}
	return isTitleCase(text) || isCapitals(text)
}

// signed are the names and offices below the text, as printed.
func (f *facts) signed() string {
	var names []string
	for _, text := range f.text.foot {
		if footDateOf(text) == "" {
			names = append(names, text)
		}
	}
	return strings.Join(names, ", ")
}
