package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/alexedwards/scs/sqlite3store"
	"github.com/alexedwards/scs/v2"

	"communique/internal/archive"
)

// SetPassword keeps the hash of the admin's password. Every session and every
// sign-in link ends with the old one.
func (s *Store) SetPassword(ctx context.Context, hash string) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO credential (id, hash, changed) VALUES (1, ?, ?)
			ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, changed = excluded.changed`,
			hash, stamp(s.now()))
		if err != nil {
			return err
		}
		return endSessions(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("set password: %w", err)
	}
	return nil
}

// endSessions signs everyone out.
func endSessions(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM sessions; DELETE FROM sign_in_token`)
	if err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	return nil
}

// Password gives the hash of the admin's password; archive.ErrNotFound where
// none was set.
func (s *Store) Password(ctx context.Context) (hash string, err error) {
	err = s.reader.QueryRowContext(ctx, `SELECT hash FROM credential`).Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) {
		err = archive.ErrNotFound
	}
	if err != nil {
		return "", fmt.Errorf("password: %w", err)
	}
	return hash, nil
}

// AddSignInToken keeps the hash of a link that signs in once, until expires.
func (s *Store) AddSignInToken(ctx context.Context, hash string, expires time.Time) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO sign_in_token (hash, expires) VALUES (?, ?)`, hash, stamp(expires))
		return err
	})
	if err != nil {
		return fmt.Errorf("add sign-in token: %w", err)
	}
	return nil
}

// UseSignInToken reports whether the link with this hash may sign in at now,
// and spends it. Expired links are forgotten.
func (s *Store) UseSignInToken(ctx context.Context, hash string, now time.Time) (bool, error) {
	var used int64
	err := s.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM sign_in_token WHERE expires <= ?`, stamp(now)); err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx, `DELETE FROM sign_in_token WHERE hash = ?`, hash)
		if err != nil {
			return err
		}
		used, err = result.RowsAffected()
		return err
	})
	if err != nil {
		return false, fmt.Errorf("use sign-in token: %w", err)
	}
	return used > 0, nil
}

// Sessions keeps the sessions of those who signed in. Expired ones are swept
// out until the store is closed.
func (s *Store) Sessions() scs.Store {
	s.sessionsOnce.Do(func() { s.sessions = sqlite3store.New(s.writer) })
	return s.sessions
}
