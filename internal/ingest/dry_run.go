package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"communique/internal/archive"
)

// DryRun says what Run would do and stores nothing. The run it returns has no
// id, and its Set sums up what would be proposed.
func (in *Ingester) DryRun(ctx context.Context, files []File, report func(archive.Progress)) (archive.Run, error) {
	run := archive.Run{Sources: len(files), Set: &archive.ChangeSet{State: archive.Proposed}}
	given, shifts := newNames(in.Store), map[archive.FacetValue]int{}
	var bytes int64
	for i, file := range files {
		outcome, effects, err := in.wouldDo(ctx, file.counted(&bytes), given, shifts)
		if err != nil {
			return run, fmt.Errorf("dry run of %q: %w", file.Name, err)
		}
		run.Documents, run.Found = sum(run.Documents, outcome.Counts), run.Found.Add(outcome.Found)
		run.Outcomes = append(run.Outcomes, outcome)
		run.Set.Effects.Add(effects)
		if report != nil {
			report(archive.Progress{Done: i + 1, Total: len(files), Bytes: bytes, Source: file.Name, Counts: run.Documents})
		}
	}
	run.Set.Sources, run.Set.Shifts = len(files), shifts
	return run, nil
}

func (in *Ingester) wouldDo(ctx context.Context, file File, given *names, shifts map[archive.FacetValue]int) (archive.Outcome, archive.Effects, error) {
	data, err := file.Open(ctx)
	var change archive.SourceChange
	var reading archive.Reading
	if err == nil {
		reading, err = in.readable(file.Name, data)
	}
	if err == nil {
		change, err = in.planned(ctx, reading, given)
	}
	if errors.Is(err, archive.ErrUnreadable) {
		return archive.Outcome{Source: file.Name, Counts: archive.Counts{Failed: 1}, Problem: Problem(file.Name, err)}, archive.Effects{}, nil
	}
	if err != nil {
		return archive.Outcome{}, archive.Effects{}, err
	}
	held, err := in.Store.DocumentsOfSource(ctx, file.Name)
	before := slices.DeleteFunc(held, func(d archive.Document) bool { return slices.Contains(change.Unchanged, d.Slug) })
	archive.ShiftFacets(shifts, &change, before)
	return outcomeOf(change), archive.EffectsOf(&change, before), err
}
