package web

import (
	"context"
	"fmt"
	"sync"

	"communique/internal/archive"
	"communique/internal/search"
	"communique/web/components"
)

// outlines keeps how many sections the whole archive has of each year: what
// the bars of a search are drawn in. It asks anew when the index has moved on.
type outlines struct {
	mu       sync.Mutex
	sequence int64
	years    map[string]int
}

func (o *outlines) ofYears(ctx context.Context, index Searcher) (map[string]int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.years != nil && o.sequence == index.Sequence() {
		return o.years, nil
	}
	everything, err := index.Search(ctx, search.Request{Page: 1, PerPage: 1})
	if err != nil {
		return nil, fmt.Errorf("sections by year: %w", err)
	}
	o.years, _ = yearsFound(everything.Facets)
	o.sequence = everything.Sequence
	return o.years, nil
}

// yearsFound is what a search found of each year, and of those that it asks
// for alone: of all where it names none.
func yearsFound(facets []search.Facet) (all, asked map[string]int) {
	all, asked = map[string]int{}, map[string]int{}
	for _, f := range facets {
		if f.Name != "year" {
			continue
		}
		for _, value := range f.Values {
			all[value.Value] = value.Count
			if value.Selected {
				asked[value.Value] = value.Count
			}
		}
	}
	if len(asked) == 0 {
		asked = all
	}
	return all, asked
}

// searchPlot is what was found of each year, in the outline of the whole archive.
func searchPlot(results search.Results, whole map[string]int) *components.Plot {
	_, asked := yearsFound(results.Facets)
	caption := "Sections by year: filled, those found; outlined, all of the archive"
	if n := asked[archive.Undated]; n > 0 {
		caption += "; " + counted(n, "of those found is undated", "of those found are undated")
	}
	return yearPlot(asked, whole, plotWords{
		id: "plot-search", height: 112, unit: "Sections", title: "Sections found, by year, of all sections", caption: caption + ".",
	})
}
