package web

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"communique/internal/archive"
	"communique/internal/search"
)

var searchOperation = huma.Operation{
	OperationID: "search", Method: "GET", Path: "/search", Summary: "Search sections",
	Description: "Takes what the search page takes. Results are sections, each with the paragraphs that matched, best first. " +
		"Values of one filter widen it, several filters narrow each other, and the counts of each group ignore its own filter. " +
		"What was wrong with the words or the filters stands in query.notes, and never stops a search.",
	Errors: []int{422, 503},
}

// searchInput is the parameters of a search. search.ParseRequest reads them,
// as it does for the page: the fields are there to be described and bounded.
type searchInput struct {
	Q        string   `query:"q" maxLength:"1000" doc:"Words, \"exact phrases\", -without, OR, prefix*, title:word, heading:word" example:"\"foreign interference\""`
	Country  []string `query:"country,explode" nullable:"false" doc:"Countries that a section names or its document's parties are: ISO 3166-1 alpha-2, and EU" example:"[\"CA\"]"`
	Theme    []string `query:"theme,explode" nullable:"false" doc:"Themes by id"`
	Year     []string `query:"year,explode" nullable:"false" doc:"Years, or undated" example:"[\"2019\"]"`
	Kind     []string `query:"kind,explode" nullable:"false" doc:"Kinds of documents"`
	Status   []string `query:"status,explode" nullable:"false" doc:"draft, final, or none where nothing says"`
	From     string   `query:"from" doc:"First date, included: YYYY, YYYY-MM or YYYY-MM-DD"`
	To       string   `query:"to" doc:"Last date, included"`
	Versions string   `query:"versions" enum:"all" doc:"all shows and counts each copy of a section by itself; else one stands for all, and also_in names the others"`
	Sort     string   `query:"sort" enum:"relevance,newest,oldest" doc:"Order of results; where it is not given, relevance with words and newest without"`
	PageInput
	request search.Request
	notes   []string
}

// PageInput is which page of a list is asked for.
type PageInput struct {
	Page    int `query:"page" minimum:"1" maximum:"1000000" default:"1" doc:"Page, from 1"`
	PerPage int `query:"per_page" minimum:"1" maximum:"100" default:"10" doc:"Items a page"`
}

// Resolve reads the request as the search page does, and refuses dates that
// are none.
func (in *searchInput) Resolve(ctx huma.Context) []error {
	u := ctx.URL()
	in.request, in.notes = search.ParseRequest(u.Query())
	in.request.Page, in.request.PerPage = in.Page, in.PerPage
	return append(badDate("from", in.request.Filters.From), badDate("to", in.request.Filters.To)...)
}

func badDate(name, date string) []error {
	if archive.Date(date).Valid() {
		return nil
	}
	return []error{&huma.ErrorDetail{Location: "query." + name, Message: "expected a date", Value: date}}
}

type searchOutput struct{ Body SearchAnswer }

// SearchAnswer is a page of results.
type SearchAnswer struct {
	Query    QueryAnswer              `json:"query" doc:"How the request was read"`
	Total    int                      `json:"total" doc:"Sections found; copies of one section count once, unless versions is all"`
	Folded   int                      `json:"folded" doc:"Further sections left out because they are copies of some of these"`
	Page     int                      `json:"page"`
	PerPage  int                      `json:"per_page"`
	Sequence int64                    `json:"sequence" doc:"How far in the change log the answer reaches"`
	Hits     []HitAnswer              `json:"hits" nullable:"false"`
	Facets   map[string][]FacetAnswer `json:"facets" doc:"By group (country, theme, year, kind, status), how many sections each value would find"`
}

// QueryAnswer says how a search was read.
type QueryAnswer struct {
	Q         string   `json:"q" doc:"The words as sent"`
	Reading   string   `json:"reading" doc:"How they and the filters were read, in words"`
	Canonical string   `json:"canonical" doc:"The same search as a query string: short, ordered, stable"`
	Notes     []string `json:"notes" nullable:"false" doc:"What was wrong with the request, in sentences"`
}

// HitAnswer is a section that was found.
type HitAnswer struct {
	URL        string               `json:"url" doc:"Address of the section"`
	Score      float64              `json:"score" doc:"Relevance; comparable within one answer alone. 0 where nothing was ranked"`
	Document   DocumentAnswer       `json:"document"`
	Section    SectionAnswer        `json:"section"`
	Paragraphs []HitParagraphAnswer `json:"paragraphs" nullable:"false" doc:"Those that matched, best first"`
	AlsoIn     []archive.CopyJSON   `json:"also_in" nullable:"false" doc:"Where the same section stands in copies of the document"`
}

