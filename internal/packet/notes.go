package packet

import (
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/internal/regexp"
)

// Notes at the foot of a paper.

// bareNote is a note whose number lost the mark that tells it from text:
// "1 Argentina, Australia, …".
var bareNote = regexp.MustCompile(`^(\d{1,2})[ )]\s*(\pL.*)$`)

// mostBareNotes is how many such notes a paper ends with at most.
const mostBareNotes = 6

// findBareNotes makes notes of the last pieces that begin with a number which
// the text above refers to.
func findBareNotes(pieces []piece) {
	for i := len(pieces) - 1; i > 0 && i >= len(pieces)-mostBareNotes; i-- {
		p := &pieces[i]
		if p.role == archive.Footnote {
			continue
		}
		m := bareNote.FindStringSubmatch(p.text)
		if p.label != "" || m == nil || !slices.ContainsFunc(pieces[:i], func(q piece) bool { return refersTo(q.text, m[1]) }) {
			return
		}
		p.label, p.printed, p.role, p.text = "fn:"+m[1], m[1], archive.Footnote, m[2]
	}
}

// raised writes plain digits as raised ones.
var raised = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// refersTo reports whether a text bears the mark of a note: raised, in brackets,
// or behind a word without a space, as it is left where the raising is lost.
func refersTo(text, label string) bool {
	if strings.Contains(text, "["+label+"]") || strings.Contains(text, raised.Replace(label)) {
		return true
	}
	for from := 0; ; {
		at := strings.Index(text[from:], label)
		if at < 0 {
			return false
		}
		at += from
		if from = at + len(label); at > 1 && isSmallASCII(text[at-1]) && isSmallASCII(text[at-2]) && (from == len(text) || strings.IndexByte(" .,;:", text[from]) >= 0) {
			return true
		}
	}
}

func isSmallASCII(c byte) bool { return c >= 'a' && c <= 'z' }

// placeNotes moves the notes that stand behind the last paragraph of a document
// to the paragraphs that bear their marks, so that it ends as its text does.
func (t *text) placeNotes() {
	last := &t.sections[len(t.sections)-1]
	n := len(last.Paragraphs)
	for n > 0 && last.Paragraphs[n-1].Role == archive.Footnote {
		n--
	}
	if n == 0 {
		return
	}
	notes := slices.Clone(last.Paragraphs[n:])
	last.Paragraphs = last.Paragraphs[:n:n]
	for _, note := range notes {
		if !t.placeNote(note) {
			last.Paragraphs = append(last.Paragraphs, note)
		}
	}
}

// placeNote puts a note behind the last paragraph that bears its mark, and behind
// the notes that stand there already.
func (t *text) placeNote(note archive.Paragraph) bool {
	for i := len(t.sections) - 1; i >= 0; i-- {
		s := &t.sections[i]
		for j, p := range slices.Backward(s.Paragraphs) {
			if p.Role == archive.Footnote || !refersTo(p.Text, note.Label) {
				continue
			}
			for j++; j < len(s.Paragraphs) && s.Paragraphs[j].Role == archive.Footnote; j++ {
			}
			s.Paragraphs = slices.Insert(s.Paragraphs, j, note)
			return true
		}
	}
	return false
}

// continuesNote reports whether piece i goes on with the note above it, which
// breaks off.
func (b *builder) continuesNote(i int) bool {
	p := b.pieces[i]
	if i == 0 || p.label != "" || p.gap > 0 || p.broken || b.lastRole() != archive.Footnote || b.pieces[i-1].role != archive.Footnote && !b.inNote {
		return false
	}
	s := b.section()
	return !endsSentence(s.Paragraphs[len(s.Paragraphs)-1].Text)
}

// appendNote adds a piece to the note above it.
func (b *builder) appendNote(p piece) {
	s := b.section()
	q := &s.Paragraphs[len(s.Paragraphs)-1]
	q.Text = string(b.src.extend([]byte(q.Text), p.text))
	q.Lines = append(q.Lines, p.lines...)
	b.inNote = true
}
