package packet

import (
	"strings"
	"unicode"

	"communique/internal/regexp"
)

// Memoranda, messages and telegrams open with lines that say to whom, from whom
// and of what they are: "MEMORANDUM FOR THE RECORD", "FROM: …", "FM AMEMBASSY
// ZENDA". Together they are the title block of a record.

// misreadMemo is the word with one letter that recognition may have misread:
// "REMORANDUM".
var misreadMemo = func() string {
	const word = "MEMORANDUM"
	var all []string
	for i := range word {
		all = append(all, word[:i]+"[A-Z0-9]"+word[i+1:])
	}
	return "(?:" + strings.Join(all, "|") + ")"
}()

var (
	// memoLine opens a memorandum by itself.
	memoLine = regexp.MustCompile(`^\W{0,3}(?:(?:ACTION|INFORMATION|BRIEFING|DECISION|STAFF|OFFICE) )?(?:(?:MEMORANDUM|MEMO)\W{1,4}(?:FOR|TO)\b|` + misreadMemo + `\W{1,4}(?:FOR|POR|F0R|FCR|TO)\b\W{0,3}:|NOTE (?:FOR|TO) ?:)|^\W{0,3}(?:Memo(?:randum)?|Note)\W{1,3}(?:for|to|For|To)\s*:`)
	// bareMemo opens one where labelled lines follow.
	bareMemo = regexp.MustCompile(`^\W{0,3}(?:(?:ACTION|INFORMATION|BRIEFING|DECISION|OFFICE) )?(?:MEMORANDUM|MEMO|AIDE[- ]MEMOIRE|INFORMATION REPORT|OFFICE MEMORANDUM)\W{0,3}$`)
	// labelLine is a labelled line of such a head; the label begins with a capital.
	labelLine = regexp.MustCompile(`^\W{0,3}(?P<l>TO|From|FROM|To|THROUGH|Through|THRU|VIA|Via|SUBJECT|Subject|SUBJ|RE|Re|REF|Ref|REFS|REFERENCE|References?|DATE|Date|CC|Cc|INFO|ATTN|ATTENTION|COPIES TO|Sent|Objet|OBJET|De|À|Date)\s{0,12}["'‘’“”;.]{0,2}\s{0,8}[:;](?:\s|$)`)
	// subjectLine is the line of a memorandum that says what it is about.
	subjectLine = regexp.MustCompile(`(?i)^\W{0,3}(?:subject|subj|objet|re|title|asunto|assunto|betreff?)\s*["'‘’.;]?\s*[:;¢]\s*(\S.*)$`)

	telegramFrom  = regexp.MustCompile(`^\W{0,2}FM [A-Z]{3,}`)
	telegramTime  = regexp.MustCompile(`\b\d{6}Z [A-Z]{3} \d{2}\b`)
	telegramRoute = regexp.MustCompile(`^\W{0,3}(?:(?:OO|PP|RR|ZZ|DE|TO|To|INFO)\W{1,3})?RU ?[A-Z]{2,5}\b|^\W{0,2}(?:DE|ZNY|ZEN|ZFF)\b[ /][A-Z]`)
	telegramLine  = regexp.MustCompile(`^\W{0,2}(?:TO|INFO|ORIGIN|ACTION|FM|FROM|DRAFTED BY|APPROVED BY|CLEARED BY|E\.?O\.? ?1\d{4}|TAGS|REF|REFS|SUBJ|SUBJECT|PAGE \d\d|EXCLUSIVE|LIMITED DIST|BT$|UNCLAS|CONFIDENTIAL|SECRET|TOP ?SECRET|LIMITED OFFICIAL|C O N F|S E C R E T|U N C L A S|AMEMBASSY|AMCONSUL|USMISSION|SECSTATE|SECDEF|CINC)\b|^[A-Z]{2,8}-\d\d\b|^-{8,}|^\d{2,6}$|\b(?:MESSAGE|TELEGRAM|TELETYPE\w*|CABLE)\b`)
	telegramName  = regexp.MustCompile(`^\W{0,2}(?:UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET|TOP ?SECRET|LIMITED OFFICIAL USE|(?:[A-Z] ){5,}[A-Z])(?: SECTION \d+ OF \d+| \d+ OF \d+)? ([A-Z][A-Z ]{1,24} \d{3,6})\b`)
)

