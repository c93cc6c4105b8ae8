package packet

import (
	"fmt"
	"strings"
	"time"

	"communique/internal/archive"
	"communique/internal/normalize"
	"communique/internal/regexp"
)

// dated is a date with the ground that it stands on.
type dated struct {
	date  archive.Date
	basis string
}

// date finds the date of a document, the surest ground first, and says on what
// it rests. A date in the text that is somebody else's is worse than none, so
// each rule asks for words that make the date the document's own. What the text
// says of itself goes before what its page or file says; where the two differ,
// the ground and a doubt say so.
func (f *facts) date() (archive.Date, string) {
	printed := f.firstDate(f.dateLineAlone, f.dateAbove, f.dateInFront, f.dateToday, f.dateline, f.dateLine, f.dateOfTitle, f.dateOfMeeting)
	given := f.dateGiven()
	switch {
	case printed.date != "" && contradict(printed.date, given.date):
		return f.inConflict(printed, given)
	case printed.date != "":
		return printed.date, printed.basis
	case f.text.leads && f.src.datesText() && given.date != "":
		return given.date, given.basis
	}
	found := f.firstDate(f.dayWithoutYear, f.yearOfTitle, f.yearOfSpeech, f.yearBeforeNext, f.dateGiven, f.yearOfFile)
	return found.date, found.basis
}

// firstDate is what the first rule finds that finds anything.
func (f *facts) firstDate(rules ...func() dated) dated {
	for _, rule := range rules {
		if d := rule(); d.date != "" {
			return d
		}
	}
	return dated{}
}

// contradict reports whether two dates differ as far as both go: a month and a
// day in it do not.
func contradict(a, b archive.Date) bool {
	n := min(len(a), len(b))
	return n > 0 && a[:n] != b[:n]
}

// inConflict is the date of the text, with the other one said.
func (f *facts) inConflict(printed, given dated) (archive.Date, string) {
	other := fmt.Sprintf("the metadata of the %s says %s", f.givenBy(), given.date)
	f.doubt(f.src.linesOf(metaDate), "The text says %s; %s.", printed.date, other)
	return printed.date, printed.basis + "; " + other
}

// dateGiven is the date that the page or file gives for itself. It is no date of
// the later papers of a release, which are older than the page that holds them.
func (f *facts) dateGiven() dated {
	given := f.src.hint(metaDate)
	d := archive.Date(head(given, len("2006-01-02")))
	if d == "" || !d.Valid() || !f.text.leads && (f.src.paged || f.src.released) {
		return dated{}
	}
	return dated{d, fmt.Sprintf("metadata of the %s: “%s”", f.givenBy(), given)}
}

// givenBy says what gives such a date. Only web pages give an address.
func (f *facts) givenBy() string {
	if f.src.hint(metaAddress) != "" {
		return "page"
	}
	return "file"
}

// dateLineAlone is a date on a line of its own under the title.
func (f *facts) dateLineAlone() dated {
	for _, text := range f.titleTexts() {
		dates := findDates(text)
		if len(dates) == 0 || dates[0].day == 0 || !isDateLine(text) || notThis.MatchString(text[:dates[0].at]) {
			continue
		}
		if date := dates[0].date(0); date != "" {
			return dated{date, fmt.Sprintf("stated under the title: “%s”", dates[0].printed)}
		}
	}
	return dated{}
}

// notThis are the words before a date that make it the page's, not the
// document's.
var notThis = regexp.MustCompile(`(?i)(?:updated|modified|reviewed|accessed|printed|mise à jour|modifié|embargoed until)\W*(?:on|le|:)?\W*$`)

