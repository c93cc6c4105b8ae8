package thesaurus

import "sync"

// vocabulary numbers the words that the phrases of all lexicons are made of, and
// the stems that stand for all words that begin so.
type vocabulary struct {
	words map[string]wordID
	stems map[string]wordID
	// starts holds the places of the first letters of stems: it spares most words
	// the search for one.
	starts  [1 << 15]bool
	longest int // stem, in bytes

	breakMark, comma wordID // which texts hold most often

	room sync.Pool // texts to be read into
}

// wordID is the number of a word or a stem.
type wordID int32

// noWord is the number of all words that no phrase holds.
const noWord wordID = 0

// shortestStem is how many bytes a stem has at least, as its phrase is checked.
const shortestStem = 3

func newVocabulary() *vocabulary {
	return &vocabulary{words: map[string]wordID{}, stems: map[string]wordID{}, room: sync.Pool{New: func() any { return &text{} }}}
}

// add numbers a folded word or stem.
func (v *vocabulary) add(fold string, stem bool) wordID {
	numbers := v.words
	if stem {
		numbers = v.stems
		v.starts[start(fold)] = true
		v.longest = max(v.longest, len(fold))
	}
	if numbers[fold] == noWord {
		numbers[fold] = wordID(len(v.words) + len(v.stems) + 1)
		v.breakMark, v.comma = v.words[breakMark], v.words[comma]
	}
	return numbers[fold]
}

// start is a place for the first letters of a word: words that begin alike have
// the same.
func start[S string | []byte](word S) int {
	return int(word[0]&31)<<10 | int(word[1]&31)<<5 | int(word[2]&31)
}

// addStems puts the stems that a folded word begins with, shorter ones first,
// behind those given.
func (v *vocabulary) addStems(stems []wordID, word []byte) []wordID {
	if len(word) < shortestStem || !v.starts[start(word)] {
		return stems
	}
	for n := shortestStem; n <= min(len(word), v.longest); n++ {
		if id := v.stems[string(word[:n])]; id != noWord {
			stems = append(stems, id)
		}
	}
	return stems
}
