package packet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"communique/internal/archive"
	"communique/internal/normalize"
	"communique/internal/regexp"
)

// monthNames are the months as the archive's languages print them.
var monthNames = func() map[string]int {
	m := map[string]int{}
	for _, names := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr jun_ jun jul aug sep oct nov dec",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"januar februar märz april mai juni juli august september oktober november dezember",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
	} {
		for i, name := range strings.Fields(names) {
			m[normalize.Fold(name)] = i + 1
		}
	}
	delete(m, "jun_")
	m["may"], m["jun"], m["sept"] = 5, 6, 9
	return m
}()

const (
	monthWord = `(?P<m>Jan(?:uary|uar|vier)?|Feb(?:ruary|ruar|rero|braio)?|F[ée]vrier|Mar(?:ch|s|zo)?|M[äa]rz|Apr(?:il|ile)?|Avril|Abril|Ma(?:y|i|yo|ggio)|Ju(?:ne|in|ni|nio|n)|Giugno|Ju(?:ly|illet|li|lio|l)|Luglio|Aug(?:ust)?|Ao[ûu]t|Agosto|Sep(?:t|tember|tembre|tiembre)?|Settembre|O(?:c|k)t(?:ober|obre|ubre)?|Ottobre|Nov(?:ember|embre|iembre)?|D[eé][cz](?:ember|embre)?|Diciembre|Dicembre|Gennaio|Enero)\.?`
	dayNumber = `\d{1,2}(?:st|nd|rd|th|er)?\.?`
	toDay     = `\s*(?:-|–|—|to|and|&|au|et|bis|al|a)\s*`
)

// dateForms are the ways a date is printed, the fuller before the shorter:
// the day of the end of a range, with month and year.
var dateForms = []*regexp.Regexp{
	// 29–30 July 2019; 30 July to 2 August 2019 is read by its end
	regexp.MustCompile(`(?i)\b(?P<f>` + dayNumber + `)(?:` + toDay + `)(?P<d>` + dayNumber + `)\s+(?:of\s+|de\s+)?` + monthWord + `,?(?:\s+(?:de\s+)?(?P<y>(?:19|20)\d\d))?\b`),
	// July 29-30, 2019; July 29 and 30
	regexp.MustCompile(`(?i)\b` + monthWord + `\s+(?P<f>` + dayNumber + `)` + toDay + `(?P<d>` + dayNumber + `)(?:,?\s+(?P<y>(?:19|20)\d\d))?\b`),
	regexp.MustCompile(`(?i)\b(?P<d>` + dayNumber + `)\s+(?:of\s+|de\s+)?` + monthWord + `,?(?:\s+(?:de\s+)?(?P<y>(?:19|20)\d\d))?\b`),
	regexp.MustCompile(`(?i)\b` + monthWord + `\s+(?P<d>` + dayNumber + `)(?:,?\s+(?P<y>(?:19|20)\d\d))?\b`),
	regexp.MustCompile(`\b(?P<y>(?:19|20)\d\d)-(?P<n>\d\d)-(?P<d>\d\d)(?:\b|T)`),
	regexp.MustCompile(`(?i)\b` + monthWord + `,?\s+(?P<y>(?:19|20)\d\d)\b`),
	numericDate,
}

// numericDate is a date in numbers alone: 22.5.2017, 18-04-2012, 22/10/1985, and
// 27.05.14 with points.
var numericDate = regexp.MustCompile(`\b(?P<d>\d{1,2})(?:\.(?P<n>\d{1,2})\.(?P<y>(?:19|20)\d\d)|-(?P<n>\d{1,2})-(?P<y>(?:19|20)\d\d)|/(?P<n>\d{1,2})/(?P<y>(?:19|20)\d\d)|\.(?P<n>[01]\d)\.(?P<y>\d\d))\b`)

// settleNumeric finds the month of a date in numbers. Points and hyphens stand
// behind the day; a stroke behind either, so that one number must be above 12.
func (d *statedDate) settleNumeric(text string) {
	touching := func(s string) bool { return s != "" && strings.ContainsAny(s, "0123456789./-") }
	switch {
	case touching(head(text[d.end:], 1)) && !endOfNumber.MatchString(text[d.end:]), d.at > 0 && touching(text[d.at-1:d.at]):
		d.month = 0 // part of a longer number
	case !strings.Contains(d.printed, "/"):
	case d.month > 12 && d.day <= 12:
		d.day, d.month = d.month, d.day
	case d.day <= 12 && d.day != d.month:
		d.month = 0 // nobody can tell which is which
	}
	switch {
	case d.month > 12 || d.day > 31:
		d.month = 0
	case d.year < 50:
		d.year += 2000
	case d.year < 100:
		d.year += 1900
	}
}

