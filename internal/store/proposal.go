package store

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"communique/internal/archive"
)

// proposal is what a change set does to one source and what was there before,
// as change_set_source keeps it.
type proposal struct {
	Change archive.SourceChange // without its bytes, which are kept by their hash
	Before []archive.Document   // those that it changes or removes, as they were
	Was    sourceState
}

// sourceState is what the record knew of a source, besides its documents.
type sourceState struct {
	Known      bool
	State      archive.SourceState
	Problem    string
	SHA256     string   // newest capture
	ReadSHA256 string   // newest that could be read
	Order      []string // slugs of its standing documents
	Withheld   []archive.Withheld
	Furniture  []archive.Furniture
	Doubts     []archive.SourceDoubt
	Turn       int64 // of the set that last changed it; 0 where none did
}

// Propose keeps what reading one source would do, as part of its run's change
// set, and the bytes. Readers see none of it until the set is applied. A second
// proposal for one source takes the place of the first.
//
// A reading of which readers would see nothing is no proposal: it is noted at
// once, and waits is false.
func (s *Store) Propose(ctx context.Context, change archive.SourceChange) (waits bool, err error) {
	err = checkChange(&change)
	if err == nil {
		err = s.update(ctx, func(tx *sql.Tx) error {
			waits, err = s.propose(ctx, tx, change)
			return err
		})
	}
	if err != nil {
		return false, fmt.Errorf("propose source %q: %w", change.Source.Name, err)
	}
	return waits, nil
}

func (s *Store) propose(ctx context.Context, tx *sql.Tx, change archive.SourceChange) (waits bool, err error) {
	seen, err := showsNothing(ctx, tx, &change)
	if err != nil {
		return false, err
	}
	if seen {
		a := application{Store: s, tx: tx, change: &change, at: s.now()}
		return false, a.apply(ctx)
	}
	return true, keepProposal(ctx, tx, change)
}

// showsNothing reports whether readers would see nothing of a change: the same
// bytes, read as they were.
func showsNothing(ctx context.Context, tx *sql.Tx, c *archive.SourceChange) (bool, error) {
	if !c.Quiet() || len(c.Corrections)+len(c.Lifted) > 0 {
		return false, nil
	}
	was, err := readSourceState(ctx, tx, c.Source.Name)
	return err == nil && (c.Held || was.SHA256 == c.Source.SHA256) && same(was.Withheld, c.Withheld), err
}

func keepProposal(ctx context.Context, tx *sql.Tx, change archive.SourceChange) error {
	if err := keepBytes(ctx, tx, change.Bytes); err != nil {
		return err
	}
	p := proposal{Change: change}
	p.Change.Bytes = nil
	if err := p.rememberBefore(ctx, tx); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO change_set (id, state, version) VALUES (?, 'preparing', ?) ON CONFLICT DO NOTHING`,
		change.Run, change.Version)
	if err != nil {
		return fmt.Errorf("begin change set %d: %w", change.Run, err)
	}
	return saveProposal(ctx, tx, &p)
}

// rememberBefore fills in what is there before the change.
func (p *proposal) rememberBefore(ctx context.Context, tx *sql.Tx) (err error) {
	slugs := append([]string(nil), p.Change.Removed...)
	for i := range p.Change.Changed {
		slugs = append(slugs, p.Change.Changed[i].Slug)
	}
	if p.Before, err = readDocuments(ctx, tx, slugs); err != nil {
		return err
	}
	for i := range p.Before {
		p.Before[i].Copies = nil // what they are then shows when they stand again
	}
	p.Was, err = readSourceState(ctx, tx, p.Change.Source.Name)
	return err
}

func readSourceState(ctx context.Context, tx *sql.Tx, name string) (was sourceState, err error) {
	err = tx.QueryRowContext(ctx, `SELECT state, problem, sha256, read_sha256 FROM source WHERE name = ?`, name).
		Scan(&was.State, &was.Problem, (*optional)(&was.SHA256), (*optional)(&was.ReadSHA256))
	if was.Known = err == nil; err != nil && !errors.Is(err, sql.ErrNoRows) {
		return was, fmt.Errorf("state of the source: %w", err)
	}
	if was.Order, err = collect(ctx, tx, scanValue[string], `
		SELECT slug FROM document JOIN source ON source.id = document.source
		WHERE source.name = ? AND removed IS NULL ORDER BY position`, name); err != nil {
		return was, fmt.Errorf("documents of the source: %w", err)
	}
	if was.Withheld, err = withheldOf(ctx, tx, name); err != nil {
		return was, err
	}
	if was.Furniture, err = furnitureOf(ctx, tx, name); err != nil {
		return was, err
	}
	if was.Doubts, err = doubtsOf(ctx, tx, name); err != nil {
		return was, err
	}
	was.Turn, err = lastTurn(ctx, tx, name)
	return was, err
}

// lastTurn is the turn of the set that last changed a source; 0 where none did.
func lastTurn(ctx context.Context, q queryer, name string) (int64, error) {
	turns, err := collect(ctx, q, scanValue[int64], `
		SELECT coalesce(max(turn), 0) FROM change_set JOIN change_set_source ON change_set = id
		WHERE source = ? AND state = 'applied'`, name)
	if err != nil {
		return 0, fmt.Errorf("last change of source %q: %w", name, err)
	}
	return turns[0], nil // an aggregate yields one row
}

func saveProposal(ctx context.Context, tx *sql.Tx, p *proposal) error {
	packed, err := pack(p)
	if err != nil {
		return err
	}
	sum := archive.EffectsOf(&p.Change, p.Before)
	if p.Was.SHA256 == p.Change.Source.SHA256 { // the same bytes, read otherwise
		sum.Captures = 0
	}
	effects, err := json.Marshal(sum)
	if err != nil {
		return fmt.Errorf("sum up the change: %w", err)
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO change_set_source (change_set, position, source, counts, change)
		VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM change_set_source WHERE change_set = ?1), ?2, ?3, ?4)
		ON CONFLICT (change_set, source) DO UPDATE SET counts = excluded.counts, change = excluded.change`,
		p.Change.Run, p.Change.Source.Name, string(effects), packed)
	if err != nil {
		return fmt.Errorf("keep the proposal: %w", err)
	}
	return nil
}

// pack makes JSON, compressed.
func pack(v any) ([]byte, error) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if err := errors.Join(json.NewEncoder(w).Encode(v), w.Close()); err != nil {
		return nil, fmt.Errorf("pack: %w", err)
	}
	return packed.Bytes(), nil
}

func unpack(packed []byte, v any) error {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	data, err := io.ReadAll(r)
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	return nil
}

// eachProposal calls visit for what a change set does to each of its sources,
// in order, one in memory at a time.
func eachProposal(ctx context.Context, q queryer, set int64, visit func(*proposal) error) error {
	positions, err := collect(ctx, q, scanValue[int64], `
		SELECT position FROM change_set_source WHERE change_set = ? ORDER BY position`, set)
	if err != nil {
		return fmt.Errorf("sources of change set %d: %w", set, err)
	}
	for _, position := range positions {
		packed, err := collect(ctx, q, scanValue[[]byte], `
			SELECT change FROM change_set_source WHERE change_set = ? AND position = ?`, set, position)
		if err != nil {
			return fmt.Errorf("change set %d: %w", set, err)
		}
		for _, data := range packed {
			var p proposal
			if err := unpack(data, &p); err != nil {
				return fmt.Errorf("change set %d, source %d: %w", set, position, err)
			}
			if err := visit(&p); err != nil {
				return err
			}
		}
	}
	return nil
}
