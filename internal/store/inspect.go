package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"

	"github.com/mattn/go-sqlite3"

	"communique/internal/archive"
)

// applicationID marks our database files; migration 1 writes it.
const applicationID = 1129139793

// header is what tells one SQLite file from another.
type header struct {
	application int64 // PRAGMA application_id
	version     int   // PRAGMA user_version: the last migration applied
	tables      int   // tables, indexes and triggers in it
}

// inspectForOpening refuses a file at path that is no database, or another
// program's, before a connection changes anything in it. An empty file is
// fine: it becomes an archive.
func inspectForOpening(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if err != nil || info.Size() == 0 {
		return err
	}
	// Not read-only: a database whose writer died may need its journal played back.
	db, err := connect(ctx, path, url.Values{"mode": {"rw"}, "_busy_timeout": {busyTimeout}})
	if err != nil {
		return notDatabase(err)
	}
	defer db.Close()
	h, err := readHeader(ctx, db)
	if err != nil {
		return notDatabase(err)
	}
	if h == (header{}) {
		return nil
	}
	return h.check(len(migrationSteps()))
}

// check refuses a database of another program, or of a newer version of ours.
func (h header) check(known int) error {
	if h.application != applicationID {
		return fmt.Errorf("%w: it is another program's database", archive.ErrInvalid)
	}
	return checkVersion(h.version, known)
}

// readHeader reads the header of an open database.
func readHeader(ctx context.Context, db *sql.DB) (header, error) {
	var h header
	err := db.QueryRowContext(ctx, `
		SELECT (SELECT application_id FROM pragma_application_id),
		       (SELECT user_version FROM pragma_user_version),
		       (SELECT count(*) FROM sqlite_schema)`).Scan(&h.application, &h.version, &h.tables)
	if err != nil {
		return h, fmt.Errorf("read header: %w", err)
	}
	return h, nil
}

// notDatabase says in words that a file is no database, where that is what err means.
func notDatabase(err error) error {
	var sqlite sqlite3.Error
	if errors.As(err, &sqlite) && sqlite.Code == sqlite3.ErrNotADB {
		return fmt.Errorf("%w: it is not a database", archive.ErrInvalid)
	}
	return err
}
