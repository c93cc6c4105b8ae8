package packet

import (
	"strings"
	"unicode/utf8"

	"communique/internal/archive"
	"communique/internal/regexp"
)

// A release prints a mark where words were blacked out: a word in brackets,
// perhaps with what is missing and the section of the act ("[REDACTED]",
// "[Name redacted - s. 19(1)]"), or a bar. Editors of document series print
// "[1 line not declassified]".

// longestMark bounds what stands between the brackets of a mark, in bytes.
const longestMark = 120

// markWords are what the brackets of a mark hold.
var markWords = regexp.MustCompile(`(?i)^\s*(?:(?:\pL+ ){0,3}(?:redacted|withheld|sanitized|blacked out|expurg[ée]+s?|caviard[ée]+s?)(?:\W.*)?` +
	`|(?:text|names?|sentences?|paragraphs?|passages?) (?:deleted|removed|omitted|supprim[ée]+)\s*` +
	`|.*\bnot declassified\b.*)$`)

// exemption is the section of the act that a mark names.
var exemption = regexp.MustCompile(`(?i)(?:\bs{1,2}\.?\s*|\bsections?\s+|\bart(?:icles?)?\.?\s*)?(\d{1,3}(?:\.\d+)?(?:\s?\(\w{1,3}\))+|\(b\)\s?\(\d\)(?:\s?\(\w\))?)`)

// nextMark finds the first redaction mark in text from at on.
func nextMark(text string, at int) (from, to int, ok bool) {
	for at = markStart(text, at); at < len(text); at = markStart(text, at) {
		end := barEnd
		if text[at] == '[' {
			end = bracketEnd
		}
		if to = end(text, at); to > 0 {
			return at, to, true
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return 0, 0, false
}

// bars are the blocks of which a bar is made, barBytes the bytes that begin each.
const (
	bars     = "█■▇▆"
	barBytes = "\xE2\x96"
)

// markStart gives the place from at on where a mark may begin, or the end.
func markStart(text string, at int) int {
	for at < len(text) && text[at] != '[' && (text[at] != barBytes[0] || !strings.HasPrefix(text[at:], barBytes)) {
		at++
	}
	return at
}

// mayHoldMark reports whether anything in text may begin a mark: in most texts
// nothing does, which is found much faster than a mark is.
func mayHoldMark(text string) bool {
	return strings.IndexByte(text, '[') >= 0 || strings.Contains(text, barBytes)
}

// bracketEnd gives the end of the mark in brackets that begins at from, or 0.
func bracketEnd(text string, from int) int {
	inside := text[from+1 : min(len(text), from+1+longestMark)]
	end := strings.IndexAny(inside, "[]")
	if end < 0 || inside[end] == '[' || !markWords.MatchString(inside[:end]) {
		return 0
	}
	return from + 1 + end + 1
}

// barEnd gives the end of the bar that begins at from, or 0 where it is one block
// alone, as bullets are.
func barEnd(text string, from int) int {
	end, n := from, 0
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !strings.ContainsRune(bars, r) {
			break
		}
		end, n = end+size, n+1
	}
	if n < 2 {
		return 0
	}
	return end
}

// hasRedaction reports whether text holds a redaction mark.
func hasRedaction(text string) bool {
	if !mayHoldMark(text) {
		return false
	}
	_, _, ok := nextMark(text, 0)
	return ok
}

// redactions finds the marks of a paragraph's text.
func redactions(text string) []archive.Redaction {
	if !mayHoldMark(text) {
		return nil
	}
	var all []archive.Redaction
	for from, to, ok := nextMark(text, 0); ok; from, to, ok = nextMark(text, to) {
		r := archive.Redaction{Start: from, End: to, Form: text[from:to]}
		if m := exemption.FindStringSubmatch(r.Form); m != nil {
			r.Exemption = m[1]
		}
		all = append(all, r)
	}
	return all
}

// withoutRedactions is what can be read of text.
func withoutRedactions(text string) string {
	marks := redactions(text)
	if len(marks) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(text[at:m.Start])
		b.WriteByte(' ')
		at = m.End
	}
	b.WriteString(text[at:])
	return strings.TrimSpace(b.String())
}

// beginsRedacted reports whether text begins with a mark.
func beginsRedacted(text string) bool {
	from, _, ok := nextMark(head(text, 2*longestMark), 0)
	return ok && from == 0
}

// isOnlyRedacted reports whether nothing of text can be read but marks.
func isOnlyRedacted(text string) bool {
	return beginsRedacted(text) && strings.Trim(withoutRedactions(text), " .,;:-–—•") == ""
}
