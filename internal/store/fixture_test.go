package store

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// clock ticks a second at each look, so that times tell calls apart.
type clock struct{ at time.Time }

func (c *clock) now() time.Time {
	c.at = c.at.Add(time.Second)
	return c.at
}

var epoch = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

func openStore(t testing.TB) *Store {
	t.Helper()
	return openStoreIn(t, t.TempDir())
}

func openStoreIn(t testing.TB, dir string) *Store {
	t.Helper()
	c := &clock{epoch}
	s, err := Open(t.Context(), dir, WithClock(c.now))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// tester is what the checks below need of a test.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// must fails the test on an error.
func must(t tester, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func beginRun(t tester, s *Store) int64 {
	t.Helper()
	run, err := s.BeginRun(context.Background(), "test", 1)
	must(t, err)
	return run
}

// paragraphID makes a well-formed id from a number.
func paragraphID(n int) string {
	return archive.ParagraphID("document", "wording", n, 0)
}

// document makes a document whose paragraphs are "id number: text".
func document(slug string, position int, paragraphs ...archive.Paragraph) archive.Document {
	d := archive.Document{
		Slug: slug, Position: position, Title: "The title of " + slug, Kind: archive.Communique,
		Date: "2019-07-30", Sections: []archive.Section{{Heading: "Encryption", Level: 1, Paragraphs: paragraphs}},
	}
	archive.SetAnchors(&d)
	return d
}

func paragraph(n int, text string) archive.Paragraph {
	return archive.Paragraph{ID: paragraphID(n), Label: fmt.Sprint(n), Text: text, Role: archive.Numbered, Lines: []int{1}}
}

// fullDocument uses every field that a document has.
func fullDocument() archive.Document {
	d := archive.Document{
		Slug: "2019-07-30-five-country-ministerial-communique", Position: 1,
		Title: "Five Country Ministerial Communiqué", PrintedTitle: "FIVE COUNTRY MINISTERIAL / COMMUNIQUÉ", TitleLines: []int{3, 4},
		Kind: archive.Communique, Status: archive.Draft, StatusBasis: "the heading says draft",
		Date: "2019-07-30", DateBasis: "stated: 30 July 2019", Place: "London", Event: "Five Country Ministerial",
		Issuer: "Home Office", Parties: []string{"AU", "CA", "GB", "NZ", "US"}, Marking: "FOR OFFICIAL USE ONLY", Language: "en",
		Sections: []archive.Section{
			{Level: 1, Paragraphs: []archive.Paragraph{
				{ID: paragraphID(1), Text: "We met in London <today> & agreed.", Role: archive.Prose, Lines: []int{6, 7}, Page: 1},
			}},
			{
				Heading: "Encryption", Level: 2, HeadingLines: []int{9},
				Themes:    []thesaurus.Finding{{ID: "cyber", Words: []string{"cyber security", "cyber"}}, {ID: "encryption", Words: []string{"encryption"}}},
				Countries: []thesaurus.Finding{{ID: "CA", Words: []string{"Canada", "Canadian"}}, {ID: "FR", Words: []string{"France"}}},
				Paragraphs: []archive.Paragraph{
					{ID: paragraphID(2), Label: "1", Printed: "1)", Text: "Strong [REDACTED] encryption “matters”.", Role: archive.Numbered, Lines: []int{10, 12},
						Redactions: []archive.Redaction{{Start: 7, End: 17, Form: "[REDACTED]", Exemption: "s.15(1)"}}, Page: 2},
					{ID: paragraphID(3), Text: "[REDACTED]", Role: archive.Mark, Lines: []int{13},
						Redactions: []archive.Redaction{{Start: 0, End: 10, Form: "[REDACTED]"}}},
				},
			},
			{Heading: "Withheld in full", Level: 2, HeadingLines: []int{15}},
		},
		Doubts: []archive.Doubt{{Lines: []int{3, 4}, Says: "The text says 30 July 2019; the page says 1 August 2019."}, {Says: "Its language is not told."}},
	}
	archive.SetAnchors(&d)
	return d
}

// sourceOf describes bytes under a name.
func sourceOf(name, data string) archive.Source {
	return archive.Source{Name: name, SHA256: hash([]byte(data)), MediaType: "text/plain; charset=utf-8", Size: int64(len(data)), Lines: 20}
}

// reread makes the change that turns what s holds of a source into documents,
// with a ledger that tells all of it.
func reread(t tester, s *Store, run int64, name, data string, documents ...archive.Document) archive.SourceChange {
	t.Helper()
	held, err := s.DocumentsOfSource(context.Background(), name)
	must(t, err)
	c := archive.SourceChange{Run: run, Actor: "test", Source: sourceOf(name, data), Bytes: []byte(data)}
	was, is := map[string]string{}, map[string]string{}
	for _, d := range held {
		for _, p := range d.Paragraphs {
			was[p.ID] = p.Text
		}
		if !slices.ContainsFunc(documents, func(o archive.Document) bool { return o.Slug == d.Slug }) {
			c.Removed = append(c.Removed, d.Slug)
		}
	}
	for _, d := range documents {
		for _, p := range d.Paragraphs {
			is[p.ID] = p.Text
		}
		at := slices.IndexFunc(held, func(o archive.Document) bool { return o.Slug == d.Slug })
		switch {
		case at < 0:
			c.Added = append(c.Added, d)
		case reads(held[at]) == reads(d):
			c.Unchanged = append(c.Unchanged, d.Slug)
		default:
			c.Changed = append(c.Changed, d)
		}
	}
	for _, d := range documents {
		for _, doubt := range d.Doubts {
			c.Doubts = append(c.Doubts, archive.SourceDoubt{Slug: d.Slug, Doubt: doubt})
		}
	}
	c.Ledger = tell(t, s, was, is)
	return c
}

// reads is what tells two readings of a document apart.
func reads(d archive.Document) string {
	return fmt.Sprint(d.Title, d.Date, d.Parties, d.Sections)
}

// tell makes the ledger of paragraphs that read was and now read is.
func tell(t tester, s *Store, was, is map[string]string) []archive.LedgerEntry {
	t.Helper()
	var entries []archive.LedgerEntry
	for id, before := range was {
		after, stands := is[id]
		switch {
		case !stands:
			entries = append(entries, archive.LedgerEntry{ParagraphID: id, State: archive.Removed, Was: before})
		case before != after:
			entries = append(entries, archive.LedgerEntry{ParagraphID: id, State: archive.Edited, Was: before, Is: after})
		}
	}
	for id, after := range is {
		if _, stood := was[id]; stood {
			continue
		}
		state := archive.Current
		known, err := s.IDTaken(context.Background(), id)
		must(t, err)
		if known {
			state = archive.Restored
		}
		entries = append(entries, archive.LedgerEntry{ParagraphID: id, State: state, Is: after})
	}
	slices.SortFunc(entries, func(a, b archive.LedgerEntry) int { return strings.Compare(a.ParagraphID, b.ParagraphID) })
	return entries
}

// apply has s hold just documents of a source.
func apply(t tester, s *Store, name, data string, documents ...archive.Document) {
	t.Helper()
	must(t, s.Apply(context.Background(), reread(t, s, beginRun(t, s), name, data, documents...)))
}

// wantSound fails the test where the record contradicts itself.
func wantSound(t tester, s *Store) {
	t.Helper()
	problems, err := s.Check(context.Background())
	must(t, err)
	if len(problems) > 0 {
		t.Fatalf("check: %q", problems)
	}
}

// want compares.
func want[T any](t tester, what string, got, wanted T) {
	t.Helper()
	if !reflect.DeepEqual(got, wanted) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, wanted)
	}
}

// tamper changes the database behind the store's back, past every guard.
func tamper(t tester, s *Store, statements ...string) {
	t.Helper()
	ctx := context.Background()
	conn, err := s.writer.Conn(ctx)
	must(t, err)
	defer conn.Close()
	triggers, err := collect(ctx, conn, scanValue[string], `SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
	must(t, err)
	for _, name := range triggers {
		execute(t, conn, `DROP TRIGGER `+name)
	}
	execute(t, conn, `PRAGMA foreign_keys = off; PRAGMA ignore_check_constraints = on`)
	for _, statement := range statements {
		execute(t, conn, statement)
	}
	execute(t, conn, `PRAGMA ignore_check_constraints = off; PRAGMA foreign_keys = on`)
}

func execute(t tester, conn *sql.Conn, statement string) {
	t.Helper()
	if _, err := conn.ExecContext(context.Background(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}
