package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"communique/internal/archive"
)

// selectSet is the beginning of a query whose rows scanSet reads.
const selectSet = `
	SELECT change_set.id, change_set.state, coalesce(reverts, 0), coalesce(reverted_by, 0),
		actor, version, reason, started, decided, decided_by
	FROM change_set JOIN run USING (id)`

func scanSet(row scanner) (c archive.ChangeSet, err error) {
	err = row.Scan(&c.ID, &c.State, &c.Reverts, &c.RevertedBy, &c.Actor, &c.Version, &c.Reason,
		(*stamp)(&c.Proposed), (*stamp)(&c.Decided), &c.DecidedBy)
	return c, err
}

// ChangeSets gives the change sets that wait and then the others, each newest
// first. limit bounds them.
func (s *Store) ChangeSets(ctx context.Context, limit int) ([]archive.ChangeSet, error) {
	sets, err := s.readSets(ctx, selectSet+` WHERE change_set.state <> 'preparing'
		ORDER BY change_set.state = 'proposed' DESC, change_set.id DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("change sets: %w", err)
	}
	return sets, nil
}

// AppliedSets gives the newest applied change sets that brought new bytes,
// corrected something, or took such a set back; newest first.
func (s *Store) AppliedSets(ctx context.Context, limit int) ([]archive.ChangeSet, error) {
	sets, err := s.readSets(ctx, selectSet+`
		WHERE change_set.state = 'applied' AND EXISTS (
			SELECT 1 FROM change_set_source AS told
			WHERE told.change_set IN (change_set.id, change_set.reverts)
				AND told.counts ->> 'captures' + told.counts ->> 'corrections' > 0)
		ORDER BY turn DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("applied change sets: %w", err)
	}
	return sets, nil
}

// ChangeSet gives one change set, or archive.ErrNotFound.
func (s *Store) ChangeSet(ctx context.Context, id int64) (archive.ChangeSet, error) {
	sets, err := s.readSets(ctx, selectSet+` WHERE change_set.id = ?`, id)
	if err == nil && len(sets) == 0 {
		err = archive.ErrNotFound
	}
	if err != nil {
		return archive.ChangeSet{}, fmt.Errorf("change set %d: %w", id, err)
	}
	return sets[0], nil
}

func (s *Store) readSets(ctx context.Context, query string, arg any) (sets []archive.ChangeSet, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		sets, err = collect(ctx, tx, scanSet, query, arg)
		for i := range sets {
			if err == nil {
				err = readEffects(ctx, tx, &sets[i])
			}
		}
		return err
	})
	return sets, err
}

// readEffects sums up what a set does to its sources.
func readEffects(ctx context.Context, q queryer, c *archive.ChangeSet) error {
	return each(ctx, q, func(row scanner) error {
		var text string
		if err := row.Scan(&text); err != nil {
			return err
		}
		var e archive.Effects
		if err := json.Unmarshal([]byte(text), &e); err != nil {
			return fmt.Errorf("effects of change set %d: %w", c.ID, err)
		}
		c.Sources++
		c.Effects.Add(e)
		return nil
	}, `SELECT counts FROM change_set_source WHERE change_set = ? ORDER BY position`, c.ID)
}

// SourceChanges calls visit for what a change set does to each of its sources,
// with the documents that it changes or removes as they were. The changes come
// without their bytes.
func (s *Store) SourceChanges(ctx context.Context, set int64, visit func(archive.SourceChange, []archive.Document) error) error {
	err := s.view(ctx, func(tx *sql.Tx) error {
		return eachProposal(ctx, tx, set, func(p *proposal) error { return visit(p.Change, p.Before) })
	})
	if err != nil {
		return fmt.Errorf("sources of change set %d: %w", set, err)
	}
	return nil
}

