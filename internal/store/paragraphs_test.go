package store

import (
	"errors"
	"testing"

	"communique/internal/archive"
)

func TestParagraphStanding(t *testing.T) {
	s, d := openStore(t), fullDocument()
	apply(t, s, "a.txt", "bytes", d)
	r, err := s.Paragraph(t.Context(), paragraphID(2))
	must(t, err)
	stored, err := s.Document(t.Context(), d.Slug)
	must(t, err)
	want(t, "state", r.State, archive.Current)
	want(t, "paragraph", r.Paragraph, d.Sections[1].Paragraphs[0])
	want(t, "section", r.Section, d.Sections[1])
	want(t, "document", r.Document, archive.Summarize(&stored))
	source, err := s.Source(t.Context(), "a.txt")
	must(t, err)
	want(t, "source", r.Source, source)
	want(t, "history", len(r.History), 1)
	e := r.History[0]
	if e.At.IsZero() || e.Run == 0 {
		t.Errorf("history %+v", e)
	}
	e.At, e.Run = stored.Added, 0
	want(t, "first event", e, archive.LedgerEntry{ParagraphID: paragraphID(2), Slug: d.Slug, Heading: "Encryption", Label: "1",
		State: archive.Current, Is: d.Sections[1].Paragraphs[0].Text, At: stored.Added})
}

func TestParagraphRefersToTheBytesItWasReadFrom(t *testing.T) {
	s := openStore(t)
	d := document("a", 1, paragraph(1, "First."))
	apply(t, s, "a.txt", "v1", d)
	apply(t, s, "a.txt", "v1 with a new footer", d)
	r, err := s.Paragraph(t.Context(), paragraphID(1))
	must(t, err)
	want(t, "capture", r.Source.SHA256, hash([]byte("v1")))
	source, err := s.Source(t.Context(), "a.txt")
	must(t, err)
	want(t, "newest capture", source.SHA256, hash([]byte("v1 with a new footer")))
}

func TestParagraphRemoved(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "Stays."), paragraph(2, "Goes.")), document("b", 2, paragraph(3, "Goes with its document.")))
	apply(t, s, "a.txt", "v2", document("a", 1, paragraph(1, "Stays.")))
	for _, test := range []struct {
		id       int
		text     string
		document archive.Summary
	}{
		{2, "Goes.", archive.Summary{Slug: "a", Title: "The title of a", Source: "a.txt", Paragraphs: 1}},
		{3, "Goes with its document.", archive.Summary{Slug: "b", Title: "The title of b", Source: "a.txt"}},
	} {
		r, err := s.Paragraph(t.Context(), paragraphID(test.id))
		must(t, err)
		want(t, "state", r.State, archive.Removed)
		want(t, "text", r.Paragraph.Text, test.text)
		want(t, "heading", r.Section.Heading, "Encryption")
		want(t, "history", len(r.History), 2)
		got := archive.Summary{Slug: r.Document.Slug, Title: r.Document.Title, Source: r.Document.Source, Paragraphs: r.Document.Paragraphs}
		want(t, "document", got, test.document)
		want(t, "source", r.Source.Name, "a.txt")
	}
}

func TestParagraphNotFound(t *testing.T) {
	s := openStore(t)
	if _, err := s.Paragraph(t.Context(), paragraphID(1)); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestRestoredInOtherWords(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "At first.")))
	apply(t, s, "a.txt", "v2", document("a", 1))
	apply(t, s, "a.txt", "v3", document("a", 1, paragraph(1, "Back again.")))
	entries, err := s.LedgerOfSource(t.Context(), "a.txt")
	must(t, err)
	want(t, "events", len(entries), 3)
	last := entries[2]
	want(t, "restored", []string{string(last.State), last.Was, last.Is}, []string{"restored", "At first.", "Back again."})
	wantSound(t, s)
}

func TestLedgerOfSourceKeepsRemovedDocuments(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "A.")))
	apply(t, s, "b.txt", "v1", document("b", 1, paragraph(2, "B.")))
	apply(t, s, "a.txt", "v2")
	entries, err := s.LedgerOfSource(t.Context(), "a.txt")
	must(t, err)
	var states []archive.State
	for _, e := range entries {
		want(t, "document", e.Slug, "a")
		states = append(states, e.State)
	}
	want(t, "states", states, []archive.State{archive.Current, archive.Removed})
}

// TestRemovedParagraphKnowsItsLines reads a paragraph in its third line, then a
// source without it, then takes its whole document out.
func TestRemovedParagraphKnowsItsLines(t *testing.T) {
	s := openStore(t)
	first, second := paragraph(1, "First."), paragraph(2, "Second.")
	second.Lines, second.Page = []int{3, 5}, 2
	apply(t, s, "a.txt", "v1", document("a", 1, first, second))
	apply(t, s, "a.txt", "v2", document("a", 1, first))
	look := func(id string) []any {
		t.Helper()
		record, err := s.Paragraph(t.Context(), id)
		must(t, err)
		return []any{record.State, record.Paragraph.Lines, record.Paragraph.Page, record.Source.SHA256, record.Paragraph.Text}
	}
	want(t, "the second", look(second.ID), []any{archive.Removed, []int{3, 5}, 2, hash([]byte("v1")), "Second."})
	apply(t, s, "a.txt", "v3")
	want(t, "the first", look(first.ID), []any{archive.Removed, []int{1}, 0, hash([]byte("v2")), "First."})
	want(t, "the second, later", look(second.ID), []any{archive.Removed, []int{3, 5}, 2, hash([]byte("v1")), "Second."})
}
