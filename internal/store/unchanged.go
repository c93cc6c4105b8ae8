package store

import (
	"context"
	"database/sql"
	"fmt"

	"communique/internal/archive"
)

// ReadsAs reports whether the archive shows of a source just what a reading of
// these bytes came to, by the fingerprint of the reading: then there is nothing
// to compare.
func (s *Store) ReadsAs(ctx context.Context, name, sha256, fingerprint string) (bool, error) {
	found, err := collect(ctx, s.reader, scanValue[bool], `
		SELECT state = 'read' AND sha256 = ? AND read_sha256 = sha256 AND reading = ? FROM source WHERE name = ?`,
		sha256, fingerprint, name)
	if err != nil {
		return false, fmt.Errorf("last reading of %q: %w", name, err)
	}
	return len(found) == 1 && found[0], nil
}

// NoteUnchanged records that a run read sources as they were, all in one
// transaction.
func (s *Store) NoteUnchanged(ctx context.Context, run int64, outcomes []archive.Outcome) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		at := s.now()
		for _, o := range outcomes {
			row, err := upsertSource(ctx, tx, reading{name: o.Source, state: archive.SourceRead, run: run, at: at})
			if err != nil {
				return err
			}
			if err := insertOutcome(ctx, tx, run, row, o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("note %d sources that read as before: %w", len(outcomes), err)
	}
	return nil
}
