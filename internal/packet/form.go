package packet

import (
	"strings"

	"communique/internal/regexp"
)

// identificationForm are labels of the sheet that an archive puts in front of a
// record it releases.
var identificationForm = regexp.MustCompile(`^\W*(?:agency file number|record (?:number|series)|date of last ?review|opening criteria|current status|originator|document (?:type|page count|creation date|release date|number \(foia\))|restrictions|number of pages|agency information|document information|identification form|release (?:decision|type|date)\s*:|original classification|sequence number\s*:|case number\s*:|publication date\s*:|content type\s*:|transcript id|released by\s*:|period of service)`)

// formLabels are further lines of that sheet.
var formLabels = regexp.MustCompile(`^\W*(?:agency|from|to|title|date|pages|subjects?|classification|comments|remarks|collection|file|body|document|attachments?)\s*:|^attachment ?\|`)

// markForm takes out such a sheet: from its first label to its last, where five
// labels that no other paper prints stand within a page.
func (s *source) markForm() {
	const page, enough = 60, 5
	for i := 0; i < len(s.lines); i++ {
		if l := &s.lines[i]; l.use != body || l.fold == "" || !identificationForm.MatchString(l.fold) {
			continue
		}
		labels, last := 1, i
		for j := i + 1; j < len(s.lines) && j < i+page; j++ {
			if f := s.lines[j].fold; s.lines[j].use == body && f != "" {
				if identificationForm.MatchString(f) {
					labels, last = labels+1, j
				} else if formLabels.MatchString(f) && j < last+8 {
					last = j
				}
			}
		}
		if labels < enough {
			continue
		}
		from, to := s.frontOfForm(i), s.valueOfForm(last)
		for j := from; j <= to; j++ {
			s.dateByForm(j)
			s.furnish(j, formOfRelease)
			s.lines[j].page = true
		}
		i = to
	}
}

// frontOfForm is the line that such a sheet begins with: the name of the system
// that printed it, or the masthead of the page that it stands on.
func (s *source) frontOfForm(i int) int {
	const longestMasthead = 6
	from := i
	for j, n := i-1, 0; j >= 0 && n <= longestMasthead; j-- {
		l := &s.lines[j]
		switch {
		case l.use != body:
			continue
		case len(l.text) >= 60 || endsSentence(l.text) && !strings.HasSuffix(l.text, ":"):
			j, n = 0, longestMasthead+1
		case j == i-1, s.nextBody(0) == j:
			from = j
		}
		n++
	}
	return from
}

// valueOfForm is the line on which the last label has its value.
func (s *source) valueOfForm(last int) int {
	next := s.nextBody(last + 1)
	if l := &s.lines[last]; next == last+1 && next < len(s.lines) && strings.HasSuffix(l.text, ":") && l.fold != "body:" && len(s.lines[next].text) < 60 && !endsSentence(s.lines[next].text) {
		return next
	}
	return last
}

// formDate is the label of the day on which the paper itself was put out; those
// of the record's making and release are not its own.
var formDate = regexp.MustCompile(`^\W*(?:publication|release) date\s*:`)

// dateByForm takes the date of the paper from the sheet.
func (s *source) dateByForm(i int) {
	if s.lines[i].use != body || s.hint(metaDate) != "" || !formDate.MatchString(s.lines[i].fold) {
		return
	}
	_, value, _ := strings.Cut(s.lines[i].text, ":")
	if next := i + 1; strings.TrimSpace(value) == "" && next < len(s.lines) {
		value = s.lines[next].text
	}
	if dates := findDates(value); len(dates) > 0 {
		s.hints[metaDate] = string(dates[0].date(0))
	}
}
