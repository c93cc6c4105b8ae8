package web

import (
	"cmp"
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/web/components"
)

// setDetail gathers what a set does to permalinks and to the counts of facets.
type setDetail struct {
	set    *archive.ChangeSet
	links  []components.LinkChange
	more   int
	shifts *facetShifts
}

// weight orders what becomes of permalinks: what a reader would miss most comes
// first.
var weight = map[archive.State]int{
	archive.Removed: 1, archive.Merged: 2, archive.Split: 3, archive.Edited: 4, archive.Moved: 5, archive.Restored: 6,
}

// add takes in what the set does to one source.
func (d *setDetail) add(c archive.SourceChange, before []archive.Document) error {
	titles := map[string]string{}
	for _, list := range [][]archive.Document{before, c.Added, c.Changed} {
		for i := range list {
			titles[list[i].Slug] = list[i].Title
		}
	}
	told := slices.DeleteFunc(slices.Clone(c.Ledger), func(e archive.LedgerEntry) bool { return weight[e.State] == 0 })
	slices.SortStableFunc(told, func(a, b archive.LedgerEntry) int { return cmp.Compare(weight[a.State], weight[b.State]) })
	for _, e := range told {
		if len(d.links) == linksShown {
			d.more++
			continue
		}
		d.links = append(d.links, linkChange(e, titles))
	}
	archive.ShiftFacets(d.shifts.by, &c, before)
	return nil
}

func (d *setDetail) shown() (links []components.LinkChange, more string) {
	if d.more > 0 {
		more = counted(d.more, "more address", "more addresses") + "."
	}
	return d.links, more
}

func linkChange(e archive.LedgerEntry, titles map[string]string) components.LinkChange {
	link := components.LinkChange{What: eventNames[e.State], Address: paragraphPath(e.ParagraphID)}
	switch e.State {
	case archive.Edited, archive.Split:
		link.Wording = differences(e.Was, e.Is)
	case archive.Removed, archive.Merged:
		link.Wording = []components.Piece{{Text: e.Was, Deleted: true}}
	default:
		link.Wording = []components.Piece{{Text: e.Is}}
	}
	place := []string{titles[e.Slug]}
	if e.Heading != "" {
		place = append(place, e.Heading)
	}
	if e.Label != "" {
		place = append(place, "paragraph "+e.Label)
	}
	link.Place = strings.Join(place, ", ") + "."
	if e.WasIn != "" {
		link.Place += " " + capital(movedNote(e))
	}
	if e.Other != "" {
		link.Place += " Now in " + paragraphPath(e.Other) + "."
	}
	return link
}

// facetShifts counts how many documents each value of a facet gains and loses.
type facetShifts struct {
	words vocabulary
	now   map[archive.FacetValue]int
	by    map[archive.FacetValue]int
}

func newFacetShifts(held *catalogue, words vocabulary) *facetShifts {
	f := &facetShifts{words: words, now: map[archive.FacetValue]int{}, by: map[archive.FacetValue]int{}}
	for i := range held.all {
		archive.CountFacets(f.now, &held.all[i], 1)
	}
	return f
}

// shown are the values whose counts change, in order.
func (f *facetShifts) shown() []components.FacetShift {
	var shifts []components.FacetShift
	for value, by := range f.by {
		if by != 0 {
			shifts = append(shifts, components.FacetShift{Value: f.name(value), Now: number(f.now[value]), Then: number(max(0, f.now[value]+by))})
		}
	}
	slices.SortFunc(shifts, func(a, b components.FacetShift) int { return cmp.Compare(a.Value, b.Value) })
	return shifts
}

func (f *facetShifts) name(v archive.FacetValue) string {
	switch v.Facet {
	case "kind":
		return "Kind: " + f.words.kind(v.Value)
	case "theme":
		return "Theme: " + f.words.theme(v.Value)
	case "country":
		return "Country: " + f.words.country(v.Value)
	}
	return "Year: " + yearName(v.Value)
}
