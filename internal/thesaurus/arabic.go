package thesaurus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Arabic writes "and", "in", "for" and the article as one word with the word
// behind them: "وفرنسا" is "and France", "للولايات المتحدة" is "for the United
// States".
const (
	arabicArticle = "ال"
	arabicFor     = "ل"
)

// proclitics are what may stand before a word, with and without "and".
var proclitics = []string{"و", "ف", "ب", "ك", "ل", "وب", "ول", "وك", "فب", "فل"}

// attached gives the other forms that an Arabic word has at the beginning of a
// phrase; none of a word in another script.
func attached(word string) []string {
	if first, _ := utf8.DecodeRuneInString(word); !unicode.Is(unicode.Arabic, first) {
		return nil
	}
	bare, definite := strings.CutPrefix(word, arabicArticle)
	var all []string
	for _, p := range proclitics {
		if before, ok := strings.CutSuffix(p, arabicFor); definite && ok {
			all = append(all, before+arabicFor+arabicFor+bare)
			continue
		}
		all = append(all, p+word)
	}
	return all
}
