package packet

import (
	"regexp"
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/internal/normalize"
)

// opening is the title block of a document: pieces[from:to].
type opening struct {
	from, to int
	end      int      // behind the last piece of the document's text
	parts    []string // of the title as printed; empty where the document has none
	core     int      // which of parts names the document
	lines    []int
	masthead string // first parts, by which a later document of the series is known
	standing string // standfirst: what stands under the title and is no title ("Statement by Ambassador …")
}

// findOpenings finds where documents begin, in order. The first begins with the
// source. given is the title that the format gives.
func findOpenings(pieces []piece, given string) []opening {
	f := finder{pieces: pieces}
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
	pieces []piece
	found  []opening
}

// at tries the rules on the piece at i, the surest first.
func (f *finder) at(i int) (opening, bool) {
	if !couldBeTitle(f.pieces[i]) {
		return opening{}, false
	}
	for _, rule := range []func(int) (opening, bool){f.repeated, f.masthead, f.genreAlone, f.genreLabel, f.series, f.behindNotice} {
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
	return p.label == "" && len(p.text) <= 300 && !endsLikeProse(p.text) && !startsLower(p.text) && !isOnlyRedacted(p.text) && !isSignOff(p.text)
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

// repeated: pages of news sites print title, standfirst, title, text. The title
// stands twice with one or two short pieces between.
func (f *finder) repeated(i int) (opening, bool) {
	title := f.pieces[i].text
	if i > 0 && f.pieces[i].gap < 3 && !f.boundary(i) || countWords(title) < 4 {
		return opening{}, false
	}
	for j := i + 2; j <= i+3 && j < len(f.pieces); j++ {
		if f.pieces[j].text == title {
			return opening{from: i, to: j + 1, parts: []string{title}, standing: f.pieces[j-1].text}, true
		}
		if len(f.pieces[j].text) > 400 {
			break
		}
	}
	return opening{}, false
}

// placeYear is the line of a masthead that says where and when: "London 2019".
var placeYear = regexp.MustCompile(`^\p{Lu}[\p{L}.'’ -]{2,30},? (?:19|20)\d\d$`)

// masthead: the papers of a meeting open with its name, perhaps its theme, and
// its place and year, on lines of their own at the head of a page; the title of
// the paper stands below. The same head comes again on every paper of the
// meeting, so a head seen before opens a paper even where its title is none.
func (f *finder) masthead(i int) (opening, bool) {
	if !f.fresh(i) {
		return opening{}, false
	}
	end, year := i, false
	for end < len(f.pieces) && end < i+6 && f.isHeadLine(i, end) {
		year = year || placeYear.MatchString(f.pieces[end].text)
		end++
	}
	if end-i < 2 || !year {
		return opening{}, false
	}
	o := opening{from: i, to: end}
	o.parts, o.core = f.join(i, end), -1
	o.masthead = strings.Join(o.parts, "\n")
	if end < len(f.pieces) && couldBeTitle(f.pieces[end]) && !f.fresh(end) && len(f.pieces[end].text) <= 200 {
		o.parts = append(o.parts, f.pieces[end].text)
		o.core = len(o.parts) - 1
		o.to++
	}
	if o.core < 0 {
		o.core = 0
	}
	return f.forward(o), true
}

// isHeadLine reports whether piece j may belong to the masthead that begins at i.
func (f *finder) isHeadLine(i, j int) bool {
	p := f.pieces[j]
	if j > i && (p.broken || p.parted || placeYear.MatchString(f.pieces[j-1].text)) {
		return false
	}
	return couldBeTitle(p) && len(p.text) <= 80 && p.heading == 0 && !isGenre(p.text)
}

// join puts the pieces of a title block together: lines in capitals right below
// one another are one part ("FIVE COUNTRY" over "MINISTERIAL").
func (f *finder) join(from, to int) []string {
	var parts []string
	for i := from; i < to; i++ {
		p := f.pieces[i]
		if i > from && p.gap == 0 && !p.broken && isCapitals(p.text) && isCapitals(f.pieces[i-1].text) {
			parts[len(parts)-1] += " " + p.text
			continue
		}
		parts = append(parts, p.text)
	}
	return parts
}

// genreAlone: a line that only says what the paper is, in capitals or marked as
// a heading: "DRAFT COMMUNIQUÉ", "BRIEFING NOTE FOR THE MINISTER", "MEETING WITH
// …". Short lines above it on the same page belong to its block.
func (f *finder) genreAlone(i int) (opening, bool) {
	p := f.pieces[i]
	genre := isGenre(p.text)
	marked := isCapitals(p.text) || p.heading > 0 || p.bold
	if !(genre && (marked || f.fresh(i))) && !(isCapitals(p.text) && isGenreWithSubject(p.text)) {
		return opening{}, false
	}
	from := i
	for j := i; j > f.end() && j > i-6 && j > 0 && f.isHeadLine(j-1, j-1) && !f.fresh(j); j-- {
		if f.fresh(j - 1) {
			from = j - 1
		}
	}
	if from == i && i > f.end() && isDateLine(f.pieces[i-1].text) { // memoranda print their date above
		from = i - 1
	} else if !f.boundary(from) && p.heading != 1 {
		return opening{}, false
	}
	o := opening{from: from, to: i + 1, parts: f.join(from, i)}
	o.masthead = strings.Join(o.parts, "\n")
	o.core = len(o.parts)
	o.parts = append(o.parts, p.text)
	if genre && needsSubject(p.text) {
		o = f.subject(o)
	}
	return f.forward(o), true
}

// subjectLine is the line of a memorandum that says what it is about.
var subjectLine = regexp.MustCompile(`(?i)^\W{0,2}(?:subject|objet|re|title)\s*:\s*(\S.*)$`)

// subject takes the lines below a bare genre that say what it is about: one
// marked as subject within the next few, or the next in the same style.
func (f *finder) subject(o opening) opening {
	for j := o.to; j < len(f.pieces) && j < o.to+5; j++ {
		if m := subjectLine.FindStringSubmatch(f.pieces[j].text); m != nil && j == o.to {
			o.parts, o.to = append(o.parts, m[1]), j+1
			o.core = len(o.parts) - 1
			return o
		}
	}
	for o.to < len(f.pieces) && o.to < o.from+8 {
		p, above := f.pieces[o.to], f.pieces[o.to-1]
		if !couldBeTitle(p) || p.broken || p.parted || isCapitals(p.text) != isCapitals(above.text) || p.heading != above.heading || !isCapitals(p.text) && p.heading == 0 {
			break
		}
		if o.to+1 < len(f.pieces) && isFormHeading(p.text) {
			break
		}
		o.parts = append(o.parts, p.text)
		o.core = len(o.parts) - 1
		o.to++
	}
	return o
}

// labelled is a title that says first what it is: "Report: FCM 2019 – Bilateral
// meeting: …", "FACT SHEET: …".
var labelled = regexp.MustCompile(`(?i)^(?:meeting |joint |press |media )?(?:report|readout|release|statement|speech|remarks|fact sheet|memo(?:randum)?|briefing note|declaration)\s*[:–—-]\s*\S.{9,}`)

// genreLabel: such a title opens a document behind a boundary.
func (f *finder) genreLabel(i int) (opening, bool) {
	p := f.pieces[i]
	if !labelled.MatchString(p.text) || !f.boundary(i) || hasVerb(p.text) {
		return opening{}, false
	}
	return f.forward(opening{from: i, to: i + 1, parts: []string{p.text}}), true
}

// longestSeries is how many titles back a title of the same series may stand.
const longestSeries = 24

// series: reports of one set follow each other without a page between, each
// under a title that begins as the others do: "Report: FCM 2019- Bilateral
// meeting: …".
func (f *finder) series(i int) (opening, bool) {
	p := f.pieces[i]
	if len(f.found) == 0 || p.gap == 0 || p.heading > 1 {
		return opening{}, false
	}
	if !strings.Contains(p.text, ":") {
		return opening{}, false
	}
	words := wordsOf(p.text)
	for _, o := range f.found[max(0, len(f.found)-longestSeries):] {
		title := wordsOf(o.parts[o.core])
		same := 0
		for same < len(words) && same < len(title) && words[same] == title[same] {
			same++
		}
		if same >= 4 && same*2 >= len(title)-1 && labelled.MatchString(o.parts[o.core]) {
			return f.forward(opening{from: i, to: i + 1, parts: []string{p.text}}), true
		}
	}
	return opening{}, false
}

// wordsOf gives the folded words of a text, without punctuation.
func wordsOf(text string) []string {
	return strings.FieldsFunc(normalize.Fold(text), func(r rune) bool { return !isLetter(r) && (r < '0' || r > '9') })
}

// behindNotice: what a withheld stretch of pages is followed by begins anew where
// it begins with a line that can only be a title.
func (f *finder) behindNotice(i int) (opening, bool) {
	p := f.pieces[i]
	if i == 0 || !p.parted || !isTitleCase(p.text) && !isCapitals(p.text) || countWords(p.text) < 3 {
		return opening{}, false
	}
	return f.forward(opening{from: i, to: i + 1, parts: []string{p.text}}), true
}

// forward takes the lines of dates below a title into its block.
func (f *finder) forward(o opening) opening {
	for o.to < len(f.pieces) && isDateLine(f.pieces[o.to].text) && !f.fresh(o.to) {
		o.to++
	}
	return o
}

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

// isSignOff reports whether text is a line of a paper's foot: who drafted,
// consulted, approved or signed it.
func isSignOff(text string) bool { return signOff.MatchString(text) }

var signOff = regexp.MustCompile(`^(?:Drafted|Prepared|Consulted|Consultations?|Approved|Reviewed|Cleared|Signed|Released|Distribution|Drafting officer|Rédigé|Approuvé|Consulté|Signé)(?: (?:by|par|on behalf of|for|with))?\s*:`)

// roleInBody gives the role of a piece, which its label alone does not tell.
func roleInBody(p piece) archive.Role {
	switch {
	case isOnlyRedacted(p.text):
		return archive.Mark
	case p.role == archive.Prose && isSignOff(p.text):
		return archive.SignOff
	}
	return p.role
}
