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
	// Propose keeps a change as part of its run's change set; waits is false
	// where readers would see nothing of it.
	Propose(ctx context.Context, change archive.SourceChange) (waits bool, err error)
	Fail(ctx context.Context, run int64, actor string, source archive.Source, data []byte, problem string) error
	// ReadsAs reports whether the archive shows just this reading of these bytes;
	// NoteUnchanged records that a run found sources so.
	ReadsAs(ctx context.Context, name, sha256, fingerprint string) (bool, error)
	NoteUnchanged(ctx context.Context, run int64, outcomes []archive.Outcome) error
	EndProposal(ctx context.Context, run int64) (set archive.ChangeSet, found bool, err error)
	ApplySet(ctx context.Context, set int64, by, reason string, step func(done int)) error
	DiscardSet(ctx context.Context, set int64, by, reason string) error
	RevertSet(ctx context.Context, set int64, by, reason string) (revert int64, err error)
	CompareOlder(ctx context.Context) error
	EndRun(ctx context.Context, run int64, documents archive.Counts) error

	DocumentsOfSource(ctx context.Context, name string) ([]archive.Document, error)
	LedgerOfSource(ctx context.Context, name string) ([]archive.LedgerEntry, error)
	CorrectionsOfSource(ctx context.Context, name string) (map[string][]archive.Correction, error)
	SlugTaken(ctx context.Context, slug string) (bool, error)
	IDTaken(ctx context.Context, id string) (bool, error)

	Document(ctx context.Context, slug string) (archive.Document, error)
	Corrections(ctx context.Context, slug string) ([]archive.Correction, error)
	SourceBytes(ctx context.Context, sha256 string) ([]byte, error)
	CapturesToRead(ctx context.Context, name string) ([]string, error)
}

// File is a source to be read: its name in the archive and how to get its
// bytes.
type File struct {
	Name string
	Open func(ctx context.Context) ([]byte, error)
	File string // name of the file, where it is another than the source's
	Held bool   // the bytes are a capture that the archive holds: newer ones stay the newest
}

// counted is f, and what is read of it added to total.
func (f File) counted(total *int64) File {
	open := f.Open
	f.Open = func(ctx context.Context) ([]byte, error) {
		data, err := open(ctx)
		*total += int64(len(data))
		return data, err
	}
	return f
}

// Ingester reads files into the record.
type Ingester struct {
	Store     Store
	Thesaurus *thesaurus.Thesaurus
	Log       *slog.Logger
	Version   string // of this program, for the record
	// Lock takes the archive for one run, or says archive.ErrBusy.
	Lock func() (release func() error, err error)
}

// Run reads files one after another into one change set, and applies it as
// decision says. A file that fails leaves a row with the reason and does not
// stop the run. It tells report, which may be nil, how far it has come. The
// error is of the run as a whole: archive.ErrBusy where another run is going on,
// or the context's; then nothing was proposed.
func (in *Ingester) Run(ctx context.Context, actor string, files []File, decision archive.Decision, report func(archive.Progress)) (run archive.Run, err error) {
	release, err := in.Lock()
	if err != nil {
		return run, fmt.Errorf("ingest: %w", err)
	}
	defer func() { err = errors.Join(err, release()) }()
	id, err := in.Store.BeginRun(ctx, actor, len(files))
	if err != nil {
		return run, fmt.Errorf("ingest: %w", err)
	}
	return in.run(ctx, id, actor, files, decision, report)
}

// run reads the files of a run that has begun, applies what they come to, and
// ends it.
func (in *Ingester) run(ctx context.Context, id int64, actor string, files []File, decision archive.Decision, report func(archive.Progress)) (archive.Run, error) {
	r := &runOf{Ingester: in, Run: archive.Run{ID: id, Actor: actor, Sources: len(files)}, names: newNames(in.Store), report: report}
	failure := in.Store.CompareOlder(ctx)
	if failure == nil {
		failure = r.read(ctx, files)
	}
	if failure == nil {
		failure = r.decide(ctx, decision)
	}
	// The run is ended even where its context is: what it did stands.
	if err := in.Store.EndRun(context.WithoutCancel(ctx), id, r.Documents); err != nil {
		failure = errors.Join(failure, err)
	}
	if failure != nil {
		return r.Run, fmt.Errorf("ingest run %d: %w", id, failure)
	}
	return r.Run, nil
}

// runOf is one run under way.
type runOf struct {
	*Ingester
	archive.Run
	names  *names
	report func(archive.Progress)
	bytes  int64             // read so far
	same   []archive.Outcome // sources that read as before, not noted yet
}

// mostSame is how many sources that read as before are noted together.
const mostSame = 256

// read reads the files one after another.
func (r *runOf) read(ctx context.Context, files []File) error {
	for i, file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.tell(archive.Progress{Done: i, Source: file.Name})
		outcome, err := r.source(ctx, file.counted(&r.bytes))
		if err != nil {
			return err
		}
		r.Documents, r.Found = sum(r.Documents, outcome.Counts), r.Found.Add(outcome.Found)
		if outcome.Problem != "" || outcome.Found.Doubts > 0 || outcome.Counts != (archive.Counts{Unchanged: outcome.Counts.Unchanged}) {
			r.Outcomes = append(r.Outcomes, outcome)
		}
		r.tell(archive.Progress{Done: i + 1})
		if len(r.same) == mostSame {
			if err := r.noteSame(ctx); err != nil {
				return err
			}
		}
	}
	return r.noteSame(ctx)
}

