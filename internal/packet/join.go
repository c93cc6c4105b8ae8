package packet

import (
	"strings"

	"communique/internal/archive"
	"communique/internal/regexp"
)

// continues reports whether piece i goes on with the paragraph above it. A
// label always begins a paragraph. Otherwise the paragraph above must have been
// cut: by the end of a page, by a redaction, or by a footnote.
func (b *builder) continues(i int) bool {
	p := b.pieces[i]
	if !b.open || p.label != "" || p.parted || isSignOff(p.text) || b.lastRole() == archive.SignOff {
		return false
	}
	if p.gap > 0 && !p.broken && preambular.MatchString(p.text) {
		return false
	}
	switch {
	case b.section().Paragraphs[b.at].Role == archive.Mark || b.tail == "":
		// "1. [REDACTED]" with the text on the very next line.
		return p.gap == 0 && !p.broken && b.previous.label != "" && !isOnlyRedacted(p.text)
	case !endsSentence(b.tail):
		return b.completes(p, b.tail)
	case isOnlyRedacted(p.text):
		return b.stretches(i)
	case beginsRedacted(p.text):
		// The words blacked out hold the end of one line and the start of the next.
		return b.inNumbers() && b.previous.role == archive.Numbered
	}
	return b.resumes(i)
}

// preambular are the words that open a paragraph of the preamble of a resolution;
// the comma before them ends the paragraph above.
var preambular = regexp.MustCompile(`^(?:Recalling|Noting|Convinced|Considering|Reaffirming|Recogni[sz]ing|Welcoming|Bearing in mind|Mindful|Aware|Conscious|Deeply|Gravely|Emphasi[sz]ing|Stressing|Desiring|Desirous|Determined|Having|Taking|Acknowledging|Concerned|Encouraged|Guided|Expressing|Affirming|Reiterating|Underlining|Resolved|` +
	`Rappelant|Considérant|Notant|Convaincus?|Réaffirmant|Soulignant|Reconnaissant|Conscients?|Préoccupés?|Désireux|Prenant|Recordando|Considerando|Reafirmando|Reconociendo|Reconhecendo|Convencid[oa]s?|Tomando|Conscientes?|Teniendo|Tendo|Erinnernd|Eingedenk|In Anerkennung|In der Überzeugung)\b`)

// completes: a sentence that breaks off goes on in a line that begins small, in
// one that begins with what was blacked out, or in the first line of the next
// page.
func (b *builder) completes(p piece, above string) bool {
	if startsLower(p.text) || beginsRedacted(p.text) {
		return true
	}
	return hangs(above) || p.broken && !isItem(above)
}

// stretches: a mark on a line of its own belongs to a numbered paragraph where
// the next number follows it, and stands alone anywhere else.
func (b *builder) stretches(i int) bool {
	return b.previous.role == archive.Numbered && i+1 < len(b.pieces) && b.pieces[i+1].label == nextNumber(b.previous.label)
}

// resumes: where every paragraph is numbered, text without a number belongs to
// the number above it if a page ends between and the next number follows, or if
// the source is a release, in which the line between is where a passage was
// taken out.
func (b *builder) resumes(i int) bool {
	p := b.pieces[i]
	if !b.inNumbers() || b.previous.role != archive.Numbered || isDateline(p.text) {
		return false
	}
	next := ""
	if i+1 < len(b.pieces) {
		next = b.pieces[i+1].label
	}
	if p.broken {
		return next == nextNumber(b.previous.label)
	}
	return b.src.released && p.gap > 0 && len(p.text) > short
}

// inNumbers reports whether every paragraph of the section so far is an item of
// a list, the first of them numbered.
func (b *builder) inNumbers() bool {
	s := b.section()
	for i, q := range s.Paragraphs {
		if q.Label == "" && q.Role != archive.Mark || i == 0 && q.Role != archive.Numbered {
			return false
		}
	}
	return len(s.Paragraphs) > 0
}

// lastRole is the role of the last paragraph.
func (b *builder) lastRole() archive.Role {
	s := b.section()
	if n := len(s.Paragraphs); n > 0 {
		return s.Paragraphs[n-1].Role
	}
	return ""
}

// hangs reports whether a sentence breaks off behind a word or comma that
// something of the same sentence must follow.
func hangs(text string) bool {
	if strings.HasSuffix(text, ",") {
		return true
	}
	if isItem(text) {
		return false
	}
	last := strings.TrimLeft(text[strings.LastIndexByte(text, ' ')+1:], `"'“‘(`)
	return functionWords[last] || len(last) > 1 && isCapitals(text) && functionWords[strings.ToLower(last)]
}
