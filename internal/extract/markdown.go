package extract

import (
	"regexp"
	"strings"
)

// markdownMark finds what is typed in Markdown and hardly ever in plain text: a
// heading, strong emphasis, an escaped sign, a link.
var markdownMark = regexp.MustCompile(`(?m)^#{1,6} \S|\*\*\S[^*\n]*\*\*|\\[#$()\[\]*_.]|\]\((?:#|/|https?:)`)

var (
	atxHeading = regexp.MustCompile(`^ {0,3}(#{1,6})[ \t]+(\S.*?)[ \t]*#*[ \t]*$`)
	fence      = regexp.MustCompile("^ {0,3}(?:`{3,}|~{3,})[\\w+-]*[ \t]*$")
	rule       = regexp.MustCompile(`^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	comment    = regexp.MustCompile(`^[ \t]*(?:<!--.*-->[ \t]*)+$`)
	tableRule  = regexp.MustCompile(`^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$`)
)

// readMarkdown reads Markdown as its line structure and nothing more: a tree
// would lose the lines, and converters write Markdown that no tree expects
// (headings at random levels, bold opened in one line and closed in another,
// every list number "1."). Marks are taken off, list labels are left.
func readMarkdown(text string) Text {
	t := Text{MediaType: "text/markdown; charset=utf-8"}
	raw := splitLines(strings.ReplaceAll(text, "\f", " "))
	t.Lines = append(t.Lines, frontMatter(raw)...)
	fenced := false
	for i := len(t.Lines); i < len(raw); i++ {
		line := markdownLine(i+1, raw[i])
		if fence.MatchString(raw[i]) {
			fenced = !fenced
		}
		line.Soft = !fenced && i > 0 && isSoft(raw[i-1], raw[i]) && t.Lines[i-1].Meta == "" && t.Lines[i-1].Heading == 0
		t.Lines = append(t.Lines, line)
	}
	for _, line := range t.Lines {
		if line.Meta == MetaLanguage {
			t.Language = line.Text
		}
	}
	for i := 0; i < len(t.Lines); i++ {
		if !isParagraphLine(t.Lines[i]) {
			continue
		}
		end := i + 1
		for end < len(t.Lines) && isParagraphLine(t.Lines[end]) && t.Lines[end].Heading == 0 && t.Lines[i].Heading == 0 {
			end++
		}
		stripInline(t.Lines[i:end])
		i = end - 1
	}
	return t
}

// isParagraphLine reports whether the line holds text that inline marks may run
// through.
func isParagraphLine(l Line) bool { return l.Meta == "" && strings.TrimSpace(l.Text) != "" }

// listMark begins a list item, a quotation or a row of a table.
var listMark = regexp.MustCompile(`^[ \t]*(?:[-*+>|•]|\d{1,9}\\?[.)][ \t])`)

// isSoft reports whether Markdown runs a line on with the line above: no blank
// line, no hard break, no new item between them.
func isSoft(above, line string) bool {
	if strings.TrimSpace(above) == "" || strings.TrimSpace(line) == "" {
		return false
	}
	return !strings.HasSuffix(above, "  ") && !strings.HasSuffix(above, "\\") && !listMark.MatchString(line)
}

// markdownLine reads what a line alone says of itself.
func markdownLine(number int, raw string) Line {
	line := Line{Number: number, Text: raw}
	switch {
	case fence.MatchString(raw), rule.MatchString(raw), comment.MatchString(raw), tableRule.MatchString(raw):
		line.Meta = MetaFormat
	default:
		if m := atxHeading.FindStringSubmatch(raw); m != nil {
			line.Heading, line.Text = len(m[1]), m[2]
		}
	}
	return line
}

// stripInline takes the inline marks off the lines of one block. Emphasis and
// links run over line ends, so they are read together.
func stripInline(block []Line) {
	texts := make([]string, len(block))
	for i, line := range block {
		texts[i] = line.Text
	}
	for i, s := range scanInline(strings.Join(texts, "\n")) {
		block[i].Text, block[i].Bold, block[i].Link = s.text, s.bold, s.link
		if strings.TrimSpace(s.text) == "" { // a picture, an anchor, a lone mark
			block[i].Text, block[i].Meta = strings.TrimSpace(texts[i]), MetaFormat
		}
	}
}
