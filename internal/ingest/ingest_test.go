package ingest

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"communique/internal/archive"
	"communique/internal/collate"
	"communique/internal/store"
	"communique/internal/thesaurus"
)

const statement = `Joint Statement on Lighthouses

3 May 2021

We, the Ministers of Norway and Iceland, met in Oslo and agreed to keep every lighthouse burning brightly.

We will meet again in Reykjavik next year to see what has become of our lighthouses.
`

func newTestIngester(t *testing.T) (*Ingester, *store.Store) {
	t.Helper()
	dir := t.TempDir()
	records, err := store.Open(t.Context(), dir, store.WithComparer(collate.Comparer{}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := records.Close(); err != nil {
			t.Error(err)
		}
	})
	return &Ingester{
		Store: records, Thesaurus: thesaurus.Bundled(), Log: slog.New(slog.DiscardHandler),
		Lock: func() (func() error, error) { return store.LockIngest(dir) },
	}, records
}

func file(name, text string) File {
	return File{Name: name, Open: func(context.Context) ([]byte, error) { return []byte(text), nil }}
}

func paragraphIDs(t *testing.T, records *store.Store, source string) map[string]string {
	t.Helper()
	documents, err := records.DocumentsOfSource(t.Context(), source)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]string{}
	for i := range documents {
		for _, p := range documents[i].Paragraphs {
			ids[p.Text] = p.ID
		}
	}
	return ids
}

