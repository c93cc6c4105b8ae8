package extract

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Dates of publication, as pages print them beside their title.

// pageMonths are the names of the months in the languages of ministries, with
// the forms that they take in dates. The first letters decide; of two names
// that begin alike the longer is tried first.
var pageMonths = [12]string{
	"january|janvier|januari|januar|janeiro|enero|gennaio|januari|jan|янв(?:аря|арь)?|січня|يناير|كانون الثاني|جانفي",
	"february|février|fevrier|februari|februar|fevereiro|febrero|febbraio|feb|févr|фев(?:раля|раль)?|лютого|فبراير|شباط|فيفري",
	"march|mars|märz|março|marco|marzo|maart|mar|мар(?:та|т)?|березня|مارس|آذار|اذار",
	"april|avril|abril|aprile|apr|avr|abr|апр(?:еля|ель)?|квітня|أبريل|ابريل|إبريل|نيسان|أفريل",
	"may|mai|maj|maio|mayo|maggio|mei|ма[йя]|травня|مايو|أيار|ماي",
	"june|juin|juni|junho|junio|giugno|jun|июн[ья]?|червня|يونيو|يونيه|حزيران|جوان",
	"july|juillet|juli|julho|julio|luglio|jul|juil|июл[ья]?|липня|يوليو|يوليه|تموز|جويلية",
	"august|août|aout|augusti|augustus|agosto|aug|авг(?:уста|уст)?|серпня|أغسطس|آب|أوت",
	"september|septembre|setembro|septiembre|settembre|sept|sep|сен(?:тября|тябрь|т)?|вересня|سبتمبر|أيلول",
	"october|octobre|oktober|outubro|octubre|ottobre|oct|okt|out|окт(?:ября|ябрь)?|жовтня|أكتوبر|اكتوبر|تشرين الأول",
	"november|novembre|novembro|noviembre|nov|ноя(?:бря|брь)?|листопада|نوفمبر|تشرين الثاني",
	"december|décembre|decembre|dezember|dezembro|diciembre|dicembre|dec|déc|dez|дек(?:абря|абрь)?|грудня|ديسمبر|كانون الأول",
}

var (
	isoDate     = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])[-/.](3[01]|[12]\d|0?[1-9])(?:\D|$)`)
	compactDate = regexp.MustCompile(`^((?:19|20)\d\d)(0[1-9]|1[0-2])(3[01]|[12]\d|0[1-9])(?:\D|\d{4,6}$|$)`)
	dayFirst    = regexp.MustCompile(`(?:^|\D)(3[01]|[12]\d|0?[1-9])[-/.](1[0-2]|0?[1-9])[-/.]((?:19|20)\d\d)(?:\D|$)`)
	monthFirst  = regexp.MustCompile(`(?:^|\D)(1[0-2]|0?[1-9])[-/.](3[01]|[12]\d|0?[1-9])[-/.]((?:19|20)\d\d)(?:\D|$)`)
	anyMonth    = "(" + strings.Join(pageMonths[:], "|") + ")"
	dayMonth    = regexp.MustCompile(`(?i)(?:^|[^\d\pL])(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|º|\.|:?e)?,?\s+(?:de\s+|of\s+)?` + anyMonth + `[.,]?\s+(?:de\s+)?((?:19|20)\d\d)`)
	monthDay    = regexp.MustCompile(`(?i)(?:^|[^\pL])` + anyMonth + `\.?\s+(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)`)
	eachMonth   = func() (forms [12]*regexp.Regexp) {
		for i, names := range pageMonths {
			forms[i] = regexp.MustCompile(`^(?i:` + names + `)$`)
		}
		return forms
	}()
)

// arabicDigits writes the digits of Arabic and Persian as those of the west.
var arabicDigits = strings.NewReplacer("٠", "0", "١", "1", "٢", "2", "٣", "3", "٤", "4", "٥", "5", "٦", "6", "٧", "7", "٨", "8", "٩", "9",
	"۰", "0", "۱", "1", "۲", "2", "۳", "3", "۴", "4", "۵", "5", "۶", "6", "۷", "7", "۸", "8", "۹", "9")

// readPageDate gives the first date of a short text as YYYY-MM-DD, or nothing.
// Of 3/4/2021 the day is taken to come first, as nearly everywhere.
func readPageDate(text string) string {
	if len(text) > 200 || text == "" {
		return ""
	}
	text = arabicDigits.Replace(text)
	for _, form := range []struct {
		match            *regexp.Regexp
		year, month, day int
	}{
		{isoDate, 1, 2, 3}, {compactDate, 1, 2, 3}, {dayMonth, 3, 2, 1}, {monthDay, 3, 1, 2}, {dayFirst, 3, 2, 1}, {monthFirst, 3, 1, 2},
	} {
		m := form.match.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		if date := calendarDate(m[form.year], m[form.month], m[form.day]); date != "" {
			return date
		}
	}
	return ""
}

// calendarDate writes a date if there is such a day.
func calendarDate(year, month, day string) string {
	for i, form := range eachMonth {
		if form.MatchString(month) {
			month = fmt.Sprint(i + 1)
			break
		}
	}
	t, err := time.Parse("2006-1-2", year+"-"+month+"-"+strings.TrimLeft(day, "0"))
	if err != nil {
		if t, err = time.Parse("2006-01-2", year+"-"+month+"-"+strings.TrimLeft(day, "0")); err != nil {
			return ""
		}
	}
	return t.Format("2006-01-02")
}

// dateWords are what pages print beside the date of publication.
var dateWords = regexp.MustCompile(`(?i)\b(?:published|publication|publiée?|posted|issued|released?|date|first|on|le|du|publicerad|publicerat|publicado|publicada|em|a|às|at|kl|den|data|veröffentlicht|am|vom|from|de|of|the|h|min|uhr|gmt|bst|am|pm|utc|est|et|` +
	`monday|tuesday|wednesday|thursday|friday|saturday|sunday|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|segunda|terça|quarta|quinta|sexta|feira|sábado|domingo|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|` +
	`lunes|martes|miércoles|jueves|viernes|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b|(?:опубликовано|дата|публикации|года?|г\.|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|تاريخ|النشر|نشر|في|الموافق|م\b|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت)`)

// isDateOnly reports whether a line prints a date and hardly anything else, and
// gives the date.
func isDateOnly(text string) (string, bool) {
	if len(text) > 160 {
		return "", false
	}
	date := readPageDate(text)
	if date == "" {
		return "", false
	}
	rest := arabicDigits.Replace(text)
	for _, form := range []*regexp.Regexp{isoDate, dayMonth, monthDay, dayFirst, monthFirst} {
		if at := form.FindStringIndex(rest); at != nil {
			rest = rest[:at[0]] + " " + rest[at[1]:]
			break
		}
	}
	rest = dateWords.ReplaceAllString(rest, " ")
	letters := 0
	for _, r := range rest {
		if r > '9' && isLetterRune(r) {
			letters++
		}
	}
	return date, letters <= 3
}