// endOfNumber is a mark behind a number that no further digit follows.
var endOfNumber = regexp.MustCompile(`^[./-](?:\D|$)`)

// statedDate is a date as a text prints it; of a range, its last day.
type statedDate struct {
	at               int // byte offset in the text
	end              int
	printed          string
	year, month, day int // 0 where not printed
	span             bool
}

// date gives it as the archive keeps it, with the year filled in from year where
// it prints none; empty where no year is known or no such day exists.
func (d statedDate) date(year int) archive.Date {
	if d.year > 0 {
		year = d.year
	}
	if year == 0 {
		return ""
	}
	s := archive.Date(fmt.Sprintf("%04d-%02d-%02d", year, d.month, d.day))
	if d.day == 0 {
		s = archive.Date(fmt.Sprintf("%04d-%02d", year, d.month))
	}
	if !s.Valid() {
		return ""
	}
	return s
}

// findDates finds the dates of a text in the order they are printed. Overlapping
// readings count once, the fullest of them.
func findDates(text string) []statedDate {
	var all []statedDate
	for _, w := range dateWindows(text) {
		if !anyDate.MatchString(text[w.from:w.to]) {
			continue
		}
		for _, d := range findWorldDates(text[w.from:w.to]) {
			if d.at, d.end = d.at+w.from, d.end+w.from; d.month > 0 && !overlaps(all, d) {
				all = append(all, d)
			}
		}
		for _, form := range dateForms {
			for _, m := range form.FindAllStringSubmatchIndex(text[w.from:w.to], -1) {
				d := readDate(form, text[w.from:w.to], m)
				d.at, d.end = d.at+w.from, d.end+w.from
				if d.month == 0 || overlaps(all, d) {
					continue
				}
				all = append(all, d)
			}
		}
	}
	sortDates(all)
	return all
}

// anyDate matches what one of the forms does, in one look for all of them.
var anyDate = func() *regexp.Regexp {
	var all []string
	for _, form := range slices.Concat(worldForms, dateForms) {
		all = append(all, "(?:"+groupName.ReplaceAllString(form.String(), "(?:")+")")
	}
	return regexp.MustCompile(strings.Join(all, "|"))
}()

// groupName opens a group that has a name, which must not be given twice.
var groupName = regexp.MustCompile(`\(\?P<\w>`)

// dateReach is how far from one of its digits a printed date begins or ends at
// most, in bytes: "Wednesday the 30th of September, 2019" and the like.
const dateReach = 64

// window is a stretch of a text.
type window struct{ from, to int }

// dateWindows are the stretches of a text that may hold a date: every date has
// a digit. Looking there alone spares most of a long text.
func dateWindows(text string) []window {
	var windows []window
	for i := 0; i < len(text); i++ {
		if !isDigitAt(text, i) {
			continue
		}
		w := window{wordStart(text, i-dateReach), wordEnd(text, i+dateReach)}
		if last := len(windows) - 1; last >= 0 && w.from <= windows[last].to {
			windows[last].to = max(windows[last].to, w.to)
		} else {
			windows = append(windows, w)
		}
	}
	return windows
}

// wordStart is the place behind the last space before i, or 0.
func wordStart(text string, i int) int {
	if i <= 0 {
		return 0
	}
	return strings.LastIndexByte(text[:i], ' ') + 1
}

// wordEnd is the place of the first space from i on, or the end.
func wordEnd(text string, i int) int {
	if i >= len(text) {
		return len(text)
	}
	if space := strings.IndexByte(text[i:], ' '); space >= 0 {
		return i + space
	}
	return len(text)
}

