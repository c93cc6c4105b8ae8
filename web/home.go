package web

import (
	"fmt"
	"net/http"

	"communique/web/components"
)

// How much the home page shows of each list.
const (
	homeLatest = 6
	homeLines  = 8
)

func (s *Server) homePage(w http.ResponseWriter, r *http.Request) error {
	held, err := s.holdings.current(r.Context())
	if err != nil {
		return err
	}
	view := homeView(held, s.vocabulary())
	view.Page = s.page(r, "", "A searchable archive of ministerial communiqués, statements and briefing papers. Every paragraph has a permanent address.")
	view.Page.OwnSearch = true
	return s.render(w, r, http.StatusOK, components.Home(view))
}

func (s *Server) vocabulary() vocabulary { return vocabulary{s.Thesaurus} }

func homeView(held *catalogue, v vocabulary) components.HomeView {
	view := components.HomeView{
		Standing:  homeStanding(held),
		SearchFor: "Search " + counted(held.paragraphs, "paragraph", "paragraphs"),
		Latest:    v.items(held.all[:min(homeLatest, len(held.all))]),
		All:       "All " + counted(len(held.all), "document", "documents"),
		Years:     yearLines(sizes(held.years)),
		Kinds: tally(sizes(held.kinds), v.kind, func(kind string) string {
			return searchPath("kind", kind)
		}),
	}
	view.Plot = yearPlot(sizes(held.years), nil, plotWords{
		id: "plot-home", height: 150, unit: "Documents",
		title: "Documents of each year", caption: "Documents of each year" + undatedNote(sizes(held.years)) + ".",
	})
	view.Years, _ = firstOf(view.Years, homeLines, "years")
	view.Countries, view.AllLands = firstOf(tally(sizes(held.countries), v.country, countryPath), homeLines, "countries")
	view.Themes, view.AllThemes = firstOf(tally(sizes(held.themes), v.theme, themePath), homeLines, "themes")
	if held.redactions > 0 {
		view.Withheld = fmt.Sprintf("%s blacked out, in %s.",
			counted(held.redactions, "stretch is", "stretches are"), counted(held.redacted, "document", "documents"))
	}
	return view
}

func homeStanding(held *catalogue) string {
	if len(held.all) == 0 {
		return "An archive of communiqués, statements and briefing papers. Every paragraph has an address that does not die."
	}
	return counted(len(held.all), "document", "documents") +
		": communiqués, statements and briefing papers. Every paragraph has an address that does not die."
}

// undatedNote says what a plot over years leaves out.
func undatedNote(counts map[string]int) string {
	if n := counts["undated"]; n > 0 {
		return "; " + counted(n, "more is undated", "more are undated")
	}
	return ""
}
