package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"communique/internal/archive"
)

// Document gives a standing document by its slug. The error is
// archive.ErrGone where it was removed, archive.ErrNotFound where it never was.
func (s *Store) Document(ctx context.Context, slug string) (archive.Document, error) {
	var d archive.Document
	err := s.view(ctx, func(tx *sql.Tx) error {
		found, err := readDocuments(ctx, tx, []string{slug})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return whyAbsent(ctx, tx, slug)
		}
		d = found[0]
		return nil
	})
	if err != nil {
		return archive.Document{}, fmt.Errorf("document %q: %w", slug, err)
	}
	return d, nil
}

// whyAbsent tells a document that was removed from one that never was.
func whyAbsent(ctx context.Context, tx *sql.Tx, slug string) error {
	var title string
	err := tx.QueryRowContext(ctx, `SELECT title FROM document WHERE slug = ?`, slug).Scan(&title)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return archive.ErrNotFound
	case err != nil:
		return err
	}
	return fmt.Errorf("%q was removed: %w", title, archive.ErrGone)
}

// Documents gives those of the documents asked for that stand, in the order
// asked.
func (s *Store) Documents(ctx context.Context, slugs []string) ([]archive.Document, error) {
	var documents []archive.Document
	err := s.view(ctx, func(tx *sql.Tx) (err error) {
		documents, err = readDocuments(ctx, tx, slugs)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("%d documents: %w", len(slugs), err)
	}
	return documents, nil
}

// DocumentsOfSource gives the standing documents of a source, in their order.
func (s *Store) DocumentsOfSource(ctx context.Context, name string) ([]archive.Document, error) {
	var documents []archive.Document
	err := s.view(ctx, func(tx *sql.Tx) (err error) {
		documents, err = documentsOf(ctx, tx, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("documents of source %q: %w", name, err)
	}
	return documents, nil
}

func documentsOf(ctx context.Context, tx *sql.Tx, name string) ([]archive.Document, error) {
	slugs, err := collect(ctx, tx, scanValue[string], `
		SELECT slug FROM document JOIN source ON source.id = document.source
		WHERE source.name = ? AND document.removed IS NULL ORDER BY document.position`, name)
	if err != nil {
		return nil, err
	}
	return readDocuments(ctx, tx, slugs)
}

// SlugTaken reports whether a document has, or ever had, the slug.
func (s *Store) SlugTaken(ctx context.Context, slug string) (bool, error) {
	var taken bool
	err := s.reader.QueryRowContext(ctx,
		`SELECT EXISTS (SELECT 1 FROM document WHERE slug = ?)`, slug).Scan(&taken)
	if err != nil {
		return false, fmt.Errorf("look up slug %q: %w", slug, err)
	}
	return taken, nil
}
