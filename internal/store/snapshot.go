package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"communique/internal/archive"
)

// batchSize is how many documents are read at once: few queries for many, and
// not the whole archive in memory.
const batchSize = 200

// Snapshot calls visit inside one read transaction: sequence is how far the
// change log reaches, and each yields every standing document as of then, in
// order of slug. Writers go on meanwhile, unseen.
func (s *Store) Snapshot(ctx context.Context, visit func(sequence int64, each func(yield func(archive.Document) error) error) error) error {
	err := s.view(ctx, func(tx *sql.Tx) error {
		sequence, err := lastSequence(ctx, tx)
		if err != nil {
			return err
		}
		return visit(sequence, func(yield func(archive.Document) error) error {
			return eachDocument(ctx, tx, yield)
		})
	})
	if err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	return nil
}

// eachDocument calls yield for every standing document in order of slug.
func eachDocument(ctx context.Context, tx *sql.Tx, yield func(archive.Document) error) error {
	slugs, err := collect(ctx, tx, scanValue[string], `
		SELECT slug FROM document WHERE removed IS NULL ORDER BY slug`)
	if err != nil {
		return fmt.Errorf("slugs: %w", err)
	}
	for batch := range slices.Chunk(slugs, batchSize) {
		documents, err := readDocuments(ctx, tx, batch)
		if err != nil {
			return err
		}
		for _, d := range documents {
			if err := yield(d); err != nil {
				return err
			}
		}
	}
	return nil
}
