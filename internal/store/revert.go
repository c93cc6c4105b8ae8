package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"communique/internal/archive"
)

// RevertSet takes an applied change set back, as a new set that it gives the
// number of: documents, ids, order and times are as they were before it, and
// pages show neither of the two. A revert can be reverted.
//
// The error is archive.ErrConflict where the set is not applied, was reverted
// already, or where a later set changed one of its sources: that one must be
// reverted first.
func (s *Store) RevertSet(ctx context.Context, id int64, by, reason string) (revert int64, err error) {
	err = s.update(ctx, func(tx *sql.Tx) error {
		r := reversion{Store: s, tx: tx, of: id, by: by}
		if err := r.mayBegin(ctx); err != nil {
			return err
		}
		if err := r.begin(ctx); err != nil {
			return err
		}
		if err := eachProposal(ctx, tx, id, func(p *proposal) error { return r.source(ctx, p) }); err != nil {
			return err
		}
		revert = r.id
		return r.end(ctx, reason)
	})
	if err != nil {
		return 0, fmt.Errorf("revert change set %d: %w", id, err)
	}
	return revert, nil
}

// reversion is one set being taken back by another.
type reversion struct {
	*Store
	tx     *sql.Tx
	of, id int64
	by     string
	counts archive.Counts
}

// mayBegin refuses to take back what is not there, or is covered by later sets.
func (r *reversion) mayBegin(ctx context.Context) error {
	var state archive.SetState
	var revertedBy sql.NullInt64
	err := r.tx.QueryRowContext(ctx, `SELECT state, reverted_by FROM change_set WHERE id = ?`, r.of).Scan(&state, &revertedBy)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return archive.ErrNotFound
	case err != nil:
		return err
	case state != archive.Applied:
		return conflict("it is %s, and only an applied set can be reverted", state)
	case revertedBy.Valid:
		return conflict("change set %d reverted it already", revertedBy.Int64)
	}
	known, err := collect(ctx, r.tx, scanValue[int], `SELECT count(*) FROM change_set_source WHERE change_set = ?`, r.of)
	if err != nil {
		return err
	}
	if known[0] == 0 {
		return conflict("it was made by an older version of this program, which did not keep what was there before")
	}
	later, err := collect(ctx, r.tx, scanValue[string], `
		SELECT DISTINCT 'change set ' || later.id || ' (' || theirs.source || ')'
		FROM change_set_source AS ours
		JOIN change_set_source AS theirs ON theirs.source = ours.source
		JOIN change_set AS later ON later.id = theirs.change_set
		LEFT JOIN change_set AS taken_back ON taken_back.id = later.reverts AND taken_back.reverted_by = later.id
		WHERE ours.change_set = ?1 AND later.state = 'applied'
			AND later.turn > (SELECT turn FROM change_set WHERE id = ?1)
			-- Two that cancel each other stand in nobody's way, if both came later.
			AND later.reverted_by IS NULL
			AND coalesce(taken_back.turn, 0) <= (SELECT turn FROM change_set WHERE id = ?1)
		ORDER BY later.turn DESC LIMIT 5`, r.of)
	if err != nil {
		return fmt.Errorf("later changes: %w", err)
	}
	if len(later) > 0 {
		return conflict("later changes stand upon it; revert these first, the newest first: %s", strings.Join(later, ", "))
	}
	return nil
}

// begin opens a run and a set of its own.
func (r *reversion) begin(ctx context.Context) error {
	err := r.tx.QueryRowContext(ctx, `
		INSERT INTO run (actor, started, state, sources)
		SELECT ?, ?, 'running', count(*) FROM change_set_source WHERE change_set = ? RETURNING id`,
		r.by, stamp(r.now()), r.of).Scan(&r.id)
	if err != nil {
		return fmt.Errorf("begin run: %w", err)
	}
	_, err = r.tx.ExecContext(ctx, `
		INSERT INTO change_set (id, state, reverts, version) SELECT ?, 'preparing', id, version FROM change_set WHERE id = ?`, r.id, r.of)
	if err != nil {
		return fmt.Errorf("begin change set: %w", err)
	}
	return nil
}

// source brings back what was there before the change to one source.
func (r *reversion) source(ctx context.Context, done *proposal) error {
	name := done.Change.Source.Name
	change, err := r.inverse(ctx, done)
	if err != nil {
		return fmt.Errorf("source %q: %w", name, err)
	}
	p := proposal{Change: change}
	if err := p.rememberBefore(ctx, r.tx); err != nil {
		return fmt.Errorf("source %q: %w", name, err)
	}
	if err := saveProposal(ctx, r.tx, &p); err != nil {
		return fmt.Errorf("source %q: %w", name, err)
	}
	a := application{Store: r.Store, tx: r.tx, change: &change, at: r.now(), restores: &done.Was, undone: done.Change.Source.SHA256}
	if err := a.apply(ctx); err != nil {
		return fmt.Errorf("source %q: %w", name, err)
	}
	counts := change.Counts()
	r.counts.Added += counts.Added
	r.counts.Changed += counts.Changed
	r.counts.Removed += counts.Removed
	r.counts.Unchanged += counts.Unchanged
	return nil
}

