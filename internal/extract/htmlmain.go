package extract

import (
	"regexp"
	"strings"
	"unicode"
)

func isLetterRune(r rune) bool { return unicode.IsLetter(r) }

// Where the text of a page stands: in the element that the page marks as its
// main one, or else in the innermost that holds nearly all running text.

// measure notes how many letters each element holds, and how many are links.
func (e *element) measure() {
	if e.name == "" {
		for _, r := range e.text {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				e.letters++
			}
		}
		return
	}
	for _, kid := range e.kids {
		if !kid.hidden {
			kid.measure()
			e.letters, e.linked = e.letters+kid.letters, e.linked+kid.linked
		}
	}
	if e.isLink() {
		e.linked = e.letters
	}
}

// addProse notes how much running text each element holds, and how much of it
// says something in sentences.
func addProse(blocks []pageBlock) {
	for i := range blocks {
		b := &blocks[i]
		prose, said := 0, 0
		if b.isProse() {
			prose = b.letters
		}
		if b.isSaid() {
			said = b.letters
		}
		for e := b.owner; e != nil && prose+said > 0; e = e.parent {
			e.prose, e.said = e.prose+prose, e.said+said
		}
	}
}

// contentName is what sites call the element that holds an article.
var contentName = regexp.MustCompile(`^(?:main-?content|content-?main|page-?content|entry-?content|article-?(?:body|content|text|main)|post-?(?:body|content)|field--?name--?(?:field-)?body|node__content|story-?body|news-?(?:text|body|content|detail)|press-?release(?:-?(?:body|content|text))?|wysiwyg|govspeak|body-?content|text-?content|mw-content-text|ms-rte(?:state|start).*|dnn_contentpane|contentpane|maincolumn|main|content|article)$`)

// isMain reports whether an element is marked as the main one; the marks of the
// language come before names.
func isMain(e *element) (marked, named bool) {
	if e.name == "main" || e.attr["role"] == "main" {
		return true, true
	}
	if e.name == "article" || e.attr["role"] == "article" || strings.EqualFold(e.attr["itemprop"], "articleBody") {
		return false, true
	}
	for _, name := range append(strings.Fields(e.attr["class"]), e.attr["id"]) {
		if contentName.MatchString(strings.ToLower(name)) {
			return false, true
		}
	}
	return false, false
}

// findMain gives the element that holds the text of a page.
func findMain(body *element) *element {
	best, named := (*element)(nil), (*element)(nil)
	visit(body, func(e *element) bool {
		if e.prose*2 < body.prose || e.letters == 0 || e.prose == 0 && body.prose > 0 {
			return false
		}
		marked, byName := isMain(e)
		if marked && (best == nil || e.prose >= best.prose) {
			best = e
		}
		if byName && (named == nil || e.prose*10 >= named.prose*9) {
			named = e
		}
		return true
	})
	switch {
	case best != nil && best.prose*10 >= body.prose*6:
		return best
	case body.prose == 0 && named != nil:
		return named
	case named != nil && named.prose*10 >= body.prose*8:
		return widen(named)
	}
	return widen(descend(body))
}

// visit calls f for each element that is seen, from outside in; it goes on
// within those for which f gives true.
func visit(e *element, f func(*element) bool) {
	if e.hidden || e.name == "" || !f(e) {
		return
	}
	for _, kid := range e.kids {
		visit(kid, f)
	}
}

// lineElements hold one block of text, and never a whole one.
var lineElements = names("p blockquote li dd dt pre h1 h2 h3 h4 h5 h6 figcaption caption")

// descend gives the innermost element that holds most of the running text.
func descend(e *element) *element {
	for {
		var next *element
		for _, kid := range e.kids {
			if kid.prose*4 >= e.prose*3 && kid.prose > 0 && !lineElements[kid.name] {
				next = kid
			}
		}
		if next == nil {
			return e
		}
		e = next
	}
}

// widen takes in what stands around the running text and belongs to it: as long
// as the element around adds running text, or a heading of the first order,
// and is not the whole page.
func widen(e *element) *element {
	for p := e.parent; p != nil && p.parent != nil; p = p.parent {
		if isFurnitureElement(p) != "" {
			break
		}
		if p.prose*20 > e.prose*21 || p.holdsTitle() && !e.holdsTitle() {
			e = p
		}
	}
	return e
}

// holdsTitle reports whether a heading of the first order is seen in e.
func (e *element) holdsTitle() bool {
	found := false
	visit(e, func(in *element) bool {
		found = found || in.name == "h1" && in.letters > 0
		return !found && isFurnitureElement(in) == ""
	})
	return found
}

// within reports whether e is outer or stands in it.
func (e *element) within(outer *element) bool {
	for ; e != nil; e = e.parent {
		if e == outer {
			return true
		}
	}
	return false
}
