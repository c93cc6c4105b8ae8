package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/web/components"
)

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
