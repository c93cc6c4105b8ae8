package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"communique/internal/archive"
	"communique/web/components"
)

// sideLines is how many lines a tally beside a list of documents has.
const sideLines = 8

// countriesPage lists the countries that documents speak of.
func (s *Server) countriesPage(w http.ResponseWriter, r *http.Request) error {
	held, err := s.holdings.current(r.Context())
	if err != nil {
		return err
	}
	view := countriesView(held, s.vocabulary())
	view.Page = s.page(r, view.Title, "The countries that documents of the archive are issued by or speak of.")
	view.Page.Current = "/countries"
	return s.render(w, r, http.StatusOK, components.Index(view))
}

func countriesView(held *catalogue, v vocabulary) components.IndexView {
	codes := alphabetical(held.countries, v.country)
	lines := countLines(codes, sizes(held.countries), v.country, countryPath)
	for i, code := range codes {
		if n := held.parties[code]; n > 0 {
			lines[i].Note = "a party to " + number(n)
		}
	}
	return components.IndexView{
		Trail: components.Trail{{Text: "Countries"}}, Title: "Countries",
		Standing: fmt.Sprintf("%s in %s: those that issue or sign a document, and those that it names.",
			counted(len(codes), "country", "countries"), counted(len(held.all), "document", "documents")),
		Groups: []components.CountGroup{{Counts: lines}},
	}
}

// themesPage lists the themes of the thesaurus with what they take in.
func (s *Server) themesPage(w http.ResponseWriter, r *http.Request) error {
	held, err := s.holdings.current(r.Context())
	if err != nil {
		return err
	}
	view := themesView(held, s.vocabulary())
	view.Page = s.page(r, view.Title, "What the documents of the archive treat, by theme.")
	view.Page.Current = "/themes"
	return s.render(w, r, http.StatusOK, components.Index(view))
}

func themesView(held *catalogue, v vocabulary) components.IndexView {
	ids := alphabetical(held.themes, v.theme)
	lines := countLines(ids, sizes(held.themes), v.theme, themePath)
	for i, id := range ids {
		if t, ok := v.Theme(id); ok {
			lines[i].Note = t.Scope
		}
	}
	return components.IndexView{
		Trail: components.Trail{{Text: "Themes"}}, Title: "Themes",
		Standing: fmt.Sprintf("%s of our own vocabulary, given to sections for the words they use. Each document shows the words that earned its themes.",
			counted(len(ids), "theme", "themes")),
		Groups: []components.CountGroup{{Counts: lines}},
	}
}

// yearsPage lists the years of documents.
func (s *Server) yearsPage(w http.ResponseWriter, r *http.Request) error {
	held, err := s.holdings.current(r.Context())
	if err != nil {
		return err
	}
	view := yearsView(held)
	view.Page = s.page(r, view.Title, "The documents of the archive by year.")
	view.Page.Current = "/years"
	return s.render(w, r, http.StatusOK, components.Index(view))
}

func yearsView(held *catalogue) components.IndexView {
	counts := sizes(held.years)
	return components.IndexView{
		Trail: components.Trail{{Text: "Years"}}, Title: "Years",
		Standing: "The date of a document is the one it states, or one inferred from its words; its page says which, and why.",
		Plot: yearPlot(counts, nil, plotWords{
			id: "plot-years", height: 170, unit: "Documents",
			title: "Documents of each year", caption: "Documents of each year" + undatedNote(counts) + ".",
		}),
		Groups: []components.CountGroup{{Counts: yearLines(counts)}},
	}
}

// countryPage is the page of a country: the documents it is a party to, and
// those that name it.
func (s *Server) countryPage(w http.ResponseWriter, r *http.Request) error {
	held, err := s.holdings.current(r.Context())
	if err != nil {
		return err
	}
	code := strings.ToUpper(pathValue(r, "code"))
	if _, known := s.Thesaurus.Country(code); !known && len(held.countries[code]) == 0 {
		return fmt.Errorf("country %q: %w", code, archive.ErrNotFound)
	}
	view, p := countryView(held, s.vocabulary(), code, pageNumber(r))
	view.Page = s.page(r, view.Title, view.Title+" in the documents of the archive: as a party, and named.")
	view.Page.Canonical = view.Page.Site + countryPath(code)
	view.Page.Current = "/countries"
	view.Pages = s.paged(&view.Page, countryPath(code), p)
	return s.render(w, r, http.StatusOK, components.Topic(view))
}