// DocumentAnswer names a document.
type DocumentAnswer struct {
	Slug   string  `json:"slug"`
	Title  string  `json:"title"`
	Kind   *string `json:"kind"`
	Status *string `json:"status" doc:"draft or final; null where nothing says"`
	Date   *string `json:"date" doc:"YYYY, YYYY-MM or YYYY-MM-DD; null where the source does not say"`
	CopyOf *string `json:"copy_of" doc:"Slug of the document that stands for this one, where it holds the same text; null where there is none"`
	URL    string  `json:"url"`
}

// SectionAnswer names a section.
type SectionAnswer struct {
	Heading *string `json:"heading" doc:"null for what stands before the first heading"`
	URL     string  `json:"url"`
}

// HitParagraphAnswer is a paragraph that matched.
type HitParagraphAnswer struct {
	ID     string      `json:"id"`
	Label  *string     `json:"label" doc:"Its number or letter as printed"`
	Text   string      `json:"text"`
	HTML   string      `json:"html" doc:"The text, escaped, with <mark> around what matched"`
	URL    string      `json:"url" doc:"Its permalink"`
	Source LinesAnswer `json:"source"`
}

// LinesAnswer says where in which source something stands.
type LinesAnswer struct {
	Name  string `json:"name"`
	Lines []int  `json:"lines" nullable:"false" doc:"Every source line it was read from, counted from 1"`
}

// FacetAnswer is one value of a group of filters.
type FacetAnswer struct {
	Value    string `json:"value"`
	Label    string `json:"label"`
	Count    int    `json:"count"`
	Selected bool   `json:"selected"`
}

func (s *Server) apiSearch(ctx context.Context, in *searchInput) (*searchOutput, error) {
	found, err := s.Search.Search(ctx, in.request)
	if err != nil {
		return nil, s.apiError(ctx, err, "Nothing was found.")
	}
	found.Notes = append(in.notes, found.Notes...)
	return &searchOutput{Body: formatResults(found, in.request, baseOf(ctx))}, nil
}

func formatResults(found search.Results, asked search.Request, base string) SearchAnswer {
	answer := SearchAnswer{
		Query: QueryAnswer{Q: asked.Query, Reading: found.Reading, Canonical: found.Canonical, Notes: listed(found.Notes)},
		Total: found.Total, Folded: found.Folded, Page: asked.Page, PerPage: asked.PerPage, Sequence: found.Sequence,
		Hits: []HitAnswer{}, Facets: map[string][]FacetAnswer{},
	}
	for _, hit := range found.Hits {
		answer.Hits = append(answer.Hits, formatHit(hit, base))
	}
	for _, facet := range found.Facets {
		values := []FacetAnswer{}
		for _, v := range facet.Values {
			values = append(values, FacetAnswer(v))
		}
		answer.Facets[facet.Name] = values
	}
	return answer
}

func formatHit(hit search.Hit, base string) HitAnswer {
	place := archive.SectionURL(base, hit.Document.Slug, hit.Anchor)
	answer := HitAnswer{
		URL: place, Score: hit.Score, Document: formatSummary(hit.Document, base),
		Section:    SectionAnswer{Heading: orNull(hit.Heading), URL: place},
		Paragraphs: []HitParagraphAnswer{}, AlsoIn: []archive.CopyJSON{},
	}
	for _, p := range hit.Paragraphs {
		answer.Paragraphs = append(answer.Paragraphs, HitParagraphAnswer{
			ID: p.Paragraph.ID, Label: orNull(p.Paragraph.Label), Text: p.Paragraph.Text, HTML: p.HTML,
			URL:    archive.ParagraphURL(base, p.Paragraph.ID),
			Source: LinesAnswer{Name: hit.Document.Source, Lines: listed(p.Paragraph.Lines)},
		})
	}
	for _, p := range hit.AlsoIn {
		answer.AlsoIn = append(answer.AlsoIn, archive.FormatCopy(p.Document, archive.SectionURL(base, p.Document.Slug, p.Anchor)))
	}
	return answer
}

func formatSummary(d archive.Summary, base string) DocumentAnswer {
	return DocumentAnswer{
		Slug: d.Slug, Title: d.Title, Kind: orNull(string(d.Kind)), Status: orNull(string(d.Status)),
		Date: orNull(string(d.Date)), CopyOf: orNull(d.Copies.StandsFor(d.Slug)),
		URL: archive.DocumentURL(base, d.Slug),
	}
}

// orNull is null in JSON for what is not known.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// listed is items, never null in JSON.
func listed[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}
