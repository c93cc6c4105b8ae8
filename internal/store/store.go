// Package store keeps the record of the archive in one SQLite file: sources as
// received, documents, the ledger of every paragraph, and the change log that
// followers such as the search index read. All SQL of the program is here.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/alexedwards/scs/sqlite3store"
)

// databaseName is the file inside the data directory that holds the record.
const databaseName = "archive.db"

// Store is an open archive. It is safe for concurrent use; several processes
// may have the same archive open.
type Store struct {
	path   string // of the database file
	writer *sql.DB
	reader *sql.DB
	now    func() time.Time

	comparer Comparer // nil where copies are not looked for

	sessionsOnce sync.Once
	sessions     *sqlite3store.SQLite3Store

	closeOnce sync.Once
	closeErr  error
}

// Option changes how a Store works.
type Option func(*Store)

// WithClock has the store read the time from now in place of the system's clock.
func WithClock(now func() time.Time) Option {
	return func(s *Store) { s.now = now }
}

// Open opens the archive in dir, making the directory and the database where
// they are missing and bringing an older database up to date. The error is
// archive.ErrNewerSchema for a database that a newer program wrote, and names
// the path where it cannot be used.
func Open(ctx context.Context, dir string, options ...Option) (*Store, error) {
	if err := makeDirectory(dir); err != nil {
		return nil, err
	}
	release, err := lockOpening(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer release()
	s := &Store{path: filepath.Join(dir, databaseName), now: time.Now}
	for _, option := range options {
		option(s)
	}
	if err := s.open(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open archive %s: %w", s.path, err), s.Close())
	}
	return s, nil
}

// open connects both pools. The caller holds the opening lock, because making
// a database and turning it to WAL are not safe for two at a time.
func (s *Store) open(ctx context.Context) error {
	if err := createFile(s.path); err != nil {
		return err
	}
	if err := inspectForOpening(ctx, s.path); err != nil {
		return err
	}
	var err error
	if s.writer, err = connectWriter(ctx, s.path); err != nil {
		return err
	}
	if err := migrate(ctx, s.writer, migrationSteps()); err != nil {
		return err
	}
	s.reader, err = connectReaders(ctx, s.path)
	return err
}

// Close ends the connections and folds the write-ahead log into the database
// file. Calls under way must have returned; closing again does nothing.
func (s *Store) Close() error {
	s.closeOnce.Do(func() {
		if err := s.close(); err != nil {
			s.closeErr = fmt.Errorf("close archive %s: %w", s.path, err)
		}
	})
	return s.closeErr
}

func (s *Store) close() error {
	if s.sessions != nil {
		s.sessions.StopCleanup()
	}
	var problems []error
	if s.reader != nil { // first, so that the writer is last and can fold the log
		problems = append(problems, s.reader.Close())
	}
	if s.writer != nil {
		// Passive: what another process is still reading, it folds itself.
		_, err := s.writer.Exec(`PRAGMA wal_checkpoint(PASSIVE)`)
		problems = append(problems, err, s.writer.Close())
	}
	return errors.Join(problems...)
}

// Exists reports whether dir holds an archive.
func Exists(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, databaseName))
	return err == nil && info.Mode().IsRegular()
}

// makeDirectory makes the data directory. Only its owner may look inside: it
// holds a password's hash and sessions.
func makeDirectory(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err == nil && !info.IsDir():
		return fmt.Errorf("data directory %s is a file, not a directory", dir)
	case err == nil:
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("data directory %s cannot be made: %w", dir, err)
	}
	return nil
}

// createFile makes an empty database file where there is none, for its owner
// alone. SQLite gives the files it puts beside it the same permissions. An
// error names the path, which SQLite's own would not.
func createFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}
