package extract

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestPDFGoldens reads PDFs printed by a browser (from the HTML files beside
// them) and by an office program (from the .fodt file).
func TestPDFGoldens(t *testing.T) {
	files, err := filepath.Glob("testdata/pdf/*.pdf")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text, problem := readPDF(filepath.Base(file), data)
			if problem != "" {
				t.Fatal(problem)
			}
			checkNumbered(t, text.Lines)
			compareReading(t, file, text)
			again, _ := readPDF("", data)
			if diff := cmp.Diff(text, again); diff != "" {
				t.Errorf("read twice: %s", diff)
			}
		})
	}
}

// pdfFile is a PDF written by hand.
type pdfFile struct {
	pages   []string // content streams; F1 is Helvetica, F2 its bold, X1 a picture
	page    string   // entries of every page
	trailer string
	info    string
	picture byte // the one pixel of X1, from black to white
}

// bytes writes the file.
func (f pdfFile) bytes() []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.5\n")
	var offsets []int
	object := func(body string) {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(offsets), body)
	}
	const fixed = 6 // objects before the first page
	var kids strings.Builder
	for i := range f.pages {
		fmt.Fprintf(&kids, "%d 0 R ", fixed+1+2*i)
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids.String(), len(f.pages)))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>")
	object(fmt.Sprintf("<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n%c\nendstream", f.picture))
	object("<< " + f.info + " >>")
	for i, content := range f.pages {
		object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /X1 5 0 R >> >> /Contents %d 0 R %s >>", fixed+2+2*i, f.page))
		object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content))
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, f.trailer, start)
	return out.Bytes()
}

// printed writes lines of text down a page, from y on.
func printed(y int, lines ...string) string {
	var b strings.Builder
	for i, line := range lines {
		fmt.Fprintf(&b, "BT /F1 12 Tf 72 %d Td (%s) Tj ET\n", y-14*i, line)
	}
	return b.String()
}

const shownLine = "This line is printed for everyone who reads the page."

func readHandmade(t *testing.T, f pdfFile) []string {
	t.Helper()
	text, problem := readPDF("a.pdf", f.bytes())
	if problem != "" {
		t.Fatal(problem)
	}
	checkNumbered(t, text.Lines)
	var all []string
	for _, line := range told(text) {
		if line != "" {
			all = append(all, line)
		}
	}
	return all
}

