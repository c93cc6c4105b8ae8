package ingest

import (
	"context"
	"errors"
	"fmt"

	"communique/internal/archive"
)

// DryRun says what Run would do, one source at a time against the archive as
// it stands, and stores nothing. The run it returns has no id.
func (in *Ingester) DryRun(ctx context.Context, files []File, report func(archive.Progress)) (archive.Run, error) {
	run := archive.Run{Sources: len(files)}
	for i, file := range files {
		outcome, err := in.proposal(ctx, file)
		if err != nil {
			return run, fmt.Errorf("dry run of %q: %w", file.Name, err)
		}
		run.Documents, run.Found = sum(run.Documents, outcome.Counts), run.Found.Add(outcome.Found)
		run.Outcomes = append(run.Outcomes, outcome)
		if report != nil {
			report(archive.Progress{Done: i + 1, Total: len(files), Source: file.Name, Counts: run.Documents})
		}
	}
	return run, nil
}

func (in *Ingester) proposal(ctx context.Context, file File) (archive.Outcome, error) {
	data, err := file.Open(ctx)
	if err == nil {
		var change archive.SourceChange
		if change, err = in.Propose(ctx, file.Name, data); err == nil {
			return outcomeOf(change), nil
		}
	}
	if !errors.Is(err, archive.ErrUnreadable) {
		return archive.Outcome{}, err
	}
	return archive.Outcome{Source: file.Name, Counts: archive.Counts{Failed: 1}, Problem: Problem(file.Name, err)}, nil
}
