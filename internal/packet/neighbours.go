package packet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"communique/internal/archive"
)

// The papers of one source are about one matter. Where a paper prints no date of
// its own, the others may bound it: the meeting that it reports or prepares, and
// the year of the days that it names.

// occasion is a meeting that papers of the source date.
type occasion struct {
	event string // with its year
	month archive.Date
	by    archive.Date // as one of them prints it
}

// dateByNeighbours dates the documents that print no date, or only a year.
func (s *source) dateByNeighbours(documents []archive.Document) {
	if len(documents) == 0 {
		return
	}
	held := occasions(documents)
	for i := range documents {
		d := &documents[i]
		found := dated{}
		switch {
		case d.Kind == archive.MeetingReport && len(d.Date) <= len("2006"):
			found = dateOfReport(d, held)
		case d.Kind == archive.BriefingNote && d.Date == "":
			found = dateOfBriefing(d, held)
		}
		if found.date == "" && d.Date == "" {
			found = s.dateOfDays(d)
		}
		if found.date != "" {
			d.Date, d.DateBasis = found.date, found.basis
			d.Event = withYear(d.Event, d.Date)
		}
	}
}

// occasions are the meetings whose month the documents agree on.
func occasions(documents []archive.Document) []occasion {
	var held []occasion
	open := map[string]bool{}
	for _, d := range documents {
		if len(d.Date) < len("2006-01") || !strings.HasSuffix(d.Event, " "+d.Date.Year()) {
			continue
		}
		o := occasion{d.Event, d.Date[:len("2006-01")], d.Date}
		at := slices.IndexFunc(held, func(h occasion) bool { return h.event == o.event })
		switch {
		case at < 0:
			held = append(held, o)
		case held[at].month != o.month:
			open[o.event] = true
		}
	}
	return slices.DeleteFunc(held, func(o occasion) bool { return open[o.event] })
}

// dateOfReport is the month of the meeting that a paper reports on by its name
// and year.
func dateOfReport(d *archive.Document, held []occasion) dated {
	for _, o := range held {
		if d.Event == o.event && (d.Date == "" || d.Date.Year() == o.month.Year()) {
			return dated{o.month, fmt.Sprintf("inferred: reports on the %s, which another document of the source dates %s", o.event, o.by)}
		}
	}
	return dated{}
}

// dateOfBriefing is the year of the one meeting that a paper for somebody who is
// to meet names. Papers for the first weeks of a year are written before it.
func dateOfBriefing(d *archive.Document, held []occasion) dated {
	var one *occasion
	for i := range held {
		name := strings.TrimSuffix(held[i].event, " "+held[i].month.Year())
		if strings.Count(name, " ") < 2 || !mentions(d, name) {
			continue
		}
		if one != nil {
			return dated{}
		}
		one = &held[i]
	}
	if one == nil || strings.HasSuffix(string(one.month), "-01") || yearPrinted(d) > one.month.Year() {
		return dated{}
	}
	return dated{archive.Date(one.month.Year()), fmt.Sprintf("inferred: prepares the %s, which another document of the source dates %s", one.event, one.by)}
}

// mentions reports whether the paragraphs of a document hold a name.
func mentions(d *archive.Document, name string) bool {
	found := false
	d.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		found = strings.Contains(p.Text, name)
		return !found
	})
	return found
}

// yearPrinted is the latest year that a document prints, or nothing.
func yearPrinted(d *archive.Document) string {
	f := facts{doc: d}
	if last, _ := f.lastYearPrinted(); last > 0 {
		return strconv.Itoa(last)
	}
	return ""
}

// dateOfDays dates a document that names days without a year, where the rest of
// the source prints the month of the last of them with one year: by that year,
// or by that month where a day to come shortly after bounds it.
func (s *source) dateOfDays(d *archive.Document) dated {
	past, next := daysNamed(d)
	if past.month == 0 {
		return dated{}
	}
	year := s.yearOfMonth(past.month, d)
	if year == 0 || yearPrinted(d) > strconv.Itoa(year) {
		return dated{}
	}
	month := archive.Date(fmt.Sprintf("%04d-%02d", year, past.month))
	if next.month == past.month && next.day >= past.day || next.month == past.month+1 && next.day <= 7 {
		return dated{month, fmt.Sprintf("inferred: between “%s” and “%s”, of the year with which the source prints %s elsewhere", past.printed, next.printed, month)}
	}
	if past.month > 10 { // the year may have ended since
		return dated{}
	}
	return inferredYear(year, "after “%s”, of the year with which the source prints %s elsewhere", past.printed, month)
}

// daysNamed are the last day without a year that a document names as past, and
// the first that it names as to come.
func daysNamed(d *archive.Document) (past, next statedDate) {
	d.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		if len(p.Text) > 10_000 { // no paragraph, but a file without line ends
			return true
		}
		behind := 0 // the date before
		for _, day := range findDates(p.Text) {
			before := sentenceBefore(p.Text[behind:], day.at-behind)
			behind = day.end
			switch {
			case day.year != 0 || day.day == 0:
			case toCome.MatchString(before):
				if next.month == 0 || day.before(next) {
					next = day
				}
			case past.before(day):
				past = day
			}
		}
		return true
	})
	return past, next
}

// before reports whether d is earlier in a year than another day.
func (d statedDate) before(other statedDate) bool {
	return d.month < other.month || d.month == other.month && d.day < other.day
}

// yearOfMonth is the one year with which the lines outside of a document print a
// month, or 0.
func (s *source) yearOfMonth(month int, d *archive.Document) int {
	first, last := extentOf(d)
	year := 0
	for i := range s.lines {
		l := &s.lines[i]
		if l.Number >= first && l.Number <= last || l.Meta != "" || len(l.text) > 10_000 {
			continue
		}
		for _, printed := range findDates(l.text) {
			switch {
			case printed.month != month || printed.year == 0 || printed.year == year:
			case year != 0:
				return 0
			default:
				year = printed.year
			}
		}
	}
	return year
}

// extentOf gives the first and last line of a document.
func extentOf(d *archive.Document) (first, last int) {
	lines := slices.Clone(d.TitleLines)
	for _, s := range d.Sections {
		lines = append(lines, s.HeadingLines...)
		for _, p := range s.Paragraphs {
			lines = append(lines, p.Lines...)
		}
	}
	if len(lines) == 0 {
		return 0, 0
	}
	return slices.Min(lines), slices.Max(lines)
}
