package web

import (
	"html"
	"strings"
	"unicode/utf8"

	"communique/internal/archive"
	"communique/internal/search"
	"communique/web/components"
)

// pieces cuts a text at its redactions and marks. Put together again, the
// pieces are the text; a mark within a redaction is left out.
func pieces(text string, redactions []archive.Redaction, marks []search.Span) []components.Piece {
	var out []components.Piece
	at := 0
	for _, r := range redactions {
		if r.Start < at || !isStretch(text, r.Start, r.End) {
			continue // overlaps the one before: said once is enough
		}
		out = appendMarked(out, text, at, r.Start, marks)
		out = append(out, components.Piece{Text: text[r.Start:r.End], Redacted: true, Exemption: r.Exemption})
		at = r.End
	}
	return appendMarked(out, text, at, len(text), marks)
}

// appendMarked appends text[from:to], cut at the marks in it.
func appendMarked(out []components.Piece, text string, from, to int, marks []search.Span) []components.Piece {
	for _, m := range marks {
		start, end := max(m.Start, from), min(m.End, to)
		if !isStretch(text, start, end) {
			continue
		}
		if from < start {
			out = append(out, components.Piece{Text: text[from:start]})
		}
		out = append(out, components.Piece{Text: text[start:end], Mark: true})
		from = end
	}
	if from < to {
		out = append(out, components.Piece{Text: text[from:to]})
	}
	return out
}

// isStretch reports whether text[start:end] is something, and whole letters.
func isStretch(text string, start, end int) bool {
	return 0 <= start && start < end && end <= len(text) &&
		utf8.RuneStart(text[start]) && (end == len(text) || utf8.RuneStart(text[end]))
}

// Bounds of an excerpt, in bytes.
const (
	excerptLength = 360
	excerptBefore = 120 // of it, at most this much stands before the first mark
)

// excerpt is pieces of about excerptLength around the first mark, cut at whole
// words and never within a redaction; an ellipsis stands for what is left out.
func excerpt(p archive.Paragraph, marks []search.Span) []components.Piece {
	text := p.Text
	if len(text) <= excerptLength*5/4 {
		return pieces(text, p.Redactions, marks)
	}
	first := 0
	if len(marks) > 0 {
		first = min(max(marks[0].Start, 0), len(text))
	}
	from, to := window(text, first)
	for _, r := range p.Redactions {
		if !isStretch(text, r.Start, r.End) {
			continue
		}
		if r.Start < from && from < r.End {
			from = r.Start
		}
		if r.Start < to && to < r.End {
			to = r.End
		}
	}
	out := pieces(text[from:to], shiftRedactions(p.Redactions, from, to), shiftMarks(marks, from, to))
	if from > 0 {
		out = append([]components.Piece{{Text: "… "}}, out...)
	}
	if to < len(text) {
		out = append(out, components.Piece{Text: " …"})
	}
	return out
}

// window is a stretch of text around first that begins and ends with a word.
func window(text string, first int) (from, to int) {
	if first > excerptBefore {
		from = first - excerptBefore
		if space := strings.IndexByte(text[from:first], ' '); space >= 0 {
			from += space + 1
		} else {
			from = first
		}
	}
	to = from + excerptLength
	if to >= len(text) {
		return from, len(text)
	}
	if space := strings.LastIndexByte(text[first:to], ' '); space > 0 {
		return from, first + space
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return from, to
}

func shiftRedactions(all []archive.Redaction, from, to int) []archive.Redaction {
	var out []archive.Redaction
	for _, r := range all {
		if r.Start >= from && r.End <= to {
			r.Start, r.End = r.Start-from, r.End-from
			out = append(out, r)
		}
	}
	return out
}

func shiftMarks(all []search.Span, from, to int) []search.Span {
	var out []search.Span
	for _, m := range all {
		if m.Start >= from && m.End <= to {
			out = append(out, search.Span{Start: m.Start - from, End: m.End - from})
		}
	}
	return out
}

// markedPieces reads escaped text with <mark> back into pieces. Whatever other
// markup it might hold stays text.
func markedPieces(escaped string) []components.Piece {
	var out []components.Piece
	for escaped != "" {
		before, rest, found := strings.Cut(escaped, "<mark>")
		if before != "" {
			out = append(out, components.Piece{Text: html.UnescapeString(before)})
		}
		if !found {
			break
		}
		marked, after, _ := strings.Cut(rest, "</mark>")
		out = append(out, components.Piece{Text: html.UnescapeString(marked), Mark: true})
		escaped = after
	}
	return out
}

// sectionName is a section's heading, or what it is called without one.
func sectionName(s *archive.Section) string {
	return headingOr(s.Heading, s.Anchor)
}

// headingOr is heading, or a name for a section without one.
func headingOr(heading, anchor string) string {
	switch {
	case heading != "":
		return heading
	case anchor == "s-opening":
		return "Opening of the text"
	}
	return "Text without a heading"
}

// paragraphName is what a paragraph is called: "paragraph 2, Borders and Asylum".
func paragraphName(p *archive.Paragraph, section string) string {
	return paragraphNoun(p) + ", " + section
}

// paragraphNoun is what a paragraph is called within its section.
func paragraphNoun(p *archive.Paragraph) string {
	switch p.Role {
	case archive.Numbered, archive.Lettered:
		if p.Label != "" {
			return "paragraph " + p.Label
		}
	case archive.Footnote:
		if p.Label != "" {
			return "footnote " + p.Label
		}
		return "footnote"
	case archive.SignOff:
		return "sign-off"
	case archive.Mark:
		return "redaction"
	}
	return "paragraph"
}

// paragraphView is p as its document's page shows it.
func paragraphView(p *archive.Paragraph, section string) components.ParagraphView {
	return components.ParagraphView{
		ID: p.ID, Label: p.Printed, Role: string(p.Role), Wording: pieces(p.Text, p.Redactions, nil),
		URL: paragraphPath(p.ID), Name: paragraphName(p, section),
	}
}
