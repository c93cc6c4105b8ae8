package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
)

// Backup writes the whole archive, as of one moment, into one file, while
// readers and writers go on. The file appears under its name only when it is
// complete and was found sound; a file that exists is never replaced.
func (s *Store) Backup(ctx context.Context, file string) error {
	if err := s.backup(ctx, file); err != nil {
		return fmt.Errorf("backup to %s: %w", file, err)
	}
	return nil
}

func (s *Store) backup(ctx context.Context, file string) error {
	if err := refuseTarget(file); err != nil {
		return err
	}
	temporary, err := createTemporary(file)
	if err != nil {
		return err
	}
	defer os.Remove(temporary) // already gone where it was renamed
	if err := s.copyInto(ctx, temporary); err != nil {
		return err
	}
	if err := inspectBackup(ctx, temporary); err != nil {
		return fmt.Errorf("the copy is not sound: %w", err)
	}
	return publish(temporary, file)
}

// refuseTarget refuses to write where a file is, or where no folder is.
func refuseTarget(file string) error {
	if _, err := os.Lstat(file); err == nil {
		return invalid("the file exists already; choose another name")
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	folder := filepath.Dir(file)
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return invalid("the folder %s does not exist; make it first", folder)
	case err != nil:
		return err
	case !info.IsDir():
		return invalid("%s is not a folder", folder)
	}
	return nil
}

// createTemporary makes an empty file beside the one to come, which only its
// owner may read: an archive holds a password's hash.
func createTemporary(file string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*.tmp")
	if err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

// copyInto copies the database into an empty file. It has a connection of its
// own, so that in this process, too, nobody waits for it.
func (s *Store) copyInto(ctx context.Context, file string) error {
	target, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	db, err := connect(ctx, s.path, url.Values{"mode": {"ro"}, "_busy_timeout": {busyTimeout}})
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, target); err != nil {
		return fmt.Errorf("copy database: %w", err)
	}
	return nil
}

// publish makes a complete file durable and gives it its name.
func publish(temporary, file string) error {
	if err := syncPath(temporary); err != nil {
		return err
	}
	if err := refuseTarget(file); err != nil { // it may have come meanwhile
		return err
	}
	if err := os.Rename(temporary, file); err != nil {
		return err
	}
	return syncPath(filepath.Dir(file))
}

// syncPath waits until a file or folder is on the disk.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
