package normalize

import (
	"slices"
	"strings"
	"unicode"
)

// Optical character recognition takes a capital I for a small l, and loses the
// space behind a short word. Both are undone only where one reading is possible:
// for acronyms that are no words with an l, for the short words below before
// such an acronym, a capital or a word of the vocabulary. So "loT" is "IoT",
// "ofloT" is "of IoT" and "ofthe" is "of the", while "lot", "WhatsApp" or "often"
// stay what they are.

// acronyms are those of the genre that begin with I or hold one, each in the
// exact case in which it is printed.
var acronyms = []string{
	"IoT", "IIoT", "ICAO", "ICT", "ICTs", "IMO", "IMF", "IAEA", "IHL", "ISIL", "ISIS", "ILO", "IOM",
	"ISP", "ISPs", "IED", "IEDs", "INTERPOL", "IUU", "IFI", "IFIs", "FBI", "CIA", "CSIS", "API", "AI", "AIs",
}

// glued are the short words whose following space is lost in print.
var glued = []string{"of", "the", "and", "in", "on", "to", "for", "by", "with", "from", "or", "an", "a", "our", "that", "between"}

// certain are those of them that begin no name in small letters and no other
// word as the other ones do.
var certain = map[string]bool{"of": true, "the": true, "and": true, "for": true, "by": true, "with": true, "from": true, "that": true, "between": true}

// articles are the commonest of all.
var articles = []string{"the", "of", "and"}

// pairs are short words that are glued to each other and give no word.
var pairs = map[string]int{
	"ofthe": 2, "inthe": 2, "onthe": 2, "tothe": 2, "bythe": 2, "forthe": 3, "andthe": 3, "fromthe": 4, "withthe": 4,
	"thatthe": 4, "atthe": 2, "asthe": 2, "isthe": 2, "ofour": 2, "toour": 2, "inour": 2, "forour": 3, "andour": 3,
	"ofthis": 2, "inthis": 2, "onthis": 2, "tothis": 2, "ofthese": 2, "inthese": 2, "oftheir": 2, "intheir": 2, "totheir": 2,
	"ofits": 2, "andits": 3, "andto": 3, "andin": 3, "thatwe": 4, "hasbeen": 3, "havebeen": 4, "willbe": 4, "shouldbe": 6,
}

var pairShapes = func() *shapes {
	found := &shapes{}
	for pair := range pairs {
		found.add(shapeOf(pair, ""))
	}
	return found
}()

const (
	shortestGlued = 5  // letters
	shortestOther = 6  // letters of the other word, where only its spelling tells
	longestGlued  = 40 // bytes
	longestPair   = 8  // bytes
)

// misread gives the acronym that letters with small l for capital I stand for.
var misread = func() map[string]string {
	m := map[string]string{}
	for _, a := range acronyms {
		m[a] = a
		for l := range variants(a) {
			m[l] = a
		}
	}
	return m
}()

// variants yields a with any of its I read as l. A variant all in lower case
// would be a word ("al") and is left out.
func variants(a string) map[string]bool {
	found := map[string]bool{"": true}
	for _, r := range a {
		next := map[string]bool{}
		for prefix := range found {
			next[prefix+string(r)] = true
			if r == 'I' {
				next[prefix+"l"] = true
			}
		}
		found = next
	}
	for v := range found {
		if v == strings.ToLower(v) || ordinary[v] {
			delete(found, v)
		}
	}
	return found
}

// ordinary are variants that are read as something else: "Al" is a name (Al
// Hol, Al Gore) before it is artificial intelligence.
var ordinary = map[string]bool{"Al": true, "Als": true}

// unglue repairs a word of capitals and small letters that begins at a place.
func unglue(word string, at int) []edit {
	if len(word) > longestGlued {
		return nil
	}
	if whole, ok := misread[word]; ok {
		return replaced(word, whole, at)
	}
	if isCapitalsButL(word) {
		return replaced(word, strings.ReplaceAll(word, "l", "I"), at)
	}
	for _, short := range glued {
		rest, ok := cutPrefixFold(word, short)
		if !ok {
			continue
		}
		if whole, ok := misread[rest]; ok && len(rest) >= 3 {
			return append([]edit{space(at + len(short))}, replaced(rest, whole, at+len(short))...)
		}
		if isGlued(word, short, rest) {
			return []edit{space(at + len(short))}
		}
	}
	return nil
}

// isCapitalsButL reports whether a word is one of capitals with small l among
// them, each of which is an I: "COMMUNlQUE", "lNDIA".
func isCapitalsButL(word string) bool {
	capitals, l := 0, 0
	for _, r := range word {
		switch {
		case r == 'l':
			l++
		case unicode.IsUpper(r):
			capitals++
		default:
			return false
		}
	}
	return l > 0 && capitals >= fewestCapitals && capitals > l
}

// fewestCapitals is how many capitals show that a word is one of capitals.
const fewestCapitals = 4

// isMisreadI reports whether a word begins as none does but with a capital I:
// "lnternational", "lndia".
func isMisreadI(word string) bool {
	return len(word) >= shortestGlued && strings.HasPrefix(word, "ln")
}

// isGlued reports whether a short word has another one with a capital behind it:
// "ofCanada", "theUK", "TheGovernment".
func isGlued(word, short, rest string) bool {
	if len(rest) < 2 || rest[0] < 'A' || rest[0] > 'Z' {
		return false
	}
	if rest != strings.ToUpper(rest) && rest[1:] != strings.ToLower(rest[1:]) {
		return false
	}
	if word[:len(short)] == short && certain[short] {
		return true
	}
	if word[:len(short)] != short && !slices.Contains(articles, short) || len(rest) < shortestOther && !slices.Contains(articles, short) {
		return false
	}
	return len(short) > 1 && isWord(rest)
}

// unglueSmall repairs a word in letters of one case, if it is none.
func (p *proof) unglueSmall(w letters) {
	word := p.text[w.start:w.end]
	if n := gluedAt(word); n > 0 && p.standsAlone(w.start, w.end) && !isWord(word) {
		p.edits = append(p.edits, space(w.start+n))
	}
}

// gluedAt gives the length of the first of two words that are glued together; 0
// where there is no such reading.
func gluedAt(word string) int {
	if len(word) <= longestPair && pairShapes.has(shapeOf(word, "")) {
		if n := pairs[strings.ToLower(word)]; n > 0 {
			return n
		}
	}
	for _, short := range articles {
		n, rest := len(short), len(word)-len(short)
		switch {
		case rest < shortestOther:
		case strings.EqualFold(word[:n], short) && isWord(word[n:]):
			return n
		case strings.EqualFold(word[rest:], short) && isWord(word[:rest]):
			return rest
		}
	}
	return 0
}

// space puts one where it was lost.
func space(at int) edit { return edit{start: at, end: at, text: " "} }

// replaced says that whole stands for a word, where they differ.
func replaced(word, whole string, at int) []edit {
	if word == whole {
		return nil
	}
	return []edit{{start: at, end: at + len(word), text: whole}}
}

// cutPrefixFold cuts short off the front of word, whose first letter may be a
// capital ("OfIoT").
func cutPrefixFold(word, short string) (string, bool) {
	if len(word) <= len(short) || !strings.EqualFold(word[:len(short)], short) || word[1:len(short)] != short[1:] {
		return "", false
	}
	return word[len(short):], true
}
