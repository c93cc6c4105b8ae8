package search

import (
	"cmp"
	"maps"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// starts says where sequences begin: for each section, ascending, a stretch of
// places, ascending.
type starts struct {
	sections []uint32
	ends     []int // behind the last place of each section
	places   []place
}

func (s *starts) add(section uint32, at []place) {
	s.sections = append(s.sections, section)
	s.places = append(s.places, at...)
	s.ends = append(s.ends, len(s.places))
}

// at are the places in the section with that index.
func (s *starts) at(i int) []place {
	if i == 0 {
		return s.places[:s.ends[0]]
	}
	return s.places[s.ends[i-1]:s.ends[i]]
}

// each tells visit of each section, ascending.
func (s *starts) each(visit func(section uint32, at []place)) {
	for i, n := range s.sections {
		visit(n, s.at(i))
	}
}

// common is what stands in both.
func (s *starts) common(other *starts) *starts {
	both := &starts{}
	var at []place
	for i, j := 0, 0; i < len(s.sections) && j < len(other.sections); {
		switch a, b := s.sections[i], other.sections[j]; {
		case a < b:
			i++
		case a > b:
			j++
		default:
			if at = commonPlaces(at[:0], s.at(i), other.at(j)); len(at) > 0 {
				both.add(a, at)
			}
			i++
			j++
		}
	}
	return both
}

func commonPlaces(out, a, b []place) []place {
	for len(a) > 0 && len(b) > 0 {
		switch c := a[0].compare(b[0]); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			out, a, b = append(out, a[0]), a[1:], b[1:]
		}
	}
	return out
}

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.paragraph, q.paragraph), cmp.Compare(p.position, q.position))
}

// slotStarts says where a sequence would begin, going by one of its slots. A
// position may be smaller than the slot's offset; nothing begins there.
func slotStarts(p postings, field string, s slot, among *roaring.Bitmap) (*starts, error) {
	found := &starts{}
	if len(s.terms) == 1 {
		err := p.places(field, s.terms[0], among, func(section uint32, at []place) {
			found.add(section, beginnings(at, s.offset))
		})
		return found, err
	}
	bySection := map[uint32][]place{}
	for _, t := range s.terms {
		err := p.places(field, t, among, func(section uint32, at []place) {
			bySection[section] = append(bySection[section], beginnings(at, s.offset)...)
		})
		if err != nil {
			return nil, err
		}
	}
	for _, section := range slices.Sorted(maps.Keys(bySection)) {
		found.add(section, beginnings(bySection[section], 0))
	}
	return found, nil
}

// beginnings moves places back by an offset and sorts them, in place.
func beginnings(at []place, offset int) []place {
	for i := range at {
		at[i].position -= offset
	}
	if !slices.IsSortedFunc(at, place.compare) {
		slices.SortFunc(at, place.compare)
	}
	return at
}
