package search

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// TestMain proves that no test leaves a goroutine behind. bleve's own, of its
// shared analysis queue, run from the start.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent())
}

func corpus() *fakeRecords {
	return newRecords(
		document("a", "First", section("One", "alpha beta"), section("Two", "gamma")),
		document("b", "Second", section("One", "alpha")),
		plainDoc("c", "delta"),
	)
}

func assertFound(t *testing.T, x *Index, query string, want ...string) {
	t.Helper()
	if got := found(t, x, query); !slices.Equal(got, append([]string{}, want...)) {
		t.Errorf("%s: found %q, want %q", query, got, want)
	}
}

// assertSound checks the index and that one generation lies on the disk.
func assertSound(t *testing.T, x *Index) {
	t.Helper()
	problems, err := x.Check(t.Context())
	if err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
	if g := generations(t, x); len(g) != 1 {
		t.Errorf("generations on disk: %q", g)
	}
}

func generations(t *testing.T, x *Index) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(x.dir, generationPrefix+"*"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestFollowsTheChangeLog(t *testing.T) {
	records := corpus()
	x := caughtUp(t, records)
	first := generations(t, x)
	assertFound(t, x, "alpha", "b#s-one", "a#s-one")

	records.put(document("a", "First", section("Three", "alpha epsilon")))
	records.remove("b")
	records.put(plainDoc("d", "zeta"))
	records.remove("d")
	for i := range 2*batchChanges + 3 {
		records.put(plainDoc("many", strings.Repeat("eta ", i+1)))
	}
	catchUp(t, x)
	assertFound(t, x, "alpha", "a#s-three")
	assertFound(t, x, "gamma")
	assertFound(t, x, "zeta")
	assertFound(t, x, "eta", "many#s-opening")
	if got, want := x.Sequence(), int64(len(records.log)); got != want {
		t.Errorf("sequence %d, want %d", got, want)
	}
	if r := ask(t, x, Request{}); r.Sequence != x.Sequence() || r.Total != 3 {
		t.Errorf("results at %d with %d sections", r.Sequence, r.Total)
	}
	assertSound(t, x)
	if now := generations(t, x); !slices.Equal(now, first) {
		t.Errorf("it was built again: %q, was %q", now, first)
	}
}

func TestEmptyArchive(t *testing.T) {
	records := newRecords()
	x := open(t, t.TempDir(), records)
	if _, err := x.Search(t.Context(), Request{}); !errors.Is(err, archive.ErrNotReady) || x.Ready() || x.Sequence() != 0 {
		t.Errorf("before it is built: %v, ready %v", err, x.Ready())
	}
	catchUp(t, x)
	if r := ask(t, x, Request{Query: "alpha"}); r.Total != 0 || len(r.Facets) != int(groups) || !x.Ready() {
		t.Errorf("%+v", r)
	}
	records.put(document("empty", "No sections"))
	records.put(plainDoc("a", "alpha"))
	catchUp(t, x)
	assertFound(t, x, "alpha", "a#s-opening")
	assertSound(t, x)
}

// reopened closes an index, does something to its directory, and opens it.
func reopened(t *testing.T, records Records, harm func(dir string)) *Index {
	t.Helper()
	dir := t.TempDir()
	x, err := Open(t.Context(), dir, records, thesaurus.Bundled(), quiet())
	if err != nil {
		t.Fatal(err)
	}
	catchUp(t, x)
	current := generations(t, x)[0]
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	harm(current)
	return open(t, dir, records)
}

func TestReopens(t *testing.T) {
	records := corpus()
	var was string
	x := reopened(t, records, func(dir string) { was = dir })
	assertFound(t, x, "alpha", "b#s-one", "a#s-one")
	records.remove("b")
	catchUp(t, x)
	assertFound(t, x, "alpha", "a#s-one")
	assertSound(t, x)
	if g := generations(t, x); g[0] != was {
		t.Errorf("a sound index was built again")
	}
}

// TestCrashLeftovers: what a crash leaves beside an index is no damage to it.
func TestCrashLeftovers(t *testing.T) {
	var was string
	x := reopened(t, corpus(), func(dir string) {
		was = dir
		must(t, os.WriteFile(filepath.Join(dir, "store", "00000000ffff.zap"), []byte("half a segment"), 0o600))
		must(t, os.WriteFile(filepath.Join(filepath.Dir(dir), currentFile+temporary), []byte("grown-"), 0o600))
		must(t, os.MkdirAll(filepath.Join(filepath.Dir(dir), newGenerationName(), "parts"), 0o700))
	})
	assertFound(t, x, "alpha", "b#s-one", "a#s-one")
	if g := generations(t, x); len(g) != 1 || g[0] != was {
		t.Errorf("generations %q", g)
	}
	if _, err := os.Stat(filepath.Join(x.dir, currentFile+temporary)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s stays: %v", currentFile+temporary, err)
	}
}

func TestBuildsAgainWhereItDoesNotFit(t *testing.T) {
	other := newRecords(plainDoc("x", "alpha"), plainDoc("y", "alpha"), plainDoc("z", "alpha"))
	shorter := newRecords(plainDoc("a", "alpha"))
	for name, c := range map[string]struct {
		harm    func(dir string)
		records *fakeRecords
		ready   bool
	}{
		"another mapping": {func(dir string) {
			must(t, writeStamp(dir, stamp{Mapping: mappingVersion - 1, Sections: 4, Change: archive.Change{Sequence: 3, Slug: "c"}}))
		}, corpus(), true},
		"ahead of the log": {func(string) {}, shorter, true},
		"another log":      {func(string) {}, other, true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			old, err := Open(t.Context(), dir, corpus(), thesaurus.Bundled(), quiet())
			must(t, err)
			catchUp(t, old)
			was := generations(t, old)[0]
			must(t, old.Close())
			c.harm(was)
			x := open(t, dir, c.records)
			if x.Ready() != c.ready {
				t.Errorf("ready %v", x.Ready())
			}
			catchUp(t, x)
			assertSound(t, x)
			if generations(t, x)[0] == was {
				t.Error("it was not built again")
			}
			if r := ask(t, x, Request{}); r.Total == 0 || r.Sequence != int64(len(c.records.log)) {
				t.Errorf("%d sections at %d", r.Total, r.Sequence)
			}
		})
	}
}

