package packet

import (
	"slices"
	"strings"

	"communique/internal/regexp"
)

// opening is the title block of a document: pieces[from:to].
type opening struct {
	from, to   int
	end        int      // behind the last piece of the document's text
	parts      []string // of the title as printed; empty where the document has none
	core       int      // which of parts names the document
	lines      []int
	masthead   string   // first parts, by which a later document of the series is known
	standing   string   // standfirst: what stands under the title and is no title ("Statement by Ambassador …")
	memo       bool     // its first part says to whom a memorandum is
	letterhead []string // who issues it, what it is and its number, as printed above the title
}

// findOpenings finds where documents begin, in order. The first begins with the
// source. given is the title that the format gives, summary what else it says of
// the text.
func findOpenings(pieces []piece, given, summary string, scanned bool) []opening {
	f := finder{pieces: pieces, summary: summary, scanned: scanned}
	if given != "" {
		f.found = append(f.found, opening{parts: []string{given}})
	}
	for i := 0; i < len(pieces); i++ {
		o, ok := f.at(i)
		if !ok {
			continue
		}
		f.found = append(f.found, o)
		i = max(i, o.to-1)
	}
	f.openSource()
	f.completeTitles()
	for i := range f.found {
		o := &f.found[i]
		o.end = len(pieces)
		if i+1 < len(f.found) {
			o.end = f.found[i+1].from
		}
		for _, p := range pieces[o.from:o.to] {
			o.lines = append(o.lines, p.lines...)
		}
	}
	return f.found
}

// finder looks for title blocks.
type finder struct {
	pieces  []piece
	found   []opening
	summary string
	scanned bool
}

// at tries the rules on the piece at i, the surest first.
func (f *finder) at(i int) (opening, bool) {
	if !couldBeTitle(f.pieces[i]) && !f.pieces[i].head {
		return opening{}, false
	}
	for _, rule := range []func(int) (opening, bool){f.headed, f.repeated, f.masthead, f.genreAlone, f.genreLabel, f.series, f.behindNotice} {
		if o, ok := rule(i); ok && o.from >= f.end() {
			return o, true
		}
	}
	return opening{}, false
}

// end is where the last opening found ends.
func (f *finder) end() int {
	if len(f.found) == 0 {
		return 0
	}
	return f.found[len(f.found)-1].to
}

// couldBeTitle reports whether a piece has the form of a line of a title block.
func couldBeTitle(p piece) bool {
	return p.label == "" && len(p.text) <= 300 && !endsLikeProse(p.text) && !startsLower(p.text) && !isOnlyRedacted(p.text) && !isSignOff(p.text) &&
		strings.Count(p.text, " | ") < 2
}

// endsLikeProse reports whether text ends as a sentence; "U.S." and "Res. 9."
// do not make one of a title.
func endsLikeProse(text string) bool {
	if !endsSentence(text) {
		return strings.HasSuffix(text, ",")
	}
	last := text[strings.LastIndexByte(text, ' ')+1:]
	return !abbreviated.MatchString(last)
}

// abbreviated is a last word whose point ends no sentence.
var abbreviated = regexp.MustCompile(`^\(?(?:(?:\p{Lu}\.)+|\d{1,3}\.|Jr\.|Sr\.|Inc\.|Ltd\.|etc\.)\)?$`)

// boundary reports whether something parts piece i from what stands before it:
// the head of a page, a notice, an end mark, a sign-off, or blank space.
func (f *finder) boundary(i int) bool {
	if i == 0 {
		return true
	}
	p := f.pieces[i]
	return p.broken || p.parted || p.gap >= 2 || isSignOff(f.pieces[i-1].text)
}

// fresh reports whether a page or a notice parts piece i from what stands
// before it, which a title asks for and a heading within a page has not.
func (f *finder) fresh(i int) bool {
	return i == 0 || f.pieces[i].broken || f.pieces[i].parted
}

// dropTeasers takes out the openings under which nothing stands: pages of news
// sites announce other pages with their title and standfirst alone.
func (s *source) dropTeasers(openings []opening) []opening {
	isTeaser := func(o opening) bool { return o.to == o.end && o.standing != "" }
	kept := slices.DeleteFunc(slices.Clone(openings), isTeaser)
	if len(kept) == 0 {
		return openings
	}
	for _, o := range openings {
		if !isTeaser(o) {
			continue
		}
		for _, n := range o.lines {
			s.furnish(s.index(n), "announcement of another page")
		}
	}
	return kept
}

// index gives the place of the line with a number.
func (s *source) index(number int) int {
	lo, hi := 0, len(s.lines)
	for lo < hi {
		if mid := (lo + hi) / 2; s.lines[mid].Number < number {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
