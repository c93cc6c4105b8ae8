package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// markdownMark finds what is typed in Markdown and hardly ever in plain text: a
// heading, strong emphasis, an escaped sign, a link.
var markdownMark = regexp.MustCompile(`(?m)^#{1,6} \S|\*\*\S[^*\n]*\*\*|\\[#$()\[\]*_.]|\]\((?:#|/|https?:)`)

// hasMarkdownMark looks for such a mark in the lines that hold a sign of one.
func hasMarkdownMark(text string) bool {
	if !strings.ContainsAny(text, markdownSigns) {
		return false
	}
	for line := range strings.Lines(text) {
		if strings.ContainsAny(line, markdownSigns) && markdownMark.MatchString(line) {
			return true
		}
	}
	return false
}

// markdownSigns are the characters of which every such mark holds one.
const markdownSigns = `#*\]`

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
	raw := splitLines(strings.ReplaceAll(text, "\f", " "))
	t := Text{Lines: make([]Line, len(raw))}
	front := copy(t.Lines, frontMatter(raw))
	for _, line := range t.Lines[:front] {
		if line.Meta == MetaLanguage {
			t.Language = line.Text
		}
	}
	readLines(t.Lines, raw, front)
	for i := front; i < len(t.Lines); i++ {
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

// readLines reads the lines from one on, each by itself and beside the line
// above.
func readLines(lines []Line, raw []string, from int) {
	fenced := false
	for i := from; i < len(raw); i++ {
		lines[i] = markdownLine(i+1, raw[i])
		if isFence(raw[i]) {
			fenced = !fenced
		}
		if i > 0 && !fenced {
			above := &lines[i-1]
			lines[i].Soft = above.Meta == "" && above.Heading == 0 && isSoft(raw[i-1], raw[i])
		}
	}
}

// isParagraphLine reports whether the line holds text that inline marks may run
// through.
func isParagraphLine(l Line) bool { return l.Meta == "" && !isBlank(l.Text) }

// isBlank reports whether nothing is printed on a line. It mostly looks at one
// byte.
func isBlank(line string) bool {
	return line == "" || line[0] <= ' ' && strings.TrimSpace(line) == "" || line[0] >= utf8.RuneSelf && strings.TrimSpace(line) == ""
}

// listMark begins a list item, a quotation or a row of a table.
var listMark = regexp.MustCompile(`^[ \t]*(?:[-*+>|•]|\d{1,9}\\?[.)][ \t])`)

// isSoft reports whether Markdown runs a line on with the line above: no blank
// line, no hard break, no new item between them.
func isSoft(above, line string) bool {
	if isBlank(above) || isBlank(line) {
		return false
	}
	return !strings.HasSuffix(above, "  ") && !strings.HasSuffix(above, "\\") && !(isLineMark(firstMark(line)) && listMark.MatchString(line))
}

// firstMark gives the first byte of a line behind its indent, or 0.
func firstMark(line string) byte {
	for i := range len(line) {
		if line[i] != ' ' && line[i] != '\t' {
			return line[i]
		}
	}
	return 0
}

// isLineMark reports whether a line that begins so may be more than text, as
// listMark and the expressions of markdownLine have it: they are spared the
// lines that begin with a letter.
func isLineMark(c byte) bool {
	return isPunct(c) || '0' <= c && c <= '9' || c == "•"[0]
}

// markdownLine reads what a line alone says of itself.
func markdownLine(number int, raw string) Line {
	line := Line{Number: number, Text: raw}
	if !isLineMark(firstMark(raw)) {
		return line
	}
	switch {
	case isFence(raw), rule.MatchString(raw), comment.MatchString(raw), tableRule.MatchString(raw):
		line.Meta = MetaFormat
	default:
		if m := atxHeading.FindStringSubmatch(raw); m != nil {
			line.Heading, line.Text = len(m[1]), m[2]
		}
	}
	return line
}

// isFence reports whether a line begins or ends a stretch of code.
func isFence(raw string) bool {
	c := firstMark(raw)
	return (c == '`' || c == '~') && fence.MatchString(raw)
}

// stripInline takes the inline marks off the lines of one block. Emphasis and
// links run over line ends, so they are read together.
func stripInline(block []Line) {
	if !slices.ContainsFunc(block, func(l Line) bool { return hasInlineMark(l.Text) }) {
		return
	}
	texts := make([]string, len(block))
	for i, line := range block {
		texts[i] = line.Text
	}
	for i, s := range scanInline(strings.Join(texts, "\n")) {
		block[i].Text, block[i].Bold, block[i].Link = s.text, s.bold, s.link
		if isBlank(s.text) { // a picture, an anchor, a lone mark
			block[i].Text, block[i].Meta = strings.TrimSpace(texts[i]), MetaFormat
		}
	}
}
