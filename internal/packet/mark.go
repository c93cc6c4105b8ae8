package packet

import "strings"

// giveMarkings gives each document the security marking that its pages carry
// most often. A marking right above a title heads that document's first page;
// any other below a document's text is the foot of its last page.
func (s *source) giveMarkings(texts []*text) {
	for i, t := range texts {
		from := 0
		if i > 0 {
			from = s.headOf(t.first)
		}
		to := len(s.lines)
		if i+1 < len(texts) {
			to = s.headOf(texts[i+1].first)
		}
		t.marking = s.markingWithin(from, to)
	}
}

// headOf gives the index of the line where the page begins that a title opens:
// that of the title, or of the marking on the lines right above it. Between two
// markings with only blank lines between them a page ends, so only the lower
// one, of as many lines as follow each other, belongs to the title.
func (s *source) headOf(number int) int {
	at := s.index(number)
	i := at - 1
	for i >= 0 && s.lines[i].use == blank {
		i--
	}
	if i < 0 || s.lines[i].marking == "" {
		return at
	}
	for i > 0 && s.lines[i-1].marking != "" {
		i--
	}
	return i
}

// markingWithin gives the marking printed most often between two lines; that of
// several lines is joined by " / ".
func (s *source) markingWithin(from, to int) string {
	count := map[string]int{}
	best := ""
	for i := from; i < to; i++ {
		if s.lines[i].marking == "" || s.lines[i].use != furnished {
			continue
		}
		var parts []string
		for ; i < to && s.lines[i].marking != ""; i++ {
			parts = append(parts, s.lines[i].marking)
		}
		whole := strings.Join(parts, " / ")
		if count[whole]++; count[whole] > count[best] {
			best = whole
		}
	}
	return best
}
