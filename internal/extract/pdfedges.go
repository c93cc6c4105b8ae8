package extract

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// pageEdge is the share of the height at the head and the foot of a page in which
// running heads and feet stand.
const pageEdge = 0.14

// edge is a line near the head or foot of a page.
type edge struct {
	row
	runs   []int   // of the page
	key    string  // its words, with digits alike
	place  float64 // above the foot or below the head of the page
	head   bool
	reason string // why it is no text
}

// Reasons why a line at the edge of a page is no text.
const (
	reasonHead   = "running head"
	reasonFoot   = "running foot"
	reasonNumber = "page number"
)

// edgesOf finds the lines near the edges of a page.
func edgesOf(page *pdfPage, runs []glyphRun) []edge {
	var all []edge
	for _, head := range []bool{true, false} {
		var near []glyphRun
		for i, r := range runs {
			if y := r.box.midY() / page.height; !r.sideways && (head && y > 1-pageEdge || !head && y < pageEdge) {
				r.order = i
				near = append(near, r)
			}
		}
		for _, group := range onLines(near) {
			e := edge{row: newRow(group, &pdfPage{number: page.number}), head: head}
			for _, r := range group.runs {
				e.runs = append(e.runs, r.order)
			}
			e.text = strings.ReplaceAll(e.text, cellMark, "")
			e.key = alike(e.text)
			e.place = e.base
			if head {
				e.place = page.height - e.base
			}
			all = append(all, e)
		}
	}
	return all
}

// alike writes a line so that lines which differ in numbers alone are the same.
func alike(text string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(text) {
		switch {
		case unicode.IsDigit(c):
			if !strings.HasSuffix(b.String(), "#") {
				b.WriteByte('#')
			}
		case !unicode.IsSpace(c):
			b.WriteRune(c)
		}
	}
	return b.String()
}

var (
	// pageCount is a number that says by its words that it counts pages.
	pageCount = regexp.MustCompile(`(?i)^[-–—\[(|\s]*(?:page|p\.|pág(?:ina)?\.?|sida|seite|s\.|صفحة)\s*\d{1,4}(?:\s*(?:of|/|de|sur|von|av|من)\s*\d{1,4})?[-–—\])|\s]*$|^\d{1,4}\s*(?:\|\s*p\s*a\s*g\s*e|/\s*\d{1,4})$`)
	// bareNumber is a number with nothing but marks beside it.
	bareNumber = regexp.MustCompile(`(?i)^[-–—\[(|.\s]*(\d{1,4}|[ivxl]{1,7})[-–—\])|.\s]*$`)
)

// markEdges gives the reason for each line at the edge of a page that is none of
// the text: marked so by the file, a number of the page, or what stands in the
// same place on another page, numbers aside.
func markEdges(pages [][]edge) {
	places := map[string][]*edge{}
	offsets := map[int]int{} // what to add to the number of a page for the number printed on it
	for i := range pages {
		for j := range pages[i] {
			e := &pages[i][j]
			places[e.key] = append(places[e.key], e)
			if n, ok := printedNumber(e.text); ok {
				offsets[n-e.page]++
			}
		}
	}
	for _, same := range places {
		for _, e := range same {
			e.reason = e.reasonAmong(same, offsets)
		}
	}
}

// printedNumber reads a line that is a number alone.
func printedNumber(text string) (int, bool) {
	m := bareNumber.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	if n, err := strconv.Atoi(m[1]); err == nil {
		return n, true
	}
	return readRoman(strings.ToLower(m[1]))
}

// readRoman reads a small roman number.
func readRoman(text string) (int, bool) {
	values := map[rune]int{'i': 1, 'v': 5, 'x': 10, 'l': 50}
	n, above := 0, 0
	for i := len(text) - 1; i >= 0; i-- {
		v := values[rune(text[i])]
		if v < above {
			n -= v
		} else {
			n, above = n+v, v
		}
	}
	return n, n > 0
}

// reasonAmong gives the reason for a line, given all that read like it.
func (e *edge) reasonAmong(same []*edge, offsets map[int]int) string {
	if pageCount.MatchString(e.text) {
		return reasonNumber
	}
	if n, ok := printedNumber(e.text); ok {
		if offsets[n-e.page] > 1 || e.artifact || n == e.page && !e.head {
			return reasonNumber
		}
		return ""
	}
	if e.artifact || e.repeats(same) {
		if e.head {
			return reasonHead
		}
		return reasonFoot
	}
	return ""
}

// repeats reports whether the line stands in the same place on another page.
func (e *edge) repeats(same []*edge) bool {
	for _, o := range same {
		if o.page != e.page && o.head == e.head && math.Abs(o.place-e.place) < 5 && math.Abs(o.size-e.size) < 1 {
			return true
		}
	}
	return false
}
