package store

import (
	"context"
	"database/sql"
	"fmt"

	"communique/internal/archive"
)

// writeDoubts replaces the doubts of the source and of its documents. A
// document that reads as before and only is doubted otherwise has not changed,
// yet who shows it is told.
func (a *application) writeDoubts(ctx context.Context) error {
	held, err := doubtsOf(ctx, a.tx, a.change.Source.Name)
	if err != nil || same(held, a.change.Doubts) {
		return err
	}
	if _, err := a.tx.ExecContext(ctx, `DELETE FROM doubt WHERE source = ?`, a.source); err != nil {
		return err
	}
	for i, d := range a.change.Doubts {
		_, err := a.tx.ExecContext(ctx, `
			INSERT INTO doubt (source, position, document, lines, says) VALUES (?, ?, nullif(?, ''), ?, ?)`,
			a.source, i+1, d.Slug, list[int](d.Lines), d.Says)
		if err != nil {
			return err
		}
	}
	was, is := bySlug(held), bySlug(a.change.Doubts)
	for _, slug := range a.change.Unchanged {
		if same(was[slug], is[slug]) {
			continue
		}
		if err := logChange(ctx, a.tx, slug, false); err != nil {
			return err
		}
	}
	return nil
}

func bySlug(doubts []archive.SourceDoubt) map[string][]archive.Doubt {
	by := map[string][]archive.Doubt{}
	for _, d := range doubts {
		by[d.Slug] = append(by[d.Slug], d.Doubt)
	}
	return by
}

// DoubtsOfSource gives the doubts of a source and of its documents, in order.
func (s *Store) DoubtsOfSource(ctx context.Context, name string) ([]archive.SourceDoubt, error) {
	all, err := doubtsOf(ctx, s.reader, name)
	if err != nil {
		return nil, fmt.Errorf("doubts of source %q: %w", name, err)
	}
	return all, nil
}

func doubtsOf(ctx context.Context, q queryer, name string) ([]archive.SourceDoubt, error) {
	return collect(ctx, q, func(row scanner) (d archive.SourceDoubt, err error) {
		err = row.Scan(&d.Slug, (*list[int])(&d.Lines), &d.Says)
		return d, err
	}, `
		SELECT coalesce(document, ''), lines, says
		FROM doubt JOIN source ON source.id = doubt.source
		WHERE source.name = ? ORDER BY position`, name)
}

func (held shelf) readDoubts(ctx context.Context, tx *sql.Tx, slugs list[string]) error {
	return each(ctx, tx, func(row scanner) error {
		var slug string
		var doubt archive.Doubt
		if err := row.Scan(&slug, (*list[int])(&doubt.Lines), &doubt.Says); err != nil {
			return err
		}
		if d, found := held[slug]; found {
			d.Doubts = append(d.Doubts, doubt)
		}
		return nil
	}, `
		SELECT document, lines, says FROM doubt
		WHERE document IN (SELECT value FROM json_each(?)) ORDER BY document, source, position`, slugs)
}
