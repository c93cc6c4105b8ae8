package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"communique/internal/archive"
	"communique/web/components"
)

// Bounds of the lines that a paragraph's page shows.
const (
	linesAround  = 3  // above and below those of the paragraph
	excerptLines = 80 // of a paragraph that stands on more, the first
	// excerptWait is how long that page waits for a source that must be read again:
	// the lines are one thing of many on it.
	excerptWait = 2 * time.Second
)

// sourcePagePath is where the source of a document is shown beside its text.
func sourcePagePath(slug string) string { return documentPath(slug) + "/source" }

// sourceLinePath leads to a line there. The first lines stand on the first page
// in any case; others must be asked for.
func sourceLinePath(slug string, line int) string {
	path, n := sourcePagePath(slug), strconv.Itoa(line)
	if line > linesAPage {
		path += "?line=" + n
	}
	return path + "#L" + n
}

// filePath is where the bytes of a capture are had.
func filePath(sha256 string) string { return "/sources/" + url.PathEscape(sha256) }

// excerptOf is the lines of a paragraph, as far as they can be had.
func (s *Server) excerptOf(r *http.Request, rec *archive.ParagraphRecord, documentStands bool) (components.ExcerptView, error) {
	view := components.ExcerptView{Heading: "Source", Basis: sourceText(rec) + "."}
	if rec.State == archive.Removed {
		view.Heading = "Where it stood"
	}
	if documentStands {
		view.Whole = &components.Link{URL: sourcePagePath(rec.Document.Slug), Text: "The whole source beside the text"}
	}
	capture, err := s.Records.PublicCapture(r.Context(), rec.Source.SHA256)
	if errors.Is(err, archive.ErrNotFound) {
		return view, nil
	}
	if err != nil {
		return view, err
	}
	view.Bytes = &components.Link{URL: filePath(capture.SHA256), Text: "The file as received"}
	lines := s.linesSoon(r, rec)
	view.Lines = excerptLinesOf(lines, rec.Paragraph.Lines)
	if first := rec.Paragraph.Lines; documentStands && rec.State != archive.Removed && len(first) > 0 && s.Lines != nil {
		view.Whole.URL = sourceLinePath(rec.Document.Slug, first[0])
	}
	return view, nil
}

// linesSoon are the lines of the capture that a paragraph was read from, or none
// where they cannot be had soon.
func (s *Server) linesSoon(r *http.Request, rec *archive.ParagraphRecord) []archive.SourceLine {
	if s.Lines == nil || len(rec.Paragraph.Lines) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(r.Context(), excerptWait)
	defer cancel()
	lines, err := s.Lines.Lines(ctx, rec.Source.Name, rec.Source.SHA256)
	if err != nil && ctx.Err() == nil {
		s.Log.WarnContext(ctx, "no lines of a source", slog.String("source", rec.Source.Name), slog.Any("error", err))
	}
	return lines
}

// excerptLinesOf are those of read, from all lines, and the lines around each.
func excerptLinesOf(all []archive.SourceLine, read []int) []components.SourceLineView {
	var views []components.SourceLineView
	for _, number := range read[:min(len(read), excerptLines)] {
		from := number - linesAround
		if n := len(views); n > 0 {
			from = max(from, views[n-1].Number+1)
		}
		gap := len(views) > 0 && from > views[len(views)-1].Number+1
		for _, line := range between(all, from, number+linesAround) {
			views = append(views, components.SourceLineView{
				Number: line.Number, Text: cut(line.Text, lineShown), Read: slices.Contains(read, line.Number), Gap: gap,
			})
			gap = false
		}
	}
	return views
}

// between are the lines numbered from first to last.
func between(all []archive.SourceLine, first, last int) []archive.SourceLine {
	at := func(number int) int {
		i, _ := slices.BinarySearchFunc(all, number, func(l archive.SourceLine, n int) int { return l.Number - n })
		return i
	}
	from := at(first)
	return all[from:max(from, at(last+1))]
}

// lineShown is how many bytes of a line are shown at least.
const lineShown = 20_000

// cut is text, or its beginning and how much more there is.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && text[most]&0xC0 == 0x80 { // not within a letter
		most--
	}
	return fmt.Sprintf("%s … (%s more bytes)", text[:most], number(len(text)-most))
}
