package extract

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Bounds of reading by OCR.
const (
	ocrPages    = 300
	ocrPageTime = 2 * time.Minute
	ocrDots     = 300  // to the inch
	ocrLongest  = 6000 // dots of the longer side of a page
)

// ocr reads pages by the programs that are installed: pdftoppm paints them and
// tesseract reads the pictures.
type ocr struct {
	painter, reader string // paths of the programs
	languages       string // as tesseract takes them: "eng+fra"
}

// installedOCR looks for the programs once.
var installedOCR = sync.OnceValue(func() *ocr { return findOCR(exec.LookPath) })

// findOCR gives nil where a program is missing or tesseract has no language.
func findOCR(look func(string) (string, error)) *ocr {
	painter, err := look("pdftoppm")
	if err != nil {
		return nil
	}
	reader, err := look("tesseract")
	if err != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), ocrPageTime)
	defer cancel()
	list, err := exec.CommandContext(ctx, reader, "--list-langs").Output()
	if err != nil {
		return nil
	}
	if languages := ocrLanguages(string(list)); languages != "" {
		return &ocr{painter: painter, reader: reader, languages: languages}
	}
	return nil
}

// ocrOrder lists the languages that are read, the likeliest first: each one
// takes time, and more of them make more mistakes.
var ocrOrder = []string{"eng", "fra", "deu", "spa", "por", "swe", "ara"}

// ocrLanguages picks from what "tesseract --list-langs" prints.
func ocrLanguages(list string) string {
	installed := strings.Fields(list)
	var chosen []string
	for _, l := range ocrOrder {
		if slices.Contains(installed, l) && len(chosen) < 3 {
			chosen = append(chosen, l)
		}
	}
	return strings.Join(chosen, "+")
}

// noOCR is what is missing where pages without text cannot be read.
const noOCR = "needs tesseract and pdftoppm, which are not installed"

// recognise reads the pages that are pictures without text. Where a document has
// such pages alone and OCR is not installed, it cannot be read; where it has a few,
// it is read without them, and unread says which.
func (c *pdfContent) recognise(data []byte, by *ocr) (problem string) {
	pages := c.pictures()
	switch {
	case len(pages) == 0:
		return ""
	case by == nil && 2*len(pages) >= len(c.pages):
		return "is a PDF without a text layer; reading it " + noOCR
	case by == nil:
		c.unread = pages
		return ""
	case len(pages) > ocrPages:
		return fmt.Sprintf("is a PDF with %d pages without a text layer; %d are the most that is read", len(pages), ocrPages)
	}
	dir, err := os.MkdirTemp("", "communique-ocr-")
	if err != nil {
		return "is a PDF without a text layer, and there is no room to read it by OCR: " + err.Error()
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "source.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return "is a PDF without a text layer, and there is no room to read it by OCR: " + err.Error()
	}
	for _, number := range pages {
		p := &c.pages[number-1]
		if p.runs, err = by.page(dir, file, p.page); err != nil {
			return fmt.Sprintf("is a PDF without a text layer; reading page %d by OCR failed: %v", number, err)
		}
		p.page.areas = nil
		c.recognised++
	}
	return ""
}

// pictures lists the pages that show a picture or nothing that is text.
func (c *pdfContent) pictures() []int {
	var pages []int
	for _, p := range c.pages {
		if !p.hasText() && p.isPicture() {
			pages = append(pages, p.page.number)
		}
	}
	return pages
}

// hasText reports whether a page has words in it that can be read.
func (p *pageContent) hasText() bool {
	letters, strange := 0, 0
	for _, r := range p.runs {
		for _, c := range r.text {
			switch {
			case c == '\uFFFD' || 0xE000 <= c && c <= 0xF8FF:
				strange++
			case c > ' ':
				letters++
			}
		}
	}
	return letters > 8 && strange*2 < letters
}

// isPicture reports whether pictures take up a good part of the page, or it has
// text that cannot be read.
func (p *pageContent) isPicture() bool {
	covered := 0.0
	for _, a := range p.page.areas {
		if a.image {
			covered += a.box.meet(box{0, 0, p.page.width, p.page.height}).area()
		}
	}
	return covered > p.page.width*p.page.height*0.3 || len(p.runs) > 20
}

// page reads one page.
func (o *ocr) page(dir, file string, page *pdfPage) ([]glyphRun, error) {
	ctx, cancel := context.WithTimeout(context.Background(), ocrPageTime)
	defer cancel()
	number, picture := strconv.Itoa(page.number), filepath.Join(dir, "page")
	dots := max(min(ocrDots, int(ocrLongest*72/max(page.width, page.height, 1))), 1)
	paint := exec.CommandContext(ctx, o.painter, "-f", number, "-l", number, "-singlefile", "-gray", "-png",
		"-r", strconv.Itoa(dots), file, picture)
	if _, err := paint.Output(); err != nil {
		return nil, err
	}
	read := exec.CommandContext(ctx, o.reader, picture+".png", "-", "-l", o.languages, "--psm", "3", "tsv")
	// With more threads tesseract takes four times as long.
	read.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	table, err := read.Output()
	return ocrRuns(string(table), 72/float64(dots), page.height), err
}