// dateLine is a date that stands in the title block, by itself or in its words.
func (f *facts) dateLine() dated {
	for _, text := range f.titleTexts() {
		for _, d := range findDates(text) {
			if notThis.MatchString(text[:d.at]) {
				continue
			}
			if date := d.date(0); date != "" {
				return dated{date, fmt.Sprintf("stated under the title: “%s”", d.printed)}
			}
		}
	}
	return dated{}
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
var meeting = regexp.MustCompile(`(?i)\b(?:met|meet|meeting|come together|came together|gathered|convened|held|summit|session|réunis?|réunies|rencontrée?s?|tenue?|conference|adopted|adopté|done (?:at|in)|signed|took place|(?:paid|made|on) an? (?:[\w-]+ ){0,2}visit|a effectué une visite)\b`)

// worldMeeting are such words in other languages.
var worldMeeting = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:reunid[oa]s|reuniram|reunieron|celebrad[oa]|realizad[oa]|träffades|möttes|samlades|trafen|versammelt|zusammengekommen|riuniti|` +
	`встретились|встреча|собрались|собравшиеся|состоял(?:ась|ось|ся)|состоявш\pL+|провели|realizou (?:uma )?visita|efetuou (?:uma )?visita|visita (?:oficial|de (?:estado|trabalho))|avlade ett|besökte|بزيارة|اجتمع\pL*|التقى|عقد\pL*|اجتماع\pL*)(?:[^\pL]|$)`)

// saysMeeting reports whether a text has words of a meeting.
func saysMeeting(text string) bool {
	return meeting.MatchString(text) || worldMeeting.MatchString(text)
}

// dateOfMeeting is the last day of the meeting that the first paragraphs state.
func (f *facts) dateOfMeeting() dated {
	for i, text := range f.opening[:min(len(f.opening), 3)] {
		behind := 0 // the date before: its words are not those of the next
		for _, d := range findDates(text) {
			from := behind
			if behind = d.end; d.at-from < len(" up to and on ") {
				from = 0
			}
			if !f.isOfMeeting(text, from, d, i) {
				continue
			}
			if d.span {
				return dated{d.date(0), fmt.Sprintf("inferred: last day of the meeting that the opening states (“%s”)", d.printed)}
			}
			return dated{d.date(0), fmt.Sprintf("stated in the opening: “%s”", d.printed)}
		}
	}
	return dated{}
}

// isOfMeeting reports whether a date in paragraph i is the day of the meeting
// that speaks, by the words of its sentence from a place on: "We, the ministers, met on …". What is still to come is announced,
// not reported.
func (f *facts) isOfMeeting(text string, from int, d statedDate, i int) bool {
	before := sentenceBefore(text[from:], d.at-from)
	if d.date(0) == "" || d.day == 0 || notThis.MatchString(text[:d.at]) || !saysMeeting(before) || toCome.MatchString(before) {
		return false
	}
	given, err := f.dateGiven().date.Time()
	if err != nil || f.weSentence() == text {
		return true
	}
	// A page that reports what others did has its own date. That of a joint text
	// is the day of the meeting, a few days before it was published.
	day, err := d.date(0).Time()
	return err == nil && i == 0 && f.hasJointTitle() && !day.After(given) && given.Sub(day) <= soon
}

// hasJointTitle reports whether the title says that several speak with one voice.
func (f *facts) hasJointTitle() bool {
	title := strings.Join(f.text.parts, " ")
	return f.isJoint(title) || worldJoint.MatchString(normalize.Fold(title))
}

// worldJoint are such words of titles in other languages, folded.
var worldJoint = regexp.MustCompile(`conjunt|conjoint|gemeinsam|gemensam|congiunt|comunicado|declaracion|declaracao|erklarung|совместн|коммюнике|декларац|مشترك|ختامي|اعلان`)

// soon is how long after a meeting its text is published at most.
const soon = 3 * 24 * time.Hour

// toCome are the words that make a date one of the future.
var toCome = regexp.MustCompile(`(?i)\b(?:will|is to|are to|to be|upcoming|forthcoming|scheduled|ahead of|prior to|until|no later than)\b`)

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
func (f *facts) dateInFront() dated {
	if len(f.opening) == 0 {
		return dated{}
	}
	front := head(f.opening[0], 80)
	dates := findDates(front)
	if len(dates) == 0 || dates[0].day == 0 || !isDatelineFront(front[:dates[0].at], front[dates[0].end:]) && !isReleaseLine(front[:dates[0].end]) {
		return dated{}
	}
	if date := dates[0].date(0); date != "" {
		return dated{date, fmt.Sprintf("stated in the dateline: “%s”", dates[0].printed)}
	}
	return dated{}
}

// isDatelineFront reports whether a date at the front of a text, with this before
// and behind it, is a dateline and not the first words of a sentence ("On May 3,
// 2017, the Minister …").
func isDatelineFront(before, behind string) bool {
	before = strings.TrimLeft(before, "([")
	if len(before) < 60 && ofPaper.MatchString(before) && kindOfTitle(before) != "" {
		return true
	}
	if preposition.MatchString(before) || before != "" && !placeBefore.MatchString(before) {
		return false
	}
	return before != "" && strings.ContainsAny(before, ",،–—-") || endOfDateline.MatchString(behind)
}

var (
	preposition   = regexp.MustCompile(`(?i)^(?:on|in|at|by|from|since|until|before|after|this|today|yesterday|le|du|depuis|am|seit|el|em|den)\b`)
	ofPaper       = regexp.MustCompile(`(?i)\b(?:of|vom|du|del|de|från|от)\s*$`) // "Press release of …"
	endOfDateline = regexp.MustCompile(`^[.,]?\s*(?:[)\]:–—-]|$)`)
)

// dateline is a date on a line of its own at the foot.
func (f *facts) dateline() dated {
	var found dated
	for _, text := range f.text.foot {
		for _, d := range findDates(text) {
			if d.day > 0 && d.date(0) != "" {
				return dated{d.date(0), fmt.Sprintf("stated at the foot: “%s”", d.printed)}
			}
		}
	}
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		if p.Role == archive.SignOff && isDateline(p.Text) {
			if d := findDates(p.Text)[0]; d.date(0) != "" {
				found = dated{d.date(0), fmt.Sprintf("stated at the foot: “%s”", d.printed)}
			}
		}
		return found.date == ""
	})
	return found
}

// dayWithoutYear is a day that the opening states without a year, beside the
// year of the masthead or title.
func (f *facts) dayWithoutYear() dated {
	year, printed := f.titleYear()
	if year == 0 || len(f.opening) == 0 {
		return dated{}
	}
	for _, d := range findDates(f.opening[0]) {
		if date := d.date(year); date != "" && d.year == 0 && d.day > 0 && saysMeeting(f.opening[0]) {
			return dated{date, fmt.Sprintf("stated in the opening: “%s”, with the year of “%s”", d.printed, printed)}
		}
	}
	return dated{}
}
