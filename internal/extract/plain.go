package extract

import "strings"

// readPlain reads text without any marks: each line as it stands. A form feed
// begins a page; a file without one has no pages.
func readPlain(text string) Text {
	t := Text{MediaType: "text/plain; charset=utf-8"}
	page := 0
	if strings.ContainsRune(text, '\f') {
		page = 1
	}
	for i, line := range splitLines(text) {
		// What stands before a form feed within a line is on the page before;
		// the line is taken to be on the page where its text begins.
		begin := len(line) - len(strings.TrimLeft(line, " \t\f"))
		page += strings.Count(line[:begin], "\f")
		t.Lines = append(t.Lines, Line{Number: i + 1, Page: page, Text: strings.ReplaceAll(line, "\f", " ")})
		page += strings.Count(line[begin:], "\f")
	}
	return t
}
