package extract

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// glyphRun is a stretch of characters printed one behind the other in one type: a
// word, a line, a cell of a table.
type glyphRun struct {
	text     string // may end in a space
	box      box
	base     float64
	size     float64
	bold     bool
	artifact bool
	sideways bool // does not run as the text of the page does
	chars    int
	order    int // among the runs of the page
}

// The space, in sizes of the type, that parts what stands on one line in columns.
// The space between words is hardly ever wider, even in lines that are spread to
// the measure; less so where the file holds no sign for it.
const (
	cellGap = 1.3
	madeGap = 0.85
)

// runs joins the glyphs of a page.
func (p *pdfPage) runs() []glyphRun {
	p.turnLigatures()
	var all []glyphRun
	var b runBuilder
	for i := range p.glyphs {
		g := &p.glyphs[i]
		if g.gone {
			if b.open && !g.made {
				b.gap = true
			}
			continue
		}
		if g.char == '\r' || g.char == '\n' {
			all = b.flush(all)
			continue
		}
		if b.open && !b.takes(g) {
			all = b.flush(all)
		}
		b.add(g)
	}
	return b.flush(all)
}

// turnLigatures puts the letters of a ligature of a script that is read from the
// right, which the library gives as they are seen, into the order of reading.
func (p *pdfPage) turnLigatures() {
	for from := 0; from < len(p.glyphs); from++ {
		to := from + 1
		for to < len(p.glyphs) && isLigature(&p.glyphs[to-1], &p.glyphs[to]) {
			to++
		}
		for i, j := from, to-1; i < j; i, j = i+1, j-1 {
			p.glyphs[i].char, p.glyphs[j].char = p.glyphs[j].char, p.glyphs[i].char
		}
		from = to - 1
	}
}

// isLigature reports whether two letters are printed as one sign: the library
// gives both the place of it, or cuts it into parts of one width from left to
// right.
func isLigature(a, b *glyph) bool {
	if a.look != b.look || !unicode.Is(unicode.Arabic, a.char) || !unicode.Is(unicode.Arabic, b.char) {
		return false
	}
	const same = 0.02 // of a point
	touch := math.Abs(a.box.right-b.box.left) < same && math.Abs(a.box.width()-b.box.width()) < same
	return a.box == b.box || touch && a.box.bottom == b.box.bottom && a.box.top == b.box.top
}

// runBuilder joins glyphs to a run.
type runBuilder struct {
	glyphRun
	out  strings.Builder
	last box
	open bool
	gap  bool // something hidden stood behind the last glyph
	made bool // the library put a space behind it
}

// takes reports whether a glyph goes on with the run.
func (b *runBuilder) takes(g *glyph) bool {
	if isBlankSign(g.char) || g.made {
		return true
	}
	size := g.look.size
	if math.Abs(size-b.size) > b.size*0.03 || g.look.bold != b.bold || g.look.artifact != b.artifact || b.gap {
		return false
	}
	if isSideways(g.look) || b.sideways {
		return isSideways(g.look) == b.sideways
	}
	apart := max(g.box.left-b.last.right, b.last.left-g.box.right)
	widest := size * cellGap
	if b.made {
		widest = size * madeGap
	}
	return math.Abs(g.base-b.base) < size*0.12 && apart < widest
}

func isSideways(l *look) bool {
	turns, ok := l.place.quarters()
	return !ok || turns != 0
}

// add puts a glyph behind the run or begins one with it.
func (b *runBuilder) add(g *glyph) {
	switch c := g.char; {
	case g.bar:
		b.start(g)
		b.out.WriteString("██")
	case isBlankSign(c):
		if b.open && !strings.HasSuffix(b.out.String(), " ") {
			b.out.WriteByte(' ')
			b.made = g.made
		}
		return
	case c == 2 || c == '\u00AD' || c == 0xFFFE: // a hyphen at the end of a line, or where none is printed
		b.start(g)
		b.out.WriteRune('\u00AD')
	case c < ' ' || c == utf8.RuneError || unicode.Is(unicode.Cf, c) && c != '\u200D' && c != '\u200C':
		return
	default:
		b.start(g)
		b.out.WriteString(plainLetter(c))
	}
	b.chars++
	b.made = false
	b.last = g.box
}

// start begins the run if none is open, and grows its box.
func (b *runBuilder) start(g *glyph) {
	if !b.open {
		b.glyphRun = glyphRun{box: g.box, base: g.base, size: g.look.size, bold: g.look.bold, artifact: g.look.artifact, sideways: isSideways(g.look)}
		b.open, b.gap = true, false
	}
	b.box = b.box.union(g.box)
}

// flush ends the run under way.
func (b *runBuilder) flush(all []glyphRun) []glyphRun {
	if b.open {
		b.text = withoutSoft(b.out.String())
		all = append(all, b.glyphRun)
	}
	b.out.Reset()
	b.open, b.gap = false, false
	return all
}

// withoutSoft drops the soft hyphens at which no line ends.
func withoutSoft(text string) string {
	body := strings.TrimSuffix(strings.TrimRight(text, " "), "\u00AD")
	return strings.ReplaceAll(body, "\u00AD", "") + text[len(body):]
}

func isBlankSign(r rune) bool { return r == ' ' || r == '\t' || unicode.Is(unicode.Zs, r) }

// plainLetter writes a printed sign as it is typed: ligatures and the forms that
// Arabic letters take within words as their letters, bullets of symbol fonts as
// bullets.
func plainLetter(r rune) string {
	switch {
	case 0xFB00 <= r && r <= 0xFB06, 0xFB50 <= r && r <= 0xFDFB && r != 0xFD3E && r != 0xFD3F, 0xFE70 <= r && r <= 0xFEFC:
		return decomposed(r)
	case 0xF000 <= r && r <= 0xF0FF:
		return symbolSign(r)
	}
	return string(r)
}

// symbolSign reads a sign of a font of symbols, of which the file knows the
// place in the font alone: those that open list items.
func symbolSign(r rune) string {
	switch r {
	case 0xF0B7, 0xF0A7, 0xF0A8, 0xF06C, 0xF06E, 0xF071, 0xF076, 0xF0D8, 0xF0FC, 0xF0E0, 0xF0F0:
		return "•"
	case 0xF02D, 0xF0BE:
		return "–"
	}
	return string(r)
}
