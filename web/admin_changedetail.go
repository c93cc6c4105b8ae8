package web

import (
	"cmp"
	"maps"
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
	d.shifts.add(&c, before)
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
	now   map[string]int
	by    map[string]int
}

func newFacetShifts(held *catalogue, words vocabulary) *facetShifts {
	f := &facetShifts{words: words, now: map[string]int{}, by: map[string]int{}}
	for i := range held.all {
		f.count(f.now, &held.all[i], 1)
	}
	return f
}

func (f *facetShifts) add(c *archive.SourceChange, before []archive.Document) {
	for i := range before {
		s := archive.Summarize(&before[i])
		f.count(f.by, &s, -1)
	}
	for _, list := range [][]archive.Document{c.Added, c.Changed} {
		for i := range list {
			s := archive.Summarize(&list[i])
			f.count(f.by, &s, 1)
		}
	}
}

func (f *facetShifts) count(into map[string]int, s *archive.Summary, n int) {
	into["Kind: "+f.words.kind(string(s.Kind))] += n
	into["Year: "+yearName(s.Date.Year())] += n
	for _, theme := range s.Themes {
		into["Theme: "+f.words.theme(theme)] += n
	}
	for _, country := range s.Named {
		into["Country: "+f.words.country(country)] += n
	}
}

// shown are the values whose counts change, in order.
func (f *facetShifts) shown() []components.FacetShift {
	var shifts []components.FacetShift
	for _, value := range slices.Sorted(maps.Keys(f.by)) {
		if by := f.by[value]; by != 0 {
			shifts = append(shifts, components.FacetShift{Value: value, Now: number(f.now[value]), Then: number(max(0, f.now[value]+by))})
		}
	}
	return shifts
}
