package search

import (
	"cmp"
	"slices"

	"communique/internal/archive"
)

// facets puts a census into words: every value that something stands behind,
// and those chosen even where nothing does.
func (c *census) facets(v *view, f Filters, l labels) []Facet {
	chosen := f.groups()
	out := make([]Facet, groups)
	for group := range out {
		out[group].Name = groupNames[group]
		values := []FacetValue{}
		for code, count := range c.counts[group] {
			name := v.values[group][code]
			selected := slices.Contains(chosen[group], name)
			if count > 0 || selected {
				values = append(values, l.facetValue(group, name, count, selected))
			}
		}
		for _, name := range chosen[group] {
			if !slices.Contains(v.values[group], name) { // no section has it
				values = append(values, l.facetValue(group, name, 0, true))
			}
		}
		slices.SortFunc(values, facetOrder(group))
		out[group].Values = values
	}
	return out
}

func (l labels) facetValue(group int, name string, count int, selected bool) FacetValue {
	label, _ := l.label(group, name)
	return FacetValue{Value: name, Label: label, Count: count, Selected: selected}
}

// facetOrder puts the largest first; years go by themselves, newest first.
func facetOrder(group int) func(a, b FacetValue) int {
	if group == groupYear {
		return func(a, b FacetValue) int {
			if a.Value == archive.Undated || b.Value == archive.Undated {
				return cmp.Compare(len(a.Value), len(b.Value)) // "undated" is the longer
			}
			return cmp.Compare(b.Value, a.Value)
		}
	}
	return func(a, b FacetValue) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Label, b.Label), cmp.Compare(a.Value, b.Value))
	}
}
