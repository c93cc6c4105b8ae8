package store

import (
	"context"
	"database/sql"
	"fmt"

	"communique/internal/archive"
)

// insertOutcome records what a run did with a source.
func insertOutcome(ctx context.Context, tx *sql.Tx, run, source int64, o archive.Outcome) error {
	n, f := o.Counts, o.Found
	_, err := tx.ExecContext(ctx, `
		INSERT INTO outcome (run, source, added, changed, unchanged, removed, failed, problem,
			documents, paragraphs, furniture, withheld, doubts)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?,  ?, ?, ?, ?, ?)`,
		run, source, n.Added, n.Changed, n.Unchanged, n.Removed, n.Failed, o.Problem,
		f.Documents, f.Paragraphs, f.Furniture, f.Withheld, f.Doubts)
	if err != nil {
		return fmt.Errorf("record outcome in run %d: %w", run, err)
	}
	return nil
}

// readOutcomes gives the outcomes of a run that changed something, failed, or
// are read with doubts.
func readOutcomes(ctx context.Context, tx *sql.Tx, run int64) ([]archive.Outcome, error) {
	outcomes, err := collect(ctx, tx, func(row scanner) (o archive.Outcome, err error) {
		n, f := &o.Counts, &o.Found
		err = row.Scan(&o.Source, &n.Added, &n.Changed, &n.Unchanged, &n.Removed, &n.Failed, &o.Problem,
			&f.Documents, &f.Paragraphs, &f.Furniture, &f.Withheld, &f.Doubts)
		return o, err
	}, `
		SELECT source.name, added, changed, unchanged, removed, failed, outcome.problem,
			coalesce(documents, 0), coalesce(paragraphs, 0), coalesce(furniture, 0), coalesce(withheld, 0), coalesce(doubts, 0)
		FROM outcome JOIN source ON source.id = outcome.source
		WHERE run = ? AND added + changed + removed + failed + coalesce(doubts, 0) > 0
		ORDER BY outcome.id`, run)
	if err != nil {
		return nil, fmt.Errorf("outcomes: %w", err)
	}
	return outcomes, nil
}

// readDoubtsOfRun fills in the doubts of the sources that no run has read since.
func readDoubtsOfRun(ctx context.Context, tx *sql.Tx, run *archive.Run) error {
	at := make(map[string]*archive.Outcome, len(run.Outcomes))
	for i := range run.Outcomes {
		at[run.Outcomes[i].Source] = &run.Outcomes[i]
	}
	err := each(ctx, tx, func(row scanner) error {
		var name string
		var d archive.SourceDoubt
		if err := row.Scan(&name, &d.Slug, (*list[int])(&d.Lines), &d.Says); err != nil {
			return err
		}
		if o, found := at[name]; found && o.Problem == "" {
			o.Doubts = append(o.Doubts, d)
		}
		return nil
	}, `
		SELECT source.name, coalesce(document, ''), lines, says
		FROM doubt JOIN source ON source.id = doubt.source
		WHERE source.last_run = ? ORDER BY doubt.source, position`, run.ID)
	if err != nil {
		return fmt.Errorf("doubts: %w", err)
	}
	return nil
}

// readProblems fills in the outcomes of runs that failed.
func readProblems(ctx context.Context, tx *sql.Tx, runs []archive.Run) error {
	byID := make(map[int64]*archive.Run, len(runs))
	ids := make([]int64, len(runs))
	for i := range runs {
		byID[runs[i].ID], ids[i] = &runs[i], runs[i].ID
	}
	err := each(ctx, tx, func(row scanner) error {
		var id int64
		o := archive.Outcome{Counts: archive.Counts{Failed: 1}}
		if err := row.Scan(&id, &o.Source, &o.Problem); err != nil {
			return err
		}
		byID[id].Outcomes = append(byID[id].Outcomes, o)
		return nil
	}, `
		SELECT run, source.name, outcome.problem
		FROM outcome JOIN source ON source.id = outcome.source
		WHERE run IN (SELECT value FROM json_each(?)) AND failed > 0
		ORDER BY outcome.id`, list[int64](ids))
	if err != nil {
		return fmt.Errorf("problems: %w", err)
	}
	return nil
}
