package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"communique/internal/archive"
)

// standingDocuments gives the documents that a source yields now, each with
// its position.
func standingDocuments(ctx context.Context, tx *sql.Tx, source int64) (map[string]int, error) {
	standing := map[string]int{}
	err := each(ctx, tx, func(row scanner) error {
		var slug string
		var position int
		err := row.Scan(&slug, &position)
		standing[slug] = position
		return err
	}, `SELECT slug, position FROM document WHERE source = ? AND removed IS NULL`, source)
	if err != nil {
		return nil, fmt.Errorf("documents of the source: %w", err)
	}
	return standing, nil
}

// checkFates proves that a change names every document that stands exactly
// once, as changed, unchanged or removed, and adds none that stands.
func checkFates(c *archive.SourceChange, standing map[string]int) error {
	fates := map[string]string{}
	record := func(slug, fate string, stands bool) error {
		if before, twice := fates[slug]; twice {
			return invalid("document %q is both %s and %s", slug, before, fate)
		}
		fates[slug] = fate
		if _, found := standing[slug]; found != stands {
			return invalid("document %q cannot be %s: it stands in this source: %t", slug, fate, found)
		}
		return nil
	}
	for _, d := range c.Added {
		if err := record(d.Slug, "added", false); err != nil {
			return err
		}
	}
	for _, d := range c.Changed {
		if err := record(d.Slug, "changed", true); err != nil {
			return err
		}
	}
	for _, slug := range c.Unchanged {
		if err := record(slug, "unchanged", true); err != nil {
			return err
		}
	}
	for _, slug := range c.Removed {
		if err := record(slug, "removed", true); err != nil {
			return err
		}
	}
	for _, slug := range slices.Sorted(maps.Keys(standing)) {
		if fates[slug] == "" {
			return invalid("document %q stands, and the change does not say what becomes of it", slug)
		}
	}
	return nil
}

// shiftPositions gives the unchanged documents, in their order, the positions
// that added and changed ones leave. It is no change to them and nobody is told.
func shiftPositions(ctx context.Context, tx *sql.Tx, c *archive.SourceChange, standing map[string]int) error {
	taken := map[int]bool{}
	for _, d := range slices.Concat(c.Added, c.Changed) {
		taken[d.Position] = true
	}
	position := 0
	for _, slug := range c.Unchanged {
		for position++; taken[position]; position++ {
		}
		if standing[slug] == position {
			continue
		}
		_, err := tx.ExecContext(ctx, `UPDATE document SET position = ? WHERE slug = ?`, position, slug)
		if err != nil {
			return fmt.Errorf("move document %q: %w", slug, err)
		}
	}
	return nil
}
