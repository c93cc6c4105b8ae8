package web

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"communique/internal/archive"
	"communique/internal/search"
	"communique/internal/thesaurus"
)

var update = flag.Bool("update", false, "write the goldens anew")

// golden compares got with the file of that name in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got; -update writes it anew):\n%s", file, diff)
	}
}

// nasty is a text that must reach pages as text.
const nasty = `<script>alert("1")</script>&amp;'`

var firstRead = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)

// finalDocument is a communiqué of three sections, the last without a text.
func finalDocument() archive.Document {
	return archive.Document{
		Slug: "2019-07-30-communique", Source: "release.txt", SHA256: "ab12", Position: 2,
		Title: "Five Country Ministerial: Communiqué", PrintedTitle: "COMMUNIQUÉ",
		Kind: archive.Communique, Status: archive.Final, StatusBasis: "no draft label",
		Date: "2019-07-30", DateBasis: "inferred: the last day of the meeting", Place: "London", Event: "Five Country Ministerial",
		Issuer: "Ministers", Parties: []string{"CA", "GB"}, Marking: "UNCLASSIFIED", Language: "en",
		Added: firstRead, Changed: firstRead,
		Sections: []archive.Section{
			{Anchor: "s-opening", Level: 1, Paragraphs: []archive.Paragraph{
				{ID: "bcdfghjk", Text: "We met in London.", Role: archive.Prose, Lines: []int{5}},
			}},
			{
				Anchor: "s-encryption", Heading: "Encryption", Level: 1, HeadingLines: []int{7},
				Themes:    []thesaurus.Finding{{ID: "encryption", Words: []string{"Encryption", "encrypted"}}},
				Countries: []thesaurus.Finding{{ID: "CA", Words: []string{"Canada"}}, {ID: "NZ", Words: []string{"New Zealand"}}},
				Paragraphs: []archive.Paragraph{
					{ID: "cdfghjkm", Label: "1", Printed: "1.", Text: "Canada and [REDACTED]-partners want encrypted services.", Role: archive.Numbered, Lines: []int{9, 11},
						Redactions: []archive.Redaction{{Start: 11, End: 21, Form: "[REDACTED]", Exemption: "s. 15(1)"}}},
					{ID: "dfghjkmn", Label: "a", Printed: "a.", Text: nasty, Role: archive.Lettered, Lines: []int{12}},
					{ID: "fghjkmnp", Text: "[REDACTED]", Role: archive.Mark, Lines: []int{14},
						Redactions: []archive.Redaction{{Start: 0, End: 10, Form: "[REDACTED]"}}},
				},
			},
			{Anchor: "s-asylum", Heading: "Asylum", Level: 1},
		},
	}
}

// nastyDocument has markup wherever a source could put it, and no date.
func nastyDocument() archive.Document {
	return archive.Document{
		Slug: "note", Source: "release.txt", SHA256: "ab12", Position: 1, Title: "Note " + nasty, Kind: archive.BriefingNote,
		Event: nasty, Issuer: nasty, Marking: nasty, Language: "en", StatusBasis: nasty,
		Sections: []archive.Section{{
			Anchor: "s-note", Heading: "Heading " + nasty, Level: 1,
			Themes:     []thesaurus.Finding{{ID: "encryption", Words: []string{nasty}}},
			Paragraphs: []archive.Paragraph{{ID: "ghjkmnpq", Label: nasty, Text: nasty, Role: archive.Prose, Lines: []int{1}}},
		}},
	}
}

// publicStore is an archive of two documents of one source.
type publicStore struct {
	Records
	documents []archive.Document // in the order of their source
	sequence  int64
	err       error
	asked     int // how often for summaries
	corrected []archive.Correction
}

func (s *publicStore) Corrections(_ context.Context, slug string) ([]archive.Correction, error) {
	var held []archive.Correction
	for _, c := range s.corrected {
		if c.Slug == slug {
			held = append(held, c)
		}
	}
	return held, s.err
}

func (s *publicStore) Sequence(context.Context) (int64, error) { return s.sequence, s.err }

func (s *publicStore) Summaries(context.Context) ([]archive.Summary, int64, error) {
	s.asked++
	var all []archive.Summary
	for i := range s.documents { // dated ones first, as the store gives them
		if s.documents[i].Date != "" {
			all = append(all, archive.Summarize(&s.documents[i]))
		}
	}
	for i := range s.documents {
		if s.documents[i].Date == "" {
			all = append(all, archive.Summarize(&s.documents[i]))
		}
	}
	return all, s.sequence, s.err
}

