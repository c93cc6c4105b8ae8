package store

import (
	"context"
	"database/sql"
	"fmt"

	"communique/internal/archive"
)

// BeginRun opens a run of the ingester over so many files and gives its number.
func (s *Store) BeginRun(ctx context.Context, actor string, sources int) (int64, error) {
	var id int64
	err := s.update(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `
			INSERT INTO run (actor, started, state, sources) VALUES (?, ?, 'running', ?) RETURNING id`,
			actor, stamp(s.now()), sources).Scan(&id)
	})
	if err != nil {
		return 0, fmt.Errorf("begin run: %w", err)
	}
	return id, nil
}

// EndRun closes a run with what it came to. The error is archive.ErrNotFound
// where no such run is open.
func (s *Store) EndRun(ctx context.Context, run int64, documents archive.Counts) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `
			UPDATE run SET ended = ?, state = 'ended',
				added = ?, changed = ?, unchanged = ?, removed = ?, failed = ?
			WHERE id = ? AND state = 'running'`,
			stamp(s.now()), documents.Added, documents.Changed, documents.Unchanged, documents.Removed, documents.Failed, run)
		return mustTouch(result, err)
	})
	if err != nil {
		return fmt.Errorf("end run %d: %w", run, err)
	}
	return nil
}

// CutOffRuns marks the runs that never ended, because their process died. Only
// the holder of LockIngest may call it: else a run under way would be marked.
// A run that was cut off keeps what it had applied by then and goes on having
// no end; the audit says what happened to it.
func (s *Store) CutOffRuns(ctx context.Context) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		cut, err := collect(ctx, tx, scanValue[int64], `
			UPDATE run SET state = 'cut off' WHERE state = 'running' RETURNING id`)
		if err != nil {
			return err
		}
		for _, id := range cut {
			err := insertAudit(ctx, tx, archive.AuditEntry{
				At: s.now(), Actor: "archive", Action: "cut off", Object: fmt.Sprintf("run %d", id),
				Detail: "its process ended before it did; what it had applied by then stands",
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("cut off runs: %w", err)
	}
	return nil
}

// Runs gives the newest runs, newest first, with their outcomes.
func (s *Store) Runs(ctx context.Context, limit int) ([]archive.Run, error) {
	runs, err := s.readRuns(ctx, `SELECT id FROM run ORDER BY id DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("runs: %w", err)
	}
	return runs, nil
}

// Run gives one run with its outcomes.
func (s *Store) Run(ctx context.Context, id int64) (archive.Run, error) {
	runs, err := s.readRuns(ctx, `SELECT id FROM run WHERE id = ?`, id)
	if err == nil && len(runs) == 0 {
		err = archive.ErrNotFound
	}
	if err != nil {
		return archive.Run{}, fmt.Errorf("run %d: %w", id, err)
	}
	return runs[0], nil
}

// readRuns reads the runs that a query selects, newest first.
func (s *Store) readRuns(ctx context.Context, which string, arg any) ([]archive.Run, error) {
	var runs []archive.Run
	err := s.view(ctx, func(tx *sql.Tx) (err error) {
		runs, err = collect(ctx, tx, scanRun, `
			SELECT run.id, actor, started, ended, run.state = 'cut off', sources,
				CASE WHEN ended IS NULL THEN coalesce(sum(outcome.added), 0) ELSE run.added END,
				CASE WHEN ended IS NULL THEN coalesce(sum(outcome.changed), 0) ELSE run.changed END,
				CASE WHEN ended IS NULL THEN coalesce(sum(outcome.unchanged), 0) ELSE run.unchanged END,
				CASE WHEN ended IS NULL THEN coalesce(sum(outcome.removed), 0) ELSE run.removed END,
				CASE WHEN ended IS NULL THEN coalesce(sum(outcome.failed), 0) ELSE run.failed END
			FROM run LEFT JOIN outcome ON outcome.run = run.id
			WHERE run.id IN (`+which+`)
			GROUP BY run.id ORDER BY run.id DESC`, arg)
		if err != nil {
			return err
		}
		return readOutcomes(ctx, tx, runs)
	})
	return runs, err
}

func scanRun(row scanner) (r archive.Run, err error) {
	n := &r.Documents
	err = row.Scan(&r.ID, &r.Actor, (*stamp)(&r.Started), (*stamp)(&r.Ended), &r.CutOff, &r.Sources,
		&n.Added, &n.Changed, &n.Unchanged, &n.Removed, &n.Failed)
	return r, err
}
