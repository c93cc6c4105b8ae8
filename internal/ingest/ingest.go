// Package ingest is the pipeline from a file to the record: extract,
// normalize, packet, thesaurus, ledger, store. It runs sources one after
// another, each applied whole or not at all, and reports what became of them.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"communique/internal/archive"
	"communique/internal/extract"
	"communique/internal/ledger"
	"communique/internal/thesaurus"
)

// Store is what the pipeline needs of the record.
type Store interface {
	BeginRun(ctx context.Context, actor string, sources int) (int64, error)
	Apply(ctx context.Context, change archive.SourceChange) error
	Fail(ctx context.Context, run int64, actor string, source archive.Source, data []byte, problem string) error
	EndRun(ctx context.Context, run int64, documents archive.Counts) error

	DocumentsOfSource(ctx context.Context, name string) ([]archive.Document, error)
	LedgerOfSource(ctx context.Context, name string) ([]archive.LedgerEntry, error)
	SlugTaken(ctx context.Context, slug string) (bool, error)
	IDTaken(ctx context.Context, id string) (bool, error)
}

// File is a source to be read: its name in the archive and how to get its
// bytes.
type File struct {
	Name string
	Open func(ctx context.Context) ([]byte, error)
}

// Ingester reads files into the record.
type Ingester struct {
	Store     Store
	Thesaurus *thesaurus.Thesaurus
	Log       *slog.Logger
	// Lock takes the archive for one run, or says archive.ErrBusy.
	Lock func() (release func() error, err error)
}

// Run reads files one after another and applies each. A file that fails leaves
// a row with the reason and does not stop the run. It tells report, which may
// be nil, how far it has come. The error is of the run as a whole:
// archive.ErrBusy where another run is going on, or the context's.
func (in *Ingester) Run(ctx context.Context, actor string, files []File, report func(archive.Progress)) (run archive.Run, err error) {
	release, err := in.Lock()
	if err != nil {
		return run, fmt.Errorf("ingest: %w", err)
	}
	defer func() { err = errors.Join(err, release()) }()
	id, err := in.Store.BeginRun(ctx, actor, len(files))
	if err != nil {
		return run, fmt.Errorf("ingest: %w", err)
	}
	return in.run(ctx, id, actor, files, report)
}

// run reads the files of a run that has begun, and ends it.
func (in *Ingester) run(ctx context.Context, id int64, actor string, files []File, report func(archive.Progress)) (archive.Run, error) {
	run := archive.Run{ID: id, Actor: actor, Sources: len(files)}
	tell := func(done int, source string) {
		if report != nil {
			report(archive.Progress{Run: id, Done: done, Total: len(files), Source: source, Counts: run.Documents})
		}
	}
	var failure error
	for i, file := range files {
		if failure = ctx.Err(); failure != nil {
			break
		}
		tell(i, file.Name)
		outcome, err := in.source(ctx, id, actor, file)
		if err != nil {
			failure = err
			break
		}
		run.Documents, run.Found = sum(run.Documents, outcome.Counts), run.Found.Add(outcome.Found)
		if outcome.Problem != "" || outcome.Found.Doubts > 0 || outcome.Counts != (archive.Counts{Unchanged: outcome.Counts.Unchanged}) {
			run.Outcomes = append(run.Outcomes, outcome)
		}
		tell(i+1, "")
	}
	// The run is ended even where its context is: what it did stands.
	if err := in.Store.EndRun(context.WithoutCancel(ctx), id, run.Documents); err != nil {
		failure = errors.Join(failure, err)
	}
	if failure != nil {
		return run, fmt.Errorf("ingest run %d: %w", id, failure)
	}
	return run, nil
}

