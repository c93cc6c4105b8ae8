package search

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// fakeRecords is an archive in memory with a change log.
type fakeRecords struct {
	mu        sync.Mutex
	documents map[string]archive.Document
	log       []archive.Change

	onSnapshot func() // called within each snapshot
}

func newRecords(documents ...archive.Document) *fakeRecords {
	r := &fakeRecords{documents: map[string]archive.Document{}}
	for _, d := range documents {
		r.put(d)
	}
	return r
}

func (r *fakeRecords) put(d archive.Document) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.documents[d.Slug] = d
	r.log = append(r.log, archive.Change{Sequence: int64(len(r.log) + 1), Slug: d.Slug})
}

func (r *fakeRecords) remove(slug string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.documents, slug)
	r.log = append(r.log, archive.Change{Sequence: int64(len(r.log) + 1), Slug: slug, Removed: true})
}

func (r *fakeRecords) all() []archive.Document {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []archive.Document
	for _, slug := range slices.Sorted(maps.Keys(r.documents)) {
		out = append(out, r.documents[slug])
	}
	return out
}

func (r *fakeRecords) Sequence(context.Context) (int64, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return int64(len(r.log)), nil
}

func (r *fakeRecords) Changes(_ context.Context, after int64, limit int) ([]archive.Change, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	from := min(int(after), len(r.log))
	return slices.Clone(r.log[from:min(from+limit, len(r.log))]), nil
}

func (r *fakeRecords) Documents(_ context.Context, slugs []string) ([]archive.Document, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []archive.Document
	for _, s := range slugs {
		if d, ok := r.documents[s]; ok {
			out = append(out, d)
		}
	}
	return out, nil
}

func (r *fakeRecords) Snapshot(ctx context.Context, visit func(int64, func(func(archive.Document) error) error) error) error {
	r.mu.Lock()
	sequence := int64(len(r.log))
	r.mu.Unlock()
	documents := r.all()
	if r.onSnapshot != nil {
		r.onSnapshot()
	}
	return visit(sequence, func(yield func(archive.Document) error) error {
		for _, d := range documents {
			if err := yield(d); err != nil {
				return err
			}
		}
		return nil
	})
}

// option sets something of a document in a test.
type option func(*archive.Document)

// document makes a document of sections; see section.
func document(slug, title string, options ...option) archive.Document {
	d := archive.Document{Slug: slug, Title: title, Source: slug + ".txt", Kind: archive.Communique}
	for _, o := range options {
		o(&d)
	}
	archive.SetAnchors(&d)
	return d
}

// section adds a heading and the paragraphs under it.
func section(heading string, paragraphs ...string) option {
	return func(d *archive.Document) {
		s := archive.Section{Heading: heading, Level: 1}
		for i, text := range paragraphs {
			id := archive.ParagraphID(d.Slug, fmt.Sprint(heading, text), i+1, 0)
			s.Paragraphs = append(s.Paragraphs, archive.Paragraph{ID: id, Text: text, Role: archive.Prose, Lines: []int{i + 1}})
		}
		d.Sections = append(d.Sections, s)
	}
}

// about gives the last section its themes and countries: "encryption CA US".
func about(words string) option {
	return func(d *archive.Document) {
		s := &d.Sections[len(d.Sections)-1]
		for w := range strings.FieldsSeq(words) {
			f := thesaurus.Finding{ID: w, Words: []string{w}}
			if strings.ToUpper(w) == w {
				s.Countries = append(s.Countries, f)
			} else {
				s.Themes = append(s.Themes, f)
			}
		}
	}
}

func dated(date archive.Date) option      { return func(d *archive.Document) { d.Date = date } }
func standingAs(s archive.Status) option  { return func(d *archive.Document) { d.Status = s } }
func ofKind(k archive.Kind) option        { return func(d *archive.Document) { d.Kind = k } }
func signedBy(countries ...string) option { return func(d *archive.Document) { d.Parties = countries } }
func quiet() *slog.Logger                 { return slog.New(slog.NewTextHandler(io.Discard, nil)) }
func plainDoc(slug, text string) archive.Document {
	return document(slug, "Paper "+slug, section("", text))
}

// open opens an index in dir over records, and closes it with the test.
func open(t testing.TB, dir string, records Records) *Index {
	t.Helper()
	x, err := Open(t.Context(), dir, records, thesaurus.Bundled(), quiet())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

// caughtUp opens an index and brings it up to date.
func caughtUp(t testing.TB, records Records) *Index {
	t.Helper()
	x := open(t, t.TempDir(), records)
	catchUp(t, x)
	return x
}

func catchUp(t testing.TB, x *Index) {
	t.Helper()
	if err := x.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func ask(t testing.TB, x *Index, r Request) Results {
	t.Helper()
	if r.PerPage == 0 {
		r.PerPage = MaxPerPage
	}
	results, err := x.Search(t.Context(), r)
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	return results
}

// found lists the sections of a query, in order: "slug#anchor".
func found(t testing.TB, x *Index, query string) []string {
	t.Helper()
	return names(ask(t, x, Request{Query: query}))
}

func names(r Results) []string {
	out := []string{}
	for _, h := range r.Hits {
		out = append(out, sectionID(h.Document.Slug, h.Anchor))
	}
	return out
}

// slugs lists the documents of a query, sorted, each once.
func slugs(t testing.TB, x *Index, query string) []string {
	t.Helper()
	var out []string
	for _, n := range found(t, x, query) {
		slug, _, _ := strings.Cut(n, "#")
		out = append(out, slug)
	}
	return distinct(out)
}
