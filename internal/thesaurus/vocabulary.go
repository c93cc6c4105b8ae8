package thesaurus

import "unicode/utf8"

// vocabulary numbers the words that the phrases of all lexicons are made of, and
// the stems that stand for all words that begin so. It is a tree of letters, so
// that a word of a text is looked up in one walk that ends, for most words, at
// their third or fourth letter.
type vocabulary struct {
	next []wordID // by the letters so far, and the next one
	ends []ending // by the letters so far
}

// wordID is the number of a word or a stem: its place in the tree.
type wordID int32

// noWord is the number of all words that no phrase holds.
const noWord wordID = 0

// ending says what some letters are the whole of.
type ending struct{ word, stem bool }

// letterCount is how many letters the tree tells apart: those of ASCII, digits,
// and the halves of all other bytes.
const letterCount = 64

// letterOf gives the letter of a byte of ASCII, in either case; of a byte beyond
// it, that of its first half, which letterOfRest follows.
var letterOf = func() (letters [256]uint8) {
	for c := range letters {
		switch {
		case c >= 0x80:
			letters[c] = uint8(c>>4 - 8) // 0 to 7
		case c >= 'a' && c <= 'z':
			letters[c] = uint8(c - 'a' + 24)
		case c >= 'A' && c <= 'Z':
			letters[c] = uint8(c - 'A' + 24)
		case c >= '0' && c <= '9':
			letters[c] = uint8(c - '0' + 50)
		case c == int(breakMark[0]):
			letters[c] = 60
		case c == int(comma[0]):
			letters[c] = 61
		default: // in no word
			letters[c] = 62
		}
	}
	return letters
}()

func letterOfRest(c byte) uint8 { return c&15 + 8 } // 8 to 23

func newVocabulary() *vocabulary {
	return &vocabulary{next: make([]wordID, letterCount), ends: make([]ending, 1)}
}

// add numbers a folded word or stem.
func (v *vocabulary) add(fold string, stem bool) wordID {
	at := noWord
	for i := range len(fold) {
		at = v.grow(at, letterOf[fold[i]])
		if fold[i] >= utf8.RuneSelf {
			at = v.grow(at, letterOfRest(fold[i]))
		}
	}
	v.ends[at].word = v.ends[at].word || !stem
	v.ends[at].stem = v.ends[at].stem || stem
	return at
}

// grow goes on by a letter, on a new branch where there is none.
func (v *vocabulary) grow(at wordID, letter uint8) wordID {
	next := &v.next[int(at)*letterCount+int(letter)]
	if *next == noWord {
		*next = wordID(len(v.ends))
		at = *next
		v.next = append(v.next, make([]wordID, letterCount)...)
		v.ends = append(v.ends, ending{})
		return at
	}
	return *next
}

// look gives the number of a folded word, or of one in ASCII as printed, and
// puts those of the stems that it begins with, shorter ones first, behind those
// given.
func (v *vocabulary) look(word string, stems []wordID) (wordID, []wordID) {
	at := noWord
	for i := range len(word) {
		c := word[i]
		at = v.next[int(at)*letterCount+int(letterOf[c])]
		if c >= utf8.RuneSelf {
			at = v.next[int(at)*letterCount+int(letterOfRest(c))]
		}
		if at == noWord {
			return noWord, stems
		}
		if v.ends[at].stem {
			stems = append(stems, at)
		}
	}
	if !v.ends[at].word {
		return noWord, stems
	}
	return at, stems
}
