package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"
	"runtime/debug"

	"communique/internal/archive"
	"communique/internal/ingest"
	"communique/internal/store"
)

// commandLineActor is who the verbs act for in the records.
const commandLineActor = "command line"

type ingestCommand struct {
	archiveFlag
	DryRun  bool     `name:"dry-run" help:"Say what would change; store nothing."`
	Yes     bool     `name:"yes" help:"Apply what changes, also where a person should look at it first."`
	As      string   `name:"as" placeholder:"SOURCE" help:"The one file given is a new capture of this source, which has another name."`
	JSON    bool     `name:"json" help:"Print the report as JSON."`
	Verbose bool     `help:"Name every source that changed something or is read with doubts, and every doubt."`
	Paths   []string `arg:"" name:"path" help:"Files, or folders that are read with all they hold."`
}

// memoryKept is what a run keeps to, in bytes, however many sources it reads:
// near it, memory is collected sooner. SQLite's own comes on top.
const memoryKept = 224 << 20

// Run reads the paths into the archive and prints a report.
func (c *ingestCommand) Run(ctx context.Context, std streams, log *slog.Logger) (err error) {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 { // GOMEMLIMIT says nothing else
		debug.SetMemoryLimit(memoryKept)
	}
	files, err := sourceFiles(c.Paths)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("ingest: the folders hold no files: %w", archive.ErrInvalid)
	}
	dir := c.Data
	if c.DryRun && !store.Exists(dir) { // against an empty archive, which is not to be made
		if dir, err = os.MkdirTemp("", "communique-dry-run-"); err != nil {
			return fmt.Errorf("dry run: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	records, err := openRecords(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, records.Close()) }()
	th, err := openThesaurus(c.Data)
	if err != nil {
		return err
	}
	if c.As != "" {
		if files, err = captureOf(ctx, records, c.As, files); err != nil {
			return err
		}
	}
	in := newIngester(c.Data, records, th, quiet(log))
	run, err := c.read(ctx, in, records, files, std)
	if err != nil {
		return err
	}
	if err := c.report(std.out, run); err != nil {
		return err
	}
	return exitOf(run)
}

// exitOf is the code that a script learns from: a set that waits comes before
// sources that failed, which the report names either way.
func exitOf(run archive.Run) error {
	switch {
	case run.Set != nil && run.Set.State == archive.Proposed && run.ID != 0:
		return exitWaits
	case run.Documents.Failed > 0:
		return exitSomeFailed
	}
	return nil
}

// captureOf has the one file read as a new capture of a known source.
func captureOf(ctx context.Context, records *store.Store, source string, files []ingest.File) ([]ingest.File, error) {
	if len(files) != 1 {
		return nil, fmt.Errorf("ingest --as: %d files are given, and only one can be the new capture of %s: %w", len(files), source, archive.ErrInvalid)
	}
	if _, err := records.Source(ctx, source); err != nil {
		return nil, fmt.Errorf("ingest --as: %w", err)
	}
	return []ingest.File{{Name: source, File: files[0].Name, Open: files[0].Open}}, nil
}

// quiet keeps sources that were read well, and those that failed, out of the
// log: the report says both.
func quiet(log *slog.Logger) *slog.Logger {
	return slog.New(errorsOnly{log.Handler()})
}

type errorsOnly struct{ slog.Handler }

func (h errorsOnly) Enabled(_ context.Context, level slog.Level) bool {
	return level >= slog.LevelError
}

func (c *ingestCommand) read(ctx context.Context, in *ingest.Ingester, records *store.Store, files []ingest.File, std streams) (archive.Run, error) {
	report, done := progressOn(std.err, len(files))
	defer done()
	if c.DryRun {
		return in.DryRun(ctx, files, report)
	}
	if err := closeCutOffRuns(ctx, c.Data, records); err != nil {
		return archive.Run{}, err
	}
	decision := archive.ApplySafe
	if c.Yes {
		decision = archive.ApplyAll
	}
	return in.Run(ctx, commandLineActor, files, decision, report)
}

func (c *ingestCommand) report(w io.Writer, run archive.Run) error {
	if c.JSON {
		encoder := json.NewEncoder(w)
		encoder.SetIndent("", "  ")
		return encoder.Encode(reportOf(run, c.DryRun))
	}
	if c.DryRun {
		fmt.Fprintln(w, "Nothing was stored. Reading these files would do this:")
	}
	printReport(w, run, c.Verbose)
	return nil
}
