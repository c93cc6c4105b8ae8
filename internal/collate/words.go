package collate

import (
	"cmp"
	"slices"
	"strings"
)

// wordBag is the words of a text as numbers, ascending, repeated words
// repeated: two of them are compared in one pass.
type wordBag []int

// bags reads texts as words. numbers gives each word its number and grows.
func bags(texts []string, numbers map[string]int) []wordBag {
	list := make([]wordBag, len(texts))
	for i, text := range texts {
		fields := strings.Fields(text)
		bag := make(wordBag, len(fields))
		for k, word := range fields {
			n, known := numbers[word]
			if !known {
				n = len(numbers)
				numbers[word] = n
			}
			bag[k] = n
		}
		slices.Sort(bag)
		list[i] = bag
	}
	return list
}

// common is how many words two bags share.
func (b wordBag) common(other wordBag) int {
	n := 0
	for i, k := 0, 0; i < len(b) && k < len(other); {
		switch {
		case b[i] < other[k]:
			i++
		case b[i] > other[k]:
			k++
		default:
			n, i, k = n+1, i+1, k+1
		}
	}
	return n
}

// likeness is the share of words that two bags have in common, between 0 and 1:
// the Sørensen–Dice coefficient, repeated words counted.
func (b wordBag) likeness(other wordBag) float64 {
	if len(b)+len(other) == 0 {
		return 1
	}
	return 2 * float64(b.common(other)) / float64(len(b)+len(other))
}

// join is the bag of several texts in a row.
func join(list []wordBag) wordBag {
	all := slices.Concat(list...)
	slices.Sort(all)
	return all
}

// moveLike is the least likeness at which a text that stands elsewhere is taken
// for the same, moved and edited; moveWords the fewest words that say so. Both
// are stricter than between neighbours: nothing but the words speaks for it.
const (
	moveLike  = 0.75
	moveWords = 6
)

// commonPlace is in how many texts a word may stand and still be looked up:
// words that stand everywhere tell nothing, and would make the work quadratic.
const commonPlace = 32

// likePair is two texts and their likeness.
type likePair struct {
	from, to int
	likeness float64
}

// likest pairs the texts of two lists that are nearly the same, the likest
// first, each once. Only texts that share a word which is not commonplace are
// compared.
func likest(from, to []wordBag) []likePair {
	where := map[int][]int{}
	for x, bag := range from {
		for _, word := range slices.Compact(slices.Clone(bag)) {
			where[word] = append(where[word], x)
		}
	}
	var found []likePair
	for y, bag := range to {
		if len(bag) < moveWords {
			continue
		}
		seen := map[int]bool{}
		for _, word := range slices.Compact(slices.Clone(bag)) {
			if len(where[word]) > commonPlace {
				continue
			}
			for _, x := range where[word] {
				if !seen[x] && len(from[x]) >= moveWords {
					if like := from[x].likeness(bag); like >= moveLike {
						found = append(found, likePair{x, y, like})
					}
				}
				seen[x] = true
			}
		}
	}
	return pairOff(found)
}

// pairOff keeps the likest pairs in which no text comes twice.
func pairOff(found []likePair) []likePair {
	slices.SortFunc(found, func(a, b likePair) int {
		return cmp.Or(cmp.Compare(b.likeness, a.likeness), cmp.Compare(a.to, b.to), cmp.Compare(a.from, b.from))
	})
	usedFrom, usedTo := map[int]bool{}, map[int]bool{}
	return slices.DeleteFunc(found, func(c likePair) bool {
		if usedFrom[c.from] || usedTo[c.to] {
			return true
		}
		usedFrom[c.from], usedTo[c.to] = true, true
		return false
	})
}

// Likest pairs each text of to with a text of from that is the same or nearly,
// or -1: which paragraphs went from one document to another. Texts that stand
// twice on either side are left alone: nothing tells them apart.
func Likest(from, to []string) []int {
	numbers := map[string]int{}
	fromBags, toBags := bags(from, numbers), bags(to, numbers)
	pairs, used := nones(len(to)), map[int]bool{}
	fromPlace, toPlace := single(from), single(to)
	for y, text := range to {
		if x, ok := fromPlace[text]; ok && x >= 0 && toPlace[text] == y {
			pairs[y], used[x] = x, true
		}
	}
	xs := freeBetween(0, len(from), func(x int) bool { return !used[x] && fromPlace[from[x]] == x })
	ys := freeBetween(0, len(to), func(y int) bool { return pairs[y] == -1 && toPlace[to[y]] == y })
	for _, c := range likest(pick(fromBags, xs), pick(toBags, ys)) {
		pairs[ys[c.to]] = xs[c.from]
	}
	return pairs
}