// source is the straight line: bytes, text, documents, identity, record. What
// is wrong with the file becomes the outcome's problem; the error is for what
// must stop the run.
func (in *Ingester) source(ctx context.Context, run int64, actor string, file File) (archive.Outcome, error) {
	data, err := file.Open(ctx)
	if err != nil {
		return in.failed(ctx, run, actor, archive.Source{Name: file.Name}, nil, err)
	}
	change, err := in.Propose(ctx, file.Name, data)
	if err != nil {
		if len(data) > extract.MaxSize { // not all of it was fetched, and nothing less is kept
			return in.failed(ctx, run, actor, archive.Source{Name: file.Name}, nil, err)
		}
		source := archive.Source{Name: file.Name, SHA256: digest(data), Size: int64(len(data))}
		return in.failed(ctx, run, actor, source, data, err)
	}
	change.Run, change.Actor, change.Bytes = run, actor, data
	if err := in.Store.Apply(ctx, change); err != nil {
		return in.failed(ctx, run, actor, change.Source, data, err)
	}
	in.Log.Info("source read", "source", file.Name, "run", run, "documents", change.Counts())
	return outcomeOf(change), nil
}

// outcomeOf is what a change does, for the report.
func outcomeOf(change archive.SourceChange) archive.Outcome {
	return archive.Outcome{Source: change.Source.Name, Counts: change.Counts(), Found: change.Found, Doubts: change.Doubts}
}

// Propose is what reading data under a name would do to the archive. Nothing
// is stored. Errors wrap archive.ErrUnreadable where the file is to blame.
func (in *Ingester) Propose(ctx context.Context, name string, data []byte) (archive.SourceChange, error) {
	reading, err := Read(name, data, in.Thesaurus)
	if err != nil {
		return archive.SourceChange{}, err
	}
	if len(reading.Documents) == 0 {
		return archive.SourceChange{}, unreadable(&extract.Problem{Name: name, Reason: "holds nothing that reads as a document"})
	}
	held, err := in.held(ctx, name)
	if err != nil {
		return archive.SourceChange{}, err
	}
	return ledger.Plan(held, reading, ledger.Taken{
		Slug: func(slug string) (bool, error) { return in.Store.SlugTaken(ctx, slug) },
		ID:   func(id string) (bool, error) { return in.Store.IDTaken(ctx, id) },
	})
}

func (in *Ingester) held(ctx context.Context, name string) (ledger.Held, error) {
	documents, err := in.Store.DocumentsOfSource(ctx, name)
	if err != nil {
		return ledger.Held{}, err
	}
	entries, err := in.Store.LedgerOfSource(ctx, name)
	if err != nil {
		return ledger.Held{}, err
	}
	return ledger.Held{Documents: documents, Ledger: entries}, nil
}

// failed leaves the row that says why a source was not read.
func (in *Ingester) failed(ctx context.Context, run int64, actor string, source archive.Source, data []byte, cause error) (archive.Outcome, error) {
	if err := ctx.Err(); err != nil {
		return archive.Outcome{}, err
	}
	var fault *readerFault
	if errors.As(cause, &fault) {
		in.Log.Error("reader failed", "source", source.Name, "run", run, "err", cause, "stack", string(fault.stack))
	} else {
		in.Log.Warn("source failed", "source", source.Name, "run", run, "err", cause)
	}
	problem := Problem(source.Name, cause)
	if err := in.Store.Fail(ctx, run, actor, source, data, problem); err != nil {
		return archive.Outcome{}, err
	}
	return archive.Outcome{Source: source.Name, Counts: archive.Counts{Failed: 1}, Problem: problem}, nil
}

// Problem is the sentence that a reader or an admin sees of a source that
// failed: it names the file and the reason.
func Problem(name string, cause error) string {
	var told *extract.Problem
	switch {
	case errors.As(cause, &told): // a whole sentence already
		return told.Error() + "."
	case errors.Is(cause, archive.ErrUnreadable):
		return fmt.Sprintf("%s was not read: %s.", name, cause)
	}
	return fmt.Sprintf("%s was read but could not be stored: %s.", name, cause)
}

func sum(a, b archive.Counts) archive.Counts {
	return archive.Counts{
		Added: a.Added + b.Added, Changed: a.Changed + b.Changed, Unchanged: a.Unchanged + b.Unchanged,
		Removed: a.Removed + b.Removed, Failed: a.Failed + b.Failed,
	}
}
