package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"communique/internal/archive"
	"communique/web/components"
)

// handle adapts a handler that returns an error. Such a handler writes
// nothing before it fails: pages are rendered whole first.
func (s *Server) handle(h func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

// failure is what a reader is told of an error.
type failure struct {
	status int
	title  string
	detail string
}

// failures maps categories of errors to what readers are told, first match
// first. What is not here is a fault of ours.
var failures = []struct {
	is error
	failure
}{
	{archive.ErrNotFound, failure{http.StatusNotFound, "There is no page at this address",
		"Nothing in this archive has this address: it may be mistyped or cut short. Addresses of documents and paragraphs that the archive once gave out go on answering."}},
	{errParagraphGone, failure{http.StatusGone, "This paragraph was removed",
		"It no longer stands in the archive, so there is nothing to cite. Its permalink still shows its last wording, and when it was removed."}},
	{archive.ErrGone, failure{http.StatusGone, "This document was removed",
		"It stood here once and no longer belongs to the archive. The permalinks of its paragraphs still show their last wording."}},
	{archive.ErrInvalid, failure{http.StatusBadRequest, "This request makes no sense to us",
		"Some part of the address or of what was sent has no meaning here."}},
	{archive.ErrUnreadable, failure{http.StatusUnprocessableEntity, "This cannot be read",
		"What was sent is no document that the archive can read."}},
	{archive.ErrBusy, failure{http.StatusConflict, "The archive is busy",
		"Another run is at work. Try again when it has ended."}},
	{archive.ErrConflict, failure{http.StatusConflict, "That no longer fits the archive",
		"Something has changed since you looked. Nothing was done. Look at it again, and decide anew."}},
	{archive.ErrNotReady, failure{http.StatusServiceUnavailable, "The index is being built",
		"Search works again in a moment. Documents and permalinks can be read meanwhile."}},
	{context.DeadlineExceeded, failure{http.StatusServiceUnavailable, "This took too long",
		"The archive could not answer in time. Try again in a moment, or ask for less."}},
	{context.Canceled, failure{http.StatusServiceUnavailable, "This was called off",
		"The request ended before the archive could answer it."}},
}

// errParagraphGone is that of paragraphs that were removed.
var errParagraphGone = fmt.Errorf("the paragraph is %w", archive.ErrGone)

// ours is what readers are told of an error that is not in failures.
var ours = failure{http.StatusInternalServerError, "Something went wrong on our side",
	"The fault is recorded, and it is not yours. Try again in a moment."}

// failureOf finds what to tell the reader of err.
func failureOf(err error) failure {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return failure{http.StatusRequestEntityTooLarge, "That is too large",
			fmt.Sprintf("At most %d bytes can be sent to this address.", tooLarge.Limit)}
	}
	for _, f := range failures {
		if errors.Is(err, f.is) {
			return f.failure
		}
	}
	return ours
}

// fail answers a request that ended in err: faults of ours are logged with
// their cause, the reader gets fixed words.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	f := failureOf(err)
	if f.status >= 500 && !errors.Is(err, context.Canceled) {
		s.Log.ErrorContext(r.Context(), "request failed", slog.String("path", r.URL.Path),
			slog.String("request", requestID(r.Context())), slog.Any("error", err))
	}
	if f.status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	s.sayFailure(w, r, f)
}

// sayFailure writes f as a page, or as a problem where JSON was asked for.
func (s *Server) sayFailure(w http.ResponseWriter, r *http.Request, f failure) {
	w.Header().Set("Cache-Control", "no-store")
	if wantsProblem(r) {
		writeProblem(w, f)
		return
	}
	view := components.FailureView{
		Page:   s.page(r, f.title, f.detail),
		Title:  f.title,
		Path:   r.URL.Path,
		Detail: f.detail,
	}
	view.Page.NoIndex, view.Page.Canonical, view.Page.OwnSearch = true, "", true
	if f.status == http.StatusNotFound || f.status == http.StatusGone {
		view.Query, view.Close = s.closeTo(r.Context(), r.URL.Path)
	}
	if err := s.render(w, r, f.status, components.Failure(view)); err != nil {
		s.Log.ErrorContext(r.Context(), "the failure page failed", slog.Any("error", err))
		http.Error(w, f.title, f.status)
	}
}

// wantsProblem reports whether errors of r are told in JSON.
func wantsProblem(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/") || strings.HasSuffix(r.URL.Path, ".json")
}

// writeProblem writes f as application/problem+json (RFC 9457).
func writeProblem(w http.ResponseWriter, f failure) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(f.status)
	// The client may be gone; there is nobody left to tell.
	_ = json.NewEncoder(w).Encode(struct {
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail"`
	}{f.title, f.status, f.detail})
}

// noPage answers addresses that no route knows.
func (s *Server) noPage(http.ResponseWriter, *http.Request) error { return archive.ErrNotFound }

// methodNotAllowed answers requests whose method the route does not take, and
// names those it does.
func (s *Server) methodNotAllowed(routes chi.Routes) http.HandlerFunc {
	methods := []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}
	return func(w http.ResponseWriter, r *http.Request) {
		var allowed []string
		for _, m := range methods {
			if routes.Match(chi.NewRouteContext(), m, r.URL.Path) {
				allowed = append(allowed, m)
				if m == http.MethodGet {
					allowed = append(allowed, http.MethodHead)
				}
			}
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		s.sayFailure(w, r, failure{http.StatusMethodNotAllowed, "This address does not take that",
			"It can be read, or takes other kinds of requests: " + strings.Join(allowed, ", ") + "."})
	}
}
