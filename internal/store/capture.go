package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"communique/internal/archive"
)

// Fail records that a source could not be read and why, in plain words. Its
// bytes are kept where data is not nil. Documents read from it before stay.
func (s *Store) Fail(ctx context.Context, run int64, actor string, source archive.Source, data []byte, problem string) error {
	err := checkFailure(source, problem)
	if err == nil {
		err = s.update(ctx, func(tx *sql.Tx) error {
			return fail(ctx, tx, actor, source, data, reading{
				name: source.Name, state: archive.SourceFailed, problem: problem, run: run, at: s.now(),
			})
		})
	}
	if err != nil {
		return fmt.Errorf("record failure of source %q: %w", source.Name, err)
	}
	return nil
}

func fail(ctx context.Context, tx *sql.Tx, actor string, source archive.Source, data []byte, r reading) error {
	before, err := lastProblem(ctx, tx, r.name)
	if err != nil {
		return err
	}
	row, err := upsertSource(ctx, tx, r)
	if err != nil {
		return err
	}
	newCapture := false
	if data != nil {
		if newCapture, err = saveCapture(ctx, tx, row, r.run, source, "", data, r.at); err != nil {
			return err
		}
	}
	if err := insertOutcome(ctx, tx, r.run, row, archive.Outcome{Counts: archive.Counts{Failed: 1}, Problem: r.problem}); err != nil {
		return err
	}
	if before == r.problem && !newCapture {
		return nil // failing again in the same way changes nothing
	}
	return insertAudit(ctx, tx, archive.AuditEntry{
		At: r.at, Actor: actor, Action: "ingest", Object: r.name, Detail: "failed: " + r.problem,
	})
}

// lastProblem is why the last reading of a source failed; empty where it did
// not, or there was none.
func lastProblem(ctx context.Context, tx *sql.Tx, name string) (string, error) {
	var problem string
	err := tx.QueryRowContext(ctx, `SELECT problem FROM source WHERE name = ?`, name).Scan(&problem)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("look up source: %w", err)
	}
	return problem, nil
}

// reading is how one reading of a source ended.
type reading struct {
	name    string
	state   archive.SourceState
	problem string
	run     int64
	at      time.Time
}

// upsertSource records a reading and gives the source's row.
func upsertSource(ctx context.Context, tx *sql.Tx, r reading) (int64, error) {
	var row int64
	err := tx.QueryRowContext(ctx, `
		INSERT INTO source (name, state, problem, last_run, last_read) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET
			state = excluded.state, problem = excluded.problem,
			last_run = excluded.last_run, last_read = excluded.last_read
		RETURNING id`,
		r.name, r.state, r.problem, r.run, stamp(r.at)).Scan(&row)
	if err != nil {
		return 0, fmt.Errorf("record reading in run %d: %w", r.run, err)
	}
	return row, nil
}

// saveCapture keeps bytes under a source's name and makes them its newest
// capture. It reports whether they came under that name for the first time.
func saveCapture(ctx context.Context, tx *sql.Tx, row, run int64, source archive.Source, file string, data []byte, at time.Time) (bool, error) {
	sum := hash(data)
	if !source.Received.IsZero() {
		at = source.Received
	}
	if err := keepBytes(ctx, tx, data); err != nil {
		return false, err
	}
	result, err := tx.ExecContext(ctx, `
		INSERT INTO capture (source, sha256, media_type, lines, received, run, file) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`,
		row, sum, source.MediaType, source.Lines, stamp(at), run, file)
	if err != nil {
		return false, fmt.Errorf("keep capture: %w", err)
	}
	added, err := result.RowsAffected()
	if err != nil {
		return false, fmt.Errorf("keep capture: %w", err)
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE source SET sha256 = ?1, read_sha256 = CASE state WHEN 'read' THEN ?1 ELSE read_sha256 END
		WHERE id = ?2`, sum, row)
	if err != nil {
		return false, fmt.Errorf("point to newest capture: %w", err)
	}
	return added > 0, nil
}

// keepBytes keeps bytes as received, each once.
func keepBytes(ctx context.Context, tx *sql.Tx, data []byte) error {
	if data == nil {
		data = []byte{} // an empty file is a blob of no bytes, not null
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO blob (sha256, size, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, hash(data), len(data), data)
	if err != nil {
		return fmt.Errorf("keep bytes: %w", err)
	}
	return nil
}

// hash is the SHA-256 of data in lower-case hex.
func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