func (s *publicStore) Document(_ context.Context, slug string) (archive.Document, error) {
	for _, d := range s.documents {
		if d.Slug == slug {
			return d, s.err
		}
	}
	if slug == "once-here" {
		return archive.Document{}, fmt.Errorf("document %q: %w", slug, archive.ErrGone)
	}
	return archive.Document{}, fmt.Errorf("document %q: %w", slug, archive.ErrNotFound)
}

func (s *publicStore) DocumentsOfSource(context.Context, string) ([]archive.Document, error) {
	return s.documents, s.err
}

func (s *publicStore) WithheldOfSource(context.Context, string) ([]archive.Withheld, error) {
	return []archive.Withheld{{First: 9, Last: 14, After: 1}, {First: 20, Last: 20, After: 2}}, s.err
}

func (s *publicStore) FurnitureOfSource(context.Context, string) ([]archive.Furniture, error) {
	return []archive.Furniture{{Lines: []int{10}, Reason: "running head " + nasty}}, s.err
}

// Captures are the one that all documents were read from, an older one, and one
// that could not be read.
func (s *publicStore) Captures(context.Context, string) ([]archive.Capture, error) {
	var captures []archive.Capture
	for i, sum := range []string{"ee99", "ab12", "cd34"} {
		c := archive.Capture{
			Source: archive.Source{Name: "release.txt", SHA256: sum, MediaType: "text/plain; charset=utf-8", Size: int64(10 + i), Lines: 16, Received: firstRead},
			Public: sum != "ee99", Last: sum == "ab12",
		}
		if sum == "cd34" {
			c.File, c.MediaType = `in/a "paper" é.html`, "text/html; charset=utf-8"
		}
		captures = append(captures, c)
	}
	return captures, s.err
}

func (s *publicStore) PublicCapture(ctx context.Context, sha256 string) (archive.Capture, error) {
	captures, err := s.Captures(ctx, "")
	for _, c := range captures {
		if c.SHA256 == sha256 && c.Public {
			return c, err
		}
	}
	return archive.Capture{}, fmt.Errorf("capture %s: %w", sha256, archive.ErrNotFound)
}

func (s *publicStore) SourceBytes(_ context.Context, sha256 string) ([]byte, error) {
	return []byte("<script>" + sha256), s.err
}

// sourceLines answers as the function does.
type sourceLines func(ctx context.Context, name, sha256 string) ([]archive.SourceLine, error)

func (f sourceLines) Lines(ctx context.Context, name, sha256 string) ([]archive.SourceLine, error) {
	return f(ctx, name, sha256)
}

// someLines are n lines, of which every eighth is blank, two of them on a page.
func someLines(n int) sourceLines {
	lines := make([]archive.SourceLine, n)
	for i := range lines {
		lines[i] = archive.SourceLine{Number: i + 1, Page: i/2 + 1, Text: fmt.Sprintf("line %d of the file %s", i+1, nasty)}
		if i%8 == 7 {
			lines[i].Text = " "
		}
	}
	return func(context.Context, string, string) ([]archive.SourceLine, error) { return lines, nil }
}

func (s *publicStore) Paragraph(_ context.Context, id string) (archive.ParagraphRecord, error) {
	if id == "zzzzzzzz" {
		return removedParagraph(), nil
	}
	for i := range s.documents {
		d := &s.documents[i]
		for section, p := range d.Paragraphs {
			if p.ID == id {
				return archive.ParagraphRecord{
					State: archive.Current, Paragraph: *p, Section: *section, Document: archive.Summarize(d),
					Source:  archive.Source{Name: d.Source, SHA256: d.SHA256},
					History: []archive.LedgerEntry{{ParagraphID: id, State: archive.Current, Is: p.Text, At: firstRead}},
				}, nil
			}
		}
	}
	return archive.ParagraphRecord{}, fmt.Errorf("paragraph %q: %w", id, archive.ErrNotFound)
}

// removedParagraph is what is left of a paragraph that no longer stands.
func removedParagraph() archive.ParagraphRecord {
	return archive.ParagraphRecord{
		State: archive.Removed, Paragraph: archive.Paragraph{ID: "zzzzzzzz", Text: "Its last words " + nasty},
		Document: archive.Summary{Slug: "gone-document", Title: "A document that is gone"},
		Source:   archive.Source{Name: "release.txt"},
		History: []archive.LedgerEntry{
			{ParagraphID: "zzzzzzzz", State: archive.Current, Is: "Its first words", At: firstRead},
			{ParagraphID: "zzzzzzzz", State: archive.Edited, Was: "Its first words", Is: "Its last words " + nasty, At: firstRead.AddDate(0, 0, 1)},
			{ParagraphID: "zzzzzzzz", State: archive.Removed, Was: "Its last words " + nasty, At: firstRead.AddDate(0, 0, 2)},
		},
	}
}