func TestOldIndexAnswersWhileTheNewOneGrows(t *testing.T) {
	records := corpus()
	x := caughtUp(t, records)
	held := x.view() // as a long search would
	old := held.generation
	asked := false
	records.onSnapshot = func() {
		asked = true
		assertFound(t, x, "delta", "c#s-opening")
	}
	must(t, x.Rebuild(t.Context()))
	if !asked || x.current.generation == old {
		t.Fatal("it was not built again")
	}
	if len(generations(t, x)) != 2 {
		t.Error("the old index went while a search held it")
	}
	if ids, err := held.sectionsOf("a"); err != nil || len(ids) != 2 {
		t.Errorf("the old index answers %q, %v", ids, err)
	}
	held.release()
	<-old.closed
	records.onSnapshot = nil
	assertSound(t, x)
}

func TestFailedBuildLeavesTheOldIndex(t *testing.T) {
	records := corpus()
	x := caughtUp(t, records)
	ctx, cancel := context.WithCancel(t.Context())
	records.onSnapshot = cancel
	if err := x.Rebuild(ctx); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	records.onSnapshot = nil
	assertFound(t, x, "delta", "c#s-opening")
	assertSound(t, x)
}

func TestOneProcessHoldsTheIndex(t *testing.T) {
	dir := t.TempDir()
	open(t, dir, corpus())
	if _, err := Open(t.Context(), dir, corpus(), thesaurus.Bundled(), quiet()); !errors.Is(err, archive.ErrBusy) {
		t.Errorf("error %v", err)
	}
}

func TestClosed(t *testing.T) {
	x := caughtUp(t, corpus())
	must(t, x.Close())
	must(t, x.Close())
	if _, err := x.Search(t.Context(), Request{}); !errors.Is(err, archive.ErrNotReady) || x.Ready() {
		t.Errorf("search: %v", err)
	}
	if err := x.CatchUp(t.Context()); !errors.Is(err, archive.ErrBusy) {
		t.Errorf("catch up: %v", err)
	}
}

// TestTogether searches, writes, rebuilds and follows at once.
func TestTogether(t *testing.T) {
	records := corpus()
	x := caughtUp(t, records)
	ctx, stop := context.WithCancel(t.Context())
	var tasks sync.WaitGroup
	tasks.Go(func() {
		if err := x.Follow(ctx, time.Millisecond); err != nil {
			t.Error(err)
		}
	})
	var searches sync.WaitGroup
	for range 4 {
		searches.Go(func() {
			for range 60 {
				r, err := x.Search(t.Context(), Request{Query: "alpha beta OR delta"})
				if err != nil || r.Total < 2 {
					t.Errorf("%d sections, %v", r.Total, err)
					return
				}
			}
		})
	}
	for range 3 {
		for range 10 {
			records.put(plainDoc("d", "epsilon"))
			x.Wake()
		}
		records.remove("d")
		must(t, x.Rebuild(t.Context()))
	}
	searches.Wait()
	stop()
	tasks.Wait()
	assertSound(t, x)
}

func TestFollowWakes(t *testing.T) {
	records := corpus()
	x := open(t, t.TempDir(), records)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- x.Follow(ctx, time.Hour) }()
	for range 3 {
		records.put(plainDoc("new", "epsilon"))
		x.Wake()
		for head, _ := records.Sequence(ctx); x.Sequence() != head; {
			time.Sleep(time.Millisecond)
		}
	}
	stop()
	must(t, <-ended)
	assertFound(t, x, "epsilon", "new#s-opening")
}

func TestSearchEndsWithItsContext(t *testing.T) {
	x := caughtUp(t, corpus())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := x.Search(ctx, Request{Query: "alpha beta"}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
