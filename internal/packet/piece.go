package packet

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/internal/archive"
	"communique/internal/regexp"
)

// piece is what one paragraph, heading or title line is printed as, before it
// is known which it is: one line of the source, or the lines of one block of
// wrapped text.
type piece struct {
	lines   []int  // numbers in the source
	under   []byte // the text while further lines are added to it
	text    string // without its label
	label   string
	printed string       // the label with its punctuation
	role    archive.Role // as far as the label tells
	heading int          // level that the format marks
	bold    bool
	indent  int
	page    int
	gap     int    // blank lines before it
	broken  bool   // the page ends before it, or furniture of a page stands there
	parted  bool   // a notice or an end mark stands before it
	listed  bool   // the format itself sets its label
	head    bool   // a labelled line of the head of a memorandum or message
	last    string // its last line as printed
}

// pieces joins the lines that are still text.
func (s *source) pieces() []piece {
	var all []piece
	gap, broken, parted, page, above := 0, false, false, 0, 0
	for i := range s.lines {
		l := &s.lines[i]
		switch {
		case l.use == blank:
			gap++
		case l.use == notice || l.reason == "end mark" && !strings.Contains(l.text, "*"): // asterisks also part sections
			parted = true
		case l.use == furnished:
			broken = broken || l.page
		}
		if l.use != body {
			continue
		}
		broken = broken || page > 0 && l.Page > 0 && l.Page != page
		page = l.Page
		label, text := s.labelOf(l.text)
		if s.measure > 0 && gap == 0 && !broken && !parted && len(all) > 0 && s.runsOn(all[len(all)-1], above, i, label) {
			p := &all[len(all)-1]
			above, p.last = i, l.text
			if len(p.lines) == 1 {
				p.under = append(make([]byte, 0, 4*len(p.text)), p.text...)
			}
			p.under = s.extend(p.under, l.text)
			p.lines = append(p.lines, l.Number)
			p.bold = p.bold && l.Bold
			continue
		}
		p := piece{
			lines: []int{l.Number}, text: text, label: label, printed: printedLabel(l.text, text), role: roleOf(label), heading: l.Heading,
			bold: l.Bold, indent: l.indent, page: l.Page, gap: gap, broken: broken, parted: parted, head: l.head, last: l.text, listed: l.Item,
		}
		above = i
		s.unlabel(&p, all, l.text)
		if l.Item && label == "" && l.Heading == 0 {
			p.label, p.role = bullet, archive.Bullet
		}
		finishPiece(all)
		all = append(all, p)
		gap, broken, parted = 0, false, false
	}
	finishPiece(all)
	unnumberFront(all)
	return all
}

// finishPiece sets the text of the last piece, when no line can follow any more.
func finishPiece(all []piece) {
	if n := len(all); n > 0 && all[n-1].under != nil {
		all[n-1].text, all[n-1].under = string(all[n-1].under), nil
	}
}

// runsOn reports whether line i of wrapped text goes on with the piece above it
// in the same block, whose last line is that before. It does not where it begins a list item, where the bold
// face of a heading ends, or where the line above stops well short of the
// measure as the last line of a paragraph does.
func (s *source) runsOn(p piece, before, i int, label string) bool {
	above, l := &s.lines[before], &s.lines[i]
	if l.Heading > 0 || p.heading > 0 || l.Item || l.head || p.head && !subjectLine.MatchString(p.last) && len(p.lines) == 1 {
		return false
	}
	if l.indent >= centred && isFrontDate(l.text) {
		return false
	}
	if label == bullet || label != "" && isNextLabel(p, above.text, label) {
		return false
	}
	length := utf8.RuneCountInString(above.text)
	if p.bold && !l.Bold && length*10 < s.measure*7 && !startsLower(l.text) {
		return false
	}
	if l.Soft || startsLower(l.text) || p.label != "" && l.indent > p.indent {
		return true
	}
	if length*2 < s.measure {
		return false
	}
	return length*10 >= s.measure*7 || !endsSentence(above.text)
}

// centred is from how many columns on a line is set in the middle or at the right.
const centred = 8

// isNextLabel reports whether a label within a block of wrapped text begins an
// item: in a list of its kind, or as the first of one. "on page\n12. The" does not.
func isNextLabel(p piece, above, label string) bool {
	return p.label != "" && (roleOf(p.label) == roleOf(label) || roleOf(label) == archive.Numbered && endsSentence(above)) || firstLabels[label] || strings.HasSuffix(above, ":")
}

var firstLabels = map[string]bool{"1": true, "a": true, "i": true, "A": true, "I": true}