// publicIndex answers every search with what answer says.
type publicIndex struct {
	answer func(search.Request) (search.Results, error)
	cold   bool
}

func (x *publicIndex) Search(_ context.Context, r search.Request) (search.Results, error) {
	if x.answer == nil {
		return search.Results{Request: r}, nil
	}
	return x.answer(r)
}

func (x *publicIndex) Sequence() int64 { return 1204 }

func (x *publicIndex) Ready() bool { return !x.cold }

// publicSite is the site over fakes.
type publicSite struct {
	*Server
	store *publicStore
	index *publicIndex
}

func newPublicSite(t *testing.T, configure ...func(*Config)) *publicSite {
	t.Helper()
	site := &publicSite{
		store: &publicStore{documents: []archive.Document{nastyDocument(), finalDocument()}, sequence: 1204},
		index: &publicIndex{},
	}
	config := Config{
		Records: site.store, Search: site.index, Thesaurus: thesaurus.Bundled(),
		Lines: someLines(16), Log: slog.New(slog.NewTextHandler(io.Discard, nil)), BaseURL: "https://archive.example",
	}
	for _, change := range configure {
		change(&config)
	}
	var err error
	if site.Server, err = New(config); err != nil {
		t.Fatal(err)
	}
	return site
}

// ask answers one request; headers are names and values in turn.
func (p *publicSite) ask(method, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	p.Handler().ServeHTTP(w, r)
	return w
}

func (p *publicSite) get(target string) *httptest.ResponseRecorder {
	return p.ask(http.MethodGet, target)
}

// found is an index that finds one section of the final document.
func found(r search.Request) (search.Results, error) {
	d := finalDocument()
	p := d.Sections[1].Paragraphs[0]
	return search.Results{
		Request: r, Reading: "encryption in any of its forms", Canonical: r.Values().Encode(), Total: 1, Documents: 1, Sequence: 1204,
		Hits: []search.Hit{{
			Document: archive.Summarize(&d), Anchor: "s-encryption", Heading: "Encryption", HeadingHTML: "<mark>Encryption</mark>",
			Paragraphs: []search.HitParagraph{{Paragraph: p, Marks: []search.Span{{Start: 36, End: 45}}}}, More: 2,
		}},
		Facets: []search.Facet{
			{Name: "kind", Values: []search.FacetValue{{Value: "communique", Label: "Communiqué", Count: 1, Selected: true}, {Value: "speech", Label: "Speech", Count: 0}}},
			{Name: "year", Values: []search.FacetValue{{Value: "2019", Label: "2019", Count: 1}, {Value: "2017", Label: "2017", Count: 3}, {Value: "undated", Label: "Undated", Count: 2}}},
		},
	}, nil
}

var errBroken = errors.New("the disk is on fire")

func (s *publicStore) AppliedSets(context.Context, int) ([]archive.ChangeSet, error) {
	return []archive.ChangeSet{changedSet()}, s.err
}

func (s *publicStore) ChangeSet(_ context.Context, id int64) (archive.ChangeSet, error) {
	set := changedSet()
	switch id {
	case set.ID:
		return set, s.err
	case 8:
		return archive.ChangeSet{ID: 8, State: archive.Proposed}, s.err
	}
	return archive.ChangeSet{}, fmt.Errorf("change set %d: %w", id, archive.ErrNotFound)
}

// changedSet changed one document that stands and removed one.
func changedSet() archive.ChangeSet {
	set := archive.ChangeSet{ID: 7, State: archive.Applied, RevertedBy: 9, Reason: "sent <anew>", Decided: firstRead, Sources: 1}
	set.Effects.Documents = archive.Counts{Changed: 1, Removed: 1}
	for i, title := range []string{nasty, "Gone"} {
		set.Effects.Texts = append(set.Effects.Texts, archive.DocumentEffect{
			Slug: fmt.Sprintf("document-%d", i), Title: title, Fate: []archive.Fate{archive.DocumentChanged, archive.DocumentRemoved}[i],
			Tally: archive.Tally{Edited: 2, Split: 1},
		})
	}
	return set
}