// readDate reads one match of a form.
func readDate(form *regexp.Regexp, text string, m []int) statedDate {
	d := statedDate{at: m[0], end: m[1], printed: strings.TrimRight(text[m[0]:m[1]], " ,")}
	for i, name := range form.SubexpNames() {
		if name == "" || m[2*i] < 0 || name == "f" && draftNumber.MatchString(text[:m[0]]) {
			continue
		}
		value := westernDigits(text[m[2*i]:m[2*i+1]])
		switch name {
		case "f":
			d.span = true
		case "d":
			d.day = leadingNumber(value)
		case "m":
			d.month = monthNames[normalize.Fold(strings.TrimRight(value, "."))]
		case "n":
			d.month = leadingNumber(value)
		case "y":
			d.year = leadingNumber(value)
		}
	}
	if form == numericDate {
		d.settleNumeric(text)
	}
	return d
}

// draftNumber ends in front of the number of a draft, which a dash parts from its
// date: "Draft 3 - 12 May 2020".
var draftNumber = regexp.MustCompile(`(?i)\b(?:draft|version|rev(?:ision)?\.?)\s+(?:no\.? ?)?$`)

// leadingNumber reads the digits at the front of s.
func leadingNumber(s string) int {
	end := 0
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	n, _ := strconv.Atoi(s[:end])
	return n
}

// overlaps reports whether d shares words with a date already found.
func overlaps(all []statedDate, d statedDate) bool {
	for _, other := range all {
		if d.at < other.end && other.at < d.end {
			return true
		}
	}
	return false
}

// sortDates puts dates in the order they are printed.
func sortDates(all []statedDate) {
	for i := range all {
		for j := i; j > 0 && all[j].at < all[j-1].at; j-- {
			all[j], all[j-1] = all[j-1], all[j]
		}
	}
}

// aboutDate are the words that may stand beside a date on a line of its own.
var aboutDate = regexp.MustCompile(`(?i)^[^\pL\pN]*(?:(?:date|dated|published|posted|issued|released|updated|last updated|modified|last modified|adopted|delivered on|mon|tues?|wed(?:nes)?|thurs?|fri|satur|sun|day|on|for immediate release|le|the|at|den|em|el|am|vom|в|от|г|год|года|في|بتاريخ|الموافق|م|edt|est|gmt|[ap]\.?m\.?|\d{1,2}:\d\d)[^\pL\pN]*)*$`)

// kindBehindDate is what a page is filed under, behind its date: " | News".
var kindBehindDate = regexp.MustCompile(`^\s*[|·•]\s*\p{Lu}[\pL-]{2,20}(?: \pL{2,20})?$`)

// isDateLine reports whether a line says when (and perhaps where) and no more:
// "APRIL 23, 2018", "Updated 23 October 2019", "Ottawa, 3 May 2017". A line that
// opens with its date and goes on to a place is a dateline at a foot.
func isDateLine(text string) bool {
	if len(text) > 80 {
		return false
	}
	dates := findDates(text)
	if len(dates) == 0 || dates[0].year == 0 && len(dates) == 1 && dates[0].day == 0 {
		return false
	}
	rest := text[:dates[0].at] + " " + text[dates[len(dates)-1].end:]
	if dates[0].at == 0 && dates[0].day > 0 && kindBehindDate.MatchString(rest) {
		return true
	}
	return aboutDate.MatchString(rest) || placeBefore.MatchString(text[:dates[0].at]) && aboutDate.MatchString(text[dates[len(dates)-1].end:])
}

// placeBefore is a place in front of a date: "Ottawa, ", "WASHINGTON, D.C., ",
// "الرياض، ".
var placeBefore = regexp.MustCompile(`^\p{Lu}[\p{L}.'’-]*(?:,? \p{Lu}[\p{L}.'’]*){0,4},?\s*(?:[–—-]\s*)?(?:(?:le|den|em|el|am)\s+)?$|^\p{Arabic}+(?: \p{Arabic}+){0,3} ?[،,–—-]\s*(?:في\s+)?$`)

// placeBehind is a place behind a date: " London, United Kingdom".
var placeBehind = regexp.MustCompile(`^[\s,]+(\p{Lu}[\p{L}.'’-]*(?:,? \p{Lu}[\p{L}.'’-]*){0,5})\.?$`)

// isDateline reports whether a line gives date and place as the foot of a signed
// paper does.
func isDateline(text string) bool {
	if len(text) > 100 {
		return false
	}
	dates := findDates(text)
	if len(dates) == 0 || dates[0].day == 0 {
		return false
	}
	before, behind := text[:dates[0].at], text[dates[len(dates)-1].end:]
	return strings.TrimSpace(before) == "" && placeBehind.MatchString(behind) || isDateLine(text)
}