// extend puts the next part behind a paragraph under way. A hyphen at a line's
// end goes where it is none of the word's.
func (s *source) extend(text []byte, part string) []byte {
	if len(text) == 0 || part == "" {
		return append(text, part...)
	}
	if text[len(text)-1] != '-' {
		return append(append(text, ' '), part...)
	}
	head, tail := hyphenParts(string(text[max(0, len(text)-60):]), part)
	switch {
	case head == "":
		text = append(text, ' ')
	case s.areOne(head, tail):
		text = text[:len(text)-1]
	}
	return append(text, part...)
}

// bullet is the label of list items that carry no number or letter.
const bullet = "•"

var (
	bulletMark = regexp.MustCompile(`^(?:[-–—*+·▪▫◦‣⁃●○■□➢➤✓]|•)(?:\s+|$)`)
	// numberMark holds numbers with a point or bracket ("1.", "2)", "(3)"), and
	// numbers of several parts ("1.1", "2.3.4").
	numberMark = regexp.MustCompile(`^(?:(\d{1,3})[.)](?:\s+|$)|\((\d{1,3})\)(?:\s+|$)|(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s+)`)
	letterMark = regexp.MustCompile(`^(?:\(?([a-z]|[ivx]{2,5})[.)](?:\s+|$)|\(([A-Z]|[IVX]{1,5})\)(?:\s+|$)|([A-Z]|[IVX]{1,5})\)(?:\s+|$))`)
	// footnoteMark is a raised digit or a number in brackets before the note.
	footnoteMark = regexp.MustCompile(`^(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*|\[\^(\w{1,8})\]:\s*|\[(\d{1,3})\]\s+)`)
)

// cutLabel cuts the label of a list item off its text, as printed without its
// punctuation. A converter may print two: "- 1. In five years" has the label
// "1".
func cutLabel(text string) (label, rest string) {
	if m := footnoteMark.FindStringSubmatch(text); m != nil && len(m[0]) < len(text) {
		return "fn:" + firstOf(m[1:]), text[len(m[0]):]
	}
	if m := bulletMark.FindString(text); m != "" {
		label, text = bullet, text[len(m):]
		if text == "" {
			return label, ""
		}
	}
	if dayMark.MatchString(text) {
		return label, text
	}
	for _, mark := range []*regexp.Regexp{numberMark, letterMark} {
		if m := mark.FindStringSubmatch(text); m != nil {
			return firstOf(m[1:]), text[len(m[0]):]
		}
	}
	if m := dashedMark.FindStringSubmatch(text); m != nil && isSentenceStart(text[len(m[0]):]) {
		return m[1], text[len(m[0]):]
	}
	return label, text
}

// dayMark is a date with points that has the form of a number of three parts,
// before a bar: "27.05.14 | News".
var dayMark = regexp.MustCompile(`^[0-3]?\d\.[01]\d\.\d\d +[|·] `)

// dashedMark is a number with a dash or stroke: "3- We recall", "4/ Ils ont".
var dashedMark = regexp.MustCompile(`^(\d{1,2})(?: ?[-–]|/) +`)

// isSentenceStart reports whether a text begins as a sentence does: with a
// capital, or a letter of a script that has none, and a word behind it.
func isSentenceStart(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r) && !unicode.IsLower(r) && countWords(text) > 3
}

// printedLabel is what cutLabel cut off, with its punctuation: of two marks the
// one behind the dash or bullet that a converter put in front.
func printedLabel(text, rest string) string {
	printed := strings.TrimSpace(text[:len(text)-len(rest)])
	if m := bulletMark.FindString(printed + " "); m != "" && len(m) < len(printed) {
		printed = strings.TrimSpace(printed[len(m):])
	}
	return printed
}

// firstOf gives the first string that is not empty.
func firstOf(list []string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// roleOf tells from a label what the paragraph is.
func roleOf(label string) archive.Role {
	switch {
	case label == "":
		return archive.Prose
	case label == bullet:
		return archive.Bullet
	case strings.HasPrefix(label, "fn:"):
		return archive.Footnote
	case label[0] >= '0' && label[0] <= '9':
		return archive.Numbered
	}
	return archive.Lettered
}

// startsLower reports whether text goes on in the middle of a sentence.
func startsLower(text string) bool {
	for _, r := range text {
		switch {
		case unicode.IsLower(r):
			return true
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '[' || r == '-' || r == '•':
			return false
		}
	}
	return false
}

// endsSentence reports whether text ends as a sentence or a list item does.
func endsSentence(text string) bool {
	text = strings.TrimRight(text, `"”’')]*⁰¹²³⁴⁵⁶⁷⁸⁹ `)
	if text == "" {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?:;…؟؛。！？：", last)
}

// nextNumber gives the number behind a number: "3" behind "2".
func nextNumber(label string) string {
	n, err := strconv.Atoi(label)
	if err != nil {
		return ""
	}
	return strconv.Itoa(n + 1)
}
