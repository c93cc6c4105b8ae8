package extract

import (
	"bytes"
	"regexp"
	"strings"
)

// format is a kind of file that its bytes give away. Plain text and Markdown are
// none: they are what is left when no format matches.
type format struct {
	name    string // with its article, for messages: "a PDF"
	matches func(name string, data []byte) bool
	// read gives the text, or says in words what is wrong with the file. It is
	// nil where the format is known but not read.
	read func(name string, data []byte) (text Text, problem string)
}

// formats lists the formats in the order in which they are tried. It is a
// function because readers of archives read members through Read.
func formats() []format {
	return []format{
		{"a PDF", isPDF, readPDF},
		{"a Word document", isDOCX, readDOCX},
		{"an empty ZIP archive", begins("PK\x05\x06"), readZIP},
		{"a ZIP archive", begins("PK\x03\x04"), readZIP},
		{"an old Office document", begins("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), readOldOffice},
		{"a Rich Text document", begins("{\\rtf"), nil},
		{"a gzip file", begins("\x1F\x8B"), nil},
		{"a bzip2 file", begins("BZh"), nil},
		{"an xz file", begins("\xFD7zXZ\x00"), nil},
		{"a 7-Zip archive", begins("7z\xBC\xAF\x27\x1C"), nil},
		{"a RAR archive", begins("Rar!\x1A\x07"), nil},
		{"a PNG picture", begins("\x89PNG\r\n\x1A\n"), nil},
		{"a JPEG picture", begins("\xFF\xD8\xFF"), nil},
		{"a GIF picture", begins("GIF8"), nil},
		{"a TIFF picture", begins("II*\x00"), nil},
		{"a TIFF picture", begins("MM\x00*"), nil},
		{"a TEI document", isTEI, readTEI},
		{"an HTML page", isHTML, readHTML},
		{"an XML document", begins("<?xml"), readXML},
		{"JSON", isJSON, readJSON},
	}
}

// formatOf gives the format that the bytes give away.
func formatOf(name string, data []byte) (format, bool) {
	for _, f := range formats() {
		if f.matches(name, data) {
			return f, true
		}
	}
	return format{}, false
}

// readFormat reads data and holds the result to what is asked of every reader.
func readFormat(f format, name string, data []byte) (Text, error) {
	text, problem := f.read(name, data)
	if problem != "" {
		return Text{}, &Problem{name, problem}
	}
	for i := range text.Lines {
		if l := &text.Lines[i]; len(l.Text) > MaxLine {
			return Text{}, longLine(name, l.Number, len(l.Text))
		}
	}
	return text, nil
}

// headSize is how many bytes of a file its format is told from.
const headSize = 4096

// headOf is the start of a file, of text as UTF-8, without byte order mark and
// leading space.
func headOf(data []byte) []byte {
	data = bytes.TrimPrefix(narrowed(data[:min(len(data), headSize)]), []byte("\xEF\xBB\xBF"))
	return bytes.TrimLeft(data, " \t\r\n")
}

// begins matches files that begin with a signature.
func begins(signature string) func(string, []byte) bool {
	return func(_ string, data []byte) bool { return bytes.HasPrefix(headOf(data), []byte(signature)) }
}

// isDOCX tells a Word document from other ZIP archives by the name of the part
// that holds its text, which the directory at the end of the file prints.
func isDOCX(_ string, data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data, []byte("word/document.xml")) &&
		bytes.Contains(data, []byte("[Content_Types].xml"))
}

// teiRoot is the first element of a TEI file, of the fourth or fifth version.
var teiRoot = regexp.MustCompile(`^(?:\s|<\?[^>]*>|<!--(?s:.*?)-->|<!DOCTYPE[^>\[]*(?:\[(?s:.*?)\])?\s*>)*<(?:\w+:)?(?:TEI|TEI\.2|teiCorpus|teiCorpus\.2)[\s>]`)

func isTEI(_ string, data []byte) bool { return teiRoot.Match(headOf(data)) }

// isJSON tells JSON from text that begins with a brace.
func isJSON(name string, data []byte) bool {
	head := headOf(data)
	return jsonStart.Match(head) || strings.HasSuffix(strings.ToLower(name), ".json") && len(head) > 0 && (head[0] == '{' || head[0] == '[')
}

var jsonStart = regexp.MustCompile(`^(?:\[\s*)?\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\})`)
