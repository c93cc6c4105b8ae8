package extract

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fakeProgram writes a program that prints text.
func fakeProgram(t *testing.T, script string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(file, []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestOCR(t *testing.T) {
	scan := pdfFile{pages: []string{"q 595 0 0 842 0 0 cm /X1 Do Q", "q 595 0 0 842 0 0 cm /X1 Do Q"}}.bytes()
	load := func() *pdfContent {
		content, problem := loadPDF(scan, pdfTime)
		if problem != "" {
			t.Fatal(problem)
		}
		return content
	}
	if got, want := load().recognise(scan, nil), "is a PDF without a text layer; reading it needs tesseract and pdftoppm, which are not installed"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	// A head, a number in a column of its own, as tesseract takes lists, and a
	// paragraph over two lines.
	table := strings.Join([]string{
		"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
		"5\t1\t1\t1\t1\t1\t300\t100\t300\t45\t96\tGazette",
		"5\t1\t2\t1\t1\t1\t300\t600\t40\t45\t96\t1.",
		"5\t1\t3\t1\t1\t1\t400\t600\t700\t45\t96\tMinisters",
		"5\t1\t3\t1\t1\t2\t1120\t600\t900\t45\t96\tdeliberated",
		"5\t1\t3\t1\t2\t1\t400\t660\t200\t33\t90\tonce",
		"5\t1\t3\t1\t2\t2\t620\t660\t200\t33\t90\tmore.",
		"4\t1\t3\t1\t2\t0\t0\t0\t0\t0\t-1\t",
	}, "\n")
	reader := fakeProgram(t, "cat <<'END'\n"+table+"\nEND")
	content := load()
	if problem := content.recognise(scan, &ocr{painter: fakeProgram(t, "true"), reader: reader, languages: "eng"}); problem != "" {
		t.Fatal(problem)
	}
	want := []string{
		"[p1, furniture, running head] Gazette", "[p1] 1. Ministers deliberated once more.",
		"[p2, furniture, running head] Gazette", "", "[p2] 1. Ministers deliberated once more.",
		"[doubt] 2 pages were read by OCR (tesseract).",
	}
	if diff := cmp.Diff(want, told(content.layOut())); diff != "" {
		t.Error(diff)
	}
	failing := &ocr{painter: fakeProgram(t, "exit 3"), reader: reader, languages: "eng"}
	if problem := load().recognise(scan, failing); !strings.HasPrefix(problem, "is a PDF without a text layer; reading page 1 by OCR failed") {
		t.Error(problem)
	}
}

// TestFewPictures: a page that is a picture among pages of text is told of.
func TestFewPictures(t *testing.T) {
	content, problem := loadPDF(pdfFile{pages: []string{printed(700, shownLine), printed(700, shownLine), "q 595 0 0 842 0 0 cm /X1 Do Q"}}.bytes(), pdfTime)
	if problem == "" {
		problem = content.recognise(nil, nil)
	}
	if problem != "" {
		t.Fatal(problem)
	}
	got := told(content.layOut())
	if want := "[doubt] Page 3 is a picture without text; reading it needs tesseract and pdftoppm, which are not installed."; got[len(got)-1] != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFindOCR(t *testing.T) {
	reader := fakeProgram(t, `printf 'List of available languages (4):\nara\neng\nfra\nosd\n'`)
	look := func(missing string) func(string) (string, error) {
		return func(name string) (string, error) {
			if name == missing {
				return "", errors.New("not found")
			}
			return reader, nil
		}
	}
	for _, missing := range []string{"tesseract", "pdftoppm"} {
		if findOCR(look(missing)) != nil {
			t.Errorf("found without %s", missing)
		}
	}
	if got := findOCR(look("")); got == nil || got.languages != "eng+fra+ara" {
		t.Errorf("got %+v", got)
	}
}
