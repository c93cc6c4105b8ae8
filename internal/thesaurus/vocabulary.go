package thesaurus

import "sync"

// vocabulary numbers the words that the phrases of all lexicons are made of, and
// the stems that stand for all words that begin so.
type vocabulary struct {
	words map[string]wordID
	stems map[string]wordID
	// starts holds the places of the first letters of stems: it spares most words
	// the search for one.
	starts  places
	longest int // stem, in bytes
	// shapes holds the places of the words' shapes: it spares most words that no
	// phrase holds the search for them.
	shapes places

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
		v.starts.add(start(fold))
		v.longest = max(v.longest, len(fold))
	} else {
		v.shapes.add(shape(fold))
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

// shape is a place for some letters of a word and its length.
func shape[S string | []byte](word S) int {
	n := len(word)
	if n == 0 {
		return 0
	}
	mix := uint32(n)
	for _, c := range [...]byte{word[0], word[n/2], word[n-1], word[max(0, n-3)]} {
		mix = mix*31 + uint32(c)
	}
	return int((mix ^ mix>>15) & (1<<15 - 1))
}

// places is a set of small numbers, a bit each: small enough to stay near at hand.
type places [1 << 15 / 64]uint64

func (p *places) add(n int)      { p[n/64] |= 1 << (n % 64) }
func (p *places) has(n int) bool { return p[n/64]&(1<<(n%64)) != 0 }

// number gives the number of a folded word.
func (v *vocabulary) number(word []byte) wordID {
	if !v.shapes.has(shape(word)) {
		return noWord
	}
	return v.words[string(word)]
}

// addStems puts the stems that a folded word begins with, shorter ones first,
// behind those given.
func (v *vocabulary) addStems(stems []wordID, word []byte) []wordID {
	if len(word) < shortestStem || !v.starts.has(start(word)) {
		return stems
	}
	for n := shortestStem; n <= min(len(word), v.longest); n++ {
		if id := v.stems[string(word[:n])]; id != noWord {
			stems = append(stems, id)
		}
	}
	return stems
}