// How far the lines of one head stand apart and how many there are at most.
const (
	headReach  = 8
	headLength = 48
)

// markHeads finds the lines of such heads.
func (s *source) markHeads() {
	subject := ""
	for i := 0; i < len(s.lines); i++ {
		l := &s.lines[i]
		if l.use != body || l.fold == "" || l.Heading > 0 || !startsUpper(l.text) {
			continue
		}
		end := s.headFrom(i)
		if end < 0 {
			if m := subjectLine.FindStringSubmatch(l.text); m != nil && subject != "" && sameTitle(m[1], subject) {
				l.page = true
				s.furnish(i, "running head")
			}
			continue
		}
		for j := i; j <= end; j++ {
			if h := &s.lines[j]; h.use == body {
				h.head = true
				if m := subjectLine.FindStringSubmatch(h.text); m != nil {
					subject = m[1]
				}
			}
		}
		i = end
	}
}

// startsUpper reports whether the first letter of a line is a capital, which a
// line of a head begins with.
func startsUpper(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) {
			return unicode.IsUpper(r)
		}
	}
	return false
}

// headFrom gives the last line of the head that begins with line i, or -1.
func (s *source) headFrom(i int) int {
	text := s.lines[i].text
	switch {
	case memoLine.MatchString(text):
		return max(i, s.lastLabel(i, 0))
	case bareMemo.MatchString(text):
		return s.lastLabel(i, 1)
	case labelLine.MatchString(text) && !subjectLine.MatchString(text):
		if end := s.lastLabel(i, 2); end >= 0 && s.hasSubject(i, end) {
			return end
		}
	}
	if telegramFrom.MatchString(text) || isCapitals(text) && (telegramTime.MatchString(text) || telegramLine.MatchString(text) || telegramRoute.MatchString(text)) {
		return s.telegramHead(i)
	}
	return -1
}

// lastLabel gives the last labelled line behind line i, where at least a number
// of them follow, no further than headReach from each other.
func (s *source) lastLabel(i, atLeast int) int {
	last, n, reach := -1, 0, headReach
	for j, between := i+1, 0; j < len(s.lines) && j < i+headLength && between < reach; j++ {
		l := &s.lines[j]
		if l.use != body {
			continue
		}
		if l.fold == "" || l.Heading > 0 {
			break
		}
		between++
		if labelLine.MatchString(l.text) {
			last, between = j, 0
			n++
			if subjectLine.MatchString(l.text) {
				reach = 3 // the text begins behind it, or behind a reference
			}
			continue
		}
		if label, _ := cutLabel(l.text); label != "" && label != bullet || len(l.text) > 90 {
			break
		}
	}
	if n < atLeast {
		return -1
	}
	return last
}

// hasSubject reports whether a subject stands between two lines.
func (s *source) hasSubject(i, end int) bool {
	for ; i <= end; i++ {
		if s.lines[i].use == body && subjectLine.MatchString(s.lines[i].text) {
			return true
		}
	}
	return false
}

// telegramHead gives the last line of the head of a telegram that begins with
// line i: lines of its form, with a few addresses between, of which two at least
// can belong to nothing else.
func (s *source) telegramHead(i int) int {
	last, sure := -1, 0
	for j, between := i, 0; j < len(s.lines) && j < i+headLength && between < 6; j++ {
		l := &s.lines[j]
		if l.use != body {
			continue
		}
		if l.fold == "" || l.Heading > 0 || !isCapitals(l.text) && isWordy(l.text) {
			break
		}
		if label, _ := s.labelOf(l.text); label != "" && label != bullet {
			break
		}
		between++
		route := telegramFrom.MatchString(l.text) || telegramTime.MatchString(l.text) || telegramRoute.MatchString(l.text)
		if route {
			sure++
		}
		if route || telegramLine.MatchString(l.text) || subjectLine.MatchString(l.text) {
			last, between = j, 0
		}
		if subjectLine.MatchString(l.text) {
			break
		}
	}
	if sure < 2 {
		return -1
	}
	return last
}

