package extract

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// decomposed writes a compatibility form as the letters it stands for.
func decomposed(r rune) string { return norm.NFKC.String(string(r)) }

// noteLabel is what opens a footnote.
var noteLabel = regexp.MustCompile(`^(?:\d{1,3}[.)]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\[\d{1,3}\]|\*+)$`)

var (
	raisedForm = regexp.MustCompile(`[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}`)
	plainNote  = regexp.MustCompile(`^(\d{1,3})[.)]?\s*([^\d\s.,)].*)$`)
)

// hyphens knows the words of a document, to tell a hyphen that parts a word at
// the end of a line from one that belongs to it.
type hyphens struct {
	words map[string]bool
	soft  bool // the document parts words at the ends of lines
}

// newHyphens takes stock of the words within lines.
func newHyphens(rows []row) *hyphens {
	h := &hyphens{words: map[string]bool{}}
	for i := range rows {
		words := strings.FieldsFunc(strings.ToLower(rows[i].text), notWord)
		if endsInHyphen(rows[i].text) && len(words) > 0 {
			words = words[:len(words)-1]
		}
		for _, w := range words {
			h.words[w] = true
		}
	}
	parted, whole := 0, 0
	for i := 1; i < len(rows); i++ {
		if endsInHyphen(rows[i-1].text) {
			head, tail := partsAt(rows[i-1].text, rows[i].text)
			parted += boolToInt(h.words[head+tail])
			whole += boolToInt(h.words[head+"-"+tail])
		}
	}
	h.soft = parted > whole
	return h
}

func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '’'
}

// A line may end within a range of numbers: "2016-" and "2020".
var (
	rangeEnd   = regexp.MustCompile(`\d[-–]$`)
	rangeStart = regexp.MustCompile(`^\d`)
)

// endsInHyphen reports whether a line ends in a hyphen behind a letter.
func endsInHyphen(text string) bool {
	body := strings.TrimRight(text, "-‐\u00AD")
	return body != text && unicode.IsLetter(lastRune(body))
}

// partsAt gives what a hyphen at the end of a line parts, in lower case.
func partsAt(above, below string) (head, tail string) {
	above = strings.ToLower(strings.TrimRight(above, "-‐\u00AD"))
	head = above[strings.LastIndexFunc(above, notWord)+1:]
	below = strings.ToLower(below)
	if at := strings.IndexFunc(below, notWord); at >= 0 {
		below = below[:at]
	}
	return head, below
}

// join puts the next line behind the text of its paragraph, whose last line is
// above.
func (h *hyphens) join(text []byte, above, below string) []byte {
	if rangeEnd.MatchString(above) && rangeStart.MatchString(below) {
		return append(text, below...)
	}
	if !endsInHyphen(above) {
		return append(append(text, ' '), below...)
	}
	text = bytes.TrimRight(text, "-‐\u00AD")
	if !h.parts(above, below) {
		text = append(text, '-')
	}
	return append(text, below...)
}

// parts reports whether the hyphen at the end of a line parts a word that is
// written without one.
func (h *hyphens) parts(above, below string) bool {
	head, tail := partsAt(above, below)
	switch {
	case tail == "" || !opensSmall(below):
		return false
	case h.words[head+tail]:
		return true
	case h.words[head+"-"+tail]:
		return false
	}
	return h.soft && len(head) > 1 && len(tail) > 1
}

// text is the text of a block.
func (h *hyphens) text(b *block) string {
	mark := " "
	if b.table {
		mark = " | "
	}
	var text []byte
	above := ""
	for i := range b.rows {
		line := strings.Join(strings.Fields(strings.ReplaceAll(b.rows[i].text, cellMark, mark)), " ")
		if i == 0 {
			text = append(text, line...)
		} else {
			text = h.join(text, above, line)
		}
		above = line
	}
	return strings.ReplaceAll(string(text), "\u00AD", "-") // the end of a page parts the word
}
