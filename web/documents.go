package web

import (
	"net/http"
	"strconv"

	"communique/web/components"
)

// documentsPerPage is how many documents a page of a list shows.
const documentsPerPage = 30

// documentsPage lists all documents, newest first.
func (s *Server) documentsPage(w http.ResponseWriter, r *http.Request) error {
	held, err := s.holdings.current(r.Context())
	if err != nil {
		return err
	}
	p := part(len(held.all), documentsPerPage, pageNumber(r))
	view := components.DocumentsView{
		Page:     s.page(r, "Documents", "All documents of the archive, newest first."),
		Trail:    components.Trail{{Text: "Documents"}},
		Title:    "Documents",
		Standing: "All " + counted(len(held.all), "document", "documents") + " of the archive, newest first; what is undated comes last.",
		Items:    s.vocabulary().items(held.all[p.from:p.to]),
	}
	if len(held.all) == 0 {
		view.Standing = "The archive is empty. Documents appear here as soon as the first source is read."
	}
	view.Pages = s.paged(&view.Page, "/documents", p)
	return s.render(w, r, http.StatusOK, components.Documents(view))
}

// paged leads through the pages of a list of documents at path, and tells the
// page's head of its neighbours.
func (s *Server) paged(page *components.PageView, path string, p partOf) components.PagesView {
	address := func(n int) string {
		if n == 1 {
			return path
		}
		return path + "?page=" + strconv.Itoa(n)
	}
	links := p.links("Pages of documents", "documents", address)
	page.Previous, page.Next = links.Previous, links.Next
	if p.page > 1 {
		page.Canonical = page.Site + address(p.page)
		page.Title += ", page " + strconv.Itoa(p.page)
	}
	return links
}