// TestHiddenText: what nobody sees on the page is left out, and said to be.
func TestHiddenText(t *testing.T) {
	const left = "[doubt] 1 stretch of text that the page hides was left out."
	for _, test := range []struct {
		name, content string
		want          []string
	}{
		{"white on white", "1 g " + printed(600, "secret") + "0 g", []string{"[p1] " + shownLine, left}},
		{"without ink", "3 Tr " + printed(600, "secret") + "0 Tr", []string{"[p1] " + shownLine, left}},
		{"too small to read", "BT /F1 1 Tf 72 600 Td (secret) Tj ET", []string{"[p1] " + shownLine, left}},
		{"outside the page", "BT /F1 12 Tf 72 -50 Td (secret) Tj ET", []string{"[p1] " + shownLine, left}},
		{"under a black box", printed(600, "secret") + "0 g 70 590 80 24 re f", []string{"[p1] " + shownLine, "[p1] ██", left}},
		{
			"a word under a black box", printed(600, "The agent is John Smith of London.") + "0 g 140 596 63 16 re f",
			[]string{"[p1] " + shownLine, "[p1] The agent is ██ of London.", left},
		},
		{"under a white box", printed(600, "secret") + "1 g 70 590 80 24 re f 0 g", []string{"[p1] " + shownLine, left}},
		{"black on black", "0 g 70 590 80 24 re f " + printed(600, "secret"), []string{"[p1] " + shownLine, left}},
		{"white on black is seen", "0 g 70 590 80 24 re f 1 g " + printed(600, "seen"), []string{"[p1] " + shownLine, "[p1] seen"}},
		{"over a pale field is seen", "0.9 g 70 590 80 24 re f 0 g " + printed(600, "seen"), []string{"[p1] " + shownLine, "[p1] seen"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := readHandmade(t, pdfFile{pages: []string{printed(700, shownLine) + test.content}})
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestTextBehindScan: text without ink counts where a picture shows it, and not
// where the picture is blacked out.
func TestTextBehindScan(t *testing.T) {
	content := "q 595 0 0 842 0 0 cm /X1 Do Q 0 g 72 703 290 3 re f " + // the bar stands for the printed line of the scan
		"3 Tr " + printed(700, shownLine, "Names of agents") + "0 Tr "
	got := readHandmade(t, pdfFile{pages: []string{content}, picture: 255})
	want := []string{
		"[p1] " + shownLine,
		"[doubt] 1 stretch of text that the page hides was left out.",
		"[doubt] The text stands behind pictures of pages: it was read by OCR before the file was made.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestPDFCutOff: what the file still holds is read, and what is missing is said.
func TestPDFCutOff(t *testing.T) {
	whole := pdfFile{pages: []string{printed(700, shownLine), printed(700, "Another page.")}}.bytes()
	cut := whole[:bytes.LastIndex(whole, []byte("xref"))]
	text, err := Read("a.pdf", append([]byte("From: server\r\n"), cut...))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"[p1] " + shownLine, "", "[p2] Another page.", "[doubt] The end of the file is missing; 2 pages were read."}
	if diff := cmp.Diff(want, told(text)); diff != "" {
		t.Error(diff)
	}
}

func TestPDFProblems(t *testing.T) {
	whole := pdfFile{pages: []string{printed(700, shownLine)}}.bytes()
	encrypted := pdfFile{
		pages:   []string{printed(700, shownLine)},
		trailer: "/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O (" + strings.Repeat("o", 32) + ") /U (" + strings.Repeat("u", 32) + ") >>",
	}.bytes()
	for _, test := range []struct {
		name, want string
		data       []byte
	}{
		{"encrypted", "is encrypted: it opens with a password only", encrypted},
		{"truncated", "is a truncated PDF: its end is missing", whole[:len(whole)/2]},
		{"junk before the head", "", append([]byte("HTTP/1.1 200 OK\r\n\r\n"), whole...)},
		{"zeros behind the end", "", append(whole[:len(whole):len(whole)], make([]byte, 9000)...)},
		{"no end", "", bytes.TrimSuffix(bytes.TrimSpace(whole), []byte("%%EOF"))},
		{"nothing inside", "is a damaged or truncated PDF", []byte("%PDF-1.7\nnothing\n%%EOF\n")},
		{"no pages", "is a PDF without pages", pdfFile{}.bytes()},
		{"blank", "is a PDF in which no text was found", pdfFile{pages: []string{"", ""}}.bytes()},
	} {
		t.Run(test.name, func(t *testing.T) {
			if text, problem := readPDF("a.pdf", test.data); problem != test.want {
				t.Errorf("got %q (%d lines), want %q", problem, len(text.Lines), test.want)
			}
		})
	}
}

// TestPDFTime: a file that takes too long is given up, and the next one is read.
func TestPDFTime(t *testing.T) {
	busy := strings.Repeat("q 1 0 0 1 0 0 cm /X1 Do Q ", 2_000)
	file := pdfFile{pages: slices.Repeat([]string{busy}, 200)}.bytes()
	if _, problem := loadPDF(file, time.Millisecond); problem != "is a PDF that takes longer than 1ms to read" {
		t.Error(problem)
	}
	if _, problem := loadPDF(pdfFile{pages: []string{printed(700, shownLine)}}.bytes(), pdfTime); problem != "" {
		t.Error(problem)
	}
}

// TestPageEdges: heads, feet and numbers are found by their place, not their words.
func TestPageEdges(t *testing.T) {
	var pages []string
	for i := range 3 {
		pages = append(pages, printed(810, fmt.Sprintf("Communique, page %d", i+1))+printed(600, fmt.Sprintf("Paragraph %d of the text.", i+1))+printed(30, fmt.Sprint(i+7)))
	}
	want := []string{
		"[p1, furniture, running head] Communique, page 1", "[p1] Paragraph 1 of the text.", "[p1, furniture, page number] 7",
		"[p2, furniture, running head] Communique, page 2", "[p2] Paragraph 2 of the text.", "[p2, furniture, page number] 8",
		"[p3, furniture, running head] Communique, page 3", "[p3] Paragraph 3 of the text.", "[p3, furniture, page number] 9",
	}
	if diff := cmp.Diff(want, readHandmade(t, pdfFile{pages: pages})); diff != "" {
		t.Error(diff)
	}
}

// TestTurnedPages: a page is read as it is seen.
func TestTurnedPages(t *testing.T) {
	for _, page := range []string{"/Rotate 0", "/Rotate 90", "/Rotate 180", "/Rotate 270", "/CropBox [50 50 560 800]"} {
		got := readHandmade(t, pdfFile{pages: []string{printed(700, shownLine, "second line")}, page: page})
		if diff := cmp.Diff([]string{"[p1] " + shownLine + " second line"}, got); diff != "" {
			t.Errorf("%s: %s", page, diff)
		}
	}
	sideways := "q 0 1 -1 0 500 0 cm " + printed(400, shownLine) + "Q"
	if diff := cmp.Diff([]string{"[p1] " + shownLine}, readHandmade(t, pdfFile{pages: []string{sideways}})); diff != "" {
		t.Error(diff)
	}
	both := printed(700, shownLine, shownLine) + "q 0 1 -1 0 560 0 cm " + printed(10, "stamped") + "Q"
	want := []string{"[p1] " + shownLine + " " + shownLine, "[p1, furniture, printed aslant or along the edge of the page] stamped"}
	if diff := cmp.Diff(want, readHandmade(t, pdfFile{pages: []string{both}})); diff != "" {
		t.Error(diff)
	}
}

func TestPDFDescription(t *testing.T) {
	for _, test := range []struct{ title, want string }{
		{"Joint Statement of the Ministers", "Joint Statement of the Ministers"},
		{"Microsoft Word - statement_v3.docx", ""},
		{"statement.pdf", ""},
		{"untitled", ""},
		{"Slide 1", ""},
		{"2019-05-14_final", ""},
		{"12345", ""},
		{" Two \n lines ", "Two lines"},
	} {
		if got := sensibleTitle(test.title); got != test.want {
			t.Errorf("%q: %q, want %q", test.title, got, test.want)
		}
	}
	for _, test := range []struct{ date, want string }{
		{"D:20190514101500+02'00'", "2019-05-14"}, {"20190514", "2019-05-14"}, {"D:19991399", ""}, {"yesterday", ""}, {"", ""},
	} {
		if got := pdfDate(test.date); got != test.want {
			t.Errorf("%q: %q, want %q", test.date, got, test.want)
		}
	}
}

func TestPlainLetter(t *testing.T) {
	for _, test := range []struct {
		in   rune
		want string
	}{{'ﬁ', "fi"}, {'ﬄ', "ffl"}, {'ﻻ', "لا"}, {'ﺑ', "ب"}, {0xF0B7, "•"}, {0xF0A7, "•"}, {'é', "é"}, {'½', "½"}, {0xF8FF, "\uF8FF"}} {
		if got := plainLetter(test.in); got != test.want {
			t.Errorf("%U: %q, want %q", test.in, got, test.want)
		}
	}
}

func TestHyphensAtLineEnds(t *testing.T) {
	rows := func(lines ...string) []row {
		var all []row
		for _, l := range lines {
			all = append(all, row{text: l})
		}
		return all
	}
	for _, test := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"whole elsewhere", []string{"the agree-", "ment and the agreement"}, "the agreement and the agreement"},
		{"with a hyphen elsewhere", []string{"policy-", "makers and policy-makers"}, "policy-makers and policy-makers"},
		{"unknown stays", []string{"low-", "lying land"}, "low-lying land"},
		{"unknown, in a text that parts words", []string{"the agree-", "ment, the informa-", "tion, agreement"}, "the agreement, the information, agreement"},
		{"a name", []string{"Asia-", "Pacific"}, "Asia-Pacific"},
		{"a dash", []string{"so -", "they said"}, "so - they said"},
		{"end of the page", []string{"infor\u00AD"}, "infor-"},
	} {
		t.Run(test.name, func(t *testing.T) {
			all := rows(test.lines...)
			if got := newHyphens(all).text(&block{rows: all}); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// FuzzPDF: no file makes the reader panic, and what is read is read twice alike.
func FuzzPDF(f *testing.F) {
	f.Add(pdfFile{pages: []string{printed(700, shownLine, "- a-", "b")}}.bytes())
	f.Add(pdfFile{pages: []string{"BT /F1 1e9 Tf 1e30 0 0 0 0 0 Tm (x) Tj ET"}, page: "/MediaBox [0 0 0 0]"}.bytes())
	f.Add(pdfFile{pages: []string{"/X1 Do /X1 Do"}, page: "/Rotate 45"}.bytes())
	f.Add(pdfFile{pages: []string{printed(1, "")}, info: "/Title <FEFFD800> /CreationDate (D:)"}.bytes())
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Pages 1 0 R/Kids[1 0 R]/Count 99999>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		content, problem := loadPDF(data, 2*time.Second)
		if problem != "" {
			return
		}
		_ = content.recognise(data, nil)
		text := content.layOut()
		checkNumbered(t, text.Lines)
		if again, _ := loadPDF(data, 2*time.Second); again != nil {
			_ = again.recognise(data, nil)
			if diff := cmp.Diff(text, again.layOut()); diff != "" {
				t.Error(diff)
			}
		}
	})
}

func BenchmarkPDF(b *testing.B) {
	data, err := os.ReadFile("testdata/pdf/browser.pdf")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, problem := readPDF("", data); problem != "" {
			b.Fatal(problem)
		}
	}
}
