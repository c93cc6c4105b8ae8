package store

import (
	"maps"
	"slices"

	"communique/internal/archive"
)

// wordings are fingerprints by row, each with the date of its documents, and the
// pairs of them that are copies.
type wordings struct {
	dates map[int64]archive.Date
	pairs [][2]int64
}

// groups parts wordings into those that are one: joined by pairs, and by pairs of
// pairs. What is dated less precisely, or not at all, may be a copy of two texts
// that are none of each other, this year's form and last year's. It joins
// neither then.
func (t wordings) groups() [][]int64 {
	joined := forest{}
	for _, precision := range []int{len("2006-01-02"), len("2006-01"), len("2006"), 0} {
		t.join(joined, precision)
	}
	sets := map[int64][]int64{}
	for _, id := range slices.Sorted(maps.Keys(t.dates)) {
		root := joined.root(id)
		sets[root] = append(sets[root], id)
	}
	return slices.Collect(maps.Values(sets))
}

// join joins those of one precision to each other, and then to what is
// dated more precisely, where that is one.
func (t wordings) join(joined forest, precision int) {
	for _, p := range t.pairs {
		if len(t.dates[p[0]]) == precision && len(t.dates[p[1]]) == precision {
			joined.join(p[0], p[1])
		}
	}
	leads, torn := map[int64]int64{}, map[int64]bool{}
	for _, p := range t.pairs {
		if len(t.dates[p[0]]) == precision && len(t.dates[p[1]]) > precision {
			from, to := joined.root(p[0]), joined.root(p[1])
			other, led := leads[from]
			torn[from] = torn[from] || led && other != to
			leads[from] = to
		}
	}
	for from, to := range leads {
		if !torn[from] {
			joined.join(from, to)
		}
	}
}

// forest joins numbers into sets: each leads to another of its set, the last to
// itself or nowhere.
type forest map[int64]int64

func (f forest) join(a, b int64) { f[f.root(a)] = f.root(b) }

func (f forest) root(n int64) int64 {
	for {
		next, ok := f[n]
		if !ok || next == n {
			return n
		}
		if beyond, ok := f[next]; ok {
			f[n] = beyond // half the way for the next to ask
		}
		n = next
	}
}
