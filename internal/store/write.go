package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// upsertDocument writes what describes a document. One that was here before,
// standing or removed, keeps the time it was added. One that stands in another
// source is not taken from it.
func upsertDocument(ctx context.Context, tx *sql.Tx, d *archive.Document, source int64, sha256 string, at time.Time) error {
	s := archive.Summarize(d)
	result, err := tx.ExecContext(ctx, `
		INSERT INTO document (slug, source, sha256, position,
			title, printed_title, title_lines, kind, status, status_basis,
			date, date_basis, place, event, issuer, parties, marking, language,
			added, changed, removed, named, themes, paragraphs, redactions, gist)
		VALUES (?, ?, ?, ?,  ?, ?, ?, ?, ?, ?,  ?, ?, ?, ?, ?, ?, ?, ?,  ?, ?, NULL, ?, ?, ?, ?, ?)
		ON CONFLICT (slug) DO UPDATE SET
			source = excluded.source, sha256 = excluded.sha256, position = excluded.position,
			title = excluded.title, printed_title = excluded.printed_title, title_lines = excluded.title_lines,
			kind = excluded.kind, status = excluded.status, status_basis = excluded.status_basis,
			date = excluded.date, date_basis = excluded.date_basis, place = excluded.place,
			event = excluded.event, issuer = excluded.issuer, parties = excluded.parties,
			marking = excluded.marking, language = excluded.language,
			changed = excluded.changed, removed = NULL, fingerprint = NULL, principal = NULL,
			named = excluded.named, themes = excluded.themes, paragraphs = excluded.paragraphs,
			redactions = excluded.redactions, gist = excluded.gist
		WHERE removed IS NOT NULL OR source = excluded.source`,
		d.Slug, source, sha256, d.Position,
		d.Title, d.PrintedTitle, list[int](d.TitleLines), d.Kind, d.Status, d.StatusBasis,
		d.Date, d.DateBasis, d.Place, d.Event, d.Issuer, knownList(d.Parties), d.Marking, d.Language,
		stamp(at), stamp(at), list[string](s.Named), list[string](s.Themes), s.Paragraphs, s.Redactions, s.Gist)
	err = mustTouch(result, err)
	if errors.Is(err, archive.ErrNotFound) {
		return invalid("it stands in another source")
	}
	if err != nil {
		return fmt.Errorf("write description: %w", err)
	}
	return nil
}

// deleteText takes out a document's sections, and all that hangs on them.
func deleteText(ctx context.Context, tx *sql.Tx, slug string) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM section WHERE document = ?`, slug); err != nil {
		return fmt.Errorf("take out text of %q: %w", slug, err)
	}
	return nil
}

// insertText writes a document's sections and paragraphs.
func insertText(ctx context.Context, tx *sql.Tx, d *archive.Document) error {
	for i := range d.Sections {
		s, position := &d.Sections[i], i+1
		_, err := tx.ExecContext(ctx, `
			INSERT INTO section (document, position, anchor, heading, level, heading_lines)
			VALUES (?, ?, ?, ?, ?, ?)`,
			d.Slug, position, s.Anchor, s.Heading, s.Level, list[int](s.HeadingLines))
		if err != nil {
			return fmt.Errorf("section %q: %w", s.Anchor, err)
		}
		if err := insertFindings(ctx, tx, d.Slug, position, "theme", s.Themes); err != nil {
			return err
		}
		if err := insertFindings(ctx, tx, d.Slug, position, "country", s.Countries); err != nil {
			return err
		}
		if err := insertParagraphs(ctx, tx, d.Slug, position, s.Paragraphs); err != nil {
			return err
		}
	}
	return nil
}

func insertFindings(ctx context.Context, tx *sql.Tx, slug string, section int, kind string, findings []thesaurus.Finding) error {
	for _, f := range findings {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO section_finding (document, section, list, entry, words) VALUES (?, ?, ?, ?, ?)`,
			slug, section, kind, f.ID, list[string](f.Words))
		if err != nil {
			return fmt.Errorf("section %d: %s %q: %w", section, kind, f.ID, err)
		}
	}
	return nil
}

func insertParagraphs(ctx context.Context, tx *sql.Tx, slug string, section int, paragraphs []archive.Paragraph) error {
	for i, p := range paragraphs {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO paragraph (id, document, section, position, label, printed, text, role, lines, page)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			p.ID, slug, section, i+1, p.Label, p.Printed, p.Text, p.Role, list[int](p.Lines), p.Page)
		if err != nil {
			return fmt.Errorf("paragraph %s: %w", p.ID, err)
		}
		if err := insertRedactions(ctx, tx, p); err != nil {
			return fmt.Errorf("paragraph %s: %w", p.ID, err)
		}
	}
	return nil
}

func insertRedactions(ctx context.Context, tx *sql.Tx, p archive.Paragraph) error {
	for i, r := range p.Redactions {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO redaction (paragraph, position, from_byte, to_byte, form, exemption) VALUES (?, ?, ?, ?, ?, ?)`,
			p.ID, i+1, r.Start, r.End, r.Form, r.Exemption)
		if err != nil {
			return fmt.Errorf("redaction %d: %w", i+1, err)
		}
	}
	return nil
}