func (r *runOf) noteSame(ctx context.Context) error {
	if len(r.same) == 0 {
		return nil
	}
	err := r.Store.NoteUnchanged(ctx, r.ID, r.same)
	r.same = r.same[:0]
	return err
}

// decide ends the proposal, and applies it where it may.
func (r *runOf) decide(ctx context.Context, decision archive.Decision) error {
	set, found, err := r.Store.EndProposal(ctx, r.ID)
	if err != nil || !found {
		return err
	}
	if r.Set = &set; decision == archive.Wait || decision == archive.ApplySafe && len(set.Effects.Risks) > 0 {
		return nil
	}
	err = r.Store.ApplySet(ctx, set.ID, r.Actor, "", func(done int) {
		r.tell(archive.Progress{Done: r.Sources, Applied: done, ToApply: set.Sources})
	})
	if err == nil {
		set.State = archive.Applied
	}
	return err
}

func (r *runOf) tell(p archive.Progress) {
	if r.report != nil {
		p.Run, p.Total, p.Bytes, p.Counts = r.ID, r.Sources, r.bytes, r.Documents
		r.report(p)
	}
}

// source is the straight line: bytes, text, documents, identity, proposal. What
// is wrong with the file becomes the outcome's problem; the error is for what
// must stop the run.
func (r *runOf) source(ctx context.Context, file File) (archive.Outcome, error) {
	data, err := file.Open(ctx)
	if err != nil {
		return r.failed(ctx, archive.Source{Name: file.Name}, nil, err)
	}
	reading, err := r.readable(file.Name, data)
	if err != nil {
		if len(data) > extract.MaxSize { // not all of it was fetched, and nothing less is kept
			return r.failed(ctx, archive.Source{Name: file.Name}, nil, err)
		}
		source := archive.Source{Name: file.Name, SHA256: digest(data), Size: int64(len(data))}
		return r.failed(ctx, source, data, err)
	}
	fingerprint := reading.Fingerprint()
	same, err := r.Store.ReadsAs(ctx, file.Name, reading.Source.SHA256, fingerprint)
	if err != nil {
		return archive.Outcome{}, err
	}
	if same {
		outcome := archive.Outcome{Source: file.Name, Counts: archive.Counts{Unchanged: len(reading.Documents)}, Found: reading.Figures()}
		r.same = append(r.same, outcome)
		return outcome, nil
	}
	change, err := r.planned(ctx, reading, r.names)
	if err != nil {
		return r.failed(ctx, reading.Source, data, err)
	}
	change.Run, change.Actor, change.Version, change.Bytes, change.Held = r.ID, r.Actor, r.Version, data, file.Held
	change.File, change.Reading = file.File, fingerprint
	if _, err := r.Store.Propose(ctx, change); err != nil {
		return r.failed(ctx, change.Source, data, err)
	}
	r.Log.Info("source read", "source", file.Name, "run", r.ID, "documents", change.Counts())
	return outcomeOf(change), nil
}

// outcomeOf is what a change does, for the report.
func outcomeOf(change archive.SourceChange) archive.Outcome {
	return archive.Outcome{Source: change.Source.Name, Counts: change.Counts(), Found: change.Found, Doubts: change.Doubts}
}

// readable reads a file, and refuses one that holds no document. Errors wrap
// archive.ErrUnreadable: the file is to blame.
func (in *Ingester) readable(name string, data []byte) (archive.Reading, error) {
	reading, err := Read(name, data, in.Thesaurus)
	if err == nil && len(reading.Documents) == 0 {
		err = unreadable(&extract.Problem{Name: name, Reason: "holds nothing that reads as a document"})
	}
	return reading, err
}

// planned is what a reading would do to the archive. Nothing is stored.
func (in *Ingester) planned(ctx context.Context, reading archive.Reading, given *names) (archive.SourceChange, error) {
	held, err := in.held(ctx, reading.Source.Name)
	if err != nil {
		return archive.SourceChange{}, err
	}
	return given.plan(ctx, held, reading)
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
	corrections, err := in.Store.CorrectionsOfSource(ctx, name)
	if err != nil {
		return ledger.Held{}, err
	}
	return ledger.Held{Documents: documents, Ledger: entries, Corrections: corrections}, nil
}

// failed leaves the row that says why a source was not read.
func (r *runOf) failed(ctx context.Context, source archive.Source, data []byte, cause error) (archive.Outcome, error) {
	if err := ctx.Err(); err != nil {
		return archive.Outcome{}, err
	}
	var fault *readerFault
	if errors.As(cause, &fault) {
		r.Log.Error("reader failed", "source", source.Name, "run", r.ID, "err", cause, "stack", string(fault.stack))
	} else {
		r.Log.Warn("source failed", "source", source.Name, "run", r.ID, "err", cause)
	}
	problem := Problem(source.Name, cause)
	if err := r.Store.Fail(ctx, r.ID, r.Actor, source, data, problem); err != nil {
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
