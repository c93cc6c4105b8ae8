package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// soak reports whether the long campaigns are asked for.
func soak() bool { return os.Getenv("COMMUNIQUE_SOAK") != "" }

// program starts the program as a process of its own.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), asProgram+"=1")
	return c
}

// TestKillDuringIngest kills an ingest at random points. After each kill the
// archive must be whole: check passes, and the next ingest goes on from there.
func TestKillDuringIngest(t *testing.T) {
	kills := 8
	if soak() {
		kills = 300
	}
	folder := filepath.Join("..", "..", "testdata", "holdings")
	whole := timeIngest(t, folder)
	random := rand.New(rand.NewPCG(1, 2))
	dir := filepath.Join(t.TempDir(), "archive")
	cut := 0
	for i := range kills {
		if i%4 == 3 { // begin anew, so that fresh and full archives are both hit
			dir = filepath.Join(t.TempDir(), fmt.Sprintf("archive-%d", i))
		}
		if killAfter(t, time.Duration(random.Int64N(int64(whole))), "ingest", "--data", dir, folder) {
			cut++
		}
		if _, err := os.Stat(filepath.Join(dir, "archive.db")); errors.Is(err, os.ErrNotExist) {
			continue // killed before there was an archive
		}
		if out, err := program(t, "check", "--data", dir).CombinedOutput(); err != nil {
			t.Fatalf("check after kill %d: %v\n%s", i, err, out)
		}
	}
	t.Logf("%d of %d ingests were cut off", cut, kills)
	if cut == 0 {
		t.Error("no kill came in time: the test shows nothing")
	}
	if out, err := program(t, "ingest", "--data", dir, folder).CombinedOutput(); err != nil {
		t.Fatalf("ingest after the kills: %v\n%s", err, out)
	}
	out, err := program(t, "ingest", "--data", dir, folder).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "0 documents added, 0 changed") {
		t.Errorf("a second ingest changed something: %v\n%s", err, out)
	}
	if out, err := program(t, "check", "--data", dir).CombinedOutput(); err != nil {
		t.Errorf("check at the end: %v\n%s", err, out)
	}
}

// timeIngest is how long an ingest takes here that is left alone.
func timeIngest(t *testing.T, folder string) time.Duration {
	t.Helper()
	start := time.Now()
	if out, err := program(t, "ingest", "--data", filepath.Join(t.TempDir(), "whole"), folder).CombinedOutput(); err != nil {
		t.Fatalf("ingest: %v\n%s", err, out)
	}
	return time.Since(start)
}

// killAfter runs a verb and kills it after a while; it reports whether the
// kill came before the end.
func killAfter(t *testing.T, after time.Duration, args ...string) bool {
	t.Helper()
	c := program(t, args...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { c.Process.Kill() })
	defer timer.Stop()
	return c.Wait() != nil
}
