package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"communique/internal/archive"
)

// Restore makes the archive of a backup in dir, which must not hold one. The
// backup is proved to be ours, sound and not newer than this program before
// anything appears under the archive's name. Sessions and sign-in links do not
// come back to life.
func Restore(ctx context.Context, file, dir string) error {
	if err := restore(ctx, file, dir); err != nil {
		return fmt.Errorf("restore %s into %s: %w", file, dir, err)
	}
	return nil
}

func restore(ctx context.Context, file, dir string) error {
	if err := refuseBackup(file); err != nil {
		return err
	}
	if err := makeDirectory(dir); err != nil {
		return err
	}
	release, err := lockOpening(ctx, dir)
	if err != nil {
		return err
	}
	defer release()
	if err := refuseOccupied(dir); err != nil {
		return err
	}
	target := filepath.Join(dir, databaseName)
	temporary, err := createTemporary(target)
	if err != nil {
		return err
	}
	defer os.Remove(temporary) // already gone where it was renamed
	if err := copyFile(file, temporary); err != nil {
		return err
	}
	if err := inspectBackup(ctx, temporary); err != nil {
		return err
	}
	if err := modernize(ctx, temporary); err != nil {
		return err
	}
	return publish(temporary, target)
}

// refuseBackup refuses a file whose newest changes are in a log beside it: a
// live database, or one copied by hand.
func refuseBackup(file string) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return invalid("it is not a file")
	}
	if info.Size() == 0 {
		return invalid("the file is empty")
	}
	for _, suffix := range []string{"-wal", "-journal"} {
		if beside, err := os.Stat(file + suffix); err == nil && beside.Size() > 0 {
			return invalid("it is a live database, not a backup: %s holds changes that are not in it", beside.Name())
		}
	}
	return nil
}

// refuseOccupied refuses a directory that holds an archive, or parts of one: a
// log or an index of another archive would be believed to belong to this one.
func refuseOccupied(dir string) error {
	for _, name := range []string{databaseName, databaseName + "-wal", databaseName + "-shm", databaseName + "-journal", "index"} {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			return invalid("the directory already holds %s; restore into an empty one", name)
		}
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// inspectBackup proves that a file at rest is an archive that this program can
// serve.
func inspectBackup(ctx context.Context, file string) error {
	db, err := connectProver(ctx, file)
	if err != nil {
		return notDatabase(err)
	}
	defer db.Close()
	h, err := readHeader(ctx, db)
	if err != nil {
		return notDatabase(err)
	}
	if err := h.check(len(migrationSteps())); err != nil {
		return err
	}
	return proveSound(ctx, db)
}

// proveSound proves the file of an open database.
func proveSound(ctx context.Context, db *sql.DB) error {
	lines, err := collect(ctx, db, scanValue[string], `PRAGMA integrity_check(1)`)
	if err != nil {
		return fmt.Errorf("integrity: %w", err)
	}
	if len(lines) != 1 || lines[0] != "ok" {
		return fmt.Errorf("%w: its file is damaged: %v", archive.ErrInvalid, lines)
	}
	return nil
}

// modernize brings a database file up to date and ends the sessions in it.
func modernize(ctx context.Context, file string) error {
	db, err := connectWriter(ctx, file)
	if err != nil {
		return err
	}
	err = migrate(ctx, db, migrationSteps())
	if err == nil {
		err = transact(ctx, db, func(tx *sql.Tx) error { return endSessions(ctx, tx) })
	}
	return errors.Join(err, db.Close()) // closing folds the log into the file
}
