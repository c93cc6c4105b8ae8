package web

import (
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"communique/internal/archive"
	"communique/web/components"
)

// sideLines is how many lines a tally beside a list of documents has.
const sideLines = 8

// documentLists is one part of docs under one heading.
func documentLists(v vocabulary, docs []archive.Summary, p partOf) []components.TopicList {
	if len(docs) == 0 {
		return nil
	}
	return []components.TopicList{{Heading: "Documents", Items: v.items(docs[p.from:p.to])}}
}

// finishTopic leads from a topic to a search in it, or says that it is empty.
func finishTopic(view *components.TopicView, group, value string, documents int) {
	if documents == 0 {
		view.Empty = "No document of the archive speaks of it yet."
		return
	}
	view.SearchURL = searchPath(group, value)
	view.SearchFor = "Search in " + counted(documents, "this document", "these documents")
	if documents > 1 {
		view.SearchFor = "Search in these " + number(documents) + " documents"
	}
}

// topicPlot is docs by year before the outline of the whole archive.
func topicPlot(held *catalogue, docs []archive.Summary, name string) *components.Plot {
	return yearPlot(yearsOf(docs), sizes(held.years), plotWords{
		id: "plot-topic", height: 130, unit: "Documents",
		title:   "Documents of each year that speak of " + name + ", of all documents",
		caption: "Filled: documents that speak of " + name + "; outlined: all.",
	})
}

// topicSides are the countries, themes, kinds and years of docs, but for the
// group that the page itself is of.
func topicSides(v vocabulary, docs []archive.Summary, group, value string) []components.TopicSide {
	if len(docs) == 0 {
		return nil
	}
	kindPath := func(kind string) string { return searchPath("kind", kind) }
	all := []struct {
		group, heading string
		of             func(*archive.Summary) []string
		name, path     func(string) string
	}{
		{"country", "Countries", speaksOf, v.country, countryPath},
		{"theme", "Themes", func(d *archive.Summary) []string { return d.Themes }, v.theme, themePath},
		{"kind", "Kinds", func(d *archive.Summary) []string { return []string{string(d.Kind)} }, v.kind, kindPath},
	}
	var sides []components.TopicSide
	for _, side := range all {
		counts := countBy(docs, side.of)
		heading := side.heading
		if side.group == group {
			delete(counts, value)
			heading = "Together with"
		}
		if len(counts) == 0 {
			continue
		}
		lines, _ := firstOf(tally(counts, side.name, side.path), sideLines, "")
		sides = append(sides, components.TopicSide{Heading: heading, Counts: lines})
	}
	return sides
}

// alphabetical are the keys of groups in the order of their names.
func alphabetical(groups map[string][]int, name func(string) string) []string {
	keys := make([]string, 0, len(groups))
	for key := range groups {
		keys = append(keys, key)
	}
	order := collate.New(language.English)
	slices.SortFunc(keys, func(a, b string) int { return order.CompareString(name(a), name(b)) })
	return keys
}
