package packet

import (
	"iter"
	"strings"

	"communique/internal/archive"
	"communique/internal/normalize"
	"communique/internal/regexp"
)

// placeOfDateline is the place that stands before the date at the head or foot
// of the text: "Budapest, 4 April 2003", "Done at Jakarta on 2 May 1985".
func (f *facts) placeOfDateline() string {
	for text := range f.datelines() {
		if dates := findDates(head(text, short)); len(dates) > 0 && dates[0].day > 0 {
			if place := placeBeforeDate(text[:dates[0].at]); place != "" {
				return inTitleCase(place)
			}
		}
	}
	return ""
}

// datelines yields the texts in which a dateline may stand: the lines of the
// title block, the short lines above the text, the front of the text, and what
// stands below it.
func (f *facts) datelines() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, text := range f.titleTexts() {
			if isFrontDate(strings.TrimRight(text, " .")) && !yield(strings.TrimLeft(text, "([*– ")) {
				return
			}
		}
		if n := f.frontTexts(yield); n < 0 {
			return
		}
		for _, text := range f.text.foot {
			if !yield(text) {
				return
			}
		}
		f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
			return p.Role != archive.SignOff || !isDateline(p.Text) || yield(p.Text)
		})
	}
}

// frontTexts yields the short lines above the text that are datelines, and the
// first of the text where it begins as one; it gives -1 where nothing more is
// asked for.
func (f *facts) frontTexts(yield func(string) bool) int {
	n := 0
	for text := range f.everyText {
		front := head(text, 80)
		dates := findDates(front)
		if len(dates) > 0 && (isFrontDate(strings.TrimRight(text, " .")) || isDatelineFront(front[:dates[0].at], front[dates[0].end:])) && !yield(text) {
			return -1
		}
		if n++; n > openingTexts || len(text) > short { // the text itself
			break
		}
	}
	return n
}

var (
	// doneBefore leads in the place at the foot: "Done at ", "Fait à ".
	doneBefore = regexp.MustCompile(`^(?i:done|given|issued|adopted|signed|fait|feit[ao]|assinad[ao]|hecho|dad[ao]|firmad[ao]|geschehen|undertecknat)\s+(?i:at|in|à|em|en|zu|i)\s+(\p{Lu}[^,;:]{1,40}?(?:, \p{Lu}[^,;:0-9]{1,40}?)?),?\s+(?:(?i:on|this|the|on the|le|aos?|em|el|am|den|a)\s+)?$`)
	// beforeDay is what stands between a place and the day.
	beforeDay = regexp.MustCompile(`(?:\s*[,،–—-]\s*(?:(?:le|den|em|el|am|a|aos|dnia|в|في)\s+)?|\s+(?:le|den|em|el|am|في)\s+)$`)
	// placeName is the name of a city, and of its country or state.
	placeName = regexp.MustCompile(`^\p{Lu}[\p{L}.'’-]+(?: (?:(?:de|do|da|del|of|al|la|am|an der|upon|sur)[ -])?\p{Lu}[\p{L}.'’-]*){0,3}(?:, \p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3}){0,2}$|^\p{Arabic}+(?: \p{Arabic}+){0,2}$`)
	// noPlace are the words before a date that name none, folded.
	noPlace = regexp.MustCompile(`^(?:on|in|at|by|from|since|until|before|after|this|today|yesterday|the|date[ds]?|published|posted|issued|released|updated|last updated|modified|last modified|embargo\w*|for immediate release|adopted|delivered|version|draft|day|nr|number|vol|volume|page|january|february|march|april|may|june|july|august|september|october|november|december|` +
		`(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miercoles|jueves|viernes|sabado|domingo|(?:segunda|terca|quarta|quinta|sexta)-feira|mandag|mandags|tisdag|onsdag|torsdag|fredag|lordag|sondag)\b|` +
		`(?:^|[^\pL])(?:day|spokesperson|secretary|minister|ministry|ministers|department|office|press|news|media|room|service|house|parliament|senate|council|committee|session|meeting|summit|conference|forum|visit|report|bulletin|gazette|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|بتاريخ|اليوم|الموافق|تاريخ|يوم)(?:[^\pL]|$)`)
	weekday = regexp.MustCompile(`(?i),? \(?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)$`)
)

// placeBeforeDate gives the place that stands before a date, where nothing else
// does; nothing for the words that lead in a date otherwise.
func placeBeforeDate(before string) string {
	place := ""
	if m := doneBefore.FindStringSubmatch(before); m != nil {
		place = m[1]
	} else if at := beforeDay.FindStringIndex(before); at != nil {
		place = before[:at[0]]
	}
	place = weekday.ReplaceAllString(strings.TrimSpace(place), "")
	fold := normalize.Fold(place)
	if len(place) > 80 || !placeName.MatchString(place) || noPlace.MatchString(fold) || kindOfTitle(place) != "" {
		return ""
	}
	return place
}

// inTitleCase writes a place in capitals as names are written: "OTTAWA" is
// Ottawa, while "D.C." and "UK" stay.
func inTitleCase(place string) string {
	if !isCapitals(place) {
		return place
	}
	words := strings.Fields(place)
	for i, w := range words {
		if bare := strings.TrimRight(w, ","); !strings.Contains(bare, ".") && !knownAcronyms[bare] && bare != "DC" {
			words[i] = capitalised(w)
		}
	}
	return strings.Join(words, " ")
}
