package packet

import (
	"communique/internal/archive"
	"communique/internal/regexp"
)

// unnumberFront takes off the numbers that an edition prints before the titles
// at the front of a source: "206. Memorandum of Conversation", "(1) Summit
// Conference". A first number is that of an item, and so is one that the next
// item counts on from.
func unnumberFront(all []piece) {
	const longestFrontNumbers = 3
	for i := range all[:min(len(all), longestFrontNumbers)] {
		p := &all[i]
		if p.role != archive.Numbered || p.listed || i == 0 && p.label == "1" || len(p.text) > short || endsSentence(p.text) || !isTitleCase(p.text) || countsOn(all[i+1:], p.label) {
			return
		}
		p.label, p.printed, p.role = "", "", archive.Prose
		p.text = gluedMark.ReplaceAllString(p.text, "$1")
	}
}

// gluedMark is the number of a note behind the last word of a title.
var gluedMark = regexp.MustCompile(`(\p{Ll}{3}|\))\d{1,2}$`)

// countsOn reports whether the next item has the number behind a label.
func countsOn(next []piece, label string) bool {
	for _, p := range next {
		if p.role == archive.Numbered {
			return p.label == nextNumber(label)
		}
	}
	return false
}
