package store

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"communique/internal/archive"
)

func TestOpenFreshAndAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "on the way?#%")
	if Exists(dir) {
		t.Error("an archive exists before it is made")
	}
	for range 2 {
		s, err := Open(t.Context(), dir)
		must(t, err)
		version, err := collect(t.Context(), s.reader, scanValue[int], `PRAGMA user_version`)
		must(t, err)
		want(t, "version", version, []int{len(migrationSteps())})
		must(t, s.Close())
	}
	if !Exists(dir) {
		t.Error("the archive does not exist after it is made")
	}
}

func TestMigrationsAreNumberedWithoutGap(t *testing.T) {
	for i, step := range migrationSteps() {
		if prefix := fmt.Sprintf("%04d_", i+1); !strings.HasPrefix(step.name, prefix) {
			t.Errorf("migration %d is named %q, want %s…", i+1, step.name, prefix)
		}
	}
}

func TestPragmasReachEveryConnection(t *testing.T) {
	s := openStore(t)
	for pragma, wanted := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "application_id": "1129139793"} {
		got, err := collect(t.Context(), s.writer, scanValue[string], `PRAGMA `+pragma)
		must(t, err)
		want(t, pragma, got, []string{wanted})
	}
	for range 3 {
		conn, err := s.reader.Conn(t.Context())
		must(t, err)
		defer conn.Close()
		if _, err := conn.ExecContext(t.Context(), `DELETE FROM audit`); err == nil {
			t.Error("a reader may write")
		}
	}
}

func TestOnlyTheOwnerMayReadTheArchive(t *testing.T) {
	dir := t.TempDir()
	s := openStoreIn(t, dir)
	beginRun(t, s)
	for _, name := range []string{databaseName, databaseName + "-wal", openingLock} {
		info, err := os.Stat(filepath.Join(dir, name))
		must(t, err)
		want(t, name, info.Mode().Perm(), 0o600)
	}
}

func TestCloseTwice(t *testing.T) {
	s := openStore(t)
	s.Sessions() // its sweeper must not be stopped twice
	must(t, s.Close())
	must(t, s.Close())
}

func TestOpenRefusesNewerSchema(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(t.Context(), dir)
	must(t, err)
	_, err = s.writer.Exec(`PRAGMA user_version = 99`)
	must(t, err)
	must(t, s.Close())
	_, err = Open(t.Context(), dir)
	if !errors.Is(err, archive.ErrNewerSchema) {
		t.Fatalf("got %v", err)
	}
	for _, part := range []string{dir, "99", fmt.Sprint(len(migrationSteps()))} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not tell %q", err, part)
		}
	}
}

func TestOpenRefusesWhatItCannotUse(t *testing.T) {
	base := t.TempDir()
	file := filepath.Join(base, "file")
	must(t, os.WriteFile(file, []byte("x"), 0o600))

	garbage := filepath.Join(base, "garbage")
	must(t, os.Mkdir(garbage, 0o700))
	must(t, os.WriteFile(filepath.Join(garbage, databaseName), []byte(strings.Repeat("no database at all ", 100)), 0o600))

	foreign := filepath.Join(base, "foreign")
	must(t, os.Mkdir(foreign, 0o700))
	db, err := connect(t.Context(), filepath.Join(foreign, databaseName), url.Values{"mode": {"rwc"}})
	must(t, err)
	_, err = db.Exec(`CREATE TABLE theirs (x)`)
	must(t, err)
	must(t, db.Close())

	folder := filepath.Join(base, "folder")
	must(t, os.MkdirAll(filepath.Join(folder, databaseName), 0o700))

	for _, test := range []struct{ dir, says string }{
		{file, "is a file, not a directory"},
		{filepath.Join(file, "below"), "not a directory"},
		{"/proc/nowhere/at-all", "cannot be made"},
		{garbage, "not a database"},
		{foreign, "another program's database"},
		{folder, databaseName},
	} {
		s, err := Open(t.Context(), test.dir)
		if err == nil {
			s.Close()
			t.Errorf("%s: opened", test.dir)
			continue
		}
		if !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), test.dir) {
			t.Errorf("%s: error %q, want one that names it and says %q", test.dir, err, test.says)
		}
	}
	unharmed, err := os.ReadFile(filepath.Join(foreign, databaseName))
	must(t, err)
	if unharmed[18] != 1 { // the header's byte for the journal mode
		t.Error("another program's database was turned to WAL")
	}
}

func TestOpenFreshDirectoryAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "fresh")
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			s, err := Open(context.Background(), dir)
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := s.BeginRun(context.Background(), "test", 0); err != nil {
				t.Error(err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	s := openStoreIn(t, dir)
	runs, err := s.Runs(t.Context(), 100)
	must(t, err)
	want(t, "runs", len(runs), 8)
}

func TestFailedMigrationLeavesTheOldSchema(t *testing.T) {
	s := openStore(t)
	bad := append(migrationSteps(), step{"9999_bad.sql", `CREATE TABLE half (x); CREATE TABLE half (x);`})
	err := migrate(t.Context(), s.writer, bad)
	if err == nil || !strings.Contains(err.Error(), "9999_bad.sql") {
		t.Fatalf("got %v", err)
	}
	tables, err := collect(t.Context(), s.writer, scanValue[int], `SELECT count(*) FROM sqlite_schema WHERE name = 'half'`)
	must(t, err)
	want(t, "half a migration", tables, []int{0})
}

func TestCloseFoldsTheLog(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(t.Context(), dir)
	must(t, err)
	apply(t, s, "a.txt", "bytes", fullDocument())
	must(t, s.Close())
	if info, err := os.Stat(filepath.Join(dir, databaseName+"-wal")); err == nil && info.Size() > 0 {
		t.Errorf("the log still holds %d bytes", info.Size())
	}
}
