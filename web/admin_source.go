package web

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"communique/internal/archive"
	"communique/web/components"
)

// sourceAddress is where the reading of a source is shown. Names of sources hold
// anything, slashes too.
func sourceAddress(name string) string { return sourcePath + "?" + url.Values{"name": {name}}.Encode() }

// sourcePage shows what was read in one source.
func (a *admin) sourcePage(w http.ResponseWriter, r *http.Request) error {
	name := r.URL.Query().Get("name")
	reading, err := a.config.Records.SourceReading(r.Context(), name)
	if err != nil {
		return fmt.Errorf("source %q: %w", name, err)
	}
	view := components.SourceView{
		Page: a.adminPage(r, name, "What was read in one source."), Source: sourceRow(0, reading.Record),
		SHA256: reading.Record.SHA256, MediaType: reading.Record.MediaType, Furniture: furnitureRows(reading.Furniture),
	}
	view.Page.Current = sourcesPath
	f := figuresOf(reading)
	view.Found = foundSums(f)
	view.Doubts, _ = doubtRows(reading.Doubts, len(reading.Doubts))
	titles := map[string]string{}
	for _, d := range reading.Documents {
		titles[d.Slug] = d.Title
		view.Documents = append(view.Documents, a.readRow(&d))
	}
	if len(reading.Documents) > 0 {
		view.LinesURL = sourcePagePath(reading.Documents[0].Slug) + "?all=1"
	}
	for i := range view.Doubts {
		view.Doubts[i].Document = titles[reading.Doubts[i].Slug]
	}
	for _, held := range reading.Withheld {
		view.Withheld = append(view.Withheld, withheldText(held)+" The notice stands on "+archive.LinesInWords(held.Lines)+".")
	}
	return a.render(w, r, http.StatusOK, components.Source(view))
}

// figuresOf sums up what stands of a reading.
func figuresOf(r archive.SourceReading) archive.Figures {
	whole := archive.Reading{Documents: r.Documents, Withheld: r.Withheld, Furniture: r.Furniture}
	f := whole.Figures()
	f.Doubts = len(r.Doubts)
	return f
}

// doubtsShown is the number of doubts of one source in a report.
const doubtsShown = 8

// doubtRows are the first doubts, and how many more there are.
func doubtRows(doubts []archive.SourceDoubt, limit int) (rows []components.DoubtRow, more string) {
	for _, d := range doubts[:min(limit, len(doubts))] {
		row := components.DoubtRow{Lines: archive.LinesInWords(d.Lines), Says: d.Says}
		if d.Slug != "" {
			row.URL = documentPath(d.Slug)
		}
		rows = append(rows, row)
	}
	if n := len(doubts) - len(rows); n > 0 {
		more = fmt.Sprintf("And %d more.", n)
	}
	return rows, more
}

func (a *admin) readRow(d *archive.Document) components.ReadRow {
	s := archive.Summarize(d)
	row := components.ReadRow{
		Title: d.Title, URL: documentPath(d.Slug), CorrectURL: correctPath(d.Slug), Kind: a.vocabulary().kind(string(d.Kind)), Date: d.Date.String(), Basis: sentence(d.DateBasis),
		Paragraphs: number(s.Paragraphs), Doubts: number(len(d.Doubts)),
	}
	if row.Date == "" {
		row.Date = "not stated"
	}
	return row
}

// furnitureRows are the reasons for which lines were set aside, those of most
// lines first.
func furnitureRows(furniture []archive.Furniture) []components.FurnitureRow {
	lines := map[string][]int{}
	for _, f := range furniture {
		lines[f.Reason] = append(lines[f.Reason], f.Lines...)
	}
	reasons := slices.SortedFunc(maps.Keys(lines), func(a, b string) int {
		return cmp.Or(len(lines[b])-len(lines[a]), cmp.Compare(a, b))
	})
	var rows []components.FurnitureRow
	for _, reason := range reasons {
		rows = append(rows, components.FurnitureRow{Reason: reason, Count: number(len(lines[reason])), Lines: firstLines(lines[reason])})
	}
	return rows
}

// firstLines names the lines, or the first of many.
func firstLines(lines []int) string {
	const many = 40
	if len(lines) <= many {
		return archive.LinesInWords(lines)
	}
	return archive.LinesInWords(lines[:many]) + ", and more"
}
