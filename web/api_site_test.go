package web

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"

	"communique/internal/archive"
	"communique/internal/search"
	"communique/internal/thesaurus"
)

// apiStore is an archive of one document, one edited and one removed
// paragraph, and one document that is gone.
type apiStore struct {
	Records
	sequence int64
	err      error
}

func (s *apiStore) Sequence(context.Context) (int64, error) { return s.sequence, s.err }

func (s *apiStore) Summaries(context.Context) ([]archive.Summary, int64, error) {
	d := exampleDocument()
	all := []archive.Summary{archive.Summarize(&d)}
	for i := range 24 {
		all = append(all, archive.Summary{Slug: fmt.Sprintf("note-%d", i), Title: "A note", Source: "notes.txt"})
	}
	return all, s.sequence, s.err
}

func (s *apiStore) Document(_ context.Context, slug string) (archive.Document, error) {
	d := exampleDocument()
	switch {
	case s.err != nil:
		return archive.Document{}, s.err
	case slug == "gone-communiqué":
		return archive.Document{}, fmt.Errorf("document %q: %w", slug, archive.ErrGone)
	case slug != d.Slug:
		return archive.Document{}, fmt.Errorf("document %q: %w", slug, archive.ErrNotFound)
	}
	return d, nil
}

func (s *apiStore) Paragraph(_ context.Context, id string) (archive.ParagraphRecord, error) {
	switch {
	case s.err != nil:
		return archive.ParagraphRecord{}, s.err
	case id == "bcdf2345":
		return exampleRecord(archive.Edited), nil
	case id == "zzzz2345":
		r := exampleRecord(archive.Removed)
		r.Paragraph = archive.Paragraph{ID: id, Text: "The last <wording>.", Role: archive.Prose}
		r.Section, r.Source = archive.Section{}, archive.Source{Name: "five-country-2019.txt"}
		r.Document = archive.Summary{Slug: "gone-communiqué", Title: "What was here"}
		return r, nil
	}
	return archive.ParagraphRecord{}, fmt.Errorf("paragraph %q: %w", id, archive.ErrNotFound)
}

func (s *apiStore) WithheldOfSource(context.Context, string) ([]archive.Withheld, error) {
	return []archive.Withheld{{First: 9, Last: 14, Lines: []int{120, 121}, After: 1}}, nil
}

func (s *apiStore) Corrections(context.Context, string) ([]archive.Correction, error) {
	return []archive.Correction{{ID: 1, Field: archive.FieldKind, Value: []string{"communique"}, Was: []string{"statement"}, By: "admin", At: firstRead}}, nil
}

// apiIndex answers every search with the example, and keeps what was asked.
type apiIndex struct {
	noSearch
	sequence int64
	asked    search.Request
	err      error
}

func (x *apiIndex) Sequence() int64 { return x.sequence }

func (x *apiIndex) Search(_ context.Context, r search.Request) (search.Results, error) {
	x.asked = r
	found := exampleResults()
	found.Notes = []string{"A note."}
	return found, x.err
}

type apiSite struct {
	t       *testing.T
	handler http.Handler
	store   *apiStore
	index   *apiIndex
	oapi    *huma.OpenAPI
}

func newAPISite(t *testing.T) *apiSite {
	t.Helper()
	a := &apiSite{t: t, store: &apiStore{sequence: 12}, index: &apiIndex{sequence: 11}}
	s, err := New(Config{
		Records: a.store, Search: a.index, Thesaurus: &thesaurus.Thesaurus{}, Log: slog.New(slog.DiscardHandler), Version: "1.2.3",
	})
	if err != nil {
		t.Fatal(err)
	}
	a.handler, a.oapi = s.Handler(), s.newAPI(chi.NewRouter())
	return a
}

func (a *apiSite) ask(method, target string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(a.t.Context(), method, target, nil)
	r.Host = "archive.test"
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	a.handler.ServeHTTP(w, r)
	return w
}

// operation is the described operation that answers target.
func (a *apiSite) operation(target string) (*huma.Operation, bool) {
	u, err := url.Parse(target)
	if err != nil {
		a.t.Fatal(err)
	}
	path := strings.TrimPrefix(u.Path, apiPath)
	for pattern, item := range a.oapi.Paths {
		prefix, _, _ := strings.Cut(pattern, "{")
		if path == pattern || prefix != pattern && strings.HasPrefix(path, prefix) {
			return item.Get, true
		}
	}
	return nil, false
}

// conforms checks an answer against the schema of its status.
func (a *apiSite) conforms(target string, w *httptest.ResponseRecorder) {
	a.t.Helper()
	op, described := a.operation(target)
	if !described {
		a.t.Errorf("%s is not described", target)
		return
	}
	response := op.Responses[fmt.Sprint(w.Code)]
	if response == nil {
		a.t.Errorf("%s: status %d is not described", target, w.Code)
		return
	}
	mediaType := w.Header().Get("Content-Type")
	content := response.Content[mediaType]
	if content == nil {
		a.t.Errorf("%s: %d as %q is not described", target, w.Code, mediaType)
		return
	}
	a.validates(target, content.Schema, w.Body.Bytes())
}

func (a *apiSite) validates(what string, schema *huma.Schema, data []byte) {
	a.t.Helper()
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		a.t.Fatalf("%s: %v\n%s", what, err, data)
	}
	result := &huma.ValidateResult{}
	huma.Validate(a.oapi.Components.Schemas, schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, v, result)
	for _, err := range result.Errors {
		a.t.Errorf("%s does not conform: %v\n%s", what, err, data)
	}
}

func (s *apiStore) AppliedSets(context.Context, int) ([]archive.ChangeSet, error) { return nil, nil }

func (s *apiStore) ChangeSet(context.Context, int64) (archive.ChangeSet, error) {
	return archive.ChangeSet{}, archive.ErrNotFound
}
