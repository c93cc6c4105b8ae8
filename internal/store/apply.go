package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"time"

	"communique/internal/archive"
)

// Apply proposes the reading of one source and applies it at once, as the change
// set of its run.
func (s *Store) Apply(ctx context.Context, change archive.SourceChange) error {
	err := checkChange(&change)
	if err == nil {
		err = s.update(ctx, func(tx *sql.Tx) error {
			if waits, err := s.propose(ctx, tx, change); err != nil || !waits {
				return err
			}
			a := application{Store: s, tx: tx, change: &change, at: s.now()}
			if err := a.apply(ctx); err != nil {
				return err
			}
			return s.decide(ctx, tx, change.Run, archive.Applied, change.Actor, "", a.at)
		})
	}
	if err != nil {
		return fmt.Errorf("apply source %q: %w", change.Source.Name, err)
	}
	return nil
}

// application is one change being applied: the capture and its bytes,
// documents, ledger, change log, outcome and audit.
//
// It refuses, with archive.ErrInvalid, a change that leaves a standing document
// unmentioned, that would let a paragraph's id vanish or appear without its row
// in the ledger, or whose ledger does not tell what the documents show. Was and
// Is of a ledger entry may be left empty: the store knows both.
//
// Unchanged names documents in the order they were read: they take the
// positions that Added and Changed leave. They go on referring to the capture
// they were read from.
type application struct {
	*Store
	tx         *sql.Tx
	change     *archive.SourceChange
	at         time.Time
	restores   *sourceState // what a revert brings back; nil elsewhere
	undone     string       // capture of the change that it takes back
	source     int64        // row of the source
	newCapture bool         // these bytes never came under this name before
}

func (a *application) apply(ctx context.Context) error {
	begin := a.saveSource
	if a.restores != nil {
		begin = a.restoreSource
	}
	if err := begin(ctx); err != nil {
		return err
	}
	standing, err := standingDocuments(ctx, a.tx, a.source)
	if err != nil {
		return err
	}
	if err := checkFates(a.change, standing); err != nil {
		return err
	}
	rows, err := a.settleLedger(ctx)
	if err != nil {
		return err
	}
	before, err := fingerprintsOf(ctx, a.tx, slices.Collect(maps.Keys(standing)))
	if err != nil {
		return err
	}
	if err := a.writeTexts(ctx); err != nil {
		return err
	}
	if err := a.placeCopies(ctx, before); err != nil {
		return err
	}
	if err := shiftPositions(ctx, a.tx, a.change, standing); err != nil {
		return err
	}
	if err := a.writeLedger(ctx, rows); err != nil {
		return err
	}
	if err := a.writeLayout(ctx); err != nil {
		return err
	}
	if err := a.writeCorrections(ctx); err != nil {
		return err
	}
	return a.report(ctx)
}

// saveSource records the bytes and that the source was read.
func (a *application) saveSource(ctx context.Context) error {
	state, err := readSourceState(ctx, a.tx, a.change.Source.Name)
	if err != nil {
		return err
	}
	r := reading{name: a.change.Source.Name, state: archive.SourceRead, run: a.change.Run, at: a.at}
	older := a.change.Held && state.SHA256 != a.change.Source.SHA256
	if older { // the newest capture could not be read: that goes on being said
		r.state, r.problem = state.State, state.Problem
	}
	if a.source, err = upsertSource(ctx, a.tx, r); err != nil {
		return err
	}
	_, err = a.tx.ExecContext(ctx, `UPDATE source SET reading = ? WHERE id = ?`, a.change.Reading, a.source)
	if err != nil {
		return fmt.Errorf("note the reading: %w", err)
	}
	if older {
		return a.pointToRead(ctx)
	}
	a.newCapture, err = saveCapture(ctx, a.tx, a.source, a.change.Run, a.change.Source, a.change.File, a.change.Bytes, a.at)
	if err != nil || a.newCapture {
		return err
	}
	_, err = a.tx.ExecContext(ctx, `
		UPDATE capture SET media_type = ?, lines = ? WHERE source = ? AND sha256 = ?`,
		a.change.Source.MediaType, a.change.Source.Lines, a.source, a.change.Source.SHA256)
	if err != nil {
		return fmt.Errorf("describe capture: %w", err)
	}
	return nil
}

// pointToRead notes which capture was read last, without making it the newest.
func (a *application) pointToRead(ctx context.Context) error {
	_, err := a.tx.ExecContext(ctx, `UPDATE source SET read_sha256 = ? WHERE id = ?`, a.change.Source.SHA256, a.source)
	if err != nil {
		return fmt.Errorf("point to the capture read: %w", err)
	}
	return nil
}

// writeTexts takes out the documents that go, writes those that come or
// change, and logs each for the followers. All old texts go before the first
// new one is written, because a paragraph may move between documents.
func (a *application) writeTexts(ctx context.Context) error {
	for _, d := range a.change.Changed {
		if err := deleteText(ctx, a.tx, d.Slug); err != nil {
			return err
		}
	}
	for _, slug := range a.change.Removed {
		if err := a.removeDocument(ctx, slug); err != nil {
			return err
		}
	}
	for _, documents := range [][]archive.Document{a.change.Added, a.change.Changed} {
		for i := range documents {
			if err := a.writeDocument(ctx, &documents[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *application) removeDocument(ctx context.Context, slug string) error {
	if err := deleteText(ctx, a.tx, slug); err != nil {
		return err
	}
	_, err := a.tx.ExecContext(ctx, `
		UPDATE document SET removed = ?, fingerprint = NULL, principal = NULL WHERE slug = ?`, stamp(a.at), slug)
	if err != nil {
		return fmt.Errorf("remove document %q: %w", slug, err)
	}
	return logChange(ctx, a.tx, slug, true)
}

func (a *application) writeDocument(ctx context.Context, d *archive.Document) error {
	sum, at := a.change.Source.SHA256, a.at
	if a.restores != nil {
		sum, at = d.SHA256, d.Changed
	}
	if err := upsertDocument(ctx, a.tx, d, a.source, sum, at); err != nil {
		return fmt.Errorf("document %q: %w", d.Slug, err)
	}
	if err := insertText(ctx, a.tx, d); err != nil {
		return fmt.Errorf("document %q: %w", d.Slug, err)
	}
	return logChange(ctx, a.tx, d.Slug, false)
}

// report leaves the outcome for the run and, where the archive changed, a line
// in the audit.
func (a *application) report(ctx context.Context) error {
	counts := a.change.Counts()
	if err := insertOutcome(ctx, a.tx, a.change.Run, a.source, archive.Outcome{Counts: counts, Found: a.change.Found}); err != nil {
		return err
	}
	if !a.newCapture && counts.Added+counts.Changed+counts.Removed == 0 {
		return nil
	}
	return insertAudit(ctx, a.tx, archive.AuditEntry{
		At: a.at, Actor: a.change.Actor, Action: "ingest", Object: a.change.Source.Name,
		Detail: fmt.Sprintf("documents: %d added, %d changed, %d unchanged, %d removed",
			counts.Added, counts.Changed, counts.Unchanged, counts.Removed),
	})
}

// logChange tells the followers that a document was written or removed.
func logChange(ctx context.Context, tx *sql.Tx, slug string, removed bool) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO change_log (document, removed) VALUES (?, ?)`, slug, removed)
	if err != nil {
		return fmt.Errorf("log change of %q: %w", slug, err)
	}
	return nil
}
