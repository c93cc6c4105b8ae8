package extract

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// block is a paragraph, a heading, a list item or a row of a table, as far as it
// stands on one page.
type block struct {
	rows    []row
	spaced  bool // blank space above it
	note    bool // a footnote
	table   bool // a row of a table
	heading int
	reason  string // why it is no text
	text    string
}

func (b *block) first() *row { return &b.rows[0] }
func (b *block) last() *row  { return &b.rows[len(b.rows)-1] }

// bold reports whether all of the block stands in bold.
func (b *block) bold() bool {
	return hasLetter(b.text) && !slices.ContainsFunc(b.rows, func(r row) bool { return !r.bold && hasLetter(r.text) })
}

// Places across a column in the direction of reading, so that Arabic and Latin
// lines are judged alike.
func (r *row) start() float64 {
	if r.rtl {
		return r.column.box.right - r.box.right
	}
	return r.box.left - r.column.box.left
}

func (r *row) end() float64 {
	if r.rtl {
		return r.column.box.right - r.box.left
	}
	return r.box.right - r.column.box.left
}

// hang is where the text behind the label begins.
func (r *row) hang() float64 {
	if r.label == "" || r.rtl {
		return r.start()
	}
	return r.inner - r.column.box.left
}

// isCentred reports whether the row stands in the middle of a wider column.
func (r *row) isCentred() bool {
	before, after := r.start(), r.column.box.width()-r.end()
	return min(before, after) > 1.5*r.size && math.Abs(before-after) < 1.5*r.size && r.label == ""
}

// layout is what is usual in a document.
type layout struct {
	size    float64         // of the type that most of it is set in
	leading float64         // from line to line of a paragraph, in sizes of the type
	raised  map[string]bool // numbers of notes that its text prints
}

// layoutOf takes the measures of a document.
func layoutOf(rows []row) layout {
	sizes, leadings := map[float64]int{}, map[float64]int{}
	for i := range rows {
		sizes[math.Round(rows[i].size*2)/2] += len(rows[i].text)
	}
	l := layout{size: most(sizes, 10), leading: 1.2, raised: raisedNumbers(rows)}
	for i := 1; i < len(rows); i++ {
		a, b := &rows[i-1], &rows[i]
		down := (a.base - b.base) / b.size
		if a.page == b.page && a.column == b.column && math.Abs(a.size-b.size) < 0.3 && math.Abs(b.size-l.size) < 0.6 &&
			down > 0.85 && down < 2.8 && a.end() > a.column.box.width()*0.6 {
			leadings[math.Round(down*20)/20]++
		}
	}
	l.leading = most(leadings, 1.2)
	return l
}

// most gives the value that is counted most, the smallest of several.
func most(counts map[float64]int, otherwise float64) float64 {
	best, n := otherwise, 0
	for value, count := range counts {
		if count > n || count == n && value < best {
			best, n = value, count
		}
	}
	return best
}

// blocksOf joins the rows of a page into blocks.
func (l layout) blocksOf(rows []row) []block {
	var all []block
	for i := range rows {
		r := rows[i]
		l.labelNote(&r)
		if n := len(all); n > 0 {
			var next *row
			if i+1 < len(rows) {
				next = &rows[i+1]
			}
			begins, spaced := l.begins(&all[n-1], &r, next)
			if !begins {
				all[n-1].rows = append(all[n-1].rows, r)
				continue
			}
			all = append(all, block{rows: []row{r}, spaced: spaced})
			continue
		}
		all = append(all, block{rows: []row{r}, spaced: true})
	}
	markTables(all)
	return l.notesLast(joinOverColumns(all))
}

// labelNote takes the number that opens a note, with a wide space behind it, for
// its label and not for a cell.
func (l layout) labelNote(r *row) {
	number, text, ok := strings.Cut(r.text, cellMark)
	number = strings.TrimSpace(number)
	if ok && r.cells == 2 && r.size < l.size*0.93 && isDigits(number) && l.raised[raiseNumber(number)] {
		r.label, r.cells, r.text = number, 1, number+" "+strings.TrimSpace(text)
	}
}

// begins reports whether row r begins a new block behind b, and whether there is
// blank space between.
func (l layout) begins(b *block, r, next *row) (begins, spaced bool) {
	a := b.last()
	if a.column != r.column {
		return true, true
	}
	size := max(a.size, r.size)
	down := a.base - r.base
	switch {
	case down > l.leading*size*1.25 || down < 0:
		return true, true
	case math.Abs(a.size-r.size) > size*0.06:
		return true, true
	case a.rtl != r.rtl:
		return true, false
	case a.bold && !r.bold && !l.isFull(b, r, next), r.bold && !a.bold && (endsParagraph(a.text) || !l.isFull(b, r, next)):
		return true, true
	}
	spaced = down > l.leading*size*1.1
	switch {
	case a.cells > 1 || r.cells > 1 || r.note:
		return true, spaced
	case a.isCentred() && r.isCentred():
		return !(r.bold || r.size > l.size*1.1 || a.end()-a.start()+r.firstWord() > a.column.box.width()*0.92), spaced
	case r.label != "" && l.beginsItem(b, r, next):
		return true, spaced
	case l.stepsAside(b, r):
		return true, spaced
	}
	return !l.isFull(b, r, next), spaced
}

// beginsItem reports whether a row that opens with a label is a new item. A line
// within a paragraph may open with a number too: "on page / 12. The".
func (l layout) beginsItem(b *block, r, next *row) bool {
	if bulletForm.MatchString(r.label) && r.label != "-" && r.label != "–" && r.label != "—" {
		return true
	}
	a, first := b.last(), b.first()
	if endsParagraph(a.text) || !l.isFull(b, r, next) {
		return true
	}
	return first.label != "" && near(first.start(), r.start(), r.size) && first.hang() > first.start()+r.size*0.8 && len(b.rows) > 1 && b.rows[1].start() > r.start()+r.size*0.5
}

