package collate

import "strings"

// openingWords is how many words of a text it is looked up by.
const openingWords = 3

// opening is the beginning of a text, or all of a short one.
func opening(text string) string {
	end := 0
	for range openingWords {
		next := strings.IndexByte(text[end:], ' ')
		if next < 0 {
			return text
		}
		end += next + 1
	}
	return text[:end-1]
}

// byOpening gives the places of texts by their opening.
func byOpening(texts []string) map[string][]int {
	places := make(map[string][]int, len(texts))
	for i, text := range texts {
		key := opening(text)
		places[key] = append(places[key], i)
	}
	return places
}

// parts finds the n texts in a row, from first, that make up whole, where there
// is one such row and all of it is free.
func parts(whole string, texts []string, places map[string][]int, free func(int) bool) (first, n int, ok bool) {
	for _, i := range places[opening(whole)] {
		if k := rowOf(whole, texts[i:]); k > 1 && allFree(i, k, free) {
			if ok {
				return 0, 0, false
			}
			first, n, ok = i, k, true
		}
	}
	return first, n, ok
}

// rowOf is how many of the texts, joined by spaces, make up whole; 0 where they
// do not.
func rowOf(whole string, texts []string) int {
	for n, text := range texts {
		if text == "" || !strings.HasPrefix(whole, text) {
			return 0
		}
		whole = whole[len(text):]
		if whole == "" {
			return n + 1
		}
		if whole[0] != ' ' {
			return 0
		}
		whole = whole[1:]
	}
	return 0
}

func allFree(first, n int, free func(int) bool) bool {
	for i := first; i < first+n; i++ {
		if !free(i) {
			return false
		}
	}
	return true
}

// take notes that paragraphs xs of from became paragraphs ys of to; one side is
// a single paragraph.
func (a *aligner) take(xs, ys []int) {
	x, y := a.keeper(xs, a.fromWords), a.keeper(ys, a.toWords)
	a.pair(xs[x], ys[y])
	for n, part := range ys {
		if n != y {
			a.Split[part] = xs[x]
		}
	}
	for n, part := range xs {
		if n != x {
			a.Merged[part], a.used[part] = ys[y], true
		}
	}
}
