package ledger

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"communique/internal/archive"
	"communique/internal/normalize"
	"communique/internal/thesaurus"
)

// Correct lays an admin's corrections over a document as it was read, in order.
// One that no longer fits what is read (the paragraphs that it joins are not
// there) is left out, and said as a doubt.
func Correct(d *archive.Document, corrections []archive.Correction) {
	for _, c := range corrections {
		if !correct(d, c) {
			d.Doubts = append(d.Doubts, archive.Doubt{
				Says: fmt.Sprintf("A correction by %s of %s no longer fits what is read: %s.", c.By, c.At.Format("2 January 2006"), c.Field),
			})
		}
	}
	archive.SetAnchors(d)
}

// basisOf is how a document says that a value was corrected.
func basisOf(c archive.Correction) string { return "corrected by " + c.By }

func correct(d *archive.Document, c archive.Correction) bool {
	switch c.Field {
	case archive.FieldTitle:
		d.Title = only(c.Value)
	case archive.FieldDate:
		d.Date, d.DateBasis = archive.Date(only(c.Value)), basisOf(c)
	case archive.FieldKind:
		d.Kind = archive.Kind(only(c.Value))
	case archive.FieldStatus:
		d.Status, d.StatusBasis = archive.Status(only(c.Value)), basisOf(c)
	case archive.FieldParties:
		d.Parties = slices.Sorted(slices.Values(c.Value))
	case archive.FieldCountries:
		findings(d, c, func(s *archive.Section) *[]thesaurus.Finding { return &s.Countries })
	case archive.FieldThemes:
		findings(d, c, func(s *archive.Section) *[]thesaurus.Finding { return &s.Themes })
	case archive.FieldJoin:
		return join(d, c.Value)
	case archive.FieldSplit:
		return split(d, c.Value)
	default:
		return false
	}
	return true
}

// only is the one text of a value, or empty.
func only(value []string) string {
	if len(value) == 0 {
		return ""
	}
	return value[0]
}

// findings has the sections of d name just what a correction lists: what no
// section names is given to the first, without words that earned it.
func findings(d *archive.Document, c archive.Correction, of func(*archive.Section) *[]thesaurus.Finding) {
	named := map[string]bool{}
	for i := range d.Sections {
		list := of(&d.Sections[i])
		*list = slices.DeleteFunc(slices.Clone(*list), func(f thesaurus.Finding) bool { return !slices.Contains(c.Value, f.ID) })
		for _, f := range *list {
			named[f.ID] = true
		}
	}
	if len(d.Sections) == 0 {
		return
	}
	first := of(&d.Sections[0])
	for _, id := range c.Value {
		if !named[id] {
			*first = append(*first, thesaurus.Finding{ID: id})
		}
	}
	slices.SortFunc(*first, func(a, b thesaurus.Finding) int { return strings.Compare(a.ID, b.ID) })
}

// Fit says what stands in the way of a correction that is to be made. One of
// paragraphs must tell them apart by what they read.
func Fit(d *archive.Document, c archive.Correction) error {
	rows := 0
	switch c.Field {
	case archive.FieldJoin:
		rows = len(rowsOf(d, c.Value))
	case archive.FieldSplit:
		rows = len(rowsOf(d, []string{strings.Join(c.Value, " ")}))
	default:
		return nil
	}
	corrected := *d
	corrected.Sections = slices.Clone(d.Sections)
	switch {
	case rows == 0:
		return fmt.Errorf("%w: no paragraphs of this document read so by now", archive.ErrConflict)
	case rows > 1:
		return fmt.Errorf("%w: this document reads so in %d places, and the correction could not tell them apart", archive.ErrConflict, rows)
	case !correct(&corrected, c):
		return fmt.Errorf("%w: a cut goes through a redaction, or leaves a paragraph without words", archive.ErrInvalid)
	}
	return nil
}

// row is where paragraphs stand in a row: the section, and the first of them.
type row struct{ section, at int }

