// Package cite makes citations of documents and paragraphs: a plain line, RIS,
// BibTeX, CSL-JSON, and metadata that reference managers read from a page. It
// does no I/O.
package cite

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"communique/internal/archive"
	"communique/internal/normalize"
	"communique/internal/thesaurus"
)

// Item is what is cited: a document, or a paragraph in it. Its texts are of one
// line each.
type Item struct {
	ID       string // slug of the document, or id of the paragraph
	Kind     archive.Kind
	Genre    string // what the kind is called: "Press release"; empty where nothing is to be said
	Title    string
	Version  string   // "Draft", "Draft 2 of 5"; empty for what is no draft
	Authors  []string // who issued it, or else its parties; never persons in parts
	Issuer   string   // as the document says it; empty where it does not
	Parties  []string // codes of countries
	Event    string
	Place    string
	Date     archive.Date
	Language string
	Section  string // heading that the paragraph stands under
	Term     string // what its number counts: Paragraphs or Notes
	Number   string // of the paragraph, as printed: "2", "2(a)"; empty where none is
	Slug     string // of the document
	Archive  string // what holds it
	Source   string // name of the packet it was read from
	Lines    string // where in that: "lines 14 and 18"
	URL      string // its permalink
}

// The terms of Item.Term, as CSL has them.
const (
	Paragraphs = "paragraph"
	Notes      = "note"
)

// Holder is the archive that cites what it holds.
type Holder struct {
	Name  string // what it calls itself
	Base  string // its address, without a slash at its end
	Words *thesaurus.Thesaurus
}

// Document is the citation of a document.
func (h Holder) Document(doc *archive.Document) Item {
	summary := archive.Summarize(doc)
	item := h.item(&summary)
	item.ID, item.URL = doc.Slug, archive.DocumentURL(h.Base, doc.Slug)
	item.Lines = archive.LinesInWords(span(doc))
	return item
}

// Paragraph is the citation of a paragraph.
func (h Holder) Paragraph(rec *archive.ParagraphRecord) Item {
	item := h.item(&rec.Document)
	item.ID, item.URL = rec.Paragraph.ID, archive.ParagraphURL(h.Base, rec.Paragraph.ID)
	item.Section = normalize.Text(rec.Section.Heading)
	item.Term, item.Number = number(rec)
	item.Source, item.Lines = normalize.Text(rec.Source.Name), archive.LinesInWords(rec.Paragraph.Lines)
	return item
}

func (h Holder) item(doc *archive.Summary) Item {
	item := Item{
		Slug: doc.Slug, Kind: doc.Kind, Genre: h.genre(doc.Kind), Parties: slices.Clone(doc.Parties),
		Issuer: normalize.Text(doc.Issuer), Event: normalize.Text(doc.Event), Place: normalize.Text(doc.Place),
		Language: normalize.Text(doc.Language), Source: normalize.Text(doc.Source), Archive: normalize.Text(h.Name),
	}
	if doc.Date.Valid() {
		item.Date = doc.Date
	}
	item.Title, item.Version = titleAndVersion(doc)
	item.Authors = h.authors(doc)
	return item
}

// genre is what a kind is called; nothing for the kind of all the rest.
func (h Holder) genre(kind archive.Kind) string {
	if k, ok := h.Words.Kind(string(kind)); ok && kind != archive.Other {
		return k.Label
	}
	return ""
}

// told is what the archive adds to the titles of documents of one source that
// have the same title.
var told = regexp.MustCompile(`^(.+) \((draft|no\.) (\d+ of \d+) in this source\)$`)

// titleAndVersion parts a title from what tells a draft apart from the others.
func titleAndVersion(doc *archive.Summary) (title, version string) {
	title = normalize.Text(doc.Title)
	if doc.Status == archive.Draft {
		version = "Draft"
	}
	if found := told.FindStringSubmatch(title); found != nil {
		title = found[1]
		if version != "" && found[2] == "draft" {
			version += " " + found[3]
		}
	}
	return title, version
}

// span is every line from the first that doc was read from to its last.
func span(doc *archive.Document) []int {
	lines := slices.Clone(doc.TitleLines)
	for i := range doc.Sections {
		lines = append(lines, doc.Sections[i].HeadingLines...)
		for k := range doc.Sections[i].Paragraphs {
			lines = append(lines, doc.Sections[i].Paragraphs[k].Lines...)
		}
	}
	if len(lines) == 0 {
		return nil
	}
	first, last := slices.Min(lines), slices.Max(lines)
	lines = lines[:0]
	for n := first; n <= last; n++ {
		lines = append(lines, n)
	}
	return lines
}

// draft reports whether the item is cited as one.
func (i *Item) draft() bool { return i.Version != "" }

// form is what kind of document it is, as formats have a field for.
func (i *Item) form() string {
	if i.draft() {
		return join(" ", "Draft", strings.ToLower(i.Genre))
	}
	return i.Genre
}

// locator is where in the document a paragraph stands: "para. 2".
func (i *Item) locator() string {
	switch {
	case i.Number == "":
		return ""
	case i.Term == Notes:
		return "n. " + i.Number
	}
	return "para. " + i.Number
}

// accession is where in the archive's sources the item is found.
func (i *Item) accession() string { return join(", ", i.Source, i.Lines) }

// key names the item in a bibliography: its slug or id, as those are given out
// once and kept, with the letters that not every program takes in a key written
// by their number.
func (i *Item) key() string {
	var b strings.Builder
	for _, r := range i.ID {
		if r == '-' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			b.WriteRune(r)
		} else {
			b.WriteString("_" + strconv.FormatInt(int64(r), 16) + "_")
		}
	}
	return b.String()
}

// FileName is what a file with the item's citation is called, without the end
// that tells its format.
func (i *Item) FileName() string {
	if i.ID == i.Slug {
		return i.Slug
	}
	return i.Slug + "-" + i.ID
}

// join joins those parts that are not empty.
func join(by string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return p == "" }), by)
}
