package extract

import (
	"strings"
	"unicode/utf8"
)

// longestDOCXHeading is how many characters a heading may have. What styles of
// headings set and is longer is text.
const longestDOCXHeading = 250

// headingStyles tells which styles really set headings. Many templates number
// the paragraphs of their text by the styles of headings, or by styles based on
// them; the outline of such a document would be its whole text.
func headingStyles(blocks []docxBlock) headingUse {
	use := headingUse{}
	for _, b := range blocks {
		if b.line.Heading == 0 || b.line.Meta != "" {
			continue
		}
		n := use[b.style]
		if isProse(b.line.Text) {
			n.prose++
		} else {
			n.headings++
		}
		use[b.style] = n
	}
	return use
}

// headingUse counts, for each style, what it sets.
type headingUse map[string]struct{ headings, prose int }

// level is the level of the heading that a block is; 0 for none.
func (u headingUse) level(b docxBlock) int {
	n := u[b.style]
	if b.line.Heading == 0 || n.prose >= n.headings || utf8.RuneCountInString(b.line.Text) > longestDOCXHeading {
		return 0
	}
	return b.line.Heading
}

// isProse reports whether text reads as a sentence and not as a heading.
func isProse(text string) bool {
	if strings.HasSuffix(text, ";") || strings.HasSuffix(text, ",") {
		return true
	}
	ends := strings.HasSuffix(text, ".") || strings.HasSuffix(text, ".”") || strings.HasSuffix(text, ".)") || strings.HasSuffix(text, ":")
	return ends && len(strings.Fields(text)) > 8 || utf8.RuneCountInString(text) > longestDOCXHeading
}

// leastSpace is the space between two paragraphs that the eye takes for a blank
// line, in twentieths of a point.
const leastSpace = 60

// isApart reports whether space stands between two blocks.
func isApart(above, below docxBlock) bool {
	switch {
	case above.line.Heading > 0 || below.line.Heading > 0, above.row != below.row, above.line.Page != below.line.Page:
		return true
	}
	return space(above, below) >= leastSpace
}

// space is the space that is printed between two blocks.
func space(above, below docxBlock) int {
	after, before := above.after, below.before
	if above.style == below.style {
		if above.close {
			after = 0
		}
		if below.close {
			before = 0
		}
	}
	return max(after, before)
}

// isSpaced reports whether a document parts its paragraphs by space or by empty
// ones: at least one in five. One that does not parts them by indents, and each
// paragraph stands for itself.
func isSpaced(blocks []docxBlock) bool {
	filled, parted := 0, 0
	for i, b := range blocks {
		if b.line.Text == "" {
			parted++
			continue
		}
		filled++
		if i > 0 && blocks[i-1].line.Text != "" && space(blocks[i-1], b) >= leastSpace {
			parted++
		}
	}
	return parted*5 >= filled
}
