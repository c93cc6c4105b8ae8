package extract

import (
	"math"

	"cmp"
	"regexp"
	"slices"
	"strings"
)

const (
	longestHeading = 250 // bytes
	largerType     = 1.1 // than the text, for a heading
	maxLevel       = 6
)

// markHeadings gives headings their levels: by the size of type, and below those
// the lines that are bold and stand alone. Bold lines before the first paragraph
// of running text may be a date or names, and are left to whoever reads the words.
func (l layout) markHeadings(blocks []block) {
	var sizes []float64
	for i := range blocks {
		if l.isLarge(&blocks[i]) {
			sizes = append(sizes, blocks[i].first().size)
		}
	}
	slices.SortFunc(sizes, func(a, b float64) int { return cmp.Compare(b, a) })
	sizes = slices.CompactFunc(sizes, func(a, b float64) bool { return math.Abs(a-b) < 0.04*a })
	if len(sizes) == 0 {
		return // bold alone is left to whoever reads the words
	}
	prose := false
	for i := range blocks {
		b := &blocks[i]
		switch {
		case l.isLarge(b):
			at := slices.IndexFunc(sizes, func(s float64) bool { return b.first().size > s*0.96-0.01 })
			b.heading = min(at+1, maxLevel)
		case prose && l.isBoldHeading(blocks, i):
			b.heading = min(len(sizes)+1, maxLevel)
		case len(b.text) > longestHeading/2 && b.reason == "":
			prose = true
		}
	}
}

// isLarge reports whether a block is set in larger type than the text and is no
// paragraph.
func (l layout) isLarge(b *block) bool {
	larger := b.first().size > l.size*largerType || b.bold() && b.first().size > l.size*1.05
	return larger && len(b.text) <= longestHeading && hasLetter(b.text) && !b.table && b.reason == "" &&
		!(strings.HasSuffix(b.text, ".") && len(b.text) > longestHeading/2)
}

// isBoldHeading reports whether block i is a bold line that stands alone above
// text that is not bold.
func (l layout) isBoldHeading(blocks []block, i int) bool {
	b := &blocks[i]
	if !b.bold() || b.note || b.table || b.reason != "" || len(b.text) > longestHeading/2 || len(b.rows) > 2 || !b.spaced ||
		b.first().size < l.size*0.97 || closesSentence(b.text) || numericDate.MatchString(b.text) {
		return false
	}
	for _, next := range blocks[i+1:] {
		if next.reason == "" {
			return !next.table
		}
	}
	return false
}

func closesSentence(text string) bool { return strings.ContainsRune(".;,", lastRune(text)) }

// numericDate is a line that ends as datelines do.
var numericDate = regexp.MustCompile(`\b(?:19|20)\d{2}$`)
