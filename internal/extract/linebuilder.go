package extract

import "strings"

// lineBuilder numbers the lines that a reader makes of a file without lines of
// its own.
type lineBuilder struct {
	lines   []Line
	hasText bool
	gap     bool // space stands before the next line of text
}

// add adds lines. One without text is blank.
func (b *lineBuilder) add(lines ...Line) {
	for _, line := range lines {
		if strings.TrimSpace(line.Text) == "" && line.Meta == "" {
			b.blank()
			continue
		}
		if line.Meta == "" {
			if b.gap && b.hasText {
				b.lines = append(b.lines, Line{Number: len(b.lines) + 1})
			}
			b.gap, b.hasText = false, true
		}
		line.Number = len(b.lines) + 1
		b.lines = append(b.lines, line)
	}
}

// blank puts a blank line before the next line of text, unless that is the
// first.
func (b *lineBuilder) blank() { b.gap = true }
