package packet

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/internal/normalize"
	"communique/internal/regexp"
)

// Dates in languages whose months the forms of dates.go do not know. Go's \b
// knows ASCII alone, so that the bounds of a word are looked at here.

// worldMonths are the names of the months from January on, parted by commas.
// Languages that bend them have a row for each form.
var worldMonths = []string{
	"januari,februari,mars,april,maj,juni,juli,augusti,september,oktober,november,december",              // Swedish
	"janeiro,fevereiro,março,abril,maio,junho,julho,agosto,setembro,outubro,novembro,dezembro",           // Portuguese
	"jänner,feber,märz,april,mai,juni,juli,august,september,oktober,november,dezember",                   // German of Austria
	"января,февраля,марта,апреля,мая,июня,июля,августа,сентября,октября,ноября,декабря",                  // Russian, of a day
	"январь,февраль,март,апрель,май,июнь,июль,август,сентябрь,октябрь,ноябрь,декабрь",                    // Russian
	"січня,лютого,березня,квітня,травня,червня,липня,серпня,вересня,жовтня,листопада,грудня",             // Ukrainian, of a day
	"stycznia,lutego,marca,kwietnia,maja,czerwca,lipca,sierpnia,września,października,listopada,grudnia", // Polish, of a day
	"januari,februari,maart,april,mei,juni,juli,augustus,september,oktober,november,december",            // Dutch
	"يناير,فبراير,مارس,أبريل,مايو,يونيو,يوليو,أغسطس,سبتمبر,أكتوبر,نوفمبر,ديسمبر",                         // Arabic of Egypt and the Gulf
	"كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول",        // of the Levant
	"جانفي,فيفري,مارس,أفريل,ماي,جوان,جويلية,أوت,سبتمبر,أكتوبر,نوفمبر,ديسمبر",                             // of the Maghreb
	"janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre",               // French
	"enero,febrero,marzo,abril,mayo,junio,julio,agosto,setiembre,octubre,noviembre,diciembre",            // Spanish of America
}

const (
	anyDigit  = `[0-9٠-٩۰-۹]`
	worldDay  = anyDigit + `{1,2}(?:-?[ºª°]|\.?º|er|-го|-е|\.)?`
	worldYear = `(?:[1١۱][9٩۹]|[2٢۲][0٠۰])` + anyDigit + `{2}`
	worldTo   = `\s*(?:[-–—/]|al?|e|y|et|och|till|bis|und|и|по|إلى|و)\s*`
	worldOf   = `(?:(?:de|del|do|dos|من)\s+)?`
)

// worldForms are the dates that print one of worldMonths. Names that dates.go
// knows are left to it; the others also go into monthNames.
var worldForms = func() []*regexp.Regexp {
	known := regexp.MustCompile(`(?i)^` + monthWord + `$`)
	var names []string
	for _, row := range worldMonths {
		for i, name := range strings.Split(row, ",") {
			if known.MatchString(name) {
				continue
			}
			names = append(names, name)
			monthNames[normalize.Fold(name)] = i + 1
		}
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) }) // the longer before those it begins with
	for i, name := range names {
		name = regexp.MustCompile(`[اأإآ]`).ReplaceAllString(name, `[اأإآ]`)
		names[i] = strings.ReplaceAll(name, " ", `\s+`)
	}
	month := `(?P<m>` + strings.Join(names, "|") + `)`
	year := `,?\s+` + worldOf + `(?P<y>` + worldYear + `)م?`
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)(?P<f>` + worldDay + `)` + worldTo + `(?P<d>` + worldDay + `)\s+` + worldOf + month + `(?:` + year + `)?`),
		regexp.MustCompile(`(?i)(?P<d>` + worldDay + `)\s+` + worldOf + month + `(?:` + year + `)?`),
		regexp.MustCompile(`(?i)` + month + year),
	}
}()

// findWorldDates finds such dates in a stretch of a text, those of each form
// behind those of the fuller ones.
func findWorldDates(text string) []statedDate {
	var all []statedDate
	for _, form := range worldForms {
		for _, m := range form.FindAllStringSubmatchIndex(text, -1) {
			if d := readDate(form, text, m); standsFree(text, d.at, d.end) || hasEra(text, d.at, d.end) {
				all = append(all, d)
			}
		}
	}
	return all
}

// standsFree reports whether neither letter nor digit touches text[from:to].
func standsFree(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	behind, _ := utf8.DecodeRuneInString(text[to:])
	return !inWord(before) && !inWord(behind)
}

func inWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// hasEra reports whether the letter of the Christian era touches a date that
// stands free else: "7 مارس 2009م".
func hasEra(text string, from, to int) bool {
	return strings.HasPrefix(text[to:], "م") && standsFree(text, from, to+len("م"))
}

// westernDigits writes Arabic and Persian digits as those of ASCII.
func westernDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return r - '٠' + '0'
		case r >= '۰' && r <= '۹':
			return r - '۰' + '0'
		}
		return r
	}, s)
}

// isDigitAt reports whether a digit of ASCII, Arabic or Persian begins at i.
func isDigitAt(text string, i int) bool {
	if c := text[i]; c >= '0' && c <= '9' {
		return true
	}
	if i+1 == len(text) {
		return false
	}
	second := text[i+1]
	return text[i] == 0xD9 && second >= 0xA0 && second <= 0xA9 || text[i] == 0xDB && second >= 0xB0 && second <= 0xB9
}
