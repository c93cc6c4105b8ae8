package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"communique/internal/archive"
	"communique/web/components"
)

const adminDocumentsPath = "/admin/documents"

// correctPath is where the admin corrects a document.
func correctPath(slug string) string { return adminDocumentsPath + "/" + url.PathEscape(slug) }

// findToCorrect leads from the address of a document, or of a paragraph, to
// where the document is corrected.
func (a *admin) findToCorrect(w http.ResponseWriter, r *http.Request) error {
	slug := addressed(r.URL.Query().Get("address"), "/d/")
	if id := addressed(r.URL.Query().Get("address"), "/p/"); archive.IsParagraphID(id) {
		rec, err := a.Records.Paragraph(r.Context(), id)
		if err != nil && !errors.Is(err, archive.ErrNotFound) {
			return err
		}
		slug = rec.Document.Slug
	}
	_, err := a.Records.Document(r.Context(), slug)
	if errors.Is(err, archive.ErrNotFound) || errors.Is(err, archive.ErrGone) {
		return a.sourcesAgain(w, r, &refusal{http.StatusUnprocessableEntity, "No document stands at this address.",
			"Paste the address of a document's page, or of a paragraph."})
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, correctPath(slug), http.StatusSeeOther)
	return nil
}

// addressed is the name behind a mark in an address: "/d/" in
// "https://archive.example/d/SLUG.json#s-opening" gives SLUG.
func addressed(address, mark string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	_, name, _ := strings.Cut(u.Path, mark)
	name, _, _ = strings.Cut(name, "/")
	name, _, _ = strings.Cut(name, ".")
	return name
}

// correctPage shows a document with a form for each of its fields.
func (a *admin) correctPage(w http.ResponseWriter, r *http.Request) error {
	return a.renderCorrect(w, r, nil)
}

// renderCorrect shows the page, with what was wrong with a form where something
// was.
func (a *admin) renderCorrect(w http.ResponseWriter, r *http.Request, wrong *refusal) error {
	doc, err := a.Records.Document(r.Context(), pathValue(r, "slug"))
	if err != nil {
		return err
	}
	held, err := a.Records.Corrections(r.Context(), doc.Slug)
	if err != nil {
		return err
	}
	form := correctForm{doc: &doc, held: held, words: a.vocabulary(), split: r.URL.Query().Get("split"), sent: r.PostForm}
	view := form.view()
	view.Page = a.adminPage(r, "Correct: "+doc.Title, "Where a document is corrected.")
	view.Page.Current = sourcesPath
	if set, err := strconv.ParseInt(r.URL.Query().Get("set"), 10, 64); err == nil && set > 0 {
		view.Applied = &components.Link{URL: adminChangePath(set), Text: fmt.Sprintf("Change set %d", set)}
	}
	status := http.StatusOK
	if wrong != nil {
		status, view.Problem = wrong.status, components.Problem{Title: wrong.title, Detail: wrong.detail}
	}
	return a.render(w, r, status, components.Correct(view))
}

// correct lays a correction over a document, or lifts one, and leads to what
// came of it.
func (a *admin) correct(w http.ResponseWriter, r *http.Request) error {
	slug := pathValue(r, "slug")
	if err := r.ParseForm(); err != nil {
		return fmt.Errorf("correct %q: %w", slug, errors.Join(err, archive.ErrInvalid))
	}
	// A long source takes its time to be read again. Where the connection cannot
	// have deadlines the server's own hold.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Time{})
	doc, err := a.Records.Document(r.Context(), slug)
	if err != nil {
		return err
	}
	asked, wrong := a.vocabulary().amendment(&doc, r.PostForm)
	if wrong != nil {
		return a.renderCorrect(w, r, wrong)
	}
	set, err := a.config.Ingester.Correct(r.Context(), actor, asked)
	if wrong := correctionRefused(err); wrong != nil {
		return a.renderCorrect(w, r, wrong)
	}
	if err != nil {
		return err
	}
	to := adminChangePath(set.ID)
	if set.State == archive.Applied {
		to = fmt.Sprintf("%s?set=%d", correctPath(slug), set.ID)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// correctionRefused is what the admin is told where a correction cannot be
// made; nil where nothing stands in the way, or a fault of ours.
func correctionRefused(err error) *refusal {
	if errors.Is(err, archive.ErrInvalid) {
		_, why, _ := strings.Cut(err.Error(), archive.ErrInvalid.Error()+": ")
		return &refusal{http.StatusUnprocessableEntity, "That cannot be said of a document.", sentence(cmp.Or(why, "It makes no sense")) + " Nothing was changed."}
	}
	if problem, status := decisionProblem(err); status != 0 {
		return &refusal{status, problem.Title, problem.Detail}
	}
	return nil
}
