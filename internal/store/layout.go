package store

import (
	"context"
	"fmt"
	"reflect"

	"communique/internal/archive"
)

// writeLayout replaces what is known of the source's lines that belong to no
// document, and of its doubts, where it is not known already.
func (a *application) writeLayout(ctx context.Context) error {
	if err := a.writeWithheld(ctx); err != nil {
		return fmt.Errorf("withheld pages: %w", err)
	}
	if err := a.writeFurniture(ctx); err != nil {
		return fmt.Errorf("furniture: %w", err)
	}
	if err := a.writeDoubts(ctx); err != nil {
		return fmt.Errorf("doubts: %w", err)
	}
	return nil
}

func (a *application) writeWithheld(ctx context.Context) error {
	held, err := withheldOf(ctx, a.tx, a.change.Source.Name)
	if err != nil || same(held, a.change.Withheld) {
		return err
	}
	if _, err := a.tx.ExecContext(ctx, `DELETE FROM withheld WHERE source = ?`, a.source); err != nil {
		return err
	}
	for i, w := range a.change.Withheld {
		_, err := a.tx.ExecContext(ctx, `
			INSERT INTO withheld (source, position, first_page, last_page, lines, after_document) VALUES (?, ?, ?, ?, ?, ?)`,
			a.source, i+1, w.First, w.Last, list[int](w.Lines), w.After)
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *application) writeFurniture(ctx context.Context) error {
	held, err := furnitureOf(ctx, a.tx, a.change.Source.Name)
	if err != nil || same(held, a.change.Furniture) {
		return err
	}
	if _, err := a.tx.ExecContext(ctx, `DELETE FROM furniture WHERE source = ?`, a.source); err != nil {
		return err
	}
	for i, f := range a.change.Furniture {
		_, err := a.tx.ExecContext(ctx, `
			INSERT INTO furniture (source, position, lines, reason) VALUES (?, ?, ?, ?)`,
			a.source, i+1, list[int](f.Lines), f.Reason)
		if err != nil {
			return err
		}
	}
	return nil
}

// same compares lists; nil and empty are the same.
func same[T any](a, b []T) bool {
	return len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b)
}

// WithheldOfSource gives the notices of withheld pages in a source, in order.
func (s *Store) WithheldOfSource(ctx context.Context, name string) ([]archive.Withheld, error) {
	all, err := withheldOf(ctx, s.reader, name)
	if err != nil {
		return nil, fmt.Errorf("withheld pages of source %q: %w", name, err)
	}
	return all, nil
}

// FurnitureOfSource gives the lines of a source that belong to no document, in
// order.
func (s *Store) FurnitureOfSource(ctx context.Context, name string) ([]archive.Furniture, error) {
	all, err := furnitureOf(ctx, s.reader, name)
	if err != nil {
		return nil, fmt.Errorf("furniture of source %q: %w", name, err)
	}
	return all, nil
}

func withheldOf(ctx context.Context, q queryer, name string) ([]archive.Withheld, error) {
	return collect(ctx, q, func(row scanner) (w archive.Withheld, err error) {
		err = row.Scan(&w.First, &w.Last, (*list[int])(&w.Lines), &w.After)
		return w, err
	}, `
		SELECT first_page, last_page, lines, after_document
		FROM withheld JOIN source ON source.id = withheld.source
		WHERE source.name = ? ORDER BY position`, name)
}

func furnitureOf(ctx context.Context, q queryer, name string) ([]archive.Furniture, error) {
	return collect(ctx, q, func(row scanner) (f archive.Furniture, err error) {
		err = row.Scan((*list[int])(&f.Lines), &f.Reason)
		return f, err
	}, `
		SELECT lines, reason
		FROM furniture JOIN source ON source.id = furniture.source
		WHERE source.name = ? ORDER BY position`, name)
}
