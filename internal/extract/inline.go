package extract

import (
	"bytes"
	"cmp"
	"html"
	"regexp"
	"slices"
	"strings"
)

// stripped is a line without inline marks.
type stripped struct {
	text string
	bold bool // all that is seen of it is bold
	link bool // all that is seen of it is the text of links
}

// scanner takes the inline marks off a block in one pass over its bytes.
// Everything it looks ahead for is bounded, so the pass is linear.
type scanner struct {
	in       string
	out      []byte
	opens    []int // places in out of "[" that may open a link
	stars    []int // places in out of single "*" that may open emphasis
	bold     bool
	boldFrom int    // place in out where the open bold began
	spans    []span // bold and linked stretches of out that are closed
}

// gone marks a byte of out that a later byte made a mark. Text holds no zeros.
const gone = 0

// scanInline reads a block whose lines are joined by "\n" and gives each line.
func scanInline(block string) []stripped {
	s := &scanner{in: block, out: make([]byte, 0, len(block))}
	for i := 0; i < len(block); {
		text := i
		for i < len(block) && !inlineMarks[block[i]] {
			i++
		}
		s.out = append(s.out, block[text:i]...)
		if i < len(block) {
			i += s.step(i)
		}
	}
	if s.bold {
		s.toggleBold()
	}
	return cutLines(s.out, s.spans)
}

// inlineMarks are the bytes that step knows.
var inlineMarks = [256]bool{'\\': true, '*': true, '[': true, ']': true, '<': true, '&': true, gone: true}

// hasInlineMark reports whether a text holds any of them but a bracket that
// closes none.
func hasInlineMark(text string) bool { return strings.ContainsAny(text, "\\*[<&\x00") }

// span is a stretch of out that is bold or the text of a link.
type span struct {
	from, to int
	link     bool
}

// inlineTag is an HTML tag of the kind that converters leave in Markdown.
var inlineTag = regexp.MustCompile(`(?is)^</?(?:a|article|audio|b|br|blockquote|button|center|del|div|em|figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|li|main|mark|nav|ol|p|picture|s|section|small|source|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul|video)(?:\s[^<>]{0,500})?/?>`)

// autoLink is an address in angle brackets.
var autoLink = regexp.MustCompile(`^<(?:https?://|mailto:)?[^\s<>]{3,500}\.[^\s<>]{1,500}>`)

// entity is a character reference.
var entity = regexp.MustCompile(`^&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});`)

// step reads what stands at i and returns how many bytes it took.
func (s *scanner) step(i int) int {
	switch c := s.in[i]; c {
	case '\\':
		if i+1 < len(s.in) && isPunct(s.in[i+1]) {
			s.out = append(s.out, s.in[i+1])
			return 2
		}
	case '*':
		return s.asterisks(i)
	case '[':
		s.opens = append(s.opens, len(s.out))
	case ']':
		return s.closeBracket(i)
	case '<':
		return s.angle(i)
	case '&':
		return s.reference(i)
	case gone:
		return 1
	}
	s.out = append(s.out, s.in[i])
	return 1
}

// asterisks handles a run of "*": pairs are bold, one alone is emphasis.
func (s *scanner) asterisks(i int) int {
	n := run(s.in[i:], '*')
	if n < 2 || lonely(s.in, i, n) {
		s.star(i)
		return 1
	}
	if n%4 != 0 { // "****" closes and opens again
		s.toggleBold()
	}
	return n - n%2
}

// toggleBold opens bold, or closes it and keeps the stretch.
func (s *scanner) toggleBold() {
	if s.bold {
		s.spans = append(s.spans, span{s.boldFrom, len(s.out), false})
	}
	s.bold, s.boldFrom = !s.bold, len(s.out)
}

// closeBracket handles "]": with an address behind it, it closes a link, of
// which only the text stays.
func (s *scanner) closeBracket(i int) int {
	if len(s.opens) == 0 {
		s.out = append(s.out, ']')
		return 1
	}
	open := s.opens[len(s.opens)-1]
	s.opens = s.opens[:len(s.opens)-1]
	n := linkTarget(s.in[i:])
	if n == 0 {
		s.out = append(s.out, ']')
		return 1
	}
	s.out[open] = gone
	if open > 0 && s.out[open-1] == '!' {
		s.out[open-1] = gone
	}
	s.spans = append(s.spans, span{open, len(s.out), true})
	s.breaks(s.in[i : i+n])
	return n
}

// star handles a single asterisk: the second of a pair takes both away.
func (s *scanner) star(i int) {
	opens := i+1 < len(s.in) && !isSpace(s.in[i+1])
	closes := i > 0 && !isSpace(s.in[i-1])
	if closes && len(s.stars) > 0 {
		s.out[s.stars[len(s.stars)-1]] = gone
		s.stars = s.stars[:len(s.stars)-1]
		return
	}
	if opens {
		s.stars = append(s.stars, len(s.out))
	}
	s.out = append(s.out, '*')
}

