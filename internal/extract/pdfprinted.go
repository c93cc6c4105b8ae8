package extract

import (
	"regexp"
	"strings"
	"unicode"
)

// A web page that a browser printed: what its site has around the text is printed
// too.

// printedFoot is the line that a browser prints at the foot of each page: the
// address of the web page, and which page of how many this is.
var printedFoot = regexp.MustCompile(`^(?:https?|file)://\S+.*\d+/\d+$|^\d+/\d+ .*(?:https?|file)://`)

// isPrintedPage reports whether a browser printed the document.
func isPrintedPage(blocks []block) bool {
	for i := range blocks {
		if blocks[i].reason != "" && printedFoot.MatchString(blocks[i].text) {
			return true
		}
	}
	return false
}

// markSite makes furniture of what a printed web page has around its text: what
// stands above its title, lines that say what they are, sections of links.
func markSite(blocks []block) {
	title, last, foot := -1, -1, false
	for i := range blocks {
		b := &blocks[i]
		if title < 0 && b.heading == 1 {
			title = i
		}
		if b.reason == "" && len(b.text) > 2*longestNote && b.heading == 0 {
			last = i
		}
	}
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.reason != "":
		case i < title && !strings.ContainsAny(lastOf(b.text), ".!?"):
			b.reason = siteHead
		case disclaimer.MatchString(b.text):
			foot = true
		default:
			b.reason = phraseReason(b.text, letterCount(b.text))
		}
		if foot && b.reason == "" {
			b.reason = siteFoot
		}
	}
	for i := range blocks {
		if b := &blocks[i]; b.reason == "" && len(b.rows) == 1 && (b.heading > 0 || b.bold() || i > last) {
			if reason := sectionReason(b.text); reason != "" {
				furnishSection(blocks, i, reason)
			}
		}
	}
}

// furnishSection makes furniture of a section of short lines.
func furnishSection(blocks []block, from int, reason string) {
	for i := from; i < len(blocks); i++ {
		b := &blocks[i]
		switch {
		case b.reason != "":
		case i > from && (b.heading > 0 || b.bold() || len(b.text) > longestRelated):
			return
		default:
			b.reason = reason
		}
	}
}

// lastOf is the last character of a text, as text.
func lastOf(text string) string { return string(lastRune(strings.TrimSpace(text))) }

// letterCount counts letters and digits.
func letterCount(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
