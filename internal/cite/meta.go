package cite

import (
	"strings"

	"communique/internal/archive"
)

// Meta is one thing that a page says of itself to reference managers.
type Meta struct {
	Name    string // "citation_title"
	Content string
}

// Meta is the citation for the head of a page, in the names that reference
// managers and scholarly search engines read.
func (i *Item) Meta() []Meta {
	var all []Meta
	add := func(name, content string) {
		if content != "" {
			all = append(all, Meta{name, content})
		}
	}
	add("citation_title", i.Title)
	for _, name := range i.Authors {
		if whole(name) { // they part names at commas
			add("citation_author", unparted(name))
		}
	}
	add("citation_publication_date", strings.ReplaceAll(string(i.Date), "-", "/"))
	add("citation_technical_report_institution", i.institution())
	add("citation_language", i.Language)
	add("citation_public_url", i.URL)
	add("DC.type", i.zoteroType()) // which would be guessed from the institution
	return all
}

func (i *Item) zoteroType() string {
	switch {
	case i.draft():
		return "manuscript"
	case i.Kind == archive.Speech:
		return "presentation"
	}
	return "report"
}
