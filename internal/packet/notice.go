package packet

import (
	"strconv"
	"strings"

	"communique/internal/archive"
	"communique/internal/regexp"
)

// A release says which pages are kept back altogether: "Pages 9 to / à 14 are
// withheld pursuant to sections / sont retenues en vertu des articles … of the
// Access to Information / de la Loi sur l'accès à l'information". Canadian ones
// print it in two languages over six lines, with blank lines and sections of
// the act between; British and American ones in a sentence.

// withheldNotice is a notice found in the source.
type withheldNotice struct {
	first, last int   // pages
	lines       []int // indexes of its lines
}

var (
	noticePages = regexp.MustCompile(`(?i)^\W{0,3}(?:pages?|pp?\.)\s*(\d{1,6})(?:[\s/]*(?:to|through|-|and|&|a|et|/)[\s/]*(?:to|through|a|et)?[\s/]*(\d{1,6}))?\b`)
	noticeVerb  = regexp.MustCompile(`\b(?:withheld|not released|retenue?s?|exempt(?:ed)?|non (?:divulguee?s?|communiquee?s?))\b`)
	noticeRest  = regexp.MustCompile(`^\W*(?:(?:(?:is|are|has been|have been) )?(?:withheld|exempt)|(?:est|sont) (?:retenue|exempt)|pursuant to|en vertu d|under (?:the |sections?)|of the (?:access|freedom|privacy)|de la loi|(?:access|freedom) (?:to|of) information|loi sur l|privacy act|and the privacy|sections?\b|articles?\b|s\. ?\d|(?:\d{1,3}(?:\.\d)?(?:\(\w{1,3}\))*[\s,;and&et]*)+$)`)
)

// markNotices finds the notices and takes their lines out of the text.
func (s *source) markNotices() {
	for i := 0; i < len(s.lines); i++ {
		if n, ok := s.noticeAt(i); ok {
			s.notices = append(s.notices, n)
			s.released = true
			for _, j := range n.lines {
				s.lines[j].use = notice
			}
			i = n.lines[len(n.lines)-1]
		}
	}
}

// noticeAt reads a notice that begins on line i.
func (s *source) noticeAt(i int) (withheldNotice, bool) {
	n := withheldNotice{}
	l := &s.lines[i]
	if l.use != body || l.fold == "" {
		return n, false
	}
	m := noticePages.FindStringSubmatch(l.fold)
	if m == nil {
		return n, false
	}
	n.first, _ = strconv.Atoi(m[1])
	n.last = n.first
	if m[2] != "" {
		n.last, _ = strconv.Atoi(m[2])
	}
	n.lines = []int{i}
	confirmed := noticeVerb.MatchString(l.fold)
	if confirmed && strings.HasSuffix(l.text, ".") {
		return n, true // the whole notice in one sentence
	}
	for j := s.nextBody(i + 1); j < len(s.lines) && j <= n.lines[len(n.lines)-1]+4 && len(n.lines) < 16; j = s.nextBody(j + 1) {
		fold := s.lines[j].fold
		if fold == "" || !noticeRest.MatchString(fold) {
			break
		}
		confirmed = confirmed || noticeVerb.MatchString(fold)
		n.lines = append(n.lines, j)
	}
	return n, confirmed && n.last >= n.first
}

// withheld lists the notices, each behind the document that it follows.
func (s *source) withheld(texts []*text) []archive.Withheld {
	var all []archive.Withheld
	after := 0
	for _, n := range s.notices {
		w := archive.Withheld{First: n.first, Last: n.last}
		for _, i := range n.lines {
			w.Lines = append(w.Lines, s.lines[i].Number)
		}
		for after < len(texts) && texts[after].first < w.Lines[0] {
			after++
		}
		w.After = after
		all = append(all, w)
	}
	return all
}
