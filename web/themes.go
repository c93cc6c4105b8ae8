package web

import (
	"fmt"
	"net/http"

	"communique/internal/archive"
	"communique/web/components"
)

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
