// Package extract turns the bytes of a file into lines of text, each with its
// place in the file. The format is told by the bytes, not by the name, and
// there is one reader for each format. It imports nothing of the archive.
package extract

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"
)

// MaxSize is the largest file that is read, in bytes.
const MaxSize = 64 << 20

// MaxLines is the most lines that a file may have. A line takes up memory of its
// own, however short it is.
const MaxLines = 500_000

// MaxLine is the longest line that is read, in bytes. A text that is all one line
// may be long, but nobody can read or cite it.
const MaxLine = 4 << 20

// Text is a file as lines.
type Text struct {
	MediaType string // as an HTTP Content-Type
	Lines     []Line
	Language  string // BCP 47, where the format says so
	// Doubts are whole sentences on what was guessed or left out of the file, for
	// the admin who looks after it: "The file does not say its charset; it was
	// read as windows-1251."
	Doubts []string
}

// Line is one line of a file and what its format says about it. It says
// nothing of what the line means: that is the packet reader's to tell.
type Line struct {
	Number  int    // from 1, split on "\n" alone
	Page    int    // physical page; 0 where the format has none
	Text    string // without the marks of the format; list labels and the spaces before them are kept
	Heading int    // level of a heading that the format marks; 0 for none
	Bold    bool   // all of it stands in bold
	Item    bool   // the format begins a list item here
	Link    bool   // nothing but links
	Soft    bool   // the format runs it on with the line above: a line end within a paragraph
	// Meta is set where the line is no text: one of the Meta constants. Text holds
	// the value of a description on its first line.
	Meta string
	// Reason says, in a reader's words, why a line whose Meta is MetaFurniture is
	// no text: "site menu". Elsewhere it is empty.
	Reason string
}

// Values of Line.Meta. The first group are descriptions of the file or, behind a
// MetaPart, of that part.
const (
	MetaTitle    = "title"
	MetaDate     = "date"
	MetaTags     = "tags"
	MetaLanguage = "language"
	MetaAddress  = "address" // where the text was published
	MetaKind     = "kind"    // declared kind of document: "oral_statement"
	MetaStatus   = "status"  // declared state: "withdrawn on 2018-05-15: out of date"
	MetaIssuer   = "issuer"  // declared publisher or author
	MetaOther    = "description"

	MetaFormat    = "format"    // a mark of the format itself
	MetaFurniture = "furniture" // what the format shows to be no text; Line.Reason says why
	MetaPart      = "part"      // begins a document or member file of its own; Text is its name
)

// Read reads a file. name is used for messages only and as a last hint between
// formats whose bytes look alike. Every error is a *Problem.
func Read(name string, data []byte) (Text, error) {
	if len(data) > MaxSize {
		return Text{}, &Problem{name, fmt.Sprintf("is larger than %d MB, the most that is read", MaxSize>>20)}
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return Text{}, &Problem{name, "is empty"}
	}
	if f, ok := formatOf(name, data); ok {
		if f.read == nil {
			return Text{}, &Problem{name, "is " + f.name + ", a format that this version does not read"}
		}
		return readFormat(f, name, data)
	}
	d, problem := decode(data)
	if problem != "" {
		return Text{}, &Problem{name, problem}
	}
	if n := strings.Count(d.text, "\n"); n > MaxLines {
		return Text{}, &Problem{name, fmt.Sprintf("has %d lines; %d are the most that is read", n, MaxLines)}
	}
	number := 0
	for line := range strings.Lines(d.text) {
		if number++; len(line) > MaxLine {
			return Text{}, longLine(name, number, len(line))
		}
	}
	return d.read(name), nil
}

func longLine(name string, number, size int) *Problem {
	return &Problem{name, fmt.Sprintf("has a line of %d MB, line %d; %d MB are the most that is read of one", size>>20, number, MaxLine>>20)}
}

// read reads text that no mark of a format opens: Markdown or plain.
func (d decoded) read(name string) Text {
	t, kind := Text{}, "text/plain"
	if looksLikeMarkdown(name, d.text) {
		t, kind = readMarkdown(d.text), "text/markdown"
	} else {
		t = readPlain(d.text)
	}
	t.MediaType, t.Doubts = kind+"; charset="+d.charset, d.doubts
	return t
}

// looksLikeMarkdown tells Markdown from plain text: by its front matter, by a
// mark that nobody types in plain text, or at last by its name.
func looksLikeMarkdown(name, text string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return true
	}
	return hasFrontMatter(text) || hasMarkdownMark(text)
}

// splitLines cuts text at "\n" alone and trims the carriage returns that other
// systems leave before it. A newline at the very end ends the last line and
// begins no other.
func splitLines(text string) []string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, "\r")
	}
	return lines
}

// lineOf gives the number of the line that holds the byte at offset.
func lineOf(data []byte, offset int) int {
	return bytes.Count(data[:offset], []byte("\n")) + 1
}

// firstInvalid gives the offset of the first byte that is not UTF-8.
func firstInvalid(data []byte) int {
	if utf8.Valid(data) {
		return len(data)
	}
	offset := 0
	for offset < len(data) {
		r, size := utf8.DecodeRune(data[offset:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		offset += size
	}
	return offset
}
