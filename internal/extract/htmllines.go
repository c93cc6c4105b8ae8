package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lines within a block: which line breaks end a paragraph, and which only a
// line.

// flush ends the block under way and makes blocks of its lines.
func (f *flattener) flush() {
	lines := f.segments
	f.segments, f.lastEnd = nil, nil
	var under *pageBlock
	var parts []string // of the block under way, joined when it ends
	last, gap := "", false
	end := func() {
		if len(parts) > 1 {
			under.text = strings.Join(parts, " ")
		}
	}
	for _, s := range lines {
		text := strings.TrimRight(s.text.String(), " ")
		if strings.TrimSpace(text) == "" {
			gap = gap || under != nil
			continue
		}
		next := f.newBlock(s, text)
		switch {
		case under == nil || f.pre || gap && f.heading == 0 || !runsOn(last, under.bold, &next, f.heading):
			next.tight = under != nil && !gap && under.bold == next.bold && !endsSentence(last)
			end()
			f.blocks = append(f.blocks, f.begin(next))
			under, parts = &f.blocks[len(f.blocks)-1], []string{next.text}
		default:
			parts = append(parts, next.text)
			under.letters, under.linked, under.anchors = under.letters+next.letters, under.linked+next.linked, under.anchors+next.anchors
			under.bold = under.bold && next.bold
		}
		last, gap = next.text, false
	}
	end()
}

// newBlock makes a block of a line.
func (f *flattener) newBlock(s *segment, text string) pageBlock {
	return pageBlock{
		owner: f.owner, text: text, heading: f.heading, button: f.button, indent: max(len(f.lists)-1, 0),
		letters: s.letters, linked: s.linked, anchors: s.anchors, bold: s.letters > 0 && s.bold == s.letters, big: s.letters > 0 && s.big >= s.letters,
	}
}

// begin gives a block the label and date that wait for it.
func (f *flattener) begin(b pageBlock) pageBlock {
	b.date, f.date = f.date, ""
	if f.item {
		b.item, b.label = true, f.label
		f.item, f.label = false, ""
		if printedLabel.MatchString(b.text) {
			b.label = ""
		}
	}
	return b
}

// shortLine is the length in characters up to which a line that ends with a line
// break is a line by itself, as in addresses and titles.
const shortLine = 60

// runsOn reports whether only the width of the page parts two lines of a block.
func runsOn(above string, bold bool, line *pageBlock, heading int) bool {
	switch {
	case heading > 0:
		return true
	case bold != line.bold:
		return !endsSentence(above) && startsSmall(line.text)
	case printedLabel.MatchString(line.text), bold && utf8.RuneCountInString(line.text) <= shortLine && readPageDate(line.text) != "":
		return false
	case startsSmall(line.text):
		return true
	}
	return !endsSentence(above) && utf8.RuneCountInString(above[:min(len(above), 4*shortLine+4)]) > shortLine
}

// printedLabel is a label that the text of an item prints itself.
var printedLabel = regexp.MustCompile(`^(?:[•·▪▫◦‣⁃●○■□➢➤✓–—*-]\s|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s|\(?[ivxIVX]{1,5}[.)]\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s)`)

// endsSentence reports whether a text ends as a sentence does.
func endsSentence(text string) bool {
	text = strings.TrimRight(text, `"”’')]»* `)
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?:;…؟۔。", last)
}

// startsSmall reports whether a text begins with a small letter.
func startsSmall(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, ` "“‘'([«`))
	return unicode.IsLower(first)
}

// cleanSpace makes every stretch of white space one space.
func cleanSpace(text string) string {
	return strings.Join(strings.FieldsFunc(text, isPageSpace), " ")
}
