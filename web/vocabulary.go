package web

import (
	"fmt"
	"net/url"
	"strings"

	"communique/internal/archive"
	"communique/internal/thesaurus"
	"communique/web/components"
)

// vocabulary is the thesaurus as pages print it: what it does not know is
// shown by its code.
type vocabulary struct{ *thesaurus.Thesaurus }

func (v vocabulary) country(code string) string {
	if c, ok := v.Country(code); ok {
		return c.Name
	}
	return code
}

func (v vocabulary) theme(id string) string {
	if t, ok := v.Theme(id); ok {
		return t.Label
	}
	return id
}

func (v vocabulary) kind(id string) string {
	if k, ok := v.Kind(id); ok {
		return k.Label
	}
	return id
}

// yearName is a value of the year facet in words.
func yearName(value string) string {
	if value == archive.Undated {
		return "Undated"
	}
	return value
}

// statusName is a value of the status facet in words.
func statusName(value string) string {
	switch value {
	case string(archive.Final):
		return "Final"
	case string(archive.Draft):
		return "Draft"
	}
	return "Not stated"
}

// item is a document as a list shows it.
func (v vocabulary) item(d *archive.Summary) components.Item {
	facts := append(v.standing(d), components.Fact{Text: counted(d.Paragraphs, "paragraph", "paragraphs")})
	if d.Redactions > 0 {
		facts = append(facts, components.Fact{Text: counted(d.Redactions, "redaction", "redactions")})
	}
	return components.Item{URL: documentPath(d.Slug), Title: d.Title, Facts: facts, Gist: d.Gist}
}

func (v vocabulary) items(docs []archive.Summary) []components.Item {
	items := make([]components.Item, len(docs))
	for i := range docs {
		items[i] = v.item(&docs[i])
	}
	return items
}

// standing is what a document is, how final, of when, and a copy of what.
func (v vocabulary) standing(d *archive.Summary) []components.Fact {
	facts := []components.Fact{{Text: v.kind(string(d.Kind))}, statusFact(d.Status), dateFact(d.Date)}
	return append(facts, copyOf(d.Copies, d.Slug)...)
}

func statusFact(s archive.Status) components.Fact {
	switch s {
	case archive.Final, archive.Draft:
		return components.Fact{Text: statusName(string(s)), Draft: s == archive.Draft}
	}
	return components.Fact{Text: "standing not stated", Unknown: true}
}

func dateFact(d archive.Date) components.Fact {
	if d == "" {
		return components.Fact{Text: "undated", Unknown: true}
	}
	return components.Fact{Text: d.String(), Date: string(d)}
}

// earnedLimit is how many of the words that earned an entry are shown.
const earnedLimit = 5

// earnedWords prints the words that earned an entry of the thesaurus.
func earnedWords(words []string) string {
	shown := words[:min(len(words), earnedLimit)]
	quoted := make([]string, len(shown))
	for i, w := range shown {
		quoted[i] = "“" + w + "”"
	}
	text := strings.Join(quoted, ", ")
	if more := len(words) - len(shown); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// Paths of pages.

func documentPath(slug string) string { return archive.DocumentURL("", slug) }

func paragraphPath(id string) string { return archive.ParagraphURL("", id) }

func countryPath(code string) string { return "/countries/" + url.PathEscape(strings.ToLower(code)) }

func themePath(id string) string { return "/themes/" + url.PathEscape(id) }

func yearPath(year string) string { return "/years/" + url.PathEscape(year) }

// placePath is where a paragraph stands in its document.
func placePath(slug, id string) string { return documentPath(slug) + "#p-" + url.PathEscape(id) }

// searchPath is a search narrowed to one value of a group.
func searchPath(group, value string) string {
	return "/search?" + url.Values{group: {value}}.Encode()
}
