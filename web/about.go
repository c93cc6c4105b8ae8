package web

import (
	"net/http"

	"communique/web/components"
)

// aboutPage says in plain words how the archive reads its sources.
func (s *Server) aboutPage(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "How this archive reads its sources",
		"What is text and what is furniture, how redactions, dates and themes are told, what a permalink promises, and how queries are read.")
	return s.render(w, r, http.StatusOK, components.About(components.AboutView{
		Page: page, Trail: components.Trail{{Text: "How this archive reads its sources"}},
	}))
}
