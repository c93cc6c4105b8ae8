package store

import (
	"errors"
	"strings"
	"testing"

	"communique/internal/archive"
)

func TestApplyKeepsEveryField(t *testing.T) {
	s, d := openStore(t), fullDocument()
	c := reread(t, s, beginRun(t, s), "2019/packet.txt", "bytes", d)
	c.Withheld = []archive.Withheld{{First: 3, Last: 7, Lines: []int{14}, After: 1}}
	c.Furniture = []archive.Furniture{{Lines: []int{1, 20}, Reason: "running head"}}
	c.Doubts = append(c.Doubts, archive.SourceDoubt{Doubt: archive.Doubt{Says: "Its charset is guessed."}})
	must(t, s.Apply(t.Context(), c))

	got, err := s.Document(t.Context(), d.Slug)
	must(t, err)
	if got.Added.IsZero() || !got.Added.Equal(got.Changed) {
		t.Errorf("added %v, changed %v", got.Added, got.Changed)
	}
	d.Source, d.SHA256, d.Added, d.Changed = "2019/packet.txt", c.Source.SHA256, got.Added, got.Changed
	want(t, "document", got, d)

	summaries, sequence, err := s.Summaries(t.Context())
	must(t, err)
	want(t, "summaries", summaries, []archive.Summary{archive.Summarize(&d)})
	want(t, "sequence", sequence, 1)

	withheld, err := s.WithheldOfSource(t.Context(), "2019/packet.txt")
	must(t, err)
	want(t, "withheld", withheld, c.Withheld)
	furniture, err := s.FurnitureOfSource(t.Context(), "2019/packet.txt")
	must(t, err)
	want(t, "furniture", furniture, c.Furniture)
	doubts, err := s.DoubtsOfSource(t.Context(), "2019/packet.txt")
	must(t, err)
	want(t, "doubts", doubts, c.Doubts)
	data, err := s.SourceBytes(t.Context(), c.Source.SHA256)
	must(t, err)
	want(t, "bytes", string(data), "bytes")
	wantSound(t, s)
}

func TestUnknownPartiesAreNotNoParties(t *testing.T) {
	s := openStore(t)
	unknown, none := document("unknown", 1), document("none", 2)
	none.Parties = []string{}
	apply(t, s, "a.txt", "bytes", unknown, none)
	got, err := s.Documents(t.Context(), []string{"unknown", "none"})
	must(t, err)
	if got[0].Parties != nil || got[1].Parties == nil {
		t.Errorf("got %#v and %#v", got[0].Parties, got[1].Parties)
	}
}

func TestApplySameBytesAgainIsQuiet(t *testing.T) {
	s, d := openStore(t), fullDocument()
	apply(t, s, "a.txt", "bytes", d)
	before := record(t, s)
	run := beginRun(t, s)
	must(t, s.Apply(t.Context(), reread(t, s, run, "a.txt", "bytes", d)))
	want(t, "record", record(t, s), before)

	records, err := s.SourceRecords(t.Context())
	must(t, err)
	want(t, "last run", records[0].LastRun, run)
	if !records[0].LastRead.After(records[0].Received) {
		t.Error("the second reading left no trace")
	}
	r, err := s.Run(t.Context(), run)
	must(t, err)
	want(t, "counts", r.Documents, archive.Counts{Unchanged: 1})
	want(t, "outcomes", len(r.Outcomes), 0)
}

// record is what a quiet reading must not touch.
func record(t *testing.T, s *Store) []string {
	t.Helper()
	var rows []string
	for _, table := range []string{"document", "section", "paragraph", "ledger", "change_log", "capture", "blob", "audit"} {
		counts, err := collect(t.Context(), s.reader, scanValue[string], `SELECT '`+table+` ' || count(*) FROM `+table)
		must(t, err)
		rows = append(rows, counts...)
	}
	times, err := collect(t.Context(), s.reader, scanValue[string], `SELECT added || changed FROM document`)
	must(t, err)
	return append(rows, times...)
}