// angle handles "<": a tag goes, an address loses its brackets, anything else
// stays. It returns how many bytes it took.
func (s *scanner) angle(i int) int {
	window := s.in[i:min(len(s.in), i+600)]
	if tag := inlineTag.FindString(window); tag != "" {
		if strings.HasPrefix(strings.ToLower(tag), "<br") {
			s.out = append(s.out, ' ')
		}
		s.breaks(tag)
		return len(tag)
	}
	if address := autoLink.FindString(window); address != "" {
		s.out = append(s.out, address[1:len(address)-1]...)
		return len(address)
	}
	if strings.HasPrefix(window, "<!--") {
		if end := strings.Index(window, "-->"); end > 0 {
			s.breaks(window[:end])
			return end + len("-->")
		}
	}
	s.out = append(s.out, '<')
	return 1
}

// reference handles "&": a character reference becomes its character.
func (s *scanner) reference(i int) int {
	ref := entity.FindString(s.in[i:min(len(s.in), i+40)])
	char := html.UnescapeString(ref)
	if ref == "" || char == ref || strings.ContainsAny(char, "\n\x00") {
		s.out = append(s.out, '&')
		return 1
	}
	s.out = append(s.out, char...)
	return len(ref)
}

// breaks keeps the line ends of something that is taken away.
func (s *scanner) breaks(taken string) {
	for range strings.Count(taken, "\n") {
		s.out = append(s.out, '\n')
	}
}

// linkTarget gives the length of "](target)" at the front of rest, or 0. What
// stands in the brackets must look like an address: "[REDACTED](s)" is no link.
func linkTarget(rest string) int {
	if !strings.HasPrefix(rest, "](") {
		return 0
	}
	depth := 0
	for i := 1; i < min(len(rest), 2000); i++ {
		switch rest[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			target := rest[2:i]
			if target == "" || strings.ContainsAny(target, "/#.:@") {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

// cutLines cuts out at its line ends, drops what is gone, and tells which lines
// are wholly bold or wholly links.
func cutLines(out []byte, spans []span) []stripped {
	bold, link := merged(spans, false), merged(spans, true)
	lines := make([]stripped, 0, bytes.Count(out, []byte("\n"))+1)
	for from := 0; from <= len(out); {
		to := from + lineLen(out[from:])
		lines = append(lines, stripped{
			text: withoutGone(out[from:to]),
			bold: bold.holdsAll(out, from, to), link: link.holdsAll(out, from, to),
		})
		from = to + 1
	}
	return lines
}

// withoutGone is the text that is left of a line.
func withoutGone(out []byte) string {
	if bytes.IndexByte(out, gone) < 0 {
		return string(out)
	}
	return strings.ReplaceAll(string(out), "\x00", "")
}

// lineLen counts the bytes before the first line end, or all.
func lineLen(out []byte) int {
	if n := bytes.IndexByte(out, '\n'); n >= 0 {
		return n
	}
	return len(out)
}

// cover holds spans in order, to be asked for places that only grow.
type cover struct{ spans []span }

// merged takes the spans of one kind. Bold does not nest; a link within a link
// (a picture) leaves the rest of the outer one uncovered, which no rule minds.
func merged(spans []span, link bool) *cover {
	c := &cover{}
	for _, s := range spans {
		if s.link == link && s.from < s.to {
			c.spans = append(c.spans, s)
		}
	}
	slices.SortFunc(c.spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	return c
}

// holds reports whether a span holds place i.
func (c *cover) holds(i int) bool {
	for len(c.spans) > 0 && c.spans[0].to <= i {
		c.spans = c.spans[1:]
	}
	return len(c.spans) > 0 && c.spans[0].from <= i
}

// holdsAll reports whether something is seen between two places of out, and all
// that is seen is held.
func (c *cover) holdsAll(out []byte, from, to int) bool {
	seen := false
	for i := from; i < to; i++ {
		if out[i] == gone || isSpace(out[i]) {
			continue
		}
		if !c.holds(i) {
			return false
		}
		seen = true
	}
	return seen
}

// run counts how often c stands at the front of s.
func run(s string, c byte) int {
	n := 0
	for n < len(s) && s[n] == c {
		n++
	}
	return n
}

// lonely reports whether a run of n marks at i has white space on both sides.
func lonely(s string, i, n int) bool {
	before := i == 0 || isSpace(s[i-1])
	after := i+n >= len(s) || isSpace(s[i+n])
	return before && after
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// isPunct reports whether a backslash before c is an escape.
func isPunct(c byte) bool {
	return c > ' ' && c < 0x7F && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
}