// inverse is the change that undoes one.
func (r *reversion) inverse(ctx context.Context, done *proposal) (archive.SourceChange, error) {
	c := archive.SourceChange{
		Run: r.id, Actor: r.by, Version: done.Change.Version, Held: true,
		Source:   archive.Source{Name: done.Change.Source.Name, SHA256: done.Was.SHA256},
		Withheld: done.Was.Withheld, Furniture: done.Was.Furniture, Doubts: done.Was.Doubts,
	}
	for _, d := range done.Change.Added {
		c.Removed = append(c.Removed, d.Slug)
	}
	touched := map[string]bool{}
	for _, d := range done.Before {
		touched[d.Slug] = true
		if slices.Contains(done.Change.Removed, d.Slug) {
			c.Added = append(c.Added, d)
		} else {
			c.Changed = append(c.Changed, d)
		}
	}
	for _, slug := range done.Was.Order {
		if !touched[slug] {
			c.Unchanged = append(c.Unchanged, slug)
		}
	}
	var err error
	c.Ledger, err = r.ledger(ctx, &c)
	return c, err
}

// ledger tells what a change does to each paragraph, from where they stand
// before and after.
func (r *reversion) ledger(ctx context.Context, c *archive.SourceChange) ([]archive.LedgerEntry, error) {
	before, err := placesBefore(ctx, r.tx, c)
	if err != nil {
		return nil, err
	}
	after, err := placesAfter(c)
	if err != nil {
		return nil, err
	}
	past, err := lastEvents(ctx, r.tx, slices.Collect(maps.Keys(after)))
	if err != nil {
		return nil, err
	}
	first, err := r.firstTold(ctx, c.Source.Name)
	if err != nil {
		return nil, err
	}
	ids := maps.Clone(before)
	maps.Copy(ids, after)
	var entries []archive.LedgerEntry
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		truth, err := happened(id, before, after, past)
		if err != nil {
			return nil, err
		}
		if told := first[id]; isFiner(told.State, truth.State) {
			truth.State, truth.Other = told.State, told.Other
		}
		if truth.State != "" {
			entries = append(entries, truth)
		}
	}
	return entries, nil
}

// firstTold is what the ledger told of a source where the set that is taken back
// is itself a revert: what that had undone is done again, in the same words.
// Places alone do not tell merged from removed.
func (r *reversion) firstTold(ctx context.Context, source string) (map[string]archive.LedgerEntry, error) {
	packed, err := collect(ctx, r.tx, scanValue[[]byte], `
		SELECT change FROM change_set_source
		WHERE source = ? AND change_set = (SELECT reverts FROM change_set WHERE id = ?)`, source, r.of)
	if err != nil {
		return nil, fmt.Errorf("what was taken back: %w", err)
	}
	told := map[string]archive.LedgerEntry{}
	for _, data := range packed {
		var p proposal
		if err := unpack(data, &p); err != nil {
			return nil, err
		}
		for _, e := range p.Change.Ledger {
			told[e.ParagraphID] = e
		}
	}
	return told, nil
}

// end closes the run and the set.
func (r *reversion) end(ctx context.Context, reason string) error {
	n := r.counts
	_, err := r.tx.ExecContext(ctx, `
		UPDATE run SET ended = ?, state = 'ended', added = ?, changed = ?, unchanged = ?, removed = ? WHERE id = ?`,
		stamp(r.now()), n.Added, n.Changed, n.Unchanged, n.Removed, r.id)
	if err != nil {
		return fmt.Errorf("end run: %w", err)
	}
	if err := r.decide(ctx, r.tx, r.id, archive.Applied, r.by, reason, r.now()); err != nil {
		return err
	}
	return r.takeBack(ctx)
}

// takeBack notes that the set is taken back by this one. What that one had taken
// back stands again, what that had taken back does not, and so on.
func (r *reversion) takeBack(ctx context.Context) error {
	by, set := sql.NullInt64{Int64: r.id, Valid: true}, sql.NullInt64{Int64: r.of, Valid: true}
	for taken := true; set.Valid; taken = !taken {
		mark := by
		mark.Valid = taken
		if _, err := r.tx.ExecContext(ctx, `UPDATE change_set SET reverted_by = ? WHERE id = ?`, mark, set); err != nil {
			return fmt.Errorf("take back: %w", err)
		}
		by = set
		if err := r.tx.QueryRowContext(ctx, `SELECT reverts FROM change_set WHERE id = ?`, set).Scan(&set); err != nil {
			return fmt.Errorf("take back: %w", err)
		}
	}
	return nil
}

// restoreSource finds the source's row and brings back which captures it pointed
// to. Captures themselves are never taken out.
func (a *application) restoreSource(ctx context.Context) error {
	err := a.tx.QueryRowContext(ctx, `SELECT id FROM source WHERE name = ?`, a.change.Source.Name).Scan(&a.source)
	if err != nil {
		return fmt.Errorf("find source: %w", err)
	}
	was := a.restores
	if _, err := a.tx.ExecContext(ctx, `UPDATE source SET reading = '' WHERE id = ?`, a.source); err != nil {
		return fmt.Errorf("forget the reading: %w", err)
	}
	if !was.Known {
		return nil
	}
	var newest string
	if err := a.tx.QueryRowContext(ctx, `SELECT sha256 FROM source WHERE id = ?`, a.source).Scan((*optional)(&newest)); err != nil {
		return fmt.Errorf("newest capture: %w", err)
	}
	if newest != a.undone { // another came since and could not be read: that goes on being said
		_, err = a.tx.ExecContext(ctx, `UPDATE source SET read_sha256 = nullif(?, '') WHERE id = ?`, was.ReadSHA256, a.source)
		return err
	}
	_, err = a.tx.ExecContext(ctx, `
		UPDATE source SET state = ?, problem = ?, sha256 = nullif(?, ''), read_sha256 = nullif(?, '') WHERE id = ?`,
		was.State, was.Problem, was.SHA256, was.ReadSHA256, a.source)
	if err != nil {
		return fmt.Errorf("restore source: %w", err)
	}
	return nil
}
