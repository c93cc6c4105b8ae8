package components

import "strconv"

// DocumentSourceView is the page that shows what a document was read from,
// beside what was read.
type DocumentSourceView struct {
	Page     PageView
	Trail    Trail
	Title    string
	Facts    []Fact
	Name     string // of the source
	Captures []CaptureRow
	Withheld []string
	Notes    []string // what is to be known before the lines are read
	Reach    string   // which lines are shown
	Other    *Link    // to all lines, or back to the document's
	Missing  string   // why no lines are shown; empty where they are
	Blocks   []SourceBlock
	Pages    PagesView
}

// CaptureRow is one capture of a source.
type CaptureRow struct {
	When      string
	Datetime  string
	File      string // name of the file, where it is another than the source's
	MediaType string
	Size      string
	SHA256    string
	URL       string // where the bytes are had
	Here      bool   // the document was read from it
}

// SourceBlock is a stretch of lines that became one thing.
type SourceBlock struct {
	Kind       string // title, heading, paragraph, furniture or withheld; empty for lines that became nothing
	Lines      []SourceLineView
	Says       string          // what became of them
	Link       *Link           // where that stands
	Paragraphs []ParagraphView // what was read in them
	Language   string          // of those
}

// SourceLineView is one line of a source.
type SourceLineView struct {
	Number int
	Page   string // "Page 3" where a page begins
	Text   string
	Read   bool // it is part of what its block became, or of what was asked for
	Gap    bool // lines above it are left out
}

// ExcerptView is the lines that a paragraph was read from, between their
// neighbours.
type ExcerptView struct {
	Heading string // "Source"
	Lines   []SourceLineView
	Basis   string // "release.txt, lines 31 and 33"
	Whole   *Link  // the whole source; nil where there is no page of it
	Bytes   *Link  // the file; nil where it cannot be had
}

// class is "block", and what became of it: "block to-heading".
func (b SourceBlock) class() string {
	if b.Kind == "" {
		return "block"
	}
	return "block to-" + b.Kind
}

// anchor is where a line is found on its page.
func (l SourceLineView) anchor() string { return "L" + l.number() }

func (l SourceLineView) number() string { return strconv.Itoa(l.Number) }
