// Package collate lays texts beside each other: it aligns two lists of
// paragraphs, which the ledger rests on, and tells copies of one text. It is
// pure.
package collate

import (
	"cmp"
	"slices"
	"strings"

	"znkr.io/diff"
)

// likeEnough is the least likeness (see likeness) at which two paragraphs that
// stand between the same neighbours are taken for one paragraph in other
// words. Half the words in common is what an edited sentence keeps and two
// sentences on one subject do not.
const likeEnough = 0.5

// gapReach bounds how far apart in a gap two paragraphs may stand to be
// compared, so that a wholly rewritten long text stays near linear.
const gapReach = 64

// Align says for each paragraph of to which paragraph of from it answers to,
// or -1. No paragraph of from is given twice. Equal paragraphs are paired in
// order; then those that are equal, unique and moved; then, between paired
// neighbours, the likest.
func Align(from, to []string) []int {
	pairs := make([]int, len(to))
	for i := range pairs {
		pairs[i] = -1
	}
	used := make([]bool, len(from))
	for _, edit := range diff.Edits(from, to) {
		if edit.Op == diff.Match {
			pairs[edit.PosY], used[edit.PosX] = edit.PosX, true
		}
	}
	anchors := slices.Clone(pairs)
	alignMoved(from, to, pairs, used)
	alignGaps(from, to, anchors, pairs, used)
	return pairs
}

// alignMoved pairs equal paragraphs that stand in another place, where both
// lists hold that wording once only: twins cannot be told apart away from
// their place.
func alignMoved(from, to []string, pairs []int, used []bool) {
	countFrom, countTo := tally(from), tally(to)
	place := map[string]int{}
	for i, text := range from {
		place[text] = i
	}
	for i, text := range to {
		if pairs[i] == -1 && countFrom[text] == 1 && countTo[text] == 1 && !used[place[text]] {
			pairs[i], used[place[text]] = place[text], true
		}
	}
}

func tally(texts []string) map[string]int {
	counts := make(map[string]int, len(texts))
	for _, text := range texts {
		counts[text]++
	}
	return counts
}

// alignGaps pairs what is left between two anchors, the likest first.
func alignGaps(from, to []string, anchors, pairs []int, used []bool) {
	fromStart, toStart := 0, 0
	for i := 0; i <= len(to); i++ {
		fromEnd := len(from)
		if i < len(to) {
			if anchors[i] == -1 {
				continue
			}
			fromEnd = anchors[i]
		}
		alignGap(from, to, fromStart, fromEnd, toStart, i, pairs, used)
		fromStart, toStart = fromEnd+1, i+1
	}
}

func alignGap(from, to []string, fromStart, fromEnd, toStart, toEnd int, pairs []int, used []bool) {
	type candidate struct {
		from, to int
		likeness float64
	}
	var candidates []candidate
	words := make([]map[string]int, 0, max(0, fromEnd-fromStart))
	for x := fromStart; x < fromEnd; x++ {
		words = append(words, tally(strings.Fields(from[x])))
	}
	for y := toStart; y < toEnd; y++ {
		if pairs[y] != -1 {
			continue
		}
		mine := tally(strings.Fields(to[y]))
		middle := fromStart + y - toStart
		for x := max(fromStart, middle-gapReach); x < min(fromEnd, middle+gapReach); x++ {
			if used[x] {
				continue
			}
			if like := likeness(words[x-fromStart], mine); like >= likeEnough {
				candidates = append(candidates, candidate{x, y, like})
			}
		}
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(b.likeness, a.likeness) })
	for _, c := range candidates {
		if pairs[c.to] == -1 && !used[c.from] {
			pairs[c.to], used[c.from] = c.from, true
		}
	}
}

// likeness is the share of words two texts have in common, between 0 and 1: the
// Sørensen–Dice coefficient of their words, repeated words counted.
func likeness(a, b map[string]int) float64 {
	sum, common := 0, 0
	for word, n := range a {
		sum += n
		common += min(n, b[word])
	}
	for _, n := range b {
		sum += n
	}
	if sum == 0 {
		return 0
	}
	return 2 * float64(common) / float64(sum)
}
