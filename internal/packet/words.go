package packet

import (
	"strings"
	"unicode"
)

// Properties of the words of a line that headings and titles are told by.

func isLetter(r rune) bool { return unicode.IsLetter(r) }

// isCapitals reports whether text is printed in capitals: letters, and hardly
// any of them small.
func isCapitals(text string) bool {
	upper, lower := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			if lower++; lower*10 > len(text) { // whatever follows
				return false
			}
		}
	}
	return upper > 1 && lower*10 <= upper
}

// isLatin reports whether text begins in the Latin script, in which alone the
// lists of verbs and function words tell a label from a sentence.
func isLatin(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) {
			return unicode.Is(unicode.Latin, r)
		}
	}
	return true
}

// functionWords stay small in titles: those of English and French, and the ones
// of other languages that are no words of these.
var functionWords = set("a an and as at but by for from in into nor of off on onto or over per so than the to up via vs with within " +
	"au aux avec dans de des du en et la le les ou par pour sur un une d l " +
	"del los las dos das nos nas och av till från von und der zur zum della dello degli и в на по о об с со для от к من في على إلى عن")

// set makes a set of the words of a string.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// isTitleCase reports whether the words that carry meaning begin with capitals
// (or digits), as in headings of this genre.
func isTitleCase(text string) bool {
	capital, small := 0, 0
	for i, w := range strings.Fields(text) {
		w = strings.TrimLeftFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if w == "" || i > 0 && functionWords[strings.ToLower(strings.TrimRight(w, ",:;"))] {
			continue
		}
		first := []rune(w)[0]
		if unicode.IsLower(first) {
			small++
		} else {
			capital++
		}
	}
	return capital > 0 && capital >= small*3
}

// verbs are words that make a line a sentence, not a heading. The list holds the
// auxiliaries and what ministers do in reports.
var verbs = set("is are was were be been has have had will shall would should must may might can could do does did " +
	"said says say added told explained commented declared concluded continued remarked wrote replied agreed agree noted notes note raised spoke asked met held welcomed welcome reaffirmed reaffirm discussed discuss " +
	"indicated reiterated sought highlighted called emphasized emphasised stressed announced reported committed enquired inquired " +
	"attended signed issued continues remains we you i they he she it our your")

// hasVerb reports whether a word of text is one of verbs.
func hasVerb(text string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		if verbs[w] {
			return true
		}
	}
	return false
}

// countWords counts what white space parts.
func countWords(text string) int { return len(strings.Fields(text)) }
