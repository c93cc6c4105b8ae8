package search

import (
	"context"
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// maxExpansion bounds the words that one prefix stands for.
const maxExpansion = 256

// minRelaxed is the least number of required words for a closest reading: of
// two, one alone is not most of them.
const minRelaxed = 3

// answer is what one view says to a request: everything but the texts.
type answer struct {
	view   *view
	plan   plan
	parts  []*part
	census *census
	few    []candidate // the first of them, up to the end of the page asked for
	notes  []string
}

// answer runs a plan against a view.
func (v *view) answer(ctx context.Context, r Request, p plan, first, last int32) (*answer, error) {
	a := &answer{view: v, plan: p, census: newCensus(v)}
	for _, s := range v.segments {
		a.parts = append(a.parts, &part{viewSegment: s})
	}
	if err := a.match(ctx); err != nil {
		return nil, err
	}
	s := newSieve(v, r, first, last)
	for _, p := range a.parts {
		a.census.sift(p, &s)
	}
	a.census.fold(v)
	return a, a.pick(ctx, r)
}

// match finds what the query finds, before any filter.
func (a *answer) match(ctx context.Context) error {
	if err := a.expand(); err != nil {
		return err
	}
	found := uint64(0)
	for _, p := range a.parts {
		p.leaves = make([]leafMatch, len(a.plan.leaves))
		for i := range a.plan.leaves {
			if err := ctx.Err(); err != nil {
				return err
			}
			m, err := matchLeaf(ctx, p, &a.plan.leaves[i])
			if err != nil {
				return err
			}
			p.leaves[i] = m
		}
		p.found = evaluate(a.plan.root, p, p.leaves)
		found += p.found.GetCardinality()
	}
	if found == 0 {
		a.relax()
	}
	a.dropEchoes()
	return nil
}

// dropEchoes takes out the sections that hold nothing asked for but their
// document's title. The title stands behind every section of a document: it
// helps each to be found together with words of its own, but alone it finds
// the document, by its first section.
func (a *answer) dropEchoes() {
	if !a.ranks() {
		return
	}
	for _, p := range a.parts {
		own := roaring.New()
		for i, m := range p.leaves {
			if !a.plan.leaves[i].positive {
				continue
			}
			for _, f := range m.fields {
				if f.field != fieldTitle {
					own.Or(f.sections)
				}
			}
		}
		echoes := roaring.New()
		for it := roaring.AndNot(p.found, own).Iterator(); it.HasNext(); {
			if n := it.Next(); p.columns[n].order > 0 {
				echoes.Add(n)
			}
		}
		p.found = roaring.AndNot(p.found, echoes) // anew: what was found may be a leaf's own
	}
}

// expand puts the words that stand in this view's index for those that begin
// with a prefix.
func (a *answer) expand() error {
	a.plan.leaves = slices.Clone(a.plan.leaves)
	for i := range a.plan.leaves {
		l := &a.plan.leaves[i]
		last := &l.sequences[0].slots[len(l.sequences[0].slots)-1]
		if last.prefix == "" {
			continue
		}
		var words []string
		for _, p := range a.parts {
			for _, field := range textFields[l.scope] {
				var err error
				words, err = p.beginning(fieldName(field, true), last.prefix, maxExpansion+1, words)
				if err != nil {
					return err
				}
			}
		}
		words = distinct(words)
		if len(words) > maxExpansion {
			words = words[:maxExpansion]
			a.notes = append(a.notes, fmt.Sprintf("More than %d words begin with “%s”; the first of them by the alphabet were searched for.", maxExpansion, l.typed))
		}
		l.fill(words)
	}
	return nil
}

// fill gives the last slot its words, in a copy: the plan may be in use
// elsewhere.
func (l *leaf) fill(words []string) {
	s := l.sequences[0]
	s.slots = slices.Clone(s.slots)
	s.slots[len(s.slots)-1].terms = words
	l.sequences = []sequence{s}
}

// relax reads a query of which no section holds all words as asking for most
// of them: half at least or, where no section holds as many, as many as one
// does. Phrases, prefixes and what must not be there stay in force.
func (a *answer) relax() {
	required := a.plan.required()
	if len(required) < minRelaxed {
		return
	}
	rest := a.plan.without(required)
	most := uint8(0)
	allowed := make([]*roaring.Bitmap, len(a.parts))
	tallies := make([][]uint8, len(a.parts))
	for i, p := range a.parts {
		allowed[i] = evaluate(rest, p, p.leaves)
		tallies[i] = tally(p.size(), p.leaves, required)
		for it := allowed[i].Iterator(); it.HasNext(); {
			most = max(most, tallies[i][it.Next()])
		}
	}
	least := min(most, uint8(len(required)+1)/2)
	if least < 2 {
		return
	}
	for i, p := range a.parts {
		p.found = roaring.New()
		for it := allowed[i].Iterator(); it.HasNext(); {
			if n := it.Next(); tallies[i][n] >= least {
				p.found.Add(n)
			}
		}
	}
	a.notes = append(a.notes, fmt.Sprintf("No section holds all of these words; shown are those that hold at least %d of the %d.", least, len(required)))
}

// pick finds the sections of the page, and those in front of it.
func (a *answer) pick(ctx context.Context, r Request) error {
	few := min(r.Page*r.PerPage, a.census.total)
	var err error
	switch {
	case r.Sort == Newest || r.Sort == "" && !a.ranks():
		a.few, err = pick(ctx, a.view, a.parts, few, newestFirst, nil)
	case r.Sort == Oldest:
		a.few, err = pick(ctx, a.view, a.parts, few, oldestFirst, nil)
	default:
		rank := newRanking(a.plan.leaves, a.parts)
		a.few, err = pick(ctx, a.view, a.parts, max(few, candidates), byScore, &rank)
		if err == nil {
			err = weighAgain(ctx, a.few, &rank)
		}
	}
	a.few = a.few[:min(few, len(a.few))]
	return err
}

// ranks reports whether anything is asked for that a section can hold more or
// less of.
func (a *answer) ranks() bool {
	return slices.ContainsFunc(a.plan.leaves, func(l leaf) bool { return l.positive })
}

// missing are the words and phrases that no section holds, as typed.
func (a *answer) missing() []string {
	var words []string
	for i, l := range a.plan.leaves {
		held := slices.ContainsFunc(a.parts, func(p *part) bool { return !p.leaves[i].sections.IsEmpty() })
		if l.positive && !held && !slices.Contains(words, l.typed) {
			words = append(words, l.typed)
		}
	}
	return words
}