// isWordy reports whether a line holds three words that are written small.
func isWordy(text string) bool {
	small := 0
	for w := range strings.FieldsSeq(text) {
		if len(w) > 3 && startsLower(w) {
			small++
		}
	}
	return small >= 3
}

// headed: such a head opens a record, with its date and the office above it.
func (f *finder) headed(i int) (opening, bool) {
	if !f.pieces[i].head || i > 0 && f.pieces[i-1].head && i-1 >= f.end() {
		return opening{}, false
	}
	o := opening{from: i, to: i}
	for n := 0; n < 4 && o.from > f.end() && !f.fresh(o.from); n++ {
		p := f.pieces[o.from-1]
		if !isFrontDate(p.text) && !isLetterhead(p.text) && !seat.MatchString(p.text) && !telegramForm.MatchString(p.text) {
			break
		}
		o.from--
		if !isFrontDate(p.text) {
			o.letterhead = append(o.letterhead, p.text)
		}
	}
	if from := o.from; from > f.end() && isFrontDate(f.pieces[from-1].text) {
		o.from--
	}
	memo, subject, name := "", "", ""
	for ; o.to < len(f.pieces) && (f.pieces[o.to].head || isFrontDate(f.pieces[o.to].text)); o.to++ {
		text := f.pieces[o.to].text
		if m := subjectLine.FindStringSubmatch(text); m != nil {
			subject = strings.TrimSpace(m[1])
			for o.to+1 < len(f.pieces) && f.continuesSubject(o.to+1) {
				o.to++
				subject += " " + f.pieces[o.to].text
			}
		} else if memo == "" && (memoLine.MatchString(text) || bareMemo.MatchString(text)) {
			memo = cleanMemo(text)
		} else {
			o.letterhead = append(o.letterhead, text)
		}
		if m := telegramName.FindStringSubmatch(text); m != nil && name == "" {
			name = "Telegram " + m[1]
		}
	}
	for _, part := range []string{memo, firstOf([]string{subject, name})} {
		if part != "" {
			o.parts = append(o.parts, part)
		}
	}
	if len(o.parts) == 0 {
		return opening{}, false
	}
	o.core = len(o.parts) - 1
	o.memo = memo != ""
	if o.memo && len(o.parts) == 1 {
		o = f.subject(o)
	}
	return f.forward(o), true
}

// continuesSubject reports whether a subject goes on in the line right below it.
func (f *finder) continuesSubject(i int) bool {
	p, above := f.pieces[i], f.pieces[i-1]
	return !p.head && p.gap == 0 && !p.broken && p.label == "" && len(p.text) <= short && !endsSentence(above.text) && !endsSentence(p.text) && !isFrontDate(p.text)
}

// telegramForm is the name of the form that a telegram is printed on.
var telegramForm = regexp.MustCompile(`^\W{0,3}(?:[A-Z]{3,} ){0,3}(?:TELETYPED|INCOMING|OUTGOING|MESSAGE|TELEGRAM|CABLE|AIRGRAM)\b.{0,30}$`)

// seat is the line of a letterhead below the office: "WASHINGTON 25, D.C.".
var seat = regexp.MustCompile(`^(?:[A-Z]{4,}(?: \d{1,2})?,? ?(?:D\. ?C\.?|N\. ?Y\.?)?(?: \d{5})?)\W{0,3}$`)

// cleanMemo writes a line that opens a memorandum without specks and the marks
// between its words: "MEMORANDUM ‘FOR: The Director".
func cleanMemo(text string) string {
	text = strings.Trim(text, " .,:;'\"‘’“”|_~—–-")
	words := strings.Fields(text)
	for i := range words[:min(len(words), 3)] {
		words[i] = strings.Trim(words[i], "‘’'\":;.")
	}
	whole := strings.Join(words, " ")
	if isCapitals(whole) {
		return whole
	}
	for i, w := range words[:min(len(words), 4)] {
		switch {
		case i > 0 && functionWords[strings.ToLower(w)]:
			words[i] = strings.ToLower(w)
		case isCapitals(w) && genreWords[strings.ToLower(w)]:
			words[i] = capitalised(w)
		}
	}
	return strings.Join(words, " ")
}
