package store

import (
	"errors"
	"testing"

	"communique/internal/archive"
)

// TestDoubtsAreRefreshed: a reading that doubts otherwise and reads the same
// changes no document and no paragraph; who shows the doubted one is told.
func TestDoubtsAreRefreshed(t *testing.T) {
	s := openStore(t)
	a, b := document("a", 1, paragraph(1, "First.")), document("b", 2, paragraph(2, "Second."))
	a.Doubts = []archive.Doubt{{Lines: []int{1}, Says: "It has no date."}}
	apply(t, s, "x.txt", "v1", a, b)
	held, err := s.Document(t.Context(), "a")
	must(t, err)
	before, err := s.Sequence(t.Context())
	must(t, err)

	b.Doubts = []archive.Doubt{{Lines: []int{2, 3}, Says: "Paragraph 4 follows 2."}}
	run := beginRun(t, s)
	c := reread(t, s, run, "x.txt", "v1", a, b)
	c.Found = archive.Figures{Documents: 2, Paragraphs: 2, Furniture: 5, Withheld: 3, Doubts: 2}
	must(t, s.Apply(t.Context(), c))
	want(t, "unchanged", c.Unchanged, []string{"a", "b"})
	documents, err := s.DocumentsOfSource(t.Context(), "x.txt")
	must(t, err)
	want(t, "doubts of a", documents[0].Doubts, a.Doubts)
	want(t, "doubts of b", documents[1].Doubts, b.Doubts)
	want(t, "time of change", documents[0].Changed, held.Changed)
	changes, err := s.Changes(t.Context(), before, 10)
	must(t, err)
	want(t, "told", changes, []archive.Change{{Sequence: before + 1, Slug: "b"}})

	r, err := s.Run(t.Context(), run)
	must(t, err)
	want(t, "outcomes", r.Outcomes, []archive.Outcome{{Source: "x.txt", Counts: archive.Counts{Unchanged: 2}, Found: c.Found, Doubts: c.Doubts}})
	want(t, "found", r.Found, c.Found)
	reading, err := s.SourceReading(t.Context(), "x.txt")
	must(t, err)
	want(t, "doubts of the source", reading.Doubts, c.Doubts)
	want(t, "figures of the source", []int{reading.Record.Documents, reading.Record.Paragraphs, reading.Record.Doubts, len(reading.Documents)}, []int{2, 2, 2, 2})
	if _, err := s.SourceReading(t.Context(), "y.txt"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a source that never came: %v", err)
	}
	wantSound(t, s)

	apply(t, s, "x.txt", "v1", a) // b goes, with its doubts
	doubts, err := s.DoubtsOfSource(t.Context(), "x.txt")
	must(t, err)
	want(t, "doubts left", len(doubts), 1)
	r, err = s.Run(t.Context(), run)
	must(t, err)
	if o := r.Outcomes[0]; o.Found != c.Found || o.Doubts != nil {
		t.Errorf("an earlier run has its figures and not the doubts of a later one: %+v", o)
	}
	wantSound(t, s)
}

// TestFailureKeepsDoubts: what stands was read before, with its doubts.
func TestFailureKeepsDoubts(t *testing.T) {
	s, d := openStore(t), document("a", 1, paragraph(1, "First."))
	d.Doubts = []archive.Doubt{{Says: "It has no date."}}
	apply(t, s, "x.txt", "v1", d)
	run := beginRun(t, s)
	must(t, s.Fail(t.Context(), run, "test", archive.Source{Name: "x.txt"}, nil, "x.txt is gone."))
	doubts, err := s.DoubtsOfSource(t.Context(), "x.txt")
	must(t, err)
	want(t, "doubts", len(doubts), 1)
	r, err := s.Run(t.Context(), run)
	must(t, err)
	if o := r.Outcomes[0]; o.Problem == "" || o.Doubts != nil || o.Found != (archive.Figures{}) {
		t.Errorf("the failure read something: %+v", o)
	}
}
