package packet

import (
	"slices"
	"strings"

	"communique/internal/archive"
)

// text is a document's sections, before it is described.
type text struct {
	opening
	sections    []archive.Section
	leads       bool     // it is the first of its source
	first, last int      // source lines of its title and text
	marking     string   // as printed
	foot        []string // what closes it below the text: place and date, who signs
}

// builder reads the pieces behind a title block as sections and paragraphs.
type builder struct {
	src       *source
	pieces    []piece
	doc       *text
	headings  []bool
	marked    bool   // the format marks its headings
	capitals  bool   // the running text is printed in capitals
	signature int    // the piece that is the name of who signs; 0 for none
	lastLong  int    // the last piece too long to belong to a sign-off
	previous  piece  // what the last paragraph that is no footnote began as
	at        int    // its place in its section
	under     []byte // its text, once parts are added to it
	tail      string // what can be read last in it
	inNote    bool   // the note at the foot of the page goes on
	open      bool   // it stands in the section under way and may go on
}

// readText reads a document.
func (s *source) readText(o opening, pieces []piece) *text {
	findBareNotes(pieces)
	pieces, foot := s.cutFoot(pieces)
	b := &builder{src: s, pieces: pieces, doc: &text{opening: o, foot: foot}}
	b.doc.sections = []archive.Section{{Level: 1}}
	for i, p := range pieces {
		if len(p.text) > short && !isSignOff(p.text) {
			b.lastLong = i
		}
	}
	b.findHeadings()
	for i := range pieces {
		b.read(i)
	}
	b.finish()
	return b.doc
}

// read takes one piece as a heading, as the rest of a paragraph, or as a
// paragraph of its own.
func (b *builder) read(i int) {
	p := b.pieces[i]
	if b.continuesNote(i) {
		b.appendNote(p)
		return
	}
	b.inNote = false
	switch {
	case p.heading == 0 && p.label == "" && b.open && hangs(b.end()) && b.continues(i):
		b.append(p)
	case b.headings[i]:
		b.startSection(p)
	case b.continues(i):
		b.append(p)
	default:
		b.paragraph(i)
	}
}

// end is the printed end of the paragraph under way, marks included.
func (b *builder) end() string {
	if b.under != nil {
		return string(b.under[max(0, len(b.under)-80):])
	}
	text := b.section().Paragraphs[b.at].Text
	return text[max(0, len(text)-80):]
}

// section is the section under way.
func (b *builder) section() *archive.Section { return &b.doc.sections[len(b.doc.sections)-1] }

// startSection begins a section under a heading.
func (b *builder) startSection(p piece) {
	b.close()
	b.doc.sections = append(b.doc.sections, archive.Section{Heading: headingOf(p), Level: max(p.heading, 1), HeadingLines: p.lines})
}

// headingOf is the text of a heading as printed, with its number. A number that
// only the format sets, as word processors do, says where a short title stands
// and is no part of it; nor is the raised mark of a note.
func headingOf(p piece) string {
	p.text = strings.TrimRight(p.text, "⁰¹²³⁴⁵⁶⁷⁸⁹ ")
	if p.label == "" || p.label == bullet || p.listed && p.text != "" && len(p.text) <= longestHeading && !endsLikeProse(p.text) {
		return p.text
	}
	return strings.TrimSpace(p.printed + " " + p.text)
}

// close ends the paragraph under way.
func (b *builder) close() {
	if b.under != nil {
		b.section().Paragraphs[b.at].Text = string(b.under)
	}
	b.open, b.under = false, nil
}

// paragraph begins a paragraph. The sign-off of a paper belongs to none of its
// sections and gets one without heading.
func (b *builder) paragraph(i int) {
	p := b.pieces[i]
	role := roleInBody(p)
	if role == archive.Prose && (isDateline(p.text) && b.nearEnd(i) || i > 0 && (i == b.signature || len(p.text) <= 100 && signsFor.MatchString(b.pieces[i-1].text))) {
		role = archive.SignOff
	}
	if role != archive.Footnote {
		b.close()
	}
	if role == archive.SignOff && !b.inSignOff() {
		b.doc.sections = append(b.doc.sections, archive.Section{Level: 1})
	}
	q := archive.Paragraph{
		Label: strings.TrimPrefix(p.label, "fn:"), Printed: p.printed, Text: p.text, Role: role, Lines: slices.Clone(p.lines), Page: p.page,
	}
	if role == archive.Footnote {
		q.Label = plainDigits(q.Label)
	}
	if q.Label == bullet || q.Printed == "" {
		q.Printed = q.Label
	}
	s := b.section()
	s.Paragraphs = append(s.Paragraphs, q)
	if role != archive.Footnote { // a note at the foot of a page does not end the paragraph above it
		b.previous, b.at, b.open = p, len(s.Paragraphs)-1, true
		b.under, b.tail = nil, withoutRedactions(p.text)
	}
}

// inSignOff reports whether the section under way is the sign-off.
func (b *builder) inSignOff() bool {
	s := b.section()
	n := len(s.Paragraphs)
	return s.Heading == "" && n > 0 && s.Paragraphs[n-1].Role == archive.SignOff
}

// nearEnd reports whether only short lines and sign-offs follow piece i.
func (b *builder) nearEnd(i int) bool { return i > 0 && i > b.lastLong }

// append adds a piece to the paragraph under way.
func (b *builder) append(p piece) {
	q := &b.section().Paragraphs[b.at]
	if b.under == nil {
		b.under = []byte(q.Text)
	}
	b.under = b.src.extend(b.under, p.text)
	q.Lines = append(q.Lines, p.lines...)
	if text := withoutRedactions(p.text); text != "" {
		b.tail = text
	}
	if q.Role == archive.Mark && !isOnlyRedacted(p.text) {
		q.Role = roleOf(b.previous.label)
	}
}

// finish drops a first section that nothing stands in, marks redactions, and
// gives the sections their levels and anchors.
func (b *builder) finish() {
	b.close()
	d := b.doc
	if len(d.sections[0].Paragraphs) == 0 && len(d.sections) > 1 {
		d.sections = d.sections[1:]
	}
	d.placeNotes()
	for i := range d.sections {
		for j := range d.sections[i].Paragraphs {
			q := &d.sections[i].Paragraphs[j]
			q.Redactions = redactions(q.Text)
		}
	}
	setLevels(d.sections)
	d.span()
}

// span notes the first and last source line of the document.
func (t *text) span() {
	note := func(lines []int) {
		for _, n := range lines {
			if t.first == 0 || n < t.first {
				t.first = n
			}
			t.last = max(t.last, n)
		}
	}
	note(t.lines)
	for _, s := range t.sections {
		note(s.HeadingLines)
		for _, p := range s.Paragraphs {
			note(p.Lines)
		}
	}
}

// plainDigits writes raised digits as plain ones.
func plainDigits(label string) string {
	return strings.NewReplacer("⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9").Replace(label)
}
