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

// EndRun closes a run with what it came to; a proposal that it did not end is
// dropped. The error is archive.ErrNotFound
// where no such run is open.
func (s *Store) EndRun(ctx context.Context, run int64, documents archive.Counts) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		if err := dropUnfinished(ctx, tx, run); err != nil {
			return err
		}
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
			if err := dropUnfinished(ctx, tx, id); err != nil {
				return err
			}
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

// dropUnfinished takes out the change set of a run that died while it was still
// reading: half of a proposal is none.
func dropUnfinished(ctx context.Context, tx *sql.Tx, run int64) error {
	for _, statement := range []string{
		`DELETE FROM change_set_source WHERE change_set = (SELECT id FROM change_set WHERE id = ? AND state = 'preparing')`,
		`DELETE FROM change_set WHERE id = ? AND state = 'preparing'`,
	} {
		if _, err := tx.ExecContext(ctx, statement, run); err != nil {
			return fmt.Errorf("drop the proposal of run %d: %w", run, err)
		}
	}
	return nil
}

// Runs gives the newest runs, newest first, with the outcomes that failed.
func (s *Store) Runs(ctx context.Context, limit int) ([]archive.Run, error) {
	var runs []archive.Run
	err := s.view(ctx, func(tx *sql.Tx) (err error) {
		if runs, err = readRuns(ctx, tx, `SELECT id FROM run ORDER BY id DESC LIMIT ?`, limit); err != nil {
			return err
		}
		return readProblems(ctx, tx, runs)
	})
	if err != nil {
		return nil, fmt.Errorf("runs: %w", err)
	}
	return runs, nil
}

// Run gives one run with its outcomes. Doubts are those that still stand: of
// sources that no run has read since.
func (s *Store) Run(ctx context.Context, id int64) (archive.Run, error) {
	var run archive.Run
	err := s.view(ctx, func(tx *sql.Tx) error {
		runs, err := readRuns(ctx, tx, `SELECT id FROM run WHERE id = ?`, id)
		if err == nil && len(runs) == 0 {
			err = archive.ErrNotFound
		}
		if err != nil {
			return err
		}
		run = runs[0]
		if run.Outcomes, err = readOutcomes(ctx, tx, id); err != nil {
			return err
		}
		return readDoubtsOfRun(ctx, tx, &run)
	})
	if err != nil {
		return archive.Run{}, fmt.Errorf("run %d: %w", id, err)
	}
	return run, nil
}

// readRuns reads the runs that a query selects, newest first, without outcomes.
func readRuns(ctx context.Context, tx *sql.Tx, which string, arg any) ([]archive.Run, error) {
	return collect(ctx, tx, scanRun, `
		SELECT run.id, actor, started, ended, run.state = 'cut off', sources,
			CASE WHEN ended IS NULL THEN coalesce(sum(outcome.added), 0) ELSE run.added END,
			CASE WHEN ended IS NULL THEN coalesce(sum(outcome.changed), 0) ELSE run.changed END,
			CASE WHEN ended IS NULL THEN coalesce(sum(outcome.unchanged), 0) ELSE run.unchanged END,
			CASE WHEN ended IS NULL THEN coalesce(sum(outcome.removed), 0) ELSE run.removed END,
			CASE WHEN ended IS NULL THEN coalesce(sum(outcome.failed), 0) ELSE run.failed END,
			coalesce(sum(documents), 0), coalesce(sum(paragraphs), 0), coalesce(sum(furniture), 0),
			coalesce(sum(withheld), 0), coalesce(sum(doubts), 0)
		FROM run LEFT JOIN outcome ON outcome.run = run.id
		WHERE run.id IN (`+which+`)
		GROUP BY run.id ORDER BY run.id DESC`, arg)
}

func scanRun(row scanner) (r archive.Run, err error) {
	n, f := &r.Documents, &r.Found
	err = row.Scan(&r.ID, &r.Actor, (*stamp)(&r.Started), (*stamp)(&r.Ended), &r.CutOff, &r.Sources,
		&n.Added, &n.Changed, &n.Unchanged, &n.Removed, &n.Failed,
		&f.Documents, &f.Paragraphs, &f.Furniture, &f.Withheld, &f.Doubts)
	return r, err
}