// rowsOf are the paragraphs in a row that read as texts, wherever they stand.
func rowsOf(d *archive.Document, texts []string) (rows []row) {
	for i, s := range d.Sections {
		for at := 0; len(texts) > 0 && at+len(texts) <= len(s.Paragraphs); at++ {
			if readAs(s.Paragraphs[at:at+len(texts)], texts) {
				rows = append(rows, row{i, at})
			}
		}
	}
	return rows
}

// join makes one paragraph of those in a row that first read as texts.
func join(d *archive.Document, texts []string) bool {
	rows := rowsOf(d, texts)
	if len(rows) == 0 || len(texts) < 2 {
		return false
	}
	s, at := &d.Sections[rows[0].section], rows[0].at
	whole := s.Paragraphs[at]
	for _, part := range s.Paragraphs[at+1 : at+len(texts)] {
		whole = joined(whole, part)
	}
	s.Paragraphs = slices.Replace(slices.Clone(s.Paragraphs), at, at+len(texts), whole)
	return true
}

// readAs reports whether paragraphs read as texts, as far as meaning goes.
func readAs(paragraphs []archive.Paragraph, texts []string) bool {
	for i, p := range paragraphs {
		if normalize.Fold(p.Text) != normalize.Fold(texts[i]) {
			return false
		}
	}
	return true
}

func joined(a, b archive.Paragraph) archive.Paragraph {
	offset := len(a.Text) + 1
	if a.Text == "" || b.Text == "" {
		offset--
	}
	a.Text = strings.TrimSpace(a.Text + " " + b.Text)
	a.Redactions = slices.Clone(a.Redactions)
	for _, r := range b.Redactions {
		r.Start, r.End = r.Start+offset, r.End+offset
		a.Redactions = append(a.Redactions, r)
	}
	a.Lines = slices.Compact(slices.Sorted(slices.Values(slices.Concat(a.Lines, b.Lines))))
	if a.Role == archive.Mark {
		a.Role = b.Role
	}
	return a
}

// split makes several paragraphs of the first that reads as texts in a row. Each
// keeps all its lines: which words stood on which line is not known.
func split(d *archive.Document, texts []string) bool {
	rows := rowsOf(d, []string{strings.Join(texts, " ")})
	if len(rows) == 0 {
		return false
	}
	s, at := &d.Sections[rows[0].section], rows[0].at
	parts, ok := cut(s.Paragraphs[at], texts)
	if ok {
		s.Paragraphs = slices.Replace(slices.Clone(s.Paragraphs), at, at+1, parts...)
	}
	return ok
}

// cut cuts a paragraph into parts of as many words as texts have. A redaction
// that a cut would go through forbids it.
func cut(p archive.Paragraph, texts []string) ([]archive.Paragraph, bool) {
	var parts []archive.Paragraph
	rest, from := p.Text, 0
	for i, text := range texts {
		end := wordsEnd(rest, len(strings.Fields(text)))
		if i == len(texts)-1 {
			end = len(rest)
		}
		part := p
		part.Text, part.Redactions = strings.TrimSpace(rest[:end]), nil
		lead := len(rest[:end]) - len(strings.TrimLeftFunc(rest[:end], unicode.IsSpace))
		if i > 0 {
			part.Label, part.Printed, part.Role = "", "", archive.Prose
		}
		for _, r := range p.Redactions {
			switch {
			case r.Start >= from+lead && r.End <= from+end:
				r.Start, r.End = r.Start-from-lead, r.End-from-lead
				part.Redactions = append(part.Redactions, r)
			case r.Start < from+end && r.End > from+end:
				return nil, false
			}
		}
		if part.Text == "" {
			return nil, false
		}
		parts = append(parts, part)
		rest, from = rest[end:], from+end
	}
	return parts, len(parts) > 1
}

// wordsEnd is where the first n words of text end, as strings.Fields tells them.
func wordsEnd(text string, n int) int {
	inWord := false
	for i, r := range text {
		space := unicode.IsSpace(r)
		if inWord && space {
			n--
		}
		if n == 0 {
			return i
		}
		inWord = !space
	}
	return len(text)
}
