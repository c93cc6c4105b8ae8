package packet

import (
	"strings"

	"communique/internal/archive"
	"communique/internal/regexp"
)

// The longest headings that the genre prints, in bytes and words. Headings in
// title case run longer than those written as a phrase.
const (
	longestHeading = 200
	titleCaseWords = 22
	phraseBytes    = 85
	phraseWords    = 11
)

// longestRun is how many headings without marks may follow one another with no
// text between: notes nest three deep. A longer run is a list of names.
const longestRun = 4

// findHeadings tells which pieces are headings.
func (b *builder) findHeadings() {
	b.headings = make([]bool, len(b.pieces))
	b.capitals = b.allCapitals()
	b.marked = b.marksHeadings()
	for i := 0; i < len(b.pieces); i++ {
		from := i
		for i < len(b.pieces) && b.isHeading(i) {
			b.headings[i] = true
			i++
		}
		if i-from > longestRun {
			for j := from; j < i; j++ {
				b.headings[j] = b.pieces[j].heading > 0 || b.pieces[j].bold
			}
		}
	}
	// A last line with nothing under it is a name that signs; only in a release
	// can the text under a heading be gone.
	if n := len(b.pieces) - 1; n > 0 && b.headings[n] && !b.src.released && b.pieces[n].heading == 0 {
		b.headings[n] = false
		b.signature = n
	}
}

// isHeading reports whether piece i is the heading of a section: marked as one
// by the format, or a short line on its own without the end of a sentence,
// printed in capitals, in title case, or as a phrase without a verb.
func (b *builder) isHeading(i int) bool {
	p := b.pieces[i]
	switch {
	case isSalutation(p.text), p.heading == 0 && labelAlone.MatchString(p.text):
		return false
	case p.heading > 0:
		return true
	case b.src.scanned && i > b.lastLong: // who signs, what is attached
		return false
	case len(p.text) > longestHeading || p.label == bullet || p.role == archive.Footnote || isSignOff(p.text) || hasRedaction(p.text):
		return false
	case listOfPersons.MatchString(p.text) || signsFor.MatchString(p.text) || i > 0 && signsFor.MatchString(b.pieces[i-1].text):
		return false
	case isTableRow(p.text) || isDateline(p.text) || strings.Contains(p.text, "://") || strings.Contains(p.text, "@"):
		return false
	case dashedHeading.MatchString(strings.TrimSpace(p.printed+" "+p.text)) && b.isDashedHeading(i):
		return true
	case p.label != "":
		return b.isNumberedHeading(i)
	case hangs(p.text) || isItem(p.text) || b.isCut(i):
		return false
	case !b.standsAlone(i) || startsLower(p.text) || leadsIn(p.text):
		return false
	case p.bold:
		return !endsLikeProse(p.text) || strings.HasSuffix(p.text, ":") && !hasVerb(p.text)
	case strings.HasSuffix(p.text, ":") && b.leadsList(i):
		return false
	case strings.HasSuffix(p.text, ":"):
		return countWords(p.text) <= 6 && !hasVerb(p.text) && isLatin(p.text) && !b.marked
	case endsLikeProse(p.text):
		return false
	}
	return !b.marked && b.hasHeadingForm(i)
}

// listOfPersons is a label with those behind it who took part or are sent a copy.
var listOfPersons = regexp.MustCompile(`^(?i:present|participants|attendees|attendance|in attendance|présents|distribution|attachments?|enclosures?|tabs?)\s*:`)

// isTableRow reports whether a line holds the cells of a row side by side:
// "Crossing | 2017 | 2018".
func isTableRow(text string) bool { return strings.Contains(text, " | ") }

// isItem reports whether a line ends as an item before the last of a list.
func isItem(text string) bool {
	return strings.HasSuffix(text, "; and") || strings.HasSuffix(text, "; or")
}

// isCut reports whether the line behind piece i begins in mid-sentence: then a
// page ended within a sentence, and piece i is its start.
func (b *builder) isCut(i int) bool {
	for i++; i < len(b.pieces) && b.pieces[i].role == archive.Footnote; i++ {
	}
	return i < len(b.pieces) && b.pieces[i].label == "" && startsLower(b.pieces[i].text)
}

