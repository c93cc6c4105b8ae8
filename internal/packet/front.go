package packet

import (
	"strings"

	"communique/internal/normalize"
	"communique/internal/regexp"
)

// What stands above and below a title at the front of a source and is no part
// of it: the office whose paper it is, the series and its number, embargoes,
// when and by whom it was put out, and the same title printed again. These
// lines belong to the title block; they name nothing.

// longestFront is how many pieces the front of a source has at most.
const longestFront = 10

// releaseHead is a line that says how and as what a paper is put out.
var releaseHead = regexp.MustCompile(`^\W*(?:(?:for )?immediate release|for (?:use|release|publication)\b.{0,60}|embargo(?:ed)?\b.{0,80}|check against delivery|not for publication .{0,60}|as delivered|as prepared(?: for delivery)?|(?:unofficial|courtesy) translation|traduction (?:de courtoisie|non officielle)` +
	`|(?:(?:press|media|news|joint press|joint media) (?:release|statement|communique)|communique de presse|medienmitteilung|pressemitteilung|pressmeddelande|pressemelding|nota (?:a|de|para a) (?:la )?(?:imprensa|prensa)|nota informativa|comunicado de prensa|comunicato stampa|пресс-релиз|بيان صحفي)(?:\s*(?:no|nr|num(?:ero)?|n[o°º]|№|رقم)?[.:\s]*[\w/.-]{0,12}\d[\w/.-]{0,12}|: [^.:]{3,60}| (?:fran|from|des|vom|von) .{3,60})?` +
	`|(?:ref(?:erence)?|our ref|file|document|doc|series|press release|release|nr|no|n[o°º])\s?[.:#]*\s*(?:no|nr|n[o°º])?\.?\s*[\w()/.-]*\d[\w()/. -]{0,20}` +
	`|[a-z]{1,6}[\s/-]?(?:\([a-z]+\))?\d{1,5}(?:[/(-]\d{1,5}\)?)?)\W*$`)

// publicationHead is a line that says when and by whom a page was put out.
var publicationHead = regexp.MustCompile(`^\W*(?:published|publicerad|uppdaterad|publicado|publie|veroffentlicht|erschienen|опубликовано|posted|written by|author|autor|por \S.{0,40}publicado|release date|date of issue|issued|last (?:updated|modified)|ultima modificacao|ultima actualizacion|mise a jour|updated|created|datum|date|fecha|data|photo|foto|تاريخ النشر|تم النشر)\b\W*(?:on|le|den|em|el|am|at|by)?\W`)

// letterheadWord is a word of the names of offices.
var letterheadWord = regexp.MustCompile(`\b(?:ministry|department|office|embassy|white house|government|secretary|secretariat|minister|ministere|ministerio|ministerium|bundesministerium|ministeriet|departementet|regeringskansliet|agency|commission|cabinet|presidency|presidence|presidencia|press service|information service|newsroom|prime minister|attorney general|delegation|mission|permanent mission|council|union|organi[sz]ation|association|republic|republique|republica|kingdom|commonwealth|canada|parliament|house of (?:commons|representatives|lords)|senate|headquarters|bureau|division|directorate|مجلس|وزارة|министерство)\b`)

// isReleaseLine reports whether a line only says how or as what a paper is put
// out.
func isReleaseLine(text string) bool {
	if len(text) > 120 {
		return false
	}
	return releaseHead.MatchString(withoutFrontDate(normalize.Fold(text)))
}

// withoutFrontDate takes a date off the end of a folded line: "fa199 - 23
// december 2002".
func withoutFrontDate(fold string) string {
	for _, d := range findDates(fold) {
		if strings.TrimRight(fold[d.end:], " .)") == "" {
			return strings.TrimRight(strings.TrimSuffix(strings.TrimRight(fold[:d.at], " "), " vom"), " ,–—-(|:")
		}
	}
	return fold
}

// isPublicationLine reports whether a line says when or by whom a page was put
// out.
func isPublicationLine(text string) bool {
	return len(text) <= short && !endsSentence(text) && publicationHead.MatchString(normalize.Fold(text)+" ")
}

// isLetterhead reports whether a line is the name of an office and no more.
func isLetterhead(text string) bool {
	text = strings.TrimRight(text, " :;.|")
	if len(text) > 90 || hasVerb(text) || strings.Contains(text, ":") {
		return false
	}
	if !isTitleCase(text) && !isCapitals(text) && isLatin(text) || kindOfTitle(text) != "" || labelled.MatchString(text) {
		return false
	}
	fold := normalize.Fold(text)
	return letterheadWord.MatchString(fold) && !meetingWord.MatchString(text) && countWords(text) <= 9 || bodyOf(text) != "" && countWords(text) <= 7
}

// isFrontDate reports whether a line gives no more than place and date, perhaps
// in brackets or in two calendars.
func isFrontDate(text string) bool {
	if len(text) > 100 {
		return false
	}
	text = strings.Trim(text, "()[]*– ")
	if strings.Contains(text, "هـ") {
		text = hijri.ReplaceAllString(text, "")
	}
	if isDateLine(text) || isDateline(text) || timeOfDay.MatchString(text) {
		return true
	}
	return arabicPlace.MatchString(text) && isDateLine(arabicPlace.ReplaceAllString(text, ""))
}

