package extract

import "strings"

// readPlain reads text without any marks: each line as it stands. A form feed
// begins a page; a file without one has no pages.
func readPlain(text string) Text {
	raw := splitLines(text)
	t := Text{Lines: make([]Line, len(raw))}
	if !strings.Contains(text, "\f") {
		for i, line := range raw {
			t.Lines[i] = Line{Number: i + 1, Text: line}
		}
		return t
	}
	page := 1
	for i, line := range raw {
		// What stands before a form feed within a line is on the page before;
		// the line is taken to be on the page where its text begins.
		begin := len(line) - len(strings.TrimLeft(line, " \t\f"))
		page += strings.Count(line[:begin], "\f")
		t.Lines[i] = Line{Number: i + 1, Page: page, Text: strings.ReplaceAll(line, "\f", " ")}
		page += strings.Count(line[begin:], "\f")
	}
	return t
}
