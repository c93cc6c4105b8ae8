package web

import (
	"cmp"
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/web/components"
)

// tally makes the lines of a tally, largest count first and then by name.
// name and path say what each value is called and leads to. The longest line
// belongs to the largest count.
func tally(counts map[string]int, name, path func(string) string) []components.Count {
	values := make([]string, 0, len(counts))
	for v := range counts {
		values = append(values, v)
	}
	slices.SortFunc(values, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(name(a), name(b)))
	})
	return countLines(values, counts, name, path)
}

// countLines makes the lines of a tally in the order of values.
func countLines(values []string, counts map[string]int, name, path func(string) string) []components.Count {
	most := 1
	for _, v := range values {
		most = max(most, counts[v])
	}
	lines := make([]components.Count, len(values))
	for i, v := range values {
		share := float64(counts[v]) / float64(most) * 100
		lines[i] = components.Count{Text: name(v), URL: path(v), Count: number(counts[v]), Share: percent(share)}
	}
	return lines
}

// firstOf are the first n lines, and what leads to the rest: empty where there
// is no rest.
func firstOf(lines []components.Count, n int, all string) ([]components.Count, string) {
	if len(lines) <= n {
		return lines, ""
	}
	return lines[:n], "All " + number(len(lines)) + " " + all
}

// yearLines are the years of counts, newest first and undated last.
func yearLines(counts map[string]int) []components.Count {
	years := make([]string, 0, len(counts))
	for y := range counts {
		years = append(years, y)
	}
	slices.SortFunc(years, func(a, b string) int {
		if (a == archive.Undated) != (b == archive.Undated) {
			return cmp.Compare(boolRank(a == archive.Undated), boolRank(b == archive.Undated))
		}
		return strings.Compare(b, a)
	})
	return countLines(years, counts, yearName, yearPath)
}

func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// partOf is one page of a list.
type partOf struct {
	from, to, page, pages int
}

// part is where page n of a list of total stands, per lines to a page. A page
// behind the last is the last.
func part(total, per, n int) partOf {
	pages := max(1, (total+per-1)/per)
	n = min(max(n, 1), pages)
	return partOf{from: min((n-1)*per, total), to: min(n*per, total), page: n, pages: pages}
}

// links lead to the pages around p; address gives the address of a page.
func (p partOf) links(label, unit string, address func(page int) string) components.PagesView {
	view := components.PagesView{
		Label: label, Here: "Page " + number(p.page) + " of " + number(p.pages),
		PreviousText: "Previous " + unit, NextText: "Next " + unit,
	}
	if p.page > 1 {
		view.Previous = address(p.page - 1)
	}
	if p.page < p.pages {
		view.Next = address(p.page + 1)
	}
	return view
}
