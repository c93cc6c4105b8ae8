// Package packet reads the lines of one source as the documents they print:
// it tells titles, headings and paragraphs from running heads, site menus and
// notices of withheld pages, joins what page breaks and redactions cut, and
// describes each document from its own words. It is pure: the same lines give
// the same documents, and nothing outside the source is leaned on.
//
// Its rules are facts of the genre (ministerial communiqués, statements,
// briefing notes, releases under access-to-information acts), each stated where
// it stands. No rule knows a file, a title or a place in a file.
package packet

import (
	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// Line is one line of a source and what its format says about it. Its fields
// are those of extract.Line, in the same order, so that one converts to the
// other.
type Line struct {
	Number  int    // from 1, split on "\n" alone
	Page    int    // physical page; 0 where the format has none
	Text    string // without the marks of the format; list labels are kept
	Heading int    // level of a heading that the format marks; 0 for none
	Bold    bool   // all of it stands in bold
	Item    bool   // the format begins a list item here
	Link    bool   // nothing but links
	Soft    bool   // the format runs it on with the line above: a line end within a paragraph
	Meta    string // not empty where the line is no text: what it describes, see the meta constants
	Reason  string // why it is no text, where Meta is metaFurniture or a mark of the format
}

// Values of Line.Meta that packet makes use of; any other value marks a line
// that belongs to the file format or describes the file.
const (
	metaTitle   = "title"
	metaDate    = "date"
	metaCreated = "created" // when the file was made, which says little of the text
	metaTags    = "tags"
	metaAddress = "address"
	metaLang    = "language"
	metaSummary = "description"
	metaKind    = "kind"
	metaStatus  = "status"
	metaIssuer  = "issuer"

	metaFurniture = "furniture" // the format shows it to be no text
	metaPart      = "part"      // begins a document or member file of its own
)

// Result is what a source holds. Every line that is not blank is in exactly one
// title, heading, paragraph, withheld notice or piece of furniture.
type Result struct {
	Documents []archive.Document
	Withheld  []archive.Withheld
	Furniture []archive.Furniture
	Doubts    []archive.Doubt // of the source as a whole
}

// Read reads the lines of one source. Slugs, paragraph ids and what is said of
// the source itself are left empty. th may be nil: then no themes and countries
// are found.
func Read(lines []Line, th *thesaurus.Thesaurus) Result {
	if whole := splitParts(lines); len(whole) > 1 {
		return readParts(whole, th)
	}
	r := readSource(newSource(lines), th)
	r.doubtTitles()
	tellApart(r.Documents)
	return r
}

// readSource reads a source that is of one piece.
func readSource(src *source, th *thesaurus.Thesaurus) Result {
	src.markMeta()
	src.markNotices()
	src.markFurniture()
	src.markScan()
	src.markHeads()
	pieces := src.pieces()
	openings := findOpenings(pieces, src.hint(metaTitle), src.hint(metaSummary), src.scanned)
	openings = src.dropTeasers(openings)

	texts := make([]*text, len(openings))
	for i, o := range openings {
		texts[i] = src.readText(o, pieces[o.to:o.end])
		texts[i].leads = i == 0
	}
	src.giveMarkings(texts)
	documents := make([]archive.Document, len(texts))
	for i, t := range texts {
		documents[i] = describe(src, t, th)
		documents[i].Position = i + 1
	}
	nameEvents(documents)
	src.dateByNeighbours(documents)
	src.doubtDocuments(documents)
	return Result{documents, src.withheld(texts), src.furniture(), src.doubtFurniture()}
}
