package archive

import (
	"slices"
	"time"
)

// Summary is what a list says of a document, without its text.
type Summary struct {
	Slug        string
	Source      string
	Title       string
	Kind        Kind
	Status      Status
	StatusBasis string
	Date        Date
	DateBasis   string
	Event       string
	Place       string
	Issuer      string
	Marking     string
	Language    string
	Parties     []string // countries that issue or sign it
	Named       []string // countries that some section names, sorted
	Themes      []string // themes of its sections, sorted
	Paragraphs  int
	Redactions  int
	Gist        string // the first words of its text, whole words, at most 160 characters
	Copies      Copies // the documents that hold its text, itself among them
	Added       time.Time
	Changed     time.Time
}

// Summarize makes the summary of a document.
func Summarize(d *Document) Summary {
	s := Summary{
		Slug: d.Slug, Source: d.Source, Title: d.Title, Kind: d.Kind, Status: d.Status,
		StatusBasis: d.StatusBasis, Date: d.Date, DateBasis: d.DateBasis, Event: d.Event,
		Place: d.Place, Issuer: d.Issuer, Marking: d.Marking, Language: d.Language, Parties: d.Parties,
		Copies: d.Copies, Added: d.Added, Changed: d.Changed,
	}
	for _, section := range d.Sections {
		for _, f := range section.Countries {
			s.Named = append(s.Named, f.ID)
		}
		for _, f := range section.Themes {
			s.Themes = append(s.Themes, f.ID)
		}
		for _, p := range section.Paragraphs {
			s.Paragraphs++
			s.Redactions += len(p.Redactions)
			if s.Gist == "" && p.Role != Mark {
				s.Gist = firstWords(p.Text, 160)
			}
		}
	}
	slices.Sort(s.Named)
	slices.Sort(s.Themes)
	s.Named = slices.Compact(s.Named)
	s.Themes = slices.Compact(s.Themes)
	return s
}

// firstWords cuts text behind a whole word so that at most limit bytes and an
// ellipsis remain.
func firstWords(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	end := 0
	for i, r := range text {
		if i > limit {
			break
		}
		if r == ' ' {
			end = i
		}
	}
	if end == 0 { // one word longer than the limit: cut at a rune
		for i := range text {
			if i > limit {
				break
			}
			end = i
		}
	}
	return text[:end] + " …"
}
