package search

import (
	"cmp"
	"html"
	"slices"
	"strings"
)

// Mark escapes text for HTML and puts marks around stretches of it. Spans out
// of order, overlapping or out of bounds are put right; a span never cuts into
// an escape, for the text is cut first and escaped after.
func Mark(text string, marks []Span) string {
	var b strings.Builder
	at := 0
	for _, m := range mergeSpans(marks, len(text)) {
		b.WriteString(html.EscapeString(text[at:m.Start]))
		b.WriteString("<mark>")
		b.WriteString(html.EscapeString(text[m.Start:m.End]))
		b.WriteString("</mark>")
		at = m.End
	}
	b.WriteString(html.EscapeString(text[at:]))
	return b.String()
}

// mergeSpans sorts spans, cuts them to length and joins those that overlap.
func mergeSpans(spans []Span, length int) []Span {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	var out []Span
	for _, s := range spans {
		s.Start, s.End = max(s.Start, 0), min(s.End, length)
		if s.Start >= s.End {
			continue
		}
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// marker finds what a query's leaves match in a text. It analyses the text as
// the index does, so that marks are right for the text at hand even where the
// index was made from an earlier one.
type marker struct {
	leaves   []leaf
	initials *initials // of the words that the leaves look for; nil for none
}

func newMarker(leaves []leaf) marker {
	m := marker{leaves: leaves}
	for _, l := range leaves {
		if !l.positive {
			continue
		}
		if m.initials == nil {
			m.initials = &initials{}
		}
		for _, s := range l.sequences {
			for _, slot := range s.slots {
				m.initials.add(slot.prefix)
				for _, t := range slot.terms {
					m.initials.add(t)
				}
			}
		}
	}
	return m
}

// marks are the stretches of text that match, and which leaves match them. in
// is the text's field: a leaf that asks for another one is passed by.
func (m *marker) marks(in scope, text string) (spans []Span, matched []int) {
	if m.initials == nil || text == "" {
		return nil, nil
	}
	w := readFor(text, m.initials)
	for i, l := range m.leaves {
		if !l.positive || l.scope != everywhere && l.scope != in {
			continue
		}
		found := false
		for _, s := range l.sequences {
			stretches := s.find(w)
			found = found || len(stretches) > 0
			spans = append(spans, stretches...)
		}
		if found {
			matched = append(matched, i)
		}
	}
	return mergeSpans(spans, len(text)), matched
}

// find gives the stretches of a text that a sequence matches. Words that
// follow on each other are marked as one stretch.
func (s *sequence) find(w wording) []Span {
	tokens := w.stems
	if s.exact {
		tokens = w.exact
	}
	var spans []Span
	for i := range tokens {
		if span, ok := s.at(tokens[i:]); ok {
			spans = append(spans, span)
		}
	}
	return spans
}

// at reports whether the sequence begins with the first of tokens, and the
// stretch it covers.
func (s *sequence) at(tokens []token) (Span, bool) {
	first := tokens[0]
	span := Span{first.start, first.end}
	next := 0
	for _, slot := range s.slots {
		for next < len(tokens) && tokens[next].position < first.position+slot.offset {
			next++
		}
		if next == len(tokens) || tokens[next].position != first.position+slot.offset || !slot.fits(tokens[next].term) {
			return Span{}, false
		}
		span.End = max(span.End, tokens[next].end)
	}
	return span, true
}

// fits reports whether a word may fill the slot.
func (s *slot) fits(term string) bool {
	if s.prefix != "" {
		return strings.HasPrefix(term, s.prefix)
	}
	return slices.Contains(s.terms, term)
}
