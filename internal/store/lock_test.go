package store

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"communique/internal/archive"
)

func TestLocks(t *testing.T) {
	for name, lock := range map[string]func(string) (func() error, error){"server": LockServer, "ingest": LockIngest} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "new")
			release, err := lock(dir)
			must(t, err)
			_, err = lock(dir)
			if !errors.Is(err, archive.ErrBusy) || !strings.Contains(err.Error(), dir) {
				t.Errorf("second lock: %v", err)
			}
			must(t, release())
			release, err = lock(dir)
			must(t, err)
			must(t, release())
		})
	}
}

func TestServerAndIngestLockApart(t *testing.T) {
	dir := t.TempDir()
	releaseServer, err := LockServer(dir)
	must(t, err)
	releaseIngest, err := LockIngest(dir)
	must(t, err)
	openStoreIn(t, dir) // neither keeps the archive from being opened
	must(t, releaseServer())
	must(t, releaseIngest())
}
