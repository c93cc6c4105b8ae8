package packet

import (
	"strings"

	"communique/internal/regexp"
)

// reference is a line of a title block that gives the number of the paper in a
// series of its year: "2019 No. 461", "Cm 9412", "No. 12/2020".
var reference = regexp.MustCompile(`(?i)^(?:(?:19|20)\d\d,? ?(?:no|nr|n[°º])\.? ?\d{1,6}|(?:no|nr|n[°º])\.? ?\d{1,6}/(?:19|20)\d\d|c(?:m|md|mnd|p)\.? \d{2,5})$`)

// longestBrokenTitle is over how many lines a title runs at most.
const longestBrokenTitle = 5

// completeTitles takes into each title block the lines that its title goes on
// in, and the line with its reference.
func (f *finder) completeTitles() {
	for k := range f.found {
		o, limit := &f.found[k], len(f.pieces)
		if k+1 < len(f.found) {
			limit = f.found[k+1].from
		}
		f.completeTitle(o, limit)
		if !o.memo {
			f.toDate(o, limit)
		}
		if next := f.forward(*o); next.to <= limit {
			*o = next
		}
		if len(o.parts) > 0 && !o.memo {
			f.underTitle(o, limit)
		}
		if n := len(o.parts); n > 0 && o.to < limit && !f.fresh(o.to) && reference.MatchString(f.pieces[o.to].text) {
			o.parts = append(o.parts, f.pieces[o.to].text)
			o.to++
		}
	}
}

// completeTitle: a title that breaks off behind a function word goes on in the
// next line: "EXPLANATORY MEMORANDUM TO", "Joint Statement of the"; so does one
// set over several lines. Only the line printed last can go on.
func (f *finder) completeTitle(o *opening, limit int) {
	for n := 0; n < longestBrokenTitle && o.to < limit && o.to > o.from && len(o.parts) > 0; n++ {
		last, p := &o.parts[len(o.parts)-1], f.pieces[o.to]
		if !hangs(*last) && !f.goesOnCentred(*o) || n == 0 && !strings.HasSuffix(*last, f.pieces[o.to-1].text) || !endsTitle(p) || f.fresh(o.to) || len(*last)+len(p.text) > 300 {
			return
		}
		*last += " " + p.text
		o.to++
	}
}

// endsTitle reports whether a title may go on in a piece: one that has the form
// of a title itself, or that begins small in mid-title.
func endsTitle(p piece) bool {
	return couldBeTitle(p) || p.label == "" && len(p.text) <= short && startsLower(p.text) && !endsLikeProse(p.text)
}
