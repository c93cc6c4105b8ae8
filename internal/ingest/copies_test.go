package ingest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"communique/internal/archive"
	"communique/internal/collate"
	"communique/internal/ledger"
	"communique/internal/store"
)

// harbours is an invented statement of some 90 words.
const harbours = `Ministers of the northern harbours met in Bergen to settle how pilots are to be trained.
They agreed that every pilot will spend forty nights at sea before the first winter, and that the twelve oldest boats will be
replaced. They noted that fog cost the fishing fleets a tenth of their days, and asked the masters of each harbour to ring the
bells by one signal. They welcomed the new charts, thanked the keepers of the eastern lights, and will come together again when
the ice has gone.`

// paper is a document of one section.
func paper(position int, text string, changes ...func(*archive.Document)) archive.Document {
	d := archive.Document{
		Position: position, Title: "Statement on Harbours", Kind: archive.Statement, Language: "en", Date: "2020-02-03",
		Sections: []archive.Section{{Level: 1, Paragraphs: []archive.Paragraph{{Text: text, Role: archive.Prose, Lines: []int{position}}}}},
	}
	for _, c := range changes {
		c(&d)
	}
	archive.SetAnchors(&d)
	return d
}

func final(d *archive.Document) { d.Status = archive.Final }

func dated(date archive.Date) func(*archive.Document) {
	return func(d *archive.Document) { d.Date = date }
}

// misprinted has faults of a scanner in some of the words.
func misprinted(words ...string) string {
	text := harbours
	for _, w := range words {
		text = strings.Replace(text, w, strings.NewReplacer("e", "c", "i", "l").Replace(w), 1)
	}
	return text
}

// shelf is sources, each with its documents.
type shelf map[string][]archive.Document

// copiesShelf holds copies and what only looks like them. The two scans are
// copies of the published text and, with twice the faults between them, not of
// each other. What says no date may be of either year, and is a copy of neither.
func copiesShelf() shelf {
	other := paper(1, "An agenda: harbours, boats, bells, charts, and whatever else the chair may wish to bring before the meeting.")
	return shelf{
		"published.txt": {paper(1, harbours)},
		"mirror.txt":    {paper(1, harbours, func(d *archive.Document) { d.Title = "The Bergen Statement" })},
		"release.txt":   {other, paper(2, harbours, final), paper(3, harbours, dated("2020-02"))},
		"scan-a.txt":    {paper(1, misprinted("pilots", "winter", "oldest"))},
		"scan-b.txt":    {paper(1, misprinted("fishing", "masters", "welcomed"))},
		"next-year.txt": {paper(1, harbours, dated("2021-02-03"))},
		"undated.txt":   {paper(1, harbours, dated(""))},
		"fewer.txt":     {paper(1, strings.ReplaceAll(harbours, "twelve", "eleven"))},
		"redacted.txt": {paper(1, strings.ReplaceAll(harbours, "Bergen", "[X]"), func(d *archive.Document) {
			p := &d.Sections[0].Paragraphs[0]
			at := strings.Index(p.Text, "[X]")
			p.Redactions = []archive.Redaction{{Start: at, End: at + 3, Form: "[X]"}}
		})},
		"empty.txt": {paper(1, "…"), paper(2, "…")},
	}
}

// hold makes the archive hold just these documents of a source.
func hold(t *testing.T, in *Ingester, name string, documents []archive.Document) {
	t.Helper()
	records := in.Store.(*store.Store)
	data := fmt.Appendf(nil, "%s %v", name, documents)
	held, err := in.held(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	change, err := ledger.Plan(held, archive.Reading{
		Source:    archive.Source{Name: name, SHA256: digest(data), MediaType: "text/plain", Size: int64(len(data)), Lines: 9},
		Documents: documents,
	}, ledger.Taken{
		Slug: func(slug string) (bool, error) { return in.Store.SlugTaken(t.Context(), slug) },
		ID:   func(id string) (bool, error) { return in.Store.IDTaken(t.Context(), id) },
	})
	if err != nil {
		t.Fatal(err)
	}
	run, err := records.BeginRun(t.Context(), "test", 1)
	if err != nil {
		t.Fatal(err)
	}
	change.Run, change.Actor, change.Bytes = run, "test", data
	if err := records.Apply(t.Context(), change); err != nil {
		t.Fatal(err)
	}
}

// groups are the documents that have copies, by source and position, each group
// sorted behind its principal.
func groups(t *testing.T, records *store.Store) []string {
	t.Helper()
	if faults, err := records.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Fatalf("check: %v, %v", faults, err)
	}
	summaries, _, err := records.Summaries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	names, all := map[string]string{}, map[string]archive.Copies{}
	for _, s := range summaries {
		d, err := records.Document(t.Context(), s.Slug)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(d.Copies, s.Copies) {
			t.Errorf("%s has the copies %v, its summary %v", s.Slug, d.Copies, s.Copies)
		}
		names[s.Slug] = fmt.Sprintf("%s#%d", strings.TrimSuffix(d.Source, ".txt"), d.Position)
		if p := s.Copies.Principal(); p != "" {
			all[p] = s.Copies
		}
	}
	var out []string
	for principal, copies := range all {
		var others []string
		for _, c := range copies.Besides(principal) {
			others = append(others, names[c.Slug])
		}
		slices.Sort(others)
		out = append(out, names[principal]+": "+strings.Join(others, " "))
	}
	slices.Sort(out)
	return out
}

func wantGroups(t *testing.T, records *store.Store, want ...string) {
	t.Helper()
	if got := groups(t, records); !slices.Equal(got, want) {
		t.Errorf("groups\n %s\nwant\n %s", strings.Join(got, "\n "), strings.Join(want, "\n "))
	}
}

