package collate

// What one step of aligning a gap is worth. The figures are in units of one
// equal paragraph; they were set by the cases in align_test.go.
const (
	likeEnough = 0.5  // least likeness of two that stand between the same neighbours: half the words is what an edited sentence keeps
	cutEnough  = 0.85 // least likeness of one and the parts it was cut in, or joined of
	partEnough = 0.8  // least share of a part's words that the whole must have
	nextTo     = 0.1  // for a pair whose neighbours are a pair as well: what tells twins apart
	mostParts  = 6    // of one paragraph
	headWords  = 3    // at most in a text such as "Report:", which belongs to what follows rather than to what stands before
	headsNext  = 0.02 // so much more is what follows worth to it
)

// mostCells bounds the work on one gap; a longer one is aligned in a band.
const mostCells = 4_000_000

// step is how a cell of the table was reached.
type step struct {
	score      float64
	froms, tos int8 // paragraphs taken by the last step: 1,1 a pair; 1,n cut; n,1 joined; 1,0 and 0,1 without counterpart
	paired     bool
}

// gap aligns paragraphs xs of from with ys of to, which stand between two
// anchors.
func (a *aligner) gap(xs, ys []int) {
	if len(xs) == 0 || len(ys) == 0 {
		return
	}
	for len(xs)*len(ys) > mostCells { // halves: what stands in the middle stays near the middle
		x, y := len(xs)/2, len(ys)/2
		a.gap(xs[:x], ys[:y])
		xs, ys = xs[x:], ys[y:]
		if len(xs) == 0 || len(ys) == 0 {
			return
		}
	}
	table := a.fill(xs, ys)
	a.follow(xs, ys, table)
}

// fill makes the table: at [i][k] the best way to align the first i of xs with
// the first k of ys.
func (a *aligner) fill(xs, ys []int) [][]step {
	table := make([][]step, len(xs)+1)
	for i := range table {
		table[i] = make([]step, len(ys)+1)
		for k := range table[i] {
			table[i][k] = a.best(xs, ys, table, i, k)
		}
	}
	return table
}

// best is the best last step to cell [i][k].
func (a *aligner) best(xs, ys []int, table [][]step, i, k int) step {
	if i == 0 && k == 0 {
		return step{paired: true} // the anchor before the gap is a pair
	}
	best := step{score: -1}
	try := func(froms, tos int, worth float64) {
		s := step{score: table[i-froms][k-tos].score + worth, froms: int8(froms), tos: int8(tos), paired: froms > 0 && tos > 0}
		if s.paired {
			s.score += a.neighbours(xs, ys, i, k, froms, tos, table[i-froms][k-tos].paired)
		}
		if s.score > best.score {
			best = s
		}
	}
	// What leaves something over is tried first: of two ways as good, the pair
	// that stands earlier is kept.
	if i > 0 {
		try(1, 0, 0)
	}
	if k > 0 {
		try(0, 1, 0)
	}
	if i > 0 && k > 0 {
		if like := a.likeness(xs[i-1], ys[k-1]); like >= likeEnough {
			try(1, 1, like)
		}
		a.tryParts(xs, ys, i, k, try)
	}
	return best
}

// neighbours is what it is worth to a pair that the step before it is a pair,
// or that it stands at an anchor. The ends of a text are half an anchor: it
// begins and ends somewhere, whatever was taken away there.
func (a *aligner) neighbours(xs, ys []int, i, k, froms, tos int, behindPair bool) float64 {
	worth := 0.0
	switch {
	case behindPair && i == froms && k == tos && (xs[0] == 0 || ys[0] == 0):
		worth += nextTo / 2
	case behindPair:
		worth += nextTo
	}
	if i == len(xs) && k == len(ys) {
		if xs[i-1] == len(a.from)-1 || ys[k-1] == len(a.to)-1 {
			return worth + nextTo/2
		}
		worth += nextTo
		if len(a.toWords[ys[k-1]]) <= headWords {
			worth += headsNext
		}
	}
	return worth
}

// likeness compares two paragraphs: equal texts are alike even where they hold
// no word.
func (a *aligner) likeness(x, y int) float64 {
	if a.from[x] == a.to[y] {
		return 1
	}
	return a.fromWords[x].likeness(a.toWords[y])
}

// tryParts tries whether the last paragraph of one side is the last few of the
// other, cut or joined. Parts must stand right behind one another.
func (a *aligner) tryParts(xs, ys []int, i, k int, try func(froms, tos int, worth float64)) {
	for n := 2; n <= min(mostParts, k) && ys[k-1]-ys[k-n] == n-1; n++ {
		like, on := partsLikeness(a.fromWords[xs[i-1]], a.toWords[ys[k-n]:ys[k-1]+1])
		if like >= cutEnough {
			try(1, n, like)
		}
		if !on {
			break
		}
	}
	for n := 2; n <= min(mostParts, i) && xs[i-1]-xs[i-n] == n-1; n++ {
		like, on := partsLikeness(a.toWords[ys[k-1]], a.fromWords[xs[i-n]:xs[i-1]+1])
		if like >= cutEnough {
			try(n, 1, like)
		}
		if !on {
			break
		}
	}
}

// partsLikeness is how like a whole is to its parts in a row; 0 where the first
// or the last of them is no part of it. on says whether more parts may help.
func partsLikeness(whole wordBag, parts []wordBag) (like float64, on bool) {
	words := 0
	for _, part := range parts {
		words += len(part)
	}
	for _, part := range parts {
		common := whole.common(part)
		if len(part) == 0 || float64(common) < partEnough*float64(len(part)) || common == len(whole) {
			return 0, false // no part of it, or all of it: then nothing was cut
		}
	}
	if float64(words) > float64(len(whole))*1.4+2 {
		return 0, false
	}
	if float64(words) < float64(len(whole))*0.7 {
		return 0, true
	}
	return whole.likeness(join(parts)), true
}

// follow reads the best way back through the table.
func (a *aligner) follow(xs, ys []int, table [][]step) {
	for i, k := len(xs), len(ys); i > 0 || k > 0; {
		s := table[i][k]
		froms, tos := int(s.froms), int(s.tos)
		i, k = i-froms, k-tos
		if froms == 0 || tos == 0 {
			continue
		}
		a.take(xs[i:i+froms], ys[k:k+tos])
	}
}

// keeper is which of the parts of a paragraph goes on being it: the first,
// unless that is but a scrap of it.
func (a *aligner) keeper(parts []int, words []wordBag) int {
	most, sum := 0, 0
	for n, part := range parts {
		sum += len(words[part])
		if len(words[part]) > len(words[parts[most]]) {
			most = n
		}
	}
	if 4*len(words[parts[0]]) >= sum {
		return 0
	}
	return most
}
