package normalize

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// words.txt holds some ten thousand folded words, one a line: those that public
// statements in English use often, in both spellings, and words of titles in
// other languages. A repair that joins or parts words is made only where it gives
// words of this list and what is printed gives none.
//
//go:embed words.txt
var wordList string

var vocabulary = sync.OnceValue(func() map[string]struct{} {
	words := strings.Fields(wordList)
	set := make(map[string]struct{}, len(words))
	for _, w := range words {
		set[w] = struct{}{}
	}
	return set
})

// longestWord is how many bytes a word of the vocabulary may have.
const longestWord = 24

// isWord reports whether a word is one of the vocabulary, however it is printed.
func isWord(word string) bool {
	if len(word) > longestWord {
		return false
	}
	var small [longestWord]byte
	for i := range len(word) {
		c := word[i]
		switch {
		case c >= utf8.RuneSelf:
			_, ok := vocabulary()[Fold(word)]
			return ok
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		small[i] = c
	}
	_, ok := vocabulary()[string(small[:len(word)])]
	return ok
}

// inWords cuts letters without spaces into the fewest words of the vocabulary,
// and gives the lengths; nil where there is no such reading, or more than one.
func inWords(folded string) []int {
	type reading struct {
		words, last int
		several     bool
	}
	best := make([]reading, len(folded)+1)
	for end := 1; end <= len(folded); end++ {
		for start := max(0, end-longestWord); start < end; start++ {
			if start > 0 && best[start].words == 0 || !isWord(folded[start:end]) {
				continue
			}
			words := best[start].words + 1
			switch b := &best[end]; {
			case b.words == 0 || words < b.words:
				*b = reading{words, end - start, best[start].several}
			case words == b.words:
				b.several = true
			}
		}
	}
	if end := best[len(folded)]; end.words == 0 || end.several {
		return nil
	}
	var lengths []int
	for at := len(folded); at > 0; at -= best[at].last {
		lengths = append(lengths, best[at].last)
	}
	slices.Reverse(lengths)
	return lengths
}
