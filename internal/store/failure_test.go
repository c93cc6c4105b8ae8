package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"communique/internal/archive"
)

func TestFullDiskLeavesTheOldArchive(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", edition(1)...)
	before := record(t, s)
	c := reread(t, s, beginRun(t, s), "big.txt", strings.Repeat("bytes ", 200_000), document("big", 1, paragraph(500, "Big.")))

	pages, err := collect(t.Context(), s.writer, scanValue[int], `PRAGMA page_count`)
	must(t, err)
	_, err = s.writer.Exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages[0]+10))
	must(t, err)
	err = s.Apply(t.Context(), c)
	var sqlite sqlite3.Error
	if !errors.As(err, &sqlite) || sqlite.Code != sqlite3.ErrFull || !strings.Contains(err.Error(), "big.txt") {
		t.Errorf("got %v, want a full disk and the source's name", err)
	}
	want(t, "record", record(t, s), before)
	wantSound(t, s)

	_, err = s.writer.Exec(`PRAGMA max_page_count = 1000000`) // the disk was cleared
	must(t, err)
	must(t, s.Apply(t.Context(), c))
	wantSound(t, s)
}

func TestWriterThatWaitsInVainIsToldSo(t *testing.T) {
	dir := t.TempDir()
	s, other := openStoreIn(t, dir), openStoreIn(t, dir)
	_, err := s.writer.Exec(`PRAGMA busy_timeout = 1`)
	must(t, err)
	must(t, other.update(t.Context(), func(*sql.Tx) error {
		if _, err := s.BeginRun(t.Context(), "test", 0); !errors.Is(err, archive.ErrBusy) {
			t.Errorf("got %v", err)
		}
		return nil
	}))
	beginRun(t, s)
}

func TestCancelledApplyLeavesTheOldArchive(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", edition(1)...)
	before := record(t, s)
	c := reread(t, s, beginRun(t, s), "a.txt", "v2", edition(2)...)
	ctx, cancel := context.WithCancel(t.Context())
	// Cancelled in the middle: the clock is read after the transaction begins.
	now := s.now
	s.now = func() time.Time { cancel(); return now() }
	if err := s.Apply(ctx, c); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	s.now = now
	want(t, "record", record(t, s), before)
	must(t, s.Apply(t.Context(), c))
	wantSound(t, s)
}
