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
const MaxLines = 2_000_000

// Text is a file as lines.
type Text struct {
	MediaType string // as an HTTP Content-Type
	Lines     []Line
	Language  string // BCP 47, where the format says so
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
	// Meta is set where the line describes the file or belongs to its format,
	// so that it is no text: the name of a description ("title", "date",
	// "tags", "language", "address") whose value Text holds on its first line, or
	// "format" for a
	// mark of the format itself.
	Meta string
}

// Values of Line.Meta.
const (
	MetaTitle    = "title"
	MetaDate     = "date"
	MetaTags     = "tags"
	MetaLanguage = "language"
	MetaAddress  = "address" // where the text was published
	MetaOther    = "description"
	MetaFormat   = "format"
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
	if format := foreignFormat(data); format != "" {
		return Text{}, &Problem{name, "is " + format + ", a format that this version does not read"}
	}
	text, problem := decode(data)
	if problem != "" {
		return Text{}, &Problem{name, problem}
	}
	if n := strings.Count(text, "\n"); n > MaxLines {
		return Text{}, &Problem{name, fmt.Sprintf("has %d lines; %d are the most that is read", n, MaxLines)}
	}
	switch {
	case looksLikeHTML(text):
		return Text{}, &Problem{name, "is an HTML page, a format that this version does not read"}
	case looksLikeMarkdown(name, text):
		return readMarkdown(text), nil
	}
	return readPlain(text), nil
}

// signatures are the first bytes of formats that are told by them.
var signatures = []struct{ prefix, format string }{
	{"%PDF-", "a PDF"},
	{"PK\x03\x04", "a ZIP archive or an office document"},
	{"PK\x05\x06", "an empty ZIP archive"},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document"},
	{"{\\rtf", "a Rich Text document"},
	{"\x1F\x8B", "a gzip file"},
	{"BZh", "a bzip2 file"},
	{"\xFD7zXZ\x00", "an xz file"},
	{"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"},
	{"Rar!\x1A\x07", "a RAR archive"},
	{"\x89PNG\r\n\x1A\n", "a PNG picture"},
	{"\xFF\xD8\xFF", "a JPEG picture"},
	{"GIF8", "a GIF picture"},
	{"II*\x00", "a TIFF picture"},
	{"MM\x00*", "a TIFF picture"},
	{"<?xml", "an XML document"},
}

// foreignFormat names the format that the first bytes give away, or nothing.
func foreignFormat(data []byte) string {
	head := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 1024)], []byte("\xEF\xBB\xBF")), " \t\r\n")
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.prefix)) {
			return s.format
		}
	}
	return ""
}

// looksLikeHTML reports whether text begins as a web page does.
func looksLikeHTML(text string) bool {
	head := strings.ToLower(strings.TrimSpace(text[:min(len(text), 1024)]))
	for strings.HasPrefix(head, "<!--") {
		_, rest, ok := strings.Cut(head, "-->")
		if !ok {
			return false
		}
		head = strings.TrimSpace(rest)
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if strings.HasPrefix(head, tag) {
			return true
		}
	}
	return false
}

// looksLikeMarkdown tells Markdown from plain text: by its front matter, by a
// mark that nobody types in plain text, or at last by its name.
func looksLikeMarkdown(name, text string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return true
	}
	return hasFrontMatter(text) || markdownMark.MatchString(text)
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