// TestRunKeepsIdsThroughACorrection reads a source, then a corrected capture
// of it: ids stay, the edit and what was removed are in the ledger, and both
// captures are kept.
func TestRunKeepsIdsThroughACorrection(t *testing.T) {
	in, records := newTestIngester(t)
	if _, err := in.Run(t.Context(), "test", []File{file("a.txt", statement)}, archive.ApplyAll, nil); err != nil {
		t.Fatal(err)
	}
	before := paragraphIDs(t, records, "a.txt")
	corrected := strings.Replace(statement, "burning brightly", "burning through the night", 1)
	run, err := in.Run(t.Context(), "test", []File{file("a.txt", corrected)}, archive.ApplyAll, nil)
	if err != nil {
		t.Fatal(err)
	}
	if run.Documents != (archive.Counts{Changed: 1}) {
		t.Errorf("the run did %+v", run.Documents)
	}
	after := paragraphIDs(t, records, "a.txt")
	for text, id := range before {
		edited := strings.Replace(text, "burning brightly", "burning through the night", 1)
		if after[edited] != id {
			t.Errorf("%q had id %s, %q has %s", text, id, edited, after[edited])
		}
		record, err := records.Paragraph(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if want := map[bool]archive.State{true: archive.Current, false: archive.Edited}[edited == text]; record.State != want {
			t.Errorf("%q is %s, want %s", text, record.State, want)
		}
	}
	sources, err := records.SourceRecords(t.Context())
	if err != nil || len(sources) != 1 || sources[0].Captures != 2 {
		t.Errorf("sources %+v, %v", sources, err)
	}
	if faults, err := records.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

// TestRunGoesOnBehindAFailure: a file that cannot be opened, one that cannot
// be read and one that is well, in one run.
func TestRunGoesOnBehindAFailure(t *testing.T) {
	in, records := newTestIngester(t)
	shut := File{Name: "shut.txt", Open: func(context.Context) ([]byte, error) {
		return nil, errors.Join(archive.ErrUnreadable, errors.New("permission denied"))
	}}
	var told []archive.Progress
	run, err := in.Run(t.Context(), "test", []File{shut, file("bad.txt", "a\x00b"), file("good.txt", statement)}, archive.ApplyAll,
		func(p archive.Progress) { told = append(told, p) })
	if err != nil {
		t.Fatal(err)
	}
	if run.Documents != (archive.Counts{Added: 1, Failed: 2}) || len(run.Outcomes) != 3 {
		t.Errorf("the run: %+v", run)
	}
	if last := told[len(told)-1]; last.Done != 3 || last.Total != 3 || last.Counts != run.Documents {
		t.Errorf("the last step told: %+v", last)
	}
	kept, err := records.SourceRecords(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var states []string
	for _, s := range kept {
		states = append(states, s.Name+" "+string(s.State))
	}
	if want := []string{"bad.txt failed", "good.txt read", "shut.txt failed"}; !slices.Equal(states, want) {
		t.Errorf("sources %q, want %q", states, want)
	}
}

// TestFailedReadingKeepsWhatStands: a later capture that cannot be read takes
// nothing away.
func TestFailedReadingKeepsWhatStands(t *testing.T) {
	in, records := newTestIngester(t)
	for _, text := range []string{statement, "a\x00b"} {
		if _, err := in.Run(t.Context(), "test", []File{file("a.txt", text)}, archive.ApplyAll, nil); err != nil {
			t.Fatal(err)
		}
	}
	if ids := paragraphIDs(t, records, "a.txt"); len(ids) == 0 {
		t.Error("the documents are gone")
	}
	if faults, err := records.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

func TestOneRunAtATime(t *testing.T) {
	in, _ := newTestIngester(t)
	release, err := in.Lock()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := in.Run(t.Context(), "test", []File{file("a.txt", statement)}, archive.ApplyAll, nil); !errors.Is(err, archive.ErrBusy) {
		t.Errorf("a second run: %v", err)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if _, err := in.Run(t.Context(), "test", []File{file("a.txt", statement)}, archive.ApplyAll, nil); err != nil {
		t.Errorf("after the first: %v", err)
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	in, records := newTestIngester(t)
	ctx, cancel := context.WithCancel(t.Context())
	stop := File{Name: "b.txt", Open: func(context.Context) ([]byte, error) { cancel(); return []byte(statement), nil }}
	_, err := in.Run(ctx, "test", []File{file("a.txt", statement), stop, file("c.txt", statement)}, archive.ApplyAll, nil)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	runs, err := records.Runs(t.Context(), 1)
	if err != nil || len(runs) != 1 || runs[0].Ended.IsZero() {
		t.Errorf("the run was not ended: %+v, %v", runs, err)
	}
	if ids := paragraphIDs(t, records, "a.txt"); len(ids) != 0 {
		t.Error("half of the run was applied")
	}
	if sets, err := records.ChangeSets(t.Context(), 9); err != nil || len(sets) != 0 {
		t.Errorf("half of a proposal waits: %+v, %v", sets, err)
	}
}

func TestDryRunStoresNothing(t *testing.T) {
	in, records := newTestIngester(t)
	run, err := in.DryRun(t.Context(), []File{file("a.txt", statement), file("bad.txt", "")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if run.Documents != (archive.Counts{Added: 1, Failed: 1}) {
		t.Errorf("the dry run says %+v", run.Documents)
	}
	if sources, err := records.SourceRecords(t.Context()); err != nil || len(sources) != 0 {
		t.Errorf("sources %v, %v", sources, err)
	}
}

func TestRunner(t *testing.T) {
	in, records := newTestIngester(t)
	runner := NewRunner(t.Context(), in, records)
	id, err := runner.Start(t.Context(), "admin", []archive.Upload{{Name: "a.txt", Data: []byte(statement)}}, nil, false, archive.ApplyAll)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var last archive.Progress
	err = runner.Progress(t.Context(), id, func(p archive.Progress) error {
		mu.Lock()
		defer mu.Unlock()
		last = p
		return nil
	})
	if err != nil || !last.Ended || last.Counts != (archive.Counts{Added: 1}) {
		t.Errorf("the last step: %+v, %v", last, err)
	}
	runner.Wait()

	if _, err := runner.Start(t.Context(), "admin", nil, []string{"nothing.txt"}, false, archive.ApplyAll); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("reading an unknown source again: %v", err)
	}
	id, err = runner.Start(t.Context(), "admin", nil, nil, true, archive.ApplyAll)
	if err != nil {
		t.Fatal(err)
	}
	runner.Wait()
	run, err := records.Run(t.Context(), id)
	if err != nil || run.Documents != (archive.Counts{Unchanged: 1}) {
		t.Errorf("reading all again: %+v, %v", run, err)
	}
}

func TestRunnerStops(t *testing.T) {
	in, records := newTestIngester(t)
	runner := NewRunner(t.Context(), in, records)
	runner.Stop()
	if _, err := runner.Start(t.Context(), "admin", []archive.Upload{{Name: "a.txt", Data: []byte(statement)}}, nil, false, archive.ApplyAll); !errors.Is(err, archive.ErrBusy) {
		t.Errorf("a run of a stopped runner: %v", err)
	}
	if _, err := in.Run(t.Context(), "test", []File{file("a.txt", statement)}, archive.ApplyAll, nil); err != nil {
		t.Errorf("the archive is still taken: %v", err)
	}
}

// TestReadingAgainAfterAFailedCapture: where the newest capture cannot be read,
// the one before it is read again all the same, and both are reported.
func TestReadingAgainAfterAFailedCapture(t *testing.T) {
	in, records := newTestIngester(t)
	runner := NewRunner(t.Context(), in, records)
	never := archive.Upload{Name: "never.txt", Problem: "is larger than 64 MB"}
	for _, uploads := range [][]archive.Upload{{{Name: "a.txt", Data: []byte(statement)}, never}, {{Name: "a.txt", Data: []byte("a\x00b")}}} {
		if _, err := runner.Start(t.Context(), "admin", uploads, nil, false, archive.ApplyAll); err != nil {
			t.Fatal(err)
		}
		runner.Wait()
	}
	id, err := runner.Start(t.Context(), "admin", nil, nil, true, archive.ApplyAll)
	if err != nil {
		t.Fatal(err)
	}
	runner.Wait()
	run, err := records.Run(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if run.Documents != (archive.Counts{Unchanged: 1, Failed: 2}) {
		t.Errorf("reading all again did %+v", run.Documents)
	}
	for _, o := range run.Outcomes {
		if o.Problem != "" && !strings.HasPrefix(o.Problem, o.Source+" ") || strings.Contains(o.Problem, "could not be stored") {
			t.Errorf("outcome %+v", o)
		}
	}
	if faults, err := records.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

func TestRunnerIsBusy(t *testing.T) {
	in, records := newTestIngester(t)
	release, err := in.Lock()
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	runner := NewRunner(t.Context(), in, records)
	if _, err := runner.Start(t.Context(), "admin", nil, nil, true, archive.ApplyAll); !errors.Is(err, archive.ErrBusy) {
		t.Errorf("a run while another goes on: %v", err)
	}
}

// TestReaderFault: a fault of a reader becomes an error of its file.
func TestReaderFault(t *testing.T) {
	fault := &readerFault{fault: "index out of range"}
	if !errors.Is(fault, archive.ErrUnreadable) || !strings.Contains(Problem("a.txt", fault), "a.txt") {
		t.Errorf("%v, %s", fault, Problem("a.txt", fault))
	}
}
