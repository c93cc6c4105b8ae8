package extract

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
)

const (
	pdfMediaType = "application/pdf"
	pdfHead      = "%PDF-"
	lockedPDF    = "is encrypted: it opens with a password only"
)

// isPDF tells a PDF by its head, before which mail programs and servers leave
// lines of their own.
func isPDF(_ string, data []byte) bool {
	front := data[:min(len(data), 1024)]
	return bytes.HasPrefix(headOf(data), []byte(pdfHead)) ||
		bytes.Contains(front, []byte(pdfHead)) && pdfStart.Match(front) && bytes.Contains(data, []byte("endobj"))
}

var pdfStart = regexp.MustCompile(`[\r\n\x00]%PDF-\d\.\d`)

// pdfContent is what the pages of a document hold, and what the file says of itself.
type pdfContent struct {
	pages      []pageContent
	title      string
	date       string
	language   string
	recognised int   // pages that OCR read
	unread     []int // pages that OCR would have to read
	damaged    []int // pages that the library could not read
	count      int   // pages that the file says it has
	cut        bool  // its end is missing
}

// pageContent is what is read of a page.
type pageContent struct {
	page *pdfPage
	runs []glyphRun
}

// readPDF reads the text layer of a PDF, or reads its pages by OCR where it has
// none.
func readPDF(_ string, data []byte) (Text, string) {
	data = data[max(bytes.Index(data, []byte(pdfHead)), 0):]
	end := bytes.TrimRight(data, "\x00 \t\r\n")
	cut := !bytes.Contains(end[max(0, len(end)-4096):], []byte("%%EOF"))
	content, problem := loadPDF(data, pdfTime)
	switch {
	case problem != "" && cut && problem != lockedPDF:
		return Text{}, "is a truncated PDF: its end is missing"
	case problem != "":
		return Text{}, problem
	}
	content.cut = cut
	if problem := content.recognise(data, installedOCR()); problem != "" {
		return Text{}, problem
	}
	t := content.layOut()
	if !hasText(t.Lines) {
		return Text{}, "is a PDF in which no text was found"
	}
	return t, ""
}

// loadPDF reads all pages in a sandbox that works for so long at most.
func loadPDF(data []byte, limit time.Duration) (*pdfContent, string) {
	s, err := newSandbox(limit)
	if err != nil {
		return nil, "is a PDF, and the library that reads it does not start: " + err.Error()
	}
	defer s.close()
	document, problem := s.open(data)
	if problem != "" {
		return nil, problem
	}
	if s.library.err != nil {
		return nil, s.problem(0, 0)
	}
	content := &pdfContent{
		title: sensibleTitle(s.meta(document, "Title")), date: pdfDate(s.meta(document, "CreationDate")),
		language: strings.TrimSpace(wide(s.bytes("FPDFCatalog_GetLanguage", document))),
	}
	count := s.integer("FPDF_GetPageCount", document)
	content.count = count
	for i := range count {
		page, err := s.readPage(document, i)
		if s.library.err != nil {
			break
		}
		if err != nil {
			if content.damaged = append(content.damaged, i+1); 2*len(content.damaged) > count {
				return nil, fmt.Sprintf("is a damaged PDF: page %d of %d %v", i+1, count, err)
			}
			continue
		}
		content.pages = append(content.pages, pageContent{page, page.runs()})
		page.glyphs = nil
	}
	return content, s.problem(count, len(content.pages))
}

// problem says in words how the sandbox failed, if it did.
func (s *sandbox) problem(count, read int) string {
	switch err := s.library.err; {
	case s.late.Load():
		return fmt.Sprintf("is a PDF that takes longer than %v to read", s.limit)
	case errors.Is(err, errMemory):
		return "is a PDF that takes more memory than is allowed to read"
	case err != nil:
		return fmt.Sprintf("is a PDF at which the library that reads it fails, behind page %d of %d", read, count)
	case count <= 0:
		return "is a PDF without pages"
	}
	return ""
}

// officeTitle is a title that a program gave and no person: the name of a file.
var officeTitle = regexp.MustCompile(`(?i)^microsoft (?:word|powerpoint|excel)\b|\.(?:docx?|dotx?|pdf|rtf|odt|indd|qxd|xlsx?|pptx?|wpd|html?|txt)$|^(?:untitled|document|title|slide|layout|print|scan|draft)[\s\d_-]*$|^[\w.-]*\d[\w.-]*$|^[\w.-]*_[\w.-]*$|://`)

// sensibleTitle gives a title that reads like one, or nothing.
func sensibleTitle(title string) string {
	title = strings.Join(strings.FieldsFunc(title, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if len(title) < 4 || officeTitle.MatchString(title) || !hasLetter(title) || strings.ContainsRune(title, unicode.ReplacementChar) {
		return ""
	}
	return title
}

var pdfDateForm = regexp.MustCompile(`^(?:D:)?((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])`)

// pdfDate gives the day of a date as the format writes it: "D:20190514101500Z".
func pdfDate(date string) string {
	if m := pdfDateForm.FindStringSubmatch(date); m != nil {
		return m[1] + "-" + m[2] + "-" + m[3]
	}
	return ""
}

// hasText reports whether any line is text.
func hasText(lines []Line) bool {
	for _, l := range lines {
		if l.Meta == "" && strings.TrimSpace(l.Text) != "" {
			return true
		}
	}
	return false
}
