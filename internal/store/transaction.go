package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"

	"communique/internal/archive"
)

// update calls do in a transaction that writes, and commits it whole or not at
// all.
func (s *Store) update(ctx context.Context, do func(*sql.Tx) error) error {
	return transact(ctx, s.writer, do)
}

// view calls do in a transaction that reads: all its queries see the archive
// at one moment.
func (s *Store) view(ctx context.Context, do func(*sql.Tx) error) error {
	return transact(ctx, s.reader, do)
}

func transact(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", whenBusy(err))
	}
	defer tx.Rollback() // without effect after the commit
	if err := do(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// whenBusy gives an error its category where another process went on writing
// for longer than we wait.
func whenBusy(err error) error {
	var sqlite sqlite3.Error
	if errors.As(err, &sqlite) && sqlite.Code == sqlite3.ErrBusy {
		return fmt.Errorf("%w: another process is writing: %w", archive.ErrBusy, err)
	}
	return err
}

// queryer is what a pool and a transaction have in common for reading.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// scanner is the row at hand.
type scanner interface {
	Scan(into ...any) error
}

// each calls visit for every row that query yields.
func each(ctx context.Context, q queryer, visit func(scanner) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := visit(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// collect gathers what scan makes of every row that query yields.
func collect[T any](ctx context.Context, q queryer, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	var all []T
	err := each(ctx, q, func(row scanner) error {
		one, err := scan(row)
		all = append(all, one)
		return err
	}, query, args...)
	return all, err
}

// scanValue reads a row of one column.
func scanValue[T any](row scanner) (T, error) {
	var v T
	err := row.Scan(&v)
	return v, err
}

// mustTouch is archive.ErrNotFound where a statement found no row to change.
func mustTouch(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	touched, err := result.RowsAffected()
	if err == nil && touched == 0 {
		err = archive.ErrNotFound
	}
	return err
}
