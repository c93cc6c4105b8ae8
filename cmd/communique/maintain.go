package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"communique/internal/archive"
	"communique/internal/search"
	"communique/internal/store"
)

type reindexCommand struct{ archiveFlag }

// Run grows the index again from the database.
func (c *reindexCommand) Run(ctx context.Context, std streams, log *slog.Logger) error {
	return withIndex(ctx, c.Data, log, func(records *store.Store, index *search.Index) error {
		if err := index.Rebuild(ctx); err != nil {
			return err
		}
		if err := records.Audit(ctx, commandLineActor, "reindex", "", ""); err != nil {
			return err
		}
		fmt.Fprintf(std.out, "The index was grown again, to change %d.\n", index.Sequence())
		return nil
	})
}

type checkCommand struct{ archiveFlag }

// Run lists what does not agree, and fails where something does not. The record
// is proved first: it is the truth, and the index can be grown again.
func (c *checkCommand) Run(ctx context.Context, std streams, log *slog.Logger) error {
	faults, err := checkRecords(ctx, c.Data)
	if err != nil {
		return err
	}
	agree := "Sources, database, ledger and index agree."
	err = withIndex(ctx, c.Data, log, func(_ *store.Store, index *search.Index) error {
		found, err := index.Check(ctx)
		faults = append(faults, found...)
		return err
	})
	if errors.Is(err, archive.ErrBusy) { // a server holds the index, and keeps it itself
		agree, err = "Sources, database and ledger agree. The index was not looked at: a server is running on it.", nil
	}
	for _, fault := range faults {
		fmt.Fprintln(std.out, fault)
	}
	switch {
	case err != nil:
		return err
	case len(faults) > 0:
		return exitNothingDone
	}
	fmt.Fprintln(std.out, agree)
	return nil
}

func checkRecords(ctx context.Context, dir string) (faults []string, err error) {
	records, err := openExisting(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, records.Close()) }()
	return records.Check(ctx)
}

// withIndex opens an archive that is there, with its index, for a verb that
// needs both to itself.
func withIndex(ctx context.Context, dir string, log *slog.Logger, do func(*store.Store, *search.Index) error) (err error) {
	records, err := openExisting(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, records.Close()) }()
	release, err := store.LockServer(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	th, err := openThesaurus(dir)
	if err != nil {
		return err
	}
	index, err := search.Open(ctx, dir, records, th, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, index.Close()) }()
	if err := index.CatchUp(ctx); err != nil {
		return err
	}
	return do(records, index)
}

// openExisting opens an archive, and does not make one where there is none.
func openExisting(ctx context.Context, dir string) (*store.Store, error) {
	if !store.Exists(dir) {
		return nil, fmt.Errorf("%s holds no archive", dir)
	}
	return openRecords(ctx, dir)
}

type backupCommand struct {
	archiveFlag
	File string `arg:"" help:"The file to write; it must not exist."`
}

// Run writes the archive to one file.
func (c *backupCommand) Run(ctx context.Context, std streams, _ *slog.Logger) (err error) {
	records, err := openExisting(ctx, c.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, records.Close()) }()
	if err := records.Backup(ctx, c.File); err != nil {
		return err
	}
	fmt.Fprintf(std.out, "The archive in %s was written to %s.\n", c.Data, c.File)
	return nil
}

type restoreCommand struct {
	archiveFlag
	File string `arg:"" help:"A file that backup wrote."`
}

// Run makes an archive from a backup. Its index grows when it is served.
func (c *restoreCommand) Run(ctx context.Context, std streams, _ *slog.Logger) (err error) {
	if err := store.Restore(ctx, c.File, c.Data); err != nil {
		return err
	}
	records, err := store.Open(ctx, c.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, records.Close()) }()
	if err := records.Audit(ctx, commandLineActor, "restore", c.File, ""); err != nil {
		return err
	}
	fmt.Fprintf(std.out, "The archive in %s was restored into %s.\n", c.File, c.Data)
	return nil
}
