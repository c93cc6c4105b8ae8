package store

import (
	"context"
	"fmt"

	"communique/internal/archive"
)

// CorrectionsOfSource gives the corrections that hold, by document, in the order
// they were made.
func (s *Store) CorrectionsOfSource(ctx context.Context, name string) (map[string][]archive.Correction, error) {
	all, err := collect(ctx, s.reader, scanCorrection, selectCorrection+`
		WHERE document IN (SELECT slug FROM document JOIN source ON source.id = document.source WHERE source.name = ?)
		ORDER BY id`, name)
	if err != nil {
		return nil, fmt.Errorf("corrections of source %q: %w", name, err)
	}
	by := map[string][]archive.Correction{}
	for _, c := range all {
		by[c.Slug] = append(by[c.Slug], c)
	}
	return by, nil
}

// Corrections gives those of one document that hold.
func (s *Store) Corrections(ctx context.Context, slug string) ([]archive.Correction, error) {
	all, err := collect(ctx, s.reader, scanCorrection, selectCorrection+` WHERE document = ? ORDER BY id`, slug)
	if err != nil {
		return nil, fmt.Errorf("corrections of %q: %w", slug, err)
	}
	return all, nil
}

const selectCorrection = `
	SELECT id, document, field, value, was, made_by, reason, at FROM standing_correction`

func scanCorrection(row scanner) (c archive.Correction, err error) {
	err = row.Scan(&c.ID, &c.Slug, &c.Field, (*list[string])(&c.Value), (*list[string])(&c.Was), &c.By, &c.Reason, (*stamp)(&c.At))
	return c, err
}

// writeCorrections keeps the corrections that a change makes and lifts.
func (a *application) writeCorrections(ctx context.Context) error {
	for _, c := range a.change.Corrections {
		_, err := a.tx.ExecContext(ctx, `
			INSERT INTO correction (document, field, value, was, made_by, reason, at, change_set) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			c.Slug, c.Field, list[string](c.Value), list[string](c.Was), c.By, c.Reason, stamp(a.at), a.change.Run)
		if err != nil {
			return fmt.Errorf("correction of %s: %w", c.Field, err)
		}
	}
	for _, id := range a.change.Lifted {
		_, err := a.tx.ExecContext(ctx, `INSERT INTO lifted_correction (correction, change_set) VALUES (?, ?)`, id, a.change.Run)
		if err != nil {
			return fmt.Errorf("lift correction %d: %w", id, err)
		}
	}
	return nil
}
