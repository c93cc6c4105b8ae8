package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"communique/internal/archive"
)

// place is where a paragraph stands, and in which words.
type place struct {
	slug, heading, label, text string
}

// settleLedger compares what the ledger of the change says with what its
// documents show, and gives the rows to write.
func (a *application) settleLedger(ctx context.Context) ([]archive.LedgerEntry, error) {
	before, err := placesBefore(ctx, a.tx, a.change)
	if err != nil {
		return nil, err
	}
	after, err := placesAfter(a.change)
	if err != nil {
		return nil, err
	}
	past, err := lastEvents(ctx, a.tx, slices.Collect(maps.Keys(after)))
	if err != nil {
		return nil, err
	}
	return settle(a.change.Ledger, before, after, past)
}

// placesBefore finds the paragraphs of the documents that a change rewrites or
// removes.
func placesBefore(ctx context.Context, tx *sql.Tx, c *archive.SourceChange) (map[string]place, error) {
	slugs := slices.Clone(c.Removed)
	for _, d := range c.Changed {
		slugs = append(slugs, d.Slug)
	}
	places := map[string]place{}
	err := each(ctx, tx, func(row scanner) error {
		var id string
		var p place
		err := row.Scan(&id, &p.slug, &p.heading, &p.label, &p.text)
		places[id] = p
		return err
	}, `
		SELECT paragraph.id, paragraph.document, section.heading, paragraph.label, paragraph.text
		FROM paragraph
		JOIN section ON section.document = paragraph.document AND section.position = paragraph.section
		WHERE paragraph.document IN (SELECT value FROM json_each(?))`, list[string](slugs))
	if err != nil {
		return nil, fmt.Errorf("paragraphs before: %w", err)
	}
	return places, nil
}

// placesAfter finds the paragraphs of the documents that a change writes.
func placesAfter(c *archive.SourceChange) (map[string]place, error) {
	places := map[string]place{}
	for _, d := range slices.Concat(c.Added, c.Changed) {
		for section, p := range d.Paragraphs {
			if other, twice := places[p.ID]; twice {
				return nil, invalid("paragraph %s stands in %q and again in %q", p.ID, other.slug, d.Slug)
			}
			places[p.ID] = place{d.Slug, section.Heading, p.Label, p.Text}
		}
	}
	return places, nil
}

// lastEvents finds the newest row of the ledger for each of ids that has one.
func lastEvents(ctx context.Context, tx *sql.Tx, ids []string) (map[string]archive.LedgerEntry, error) {
	events := map[string]archive.LedgerEntry{}
	err := each(ctx, tx, func(row scanner) error {
		var e archive.LedgerEntry
		err := row.Scan(&e.ParagraphID, &e.State, &e.Was, &e.Is)
		events[e.ParagraphID] = e
		return err
	}, `
		SELECT paragraph, state, was, became FROM ledger WHERE id IN (
			SELECT max(id) FROM ledger
			WHERE paragraph IN (SELECT value FROM json_each(?))
			GROUP BY paragraph)`, list[string](ids))
	if err != nil {
		return nil, fmt.Errorf("last events: %w", err)
	}
	return events, nil
}

// settle proves that entries say of every paragraph exactly what became of it,
// and completes them with wordings and places. past holds the last event of
// the paragraphs of after.
func settle(entries []archive.LedgerEntry, before, after map[string]place, past map[string]archive.LedgerEntry) ([]archive.LedgerEntry, error) {
	rows := make([]archive.LedgerEntry, 0, len(entries))
	told := map[string]bool{}
	for _, e := range entries {
		if told[e.ParagraphID] {
			return nil, invalid("the ledger speaks twice of paragraph %s", e.ParagraphID)
		}
		told[e.ParagraphID] = true
		truth, err := happened(e.ParagraphID, before, after, past)
		if err != nil {
			return nil, err
		}
		row, err := reconcile(e, truth)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, checkAllTold(told, before, after, past)
}

// checkAllTold proves that no paragraph came, went or changed untold.
func checkAllTold(told map[string]bool, before, after map[string]place, past map[string]archive.LedgerEntry) error {
	ids := maps.Clone(before)
	maps.Copy(ids, after)
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		truth, err := happened(id, before, after, past)
		if err != nil {
			return err
		}
		if truth.State != "" && !told[id] {
			return invalid("paragraph %s is %s and the ledger does not say so", id, truth.State)
		}
	}
	return nil
}

