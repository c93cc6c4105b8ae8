package packet

import (
	"fmt"
	"strconv"
	"strings"

	"communique/internal/regexp"
)

// Dates that stand above the text, or in the words of its title.

// openingTexts is how many headings and paragraphs stand above a text at most:
// who issues it, where, when, under which number.
const openingTexts = 12

// dateAbove is a date on a line of its own among the first lines of the text, as
// newspapers, records of debates and telegrams print it.
func (f *facts) dateAbove() dated {
	for _, text := range f.titleTexts() { // the head of a telegram is its title block
		if d := dateOfTelegram(text); d.date != "" {
			return d
		}
	}
	n := 0
	for text := range f.everyText {
		if n++; n > openingTexts || len(text) > short { // the text itself
			break
		}
		if d := dateOfTelegram(text); d.date != "" {
			return d
		}
		dates := findDates(text)
		if len(dates) == 0 || dates[0].day == 0 || dates[0].date(0) == "" || notThis.MatchString(text[:dates[0].at]) {
			continue
		}
		if isDateLine(text) || debate.MatchString(text) {
			return dated{dates[0].date(0), fmt.Sprintf("stated above the text: “%s”", dates[0].printed)}
		}
	}
	return dated{}
}

var (
	// debate is the head of a record of parliament: "HC Deb 19 April 1971 vol 815 cc347-8W".
	debate = regexp.MustCompile(`^(?:HC|HL|HANSARD|Hansard|Commons|Lords)\b.*\b(?:[Vv]ol|[Cc]ol|cc?\d)`)
	// sent is the date-time group of a telegram: "P 081601Z MAY 75".
	sent = regexp.MustCompile(`^(?:[A-Z] ){0,2}(\d{2})\d{4}Z ([A-Z]{3}) (\d{2})(?:\s|$)`)
)

// dateOfTelegram is the day on which a telegram was sent.
func dateOfTelegram(text string) dated {
	m := sent.FindStringSubmatch(text)
	if m == nil {
		return dated{}
	}
	day, _ := strconv.Atoi(m[1])
	year, _ := strconv.Atoi(m[3])
	if year += 1900; year < 1945 {
		year += 100
	}
	d := statedDate{year: year, month: monthNames[strings.ToLower(m[2])], day: day}
	if d.month == 0 || d.date(0) == "" {
		return dated{}
	}
	return dated{d.date(0), fmt.Sprintf("stated in the head of the telegram: “%s”", strings.TrimSpace(m[0]))}
}

// today are the words that make the date behind them the one on which the text
// speaks.
var today = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:today|hoje|hoy|oggi|heute|aujourd['’]hui|i ?dag|сегодня|اليوم),?\s*\(?(?:on |den |em |el |le |am )?$`)

// dateToday is such a date in the opening: "assumed today, 3 March 2023, …".
func (f *facts) dateToday() dated {
	for _, text := range f.opening[:min(len(f.opening), 3)] {
		for _, d := range findDates(text) {
			if d.day > 0 && d.date(0) != "" && today.MatchString(text[:d.at]) {
				return dated{d.date(0), fmt.Sprintf("stated in the opening: “%s”", d.printed)}
			}
		}
	}
	return dated{}
}

// dateOfTitle is the one day that the title names at its front or end: "G7
// Statement, 11 October 2022".
func (f *facts) dateOfTitle() dated {
	for _, part := range f.text.parts {
		dates := findDates(part)
		if len(dates) != 1 || dates[0].day == 0 || dates[0].date(0) == "" {
			continue
		}
		before, behind := part[:dates[0].at], part[dates[0].end:]
		if before == "" || endOfName.MatchString(behind) && daysTitle.MatchString(before) {
			return dated{dates[0].date(0), fmt.Sprintf("stated in the title: “%s”", dates[0].printed)}
		}
	}
	return dated{}
}

// daysTitle is what stands before a day that dates the paper: no word that makes
// it a limit ("through", "as of") or an event of its own ("the anniversary of").
var daysTitle = regexp.MustCompile(`(?i)(?:[,;:()–—|-]|\bdated|\b(?:le|den|vom|от))\s*$`)
