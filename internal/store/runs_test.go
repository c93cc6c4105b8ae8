package store

import (
	"errors"
	"testing"

	"communique/internal/archive"
)

func TestRunsNewestFirst(t *testing.T) {
	s := openStore(t)
	first := beginRun(t, s)
	c := reread(t, s, first, "a.txt", "v1", document("a", 1))
	must(t, s.Apply(t.Context(), c))
	must(t, s.EndRun(t.Context(), first, archive.Counts{Added: 1}))
	second := beginRun(t, s)

	runs, err := s.Runs(t.Context(), 10)
	must(t, err)
	want(t, "order", []int64{runs[0].ID, runs[1].ID}, []int64{second, first})
	if !runs[0].Ended.IsZero() || runs[1].Ended.IsZero() || !runs[1].Ended.After(runs[1].Started) {
		t.Errorf("ended: %v, %v", runs[0].Ended, runs[1].Ended)
	}
	want(t, "documents", runs[1].Documents, archive.Counts{Added: 1})
	want(t, "outcomes that failed", len(runs[1].Outcomes), 0)
	run, err := s.Run(t.Context(), first)
	must(t, err)
	want(t, "outcomes", run.Outcomes, []archive.Outcome{{Source: "a.txt", Counts: archive.Counts{Added: 1}}})
	runs, err = s.Runs(t.Context(), 1)
	must(t, err)
	want(t, "limited", len(runs), 1)
}

func TestRunNotFound(t *testing.T) {
	s := openStore(t)
	if _, err := s.Run(t.Context(), 7); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("read: %v", err)
	}
	if err := s.EndRun(t.Context(), 7, archive.Counts{}); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("end: %v", err)
	}
}

func TestCutOffRuns(t *testing.T) {
	s := openStore(t)
	ended, open := beginRun(t, s), beginRun(t, s)
	must(t, s.EndRun(t.Context(), ended, archive.Counts{}))
	must(t, s.Apply(t.Context(), reread(t, s, open, "a.txt", "v1", document("a", 1))))
	for range 2 { // the second time there is nothing to do
		must(t, s.CutOffRuns(t.Context()))
	}
	r, err := s.Run(t.Context(), open)
	must(t, err)
	if !r.Ended.IsZero() {
		t.Errorf("a run that was cut off ended at %v", r.Ended)
	}
	want(t, "what it did by then", r.Documents, archive.Counts{Added: 1})
	if err := s.EndRun(t.Context(), open, archive.Counts{}); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a run that was cut off could end: %v", err)
	}
	entries, err := s.AuditEntries(t.Context(), 10)
	must(t, err)
	want(t, "audit", []string{entries[0].Action, entries[0].Object, entries[1].Action}, []string{"cut off", "run 2", "applied"})
}

func TestAudit(t *testing.T) {
	s := openStore(t)
	must(t, s.Audit(t.Context(), "admin", "sign-in", "", "from 127.0.0.1"))
	must(t, s.Audit(t.Context(), "admin", "reindex", "index", ""))
	entries, err := s.AuditEntries(t.Context(), 1)
	must(t, err)
	if len(entries) != 1 || entries[0].At.IsZero() {
		t.Fatalf("got %+v", entries)
	}
	entries[0].At, entries[0].ID = epoch, 0
	want(t, "newest", entries[0], archive.AuditEntry{At: epoch, Actor: "admin", Action: "reindex", Object: "index"})
}
