package thesaurus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/internal/normalize"
)

// word is a word of a text, or a break: a mark that no phrase runs across.
type word struct {
	fold       string // the form compared; of a break, breakMark or the comma
	start, end int    // its bytes in the text
}

// breakMark stands for whatever ends a phrase: a full stop, a bracket, a dash
// between spaces. A comma is kept apart, since some names hold one
// ("Atlanta, Georgia").
const (
	breakMark = "."
	comma     = ","
)

// split cuts a text into words and breaks. Spaces, hyphens, apostrophes,
// quotation marks and marks of emphasis join: they part two words and break
// no phrase. "&" is the word "and"; "U.S." is one word; addresses of pages
// and of mail are no words at all.
func split(text string) []word {
	s := splitter{text: text, words: make([]word, 0, len(text)/5+1)}
	for s.at < len(text) {
		s.next()
	}
	return s.words
}

type splitter struct {
	text  string
	at    int
	words []word
}

func (s *splitter) next() {
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	switch {
	case isLetter(r) && !isMark(r):
		s.word()
		return
	case r == '&':
		s.add("and", s.at+size)
	case r == ',':
		s.add(comma, s.at+size)
	case r == '.' && s.afterAbbreviation(), isMark(r), isJoiner(r) && !s.isBreakingJoiner(r, size):
		// it joins
	default:
		s.add(breakMark, s.at+size)
	}
	s.at += size
}

func (s *splitter) add(fold string, end int) {
	s.words = append(s.words, word{fold: fold, start: s.at, end: end})
}

// word takes the word that begins here.
func (s *splitter) word() {
	if end := s.addressEnd(); end > 0 {
		s.add(breakMark, end)
		s.at = end
		return
	}
	end := s.initialsEnd()
	folded := ""
	if end > 0 {
		folded = normalize.Fold(strings.ReplaceAll(s.text[s.at:end], ".", ""))
	} else {
		end = s.at + lettersLen(s.text[s.at:])
		folded = normalize.Fold(s.text[s.at:end])
	}
	s.add(folded, end)
	s.at = end
}

// addressEnd gives the end of the web or mail address that begins here, or 0.
func (s *splitter) addressEnd() int {
	rest := s.text[s.at:]
	if !isAddress(rest) {
		return 0
	}
	if end := strings.IndexFunc(rest, unicode.IsSpace); end >= 0 {
		return s.at + end
	}
	return len(s.text)
}

func isAddress(text string) bool {
	return strings.HasPrefix(text, "www.") || strings.HasPrefix(text, "http://") ||
		strings.HasPrefix(text, "https://") || mailFollows(text)
}

// maxMailbox is how long the part of a mail address before "@" may be.
const maxMailbox = 64

// mailFollows says whether the word that begins the text runs into "@".
func mailFollows(text string) bool {
	for i := range min(len(text), maxMailbox+1) {
		c := text[i]
		switch {
		case c == '@':
			return i > 0
		case c != '.' && c != '-' && c != '_' && !isASCIILetter(c) && (c < '0' || c > '9'):
			return false
		}
	}
	return false
}

// initialsEnd gives the end of the initials with full stops that begin here
// ("U.S.", "D.P.R.K."), or 0. The last full stop is taken with them.
func (s *splitter) initialsEnd() int {
	end := 0
	for at := s.at; at+1 < len(s.text) && isASCIILetter(s.text[at]) && s.text[at+1] == '.'; at += 2 {
		end = at + 2
	}
	switch {
	case end == 0:
		return 0
	case end < len(s.text) && isASCIILetter(s.text[end]):
		if lettersLen(s.text[end:]) > 1 {
			return 0 // a list mark glued to a word: "a.Share"
		}
		return end + 1
	case end == s.at+2:
		return 0 // one initial
	}
	return end
}

// afterAbbreviation says whether a full stop here belongs to a word of at
// most two letters ("St.", "U."): it ends no phrase.
func (s *splitter) afterAbbreviation() bool {
	if len(s.words) == 0 {
		return false
	}
	last := s.words[len(s.words)-1]
	first, _ := utf8.DecodeRuneInString(last.fold)
	return last.end == s.at && len(last.fold) <= 2 && unicode.IsLetter(first)
}

// isBreakingJoiner says whether a joiner here does break: a dash between
// spaces, or an empty line.
func (s *splitter) isBreakingJoiner(r rune, size int) bool {
	before, after := s.at > 0 && isSpace(s.text[s.at-1]), s.at+size < len(s.text) && isSpace(s.text[s.at+size])
	switch r {
	case '-', '–':
		return before && after
	case '\n':
		return s.at > 0 && s.text[s.at-1] == '\n'
	}
	return false
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// isLetter says whether a character belongs to words. A mark alone (an accent
// apart from its letter) does so too, but begins none.
func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || isMark(r) }

func isMark(r rune) bool { return unicode.Is(unicode.Mn, r) }

func isASCIILetter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func isJoiner(r rune) bool {
	switch r {
	case '-', '‐', '‑', '–', '\'', '’', '‘', '"', '“', '”', '«', '»', '*', '_', '`', '\u00ad', '\u200b', '\ufeff':
		return true
	}
	return unicode.IsSpace(r)
}

// lettersLen counts the bytes of the letters and digits that begin the text.
func lettersLen(text string) int {
	for i, r := range text {
		if !isLetter(r) {
			return i
		}
	}
	return len(text)
}