func countryView(held *catalogue, v vocabulary, code string, page int) (components.TopicView, partOf) {
	name, docs := v.country(code), held.at(held.countries[code])
	isParty := func(d archive.Summary) bool { return slices.Contains(d.Parties, code) }
	// Parties first, each group in the order of lists: so both can be paged as one.
	slices.SortStableFunc(docs, func(a, b archive.Summary) int { return boolRank(!isParty(a)) - boolRank(!isParty(b)) })
	parties := held.parties[code]
	p := part(len(docs), documentsPerPage, page)
	view := components.TopicView{
		Trail: components.Trail{{URL: "/countries", Text: "Countries"}, {Text: name}}, Title: name,
		Standing: fmt.Sprintf("In %s of %s: a party to %s, named in %s.",
			number(len(docs)), counted(len(held.all), "document", "documents"), number(parties), counted(len(docs)-parties, "more", "more")),
		Plot:  topicPlot(held, docs, name),
		Sides: topicSides(v, docs, "country", code),
	}
	for i := p.from; i < p.to; {
		end := p.to
		list := components.TopicList{Heading: "Named", Note: "Documents that speak of it and are not its own."}
		if i < parties {
			end = min(parties, p.to)
			list = components.TopicList{Heading: "A party", Note: "Documents that it issues or signs, alone or with others."}
		}
		list.Items = v.items(docs[i:end])
		view.Lists = append(view.Lists, list)
		i = end
	}
	finishTopic(&view, "country", code, len(docs))
	return view, p
}

// themePage is the page of a theme.
func (s *Server) themePage(w http.ResponseWriter, r *http.Request) error {
	held, err := s.holdings.current(r.Context())
	if err != nil {
		return err
	}
	id := pathValue(r, "id")
	if _, known := s.Thesaurus.Theme(id); !known && len(held.themes[id]) == 0 {
		return fmt.Errorf("theme %q: %w", id, archive.ErrNotFound)
	}
	view, p := themeView(held, s.vocabulary(), id, pageNumber(r))
	view.Page = s.page(r, view.Title, view.Title+" in the documents of the archive. "+view.Scope)
	view.Page.Current = "/themes"
	view.Pages = s.paged(&view.Page, themePath(id), p)
	return s.render(w, r, http.StatusOK, components.Topic(view))
}

func themeView(held *catalogue, v vocabulary, id string, page int) (components.TopicView, partOf) {
	name, docs := v.theme(id), held.at(held.themes[id])
	p := part(len(docs), documentsPerPage, page)
	view := components.TopicView{
		Trail: components.Trail{{URL: "/themes", Text: "Themes"}, {Text: name}}, Title: name,
		Standing: fmt.Sprintf("In %s of %s.", number(len(docs)), counted(len(held.all), "document", "documents")),
		Plot:     topicPlot(held, docs, name),
		Sides:    topicSides(v, docs, "theme", id),
	}
	if t, ok := v.Theme(id); ok {
		view.Scope = t.Scope
	}
	view.Lists = documentLists(v, docs, p)
	finishTopic(&view, "theme", id, len(docs))
	return view, p
}

// yearPage is the page of a year, or of what is undated.
func (s *Server) yearPage(w http.ResponseWriter, r *http.Request) error {
	held, err := s.holdings.current(r.Context())
	if err != nil {
		return err
	}
	value := pathValue(r, "year")
	if len(held.years[value]) == 0 && value != archive.Undated {
		return fmt.Errorf("year %q: %w", value, archive.ErrNotFound)
	}
	view, p := yearView(held, s.vocabulary(), value, pageNumber(r))
	view.Page = s.page(r, view.Title, "The documents of the archive: "+strings.ToLower(view.Title)+".")
	view.Page.Current = "/years"
	view.Pages = s.paged(&view.Page, yearPath(value), p)
	return s.render(w, r, http.StatusOK, components.Topic(view))
}

func yearView(held *catalogue, v vocabulary, value string, page int) (components.TopicView, partOf) {
	docs := held.at(held.years[value])
	p := part(len(docs), documentsPerPage, page)
	view := components.TopicView{
		Trail: components.Trail{{URL: "/years", Text: "Years"}, {Text: year(value)}}, Title: year(value),
		Standing: fmt.Sprintf("%s of %s.", number(len(docs)), counted(len(held.all), "document", "documents")),
		Near:     nearYears(held, value),
		Sides:    topicSides(v, docs, "year", value),
	}
	if value == archive.Undated {
		view.Scope = "Documents that state no date, and whose words give none away."
	}
	view.Lists = documentLists(v, docs, p)
	finishTopic(&view, "year", value, len(docs))
	if len(docs) == 0 {
		view.Empty = "Every document of the archive has a date."
	}
	return view, p
}

// nearYears are the years before and after value that have documents.
func nearYears(held *catalogue, value string) []components.Link {
	years := make([]string, 0, len(held.years))
	for y := range held.years {
		years = append(years, y)
	}
	slices.Sort(years) // "undated" sorts behind every year
	i := slices.Index(years, value)
	var near []components.Link
	if i > 0 {
		near = append(near, components.Link{URL: yearPath(years[i-1]), Text: year(years[i-1])})
	}
	if i >= 0 && i+1 < len(years) {
		near = append(near, components.Link{URL: yearPath(years[i+1]), Text: year(years[i+1])})
	}
	return near
}

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
