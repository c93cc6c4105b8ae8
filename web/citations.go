package web

import (
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"

	"communique/internal/archive"
	"communique/internal/cite"
	"communique/web/components"
)

// citationForm is a format that citations are taken away in.
type citationForm struct {
	end       string // of the address, and of the file's name
	name      string
	mediaType string
	file      func(*cite.Item, time.Time) ([]byte, error)
}

var citationForms = []citationForm{
	{".ris", "RIS", cite.RISType, func(i *cite.Item, seen time.Time) ([]byte, error) { return i.RIS(seen), nil }},
	{".bib", "BibTeX", cite.BibTeXType, func(i *cite.Item, seen time.Time) ([]byte, error) { return i.BibTeX(seen), nil }},
	{".csl.json", "CSL JSON", cite.CSLType, (*cite.Item).CSL},
}

// holder is the archive as its citations name it.
func holder(v vocabulary, base string) cite.Holder {
	_, host, _ := strings.Cut(base, "://")
	return cite.Holder{Name: "Communiqué, " + host, Base: base, Words: v.Thesaurus}
}

// documentCitation answers with the citation of a document.
func (s *Server) documentCitation(form citationForm) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		doc, err := s.Records.Document(r.Context(), pathValue(r, "slug"))
		if err != nil {
			return err
		}
		item := holder(s.vocabulary(), s.base(r)).Document(&doc)
		return s.sendCitation(w, r, form, &item)
	}
}

// paragraphCitation answers with the citation of a paragraph that stands.
func (s *Server) paragraphCitation(form citationForm) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		rec, err := s.paragraphRecord(r)
		switch {
		case err != nil:
			return err
		case rec.State == archive.Removed:
			return fmt.Errorf("citation of paragraph %q: %w", rec.Paragraph.ID, errParagraphGone)
		case rec.State == archive.Merged:
			http.Redirect(w, r, paragraphPath(mergedInto(&rec))+form.end, http.StatusFound)
			return nil
		}
		item := holder(s.vocabulary(), s.base(r)).Paragraph(&rec)
		return s.sendCitation(w, r, form, &item)
	}
}

func (s *Server) sendCitation(w http.ResponseWriter, r *http.Request, form citationForm, item *cite.Item) error {
	body, err := form.file(item, s.now())
	if err != nil {
		return err
	}
	w.Header().Set("Link", "<"+item.URL+`>; rel="canonical"`)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": item.FileName() + form.end}))
	return s.send(w, r, http.StatusOK, form.mediaType, body)
}

// citationView is how a page offers the citation of what it shows, whose other
// forms stand beside path.
func citationView(item *cite.Item, path string) components.CitationView {
	view := components.CitationView{Line: item.Line()}
	for _, form := range citationForms {
		view.Files = append(view.Files, components.Link{URL: path + form.end, Text: form.name})
	}
	return view
}

// setCitation lets reference managers read of what the page shows, whose other
// forms stand beside path.
func setCitation(page *components.PageView, item *cite.Item, path string) {
	for _, m := range item.Meta() {
		page.Meta = append(page.Meta, components.Meta(m))
	}
	for _, form := range citationForms {
		mediaType, _, _ := strings.Cut(form.mediaType, ";")
		page.Alternates = append(page.Alternates, components.Alternate{URL: path + form.end, MediaType: mediaType, Text: form.name})
	}
}
