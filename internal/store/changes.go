package store

import (
	"context"
	"fmt"

	"communique/internal/archive"
)

// Sequence is the number of the newest change; 0 in an empty archive.
func (s *Store) Sequence(ctx context.Context) (int64, error) {
	sequence, err := lastSequence(ctx, s.reader)
	if err != nil {
		return 0, fmt.Errorf("sequence: %w", err)
	}
	return sequence, nil
}

func lastSequence(ctx context.Context, q queryer) (int64, error) {
	newest, err := collect(ctx, q, scanValue[int64], `SELECT coalesce(max(sequence), 0) FROM change_log`)
	if err != nil {
		return 0, err
	}
	return newest[0], nil // an aggregate yields one row
}

// Changes gives at most limit rows of the change log that come behind after,
// oldest first. Zero rows mean that the caller has read all.
func (s *Store) Changes(ctx context.Context, after int64, limit int) ([]archive.Change, error) {
	changes, err := collect(ctx, s.reader, func(row scanner) (c archive.Change, err error) {
		err = row.Scan(&c.Sequence, &c.Slug, &c.Removed)
		return c, err
	}, `
		SELECT sequence, document, removed FROM change_log
		WHERE sequence > ? ORDER BY sequence LIMIT ?`, after, limit)
	if err != nil {
		return nil, fmt.Errorf("changes after %d: %w", after, err)
	}
	return changes, nil
}