// happened tells what became of a paragraph, as far as its places tell; its
// state is empty where nothing did.
func happened(id string, before, after map[string]place, past map[string]archive.LedgerEntry) (archive.LedgerEntry, error) {
	was, stood := before[id]
	is, stands := after[id]
	last, known := past[id]
	at := is
	if !stands {
		at = was
	}
	row := archive.LedgerEntry{ParagraphID: id, Slug: at.slug, Heading: at.heading, Label: at.label, Was: was.text, Is: is.text}
	if stood && stands && (was.slug != is.slug || was.heading != is.heading) {
		row.WasIn, row.WasHeading = was.slug, was.heading
	}
	switch {
	case !stood && !stands:
		return row, invalid("the ledger speaks of paragraph %s, which the change does not touch", id)
	case stood && !stands:
		row.State = archive.Removed
	case stood && was.text != is.text:
		row.State = archive.Edited
	case stood: // as it was, perhaps in another place
	case !known:
		row.State = archive.Current
	case !last.State.Stands():
		row.State, row.Was = archive.Restored, last.Was
	default:
		return row, invalid("paragraph %s of document %q stands in another document already", id, is.slug)
	}
	return row, nil
}

// finer are the states that places alone do not tell apart from another.
var finer = map[archive.State]archive.State{
	archive.Split: archive.Edited, archive.Merged: archive.Removed, archive.Moved: "",
}

// isFiner reports whether a state says more than what places tell.
func isFiner(said, told archive.State) bool {
	plain, finer := finer[said]
	return finer && plain == told
}

// reconcile completes an entry by what happened, and refuses one that says
// otherwise.
func reconcile(said archive.LedgerEntry, truth archive.LedgerEntry) (archive.LedgerEntry, error) {
	switch {
	case truth.State == "" && said.State != archive.Moved:
		return truth, invalid("the ledger says that paragraph %s is %s, and nothing happened to it", said.ParagraphID, said.State)
	case said.State != truth.State && !isFiner(said.State, truth.State):
		return truth, invalid("the ledger says that paragraph %s is %s, and it is %s", said.ParagraphID, said.State, truth.State)
	case said.Slug != "" && said.Slug != truth.Slug:
		return truth, invalid("the ledger says that paragraph %s is of document %q, and it is of %q", said.ParagraphID, said.Slug, truth.Slug)
	case said.Was != "" && said.Was != truth.Was:
		return truth, invalid("the ledger says that paragraph %s read %q, and it read %q", said.ParagraphID, said.Was, truth.Was)
	case said.Is != "" && said.Is != truth.Is:
		return truth, invalid("the ledger says that paragraph %s reads %q, and it reads %q", said.ParagraphID, said.Is, truth.Is)
	}
	truth.State, truth.Other = said.State, said.Other
	return truth, nil
}

// writeLedger appends rows to the ledger.
func (a *application) writeLedger(ctx context.Context, rows []archive.LedgerEntry) error {
	for _, r := range rows {
		_, err := a.tx.ExecContext(ctx, `
			INSERT INTO ledger (paragraph, document, heading, label, state, other, was, became, was_in, was_heading, at, run)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			r.ParagraphID, r.Slug, r.Heading, r.Label, r.State, r.Other,
			r.Was, r.Is, r.WasIn, r.WasHeading, stamp(a.at), a.change.Run)
		if err != nil {
			return fmt.Errorf("ledger of paragraph %s: %w", r.ParagraphID, err)
		}
	}
	return nil
}