// TestCopies: what is found does not depend on the order in which sources come,
// and what is settled anew when one goes is what an archive would hold that
// never had it.
func TestCopies(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			in, records := newTestIngester(t)
			all := copiesShelf()
			names := []string{"empty.txt", "fewer.txt", "mirror.txt", "next-year.txt", "published.txt", "redacted.txt", "release.txt", "scan-a.txt", "scan-b.txt", "undated.txt"}
			rand.New(rand.NewPCG(seed, 1)).Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
			for _, name := range names {
				hold(t, in, name, all[name])
			}
			wantGroups(t, records, "mirror#1: published#1 release#2 release#3 scan-a#1 scan-b#1")

			hold(t, in, "mirror.txt", nil)
			wantGroups(t, records, "published#1: release#2 release#3 scan-a#1 scan-b#1")
			hold(t, in, "published.txt", []archive.Document{paper(1, "Ministers never met in Bergen.")})
			wantGroups(t, records, "scan-a#1: release#2 release#3 scan-b#1")
			hold(t, in, "release.txt", all["release.txt"][:1])
			wantGroups(t, records) // the scans are too unlike each other, though not to what says no date
			hold(t, in, "release.txt", all["release.txt"])
			hold(t, in, "published.txt", all["published.txt"])
			wantGroups(t, records, "published#1: release#2 release#3 scan-a#1 scan-b#1")
			hold(t, in, "next-year.txt", nil)
			wantGroups(t, records, "published#1: release#2 release#3 scan-a#1 scan-b#1 undated#1")
		})
	}
}

// TestRunsFindCopies: sources of one run are compared with each other, and what
// a version of the program stored that did not look for copies is compared at
// the start of the next run.
func TestRunsFindCopies(t *testing.T) {
	in, records := newTestIngester(t)
	again := strings.ReplaceAll(statement, "\n\n", "\n\n\n")
	if _, err := in.Run(t.Context(), "test", []File{file("a.txt", statement), file("b.txt", again)}, archive.ApplyAll, nil); err != nil {
		t.Fatal(err)
	}
	wantGroups(t, records, "a#1: b#1")

	dir := t.TempDir()
	older, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	blind := &Ingester{Store: older}
	for name, documents := range copiesShelf() {
		hold(t, blind, name, documents)
	}
	wantGroups(t, older)
	if err := older.Close(); err != nil {
		t.Fatal(err)
	}
	newer, err := store.Open(t.Context(), dir, store.WithComparer(collate.Comparer{}))
	if err != nil {
		t.Fatal(err)
	}
	defer newer.Close()
	in.Store = newer
	if _, err := in.Run(t.Context(), "test", nil, archive.ApplyAll, nil); err != nil {
		t.Fatal(err)
	}
	wantGroups(t, newer, "mirror#1: published#1 release#2 release#3 scan-a#1 scan-b#1")
}

// BenchmarkOneMore compares and stores one more document where the archive
// holds so many, a tenth of them forms that differ in their figures.
func BenchmarkOneMore(b *testing.B) {
	for _, held := range []int{1000, 10000} {
		b.Run(fmt.Sprint(held), func(b *testing.B) {
			records, err := store.Open(b.Context(), b.TempDir(), store.WithComparer(collate.Comparer{}))
			if err != nil {
				b.Fatal(err)
			}
			defer records.Close()
			run, err := records.BeginRun(b.Context(), "test", held)
			if err != nil {
				b.Fatal(err)
			}
			n := 0
			for range held / 50 {
				batch := make([]archive.Document, 50)
				for i := range batch {
					batch[i] = manyPaper(i+1, n+i)
				}
				storeNew(b, records, run, n, batch)
				n += len(batch)
			}
			for b.Loop() {
				storeNew(b, records, run, n, []archive.Document{manyPaper(1, n)})
				n++
			}
		})
	}
}

// manyPaper is the n-th of many documents, ten a day; one of them is a form.
func manyPaper(position, n int) archive.Document {
	text := strings.ReplaceAll(harbours, "twelve", fmt.Sprint(n))
	if n%10 != 0 {
		r := rand.New(rand.NewPCG(uint64(n), 2))
		words := strings.Fields(harbours)
		for i := range words {
			words[i] += fmt.Sprint(r.IntN(50))
		}
		text = strings.Join(words, " ")
	}
	d := paper(position, text, dated(archive.Date(time.Date(1990, 1, n/10, 0, 0, 0, 0, time.UTC).Format("2006-01-02"))))
	d.Slug = fmt.Sprintf("paper-%06d", n)
	d.Sections[0].Paragraphs[0].ID = archive.ParagraphID(d.Slug, text, 1, 0)
	return d
}

// storeNew compares and stores documents as a new source.
func storeNew(b *testing.B, records *store.Store, run int64, n int, documents []archive.Document) {
	b.Helper()
	data := fmt.Appendf(nil, "source %d", n)
	change := archive.SourceChange{
		Run: run, Actor: "test", Bytes: data, Added: documents,
		Source: archive.Source{Name: fmt.Sprintf("%06d.txt", n), SHA256: digest(data), Size: int64(len(data)), Lines: 99},
	}
	for _, d := range documents {
		p := d.Sections[0].Paragraphs[0]
		change.Ledger = append(change.Ledger, archive.LedgerEntry{ParagraphID: p.ID, State: archive.Current, Is: p.Text})
	}
	if err := records.Apply(b.Context(), change); err != nil {
		b.Fatal(err)
	}
}
