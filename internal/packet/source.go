package packet

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/internal/archive"
	"communique/internal/normalize"
)

// use is what became of a line.
type use int

const (
	body      use = iota // text of a document, as far as is known
	blank                // nothing printed
	notice               // part of a notice of withheld pages
	furnished            // furniture, with a reason
	described            // metadata of the file that became part of a title
)

// line is a line of the source with what the reader has found out about it.
type line struct {
	Line
	text    string // normalised
	fold    string // folded, for lines short enough to be a mark of some kind
	indent  int    // columns before the text
	use     use
	reason  string // why it is furniture
	page    bool   // furniture that stands at the head or foot of a page
	marking string // the security marking that it prints
	head    bool   // a line of the head of a memorandum or message
}

// short is the length in bytes up to which a line may be a mark: a running head,
// a button, a label of a menu.
const short = 160

// source is a file under reading.
type source struct {
	lines     []line
	notices   []withheldNotice
	measure   int               // characters to a full line of wrapped text; 0 where one line is one paragraph
	paged     bool              // it has pages, as a file made for print has
	scanned   bool              // specks show that OCR read it from paper
	releasers []string          // see releasedBy
	released  bool              // passages or pages of it were withheld
	whole     map[string]bool   // words parted by a hyphen at a line's end, whole and with it: whether the source prints them so within a line
	hints     map[string]string // first value that the file gives for each description
	acronyms  map[string]bool   // words that its running text prints in capitals; nil until asked for
}

// newSource normalises the lines and takes stock of the whole.
func newSource(lines []Line) *source {
	s := &source{lines: make([]line, len(lines))}
	for i, l := range lines {
		s.paged = s.paged || l.Page > 0
		n := line{Line: l, text: normalize.Text(l.Text), indent: indentOf(l.Text)}
		if len(n.text) <= short {
			n.fold = foldOf(n.text)
		}
		if n.text == "" && l.Meta == "" {
			n.use = blank
			if strings.TrimSpace(l.Text) != "" {
				n.use, n.reason = furnished, "invisible characters"
			}
		}
		s.lines[i] = n
	}
	s.measure = measureOf(s.lines)
	s.takeHints()
	s.takeStock()
	return s
}

// foldOf folds a line, that of letters with a space behind each as the words that
// they give.
func foldOf(text string) string {
	if isSpread(text) {
		return normalize.Key(text)
	}
	return normalize.Fold(text)
}

// isSpread reports whether a line begins with three letters that have a space
// behind each.
func isSpread(text string) bool {
	return len(text) > 6 && text[1] == ' ' && text[3] == ' ' && text[5] == ' ' && text[0] >= 'A' && text[0] <= 'Z'
}

// indentOf counts the columns of white space before a line; a tab is four.
func indentOf(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case r == '\t':
			n += 4
		case r == ' ' || r == '\u00A0':
			n++
		default:
			return n
		}
	}
	return 0
}

// takeStock notes which parted words the source also prints whole, and whether
// redaction marks show that it is a release.
func (s *source) takeStock() {
	s.whole = s.partedWords()
	for text := range s.running() {
		s.released = s.released || hasRedaction(text)
		if len(s.whole) > 0 {
			s.findWhole(text)
		}
	}
}

// running yields the lines of text as they were before any became furniture.
func (s *source) running() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range s.lines {
			if l := &s.lines[i]; l.Meta == "" && l.text != "" && !yield(l.text) {
				return
			}
		}
	}
}

// findWhole notes the parted words that text prints whole.
func (s *source) findWhole(text string) {
	for w := range strings.FieldsFuncSeq(text, notInWord) {
		low := strings.ToLower(w)
		if _, parted := s.whole[low]; parted && len(low) < longestParted {
			s.whole[low] = true
		}
	}
}

// longestParted bounds the words that are looked for whole, in bytes.
const longestParted = 40

// isAcronym reports whether running text prints a word in capitals. Only titles
// in capitals ask, so that most sources are never searched for them.
func (s *source) isAcronym(word string) bool {
	if s.acronyms == nil {
		s.acronyms = map[string]bool{}
		for text := range s.running() {
			if !isCapitals(text) {
				if who, said, found := strings.Cut(text, ": "); found && len(who) < 40 && isCapitals(who) {
					text = said // a name in front of what was said is no acronym
				}
				s.addAcronyms(text)
			}
		}
	}
	return s.acronyms[word]
}

func (s *source) addAcronyms(text string) {
	for w := range strings.FieldsFuncSeq(text, notInWord) {
		if len(w) > 1 && len(w) < 12 && isCapitals(w) {
			s.acronyms[w] = true
		}
	}
}

// partedWords lists the words that a hyphen parts at the ends of wrapped lines,
// put together without it and with it; takeStock finds out which of them the
// source prints within a line.
func (s *source) partedWords() map[string]bool {
	parted := map[string]bool{}
	for i := range s.lines[:max(len(s.lines)-1, 0)] {
		if s.measure > 0 && strings.HasSuffix(s.lines[i].text, "-") {
			if head, tail := hyphenParts(s.lines[i].text, s.lines[i+1].text); head != "" {
				parted[strings.ToLower(head+tail)] = false
				parted[strings.ToLower(head+"-"+tail)] = false
			}
		}
	}
	return parted
}

