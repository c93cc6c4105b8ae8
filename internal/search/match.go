package search

import (
	"cmp"
	"context"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// textFields are where a leaf is looked for, by scope.
var textFields = map[scope][]string{
	everywhere: {fieldText, fieldHeading, fieldTitle},
	inTitle:    {fieldTitle},
	inHeading:  {fieldHeading},
}

// leafMatch is what a leaf finds in one segment.
type leafMatch struct {
	sections *roaring.Bitmap
	fields   []fieldMatch
}

// fieldMatch is what one sequence finds in one field.
type fieldMatch struct {
	field    string // without exactSuffix
	sequence *sequence
	sections *roaring.Bitmap
	starts   *starts // where it begins; nil for a sequence of one slot
}

// name is the field's name in the index.
func (m *fieldMatch) name() string { return fieldName(m.field, m.sequence.exact) }

func fieldName(field string, exact bool) string {
	if exact {
		return field + exactSuffix
	}
	return field
}

// matchLeaf finds a leaf in all fields of its scope.
func matchLeaf(ctx context.Context, p postings, l *leaf) (leafMatch, error) {
	m := leafMatch{sections: roaring.NewBitmap()}
	for _, field := range textFields[l.scope] {
		for i := range l.sequences {
			f := fieldMatch{field: field, sequence: &l.sequences[i]}
			if err := f.match(ctx, p); err != nil {
				return m, err
			}
			if !f.sections.IsEmpty() {
				m.fields = append(m.fields, f)
				m.sections.Or(f.sections)
			}
		}
	}
	return m, nil
}

// match finds the sections that hold every slot, and then those where the
// slots follow on each other.
func (m *fieldMatch) match(ctx context.Context, p postings) error {
	held := make([]*roaring.Bitmap, len(m.sequence.slots))
	for i, s := range m.sequence.slots {
		b, err := havingAny(p, m.name(), s.terms)
		if err != nil {
			return err
		}
		held[i] = b
		if i == 0 {
			m.sections = b
			continue
		}
		m.sections = roaring.And(m.sections, b)
	}
	if len(held) == 1 || m.sections.IsEmpty() {
		return nil
	}
	return m.follow(ctx, p, held)
}

func havingAny(p postings, field string, terms []string) (*roaring.Bitmap, error) {
	if len(terms) == 1 {
		return p.having(field, terms[0])
	}
	all := roaring.NewBitmap()
	for _, t := range terms {
		b, err := p.having(field, t)
		if err != nil {
			return nil, err
		}
		all.Or(b)
	}
	return all, nil
}

// follow keeps the sections in which the slots stand one behind the other,
// reading positions of the rarest slot first and of what is left only.
func (m *fieldMatch) follow(ctx context.Context, p postings, held []*roaring.Bitmap) error {
	order := make([]int, len(held))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(held[a].GetCardinality(), held[b].GetCardinality())
	})
	for n, i := range order {
		if err := ctx.Err(); err != nil {
			return err
		}
		found, err := slotStarts(p, m.name(), m.sequence.slots[i], m.sections)
		if err != nil {
			return err
		}
		if n > 0 {
			found = m.starts.common(found)
		}
		m.starts = found
		m.sections = roaring.BitmapOf(found.sections...)
	}
	return nil
}

// evaluate finds the sections of a plan's tree from those of its leaves. A nil
// node is every live section.
func evaluate(n node, p postings, leaves []leafMatch) *roaring.Bitmap {
	switch n := n.(type) {
	case leafNode:
		return leaves[n].sections
	case not:
		return roaring.AndNot(p.live(), evaluate(n.node, p, leaves))
	case and:
		found := evaluate(n[0], p, leaves)
		for _, part := range n[1:] {
			found = roaring.And(found, evaluate(part, p, leaves))
		}
		return found
	case or:
		found := roaring.NewBitmap()
		for _, part := range n {
			found.Or(evaluate(part, p, leaves))
		}
		return found
	}
	return p.live()
}

// tally says how many of some leaves each section holds.
func tally(size int, leaves []leafMatch, which []int) []uint8 {
	counts := make([]uint8, size)
	for _, i := range which {
		for it := leaves[i].sections.Iterator(); it.HasNext(); {
			counts[it.Next()]++
		}
	}
	return counts
}