// EndProposal says that a run has read all its sources: its change set waits for
// a decision. found is false where nothing was proposed.
func (s *Store) EndProposal(ctx context.Context, run int64) (set archive.ChangeSet, found bool, err error) {
	err = s.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE change_set SET state = 'proposed' WHERE id = ? AND state = 'preparing'`, run)
		if err != nil {
			return err
		}
		return s.takeOvertaken(ctx, tx, run, s.now())
	})
	if err == nil {
		set, err = s.ChangeSet(ctx, run)
	}
	if errors.Is(err, archive.ErrNotFound) {
		return set, false, nil
	}
	if err != nil {
		return set, false, fmt.Errorf("end the proposal of run %d: %w", run, err)
	}
	return set, true, nil
}

// ApplySet applies a proposed change set, whole, in one transaction: readers see
// the archive before or after. step, which may be nil, is told how many of its
// sources are done. Sets that wait and touch one of the same sources are
// discarded: what they were made for is no more.
//
// The error is archive.ErrConflict where the set was decided already, or where
// one of its sources has changed since it was proposed.
func (s *Store) ApplySet(ctx context.Context, id int64, by, reason string, step func(done int)) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		if err := mustBeProposed(ctx, tx, id); err != nil {
			return err
		}
		at, done := s.now(), 0
		err := eachProposal(ctx, tx, id, func(p *proposal) error {
			if err := s.applyProposal(ctx, tx, p, at); err != nil {
				return fmt.Errorf("source %q: %w", p.Change.Source.Name, err)
			}
			if done++; step != nil {
				step(done)
			}
			return nil
		})
		if err != nil {
			return err
		}
		return s.decide(ctx, tx, id, archive.Applied, by, reason, at)
	})
	if err != nil {
		return fmt.Errorf("apply change set %d: %w", id, err)
	}
	return nil
}

func (s *Store) applyProposal(ctx context.Context, tx *sql.Tx, p *proposal, at time.Time) error {
	turn, err := lastTurn(ctx, tx, p.Change.Source.Name)
	if err != nil {
		return err
	}
	if turn != p.Was.Turn {
		return conflict("it was changed after this was proposed; discard this change set and read the source again")
	}
	if p.Change.Bytes, err = blob(ctx, tx, p.Change.Source.SHA256); err != nil {
		return err
	}
	a := application{Store: s, tx: tx, change: &p.Change, at: at}
	return a.apply(ctx)
}

// DiscardSet gives a proposed change set up. Its record stays.
func (s *Store) DiscardSet(ctx context.Context, id int64, by, reason string) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		if err := mustBeProposed(ctx, tx, id); err != nil {
			return err
		}
		return s.decide(ctx, tx, id, archive.Discarded, by, reason, s.now())
	})
	if err != nil {
		return fmt.Errorf("discard change set %d: %w", id, err)
	}
	return nil
}

// mustBeProposed refuses to decide on what is no longer open.
func mustBeProposed(ctx context.Context, tx *sql.Tx, id int64) error {
	states, err := collect(ctx, tx, scanValue[archive.SetState], `SELECT state FROM change_set WHERE id = ?`, id)
	switch {
	case err != nil:
		return err
	case len(states) == 0:
		return archive.ErrNotFound
	case states[0] != archive.Proposed:
		return conflict("it is %s already", states[0])
	}
	return nil
}

// decide closes a change set, and writes that into the audit.
func (s *Store) decide(ctx context.Context, tx *sql.Tx, id int64, state archive.SetState, by, reason string, at time.Time) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE change_set SET state = ?1, decided = ?2, decided_by = ?3, reason = ?4,
			turn = CASE ?1 WHEN 'applied' THEN coalesce(turn, (SELECT coalesce(max(turn), 0) + 1 FROM change_set)) END
		WHERE id = ?5`, state, stamp(at), by, reason, id)
	if err != nil {
		return fmt.Errorf("decide: %w", err)
	}
	if state == archive.Applied {
		if err := s.takeOvertaken(ctx, tx, id, at); err != nil {
			return err
		}
	}
	return insertAudit(ctx, tx, archive.AuditEntry{
		At: at, Actor: by, Action: string(state), Object: fmt.Sprintf("change set %d", id), Detail: reason,
	})
}

// takeOvertaken takes out of the other sets that wait the sources that a set
// proposes or has changed: what they were proposed for is no more. A set that
// nothing is left of is discarded. The audit says so.
func (s *Store) takeOvertaken(ctx context.Context, tx *sql.Tx, id int64, at time.Time) error {
	type overtaken struct {
		set    int64
		source string
	}
	found, err := collect(ctx, tx, func(row scanner) (o overtaken, err error) {
		err = row.Scan(&o.set, &o.source)
		return o, err
	}, `
		SELECT id, source FROM change_set JOIN change_set_source ON change_set = id
		WHERE state = 'proposed' AND id <> ?1 AND source IN (SELECT source FROM change_set_source WHERE change_set = ?1)
		ORDER BY id, position`, id)
	if err != nil {
		return fmt.Errorf("sets overtaken: %w", err)
	}
	why := fmt.Sprintf("overtaken by change set %d", id)
	for _, o := range found {
		left, err := collect(ctx, tx, scanValue[int], `SELECT count(*) - 1 FROM change_set_source WHERE change_set = ?`, o.set)
		if err != nil {
			return fmt.Errorf("what is left of change set %d: %w", o.set, err)
		}
		if left[0] == 0 { // its record stays, as a whole
			if err := s.decide(ctx, tx, o.set, archive.Discarded, "archive", why, at); err != nil {
				return err
			}
			continue
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM change_set_source WHERE change_set = ? AND source = ?`, o.set, o.source)
		if err != nil {
			return fmt.Errorf("take %q out of change set %d: %w", o.source, o.set, err)
		}
		if err := insertAudit(ctx, tx, archive.AuditEntry{
			At: at, Actor: "archive", Action: "overtaken", Object: fmt.Sprintf("change set %d", o.set), Detail: o.source + ": " + why,
		}); err != nil {
			return err
		}
	}
	return nil
}

// conflict is an error of category archive.ErrConflict.
func conflict(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{archive.ErrConflict}, args...)...)
}

// blob gives bytes as received, by their SHA-256.
func blob(ctx context.Context, q queryer, sum string) ([]byte, error) {
	found, err := collect(ctx, q, scanValue[[]byte], `SELECT bytes FROM blob WHERE sha256 = ?`, sum)
	if err == nil && len(found) == 0 {
		err = archive.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("bytes %s: %w", sum, err)
	}
	if found[0] == nil {
		return []byte{}, nil
	}
	return found[0], nil
}
