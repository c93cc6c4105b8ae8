package packet

import (
	"strings"
	"unicode"

	"communique/internal/archive"
	"communique/internal/regexp"
)

// OCR of typescript reads specks, stamps and the marks of pens as letters. What
// it leaves of them is told from text by its words, and only in a source whose
// specks show that it was scanned.

// fewSpecks is how many lines of specks show that, and one in how many lines.
const (
	fewSpecks = 3
	speckIn   = 120
)

// markScan takes out the noise of a scan, and its damaged markings.
func (s *source) markScan() {
	if !s.hasSpecks() {
		return
	}
	s.scanned = true
	words := s.scanWords()
	for i := range s.lines {
		l := &s.lines[i]
		if l.use != body || l.fold == "" || l.Meta != "" {
			continue
		}
		switch {
		case isDamagedMarking(l.text) != "":
			l.marking, l.page = isDamagedMarking(l.text), true
			s.furnish(i, "security marking at the head or foot of a page")
		case len(l.text) <= 16 && damagedPage.MatchString(l.text) && !s.besideNumber(i):
			l.page = true
			s.furnish(i, "number of the page")
		case isTypist(l.text):
			l.page = true // it ends a paper
			s.furnish(i, "initials of author and typist")
		case isNoise(l.text, words):
			s.furnish(i, "unreadable marks of the scan")
		}
	}
}

// hasSpecks reports whether the source has lines of specks as only a scan has:
// some, or one at all where the stamp of a release is read.
func (s *source) hasSpecks() bool {
	specks, lines, stamped := 0, 0, false
	for i := range s.lines {
		l := &s.lines[i]
		if l.Meta != "" || l.use == blank {
			continue
		}
		lines++
		if isSpeck(l.text) {
			specks++
		}
		stamped = stamped || l.reason == stampOfRelease || l.reason == formOfRelease
	}
	return specks >= fewSpecks && specks*speckIn >= lines || specks > 0 && stamped
}

// besideNumber reports whether the line above or below is a number as well: then
// it is a column of them and no number of a page.
func (s *source) besideNumber(i int) bool {
	return i > 0 && isNumber(s.lines[i-1].text) || i+1 < len(s.lines) && isNumber(s.lines[i+1].text)
}

// isNumber reports whether a line begins and ends with a digit and has no letter.
func isNumber(text string) bool {
	return text != "" && isDigitAt(text, 0) && isDigitAt(text, len(text)-1) && !strings.ContainsFunc(text, unicode.IsLetter)
}

// isSpeck reports whether a line holds a mark or a letter or two that are no
// label, rule, or bullet.
func isSpeck(text string) bool {
	if len(text) >= 20 {
		return false
	}
	letters, marks := 0, 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9' || r > unicode.MaxLatin1 && unicode.IsLetter(r):
			return false
		case unicode.IsLetter(r):
			letters++
		case !strings.ContainsRune("-_=*#~ \t|•–—.", r):
			marks++
		}
	}
	return letters == 1 && len(text) < 6 || letters == 0 && marks > 0
}

// damagedPage is the number of a page in a line of few characters.
var damagedPage = regexp.MustCompile(`^\W*(?:\w{1,2}\.? )?(?:PAGE|Page) \w{1,3}\W*$|^\W{0,2}[-–—] ?\w{1,2} ?[-–—.]\W{0,2}$|^\d{1,3}$`)

// typist are the initials of who wrote and who typed a paper, at its foot:
// "JAM/mfb".
var typist = regexp.MustCompile(`^\W{0,3}[A-Za-z]{2,4} ?[/:] ?[a-z]{2,4}\W*$`)

func isTypist(text string) bool {
	return len(text) <= 14 && typist.MatchString(text) && !strings.EqualFold(strings.Trim(text, " ."), "and/or")
}

// scanWords counts the words of the running text, as far as they are whole.
func (s *source) scanWords() map[string]int {
	words := map[string]int{}
	for i := range s.lines {
		if l := &s.lines[i]; l.use == body && len(l.text) > 30 {
			for w := range strings.FieldsFuncSeq(l.text, func(r rune) bool { return !unicode.IsLetter(r) }) {
				if len(w) > 1 && len(w) < 20 {
					words[strings.ToLower(w)]++
				}
			}
		}
	}
	return words
}

// longestNoise is how many letters a line of noise has at most.
const longestNoise = 28

