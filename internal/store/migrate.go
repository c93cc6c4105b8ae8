package store

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"sync"

	"communique/internal/archive"
	"communique/migrations"
)

// step is one migration: the SQL that brings the schema to the next version.
type step struct {
	name string
	sql  string
}

// migrationSteps reads the bundled migrations: step i brings version i to i+1.
var migrationSteps = sync.OnceValue(func() []step {
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		panic(err) // the pattern is constant
	}
	steps := make([]step, len(names))
	for i, name := range names {
		text, err := fs.ReadFile(migrations.Files, name)
		if err != nil {
			panic(err) // the file is part of the program
		}
		steps[i] = step{name: name, sql: string(text)}
	}
	return steps
})

// migrate brings the database up to date, each step in one transaction with
// the version it makes, so that a process that dies leaves a whole one.
func migrate(ctx context.Context, db *sql.DB, steps []step) error {
	for {
		done, err := migrateOnce(ctx, db, steps)
		if err != nil || done {
			return err
		}
	}
}

// migrateOnce takes the next step, or reports that there is none. The version
// is read inside the transaction: another process may have taken the step.
func migrateOnce(ctx context.Context, db *sql.DB, steps []step) (done bool, err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return false, fmt.Errorf("begin migration: %w", err)
	}
	defer tx.Rollback() // without effect after the commit
	var version int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return false, fmt.Errorf("read schema version: %w", err)
	}
	if err := checkVersion(version, len(steps)); err != nil || version == len(steps) {
		return err == nil, err
	}
	next := steps[version]
	if _, err := tx.ExecContext(ctx, next.sql); err != nil {
		return false, fmt.Errorf("migration %s: %w", next.name, err)
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version = %d`, version+1)); err != nil {
		return false, fmt.Errorf("migration %s: write version: %w", next.name, err)
	}
	if err := tx.Commit(); err != nil {
		return false, fmt.Errorf("migration %s: %w", next.name, err)
	}
	return false, nil
}

// checkVersion refuses a database that a newer program wrote.
func checkVersion(version, known int) error {
	if version > known {
		return fmt.Errorf("%w: the database has version %d and this program knows up to %d; use the newer program",
			archive.ErrNewerSchema, version, known)
	}
	return nil
}
