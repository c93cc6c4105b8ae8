package packet

import (
	"strings"

	"communique/internal/normalize"
	"communique/internal/regexp"
)

// The rules by which a title block is known, each a fact of the genre. finder.at
// tries them in order.

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
	if genre && !needsSubject(p.text) && f.namesMeeting(o.to) {
		o.parts[o.core] += " " + f.pieces[o.to].text
		o.to++
		return f.forward(o), true
	}
	if genre && (needsSubject(p.text) || isReleaseLine(p.text)) {
		o = f.subject(o)
	}
	return f.forward(o), true
}

// namesMeeting reports whether piece i is the meeting whose communiqué the line
// above announces: "FINAL COMMUNIQUE" over "SEVEN-NATION MEETING".
func (f *finder) namesMeeting(i int) bool {
	if i >= len(f.pieces) || f.fresh(i) {
		return false
	}
	p, above := f.pieces[i], f.pieces[i-1]
	return couldBeTitle(p) && isCapitals(p.text) == isCapitals(above.text) && p.gap < 3 && meetingWord.MatchString(p.text) && !hasVerb(p.text) && !isFormHeading(p.text)
}

// subject takes the lines below a bare genre that say what it is about: one
// marked as subject within the next few, or the next in the same style.
func (f *finder) subject(o opening) opening {
	if title, ok := f.releaseTitle(o); ok {
		return title
	}
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

// sectionNumber is the number of a section in front of its heading.
var sectionNumber = regexp.MustCompile(`^(?:[IVX]+|\d{1,2})[.)]\s`)

// behindNotice: what a withheld stretch of pages is followed by begins anew where
// it begins with a line that can only be a title.
func (f *finder) behindNotice(i int) (opening, bool) {
	p := f.pieces[i]
	if i == 0 || !p.parted || sectionNumber.MatchString(p.text) || !isTitleCase(p.text) && !isCapitals(p.text) || countWords(p.text) < 3 {
		return opening{}, false
	}
	return f.forward(opening{from: i, to: i + 1, parts: []string{p.text}}), true
}

// forward takes the lines below a title into its block that say when it was put
// out, or print it again.
func (f *finder) forward(o opening) opening {
	for o.to < len(f.pieces) && !f.fresh(o.to) && (f.belongsBelow(o, f.pieces[o.to]) || f.officeBelow(o.to)) {
		o.to++
	}
	return o
}

// forWhat is what is asked of the reader of a note: "(For Information)".
var forWhat = regexp.MustCompile(`^\((?i:for|pour) .{3,40}\)$`)

// saysWhenMet reports whether a line says which meeting met where and when, and
// no more: "Meeting of River Ministers Zenda, 22 and 23 June 2011".
func saysWhenMet(text string) bool {
	if len(text) > 120 || endsLikeProse(text) || hasVerb(text) || !meetingWord.MatchString(text) || kindOfTitle(text) != "" {
		return false
	}
	dates := findDates(text)
	return len(dates) > 0 && dates[0].day > 0 && dates[0].year > 0
}

// officeBelow reports whether piece i is the office or the place of a release,
// printed between its title and its date.
func (f *finder) officeBelow(i int) bool {
	for n := 0; n < 3 && i < len(f.pieces); n, i = n+1, i+1 {
		p := f.pieces[i]
		if p.label != "" || p.heading > 0 || len(p.text) > 60 {
			return false
		}
		if n > 0 && isFrontDate(p.text) {
			return true
		}
		room := isTitleCase(p.text) && countWords(p.text) <= 5 && !isFormHeading(p.text) && i+1 < len(f.pieces) && timeOfDay.MatchString(f.pieces[i+1].text)
		if !room && !isLetterhead(p.text) && !isReleaseLine(p.text) && !bareGenre.MatchString(normalize.Fold(p.text)) && !placeAlone.MatchString(p.text) {
			return false
		}
	}
	return false
}

// placeAlone is a city with its country or state.
var placeAlone = regexp.MustCompile(`^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+)?, ?\p{Lu}[\p{L}. ]{1,24}$`)

// belongsBelow reports whether a piece is such a line.
func (f *finder) belongsBelow(o opening, p piece) bool {
	if p.label != "" || len(p.text) > 300 {
		return false
	}
	if f.isStandfirst(p.text) || isFrontDate(p.text) || isPublicationLine(p.text) || debate.MatchString(p.text) || saysWhenMet(p.text) || forWhat.MatchString(p.text) {
		return true
	}
	return o.core < len(o.parts) && countWords(p.text) >= 5 && !endsLikeProse(p.text) && sameTitle(p.text, o.parts[o.core])
}

// isStandfirst reports whether a line is what the page says in short of its text.
func (f *finder) isStandfirst(text string) bool {
	return text == f.summary && len(text) <= short && !endsLikeProse(text)
}
