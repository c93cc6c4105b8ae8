package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"

	_ "github.com/mattn/go-sqlite3" // the "sqlite3" driver
)

// busyTimeout is how long, in milliseconds, a statement waits for another
// process to finish writing. One source's change takes well under a second.
const busyTimeout = "15000"

// connectWriter opens the one connection that writes. Its transactions take
// the write lock when they begin, so that none reads first and then finds
// that it may not write.
//
// synchronous=FULL makes every commit survive a power cut. With NORMAL the
// database would stay whole too, but could fall back behind what the search
// index has read already, and then give the same sequence numbers to other
// changes, which the index would never see.
func connectWriter(ctx context.Context, path string) (*sql.DB, error) {
	db, err := connect(ctx, path, url.Values{
		"mode":             {"rwc"},
		"_busy_timeout":    {busyTimeout},
		"_foreign_keys":    {"on"},
		"_journal_mode":    {"WAL"},
		"_synchronous":     {"FULL"},
		"_txlock":          {"immediate"},
		"_stmt_cache_size": {"64"},
	})
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// connectReaders opens the connections that read. They never wait for the
// writer, nor it for them.
func connectReaders(ctx context.Context, path string) (*sql.DB, error) {
	db, err := connect(ctx, path, url.Values{
		"mode":             {"ro"},
		"_busy_timeout":    {busyTimeout},
		"_query_only":      {"1"},
		"_stmt_cache_size": {"64"},
	})
	if err != nil {
		return nil, err
	}
	readers := max(4, 2*runtime.GOMAXPROCS(0))
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	return db, nil
}

// connectProver opens a connection that changes nothing, though it could:
// SQLite forgets the CHECK constraints of a database that it may not write, and
// would prove it without them.
func connectProver(ctx context.Context, path string) (*sql.DB, error) {
	db, err := connect(ctx, path, url.Values{
		"mode":          {"rw"},
		"_busy_timeout": {busyTimeout},
		"_query_only":   {"1"},
	})
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// connect opens a pool on the database at path and proves that it answers.
// Pragmas are part of the address, so that every connection of the pool has
// them.
func connect(ctx context.Context, path string, params url.Values) (*sql.DB, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("path %q: %w", path, err)
	}
	address := url.URL{Scheme: "file", Path: absolute, RawQuery: params.Encode()}
	db, err := sql.Open("sqlite3", address.String())
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	if err := db.PingContext(ctx); err != nil {
		_ = db.Close() // the ping's error says more
		return nil, fmt.Errorf("connect: %w", err)
	}
	return db, nil
}