// hasHeadingForm judges a line without marks by its words.
func (b *builder) hasHeadingForm(i int) bool {
	text := b.pieces[i].text
	words := countWords(text)
	switch {
	case isCapitals(text):
		return words <= titleCaseWords && !b.capitals
	case isTitleCase(text):
		return words <= titleCaseWords
	case i+1 == len(b.pieces): // a last line that breaks off is text
		return false
	}
	return words <= phraseWords && len(text) <= phraseBytes && !hasVerb(strings.TrimPrefix(text, "I. "))
}

// standsAlone reports whether blank space or a page parts piece i from its
// neighbours; below, a long line or a list item will do.
func (b *builder) standsAlone(i int) bool {
	p := b.pieces[i]
	if i > 0 && p.gap == 0 && !p.broken && !p.parted {
		return false
	}
	if i+1 == len(b.pieces) {
		return true
	}
	next := b.pieces[i+1]
	return next.gap > 0 || next.broken || next.parted || next.label != "" || len(next.text) > longestHeading
}

// isNumberedHeading: "II. POLITICAL ISSUES", "3. Covert Economic Activities". In
// capitals or bold it is one; in title case only where text without a label or
// with a lower one follows, else it is a short item of a list.
func (b *builder) isNumberedHeading(i int) bool {
	p := b.pieces[i]
	if p.text == "" || hangs(p.text) || !b.standsAlone(i) || countWords(p.text) > 12 {
		return false
	}
	if endsSentence(p.text) && !p.bold {
		return b.isNumberedTitle(i)
	}
	if isCapitals(p.text) && !b.capitals || p.bold {
		return true
	}
	if i+1 == len(b.pieces) || !isTitleCase(p.text) {
		return false
	}
	next := b.pieces[i+1]
	return next.label == "" && len(next.text) > longestHeading || strings.HasPrefix(next.label, p.label+".")
}

// isNumberedTitle: typescript sets a point behind the title of a numbered
// section: "3. Covert Economic Activities." over items or text of its own.
func (b *builder) isNumberedTitle(i int) bool {
	p := b.pieces[i]
	if p.role != archive.Numbered || p.gap == 0 && i > 0 || !strings.HasSuffix(p.text, ".") || countWords(p.text) > 8 || !isTitleCase(p.text) || hasVerb(romanOne.Replace(p.text)) || i+1 == len(b.pieces) {
		return false
	}
	next := b.pieces[i+1]
	return next.gap > 0 && (next.role == archive.Lettered || next.label == "" && (len(next.text) > short || len(next.text) > 40 && hasVerb(next.text)))
}

// dashedHeading is a number with a dash before a phrase: "1 - Political dialogue".
var dashedHeading = regexp.MustCompile(`^(?:\d{1,2}|[IVX]{1,4}) ?[-–—] ?\p{Lu}[^.:;]{3,60}$`)

// isDashedHeading: such a line is a heading between a whole sentence and a text
// without a label, also where no blank space parts them.
func (b *builder) isDashedHeading(i int) bool {
	if i == 0 || i+1 == len(b.pieces) || hasVerb(b.pieces[i].text) || hangs(b.pieces[i].text) || b.marked {
		return false
	}
	above, below := b.pieces[i-1], b.pieces[i+1]
	return endsSentence(above.text) && below.label == "" && len(below.text) > short
}

// romanOne takes out the number that hasVerb would read as a word.
var romanOne = strings.NewReplacer(" I:", ":", " I.", ".")

// marksHeadings reports whether the format marks the headings of the document:
// then a short line without a mark is none.
func (b *builder) marksHeadings() bool {
	n := 0
	for _, p := range b.pieces {
		if p.heading > 0 {
			n++
		}
	}
	return n > 0 && !b.src.scanned
}

