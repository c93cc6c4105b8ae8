package web

import (
	"slices"
	"strings"

	"communique/internal/search"
	"communique/web/components"
)

// group is one group of filters: its name in addresses and on the page, and
// its values in a request.
type group struct {
	name, legend string
	values       func(*search.Filters) *[]string
	label        func(vocabulary, string) string
}

// groups are the groups of filters in the order in which the page shows them.
var groups = []group{
	{"kind", "Kind", func(f *search.Filters) *[]string { return &f.Kinds }, vocabulary.kind},
	{"status", "Standing", func(f *search.Filters) *[]string { return &f.Statuses }, func(_ vocabulary, s string) string { return statusName(s) }},
	{"country", "Country", func(f *search.Filters) *[]string { return &f.Countries }, vocabulary.country},
	{"theme", "Theme", func(f *search.Filters) *[]string { return &f.Themes }, vocabulary.theme},
	{"year", "Year", func(f *search.Filters) *[]string { return &f.Years }, func(_ vocabulary, y string) string { return yearName(y) }},
}

// copyFilters are filters that can be changed without changing f.
func copyFilters(f search.Filters) search.Filters {
	for _, g := range groups {
		values := g.values(&f)
		*values = slices.Clone(*values)
	}
	return f
}

// without is request with one filter taken out, on its first page.
func without(request search.Request, g group, value string) search.Request {
	request.Page, request.Filters = 1, copyFilters(request.Filters)
	values := g.values(&request.Filters)
	*values = slices.DeleteFunc(*values, func(v string) bool { return v == value })
	return request
}

// chips are the filters in force, each with the address without it.
func chips(request search.Request, v vocabulary) []components.Chip {
	var all []components.Chip
	for _, g := range groups {
		for _, value := range *g.values(&request.Filters) {
			all = append(all, components.Chip{
				Text: g.legend + ": " + g.label(v, value), URL: requestPath(without(request, g, value)),
			})
		}
	}
	if from := request.Filters.From; from != "" {
		at := request
		at.Page, at.Filters.From = 1, ""
		all = append(all, components.Chip{Text: "From " + from, URL: requestPath(at)})
	}
	if to := request.Filters.To; to != "" {
		at := request
		at.Page, at.Filters.To = 1, ""
		all = append(all, components.Chip{Text: "To " + to, URL: requestPath(at)})
	}
	return all
}

// facetShown is how many values of a group are shown before the rest folds away.
const facetShown = 6

// facetViews are the groups of filters with what each value would find.
func facetViews(facets []search.Facet) []components.FacetView {
	var views []components.FacetView
	for _, g := range groups {
		i := slices.IndexFunc(facets, func(f search.Facet) bool { return f.Name == g.name })
		view := components.FacetView{Name: g.name, Legend: g.legend, Range: g.name == "year"}
		if i >= 0 {
			view.Values, view.More = choices(facets[i].Values)
		}
		if len(view.Values) > 0 || view.Range {
			views = append(views, view)
		}
	}
	return views
}

// choices are the values of a facet, and those that fold away: never one that
// is chosen, and never a single one.
func choices(values []search.FacetValue) (shown, folded []components.FacetChoice) {
	for i, value := range values {
		choice := components.FacetChoice{
			Value: value.Value, Text: value.Label, Count: number(value.Count), Checked: value.Selected, None: value.Count == 0,
		}
		if i < facetShown || value.Selected || len(values) == facetShown+1 {
			shown = append(shown, choice)
		} else {
			folded = append(folded, choice)
		}
	}
	return shown, folded
}

// nearRequest is a request near one that found nothing.
type nearRequest struct {
	text    string
	request search.Request
}

// nearRequests are what to try where results found nothing: each differs in
// one thing.
func nearRequests(results search.Results, v vocabulary) []nearRequest {
	request := results.Request
	request.Page = 1
	about := "everything"
	if request.Query != "" {
		about = request.Query
	}
	var tries []nearRequest
	inForce := 0
	for _, g := range groups {
		values := *g.values(&request.Filters)
		if len(values) == 0 {
			continue
		}
		inForce++
		try := request
		try.Filters = copyFilters(request.Filters)
		*g.values(&try.Filters) = nil
		names := make([]string, len(values))
		for i, value := range values {
			names[i] = g.label(v, value)
		}
		tries = append(tries, nearRequest{about + ", whatever its " + strings.ToLower(g.legend) + " (not only " + strings.Join(names, ", ") + ")", try})
	}
	if request.Filters.From != "" || request.Filters.To != "" {
		inForce++
		try := request
		try.Filters.From, try.Filters.To = "", ""
		tries = append(tries, nearRequest{about + ", of any date", try})
	}
	if inForce > 1 {
		tries = append(tries, nearRequest{about + ", without any filter", search.Request{Query: request.Query, Page: 1, PerPage: request.PerPage}})
	}
	if rest := withoutWords(request.Query, results.Missing); rest != "" {
		try := request
		try.Query = rest
		tries = append(tries, nearRequest{rest, try})
		if inForce > 0 {
			tries = append(tries, nearRequest{rest + ", without any filter", search.Request{Query: rest, Page: 1, PerPage: request.PerPage}})
		}
	}
	return tries
}

// withoutWords is a query of plain words without those that nothing holds.
// It is empty where nothing would be left, or where the query is more than
// plain words: then only its author knows what to leave out.
func withoutWords(query string, missing []string) string {
	if len(missing) == 0 || strings.ContainsAny(query, `"-*:()`) || strings.Contains(query, " OR ") {
		return ""
	}
	words := strings.Fields(query)
	kept := slices.DeleteFunc(slices.Clone(words), func(word string) bool {
		return slices.ContainsFunc(missing, func(m string) bool { return strings.EqualFold(m, word) })
	})
	if len(kept) == len(words) {
		return ""
	}
	return strings.Join(kept, " ")
}
