package packet

import (
	"fmt"
	"slices"
	"strconv"

	"communique/internal/archive"
	"communique/internal/regexp"
)

// yearOfFile is the year in which the file was made, where the front or the
// foot of the text prints the same year: files are made from one another, so
// that the day alone proves nothing.
func (f *facts) yearOfFile() dated {
	made := f.src.hint(metaCreated)
	year := head(made, 4)
	if !anyYear.MatchString(year) {
		return dated{}
	}
	said := false
	look := func(text string) { said = said || slices.Contains(anyYear.FindAllString(text, -1), year) }
	for _, text := range f.opening {
		look(text)
	}
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		if p.Role == archive.SignOff {
			look(p.Text)
		}
		return !said
	})
	if !said {
		return dated{}
	}
	return dated{archive.Date(year), fmt.Sprintf("inferred: the text speaks of %s, in which the file was created (“%s”)", year, made)}
}

var anyYear = regexp.MustCompile(`\b(19[4-9]\d|20\d\d)\b`)

// titleYear is the one year that the title block prints as that of its meeting or
// paper, and the part that does.
func (f *facts) titleYear() (int, string) {
	for _, part := range f.text.parts {
		if year := ownYear(part); year != 0 {
			return year, part
		}
	}
	return 0, ""
}

// yearOfTitle is that year alone.
func (f *facts) yearOfTitle() dated {
	year, part := f.titleYear()
	if year == 0 {
		return dated{}
	}
	return inferredYear(year, "year of “%s” in the title", part)
}

// inferredYear is a year with the reason for it.
func inferredYear(year int, reason string, args ...any) dated {
	return dated{archive.Date(strconv.Itoa(year)), "inferred: " + fmt.Sprintf(reason, args...)}
}

// ownYear is the one year of a name that dates what is named: "London 2019",
// "2018 Statement of Principles", "G20 2017: Report". Names print other years
// too: of a law, of a budget, of a target.
func ownYear(name string) int {
	at := anyYear.FindAllStringIndex(name, 2)
	if len(at) != 1 || otherYear.MatchString(name[:at[0][0]]) {
		return 0
	}
	if behind := name[at[0][1]:]; !endOfName.MatchString(behind) && !namesPaper.MatchString(behind) {
		return 0
	}
	year, _ := strconv.Atoi(name[at[0][0]:at[0][1]])
	return year
}

var (
	// otherYear is what stands before a year that is a limit, a law's or a budget's,
	// or part of a day or a number.
	otherYear = regexp.MustCompile(`(?i)(?:\b(?:in|by|of|to|the|for|from|since|through|till?|until|before|after|following|than|act|law|disease|quarter|years?|fy|agenda|olympics?|games|spring|summer|fall|autumn|winter|` +
		`jan\w*|feb\w*|march|april|may|june?|july?|aug\w*|sept\w*|oct\w*|nov\w*|dec\w*|en|de|d[ue]|depuis|hasta|desde|até|i|till|от|до|в)|[\d.&/]|(?:st|nd|rd|th|\d),)\s*$`)
	endOfName = regexp.MustCompile(`^\s*(?:[:;.–—-]|$|\)\W*$)`)
	// namesPaper is a meeting or paper that the year stands before, or its number.
	namesPaper = regexp.MustCompile(`(?i)^ (?:[\pL.’'-]+ ){0,4}(?:ministerial|summit|conference|meeting|forum|dialogue|session|communiqu[eé]|statement|declaration|principles|readout|g7|g8|g20)\b|^ (?:no|nr|n[º°])\b`)
)

// yearOfSpeech is the year from which a text speaks: that behind "last year" in a
// section whose heading names what is of that year, or the latest year printed,
// where several paragraphs do and one of them calls a month of it recent.
func (f *facts) yearOfSpeech() dated {
	last, times := f.lastYearPrinted()
	for i := range f.doc.Sections {
		s := &f.doc.Sections[i]
		headed := ownYear(s.Heading)
		for _, p := range s.Paragraphs {
			if len(p.Text) > 10_000 { // no paragraph, but a file without line ends
				continue
			}
			if said := lastYear.FindString(p.Text); said != "" && headed > 0 && last <= headed+1 && !anyYear.MatchString(p.Text) {
				return inferredYear(headed+1, "“%s” is %d", said, headed)
			}
			if said := recentMonth(p.Text, last); said != "" && times >= oftenPrinted {
				return inferredYear(last, "speaks of “%s” as recent", said)
			}
		}
	}
	return dated{}
}

// oftenPrinted is in how many paragraphs a year stands that a text is about.
const oftenPrinted = 3

// lastYearPrinted is the latest year that the paragraphs print, and how many of
// them do.
func (f *facts) lastYearPrinted() (last, times int) {
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		latest := 0
		for _, printed := range anyYear.FindAllString(p.Text, -1) {
			year, _ := strconv.Atoi(printed)
			latest = max(latest, year)
		}
		switch {
		case latest > last:
			last, times = latest, 1
		case latest == last:
			times++
		}
		return true
	})
	return last, times
}

var lastYear = regexp.MustCompile(`(?i)\blast year(?:['’]s)?\b|\bl['’]an dernier\b`)

var recently = regexp.MustCompile(`(?i)\b(?:recently|just last month|earlier this month)\b[^.]{0,120}`)

// recentMonth is the month of a year that text calls recent. Those late in a year
// are still recent in the next.
func recentMonth(text string, year int) string {
	for _, d := range findDates(recently.FindString(text)) {
		if d.year == year && d.month <= 8 {
			return d.printed
		}
	}
	return ""
}

var (
	thisMeeting = regexp.MustCompile(`(?i)\bthis year['’]s (?:annual )?(?:meeting|summit|ministerial|conference|forum|session|dialogue)\b`)
	nextMeeting = regexp.MustCompile(`(?i)\b(?:will (?:next )?(?:be (?:hosted|held|convened)|meet|take place)(?: again)?|next (?:meeting|summit|ministerial|conference|forum|session)[^.]{0,60}) in ((?:19|20)\d\d)\b`)
)

// yearBeforeNext is the year before the one for which a text that speaks of
// "this year's meeting" announces the next: such meetings are held every year.
func (f *facts) yearBeforeNext() dated {
	last, _ := f.lastYearPrinted()
	this, next := "", ""
	for text := range f.everyText {
		if len(text) > 10_000 {
			continue
		}
		this = firstOf([]string{this, thisMeeting.FindString(text)})
		if m := nextMeeting.FindStringSubmatch(text); m != nil && next == "" {
			next = m[1]
		}
	}
	if year, _ := strconv.Atoi(next); this != "" && year != 0 && year == last {
		return inferredYear(year-1, "speaks of “%s” and of the next in %d", this, year)
	}
	return dated{}
}
