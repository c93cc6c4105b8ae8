package packet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"communique/internal/archive"
	"communique/internal/regexp"
)

// date finds the date of a document, the surest ground first, and says on what
// it rests. A date in the text that is somebody else's is worse than none, so
// each rule asks for words that make the date the document's own.
func (f *facts) date() (archive.Date, string) {
	given, late := f.dateGiven, noDate
	if !f.text.leads || !f.src.datesText() {
		given, late = noDate, f.dateGiven
	}
	for _, rule := range []func() (archive.Date, string){
		f.dateLineAlone, f.dateInFront, given, f.dateLine, f.dateOfMeeting, f.dateline, f.dayWithoutYear, f.yearOfTitle, f.yearOfSpeech,
		late, f.yearOfFile,
	} {
		if d, basis := rule(); d != "" {
			return d, basis
		}
	}
	return "", ""
}

// noDate is the rule that finds none.
func noDate() (archive.Date, string) { return "", "" }

// dateGiven is the date that the page or file gives for itself.
func (f *facts) dateGiven() (archive.Date, string) {
	given := f.src.hint(metaDate)
	if d := archive.Date(head(given, len("2006-01-02"))); d != "" && d.Valid() {
		return d, fmt.Sprintf("stated: “%s” %s", given, f.whereGiven())
	}
	return "", ""
}

// whereGiven says where such a date stands. Only web pages give an address.
func (f *facts) whereGiven() string {
	if f.src.hint(metaAddress) != "" {
		return "as the date of the page"
	}
	return "in the description of the file"
}

// yearOfFile is the year in which the file was made, where the front or the
// foot of the text prints the same year: files are made from one another, so
// that the day alone proves nothing.
func (f *facts) yearOfFile() (archive.Date, string) {
	made := f.src.hint(metaCreated)
	year := head(made, 4)
	if !anyYear.MatchString(year) {
		return "", ""
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
		return "", ""
	}
	return archive.Date(year), fmt.Sprintf("inferred: the text speaks of %s, in which the file was created (“%s”)", year, made)
}

// dateLineAlone is a date on a line of its own under the title.
func (f *facts) dateLineAlone() (archive.Date, string) {
	for _, text := range f.titleTexts() {
		dates := findDates(text)
		if len(dates) == 0 || dates[0].day == 0 || !isDateLine(text) || notThis.MatchString(text[:dates[0].at]) {
			continue
		}
		if date := dates[0].date(0); date != "" {
			return date, fmt.Sprintf("stated: “%s” under the title", dates[0].printed)
		}
	}
	return "", ""
}

// notThis are the words before a date that make it the page's, not the
// document's.
var notThis = regexp.MustCompile(`(?i)(?:updated|modified|reviewed|accessed|printed|mise à jour|modifié|embargoed until)\W*(?:on|le|:)?\W*$`)

// dateLine is a date that stands in the title block, by itself or in its words.
func (f *facts) dateLine() (archive.Date, string) {
	for _, text := range f.titleTexts() {
		for _, d := range findDates(text) {
			if notThis.MatchString(text[:d.at]) {
				continue
			}
			if date := d.date(0); date != "" {
				return date, fmt.Sprintf("stated: “%s” under the title", d.printed)
			}
		}
	}
	return "", ""
}

// titleTexts are the lines of the title block.
func (f *facts) titleTexts() []string {
	var all []string
	for _, n := range f.text.lines {
		if l := f.src.lines[f.src.index(n)]; len(l.text) <= 300 {
			all = append(all, l.text)
		}
	}
	return all
}

// meeting are the words by which the first paragraphs say that the date is that
// of the meeting that speaks.
var meeting = regexp.MustCompile(`(?i)\b(?:met|meet|meeting|come together|came together|gathered|convened|held|summit|session|réunis?|conference|adopted|adopté|done (?:at|in)|signed)\b`)

