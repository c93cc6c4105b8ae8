package store

import (
	"context"
	"database/sql"
	"fmt"

	"communique/internal/archive"
)

// Audit records who did what to what.
func (s *Store) Audit(ctx context.Context, actor, action, object, detail string) error {
	return s.update(ctx, func(tx *sql.Tx) error {
		return insertAudit(ctx, tx, archive.AuditEntry{At: s.now(), Actor: actor, Action: action, Object: object, Detail: detail})
	})
}

func insertAudit(ctx context.Context, tx *sql.Tx, e archive.AuditEntry) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO audit (at, actor, action, object, detail) VALUES (?, ?, ?, ?, ?)`,
		stamp(e.At), e.Actor, e.Action, e.Object, e.Detail)
	if err != nil {
		return fmt.Errorf("audit %s of %q: %w", e.Action, e.Object, err)
	}
	return nil
}

// AuditEntries gives the newest entries of the audit, newest first.
func (s *Store) AuditEntries(ctx context.Context, limit int) ([]archive.AuditEntry, error) {
	entries, err := collect(ctx, s.reader, func(row scanner) (e archive.AuditEntry, err error) {
		err = row.Scan(&e.ID, (*stamp)(&e.At), &e.Actor, &e.Action, &e.Object, &e.Detail)
		return e, err
	}, `SELECT id, at, actor, action, object, detail FROM audit ORDER BY id DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("audit entries: %w", err)
	}
	return entries, nil
}
