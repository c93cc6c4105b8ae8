package packet

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"communique/internal/archive"
)

// date finds the date of a document, the surest ground first, and says on what
// it rests. A date in the text that is somebody else's is worse than none, so
// each rule asks for words that make the date the document's own.
func (f *facts) date() (archive.Date, string) {
	for _, rule := range []func() (archive.Date, string){
		f.dateGiven, f.dateLine, f.dateOfMeeting, f.dateline, f.dayWithoutYear, f.yearOfTitle, f.yearOfSpeech,
	} {
		if d, basis := rule(); d != "" {
			return d, basis
		}
	}
	return "", ""
}

// dateGiven is the date of publication that the file's front matter states.
func (f *facts) dateGiven() (archive.Date, string) {
	given := f.src.hint(metaDate)
	if len(given) < 10 {
		return "", ""
	}
	if d := archive.Date(given[:10]); d.Valid() {
		return d, fmt.Sprintf("stated: “%s” in the front matter", given)
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

// dateOfMeeting is the last day of the meeting that the first paragraphs state.
func (f *facts) dateOfMeeting() (archive.Date, string) {
	for _, text := range f.opening[:min(len(f.opening), 3)] {
		for _, d := range findDates(text) {
			date := d.date(0)
			if date == "" || d.day == 0 || notThis.MatchString(text[:d.at]) || !meeting.MatchString(sentenceBefore(text, d.at)) {
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

// dateline is a date at the front of the text ("OTTAWA, May 3, 2017 –"), or on a
// line of its own at its foot.
func (f *facts) dateline() (archive.Date, string) {
	if len(f.opening) > 0 {
		if dates := findDates(head(f.opening[0], 80)); len(dates) > 0 && placeBefore.MatchString(strings.TrimLeft(f.opening[0][:dates[0].at], "(")) {
			if date := dates[0].date(0); date != "" && dates[0].day > 0 {
				return date, fmt.Sprintf("stated: “%s” in the dateline", dates[0].printed)
			}
		}
	}
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
		if date := d.date(year); date != "" && d.year == 0 && d.day > 0 && meeting.MatchString(f.opening[0]) {
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
