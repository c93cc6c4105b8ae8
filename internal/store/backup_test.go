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
	"time"

	"communique/internal/archive"
)

func TestBackupDuringWritesAndRestore(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "0", edition(0)...)
	must(t, s.SetPassword(t.Context(), "hash"))
	must(t, s.Sessions().Commit("token", []byte("data"), time.Now().Add(time.Hour)))
	must(t, s.AddSignInToken(t.Context(), "link", epoch.Add(time.Hour)))
	file := filepath.Join(t.TempDir(), "archive.backup")
	var wait sync.WaitGroup
	wait.Go(func() {
		for n := 1; n <= 20; n++ {
			apply(t, s, "a.txt", fmt.Sprint(n), edition(n)...)
		}
	})
	must(t, s.Backup(t.Context(), file))
	wait.Wait()
	info, err := os.Stat(file)
	must(t, err)
	want(t, "who may read a backup", info.Mode().Perm(), 0o600)
	wantFiles(t, filepath.Dir(file), "archive.backup")

	dir := filepath.Join(t.TempDir(), "restored")
	must(t, Restore(t.Context(), file, dir))
	restored := openStoreIn(t, dir)
	wantSound(t, restored)
	must(t, readEdition(restored))
	hash, err := restored.Password(t.Context())
	must(t, err)
	want(t, "password", hash, "hash")
	_, session, err := restored.Sessions().Find("token")
	must(t, err)
	link, err := restored.UseSignInToken(t.Context(), "link", epoch)
	must(t, err)
	want(t, "session, link", []bool{session, link}, []bool{false, false})
}

func TestRestoredArchiveGoesOn(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "First.")))
	apply(t, s, "a.txt", "v2")
	before, err := s.Sequence(t.Context())
	must(t, err)
	file, dir := filepath.Join(t.TempDir(), "b"), t.TempDir()
	must(t, s.Backup(t.Context(), file))
	must(t, Restore(t.Context(), file, dir))
	restored := openStoreIn(t, dir)
	apply(t, restored, "a.txt", "v1", document("a", 1, paragraph(1, "First.")))
	after, err := restored.Sequence(t.Context())
	must(t, err)
	want(t, "sequence", after, before+1)
	wantSound(t, restored)
}

// wantFiles proves that a folder holds these files and nothing besides.
func wantFiles(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	want(t, "files in "+dir, got, names)
}

func TestRestoreBringsAnOldBackupUpToDate(t *testing.T) {
	file := sqliteFile(t, t.TempDir(), "old", migrationSteps()[0].sql+`; PRAGMA user_version = 1`)
	dir := t.TempDir()
	must(t, Restore(t.Context(), file, dir))
	wantFiles(t, dir, databaseName, openingLock)
	wantSound(t, openStoreIn(t, dir))
}

func TestBackupRefuses(t *testing.T) {
	s, base := openStore(t), t.TempDir()
	taken := filepath.Join(base, "taken")
	must(t, os.WriteFile(taken, []byte("precious"), 0o600))
	for _, test := range []struct{ file, says string }{
		{taken, "exists already"},
		{base, "exists already"},
		{filepath.Join(base, "missing", "backup"), "does not exist; make it first"},
		{filepath.Join(taken, "backup"), "not a"},
	} {
		err := s.Backup(t.Context(), test.file)
		if err == nil || !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), test.file) {
			t.Errorf("%s: got %v, want %q", test.file, err, test.says)
		}
	}
	wantFiles(t, base, "taken")
}

func TestCancelledBackupLeavesNothing(t *testing.T) {
	s, base := openStore(t), t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Backup(ctx, filepath.Join(base, "backup")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	wantFiles(t, base)
}

func TestRestoreRefuses(t *testing.T) {
	s, base := openStore(t), t.TempDir()
	apply(t, s, "a.txt", "v1", edition(1)...)
	good := filepath.Join(base, "good")
	must(t, s.Backup(t.Context(), good))
	data, err := os.ReadFile(good)
	must(t, err)
	file := func(name string, content []byte) string {
		path := filepath.Join(base, name)
		must(t, os.WriteFile(path, content, 0o600))
		return path
	}
	damaged := append([]byte(nil), data...)
	for i := len(damaged) / 2; i < len(damaged)/2+9000; i++ {
		damaged[i] ^= 0xff
	}
	live := file("live", data)
	file("live-wal", []byte("changes"))
	for _, test := range []struct{ name, file, says string }{
		{"missing", filepath.Join(base, "missing"), "no such file"},
		{"folder", base, "not a file"},
		{"text", file("text", []byte(strings.Repeat("text ", 500))), "not a database"},
		{"empty", file("empty", nil), "the file is empty"},
		{"truncated", file("truncated", data[:len(data)/2]), ""},
		{"damaged", file("damaged", damaged), ""},
		{"live", live, "live database"},
		{"foreign", sqliteFile(t, base, "foreign", `CREATE TABLE theirs (x)`), "another program's database"},
		{"newer", sqliteFile(t, base, "newer", fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = 99`, applicationID)), "newer schema"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			err := Restore(t.Context(), test.file, dir)
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Fatalf("got %v, want %q", err, test.says)
			}
			if Exists(dir) {
				t.Error("an archive was made all the same")
			}
		})
	}
}

func sqliteFile(t *testing.T, base, name, statement string) string {
	t.Helper()
	path := filepath.Join(base, name)
	db, err := connect(t.Context(), path, url.Values{"mode": {"rwc"}})
	must(t, err)
	_, err = db.Exec(statement)
	must(t, err)
	must(t, db.Close())
	return path
}

func TestRestoreRefusesAnOccupiedDirectory(t *testing.T) {
	s := openStore(t)
	file := filepath.Join(t.TempDir(), "backup")
	must(t, s.Backup(t.Context(), file))
	for _, name := range []string{databaseName, databaseName + "-wal", "index"} {
		dir := t.TempDir()
		must(t, os.WriteFile(filepath.Join(dir, name), []byte("precious"), 0o600))
		err := Restore(t.Context(), file, dir)
		if !errors.Is(err, archive.ErrInvalid) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v", name, err)
		}
		kept, err := os.ReadFile(filepath.Join(dir, name))
		must(t, err)
		want(t, name, string(kept), "precious")
	}
}
