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

var vocabulary = sync.OnceValue(func() *wordSet {
	words := strings.Fields(wordList)
	set := &wordSet{words: make(map[string]struct{}, len(words))}
	for _, w := range words {
		set.words[w] = struct{}{}
		set.shapes.add(shapeOf(w, ""))
	}
	return set
})

// wordSet is a set of words, and of their shapes: few strings that are no word
// have the shape of one, and a shape is found much faster than a word.
type wordSet struct {
	words  map[string]struct{}
	shapes shapes
}

const shapeBits = 16

// shapes is a set of shapes, a bit each: small enough to stay near at hand.
type shapes [1 << shapeBits / 64]uint64

func (s *shapes) add(shape uint16)      { s[shape/64] |= 1 << (shape % 64) }
func (s *shapes) has(shape uint16) bool { return s[shape/64]&(1<<(shape%64)) != 0 }

// shapeOf tells the ASCII letters left and right, written as one, by the first
// two, the last two and their number.
func shapeOf(left, right string) uint16 {
	n := len(left) + len(right)
	shape := uint32(n)
	for _, i := range [...]int{0, 1, n - 2, n - 1} {
		from := left
		if i >= len(left) {
			from, i = right, i-len(left)
		}
		shape = shape*31 + uint32(from[i]|0x20) // as a small letter
	}
	return uint16(shape ^ shape>>shapeBits)
}

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
			_, ok := vocabulary().words[Fold(word)]
			return ok
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		small[i] = c
	}
	_, ok := vocabulary().words[string(small[:len(word)])]
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
