package extract

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// row is a printed line of a column, or a line of a table.
type row struct {
	text     string
	box      box
	base     float64
	size     float64 // of most of it
	bold     bool    // all of it
	label    string  // of a list item or footnote, with a space behind it in text
	inner    float64 // where the text behind the label begins
	cells    int     // parts with wide space between them
	widest   float64 // of those spaces
	page     int
	column   *column
	note     bool // begins with a raised number
	rtl      bool
	artifact bool
}

// rowsOf puts the runs of a column into lines, from the top.
func rowsOf(runs []glyphRun, page *pdfPage, col *column) []row {
	groups := onLines(runs)
	rows := make([]row, 0, len(groups))
	for _, group := range groups {
		if r := newRow(group, page); strings.TrimSpace(r.text) != "" {
			r.column = col
			r.closeLoose()
			rows = append(rows, r)
		}
	}
	return rows
}

// looseGap is the widest space, in sizes of the type, between the words of a line
// that is spread to the measure of a narrow column.
const looseGap = 2.0

// looserGap is the same where all words of the line stand apart, not a few cells.
const looserGap = 6.0

// closeLoose takes the wide spaces of a line that is spread to the measure for
// what they are.
func (r *row) closeLoose() {
	if r.cells < 2 || r.start() > r.size || r.end() < r.column.box.width()-r.size {
		return
	}
	apart := r.cells > 2 && r.cells == len(strings.Fields(r.text))
	if r.widest < r.size*looseGap || apart && r.widest < r.size*looserGap {
		r.cells = 1
		r.text = strings.ReplaceAll(r.text, cellMark, "")
	}
}

// lineGroup is what stands on one line.
type lineGroup struct {
	runs []glyphRun
	main glyphRun // the longest of the largest
}

// onLines groups runs that stand on one line: raised numbers with the text beside
// them.
func onLines(runs []glyphRun) []lineGroup {
	runs = slices.Clone(runs)
	slices.SortStableFunc(runs, func(a, b glyphRun) int { return cmp.Compare(b.base, a.base) })
	var groups []lineGroup
	for _, r := range runs {
		placed := false
		for i := len(groups) - 1; i >= max(0, len(groups)-4) && !placed; i-- {
			placed = groups[i].take(r)
		}
		if !placed {
			groups = append(groups, lineGroup{[]glyphRun{r}, r})
		}
	}
	slices.SortStableFunc(groups, func(a, b lineGroup) int { return cmp.Compare(b.main.base, a.main.base) })
	return groups
}

// take adds a run if it stands on the line: the bodies of the letters overlap.
func (g *lineGroup) take(r glyphRun) bool {
	m := &g.main
	top, bottom := min(m.base+0.7*m.size, r.base+0.7*r.size), max(m.base-0.1*m.size, r.base-0.1*r.size)
	if top-bottom <= 0.4*min(m.size, r.size) {
		return false
	}
	g.runs = append(g.runs, r)
	if r.size > m.size*1.05 && r.chars > 2 || r.size > m.size*0.95 && r.chars > m.chars || m.chars <= 2 && r.chars > 4 {
		*m = r
	}
	return true
}

// newRow joins the runs of a line in the order in which they are read.
func newRow(line lineGroup, page *pdfPage) row {
	group, m := line.runs, line.main
	r := row{box: group[0].box, base: m.base, size: m.size, bold: true, page: page.number, cells: 1, rtl: isRightToLeft(group), artifact: true}
	slices.SortStableFunc(group, func(a, b glyphRun) int {
		if r.rtl {
			return cmp.Compare(b.box.right, a.box.right)
		}
		return cmp.Compare(a.box.left, b.box.left)
	})
	if r.rtl {
		turnLatin(group)
	}
	var out strings.Builder
	for i, g := range group {
		text := g.text
		if isRaised(g, m) {
			text = raiseNumber(text)
			r.note = r.note || i == 0 && len(group) > 1 && text != g.text
		}
		switch {
		case i == 1 && r.takesLabel(out.String()):
			out.Reset()
			out.WriteString(r.label + " ")
			r.inner = g.box.left
		case i > 0:
			r.space(&out, group[i-1], g)
		}
		out.WriteString(text)
		r.box = r.box.union(g.box)
		r.bold = r.bold && (g.bold || !hasLetter(g.text))
		r.artifact = r.artifact && g.artifact
	}
	r.text = strings.TrimSpace(out.String())
	if r.rtl {
		r.text = turnedLabel.ReplaceAllString(r.text, "$2$1 ")
	}
	r.findLabel()
	r.findDot(page)
	r.bold = r.bold && hasLetter(r.text)
	return r
}

