package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"text/tabwriter"

	"communique/internal/archive"
	"communique/internal/ingest"
	"communique/internal/store"
	"communique/internal/thesaurus"
)

// changesCommand looks after change sets, as the admin page does.
type changesCommand struct {
	List    listChanges    `cmd:"" default:"withargs" help:"List the change sets, the newest first."`
	Apply   applyChanges   `cmd:"" help:"Apply a change set that waits."`
	Discard discardChanges `cmd:"" help:"Give up a change set that waits."`
	Revert  revertChanges  `cmd:"" help:"Take an applied change set back, as a new one."`
}

// oneSet names a change set and says why something is done to it.
type oneSet struct {
	archiveFlag
	Reason string `help:"Why, for the record."`
	Set    int64  `arg:"" help:"Number of the change set."`
}

type listChanges struct {
	archiveFlag
	Limit int `default:"20" help:"How many."`
}

// Run lists them.
func (c *listChanges) Run(ctx context.Context, std streams) (err error) {
	records, err := openHeld(ctx, c.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, records.Close()) }()
	sets, err := records.ChangeSets(ctx, c.Limit)
	if err != nil {
		return err
	}
	printSets(std.out, sets)
	return nil
}

func printSets(w io.Writer, sets []archive.ChangeSet) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, set := range sets {
		state := string(set.State)
		if set.RevertedBy != 0 {
			state = fmt.Sprintf("reverted by %d", set.RevertedBy)
		}
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%s; paragraphs: %d new, %d edited, %d removed\n", set.ID, set.Proposed.Format("2006-01-02 15:04"),
			state, printable(set.Actor), documentCounts(set.Effects.Documents), set.Effects.New, set.Effects.Edited, set.Effects.Removed)
	}
	table.Flush()
}

type applyChanges struct{ oneSet }

// Run applies the set.
func (c *applyChanges) Run(ctx context.Context, std streams, log *slog.Logger) error {
	return c.decide(ctx, log, func(in *ingest.Ingester) error {
		if err := in.Apply(ctx, c.Set, commandLineActor, c.Reason); err != nil {
			return err
		}
		fmt.Fprintf(std.out, "Change set %d is applied.\n", c.Set)
		return nil
	})
}

type discardChanges struct{ oneSet }

// Run discards the set.
func (c *discardChanges) Run(ctx context.Context, std streams, log *slog.Logger) error {
	return c.decide(ctx, log, func(in *ingest.Ingester) error {
		if err := in.Discard(ctx, c.Set, commandLineActor, c.Reason); err != nil {
			return err
		}
		fmt.Fprintf(std.out, "Change set %d is discarded.\n", c.Set)
		return nil
	})
}

type revertChanges struct{ oneSet }

// Run reverts the set.
func (c *revertChanges) Run(ctx context.Context, std streams, log *slog.Logger) error {
	return c.decide(ctx, log, func(in *ingest.Ingester) error {
		revert, err := in.Revert(ctx, c.Set, commandLineActor, c.Reason)
		if err != nil {
			return err
		}
		fmt.Fprintf(std.out, "Change set %d is taken back by change set %d.\n", c.Set, revert)
		return nil
	})
}

// openHeld opens an archive that is there: a folder mistyped makes none.
func openHeld(ctx context.Context, dir string) (*store.Store, error) {
	if !store.Exists(dir) {
		return nil, fmt.Errorf("%s holds no archive: %w", dir, archive.ErrNotFound)
	}
	return openRecords(ctx, dir)
}

// decide opens the archive for one decision.
func (c *oneSet) decide(ctx context.Context, log *slog.Logger, do func(*ingest.Ingester) error) (err error) {
	records, err := openHeld(ctx, c.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, records.Close()) }()
	if err := closeCutOffRuns(ctx, c.Data, records); err != nil {
		return err
	}
	return do(newIngester(c.Data, records, thesaurus.Bundled(), log))
}
