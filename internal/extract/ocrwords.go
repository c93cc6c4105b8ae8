package extract

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ocrWord is a word in the table that tesseract prints, in dots from the top left.
type ocrWord struct {
	line                     string // block, paragraph and line
	left, top, width, height float64
	text                     string
}

// ocrRuns turns the table of a page into runs: scale is points to a dot, height
// that of the page in points.
func ocrRuns(table string, scale, height float64) []glyphRun {
	lines := map[string][]ocrWord{}
	for row := range strings.Lines(strings.ToValidUTF8(table, "\uFFFD")) {
		if w, ok := readOCRWord(row); ok {
			lines[w.line] = append(lines[w.line], w)
		}
	}
	usual := usualHeight(lines)
	var runs []glyphRun
	for _, key := range slices.Sorted(maps.Keys(lines)) {
		words := lines[key]
		size, base := lineHeight(words), footOf(words)
		switch {
		case size > usual*0.65 && size < usual*1.4: // letters without ascenders are no smaller type
			size = usual
		case usual > 0: // nor is a line of larger type that has none larger than the next
			size = usual * math.Round(size/usual*2) / 2
		}
		for _, w := range words {
			runs = append(runs, glyphRun{
				text:  w.text + " ",
				box:   box{w.left * scale, height - (w.top+w.height)*scale, (w.left + w.width) * scale, height - w.top*scale},
				base:  height - base*scale,
				size:  size * scale / inkShare,
				chars: utf8.RuneCountInString(w.text),
			})
		}
	}
	return runs
}

// inkShare is the height of a line's ink, from ascenders to descenders, in sizes
// of the type.
const inkShare = 0.9

// readOCRWord reads a row of the table, if it holds a word.
func readOCRWord(row string) (ocrWord, bool) {
	fields := strings.SplitN(strings.TrimRight(row, "\r\n"), "\t", 12)
	if len(fields) < 12 || fields[0] != "5" {
		return ocrWord{}, false
	}
	w := ocrWord{line: strings.Join(fields[1:5], "\t"), text: strings.TrimSpace(fields[11])}
	for i, at := range []*float64{&w.left, &w.top, &w.width, &w.height} {
		v, err := strconv.Atoi(fields[6+i])
		if err != nil || v < 0 || v > 10*ocrLongest {
			return ocrWord{}, false
		}
		*at = float64(v)
	}
	return w, w.text != ""
}

// lineHeight is how high the ink of a line is.
func lineHeight(words []ocrWord) float64 {
	top, foot := words[0].top, 0.0
	for _, w := range words {
		top, foot = min(top, w.top), max(foot, w.top+w.height)
	}
	return foot - top
}

// footOf is where the words of a line end that reach least far down, which is
// where it stands.
func footOf(words []ocrWord) float64 {
	feet := make([]float64, len(words))
	for i, w := range words {
		feet[i] = w.top + w.height
	}
	slices.Sort(feet)
	return feet[(len(feet)-1)/4]
}

// usualHeight is the height of the line in the middle of all, by height.
func usualHeight(lines map[string][]ocrWord) float64 {
	var heights []float64
	for _, words := range lines {
		heights = append(heights, lineHeight(words))
	}
	if len(heights) == 0 {
		return 0
	}
	slices.SortFunc(heights, cmp.Compare)
	return heights[len(heights)/2]
}
