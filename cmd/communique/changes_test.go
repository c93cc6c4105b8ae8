package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"communique/internal/store"
)

// TestChangesFromTheCommandLine: a risky set waits with exit code 3, is listed,
// applied and taken back.
func TestChangesFromTheCommandLine(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	first := writeFiles(t, map[string][]byte{"a.txt": []byte(goodText)})
	second := writeFiles(t, map[string][]byte{"a.txt": []byte(strings.ReplaceAll(goodText, "brightly", "through the night"))})
	for _, step := range []struct {
		args []string
		code error
		says string
	}{
		{[]string{"ingest", "--data", dir, first}, nil, "1 document added"},
		{[]string{"ingest", "--data", dir, second}, exitWaits, "change set 2 waits"},
		{[]string{"ingest", "--data", dir, "--dry-run", second}, nil, "are edited or vanish"},
		{[]string{"ingest", "--data", dir, "--dry-run", second}, nil, "changed: Joint Statement on Lighthouses (paragraphs: 0 same, 0 new, 1 edited"},
		{[]string{"ingest", "--data", filepath.Join(dir, "..", "none"), "--dry-run", first}, nil, "country NO +1"},
		{[]string{"changes", "--data", dir}, nil, "proposed"},
		{[]string{"changes", "apply", "--data", dir, "2", "--reason", "looked at"}, nil, "is applied"},
		{[]string{"changes", "revert", "--data", dir, "2"}, nil, "taken back by change set 3"},
		{[]string{"changes", "list", "--data", dir}, nil, "reverted by 3"},
		{[]string{"ingest", "--data", dir, second}, exitWaits, "change set 4 waits"},
		{[]string{"changes", "discard", "--data", dir, "4"}, nil, "is discarded"},
		{[]string{"check", "--data", dir}, nil, ""},
	} {
		out, err := command(t, step.args...)
		if !errors.Is(err, step.code) || !strings.Contains(out, step.says) {
			t.Errorf("communique %v: %v\n%s", step.args, err, out)
		}
	}
	for _, args := range [][]string{{"apply", "4"}, {"apply", "99"}, {"revert", "2"}, {"discard", "1"}} {
		if out, err := command(t, "changes", args[0], "--data", dir, args[1]); err == nil {
			t.Errorf("changes %v was done:\n%s", args, out)
		}
	}
}

// TestKillDuringApplyAndRevert kills at random points the program that applies
// a large change set, or takes it back. The archive is then what it was before
// or what it is after, and check passes.
func TestKillDuringApplyAndRevert(t *testing.T) {
	kills := 8
	if soak() {
		kills = 200
	}
	dir, folder := filepath.Join(t.TempDir(), "archive"), filepath.Join("..", "..", "testdata", "holdings")
	if out, err := program(t, "ingest", "--data", dir, folder).CombinedOutput(); err != nil {
		t.Fatalf("ingest: %v\n%s", err, out)
	}
	if out, err := program(t, "ingest", "--data", dir, editedHoldings(t, folder)).CombinedOutput(); err == nil {
		t.Fatalf("the second ingest did not wait:\n%s", out)
	}
	states := map[string]int{contents(t, dir): 0} // the archive before, and after, with how often it was found
	before := contents(t, dir)
	random := rand.New(rand.NewPCG(3, 4))
	set, took, cut := int64(2), time.Duration(0), 0
	for i := 0; i < kills; i++ {
		args := []string{"changes", "apply", "--data", dir, fmt.Sprint(set)}
		if applied(t, dir, set) {
			args[1] = "revert"
		}
		if took == 0 { // the first two are left alone, to know how long they take and what they come to
			start := time.Now()
			if out, err := program(t, args...).CombinedOutput(); err != nil {
				t.Fatalf("%v: %v\n%s", args, err, out)
			}
			took = time.Since(start)
			states[contents(t, dir)] = 0
		} else if killAfter(t, time.Duration(random.Int64N(int64(took)*3/2)), args...) {
			cut++
		}
		if out, err := program(t, "check", "--data", dir).CombinedOutput(); err != nil {
			t.Fatalf("check after kill %d: %v\n%s", i, err, out)
		}
		now := contents(t, dir)
		if _, known := states[now]; !known {
			t.Fatalf("kill %d of %v left an archive that is neither the one before nor the one after", i, args)
		}
		states[now]++
		set = newestSet(t, dir, set)
	}
	if len(states) != 2 || cut == 0 {
		t.Errorf("%d states were seen and %d kills came in time", len(states), cut)
	}
	t.Logf("%d of %d kills came in time; the archive was the one before %d times, the one after %d times", cut, kills, states[before], sumOf(states)-states[before])
}

func sumOf(counts map[string]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

// editedHoldings are the holdings with every fifth line reworded.
func editedHoldings(t *testing.T, folder string) string {
	t.Helper()
	files := map[string][]byte{}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		data, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(data), "\n")
		for i := range lines {
			if i%5 == 0 && len(lines[i]) > 60 {
				lines[i] += " This was added."
			}
		}
		files[entry.Name()] = []byte(strings.Join(lines, "\n"))
	}
	return writeFiles(t, files)
}

// contents is all that pages show of documents.
func contents(t *testing.T, dir string) string {
	t.Helper()
	records, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer records.Close()
	summaries, _, err := records.Summaries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var slugs []string
	for _, s := range summaries {
		slugs = append(slugs, s.Slug)
	}
	documents, err := records.Documents(t.Context(), slugs)
	if err != nil {
		t.Fatal(err)
	}
	for i := range documents { // when the set was applied differs from time to time
		documents[i].Changed = documents[i].Added
	}
	text, err := json.Marshal(documents)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// applied reports whether the set, or the newest that takes it up again, is in
// force.
func applied(t *testing.T, dir string, set int64) bool {
	t.Helper()
	records, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer records.Close()
	got, err := records.ChangeSet(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	return got.State == "applied"
}

// newestSet is the set to decide on next: the newest, since a revert is reverted
// in turn.
func newestSet(t *testing.T, dir string, set int64) int64 {
	t.Helper()
	records, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer records.Close()
	sets, err := records.ChangeSets(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(sets) == 1 {
		return max(set, sets[0].ID)
	}
	return set
}
