package packet

import (
	"strings"

	"communique/internal/normalize"
	"communique/internal/regexp"
)

// longestStamps is how many pieces the stamps and specks make at most that a scan
// has above its first title.
const longestStamps = 14

// openSource gives the source's first document its opening, where none of the
// rules found one at the front.
func (f *finder) openSource() {
	if len(f.pieces) == 0 && len(f.found) == 0 {
		return
	}
	if len(f.found) > 0 && f.found[0].from == 0 {
		f.adoptDates()
		return
	}
	before := len(f.pieces)
	if len(f.found) > 0 {
		before = f.found[0].from
		if (before <= 3 || f.scanned && before <= longestStamps) && f.allShort(before) { // stamps and specks above the first title
			f.found[0].from = 0
			return
		}
	}
	f.found = append([]opening{f.firstTitle(before)}, f.found...)
}

// adoptDates takes date lines below a title that the format gave.
func (f *finder) adoptDates() {
	if len(f.found) > 1 && f.found[0].to == 0 && f.found[1].from <= 3 && f.allShort(f.found[1].from) {
		// What stands at the front under a given title is its own title block.
		f.found[1].parts = append(f.found[0].parts, f.found[1].parts...)
		f.found[1].from, f.found[1].core = 0, 0
		f.found = f.found[1:]
		return
	}
	if o := f.found[0]; o.to == 0 {
		before := len(f.pieces)
		if len(f.found) > 1 {
			before = f.found[1].from
		}
		if front := f.givenFront(o); front.to <= before {
			f.found[0] = front
		}
	}
}

// allShort reports whether the first n pieces are too short to be text.
func (f *finder) allShort(n int) bool {
	for _, p := range f.pieces[:n] {
		if len(p.text) > 100 || p.label != "" {
			return false
		}
	}
	return true
}

// firstTitle reads the title block at the front of a source by its form alone:
// the short lines before the text. The one that the format marks as the first
// heading, or that says what the paper is, or else the first, names it.
func (f *finder) firstTitle(before int) opening {
	o := opening{}
	best := 0
	for o.to < before && o.to < longestFront && couldBeTitle(f.pieces[o.to]) {
		if p := f.pieces[o.to]; best < 3 && p.heading != 1 && (isReleaseLine(p.text) || len(o.parts) == 0 && isLetterhead(p.text) && f.leadsToTitle(o.to+1, before)) {
			o.letterhead = append(o.letterhead, p.text)
			o.to++
			continue
		}
		if len(o.parts) > 0 && !f.belongsToFirstTitle(o.to, best) {
			break
		}
		if f.goesOnCentred(o) {
			o.parts[len(o.parts)-1] += " " + f.pieces[o.to].text
			o.to++
			continue
		}
		if p := f.pieces[o.to]; best < 3 && p.heading == 1 {
			o.core, best = len(o.parts), 3
		} else if (best < 2 || best == 2 && f.overTitle(o)) && kindOfTitle(p.text) != "" {
			o.core, best = len(o.parts), 2
		}
		if isDateLine(f.pieces[o.to].text) {
			o.to++
			continue
		}
		o.parts = append(o.parts, f.pieces[o.to].text)
		o.to++
	}
	if len(o.parts) == 0 && len(o.letterhead) > 0 {
		o.parts = o.letterhead[len(o.letterhead)-1:]
	}
	return f.forward(o)
}

// overTitle reports whether the best line so far only says who speaks.
func (f *finder) overTitle(o opening) bool {
	return o.core < len(o.parts) && isByline(o.parts[o.core])
}

// byline says of a text no more than what it is and by whom.
var byline = regexp.MustCompile(`^(?:uttalande|tal|statement|declaration|speech|remarks|declaration|discours|rede|erklarung|discurso|declaracion|declaracao) (?:av|by|from|de|du|von|do|da|del) `)

func isByline(text string) bool {
	return len(text) <= 60 && byline.MatchString(normalize.Fold(text)) && countWords(text) <= 6
}

// leadsToTitle reports whether piece i may be the title below a letterhead, or
// leads to it: a line of the same form that ends no sentence.
func (f *finder) leadsToTitle(i, before int) bool {
	return i < before && couldBeTitle(f.pieces[i]) && f.pieces[i].gap < 4 && !isFormHeading(f.pieces[i].text)
}

// goesOnCentred: a title is set over several lines right below one another, in
// capitals or centred.
func (f *finder) goesOnCentred(o opening) bool {
	if len(o.parts) == 0 || o.to == o.from {
		return false
	}
	above, p := f.pieces[o.to-1], f.pieces[o.to]
	if p.gap > 0 || p.broken || p.heading != above.heading || !strings.HasSuffix(o.parts[len(o.parts)-1], above.text) || isFrontDate(p.text) || isGenre(above.text) || placeYear.MatchString(p.text) {
		return false
	}
	return isCapitals(p.text) && isCapitals(above.text) || p.indent >= 8 && above.indent >= 8
}

// belongsToFirstTitle reports whether piece i goes on with the title block at
// the front, whose best line so far is as sure as best says.
func (f *finder) belongsToFirstTitle(i, best int) bool {
	p := f.pieces[i]
	if isDateLine(p.text) {
		return true
	}
	if isFormHeading(p.text) || f.fresh(i) && i > 1 {
		return false
	}
	if best > 0 && !isGenre(p.text) && !(best == 2 && isByline(f.pieces[i-1].text) && kindOfTitle(p.text) != "") {
		return false
	}
	// A line is part of the block only if another line without text of its own
	// follows; else it is the heading of the first section.
	return p.gap == 0 || i+1 < len(f.pieces) && couldBeTitle(f.pieces[i+1]) || kindOfTitle(p.text) != ""
}
