package store

import (
	"context"
	"database/sql"
	"fmt"

	"communique/internal/archive"
)

// Summaries gives what lists say of every standing document, newest date
// first and undated last, and how far in the change log that reaches.
func (s *Store) Summaries(ctx context.Context) ([]archive.Summary, int64, error) {
	var all []archive.Summary
	var sequence int64
	err := s.view(ctx, func(tx *sql.Tx) (err error) {
		if sequence, err = lastSequence(ctx, tx); err != nil {
			return err
		}
		all, err = collect(ctx, tx, scanSummary, selectSummary+`
			WHERE removed IS NULL ORDER BY date DESC, slug`)
		if err != nil {
			return err
		}
		return withCopies(ctx, tx, all)
	})
	if err != nil {
		return nil, 0, fmt.Errorf("summaries: %w", err)
	}
	return all, sequence, nil
}

// selectSummary is the beginning of a query whose rows scanSummary reads. The
// text of a document is summed up when it is written, so that a list reads
// one table.
const selectSummary = `
	SELECT slug, source.name, title, kind, status, status_basis, date, date_basis, event,
		place, issuer, marking, language, parties, named, themes, paragraphs, redactions, gist, added, changed
	FROM document JOIN source ON source.id = document.source`

func scanSummary(row scanner) (s archive.Summary, err error) {
	err = row.Scan(&s.Slug, &s.Source, &s.Title, &s.Kind, &s.Status, &s.StatusBasis, &s.Date, &s.DateBasis, &s.Event,
		&s.Place, &s.Issuer, &s.Marking, &s.Language, (*knownList)(&s.Parties), (*list[string])(&s.Named), (*list[string])(&s.Themes),
		&s.Paragraphs, &s.Redactions, &s.Gist, (*stamp)(&s.Added), (*stamp)(&s.Changed))
	return s, err
}

// withCopies gives summaries the documents that hold the same text.
func withCopies(ctx context.Context, q queryer, all []archive.Summary) error {
	groups, err := readGroups(ctx, q, `IS NOT NULL`)
	if err != nil || len(groups) == 0 {
		return err
	}
	of := map[string]archive.Copies{}
	for _, group := range groups {
		for _, c := range group {
			of[c.Slug] = group
		}
	}
	for i := range all {
		all[i].Copies = of[all[i].Slug]
	}
	return nil
}