// stepsAside reports whether a row is indented against the block, as the first
// line of a new paragraph, or stands out from it.
func (l layout) stepsAside(b *block, r *row) bool {
	a, step := b.last(), r.size*0.8
	if len(b.rows) == 1 {
		switch at := r.start(); {
		case at > a.start()+step: // hanging text of an item, or a new paragraph
			return a.label == "" || at > a.hang()+step
		case at < a.start()-step: // the first line was indented
			return at > step && a.label == "" || a.start() > 5*r.size
		}
		return false
	}
	return math.Abs(r.start()-a.start()) > step
}

// isFull reports whether the last row of a block has no room for the first word
// of the row below it: then the paragraph goes on.
func (l layout) isFull(b *block, r, next *row) bool {
	a := b.last()
	if !endsParagraph(a.text) && r.label == "" && (opensSmall(r.text) || openEnd.MatchString(a.text)) {
		return true
	}
	limit := r.end()
	for i := range b.rows {
		limit = max(limit, b.rows[i].end())
	}
	if next != nil && next.column == r.column && r.base-next.base < l.leading*r.size*1.25 {
		limit = max(limit, next.end())
	}
	width := a.column.box.width()
	if a.end()-a.start() < width*0.62 {
		limit = width
	}
	return a.end()+r.size*0.25+r.firstWord() > limit-r.size*0.4
}

// openEnd is a word that never ends a paragraph or a heading.
var openEnd = regexp.MustCompile(`\s(?:the|of|and|an|to|in|for|by|with|from|or|its|de|la|le|les|des|du|et|à|au|aux|en|och|av|för|att|do|da|dos|das|para|com|und|der|die|das|von|del|los|las)$`)

// endsParagraph reports whether text ends as sentences, items and their leads do.
func endsParagraph(text string) bool {
	text = strings.TrimRight(text, ` "”’»)]⁰¹²³⁴⁵⁶⁷⁸⁹`)
	return text == "" || strings.ContainsRune(".;:!?؟。", lastRune(text)) || itemEnd.MatchString(text)
}

// itemEnd is how the last item of a list but one ends.
var itemEnd = regexp.MustCompile(`; (?:and|or|et|ou|e|y|och|und)$`)

func lastRune(text string) rune {
	last := rune(0)
	for _, r := range text[max(0, len(text)-8):] {
		last = r
	}
	return last
}

// markTables tells rows of tables from lines with a wide space in them: rows have
// neighbours of their kind.
func markTables(all []block) {
	isRow := func(i int) bool { return i >= 0 && i < len(all) && len(all[i].rows) == 1 && all[i].rows[0].cells > 1 }
	for i := range all {
		all[i].table = isRow(i) && (isRow(i-1) || isRow(i+1))
	}
}

// maxNotes is how many notes may stand at the foot of a column.
const maxNotes = 40

// joinOverColumns joins a paragraph that the end of a column cuts: what opens the
// next column begins in mid-sentence.
func joinOverColumns(all []block) []block {
	var joined []block
	for _, b := range all {
		i := len(joined) - 1
		for i >= max(0, len(joined)-maxNotes) && joined[i].first().size < b.first().size*0.93 { // notes at the foot of the column
			i--
		}
		if i >= 0 && joined[i].last().column != b.first().column && runsOver(joined[i].last(), b.first()) {
			joined[i].rows = append(joined[i].rows, b.rows...)
			continue
		}
		joined = append(joined, b)
	}
	return joined
}

func runsOver(a, b *row) bool {
	return math.Abs(a.size-b.size) < 0.3 && a.bold == b.bold && b.label == "" && a.cells == 1 && b.cells == 1 &&
		(!endsParagraph(a.text) && opensSmall(b.text) || endsInHyphen(a.text))
}

func opensSmall(text string) bool {
	for _, r := range text {
		return unicode.IsLower(r)
	}
	return false
}

// notesLast finds the footnotes of a page, small type below all other text of
// their column, and puts them behind the text.
func (l layout) notesLast(all []block) []block {
	below := map[*column]bool{} // other text was met on the way up
	for i := len(all) - 1; i >= 0; i-- {
		b := &all[i]
		c := b.first().column
		if b.first().size < l.size*0.93 && !below[c] {
			b.note = true
		} else {
			below[c] = true
		}
	}
	// Small type that no number opens is no note, unless it goes on with one.
	opened := map[*column]bool{}
	var text, notes []block
	for _, b := range all {
		r := b.first()
		if b.note && (r.raiseLabel(l.raised) || r.note || noteLabel.MatchString(r.label)) {
			opened[r.column] = true
		}
		if b.note = b.note && opened[r.column]; b.note {
			notes = append(notes, b)
		} else {
			text = append(text, b)
		}
	}
	return append(text, notes...)
}

// raisedNumbers lists the numbers of notes that the text prints. A note may stand
// pages behind its number.
func raisedNumbers(rows []row) map[string]bool {
	numbers := map[string]bool{}
	for i := range rows {
		for _, n := range raisedForm.FindAllString(rows[i].text, -1) {
			numbers[n] = true
		}
	}
	return numbers
}

// raiseLabel writes the number that opens a note as the text does that refers to
// it, however small it is printed there, and reports whether there is one.
func (r *row) raiseLabel(known map[string]bool) bool {
	m := plainNote.FindStringSubmatch(r.text)
	if m == nil || !known[raiseNumber(m[1])] {
		return false
	}
	r.text = raiseNumber(m[1]) + " " + m[2]
	return true
}
