package thesaurus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/internal/normalize"
)

// token is a word of a text, or a break: a mark that no phrase runs across.
type token struct {
	start, end int // its bytes in the text
	kind       tokenKind
	ascii      bool // all of them
}

type tokenKind int

const (
	wordToken     tokenKind = iota // letters and digits
	initialsToken                  // letters with full stops: "U.S."
	andToken                       // "&", which is the word "and"
	commaToken                     // kept apart, since some names hold one ("Atlanta, Georgia")
	breakToken                     // whatever else ends a phrase: a full stop, a bracket, a dash between spaces
)

// The forms in which breaks are compared.
const (
	breakMark = "."
	comma     = ","
)

// fold gives the form in which the token is compared.
func (t token) fold(text string) string {
	switch t.kind {
	case andToken:
		return "and"
	case commaToken:
		return comma
	case breakToken:
		return breakMark
	case initialsToken:
		return normalize.Fold(undotted(text[t.start:t.end]))
	}
	return normalize.Fold(text[t.start:t.end])
}

// appendFold puts that form behind out. Most words are in ASCII, and need no
// string of their own.
func (t token) appendFold(out []byte, text string) []byte {
	if t.kind != wordToken || !t.ascii {
		return append(out, t.fold(text)...)
	}
	for _, c := range []byte(text[t.start:t.end]) {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		out = append(out, c)
	}
	return out
}

// splitter cuts a text into words and breaks. Spaces, hyphens, apostrophes,
// quotation marks and marks of emphasis join: they part two words and break
// no phrase. "&" is the word "and"; "U.S." is one word; addresses of pages
// and of mail are no words at all.
type splitter struct {
	text string
	at   int
	last token
}

// scan goes on to the next word or break, which last then is; false at the end.
func (s *splitter) scan() bool {
	for s.at < len(s.text) {
		if s.text[s.at] == ' ' { // as most characters that join are
			s.at++
		} else if s.step() {
			return true
		}
	}
	return false
}

// step reads what stands here, and reports whether it is no joiner.
func (s *splitter) step() bool {
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	switch {
	case isLetter(r) && !isMark(r):
		s.word()
	case r == '&':
		s.take(andToken, s.at+size)
	case r == ',':
		s.take(commaToken, s.at+size)
	case r == '.' && s.afterAbbreviation(), isMark(r), isJoiner(r) && !s.isBreakingJoiner(r, size):
		s.at += size
		return false
	default:
		s.take(breakToken, s.at+size)
	}
	return true
}

// take makes what stands from here to end the last token.
func (s *splitter) take(kind tokenKind, end int) {
	s.last = token{start: s.at, end: end, kind: kind}
	s.at = end
}

// word takes the word that begins here.
func (s *splitter) word() {
	length, ascii := lettersLen(s.text[s.at:])
	end := s.at + length
	if end < len(s.text) && strings.IndexByte(".:@-_", s.text[end]) >= 0 { // else it is a word like any
		if end := s.addressEnd(); end > 0 {
			s.take(breakToken, end)
			return
		}
		if end := s.initialsEnd(); end > 0 {
			s.take(initialsToken, end)
			return
		}
	}
	s.take(wordToken, end)
	s.last.ascii = ascii
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
		if length, _ := lettersLen(s.text[end:]); length > 1 {
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
	if s.at == 0 || s.last.end != s.at {
		return false
	}
	folded := s.last.fold(s.text)
	first, _ := utf8.DecodeRuneInString(folded)
	return len(folded) <= 2 && unicode.IsLetter(first)
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
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIILetter(byte(r)) || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || isMark(r)
}

func isMark(r rune) bool { return r >= firstAccent && unicode.Is(unicode.Mn, r) }

// firstAccent is the first of all marks.
const firstAccent = '\u0300'

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

// lettersLen counts the bytes of the letters and digits that begin the text, and
// reports whether all are ASCII.
func lettersLen(text string) (length int, ascii bool) {
	for length < len(text) && text[length] < utf8.RuneSelf && isLetter(rune(text[length])) {
		length++
	}
	if length == len(text) || text[length] < utf8.RuneSelf {
		return length, true
	}
	for i, r := range text[length:] {
		if !isLetter(r) {
			return length + i, i == 0
		}
	}
	return len(text), false
}