func TestChangeRemoveRestore(t *testing.T) {
	s := openStore(t)
	first := document("minutes", 1, paragraph(1, "One."), paragraph(2, "Two."))
	other := document("other", 2, paragraph(9, "Nine."))
	apply(t, s, "a.txt", "v1", first, other)
	added, err := s.Document(t.Context(), "minutes")
	must(t, err)

	edited := document("minutes", 1, paragraph(1, "One, in other words."), paragraph(3, "Three."))
	apply(t, s, "a.txt", "v2", edited, other)
	got, err := s.Document(t.Context(), "minutes")
	must(t, err)
	if !got.Added.Equal(added.Added) || !got.Changed.After(added.Changed) {
		t.Errorf("added %v then %v, changed %v then %v", added.Added, got.Added, added.Changed, got.Changed)
	}
	wantState(t, s, 1, archive.Edited, "One, in other words.")
	wantState(t, s, 2, archive.Removed, "Two.")
	wantState(t, s, 3, archive.Current, "Three.")

	other.Position = 1
	apply(t, s, "a.txt", "v3", other)
	_, err = s.Document(t.Context(), "minutes")
	if !errors.Is(err, archive.ErrGone) || errors.Is(err, archive.ErrNotFound) {
		t.Errorf("removed document: %v", err)
	}
	wantState(t, s, 3, archive.Removed, "Three.")
	moved, err := s.Document(t.Context(), "other")
	must(t, err)
	want(t, "position of the unchanged document", moved.Position, 1)

	edited.Position = 2
	apply(t, s, "a.txt", "v2", other, edited)
	got, err = s.Document(t.Context(), "minutes")
	must(t, err)
	if !got.Added.Equal(added.Added) {
		t.Error("a restored document forgot when it was added")
	}
	wantState(t, s, 3, archive.Current, "Three.")

	changes, err := s.Changes(t.Context(), 0, 100)
	must(t, err)
	want(t, "changes", changes, []archive.Change{{Sequence: 1, Slug: "minutes"}, {Sequence: 2, Slug: "other"},
		{Sequence: 3, Slug: "minutes"}, {Sequence: 4, Slug: "minutes", Removed: true}, {Sequence: 5, Slug: "minutes"}})
	records, err := s.SourceRecords(t.Context())
	must(t, err)
	want(t, "captures", records[0].Captures, 3)
	want(t, "newest capture", records[0].SHA256, hash([]byte("v2")))
	want(t, "capture of the unchanged document", moved.SHA256, hash([]byte("v1")))
	wantSound(t, s)
}

func wantState(t *testing.T, s *Store, n int, state archive.State, text string) {
	t.Helper()
	r, err := s.Paragraph(t.Context(), paragraphID(n))
	must(t, err)
	if r.State != state || r.Paragraph.Text != text || r.Paragraph.Label == "" {
		t.Errorf("paragraph %d: %s %+v, want %s %q", n, r.State, r.Paragraph, state, text)
	}
}

func TestParagraphMovesBetweenDocuments(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("one", 1, paragraph(1, "First."), paragraph(2, "Roams.")), document("two", 2, paragraph(3, "Third.")))
	apply(t, s, "a.txt", "v2", document("one", 1, paragraph(1, "First.")), document("two", 2, paragraph(3, "Third."), paragraph(2, "Roams.")))
	r, err := s.Paragraph(t.Context(), paragraphID(2))
	must(t, err)
	want(t, "document", r.Document.Slug, "two")
	want(t, "history", len(r.History), 1)
	wantSound(t, s)
}

func TestUnchangedDocumentsTakeThePositionsLeft(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1), document("b", 2), document("c", 3))
	sequence, err := s.Sequence(t.Context())
	must(t, err)
	apply(t, s, "a.txt", "v2", document("new", 2), document("c", 1), document("a", 3), document("b", 4))
	documents, err := s.DocumentsOfSource(t.Context(), "a.txt")
	must(t, err)
	var order []string
	for _, d := range documents {
		order = append(order, d.Slug)
	}
	want(t, "order", order, []string{"c", "new", "a", "b"})
	changes, err := s.Changes(t.Context(), sequence, 10)
	must(t, err)
	want(t, "changes", changes, []archive.Change{{Sequence: sequence + 1, Slug: "new"}})
	wantSound(t, s)
}

