package search

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
)

// sieve is a request's filters in the codes of one view.
type sieve struct {
	chosen      [groups][]bool // by code; nil where the group narrows nothing
	first, last int32          // days; 0 where open
	everyCopy   bool           // copies count by themselves
}

func newSieve(v *view, r Request, first, last int32) sieve {
	s := sieve{first: first, last: last, everyCopy: r.EveryCopy}
	for group, values := range r.Filters.groups() {
		if len(values) == 0 {
			continue
		}
		s.chosen[group] = make([]bool, len(v.values[group]))
		for code, name := range v.values[group] {
			s.chosen[group][code] = slices.Contains(values, name)
		}
	}
	return s
}

// inRange reports whether all that a section's date may mean lies within the
// range: a document that says only "2019" is not known to be of July.
func (s *sieve) inRange(r *row) bool {
	if s.first == 0 && s.last == 0 {
		return true
	}
	return r.first != 0 && r.first >= s.first && (s.last == 0 || r.last <= s.last)
}

// refused are the groups that do not let a section through, as bits.
func (s *sieve) refused(r *row) (bits uint) {
	for group, chosen := range s.chosen {
		if chosen != nil && !slices.ContainsFunc(r.codes[group], func(c uint32) bool { return chosen[c] }) {
			bits |= 1 << group
		}
	}
	return bits
}

// census counts what a search found.
type census struct {
	total     int
	documents int
	folded    int           // sections left out because a copy of them counts
	counts    [groups][]int // by code; each ignores the choice in its own group
	seen      []bool        // documents, by code
	aside     []folded      // what is still to be folded
}

func newCensus(v *view) *census {
	c := &census{seen: make([]bool, len(v.documents))}
	for group := range c.counts {
		c.counts[group] = make([]int, len(v.values[group]))
	}
	return c
}

// sift runs what was found in a part through the sieve and counts it. A section
// that only one group refuses counts in that group alone: there it is what one
// would get by choosing otherwise. What has copies is laid aside; see fold.
func (c *census) sift(p *part, s *sieve) {
	var through []uint32
	for it := p.found.Iterator(); it.HasNext(); {
		number := it.Next()
		r := &p.columns[number]
		if !s.inRange(r) {
			continue
		}
		refused := s.refused(r)
		if bits.OnesCount(refused) > 1 {
			continue
		}
		if r.fold != 0 && !s.everyCopy {
			c.aside = append(c.aside, folded{p, number, r, refused})
			continue
		}
		for group := range c.counts {
			if refused&^(1<<group) == 0 {
				for _, code := range r.codes[group] {
					c.counts[group][code]++
				}
			}
		}
		if refused != 0 {
			continue
		}
		through = append(through, number)
		c.count(r)
	}
	p.hits = p.found
	if uint64(len(through)) != p.found.GetCardinality() {
		p.hits = roaring.New()
		p.hits.AddMany(through)
	}
}

// count counts a section that is shown.
func (c *census) count(r *row) {
	c.total++
	if !c.seen[r.document] {
		c.seen[r.document] = true
		c.documents++
	}
}

// candidate is a section in the running for the page.
type candidate struct {
	part   *part
	number uint32
	row    *row
	slug   string
	score  float64
}

// order compares candidates: less than 0 where a comes first.
type order func(a, b *candidate) int

// byScore puts the best first. What scores alike goes by standing, then by
// document and place.
func byScore(a, b *candidate) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.row.standing, b.row.standing), byPlace(a, b))
}

// newestFirst goes by the first day that a date may mean: a bare year comes
// behind the months of that year.
func newestFirst(a, b *candidate) int {
	return cmp.Or(undatedLast(a, b), cmp.Compare(b.row.first, a.row.first), cmp.Compare(a.row.last, b.row.last), byPlace(a, b))
}

func oldestFirst(a, b *candidate) int {
	return cmp.Or(undatedLast(a, b), cmp.Compare(a.row.first, b.row.first), cmp.Compare(b.row.last, a.row.last), byPlace(a, b))
}

func undatedLast(a, b *candidate) int {
	undated := func(c *candidate) int {
		if c.row.first == 0 {
			return 1
		}
		return 0
	}
	return cmp.Compare(undated(a), undated(b))
}

func byPlace(a, b *candidate) int {
	if a.row.document == b.row.document {
		return cmp.Compare(a.row.order, b.row.order)
	}
	return strings.Compare(a.slug, b.slug)
}

// podium keeps the first few of many candidates: a heap whose root is the last
// of them.
type podium struct {
	size  int
	order order
	heap  []candidate
	next  candidate // the one on offer: here, so that none is allocated
}

func (p *podium) offer(c candidate) {
	if len(p.heap) < p.size {
		p.heap = append(p.heap, c)
		p.up(len(p.heap) - 1)
		return
	}
	p.next = c
	if p.size > 0 && p.order(&p.next, &p.heap[0]) < 0 {
		p.heap[0] = c
		p.down(0)
	}
}

func (p *podium) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if p.order(&p.heap[i], &p.heap[parent]) <= 0 {
			return
		}
		p.heap[i], p.heap[parent] = p.heap[parent], p.heap[i]
		i = parent
	}
}

func (p *podium) down(i int) {
	for {
		last := i
		for _, child := range []int{2*i + 1, 2*i + 2} {
			if child < len(p.heap) && p.order(&p.heap[child], &p.heap[last]) > 0 {
				last = child
			}
		}
		if last == i {
			return
		}
		p.heap[i], p.heap[last] = p.heap[last], p.heap[i]
		i = last
	}
}

// sorted empties the podium, the first in front.
func (p *podium) sorted() []candidate {
	slices.SortFunc(p.heap, func(a, b candidate) int { return p.order(&a, &b) })
	return p.heap
}

// pick finds the first few hits of all parts. rank is nil where the order asks
// for no scores.
func pick(ctx context.Context, v *view, parts []*part, few int, by order, rank *ranking) ([]candidate, error) {
	best := podium{size: few, order: by}
	for _, p := range parts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var scores []float64
		if rank != nil && !p.hits.IsEmpty() {
			scores = make([]float64, p.size())
			if err := rank.score(ctx, p, p.hits, scores); err != nil {
				return nil, err
			}
		}
		for it := p.hits.Iterator(); it.HasNext(); {
			c := candidate{part: p, number: it.Next()}
			c.row = &p.columns[c.number]
			c.slug = v.documents[c.row.document]
			if scores != nil {
				c.score = scores[c.number]
			}
			best.offer(c)
		}
	}
	return best.sorted(), nil
}

// weighAgain raises the candidates whose best paragraph bears much of the query
// and puts them in order anew.
func weighAgain(ctx context.Context, list []candidate, rank *ranking) error {
	list = list[:min(len(list), candidates)]
	among := map[*part]*roaring.Bitmap{}
	for _, c := range list {
		if among[c.part] == nil {
			among[c.part] = roaring.New()
		}
		among[c.part].Add(c.number)
	}
	shares := map[*part]map[uint32]float64{}
	for p, numbers := range among {
		s, err := rank.concentrate(ctx, p, numbers)
		if err != nil {
			return err
		}
		shares[p] = s
	}
	for i := range list {
		c := &list[i]
		c.score *= 1 + concentration*shares[c.part][c.number]
	}
	slices.SortFunc(list, func(a, b candidate) int { return byScore(&a, &b) })
	return nil
}
