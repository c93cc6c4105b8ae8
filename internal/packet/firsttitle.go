package packet

import "strings"

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
		if before <= 3 && f.allShort(before) { // stamps and specks above the first title
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
		f.found[0] = f.forward(o)
		if o := &f.found[0]; o.to < len(f.pieces) && wordsEqual(f.pieces[o.to].text, o.parts[0]) {
			o.to++ // the title again, above the text
		}
	}
}

// wordsEqual reports whether two texts say the same words.
func wordsEqual(a, b string) bool {
	return strings.Join(wordsOf(a), " ") == strings.Join(wordsOf(b), " ")
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
	for o.to < before && o.to < 6 && couldBeTitle(f.pieces[o.to]) {
		if o.to > 0 && !f.belongsToFirstTitle(o.to, best) {
			break
		}
		if p := f.pieces[o.to]; best < 3 && p.heading == 1 {
			o.core, best = len(o.parts), 3
		} else if best < 2 && kindOfTitle(p.text) != "" {
			o.core, best = len(o.parts), 2
		}
		if isDateLine(f.pieces[o.to].text) {
			o.to++
			continue
		}
		o.parts = append(o.parts, f.pieces[o.to].text)
		o.to++
	}
	return f.forward(o)
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
	if best > 0 && !isGenre(p.text) {
		return false
	}
	// A line is part of the block only if another line without text of its own
	// follows; else it is the heading of the first section.
	return p.gap == 0 || i+1 < len(f.pieces) && couldBeTitle(f.pieces[i+1]) || kindOfTitle(p.text) != ""
}
