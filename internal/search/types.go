// Package search answers the archive's one query contract: words, phrases and
// filters over sections. It keeps a bleve index that follows the change log of
// the records and can be thrown away and grown again at any time.
package search

import (
	"context"

	"communique/internal/archive"
)

// Records is what the index follows: the change log, and the documents it
// speaks of.
type Records interface {
	// Sequence is the head of the change log, 0 for an empty archive.
	Sequence(ctx context.Context) (int64, error)
	// Changes are the rows of the change log behind after, in order, at most limit.
	Changes(ctx context.Context, after int64, limit int) ([]archive.Change, error)
	// Documents are those of slugs that exist, in the order asked.
	Documents(ctx context.Context, slugs []string) ([]archive.Document, error)
	// Snapshot shows visit one state of the archive: a sequence, and every
	// document as it stood then.
	Snapshot(ctx context.Context, visit func(sequence int64, each func(yield func(archive.Document) error) error) error) error
}

// Request is one search: what the box, the address, the feed and the API ask.
type Request struct {
	Query   string
	Filters Filters
	Sort    Sort
	Page    int // from 1
	PerPage int // 1 to MaxPerPage
	// EveryCopy shows and counts a section once for each document that holds it.
	// Else copies of a section are one result.
	EveryCopy bool
}

// Filters narrow a search. Several values of one group widen it; each further
// group narrows it. A country is one that a section names, or one that signs its
// document. A date lies between From and To where it may: "2019" lies in every
// month of that year, and a document without a date lies nowhere.
type Filters struct {
	Countries []string // ISO 3166-1 alpha-2
	Themes    []string // theme ids
	Years     []string // "2019", or archive.Undated
	Kinds     []string // archive.Kind
	Statuses  []string // archive.Status, or archive.Unstated
	From, To  string   // yyyy, yyyy-mm or yyyy-mm-dd, both included
}

// Sort is the order of results. Empty means Relevance where there is a query,
// and Newest where there is none.
type Sort string

// The orders of results.
const (
	Relevance Sort = "relevance"
	Newest    Sort = "newest"
	Oldest    Sort = "oldest"
)

// Bounds of a page of results.
const (
	DefaultPerPage = 10
	MaxPerPage     = 100
)

// Results is the answer to a Request.
type Results struct {
	Request   Request
	Reading   string   // how the request was read, in words; empty for one that asks for everything
	Notes     []string // what was wrong with the request, in whole sentences
	Canonical string   // the request as a query string: short, ordered, stable
	Total     int      // sections found
	Documents int      // documents they stand in
	Folded    int      // further sections that were left out because a copy of them is among those found
	Sequence  int64    // how far in the change log the answer reaches
	Hits      []Hit    // those of the page asked for
	Facets    []Facet  // country, theme, year, kind, status
	Missing   []string // words and phrases of the query that no section holds, as typed
}

// Hit is a section that was found.
type Hit struct {
	Score       float64 // 0 where nothing was ranked
	Document    archive.Summary
	Anchor      string         // of the section, unique in its document
	Heading     string         // empty for what stands before the first heading
	HeadingHTML string         // escaped, with <mark>
	TitleHTML   string         // the document's title, escaped, with <mark>
	Paragraphs  []HitParagraph // those that matched, best first; where none did, the section's first
	More        int            // further paragraphs that matched
	AlsoIn      []Place        // where the same section stands in copies of the document
}

// Place is a section of a document.
type Place struct {
	Document archive.Copy
	Anchor   string
}

// HitParagraph is a paragraph of a section that was found.
type HitParagraph struct {
	Paragraph archive.Paragraph
	HTML      string // the whole text, escaped, with <mark>
	Marks     []Span // what matched, ascending, not overlapping
}

// Span is a stretch of a text, in bytes.
type Span struct{ Start, End int }

// Facet is a group of filters with how many sections each would find.
type Facet struct {
	Name   string // country, theme, year, kind or status
	Values []FacetValue
}

// FacetValue is one filter. Count ignores what is chosen in its own group: it
// is the total one gets on choosing this value alone there.
type FacetValue struct {
	Value    string
	Label    string
	Count    int
	Selected bool
}