// takesLabel takes what stands first on the line as its label, if it is one.
func (r *row) takesLabel(text string) bool {
	text = strings.TrimSpace(text)
	if !isLabel(text) && !r.note {
		return false
	}
	r.label = text
	if text == "o" { // how word processors print the bullet of a second level
		r.label = "◦"
	}
	return true
}

// space writes what stands between two runs of a line.
func (r *row) space(out *strings.Builder, left, right glyphRun) {
	gap := max(right.box.left-left.box.right, left.box.left-right.box.right)
	spaced := strings.HasSuffix(left.text, " ")
	size := max(left.size, right.size)
	if min(left.size, right.size) < size*0.95 && right.base > left.base+size*0.12 {
		gap -= size * 0.2 // a raised number keeps some distance
	}
	switch {
	case gap > size*madeGap:
		r.cells++
		r.widest = max(r.widest, gap)
		out.WriteString(strings.Repeat(" ", boolToInt(!spaced)) + cellMark)
	case !spaced && gap > size*0.2:
		out.WriteByte(' ')
	}
}

// cellMark stands between the cells of a row until it is known whether it is a
// row of a table; nothing prints it.
const cellMark = "\x1F"

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// longestLabel is the longest label of a list item, in bytes.
const longestLabel = 12

// findLabel takes stock of a label that is printed in one go with its text.
func (r *row) findLabel() {
	if r.label != "" {
		return
	}
	head, rest, ok := strings.Cut(r.text, " ")
	if ok && rest != "" && isLabel(head) && head != "o" {
		r.label = head
		width := r.box.width() / float64(max(len(r.text), 1))
		r.inner = r.box.left + width*float64(len(head)+1)
	}
}

// findDot looks for a bullet that is painted as a dot before the line.
func (r *row) findDot(page *pdfPage) {
	if r.label != "" || r.rtl {
		return
	}
	for i := range page.areas {
		a := &page.areas[i]
		if a.dot && a.box.right <= r.box.left+1 && r.box.left-a.box.right < 3*r.size &&
			r.base-0.1*r.size < a.box.midY() && a.box.midY() < r.base+0.75*r.size && a.box.height() < 0.7*r.size {
			a.dot = false
			r.label, r.inner, r.text = "•", r.box.left, "• "+r.text
			r.box.left = a.box.left
			return
		}
	}
}

// isRaised reports whether a run is set small and high beside the main text of
// its line, as the numbers of notes are.
func isRaised(r, main glyphRun) bool {
	return r.size < main.size*0.95 && r.base > main.base+main.size*0.12
}

var highDigits = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// raiseNumber writes a number that is printed high as high digits; words that
// are ("th", "er") stay letters.
func raiseNumber(text string) string {
	for _, c := range strings.TrimSpace(text) {
		if c < '0' || c > '9' {
			return text
		}
	}
	return highDigits.Replace(text)
}

// isRightToLeft reports whether most letters of a line are of a script that is
// read from the right.
func isRightToLeft(group []glyphRun) bool {
	right, left := 0, 0
	for _, g := range group {
		for _, c := range g.text {
			switch {
			case unicode.Is(unicode.Arabic, c) || unicode.Is(unicode.Hebrew, c):
				right++
			case unicode.IsLetter(c):
				left++
			}
		}
	}
	return right > left
}

// turnLatin puts the Latin words within a line that is read from the right back
// into the order in which they are read.
func turnLatin(group []glyphRun) {
	for i := 0; i < len(group); i++ {
		from := i
		for i < len(group) && !isRightToLeft(group[i:i+1]) && hasLetter(group[i].text) {
			i++
		}
		if i > from {
			slices.Reverse(group[from:i])
		}
	}
}

// turnedLabel is a number that opens such a line, as the library reads it.
var turnedLabel = regexp.MustCompile(`^([.)])(\d{1,3})\s+`)

func hasLetter(text string) bool { return strings.IndexFunc(text, unicode.IsLetter) >= 0 }

// firstWord is about how wide the first word of the row is printed.
func (r *row) firstWord() float64 {
	word, _, _ := strings.Cut(r.text, " ")
	return r.box.width() * float64(len(word)) / float64(max(len(r.text), 1))
}

// near reports whether two places across the page are one to the eye.
func near(a, b, size float64) bool { return math.Abs(a-b) < size*0.45 }
