package components

import "strconv"

// SearchView is the page of results.
type SearchView struct {
	Page      PageView
	Heading   string // for ears where there are results, for all where there are none
	Query     string
	Count     string // "21 sections in 5 documents."
	Reading   string // how the query was read, as a clause; empty where it asks for everything
	Notes     []string
	Copies    string // what was made of copies, a sentence
	CopiesWay *Link  // the other way of showing them
	Chips     []Chip
	ClearURL  string // the same query without filters
	Plot      *Plot
	Sorts     []SortLink
	Here      string // "1–10 of 21"
	JSONURL   string
	Facets    []FacetView
	From, To  string
	Hidden    []Hidden // what the facets' form keeps of the request
	FacetsFor string   // "Narrow these 21 results"
	Results   []ResultView
	Pages     PagesView
	Missing   []string // words that no section holds
	WaysOut   []WayOut // what would find something
}

// Hidden is a value that a form carries along.
type Hidden struct{ Name, Value string }

// Chip is a filter in force and the address without it.
type Chip struct{ Text, URL string }

// SortLink is an order of results; the current one has no address.
type SortLink struct{ Text, URL string }

// FacetView is a group of filters: those shown at once, and those folded away.
type FacetView struct {
	Name   string
	Legend string
	Values []FacetChoice
	More   []FacetChoice
	Range  bool // the group also takes a stretch of time
}

// FacetChoice is one filter of a group.
type FacetChoice struct {
	Value   string
	Text    string
	Count   string
	Checked bool
	None    bool // it would find nothing
}

// ResultView is a section that was found.
type ResultView struct {
	URL        string  // of the section
	Heading    []Piece // with what was searched for marked
	Facts      []Fact
	Paragraphs []ParagraphView
	Note       string // said where no paragraph is shown, or of those that are not
	MoreURL    string
	AlsoIn     []CopyView // copies of the section
	MoreCopies string     // "4 more copies"
	CopiesURL  string     // where all of them are named
}

// WayOut is a request near the one that found nothing, which finds something.
type WayOut struct{ Text, URL, Count string }

// moreText opens the filters that are folded away.
func moreText(n int) string { return strconv.Itoa(n) + " more" }
