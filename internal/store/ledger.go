package store

import (
	"context"
	"fmt"

	"communique/internal/archive"
)

// selectLedger is the beginning of a query whose rows scanLedger reads.
const selectLedger = `
	SELECT paragraph, ledger.state, other, was, became, was_in, was_heading, at, run, document, heading, label FROM ledger`

func scanLedger(row scanner) (e archive.LedgerEntry, err error) {
	err = row.Scan(&e.ParagraphID, &e.State, &e.Other, &e.Was, &e.Is, &e.WasIn, &e.WasHeading, (*stamp)(&e.At), &e.Run,
		&e.Slug, &e.Heading, &e.Label)
	return e, err
}

// effective leaves out the rows of change sets that cancel each other.
const effective = ` AND run NOT IN (SELECT id FROM cancelled_set)`

// paragraphLedger gives the history of one paragraph, oldest first.
func paragraphLedger(ctx context.Context, q queryer, id string) ([]archive.LedgerEntry, error) {
	rows, err := collect(ctx, q, scanLedger, selectLedger+` WHERE paragraph = ? ORDER BY id`, id)
	if err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	return rows, nil
}

// LedgerOfSource gives the history of every paragraph that a document of the
// source ever had, removed documents included, oldest first.
func (s *Store) LedgerOfSource(ctx context.Context, name string) ([]archive.LedgerEntry, error) {
	entries, err := collect(ctx, s.reader, scanLedger, selectLedger+`
		WHERE document IN (
			SELECT slug FROM document JOIN source ON source.id = document.source WHERE source.name = ?)
		ORDER BY id`, name)
	if err != nil {
		return nil, fmt.Errorf("ledger of source %q: %w", name, err)
	}
	return entries, nil
}

// IDTaken reports whether the ledger ever spoke of a paragraph with this id.
func (s *Store) IDTaken(ctx context.Context, id string) (bool, error) {
	var taken bool
	err := s.reader.QueryRowContext(ctx,
		`SELECT EXISTS (SELECT 1 FROM ledger WHERE paragraph = ?)`, id).Scan(&taken)
	if err != nil {
		return false, fmt.Errorf("look up paragraph id %s: %w", id, err)
	}
	return taken, nil
}