// isNoise reports whether a line is what OCR makes of marks that are no text:
// hardly a letter, or scraps of words. A number, a label, a short word that the
// text uses as well, and writing that is not Latin are none.
func isNoise(text string, words map[string]int) bool {
	if len(text) > 60 || hasRedaction(text) {
		return false
	}
	letters, real, numbers, tokens, marks := 0, 0, 0, 0, 0
	for token := range strings.FieldsSeq(text) {
		bare := strings.TrimFunc(token, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if bare == "" {
			marks++
			continue
		}
		tokens++
		n := 0
		for _, r := range bare {
			if unicode.IsLetter(r) {
				if r > unicode.MaxLatin1 {
					return false
				}
				n++
			}
		}
		letters += n
		switch {
		case n == 0:
			numbers++
		case isWord(bare, words):
			real += n
		}
	}
	if letters > longestNoise || letters == 0 && tokens > 0 {
		return false
	}
	if real == 0 {
		return numbers <= 1 || letters > 3
	}
	return marks >= 3 && marks >= tokens && letters < 14 || tokens >= 3 && real*10 < letters*3
}

// isWord reports whether a scrap is a word: the text uses it elsewhere, or it
// has the length, the vowels and the case of one.
func isWord(scrap string, words map[string]int) bool {
	low := strings.ToLower(scrap)
	if words[low] >= 2 && len(low) > 2 || len(low) > 1 && (functionWords[low] || verbs[low] || shortWords[low]) {
		return true
	}
	runes := []rune(scrap)
	if len(runes) < 4 || strings.ContainsFunc(scrap, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' && r != '.' }) {
		return false
	}
	if !strings.ContainsAny(low, "aeiouyáéíóúàèüöäåâêô") {
		return false
	}
	small, capital := 0, 0
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) {
			capital++
		} else if i > 0 && unicode.IsLower(r) {
			small++
		}
		if i > 1 && r == runes[i-1] && r == runes[i-2] {
			return false
		}
	}
	return capital == 0 || small == 0 || strings.HasPrefix(scrap, "Mc") || strings.HasPrefix(scrap, "Mac")
}

// shortWords are words of two and three letters that neither functionWords nor
// verbs hold.
var shortWords = set("no not so go ok us me my him his her its who why how all any own out two six ten one new old yes per mr mrs ms dr st day war act aid oil arm men man " +
	"il elle ils ces ses son sa si ne pas ni que qui est ont es son una uno los sus por que con del não dos nem ist das dem den die der und som att det den ett om vi")

// wholeMarkings are the markings that a scan may damage, without their spaces.
var wholeMarkings = []struct{ letters, printed string }{
	{"TOPSECRET", "TOP SECRET"}, {"SECRET", "SECRET"}, {"CONFIDENTIAL", "CONFIDENTIAL"}, {"UNCLASSIFIED", "UNCLASSIFIED"}, {"RESTRICTED", "RESTRICTED"},
	{"TOPSECRETEYESONLY", "TOP SECRET EYES ONLY"}, {"SECRETEYESONLY", "SECRET EYES ONLY"}, {"SECRETSENSITIVE", "SECRET SENSITIVE"},
	{"TOPSECRETSENSITIVE", "TOP SECRET SENSITIVE"}, {"LIMITEDOFFICIALUSE", "LIMITED OFFICIAL USE"}, {"OFFICIALUSEONLY", "OFFICIAL USE ONLY"}, {"EYESONLY", "EYES ONLY"},
}

// isDamagedMarking gives the marking that a line of a scan is nothing else than,
// but for a letter in six: "[Tap secret |", "TOPSECRET", "C0NFIDENTIAL".
func isDamagedMarking(text string) string {
	if len(text) > 40 || startsLower(text) {
		return ""
	}
	var letters []byte
	for _, r := range text {
		switch {
		case r < unicode.MaxASCII && unicode.IsLetter(r):
			letters = append(letters, byte(unicode.ToUpper(r)))
		case r == '0':
			letters = append(letters, 'O')
		case unicode.IsDigit(r) || unicode.IsLetter(r):
			return ""
		}
	}
	for _, m := range wholeMarkings {
		allowed := len(m.letters) / 6
		if !isCapitals(text) && !strings.ContainsAny(text, "[]|") {
			allowed = 0
		} else if strings.ContainsAny(text, "[]|") {
			allowed++
		}
		if d := len(letters) - len(m.letters); d > allowed || -d > allowed {
			continue
		}
		if distance(string(letters), m.letters) <= allowed {
			return m.printed
		}
	}
	return ""
}

// distance is how many letters must be put in, taken out or exchanged to make b
// of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			next := corner
			if a[i] != b[j] {
				next = 1 + min(corner, row[j], row[j+1])
			}
			corner, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}

// Reasons by which a release is known.
const (
	stampOfRelease = "stamp of the release"
	formOfRelease  = "identification sheet of the release"
)

// unlabel takes the label off a piece of a scan that is a speck in front of a line
// which goes on with the one above.
func (s *source) unlabel(p *piece, above []piece, whole string) {
	if !s.scanned || p.label != bullet || len(above) == 0 || p.text == "" {
		return
	}
	if last := &above[len(above)-1]; last.label != bullet && (startsLower(p.text) || hangs(last.last)) && !endsSentence(last.last) {
		p.label, p.printed, p.role, p.text = "", "", archive.Prose, whole
	}
}

// scanLabel is a number behind specks, with a comma that was a point, or a
// letter in front of capitals.
var scanLabel = regexp.MustCompile(`^[^\pL\d$]{0,6}(?:(\d{1,2})[.,]|([A-H])[.,]) +["“‘(\[]?\p{Lu}`)

// labelOf is cutLabel, which in a scan also knows the damaged labels.
func (s *source) labelOf(text string) (label, rest string) {
	label, rest = cutLabel(text)
	if !s.scanned || label != "" && label != bullet {
		return label, rest
	}
	m := scanLabel.FindStringSubmatchIndex(text)
	if m == nil || m[2] < 0 && !isCapitals(text) {
		return label, rest
	}
	for _, group := range []int{2, 4} {
		if m[group] >= 0 {
			label, rest = text[m[group]:m[group+1]], strings.TrimLeft(text[m[group+1]+1:], " ")
		}
	}
	return label, rest
}
