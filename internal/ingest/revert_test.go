package ingest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"communique/internal/archive"
	"communique/internal/ledger"
	"communique/internal/store"
)

// TestRevertBringsBackEveryPage edits a holding at random, applies what that
// comes to, and takes it back: all that pages are made of is as it was, byte
// for byte.
func TestRevertBringsBackEveryPage(t *testing.T) {
	series := 12
	if os.Getenv("COMMUNIQUE_SOAK") != "" {
		series = 200
	}
	const name = "000_b28b09c6a733235a.txt"
	data, err := os.ReadFile("../../testdata/holdings/" + name)
	if err != nil {
		t.Fatal(err)
	}
	reading, err := Read(name, data, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, records := newTestIngester(t)
	m := newModel(rand.New(rand.NewPCG(7, 7)), reading)
	applyModel(t, records, m, 0)
	for n := 1; n <= series; n++ {
		before := everyPage(t, records)
		for range 10 {
			m.edit()
		}
		set := applyModel(t, records, m, n)
		after := everyPage(t, records)
		revert, err := records.RevertSet(t.Context(), set, "test", "")
		if err != nil {
			t.Fatalf("series %d: %v", n, err)
		}
		if got := everyPage(t, records); got != before {
			t.Fatalf("series %d: the pages after the revert are others", n)
		}
		if _, err := records.RevertSet(t.Context(), revert, "test", ""); err != nil {
			t.Fatalf("series %d: %v", n, err)
		}
		if got := everyPage(t, records); got != after {
			t.Fatalf("series %d: the pages after the second revert are others", n)
		}
	}
	if faults, err := records.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

// applyModel applies what the model reads as, as the n-th capture.
func applyModel(t *testing.T, records *store.Store, m *model, n int) int64 {
	t.Helper()
	ctx := t.Context()
	r := m.reading()
	bytes := fmt.Appendf(nil, "capture %d", n)
	r.Source.SHA256 = digest(bytes)
	in := &Ingester{Store: records}
	held, err := in.held(ctx, r.Source.Name)
	if err != nil {
		t.Fatal(err)
	}
	change, err := ledger.Plan(held, r, newNames(records).taken(ctx, r.Source.Name))
	if err != nil {
		t.Fatal(err)
	}
	run, err := records.BeginRun(ctx, "test", 1)
	if err != nil {
		t.Fatal(err)
	}
	change.Run, change.Actor, change.Bytes = run, "test", bytes
	if err := records.Apply(ctx, change); err != nil {
		t.Fatal(err)
	}
	if err := records.EndRun(ctx, run, archive.Counts{}); err != nil {
		t.Fatal(err)
	}
	return run
}

// everyPage is all that the pages of documents and paragraphs are made of.
func everyPage(t *testing.T, records *store.Store) string {
	t.Helper()
	ctx := t.Context()
	summaries, _, err := records.Summaries(ctx)
	if err != nil {
		t.Fatal(err)
	}
	all := []any{summaries}
	for _, s := range summaries {
		d, err := records.Document(ctx, s.Slug)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
		for _, p := range d.Paragraphs {
			record, err := records.Paragraph(ctx, p.ID)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, record)
		}
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
