package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lexeme is a smallest part of a query as typed.
type lexeme struct {
	kind lexemeKind
	text string // of plain, quoted and field
}

type lexemeKind int

const (
	plain lexemeKind = iota
	quoted
	opening
	closing
	minus
	orWord
	field
)

// quoteMarks are the marks people type, or paste, around a phrase.
const quoteMarks = "\"“”„‟«»＂"

// lex splits a query. note is told what makes no sense.
func lex(query string, note func(format string, args ...any)) []lexeme {
	var out []lexeme
	runes := []rune(query)
	for i := 0; i < len(runes); {
		r := runes[i]
		switch {
		case unicode.IsSpace(r):
			i++
		case r == '(':
			out = append(out, lexeme{kind: opening})
			i++
		case r == ')':
			out = append(out, lexeme{kind: closing})
			i++
		case isQuote(r):
			end := quoteEnd(runes, i+1)
			if end == len(runes) {
				note("A quotation mark is not closed; the phrase was read to the end.")
			}
			out = append(out, lexeme{quoted, string(runes[i+1 : end])})
			i = end + 1
		case isMinus(r):
			if i+1 == len(runes) || unicode.IsSpace(runes[i+1]) {
				note("A “-” has nothing behind it; it was left out.")
			} else {
				out = append(out, lexeme{kind: minus})
			}
			i++
		default:
			end := wordEnd(runes, i)
			out = lexWord(out, string(runes[i:end]), note)
			i = end
		}
	}
	return out
}

func isQuote(r rune) bool { return strings.ContainsRune(quoteMarks, r) }

// isMinus knows the hyphen and the minus sign. A dash is punctuation.
func isMinus(r rune) bool { return r == '-' || r == '−' }

func quoteEnd(runes []rune, from int) int {
	for i := from; i < len(runes); i++ {
		if isQuote(runes[i]) {
			return i
		}
	}
	return len(runes)
}

func wordEnd(runes []rune, from int) int {
	for i := from; i < len(runes); i++ {
		if r := runes[i]; unicode.IsSpace(r) || r == '(' || r == ')' || isQuote(r) {
			return i
		}
	}
	return len(runes)
}

// lexWord tells operators and fields from words.
func lexWord(out []lexeme, text string, note func(format string, args ...any)) []lexeme {
	switch text {
	case "OR":
		return append(out, lexeme{kind: orWord})
	case "AND": // standing side by side says as much
		return out
	case "NOT":
		return append(out, lexeme{kind: minus})
	}
	name, rest, found := strings.Cut(text, ":")
	if !found || !isName(name) || strings.HasPrefix(rest, "//") {
		return append(out, lexeme{plain, text})
	}
	switch scope(strings.ToLower(name)) {
	case inTitle, inHeading:
		out = append(out, lexeme{field, strings.ToLower(name)})
	default:
		if rest == "" { // "Subject: …" is punctuation
			return append(out, lexeme{plain, name})
		}
		note("There is no field “%s”; “%s” was searched for everywhere. The fields are title: and heading:.", name, rest)
	}
	if rest == "" {
		return out
	}
	if r, size := utf8.DecodeRuneInString(rest); isMinus(r) { // title:-word
		out, rest = append(out, lexeme{kind: minus}), rest[size:]
	}
	return append(out, lexeme{plain, rest})
}

func isName(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return s != ""
}
