package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"communique/internal/archive"
	"communique/web/components"
)

// linesAPage is how many lines of a source one page shows.
const linesAPage = 2000

// sourcePage shows what a document was read from beside what was read.
func (s *Server) sourcePage(w http.ResponseWriter, r *http.Request) error {
	doc, err := s.Records.Document(r.Context(), pathValue(r, "slug"))
	if err != nil {
		return err
	}
	captures, err := s.Records.Captures(r.Context(), doc.Source)
	if err != nil {
		return err
	}
	captures = slices.DeleteFunc(captures, func(c archive.Capture) bool { return !c.Public })
	view := components.DocumentSourceView{
		Page:  s.page(r, "Source of "+doc.Title, "The file that “"+doc.Title+"” was read from, line by line beside the text."),
		Trail: components.Trail{{URL: "/documents", Text: "Documents"}, {URL: documentPath(doc.Slug), Text: doc.Title}, {Text: "Source"}},
		Title: "The source beside the text", Name: doc.Source, Captures: captureRows(captures, doc.SHA256),
		Facts: []components.Fact{{Text: doc.Title, URL: documentPath(doc.Slug)}, statusFact(doc.Status), dateFact(doc.Date)},
	}
	if err := s.showLines(r, &doc, captures, &view); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, components.DocumentSource(view))
}

// captureRows lists captures; sha256 is the one that the document was read from.
func captureRows(captures []archive.Capture, sha256 string) []components.CaptureRow {
	rows := make([]components.CaptureRow, len(captures))
	for i, c := range captures {
		rows[i] = components.CaptureRow{
			When: moment(c.Received), Datetime: machineTime(c.Received), File: c.File, MediaType: c.MediaType,
			Size: counted(int(c.Size), "byte", "bytes"), SHA256: c.SHA256, URL: filePath(c.SHA256), Here: c.SHA256 == sha256,
		}
	}
	return rows
}

// showLines fills in the lines that r asks for.
func (s *Server) showLines(r *http.Request, doc *archive.Document, captures []archive.Capture, view *components.DocumentSourceView) error {
	if s.Lines == nil {
		view.Missing = "This archive does not show the lines of its sources."
		return nil
	}
	lines, err := s.Lines.Lines(r.Context(), doc.Source, doc.SHA256)
	if err != nil {
		return err
	}
	if len(lines) == 0 {
		view.Missing = "No line of this source can be shown."
		return nil
	}
	here, _ := captureOf(captures, doc.SHA256)
	if here.Lines != len(lines) {
		view.Notes = append(view.Notes, "This program reads the file otherwise than the one that read the document, so that lines may not fit until the source is read again.")
	}
	all := r.URL.Query().Has("all")
	begin, end := lines[0].Number, lines[len(lines)-1].Number
	first, last := begin, end
	if !all {
		first, last = stretchOf(doc, begin, end)
	}
	p := part(last-first+1, linesAPage, askedPage(r, first))
	m := newSourceMap(first+p.from, first+p.to-1)
	if err := s.mapLines(r.Context(), m, doc, all, here.Last, view); err != nil {
		return err
	}
	view.Reach = fmt.Sprintf("Lines %s to %s of %s.", number(m.first), number(m.last), number(end))
	if f, l := stretchOf(doc, begin, end); f > begin || l < end {
		view.Other = otherReach(doc.Slug, all)
	}
	view.Blocks = m.blocks(lines)
	view.Pages = p.links("Pages of lines", "lines", func(n int) string { return linesPath(doc.Slug, all, n) })
	view.Page.NoIndex = all || p.page > 1
	return nil
}

// captureOf finds a capture by its hash.
func captureOf(captures []archive.Capture, sha256 string) (archive.Capture, bool) {
	i := slices.IndexFunc(captures, func(c archive.Capture) bool { return c.SHA256 == sha256 })
	if i < 0 {
		return archive.Capture{}, false
	}
	return captures[i], true
}

// mapLines says what became of the lines of m: those of the document, those of
// its neighbours where all are asked for, and what was set aside, which is known
// of the capture that was last read alone.
func (s *Server) mapLines(ctx context.Context, m *sourceMap, doc *archive.Document, all, last bool, view *components.DocumentSourceView) error {
	m.document(doc)
	if all {
		others, err := s.Records.DocumentsOfSource(ctx, doc.Source)
		if err != nil {
			return err
		}
		for i := range others {
			if d := &others[i]; d.Slug != doc.Slug && d.SHA256 == doc.SHA256 {
				m.document(d)
			}
		}
	}
	if !last {
		view.Notes = append(view.Notes, "The source has a newer capture that says the same here. What was left out of the text is known of that one alone.")
		return nil
	}
	withheld, err := s.Records.WithheldOfSource(ctx, doc.Source)
	if err != nil {
		return err
	}
	furniture, err := s.Records.FurnitureOfSource(ctx, doc.Source)
	if err != nil {
		return err
	}
	m.aside(withheld, furniture)
	before, after := withheldAround(withheld, doc.Position)
	view.Withheld = append(before, after...)
	return nil
}

// stretchOf is the lines that a document was read from and a few around them,
// from first to last at most.
func stretchOf(doc *archive.Document, first, last int) (from, to int) {
	lines := slices.Clone(doc.TitleLines)
	for i := range doc.Sections {
		lines = append(lines, doc.Sections[i].HeadingLines...)
	}
	for _, p := range doc.Paragraphs {
		lines = append(lines, p.Lines...)
	}
	if len(lines) == 0 {
		return first, last
	}
	from = min(max(slices.Min(lines)-linesAround, first), last)
	return from, max(from, min(slices.Max(lines)+linesAround, last))
}

// askedPage is the page that r asks for, or the one that holds the line that it
// asks for, where the lines begin at first.
func askedPage(r *http.Request, first int) int {
	line, err := strconv.Atoi(r.URL.Query().Get("line"))
	if err != nil || line < first {
		return pageNumber(r)
	}
	return (line-first)/linesAPage + 1
}

// linesPath is one page of the lines of a source.
func linesPath(slug string, all bool, page int) string {
	query := url.Values{}
	if all {
		query.Set("all", "1")
	}
	if page > 1 {
		query.Set("page", strconv.Itoa(page))
	}
	if len(query) == 0 {
		return sourcePagePath(slug)
	}
	return sourcePagePath(slug) + "?" + query.Encode()
}

// otherReach leads from the lines of a document to those of its whole source, or
// back.
func otherReach(slug string, all bool) *components.Link {
	if all {
		return &components.Link{URL: linesPath(slug, false, 1), Text: "Show those of this document"}
	}
	return &components.Link{URL: linesPath(slug, true, 1), Text: "Show the whole source"}
}
