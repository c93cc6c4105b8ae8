package packet

import (
	"strings"

	"communique/internal/normalize"
	"communique/internal/regexp"
)

// Whom the press may call stands below the text of a release, under a line that
// says so.

// contactHead begins such a block, folded.
var contactHead = regexp.MustCompile(`^\W*(?:(?:for )?(?:media|press|news|further|more|additional|general|public)(?: (?:and|or|&) \w+)? (?:contacts?|inquir(?:y|ies)|enquir(?:y|ies)|information|relations)\b` +
	`|contacts?(?: (?:presse|de presse|press|media|for (?:the )?(?:media|press)|person|information|medias?|(?:de|para|com) (?:la |a )?(?:prensa|imprensa)))?\s*(?::|$)|pressekontakt|presskontakt|kontaktperson(?:er)?\b|kontakt\s*(?::|$)|contatos?\s*(?::|$|para)|contactos?\s*(?::|$|de prensa)|renseignements\s*(?::|$)|(?:ytterligare|mer|narmare) (?:information|upplysningar)\s*(?::|$)|pour (?:plus d'information|tout renseignement))`)

// reachable is a way to reach somebody: a telephone number or an address.
var reachable = regexp.MustCompile(`[\w.+-]+@[\w-]+\.\w|(?i:\b(?:tel|telephone|tfn|telefon|phone|fax|mobile?|cell|ph|t[eé]l)\b)\W{0,3}(?:\(\w*\)\W{0,2})?[+(]?\d|(?:^|\s)[+(]?\d[\d ()/-]{7,}\d\b`)

// spanOfYears has the form of a telephone number: "2019 - 2022".
var spanOfYears = regexp.MustCompile(`\b(?:19|20)\d\d ?[-–/] ?(?:19|20)\d\d\b`)

// longestContacts is how many lines such a block has at most.
const longestContacts = 16

// markContacts takes out the blocks of contacts.
func (s *source) markContacts() {
	prose := 0
	for i := range s.lines {
		l := &s.lines[i]
		if l.use != body {
			continue
		}
		if len(l.text) > short {
			prose++
			s.markContactSentence(i)
		}
		if prose > 0 && l.fold != "" && namesContact(l.fold) && contactHead.MatchString(l.fold) {
			s.markContact(i)
		}
	}
	s.markAddress()
}

// longestContactSentence bounds a line that names whom to call, in bytes.
const longestContactSentence = 400

// markContactSentence takes out a contact that one long line holds: who they
// are, and their numbers.
func (s *source) markContactSentence(i int) {
	l := &s.lines[i]
	if len(l.text) > longestContactSentence || !strings.Contains(head(l.text, 40), ":") || !reachable.MatchString(l.text) {
		return
	}
	if front := normalize.Fold(head(l.text, 60)); namesContact(front) && contactHead.MatchString(front) {
		s.furnish(i, "contact for the press")
	}
}

// namesContact is a cheap guard in front of contactHead.
func namesContact(fold string) bool {
	for _, word := range []string{"conta", "konta", "quir", "informati", "renseign", "relations", "upplysn"} {
		if strings.Contains(fold, word) {
			return true
		}
	}
	return false
}

// markContact takes out the block that begins with line i, if it says how to
// reach somebody: short lines, of which one at least does.
func (s *source) markContact(i int) {
	block := []int{i}
	reached := reachable.MatchString(s.lines[i].text)
	last, gap := 0, 0
	for j := i + 1; j < len(s.lines) && len(block) < longestContacts; j++ {
		l := &s.lines[j]
		if l.use == blank {
			if gap++; gap > 2 {
				break
			}
			continue
		}
		if l.use != body {
			continue
		}
		can := reachable.MatchString(l.text)
		if l.fold == "" || l.Heading > 0 || isListed(l.text) && !can || endsSentence(l.text) && !can && !strings.HasSuffix(l.text, ":") {
			break
		}
		gap = 0
		block = append(block, j)
		if can {
			reached, last = true, len(block)-1
		}
	}
	if !reached {
		return
	}
	for _, k := range block[:last+1] {
		s.furnish(k, "contact for the press")
	}
}

// markAddress takes out the address of the office at the very foot of a source.
func (s *source) markAddress() {
	for i, n := len(s.lines)-1, 0; i >= 0 && n < 3; i-- {
		l := &s.lines[i]
		if l.use != body {
			continue
		}
		n++
		if l.fold == "" || l.Heading > 0 || endsSentence(l.text) || isListed(l.text) || !reachable.MatchString(spanOfYears.ReplaceAllString(l.text, "")) {
			continue
		}
		s.furnish(i, "address of the office")
	}
}
