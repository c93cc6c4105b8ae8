package thesaurus

import "strings"

// vocabulary numbers the words that the phrases of all lexicons are made of, and
// the stems that stand for all words that begin so. It is a tree of bytes, so
// that a word of a text is looked up in one walk that ends, for most words, at
// their third or fourth letter.
type vocabulary struct{ nodes []letters }

// wordID is the number of a word or a stem: its place in the tree.
type wordID int32

// noWord is the number of all words that no phrase holds.
const noWord wordID = 0

// letters are the first letters of some words.
type letters struct {
	follow string   // the bytes that may follow
	next   []wordID // where each of them leads
	isWord bool
	isStem bool
}

func newVocabulary() *vocabulary { return &vocabulary{nodes: make([]letters, 1)} }

// add numbers a folded word or stem.
func (v *vocabulary) add(fold string, stem bool) wordID {
	at := noWord
	for i := range len(fold) {
		next := v.step(at, fold[i])
		if next == noWord {
			next = wordID(len(v.nodes))
			v.nodes = append(v.nodes, letters{})
			from := &v.nodes[at]
			from.follow, from.next = from.follow+fold[i:i+1], append(from.next, next)
		}
		at = next
	}
	n := &v.nodes[at]
	n.isWord, n.isStem = n.isWord || !stem, n.isStem || stem
	return at
}

// step goes on by one byte, or to noWord.
func (v *vocabulary) step(at wordID, c byte) wordID {
	n := &v.nodes[at]
	if i := strings.IndexByte(n.follow, c); i >= 0 {
		return n.next[i]
	}
	return noWord
}

// look gives the number of a folded word, or of one in ASCII as printed, and
// puts those of the stems that it begins with, shorter ones first, behind those
// given.
func (v *vocabulary) look(word string, stems []wordID) (wordID, []wordID) {
	at := noWord
	for i := range len(word) {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if at = v.step(at, c); at == noWord {
			return noWord, stems
		}
		if v.nodes[at].isStem {
			stems = append(stems, at)
		}
	}
	if !v.nodes[at].isWord {
		return noWord, stems
	}
	return at, stems
}
