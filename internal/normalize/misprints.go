package normalize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// letters is a run of letters in a text.
type letters struct {
	start, end   int
	count        int  // of letters
	upper, lower int  // how many of them are capitals, or not
	mixed        bool // a capital behind a small letter, or a small one in a word of capitals
	known        bool // found in the vocabulary: most words are not looked up
}

// proof looks through a text for misprints, word by word.
type proof struct {
	text   string
	edits  []edit
	last   letters   // the word before
	spaced []letters // single letters with one space between each
}

// misprints are the edits that put right words that were parted, glued together
// or misread.
func misprints(s string) []edit {
	p := proof{text: s}
	for at := 0; at < len(s); {
		w := nextLetters(s, at)
		if w.count == 0 {
			break
		}
		p.see(w)
		at = w.end
	}
	p.closeSpaced()
	return p.edits
}

// nextLetters finds the next run of letters from a place on.
func nextLetters(s string, at int) letters {
	var w letters
	for at < len(s) {
		r, size := rune(s[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[at:])
		}
		switch {
		case r >= 'a' && r <= 'z':
			w.add(at, size, false)
		case r >= 'A' && r <= 'Z':
			w.add(at, size, true)
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || w.count > 0 && unicode.Is(unicode.Mn, r)):
			w.add(at, size, unicode.IsUpper(r))
		case w.count > 0:
			return w
		}
		at += size
	}
	return w
}

// add takes a letter to the run.
func (w *letters) add(at, size int, upper bool) {
	if w.count == 0 {
		w.start = at
	}
	w.end = at + size
	w.count++
	if upper {
		w.mixed = w.mixed || w.lower > 0
		w.upper++
		return
	}
	w.mixed = w.mixed || w.upper > 1
	w.lower++
}

// see takes the next word.
func (p *proof) see(w letters) {
	if w.count == 1 {
		p.seeLetter(w)
	} else {
		p.closeSpaced()
	}
	before := p.last
	p.last = w
	if w.mixed && p.standsAlone(w.start, w.end) {
		p.edits = append(p.edits, unglue(p.text[w.start:w.end], w.start)...)
		return
	}
	if p.text[w.start] == 'l' && isMisreadI(p.text[w.start:w.end]) && p.standsAlone(w.start, w.end) {
		p.edits = append(p.edits, edit{start: w.start, end: w.start + 1, text: "I"})
		return
	}
	if before.end > 0 && w.count <= longestWord && p.seeTogether(before, w) {
		p.last, p.spaced = letters{}, p.spaced[:0]
		return
	}
	if w.count >= shortestGlued && w.count <= longestWord && !p.last.known {
		p.unglueSmall(w)
	}
}

// seeTogether repairs two words that belong together, and reports whether they do.
func (p *proof) seeTogether(before, w letters) bool {
	e := edit{start: before.end, end: w.start}
	switch p.text[before.end:w.start] {
	case " ":
		if !p.areParted(before, w) {
			return false
		}
	case "- ":
		if w.upper > 0 || !isWord(p.text[before.start:before.end]+p.text[w.start:w.end]) {
			return false
		}
	case "-":
		switch {
		case p.isStammer(before, w):
			e.start = before.start
		case w.upper > 0 || !p.isHyphenated(before, w) || p.isWord(before) && p.isWord(w):
			return false
		}
	default:
		return false
	}
	if n := len(p.edits); n > 0 && p.edits[n-1].end > e.start {
		return false
	}
	p.edits = append(p.edits, e)
	return true
}

// shortestParted is how many letters a word must have to be told by its parts.
const shortestParted = 7

