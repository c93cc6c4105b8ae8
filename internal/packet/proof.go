package packet

import "communique/internal/regexp"

// proof is what must stand about a line before its words make it furniture. A
// ministerial text speaks of the media, of searches and of what is released too.
type proof int

const (
	boilerplate proof = iota // nothing: no text prints such a line
	phrase                   // it is no sentence, nor the heading of prose
	button                   // as a phrase, and prose stands below it only at the head of a page
	entry                    // as a button, and there only below other furniture of the site
)

// fewestWords is how many words make a sentence of a line with a full stop.
const fewestWords = 5

// bearsOut reports whether line i and those about it give the proof that a rule
// asks for.
func (s *source) bearsOut(i int, asked proof) bool {
	l := &s.lines[i]
	switch {
	case asked == boilerplate:
		return true
	case endsSentence(l.text) && countWords(l.text) >= fewestWords && !pictured.MatchString(l.fold), s.goesOn(i):
		return false
	case asked == phrase && l.Heading == 0 || l.Link && l.Heading == 0:
		return true
	}
	if !s.overProse(i) {
		return true
	}
	return l.Heading == 0 && !s.underProse(i) && (asked == button || s.belowSite(i))
}

// pictured is how pages for readers who cannot see them describe a picture, in
// whole sentences, and the label that nothing but a caption has.
var pictured = regexp.MustCompile(`^bild pa |(?:^|[.)] )(?:photo|foto|bild) ?: ?\S`)

// goesOn reports whether line i is one of a wrapped sentence: it goes on with the
// line right above, which has no end.
func (s *source) goesOn(i int) bool {
	if s.measure == 0 || i == 0 || s.lines[i-1].use != body {
		return false
	}
	return startsLower(s.lines[i].text) && !endsSentence(s.lines[i-1].text)
}

// overProse reports whether the next line that is printed below line i is an item
// of a list or a sentence, which line i then heads.
func (s *source) overProse(i int) bool {
	for i++; i < len(s.lines); i++ {
		if s.lines[i].use != blank {
			return s.lines[i].use == body && s.isProse(i)
		}
	}
	return false
}

// belowSite reports whether the line printed above line i is furniture of a site.
func (s *source) belowSite(i int) bool {
	for i--; i >= 0; i-- {
		if l := &s.lines[i]; l.use != blank {
			return l.use == furnished && l.Meta == "" && !l.page
		}
	}
	return false
}

// headOfPage is how many lines a page prints above its text at most.
const headOfPage = 40

// underProse reports whether prose stands on the lines above line i.
func (s *source) underProse(i int) bool {
	for k := i - 1; k >= 0 && k > i-headOfPage; k-- {
		if s.lines[k].use == body && s.isProse(k) {
			return true
		}
	}
	return false
}

// isProse reports whether line i is an item of a list or a sentence, on one line
// or wrapped onto those right below.
func (s *source) isProse(i int) bool {
	l := &s.lines[i]
	if l.Heading > 0 || l.Meta != "" {
		return false
	}
	if len(l.text) > short || isListed(l.text) {
		return true
	}
	words := countWords(l.text)
	for s.measure > 0 && !endsSentence(s.lines[i].text) && i+1 < len(s.lines) && s.lines[i+1].use == body {
		i++
		words += countWords(s.lines[i].text)
	}
	return words >= fewestWords && endsSentence(s.lines[i].text)
}
