package search

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2/mapping"

	"communique/internal/archive"
)

// mappingVersion counts what an index holds and how its texts were analysed.
// Raise it with every change to this file, to analysis.go or to
// normalize.Mend and Fold: each index then grows itself again.
const mappingVersion = 5

// Fields of the index. Each text has a field of stems and one of exact words.
const (
	fieldSlug = "slug"
	fieldCard = "card" // stored; see card

	fieldText    = "text"
	fieldHeading = "heading"
	fieldTitle   = "title"
	exactSuffix  = "_exact"
)

// newMapping describes a section to bleve. It is static: what is not named here
// is not indexed. Texts are stored nowhere, for the record has them.
func newMapping() *mapping.IndexMappingImpl {
	section := mapping.NewDocumentStaticMapping()
	for _, name := range []string{fieldText, fieldHeading, fieldTitle} {
		section.AddFieldMappingsAt(name, textField(name, stemsAnalyzerName), textField(name+exactSuffix, exactAnalyzerName))
	}
	slug := mapping.NewKeywordFieldMapping()
	slug.Name, slug.Store, slug.IncludeInAll, slug.IncludeTermVectors, slug.DocValues = fieldSlug, false, false, false, false
	section.AddFieldMappingsAt(fieldSlug, slug)

	stored := mapping.NewKeywordFieldMapping()
	stored.Name, stored.Index, stored.IncludeInAll, stored.IncludeTermVectors, stored.DocValues = fieldCard, false, false, false, false
	section.AddFieldMappingsAt(fieldCard, stored)

	m := mapping.NewIndexMapping()
	m.DefaultMapping = section
	m.DefaultAnalyzer = stemsAnalyzerName
	m.ScoringModel = "bm25"
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	return m
}

// textField keeps positions, which phrases need, and paragraphs, which the
// ranking needs.
func textField(name, analyzer string) *mapping.FieldMapping {
	f := mapping.NewTextFieldMapping()
	f.Name, f.Analyzer = name, analyzer
	f.Store, f.IncludeInAll, f.DocValues = false, false, false
	f.IncludeTermVectors = true
	return f
}

// sectionID is a section's name in the index. Neither slugs nor anchors hold
// a "#".
func sectionID(slug, anchor string) string { return slug + "#" + anchor }

// fields is a section as it is given to bleve. folds are those of its document.
func fields(d *archive.Document, order int, folds []string) map[string]any {
	s := &d.Sections[order]
	texts := make([]string, len(s.Paragraphs)) // its indexes become array positions
	for i, p := range s.Paragraphs {
		texts[i] = p.Text
	}
	c := newCard(d, order)
	if folds != nil {
		c.fold, c.copy = folds[order], d.Slug != d.Copies.Principal()
	}
	return map[string]any{
		fieldSlug: d.Slug, fieldTitle: d.Title, fieldHeading: s.Heading, fieldText: texts,
		fieldCard: c.String(),
	}
}

// card is what filters, facets and orders need to know of a section. It is
// stored with the section, so that it cannot disagree with the index.
type card struct {
	order     int // place of the section in its document, from 0
	date      archive.Date
	kind      archive.Kind
	status    archive.Status
	words     int // length of its text
	countries []string
	themes    []string
	fold      string // empty where its document has no copies
	copy      bool   // its document is not the principal of its copies
}

func newCard(d *archive.Document, order int) card {
	s := &d.Sections[order]
	c := card{order: order, date: d.Date, kind: d.Kind, status: d.Status}
	c.countries = append(c.countries, d.Parties...)
	for _, f := range s.Countries {
		c.countries = append(c.countries, f.ID)
	}
	for _, f := range s.Themes {
		c.themes = append(c.themes, f.ID)
	}
	c.countries, c.themes = distinct(c.countries), distinct(c.themes)
	for _, p := range s.Paragraphs {
		c.words += len(strings.Fields(p.Text))
	}
	return c
}

const cardParts = 9

// String writes the card on a line.
func (c card) String() string {
	return strings.Join([]string{
		strconv.Itoa(c.order), string(c.date), string(c.kind), string(c.status), strconv.Itoa(c.words),
		strings.Join(c.countries, ","), strings.Join(c.themes, ","),
		c.fold, strconv.FormatBool(c.copy),
	}, "\t")
}

// parseCard reads what String wrote.
func parseCard(s string) (card, error) {
	parts := strings.Split(s, "\t")
	if len(parts) != cardParts {
		return card{}, fmt.Errorf("card %q has %d parts, not %d", s, len(parts), cardParts)
	}
	order, err := strconv.Atoi(parts[0])
	if err != nil {
		return card{}, fmt.Errorf("card %q: order: %w", s, err)
	}
	words, err := strconv.Atoi(parts[4])
	if err != nil {
		return card{}, fmt.Errorf("card %q: words: %w", s, err)
	}
	isCopy, err := strconv.ParseBool(parts[8])
	if err != nil {
		return card{}, fmt.Errorf("card %q: copy: %w", s, err)
	}
	return card{
		order: order, date: archive.Date(parts[1]), kind: archive.Kind(parts[2]), status: archive.Status(parts[3]),
		words: words, countries: splitList(parts[5]), themes: splitList(parts[6]),
		fold: parts[7], copy: isCopy,
	}, nil
}

func splitList(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}
