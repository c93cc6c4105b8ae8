package packet

import (
	"slices"
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// describe makes a document of a text: what it is, when, where, by whom. All of
// it comes from the document's own words, its place in the source, and what the
// format says of the file.
func describe(src *source, t *text, th *thesaurus.Thesaurus) archive.Document {
	d := archive.Document{
		PrintedTitle: strings.Join(t.parts, " / "),
		TitleLines:   src.titleLines(t),
		Marking:      t.marking,
		Sections:     t.sections,
	}
	f := facts{src: src, text: t, th: th, doc: &d}
	f.opening = firstParagraphs(t.sections, 4)
	d.Language = f.language()
	d.Kind = f.kind()
	d.Sections = f.topics(d.Sections)
	d.Status, d.StatusBasis = f.status()
	d.Event = f.event()
	d.Date, d.DateBasis = f.date()
	d.Event = withYear(d.Event, d.Date)
	d.Place = f.place()
	d.Issuer = f.issuer()
	d.Parties = f.parties()
	d.Title = f.title()
	if d.Issuer == "" {
		d.Issuer = f.signed()
	}
	f.index()
	archive.SetAnchors(&d)
	return d
}

// facts is what is known of a document while it is described.
type facts struct {
	src     *source
	text    *text
	th      *thesaurus.Thesaurus
	doc     *archive.Document
	opening []string // its first paragraphs
}

// firstParagraphs gives the texts of the first n paragraphs that are text.
func firstParagraphs(sections []archive.Section, n int) []string {
	var all []string
	for _, s := range sections {
		for _, p := range s.Paragraphs {
			if len(all) == n {
				return all
			}
			if p.Role != archive.Footnote && p.Role != archive.Mark {
				all = append(all, head(p.Text, 1500))
			}
		}
	}
	return all
}

// head cuts text behind a whole character so that at most n bytes remain.
func head(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "")
}

// titleLines are the lines of the title block, and of the title that the format
// gives, for the first document.
func (s *source) titleLines(t *text) []int {
	var lines []int
	if t.leads {
		for i := range s.lines {
			if s.lines[i].use == described {
				lines = append(lines, s.lines[i].Number)
			}
		}
	}
	return append(lines, t.lines...)
}

// index gives each section its themes and countries.
func (f *facts) index() {
	if f.th == nil {
		return
	}
	for i := range f.doc.Sections {
		s := &f.doc.Sections[i]
		texts := make([]string, len(s.Paragraphs))
		for j, p := range s.Paragraphs {
			texts[j] = p.Text
		}
		var above []string
		if i == 0 { // the title stands above the first section
			above = []string{f.doc.PrintedTitle, f.text.standing}
		}
		s.Themes, s.Countries = f.th.FindSubjects(s.Heading, texts, above...)
	}
}

// languageLetters is how many letters the language can be told from.
const languageLetters = 120

// languageEnough is how much of a text is looked at for its language, in bytes.
const languageEnough = 600

// language is what the words look like, where there are enough of them to tell,
// or else what the format says: templates and editors put their own language on
// texts of any.
func (f *facts) language() string {
	said := baseLanguage(f.src.hint(metaLang))
	read, sure := f.languageOfText()
	if read == "" || said != "" && !sure {
		return said
	}
	return read
}

// baseLanguage reduces a language tag to the language alone: "en-GB" and "eng"
// to "en"; nothing where the tag names none.
func baseLanguage(tag string) string {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	switch len(base) {
	case 2:
		return base
	case 3:
		return whatlanggo.CodeToLang(base).Iso6391()
	}
	return ""
}

// languageOfText tells the language by the words of the text, and whether it is
// sure; nothing where they are too few.
func (f *facts) languageOfText() (language string, sure bool) {
	var b strings.Builder
	letters := 0
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		b.WriteString(head(p.Text, languageEnough))
		b.WriteByte('\n')
		for _, r := range head(p.Text, languageEnough) {
			if unicode.IsLetter(r) {
				letters++
			}
		}
		return letters < languageEnough
	})
	if letters < languageLetters {
		return "", false
	}
	if looksEnglish(b.String()) {
		return "en", true
	}
	found := whatlanggo.Detect(b.String())
	return found.Lang.Iso6391(), found.IsReliable()
}

// looksEnglish reports whether at least a seventh of the words are those that
// English cannot do without and other languages do not have. Most texts are
// told by it, for a hundredth of what comparing them with every language costs.
func looksEnglish(text string) bool {
	words, english := 0, 0
	for word := range strings.FieldsSeq(text) {
		words++
		if englishWords[strings.ToLower(word)] {
			english++
		}
	}
	return english*7 >= words
}

var englishWords = map[string]bool{
	"the": true, "of": true, "and": true, "to": true, "that": true, "our": true, "with": true,
	"for": true, "by": true, "from": true, "their": true, "which": true, "are": true, "is": true,
	"this": true, "have": true, "has": true, "will": true,
}

// everyText yields the texts of all paragraphs and headings.
func (f *facts) everyText(yield func(string) bool) {
	for _, s := range f.doc.Sections {
		if s.Heading != "" && !yield(s.Heading) {
			return
		}
		for _, p := range s.Paragraphs {
			if !yield(p.Text) {
				return
			}
		}
	}
}

// codes gives the codes of countries found, sorted and once each.
func codes(found []thesaurus.Finding) []string {
	var all []string
	for _, f := range found {
		all = append(all, f.ID)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