// worldMeeting are such words in other languages.
var worldMeeting = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:reunid[oa]s|reuniram|reunieron|celebrad[oa]|realizad[oa]|träffades|möttes|samlades|trafen|versammelt|zusammengekommen|riuniti|` +
	`встретились|встреча|собрались|собравшиеся|состоял(?:ась|ось|ся)|состоявш\pL+|провели|اجتمع\pL*|التقى|عقد\pL*|اجتماع\pL*)(?:[^\pL]|$)`)

// saysMeeting reports whether a text has words of a meeting.
func saysMeeting(text string) bool {
	return meeting.MatchString(text) || worldMeeting.MatchString(text)
}

// dateOfMeeting is the last day of the meeting that the first paragraphs state.
func (f *facts) dateOfMeeting() (archive.Date, string) {
	for _, text := range f.opening[:min(len(f.opening), 3)] {
		for _, d := range findDates(text) {
			date := d.date(0)
			if date == "" || d.day == 0 || notThis.MatchString(text[:d.at]) || !saysMeeting(sentenceBefore(text, d.at)) {
				continue
			}
			if d.span {
				return date, fmt.Sprintf("inferred: last day of the meeting that the opening states (“%s”)", d.printed)
			}
			return date, fmt.Sprintf("stated: “%s” in the opening", d.printed)
		}
	}
	return "", ""
}

// sentenceBefore is the text of the sentence in front of a place.
func sentenceBefore(text string, at int) string {
	from := 0
	for _, end := range []string{". ", "? ", "! "} {
		if i := strings.LastIndex(text[:at], end); i >= 0 {
			from = max(from, i+2)
		}
	}
	return text[from:at]
}

// dateInFront is a date at the front of the text: "OTTAWA, May 3, 2017 –".
func (f *facts) dateInFront() (archive.Date, string) {
	if len(f.opening) == 0 {
		return "", ""
	}
	dates := findDates(head(f.opening[0], 80))
	if len(dates) == 0 || dates[0].day == 0 || !placeBefore.MatchString(strings.TrimLeft(f.opening[0][:dates[0].at], "(")) {
		return "", ""
	}
	if date := dates[0].date(0); date != "" {
		return date, fmt.Sprintf("stated: “%s” in the dateline", dates[0].printed)
	}
	return "", ""
}

// dateline is a date on a line of its own at the foot.
func (f *facts) dateline() (archive.Date, string) {
	var found archive.Date
	basis := ""
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		if p.Role == archive.SignOff && isDateline(p.Text) {
			if d := findDates(p.Text)[0]; d.date(0) != "" {
				found, basis = d.date(0), fmt.Sprintf("stated: “%s” at the foot", d.printed)
			}
		}
		return found == ""
	})
	return found, basis
}

// dayWithoutYear is a day that the opening states without a year, beside the
// year of the masthead or title.
func (f *facts) dayWithoutYear() (archive.Date, string) {
	year, printed := f.titleYear()
	if year == 0 || len(f.opening) == 0 {
		return "", ""
	}
	for _, d := range findDates(f.opening[0]) {
		if date := d.date(year); date != "" && d.year == 0 && d.day > 0 && saysMeeting(f.opening[0]) {
			return date, fmt.Sprintf("stated: “%s” in the opening, with the year of “%s”", d.printed, printed)
		}
	}
	return "", ""
}

var anyYear = regexp.MustCompile(`\b(19[4-9]\d|20\d\d)\b`)

// titleYear is the one year that the title block prints, and the part that does.
func (f *facts) titleYear() (int, string) {
	for _, part := range f.text.parts {
		if years := anyYear.FindAllString(part, -1); len(years) == 1 {
			year, _ := strconv.Atoi(years[0])
			return year, part
		}
	}
	return 0, ""
}

// yearOfTitle is that year alone.
func (f *facts) yearOfTitle() (archive.Date, string) {
	year, part := f.titleYear()
	if year == 0 {
		return "", ""
	}
	return archive.Date(strconv.Itoa(year)), fmt.Sprintf("inferred: year of “%s” in the title", part)
}

var (
	lastYear = regexp.MustCompile(`(?i)\blast year(?:['’]s)?\b|\bl['’]an dernier\b`)
	recently = regexp.MustCompile(`(?i)\b(?:recently|just last month|earlier this month|this past)\b[^.]{0,200}?\b((?:19|20)\d\d)\b`)
)

// yearOfSpeech is the year from which a text speaks: "last year" in a section
// whose heading names that year, or "recently" with a year in one sentence.
func (f *facts) yearOfSpeech() (archive.Date, string) {
	for _, s := range f.doc.Sections {
		years := anyYear.FindAllString(s.Heading, -1)
		for _, p := range s.Paragraphs {
			if len(p.Text) > 10_000 { // no paragraph, but a file without line ends
				continue
			}
			if said := lastYear.FindString(p.Text); said != "" && len(years) == 1 && len(anyYear.FindAllString(p.Text, -1)) == 0 {
				year, _ := strconv.Atoi(years[0])
				return archive.Date(strconv.Itoa(year + 1)), fmt.Sprintf("inferred: “%s” is %d", said, year)
			}
			if m := recently.FindStringSubmatch(p.Text); m != nil {
				return archive.Date(m[1]), fmt.Sprintf("inferred: speaks of %s as recent", m[1])
			}
		}
	}
	return "", ""
}