// allCapitals reports whether the running text is printed in capitals, as
// telegrams are: then they make no heading.
func (b *builder) allCapitals() bool {
	long, capitals := 0, 0
	for _, p := range b.pieces {
		if len(p.text) > 60 && p.heading == 0 {
			long++
			if isCapitals(p.text) {
				capitals++
			}
		}
	}
	return long > 0 && capitals*2 > long
}

// leadsIn reports whether a line leads in what follows: the enacting words of a
// statement ("WE HEREBY COMMIT TO:"), or who says what is quoted.
func leadsIn(text string) bool {
	if !strings.HasSuffix(text, ":") {
		return false
	}
	if enacting.MatchString(text) {
		return true
	}
	first, _, _ := strings.Cut(strings.ToLower(text), " ")
	switch first {
	case "we", "therefore", "therefore,", "the", "these", "to", "they", "he", "she", "accordingly,":
		return true
	}
	return false
}

// leadsList reports whether the items of a list follow a line in another
// language or in a sentence that goes on in them: "Etaient présents :".
func (b *builder) leadsList(i int) bool {
	return i+1 < len(b.pieces) && b.pieces[i+1].label != "" && !isTitleCase(b.pieces[i].text)
}

// salutation is the line by which a letter or a speech begins.
var salutation = regexp.MustCompile(`^(?:(?:My )?Dear \p{Lu}[\p{L}. ]{1,40}|(?:Mr|Madam|Mrs|Ms)\.? (?:President|Speaker|Chairman|Chair|Secretary|Prime Minister|Minister|Secretary[- ]General)|Sir|Madam|Excellenc(?:y|ies)|Your Excellenc(?:y|ies)|(?:Your )?Excellencies, (?:l|L)adies and (?:g|G)entlemen|Ladies and (?:g|G)entlemen|(?:Cher|Chère|Monsieur|Madame|Mesdames|Messieurs|Estimad[oa]|Car[oa]|Senhor|Señor|Sehr geehrte[r]?|Herr|Fru|Bäste|Bästa)(?: [\p{L}. ]{1,40})?)\s?[:,]$`)

// labelAlone is the label of a memorandum whose words stand in the line below.
var labelAlone = regexp.MustCompile(`^(?i:subject|subjects|participants|ref|references?|to|from|through)\s?:?$`)

func isSalutation(text string) bool { return len(text) <= 80 && salutation.MatchString(text) }

// enacting is the end of a sentence that goes on in what follows.
var enacting = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:o seguinte|lo siguiente|ce qui suit|comme suit|as follows|the following|folgendes|följande|следующее|ما يلي)\s?:$`)

// setLevels makes the levels of sections logical. Converters of PDF set heading
// levels at random; they are trusted where the first is the highest and none
// leaps down by more than one. Without marks, headings in capitals stand above
// those that are not, and labels with a colon stand below.
func setLevels(sections []archive.Section) {
	marked, trusted := markedLevels(sections)
	if marked && !trusted {
		for i := range sections {
			sections[i].Level = 1
		}
	}
	if marked {
		return
	}
	capitals := false
	for _, s := range sections {
		capitals = capitals || isCapitals(s.Heading) && len(s.Paragraphs) == 0
	}
	for i := range sections {
		s := &sections[i]
		if capitals && s.Heading != "" && !isCapitals(s.Heading) {
			s.Level++
		}
		if strings.HasSuffix(s.Heading, ":") && i > 0 && !capitals {
			s.Level++
		}
	}
}

// markedLevels reports whether the format marks levels, and whether they make
// sense; levels that do are counted from 1.
func markedLevels(sections []archive.Section) (marked, trusted bool) {
	top, above := 0, 0
	trusted = true
	for _, s := range sections {
		if s.Heading == "" {
			continue
		}
		marked = marked || s.Level > 1
		if top == 0 {
			top, above = s.Level, s.Level
		}
		if s.Level < top || s.Level > above+1 {
			trusted = false
		}
		above = s.Level
	}
	if trusted && top > 1 {
		for i := range sections {
			sections[i].Level = max(sections[i].Level-top+1, 1)
		}
	}
	return marked, trusted
}