// areParted reports whether two words with a space between are the parts of one:
// "infor mation". Neither may be a word, and both together must be one.
func (p *proof) areParted(a, b letters) bool {
	if a.known || a.mixed || a.count+b.count < shortestParted || b.upper > 0 && a.lower > 0 {
		return false
	}
	left, right := p.text[a.start:a.end], p.text[b.start:b.end]
	if a.count == len(left) && b.count == len(right) && !vocabulary().shapes.has(shapeOf(left, right)) {
		return false
	}
	if p.last.known = p.isWord(b); p.last.known || p.isWord(a) {
		return false
	}
	return !p.isVowel(a) && !p.isVowel(b) && p.standsAlone(a.start, b.end) && !p.isElided(b) && isWord(left+right)
}

// standsAlone reports whether a stretch is no part of something longer: an
// address, a code, a word with an apostrophe or hyphen before.
func (p *proof) standsAlone(start, end int) bool {
	first, _ := utf8.DecodeLastRuneInString(p.text[:start])
	last, size := utf8.DecodeRuneInString(p.text[end:])
	if last == '.' { // of an address, if letters follow
		last, _ = utf8.DecodeRuneInString(p.text[end+size:])
		if unicode.IsLetter(last) {
			return false
		}
	}
	return !unicode.IsDigit(first) && !unicode.IsDigit(last) && !strings.ContainsRune("'’-@/_.=", first) && !strings.ContainsRune("@/_=", last)
}

// isElided reports whether an apostrophe follows a word: "d’asile".
func (p *proof) isElided(w letters) bool {
	return strings.HasPrefix(p.text[w.end:], "'") || strings.HasPrefix(p.text[w.end:], "’")
}

func (p *proof) isWord(w letters) bool { return w.count > 1 && isWord(p.text[w.start:w.end]) }

// isVowel reports whether a letter stands alone that may be a word.
func (p *proof) isVowel(w letters) bool {
	return w.count == 1 && strings.Contains("aeiouy", Fold(p.text[w.start:w.end]))
}

// prefixes are joined with a hyphen to words that may begin like them.
var prefixes = map[string]bool{"co": true, "re": true, "de": true, "ex": true, "un": true, "in": true, "non": true, "pre": true, "pro": true, "bi": true, "sub": true, "dis": true, "mis": true}

// vowels are those at which a prefix and its word touch in print only with a
// hyphen: "co-operation", "pre-eminent".
const vowels = "aeiou"

// meetVowels reports whether a prefix ends and its word begins with the same
// vowel.
func meetVowels(head, tail string) bool {
	last, first := head[len(head)-1]|0x20, tail[0]|0x20
	return last == first && strings.IndexByte(vowels, last) >= 0
}

// PartedWord reports whether two parts, which a hyphen joins where a line ends or
// ended, are one word without it: "mari-time". A prefix that is printed with a
// hyphen keeps it ("co-operation"), and so does what is no word without.
func PartedWord(head, tail string) bool {
	if len(head) < 2 || len(tail) < 2 || !isWord(head+tail) {
		return false
	}
	return !prefixes[strings.ToLower(head)] || !meetVowels(head, tail)
}

// isHyphenated reports whether two words joined by a hyphen are printed as one
// as well ("co-operation"), or only as one ("mari-time"), so that search finds
// both by either. Other prefixes give other words: "re-sign" is not "resign".
func (p *proof) isHyphenated(a, b letters) bool {
	left, right := p.text[a.start:a.end], p.text[b.start:b.end]
	if len(left) < 2 || len(right) < 2 || prefixes[strings.ToLower(left)] && !meetVowels(left, right) {
		return false
	}
	return isWord(left+right) && p.standsAlone(a.start, b.end) && !p.isElided(b)
}

// isStammer reports whether the first of two words joined by a hyphen is the
// beginning of the second in another case, as a comparison of versions leaves it:
// "Fi-five".
func (p *proof) isStammer(a, b letters) bool {
	if a.count < 2 || a.count > 3 || a.upper == 0 || b.upper > 0 || p.isWord(a) || !p.isWord(b) {
		return false
	}
	left, right := Fold(p.text[a.start:a.end]), Fold(p.text[b.start:b.end])
	return strings.HasPrefix(right, left) && len(right) > len(left) && !prefixes[left]
}
