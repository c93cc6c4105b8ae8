package store

import (
	"context"
	"database/sql"
	"fmt"

	"communique/internal/archive"
)

// insertOutcome records what a run did with a source.
func insertOutcome(ctx context.Context, tx *sql.Tx, run, source int64, n archive.Counts, problem string) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO outcome (run, source, added, changed, unchanged, removed, failed, problem)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		run, source, n.Added, n.Changed, n.Unchanged, n.Removed, n.Failed, problem)
	if err != nil {
		return fmt.Errorf("record outcome in run %d: %w", run, err)
	}
	return nil
}

// readOutcomes fills in the outcomes of runs that changed something or failed.
func readOutcomes(ctx context.Context, tx *sql.Tx, runs []archive.Run) error {
	byID := make(map[int64]*archive.Run, len(runs))
	ids := make([]int64, len(runs))
	for i := range runs {
		byID[runs[i].ID], ids[i] = &runs[i], runs[i].ID
	}
	err := each(ctx, tx, func(row scanner) error {
		var id int64
		var o archive.Outcome
		n := &o.Counts
		if err := row.Scan(&id, &o.Source, &n.Added, &n.Changed, &n.Unchanged, &n.Removed, &n.Failed, &o.Problem); err != nil {
			return err
		}
		byID[id].Outcomes = append(byID[id].Outcomes, o)
		return nil
	}, `
		SELECT run, source.name, added, changed, unchanged, removed, failed, outcome.problem
		FROM outcome JOIN source ON source.id = outcome.source
		WHERE run IN (SELECT value FROM json_each(?)) AND added + changed + removed + failed > 0
		ORDER BY outcome.id`, list[int64](ids))
	if err != nil {
		return fmt.Errorf("outcomes: %w", err)
	}
	return nil
}
