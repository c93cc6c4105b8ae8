package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"communique/internal/archive"
)

// Paragraph gives a paragraph by its id, with the place it stands in and its
// history. One that was removed is given without error, in State Removed and
// with its last wording; the error is archive.ErrNotFound for an id that was
// never given out.
//
// Source is the capture that the paragraph was read from, so that its lines
// count in those bytes.
func (s *Store) Paragraph(ctx context.Context, id string) (archive.ParagraphRecord, error) {
	var record archive.ParagraphRecord
	err := s.view(ctx, func(tx *sql.Tx) error {
		rows, err := paragraphLedger(ctx, tx, id)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return archive.ErrNotFound
		}
		if record.History, err = collect(ctx, tx, scanLedger, selectLedger+` WHERE paragraph = ?`+effective+` ORDER BY id`, id); err != nil {
			return err
		}
		if len(record.History) == 0 { // it came and went with what was reverted
			record.History = rows
		}
		last := rows[len(rows)-1]
		if !last.State.Stands() {
			return readRemoved(ctx, tx, last, &record)
		}
		return readStanding(ctx, tx, last, &record)
	})
	if err != nil {
		return archive.ParagraphRecord{}, fmt.Errorf("paragraph %s: %w", id, err)
	}
	return record, nil
}

// readStanding completes the record of a paragraph that stands.
func readStanding(ctx context.Context, tx *sql.Tx, last archive.LedgerEntry, record *archive.ParagraphRecord) error {
	record.State = archive.Current
	for _, e := range slices.Backward(record.History) {
		if e.State == archive.Edited || e.State == archive.Moved || e.State == archive.Split {
			record.State = e.State
			break
		}
	}
	// The ledger knows where it stood at its last event; it may have moved since.
	slugs, err := collect(ctx, tx, scanValue[string], `SELECT document FROM paragraph WHERE id = ?`, last.ParagraphID)
	if err != nil {
		return err
	}
	documents, err := readDocuments(ctx, tx, slugs)
	if err != nil {
		return err
	}
	for _, d := range documents {
		for section, p := range d.Paragraphs {
			if p.ID != last.ParagraphID {
				continue
			}
			record.Paragraph, record.Section, record.Document = *p, *section, archive.Summarize(&d)
			record.Source, err = readCapture(ctx, tx, d.Slug)
			return err
		}
	}
	return errors.New("the ledger says that it stands, and no document has it")
}

// readRemoved completes the record of a paragraph that no longer stands.
func readRemoved(ctx context.Context, tx *sql.Tx, last archive.LedgerEntry, record *archive.ParagraphRecord) error {
	record.State = last.State
	record.Paragraph = archive.Paragraph{ID: last.ParagraphID, Label: last.Label, Printed: last.Label, Text: last.Was}
	record.Section = archive.Section{Heading: last.Heading}
	standing, err := collect(ctx, tx, scanSummary, selectSummary+` WHERE slug = ? AND removed IS NULL`, last.Slug)
	if err != nil {
		return err
	}
	if len(standing) == 1 {
		record.Document = standing[0]
	} else if record.Document, err = lastKnown(ctx, tx, last.Slug); err != nil {
		return err
	}
	if record.Source, err = readCapture(ctx, tx, last.Slug); err != nil {
		return err
	}
	return readFormerPlace(ctx, tx, last, record)
}

// lastKnown is what remains of a document that was removed.
func lastKnown(ctx context.Context, tx *sql.Tx, slug string) (s archive.Summary, err error) {
	err = tx.QueryRowContext(ctx, `
		SELECT slug, source.name, title FROM document JOIN source ON source.id = document.source
		WHERE slug = ?`, slug).Scan(&s.Slug, &s.Source, &s.Title)
	return s, err
}

// readCapture describes the capture that a document was read from.
func readCapture(ctx context.Context, tx *sql.Tx, slug string) (archive.Source, error) {
	found, err := collect(ctx, tx, scanSource, `
		SELECT source.name, capture.sha256, media_type, size, lines, received
		FROM document
		JOIN source ON source.id = document.source
		JOIN capture ON capture.source = document.source AND capture.sha256 = document.sha256
		JOIN blob ON blob.sha256 = capture.sha256
		WHERE document.slug = ?`, slug)
	if err == nil && len(found) == 0 {
		err = archive.ErrNotFound
	}
	if err != nil {
		return archive.Source{}, fmt.Errorf("capture of document %q: %w", slug, err)
	}
	return found[0], nil
}