// timeOfDay is the line that says at what hour somebody spoke.
var timeOfDay = regexp.MustCompile(`^\d{1,2}[:.]\d{2} ?[AaPp]\. ?[Mm]\.?(?: [A-Z]{2,5})?$`)

// arabicPlace is a city in front of a date, without a comma.
var arabicPlace = regexp.MustCompile(`^\p{Arabic}+(?: في)? `)

// hijri is a date of the Islamic calendar with the word that leads to the other.
var hijri = regexp.MustCompile(`[0-9٠-٩]{1,2}\s+\p{Arabic}+(?:\s\p{Arabic}+)?\s+[0-9٠-٩]{4}\s?هـ[،,/]?\s*(?:الموافق(?:\s?ل)?[:\s]*)?`)

// sameTitle reports whether two titles say the same in nearly the same words,
// or one goes on where the other ends.
func sameTitle(a, b string) bool {
	x, y := wordsOf(a), wordsOf(b)
	if len(x) < 3 || len(y) < 3 {
		return strings.Join(x, " ") == strings.Join(y, " ")
	}
	seen, both := map[string]bool{}, 0
	for _, w := range x {
		seen[w] = true
	}
	for _, w := range y {
		if seen[w] {
			both++
			delete(seen, w)
		}
	}
	short, long := min(len(x), len(y)), max(len(x), len(y))
	return both*4 >= long*3 || short >= 5 && both*10 >= short*9
}

// givenFront reads the lines of the title block below a title that the file
// gives: what belongs to the front, and the title as printed.
func (f *finder) givenFront(o opening) opening {
	given := o.parts[0]
	for n := 0; n < longestFront && o.to < len(f.pieces); n++ {
		p := f.pieces[o.to]
		switch {
		case len(p.text) > 300 || p.label != "" && p.heading == 0 && !isReleaseLine(p.printed+" "+p.text):
			return o
		case isFrontDate(p.text), isPublicationLine(p.text), f.isStandfirst(p.text):
		case isReleaseLine(p.text):
			o.letterhead = append(o.letterhead, p.text)
		case sameTitle(p.text, given):
			o = f.printedTitle(o, p.text)
		case o.core == 0 && kindOfTitle(given) == "" && kindOfTitle(p.text) != "" && f.standsAsTitle(o.to):
			o.parts = append(o.parts, p.text)
			o.core = len(o.parts) - 1
		case f.brokenAgain(o.to, given):
			o = f.printedTitle(o, p.text+" "+f.pieces[o.to+1].text)
			o.to++
		case isLetterhead(p.text) && o.core == 0 && f.standsAsTitle(o.to) && o.to+1 < len(f.pieces) && f.frontGoesOn(o.to+1, given):
			o.letterhead = append(o.letterhead, p.text)
		default:
			return o
		}
		o.to++
	}
	return o
}

// printedTitle takes the title as it is printed for the name of the document,
// where the file's own has the name of the site or less of the words.
func (f *finder) printedTitle(o opening, printed string) opening {
	given := o.parts[0]
	if kindOfTitle(printed) != "" && len(wordsOf(printed)) != len(wordsOf(given)) && !endsLikeProse(printed) {
		o.parts = append(o.parts, printed)
		o.core = len(o.parts) - 1
	}
	return o
}

// brokenAgain reports whether the title stands again over the two pieces from i.
func (f *finder) brokenAgain(i int, given string) bool {
	if i+1 >= len(f.pieces) || f.pieces[i+1].gap > 1 || len(f.pieces[i].text)+len(f.pieces[i+1].text) > 300 || len(wordsOf(f.pieces[i].text)) < 2 {
		return false
	}
	return sameTitle(f.pieces[i].text+" "+f.pieces[i+1].text, given)
}

// standsAsTitle reports whether a piece has the form of a title.
func (f *finder) standsAsTitle(i int) bool {
	p := f.pieces[i]
	return couldBeTitle(p) && (p.heading > 0 || p.bold || isCapitals(p.text) || isTitleCase(p.text) || len(p.text) <= short)
}

// frontGoesOn reports whether piece i is of the front as well.
func (f *finder) frontGoesOn(i int, given string) bool {
	text := f.pieces[i].text
	return isFrontDate(text) || isReleaseLine(text) || isPublicationLine(text) || sameTitle(text, given) || kindOfTitle(text) != "" && f.standsAsTitle(i)
}

// releaseTitle reads the title of a press release below the line that calls it
// one: its number, date and office may stand between.
func (f *finder) releaseTitle(o opening) (opening, bool) {
	if !isReleaseLine(o.parts[o.core]) {
		return o, false
	}
	o.letterhead = append(o.letterhead, o.parts...)
	for n := 0; n < longestFront && o.to < len(f.pieces) && !f.fresh(o.to); n++ {
		p := f.pieces[o.to]
		switch {
		case isFrontDate(p.text), isPublicationLine(p.text):
		case isReleaseLine(p.text), isLetterhead(p.text) && f.leadsToTitle(o.to+1, len(f.pieces)):
			o.letterhead = append(o.letterhead, p.text)
		case couldBeTitle(p) && !isFormHeading(p.text) && countWords(p.text) > 1 && o.to+1 < len(f.pieces):
			o.parts, o.core, o.to = []string{p.text}, 0, o.to+1
			return o, true
		default:
			return o, false
		}
		o.to++
	}
	return o, false
}