// hyphenParts gives the two parts of a word that a hyphen at the end of a parts
// from the start of b; nothing where the hyphen is a dash or b begins anew.
func hyphenParts(a, b string) (head, tail string) {
	a = strings.TrimSuffix(a, "-")
	head = a[strings.LastIndexFunc(a, notInWord)+1:]
	if head == "" || !startsLower(b) {
		return "", ""
	}
	if at := strings.IndexFunc(b, notInWord); at >= 0 {
		b = b[:at]
	}
	return head, b
}

// areOne reports whether two parts of a word, with a hyphen at the end of a line
// between them, are printed as one word: where the source prints it so, or where
// it is a word and the source does not print it with its hyphen.
func (s *source) areOne(head, tail string) bool {
	if s.whole[strings.ToLower(head+tail)] {
		return true
	}
	return !s.whole[strings.ToLower(head+"-"+tail)] && normalize.PartedWord(head[strings.LastIndexByte(head, '-')+1:], tail)
}

// notInWord tells what parts words; hyphens do not.
func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '.' && r != '/'
}

// markMeta sets aside the lines that describe the file.
func (s *source) markMeta() {
	for i := range s.lines {
		switch l := &s.lines[i]; l.Meta {
		case "":
		case metaTitle:
			l.use, l.reason = furnished, "front matter of the file"
			if s.hint(metaTitle) != "" {
				l.use = described
			}
		case metaDate, metaCreated, metaTags, metaAddress, metaLang, metaKind, metaStatus, metaIssuer, metaSummary:
			l.use, l.reason = furnished, "front matter of the file"
		case metaFurniture:
			l.use, l.reason = furnished, firstOf([]string{l.Reason, "furniture of the page"})
			if pageReasons[l.Reason] {
				l.page, l.marking = true, markingOf(l)
			}
		case metaPart:
			l.use, l.reason = furnished, "name of a part of the file"
		default:
			l.use, l.reason = furnished, firstOf([]string{l.Reason, "mark of the file format"})
		}
	}
}

// datesText reports whether the date that the file gives is that of its text, as
// far as it gives one: a page of a site and the front matter of a text do. A file
// made for print rather gives its own.
func (s *source) datesText() bool { return s.hint(metaAddress) != "" || !s.paged }

// pageReasons are the reasons that formats with pages give for what stands at
// the head or foot of each.
var pageReasons = map[string]bool{
	"running head": true, "running foot": true, "page number": true, "page head": true, "page foot": true,
}

// hint gives the first value that the file gives for a description.
func (s *source) hint(meta string) string { return s.hints[meta] }

// linesOf are the lines that give a description.
func (s *source) linesOf(meta string) []int {
	var lines []int
	for i := range s.lines {
		if s.lines[i].Meta == meta {
			lines = append(lines, s.lines[i].Number)
		}
	}
	return lines
}

// takeHints notes the first value of each description; they stand before the text.
func (s *source) takeHints() {
	s.hints = map[string]string{}
	for i := range s.lines {
		l := &s.lines[i]
		if l.Meta == "" && l.use == body {
			return
		}
		meta := l.Meta
		if meta == metaAddress && !strings.ContainsAny(l.text, "./") { // "source" names who issued it as often as where it stands
			meta = metaIssuer
		}
		if meta != "" && l.text != "" && s.hints[meta] == "" {
			s.hints[meta] = l.text
		}
	}
}

// furnish makes a line furniture, unless something else was made of it.
func (s *source) furnish(i int, reason string) {
	if s.lines[i].use == body {
		s.lines[i].use, s.lines[i].reason = furnished, reason
	}
}

// nextBody gives the index of the first line from i on that is still text, or
// the number of lines.
func (s *source) nextBody(i int) int {
	for i < len(s.lines) && s.lines[i].use != body {
		i++
	}
	return i
}

// furniture lists the lines that became furniture: neighbours with one reason
// are one piece.
func (s *source) furniture() []archive.Furniture {
	var all []archive.Furniture
	last := -1
	for i := range s.lines {
		l := &s.lines[i]
		if l.use != furnished {
			continue
		}
		if n := len(all) - 1; n >= 0 && all[n].Reason == l.reason && s.onlyBlank(last+1, i) {
			all[n].Lines = append(all[n].Lines, l.Number)
		} else {
			all = append(all, archive.Furniture{Lines: []int{l.Number}, Reason: l.reason})
		}
		last = i
	}
	return all
}

// onlyBlank reports whether nothing is printed on the lines from i up to j.
func (s *source) onlyBlank(i, j int) bool {
	for ; i < j; i++ {
		if s.lines[i].use != blank {
			return false
		}
	}
	return true
}

// measureOf gives the measure of a source whose paragraphs are wrapped: the
// width that nearly all its lines keep to. Converters that keep one line to a
// paragraph write lines of several hundred characters; wrapped text keeps to
// some 60 to 110, and its blocks hold full lines below one another.
func measureOf(lines []line) int {
	const widest = 130
	var lengths [widest + 1]int
	total, over, full := 0, 0, 0
	for i := range lines {
		if lines[i].use != body || lines[i].Meta != "" {
			continue
		}
		n := utf8.RuneCountInString(lines[i].text)
		total++
		if n > widest {
			over++
			continue
		}
		lengths[n]++
		if n >= 45 && i+1 < len(lines) && lines[i+1].use == body && lines[i+1].Meta == "" {
			full++
		}
	}
	if total == 0 || over*20 > total || full*10 < total {
		return 0
	}
	rest := total / 20 // the longest twentieth may stick out
	for n := widest; n > 0; n-- {
		if rest -= lengths[n]; rest < 0 {
			return n
		}
	}
	return 0
}
