package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/web/components"
)

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
		Trail: components.Trail{{URL: "/years", Text: "Years"}, {Text: yearName(value)}}, Title: yearName(value),
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
		near = append(near, components.Link{URL: yearPath(years[i-1]), Text: yearName(years[i-1])})
	}
	if i >= 0 && i+1 < len(years) {
		near = append(near, components.Link{URL: yearPath(years[i+1]), Text: yearName(years[i+1])})
	}
	return near
}