func TestApplyRefuses(t *testing.T) {
	base := []archive.Document{document("one", 1, paragraph(1, "First."), paragraph(2, "Second.")), document("two", 2, paragraph(3, "Third."))}
	tests := []struct {
		name, says string
		change     func(c *archive.SourceChange)
	}{
		{"vanished id", "is removed and the ledger does not say so", func(c *archive.SourceChange) { dropEntry(c, 2) }},
		{"new id untold", "is current and the ledger does not say so", func(c *archive.SourceChange) { dropEntry(c, 4) }},
		{"edit untold", "is edited and the ledger does not say so", func(c *archive.SourceChange) { dropEntry(c, 1) }},
		{"wrong state", "is restored, and it is current", func(c *archive.SourceChange) { entry(c, 4).State = archive.Restored }},
		{"wrong wording before", `read "Other.", and it read "First."`, func(c *archive.SourceChange) { entry(c, 1).Was = "Other." }},
		{"wrong wording after", `reads "Other."`, func(c *archive.SourceChange) { entry(c, 1).Is = "Other." }},
		{"wrong document", `of document "two", and it is of "one"`, func(c *archive.SourceChange) { entry(c, 1).Slug = "two" }},
		{"told twice", "speaks twice", func(c *archive.SourceChange) { c.Ledger = append(c.Ledger, c.Ledger[0]) }},
		{"untouched paragraph", "does not touch", func(c *archive.SourceChange) {
			c.Ledger = append(c.Ledger, archive.LedgerEntry{ParagraphID: paragraphID(3), State: archive.Removed})
		}},
		{"id of an unchanged document", "stands in another document already", func(c *archive.SourceChange) {
			c.Changed[0].Sections[0].Paragraphs[1].ID = paragraphID(3)
			entry(c, 4).ParagraphID = paragraphID(3)
		}},
		{"id twice", "and again in", func(c *archive.SourceChange) { c.Changed[0].Sections[0].Paragraphs[1].ID = paragraphID(1) }},
		{"unmentioned document", "does not say what becomes of it", func(c *archive.SourceChange) { c.Unchanged = nil }},
		{"two fates", `both unchanged and removed`, func(c *archive.SourceChange) { c.Removed = []string{"two"} }},
		{"added though it stands", "cannot be added", func(c *archive.SourceChange) { c.Added, c.Changed = c.Changed, nil }},
		{"removed though it is not there", "cannot be removed", func(c *archive.SourceChange) { c.Removed = []string{"three"} }},
		{"other bytes", "its bytes have the SHA-256", func(c *archive.SourceChange) { c.Bytes = []byte("others") }},
		{"no name", "no name", func(c *archive.SourceChange) { c.Source.Name = "" }},
		{"no slug", "no slug", func(c *archive.SourceChange) { c.Changed[0].Slug = "" }},
		{"other source", "belongs to source", func(c *archive.SourceChange) { c.Changed[0].Source = "b.txt" }},
		{"other capture", "was read from the bytes", func(c *archive.SourceChange) { c.Changed[0].SHA256 = hash([]byte("v1")) }},
		{"no position", "not a place", func(c *archive.SourceChange) { c.Changed[0].Position = 0 }},
		{"bad date", "not YYYY", func(c *archive.SourceChange) { c.Changed[0].Date = "30 July" }},
		{"bad id", "not the form", func(c *archive.SourceChange) { c.Changed[0].Sections[0].Paragraphs[1].ID = "1" }},
		{"redaction outside", "lies outside", func(c *archive.SourceChange) {
			c.Changed[0].Sections[0].Paragraphs[1].Redactions = []archive.Redaction{{Start: 3, End: 99}}
		}},
		{"same position", "both have position 1", func(c *archive.SourceChange) { c.Added = []archive.Document{document("new", 1)} }},
		{"no such run", "FOREIGN KEY", func(c *archive.SourceChange) { c.Run = 99 }},
		{"same anchor", "UNIQUE", func(c *archive.SourceChange) {
			c.Changed[0].Sections = append(c.Changed[0].Sections, c.Changed[0].Sections[0])
			c.Changed[0].Sections[1].Paragraphs = nil
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := openStore(t)
			apply(t, s, "a.txt", "v1", base...)
			edited := document("one", 1, paragraph(1, "First, edited."), paragraph(4, "Fourth."))
			c := reread(t, s, beginRun(t, s), "a.txt", "v2", edited, base[1])
			test.change(&c)
			before := record(t, s)
			err := s.Apply(t.Context(), c)
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want an error that says %q", err, test.says)
			}
			if got, invalid := errors.Is(err, archive.ErrInvalid), !isConstraint(test.says); got != invalid {
				t.Errorf("category ErrInvalid is %t", got)
			}
			want(t, "record", record(t, s), before)
			wantSound(t, s)
		})
	}
}

func isConstraint(says string) bool { return says == "FOREIGN KEY" || says == "UNIQUE" }

func entry(c *archive.SourceChange, n int) *archive.LedgerEntry {
	for i := range c.Ledger {
		if c.Ledger[i].ParagraphID == paragraphID(n) {
			return &c.Ledger[i]
		}
	}
	return &archive.LedgerEntry{}
}

func dropEntry(c *archive.SourceChange, n int) {
	for i := range c.Ledger {
		if c.Ledger[i].ParagraphID == paragraphID(n) {
			c.Ledger = append(c.Ledger[:i:i], c.Ledger[i+1:]...)
			return
		}
	}
}

func TestDocumentOfAnotherSourceIsRefused(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("one", 1, paragraph(1, "First.")))
	c := reread(t, s, beginRun(t, s), "b.txt", "v1", document("one", 1, paragraph(2, "Another.")))
	if err := s.Apply(t.Context(), c); !errors.Is(err, archive.ErrInvalid) {
		t.Errorf("got %v", err)
	}
	wantSound(t, s)
}
