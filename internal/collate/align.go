// Package collate lays texts beside each other: it aligns two lists of
// paragraphs, which the ledger rests on, and tells copies of one text. It is
// pure.
package collate

import "slices"

// Alignment says how the paragraphs of one list (to) answer to those of another
// (from). -1 stands for none.
type Alignment struct {
	Pairs  []int  // for each of to: the one of from that it answers to; none is given twice
	Moved  []bool // for each of to: it answers to one that stood elsewhere among its neighbours
	Split  []int  // for each of to: the one of from that it was cut off; what answers to that stands before it
	Merged []int  // for each of from: the one of to that it went into behind another
}

// Align aligns two lists of paragraphs, given as folded wordings. Equal texts
// that both lists hold once are anchors; between them the paragraphs are
// aligned in order, so that as much as possible answers to its like and to its
// like's neighbours (a dynamic programme of the kind that Gale and Church, "A
// Program for Aligning Sentences in Bilingual Corpora", 1993, use for sentences:
// one to one, one cut in several, several joined in one). What is left over is
// paired with its like elsewhere: it has moved.
func Align(from, to []string) Alignment {
	a := &aligner{from: from, to: to}
	a.begin()
	if slices.Equal(from, to) {
		for i := range a.Pairs {
			a.Pairs[i] = i
		}
		return a.Alignment
	}
	a.readWords()
	a.gaps(a.anchors())
	a.pairEqual()
	a.pairLike()
	return a.Alignment
}

// aligner is one alignment being made.
type aligner struct {
	Alignment
	from, to           []string
	fromWords, toWords []wordBag
	used               []bool // of from: has its counterpart, or went into one
}

func (a *aligner) begin() {
	a.Pairs, a.Split, a.Merged = nones(len(a.to)), nones(len(a.to)), nones(len(a.from))
	a.Moved, a.used = make([]bool, len(a.to)), make([]bool, len(a.from))
}

func nones(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

func (a *aligner) readWords() {
	numbers := map[string]int{}
	a.fromWords, a.toWords = bags(a.from, numbers), bags(a.to, numbers)
}

func (a *aligner) pair(x, y int) { a.Pairs[y], a.used[x] = x, true }

func (a *aligner) move(x, y int) {
	a.pair(x, y)
	a.Moved[y] = true
}

// free reports whether paragraph y of to has found nothing yet.
func (a *aligner) free(y int) bool { return a.Pairs[y] == -1 && a.Split[y] == -1 }

// anchors pairs texts that both lists hold once, whole or in parts, and gives
// those that stand in one order, as places in to. The others have moved.
func (a *aligner) anchors() []int {
	fromPlace, toPlace := single(a.from), single(a.to)
	for y, text := range a.to {
		if x, ok := fromPlace[text]; ok && toPlace[text] == y && x >= 0 {
			a.pair(x, y)
		}
	}
	a.pairParts(fromPlace, toPlace)
	var sure []int
	for y, x := range a.Pairs {
		if x != -1 {
			sure = append(sure, y)
		}
	}
	inOrder := increasing(sure, a.Pairs)
	for _, y := range sure {
		a.Moved[y] = true
	}
	for _, y := range inOrder {
		a.Moved[y] = false
	}
	return inOrder
}

// pairParts pairs texts that were cut or joined and not touched otherwise,
// where the list holds the whole once. That is as sure as an equal text.
func (a *aligner) pairParts(fromPlace, toPlace map[string]int) {
	cut, joined := byOpening(a.to), byOpening(a.from)
	for x, text := range a.from {
		if fromPlace[text] == x && !a.used[x] {
			if y, n, ok := parts(text, a.to, cut, a.free); ok {
				a.take(row(x, 1), row(y, n))
			}
		}
	}
	for y, text := range a.to {
		if toPlace[text] == y && a.free(y) {
			if x, n, ok := parts(text, a.from, joined, func(x int) bool { return !a.used[x] }); ok {
				a.take(row(x, n), row(y, 1))
			}
		}
	}
}

// single gives the place of each text that stands in texts once, and -1 for the
// others.
func single(texts []string) map[string]int {
	places := make(map[string]int, len(texts))
	for i, text := range texts {
		if _, twice := places[text]; twice {
			places[text] = -1
		} else {
			places[text] = i
		}
	}
	return places
}

// row is n places from first.
func row(first, n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = first + i
	}
	return list
}

// increasing gives a longest run of ys, in order, whose values increase
// (patience sorting).
func increasing(ys, values []int) []int {
	var ends []int // by length-1: the y that ends a run of that length with the least value
	before := make(map[int]int, len(ys))
	for _, y := range ys {
		n, _ := slices.BinarySearchFunc(ends, values[y], func(end, v int) int { return values[end] - v })
		if n > 0 {
			before[y] = ends[n-1]
		} else {
			before[y] = -1
		}
		if n == len(ends) {
			ends = append(ends, y)
		} else {
			ends[n] = y
		}
	}
	run := make([]int, len(ends))
	for i := len(ends) - 1; i >= 0; i-- {
		if i == len(ends)-1 {
			run[i] = ends[i]
		} else {
			run[i] = before[run[i+1]]
		}
	}
	return run
}

// gaps aligns what stands between neighbouring anchors.
func (a *aligner) gaps(anchors []int) {
	x, y := 0, 0
	for i := 0; i <= len(anchors); i++ {
		endX, endY := len(a.from), len(a.to)
		if i < len(anchors) {
			endX, endY = a.Pairs[anchors[i]], anchors[i]
		}
		a.gap(freeBetween(x, endX, func(x int) bool { return !a.used[x] }), freeBetween(y, endY, a.free))
		x, y = endX+1, endY+1
	}
}

func freeBetween(from, to int, free func(int) bool) []int {
	var list []int
	for i := from; i < to; i++ {
		if free(i) {
			list = append(list, i)
		}
	}
	return list
}

// pairEqual pairs what is left over of equal texts, in order. Twins away from
// their places cannot be told apart, and nobody who reads them could.
func (a *aligner) pairEqual() {
	left := map[string][]int{}
	for x, text := range a.from {
		if !a.used[x] {
			left[text] = append(left[text], x)
		}
	}
	for y, text := range a.to {
		if xs := left[text]; len(xs) > 0 && a.free(y) {
			a.move(xs[0], y)
			left[text] = xs[1:]
		}
	}
}

// pairLike pairs what is left over of nearly equal texts: moved and edited.
func (a *aligner) pairLike() {
	xs := freeBetween(0, len(a.from), func(x int) bool { return !a.used[x] })
	ys := freeBetween(0, len(a.to), a.free)
	for _, c := range likest(pick(a.fromWords, xs), pick(a.toWords, ys)) {
		a.move(xs[c.from], ys[c.to])
	}
}

func pick[T any](all []T, places []int) []T {
	list := make([]T, len(places))
	for i, place := range places {
		list[i] = all[place]
	}
	return list
}
