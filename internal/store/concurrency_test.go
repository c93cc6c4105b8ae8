package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"testing"

	"communique/internal/archive"
)

// edition is one state of a source: every paragraph of both documents carries
// its number, so that a reader can tell a mixture.
func edition(n int) []archive.Document {
	text := fmt.Sprintf("Edition %d.", n)
	var first, second []archive.Paragraph
	for i := range 20 {
		first = append(first, paragraph(i, text))
		second = append(second, paragraph(100+i, text))
	}
	return []archive.Document{document("first", 1, first...), document("second", 2, second...)}
}

func TestReadersSeeOldOrNewNeverHalf(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "0", edition(0)...)
	var stop atomic.Bool
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for !stop.Load() {
				if err := readEdition(s); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for n := 1; n <= 25; n++ {
		apply(t, s, "a.txt", fmt.Sprint(n), edition(n)...)
	}
	stop.Store(true)
	wait.Wait()
	wantSound(t, s)
}

// readEdition reads all in one snapshot and proves that it is of one edition.
func readEdition(s *Store) error {
	texts := map[string]int{}
	var at int64
	err := s.Snapshot(context.Background(), func(sequence int64, each func(func(archive.Document) error) error) error {
		at = sequence
		return each(func(d archive.Document) error {
			for _, p := range d.Paragraphs {
				texts[p.Text]++
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	wanted := fmt.Sprintf("Edition %d.", at/2-1) // each edition writes two documents
	if len(texts) != 1 || texts[wanted] != 40 {
		return fmt.Errorf("at %d a reader saw %v, want %q 40 times", at, texts, wanted)
	}
	return nil
}

func TestTwoStoresWriteAtOnce(t *testing.T) {
	dir := t.TempDir()
	stores := []*Store{openStoreIn(t, dir), openStoreIn(t, dir)}
	var wait sync.WaitGroup
	for i, s := range stores {
		wait.Go(func() {
			name := fmt.Sprintf("%d.txt", i)
			for n := range 30 {
				text := fmt.Sprintf("Edition %d.", n)
				run, err := s.BeginRun(context.Background(), "test", 1)
				if err != nil {
					t.Error(err)
					return
				}
				c := reread(t, s, run, name, text, document(fmt.Sprintf("d%d", i), 1, paragraph(i, text)))
				if err := s.Apply(context.Background(), c); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wait.Wait()
	for _, s := range stores {
		sequence, err := s.Sequence(t.Context())
		must(t, err)
		want(t, "sequence", sequence, 60)
		wantSound(t, s)
	}
}

// TestKilledWriterLeavesAWholeArchive starts this test again in a process of
// its own, which writes until it is killed.
func TestKilledWriterLeavesAWholeArchive(t *testing.T) {
	if dir := os.Getenv("STORE_TEST_WRITE_UNTIL_KILLED"); dir != "" {
		writeUntilKilled(t, dir)
	}
	dir := t.TempDir()
	applied := 0
	for round := range 3 {
		command := exec.Command(os.Args[0], "-test.run=^TestKilledWriterLeavesAWholeArchive$")
		command.Env = append(os.Environ(), "STORE_TEST_WRITE_UNTIL_KILLED="+dir)
		out, err := command.StdoutPipe()
		must(t, err)
		must(t, command.Start())
		lines := bufio.NewScanner(out)
		for range 10 + 7*round {
			if !lines.Scan() {
				t.Fatal("the writer stopped by itself")
			}
			applied++
		}
		must(t, command.Process.Kill())
		_ = command.Wait() // "signal: killed"

		s, err := Open(t.Context(), dir)
		must(t, err)
		wantSound(t, s)
		runs, err := s.Runs(t.Context(), 1000)
		must(t, err)
		if len(runs) < applied {
			t.Errorf("%d changes were reported applied, and %d runs are left", applied, len(runs))
		}
		must(t, s.Close())
	}
}

// writeUntilKilled applies one edition after another, and prints a line
// whenever one is in the archive.
func writeUntilKilled(t *testing.T, dir string) {
	s := openStoreIn(t, dir)
	for n := 0; ; n++ {
		apply(t, s, "a.txt", fmt.Sprint(os.Getpid(), n), edition(n)...)
		fmt.Println("applied")
	}
}
