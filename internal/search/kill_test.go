package search

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"communique/internal/thesaurus"
)

// killDir names the directory of the index that a process under TestKill grows.
const killDir = "SEARCH_TEST_KILL_DIR"

// killRecords has a change log of n rows that is the same in every process.
func killRecords(n int) *fakeRecords {
	records := newRecords()
	for i := range n {
		slug := fmt.Sprintf("d%d", i%7)
		if i%5 == 4 {
			records.remove(slug)
			continue
		}
		records.put(document(slug, "T", section("One", strings.Repeat("alpha ", 1+i%11)), section(fmt.Sprintf("H %d", i), "beta")))
	}
	return records
}

// growForEver follows a log that never ends, a row at a time.
func growForEver(dir string) error {
	records := killRecords(1)
	x, err := Open(context.Background(), dir, records, thesaurus.Bundled(), quiet())
	if err != nil {
		return err
	}
	for n := 2; ; n++ {
		if err := x.CatchUp(context.Background()); err != nil {
			return err
		}
		if n%25 == 0 {
			if err := x.Rebuild(context.Background()); err != nil {
				return err
			}
		}
		fmt.Println(x.Sequence())
		next := killRecords(n)
		records.mu.Lock()
		records.documents, records.log = next.documents, next.log
		records.mu.Unlock()
	}
}

// TestKill kills a process that grows an index, again and again: what it said
// it had written is there, and the index is sound.
func TestKill(t *testing.T) {
	if dir := os.Getenv(killDir); dir != "" {
		t.Fatal(growForEver(dir))
	}
	dir := t.TempDir()
	for round := range 4 {
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKill$")
		child.Env = append(os.Environ(), killDir+"="+dir)
		out, err := child.StdoutPipe()
		must(t, err)
		must(t, child.Start())
		var reached int64
		lines := bufio.NewScanner(out)
		for range 20 + 13*round {
			if !lines.Scan() {
				break
			}
			if _, err := fmt.Sscan(lines.Text(), &reached); err != nil {
				t.Fatalf("the process said %q", lines.Text())
			}
		}
		must(t, child.Process.Kill())
		_ = child.Wait() // it was killed, and says so

		records := killRecords(1000)
		x, err := Open(t.Context(), dir, records, thesaurus.Bundled(), quiet())
		must(t, err)
		if got := x.Sequence(); got < reached || reached == 0 {
			t.Errorf("round %d: the index reaches to %d, and said %d", round, got, reached)
		}
		assertSound(t, x)
		must(t, x.Close())
		must(t, os.RemoveAll(x.dir))
	}
}
