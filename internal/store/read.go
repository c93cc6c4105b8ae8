package store

import (
	"context"
	"database/sql"
	"fmt"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// shelf holds the documents being read, by slug.
type shelf map[string]*archive.Document

// readDocuments reads those of the documents asked for that stand, in the
// order asked, with one query for each table.
func readDocuments(ctx context.Context, tx *sql.Tx, slugs []string) ([]archive.Document, error) {
	held := make(shelf, len(slugs))
	asked := list[string](slugs)
	for _, part := range []struct {
		name string
		read func(context.Context, *sql.Tx, list[string]) error
	}{
		{"descriptions", held.readDescriptions},
		{"sections", held.readSections},
		{"findings", held.readFindings},
		{"paragraphs", held.readParagraphs},
		{"redactions", held.readRedactions},
		{"doubts", held.readDoubts},
		{"copies", held.readCopies},
	} {
		if err := part.read(ctx, tx, asked); err != nil {
			return nil, fmt.Errorf("read %s: %w", part.name, err)
		}
	}
	documents := make([]archive.Document, 0, len(held))
	for _, slug := range slugs {
		if d, found := held[slug]; found {
			documents = append(documents, *d)
		}
	}
	return documents, nil
}

func (held shelf) readDescriptions(ctx context.Context, tx *sql.Tx, slugs list[string]) error {
	return each(ctx, tx, func(row scanner) error {
		d := &archive.Document{}
		err := row.Scan(&d.Slug, &d.Source, &d.SHA256, &d.Position,
			&d.Title, &d.PrintedTitle, (*list[int])(&d.TitleLines), &d.Kind, &d.Status, &d.StatusBasis,
			&d.Date, &d.DateBasis, &d.Place, &d.Event, &d.Issuer, (*knownList)(&d.Parties), &d.Marking, &d.Language,
			(*stamp)(&d.Added), (*stamp)(&d.Changed))
		held[d.Slug] = d
		return err
	}, `
		SELECT slug, source.name, document.sha256, position,
			title, printed_title, title_lines, kind, status, status_basis,
			date, date_basis, place, event, issuer, parties, marking, language,
			added, changed
		FROM document JOIN source ON source.id = document.source
		WHERE slug IN (SELECT value FROM json_each(?)) AND removed IS NULL`, slugs)
}

func (held shelf) readSections(ctx context.Context, tx *sql.Tx, slugs list[string]) error {
	return each(ctx, tx, func(row scanner) error {
		var slug string
		var s archive.Section
		if err := row.Scan(&slug, &s.Anchor, &s.Heading, &s.Level, (*list[int])(&s.HeadingLines)); err != nil {
			return err
		}
		d, found := held[slug]
		if !found {
			return fmt.Errorf("section %q of %q: its document does not stand", s.Anchor, slug)
		}
		d.Sections = append(d.Sections, s)
		return nil
	}, `
		SELECT document, anchor, heading, level, heading_lines FROM section
		WHERE document IN (SELECT value FROM json_each(?)) ORDER BY document, position`, slugs)
}

func (held shelf) readFindings(ctx context.Context, tx *sql.Tx, slugs list[string]) error {
	return each(ctx, tx, func(row scanner) error {
		var slug, kind string
		var position int
		var f thesaurus.Finding
		if err := row.Scan(&slug, &position, &kind, &f.ID, (*list[string])(&f.Words)); err != nil {
			return err
		}
		section, err := held.section(slug, position)
		if err != nil {
			return err
		}
		if kind == "theme" {
			section.Themes = append(section.Themes, f)
		} else {
			section.Countries = append(section.Countries, f)
		}
		return nil
	}, `
		SELECT document, section, list, entry, words FROM section_finding
		WHERE document IN (SELECT value FROM json_each(?)) ORDER BY document, section, list, entry`, slugs)
}

func (held shelf) readParagraphs(ctx context.Context, tx *sql.Tx, slugs list[string]) error {
	return each(ctx, tx, func(row scanner) error {
		var slug string
		var position int
		var p archive.Paragraph
		if err := row.Scan(&slug, &position, &p.ID, &p.Label, &p.Printed, &p.Text, &p.Role, (*list[int])(&p.Lines), &p.Page); err != nil {
			return err
		}
		section, err := held.section(slug, position)
		if err != nil {
			return err
		}
		section.Paragraphs = append(section.Paragraphs, p)
		return nil
	}, `
		SELECT document, section, id, label, printed, text, role, lines, page FROM paragraph
		WHERE document IN (SELECT value FROM json_each(?)) ORDER BY document, section, position`, slugs)
}

func (held shelf) readRedactions(ctx context.Context, tx *sql.Tx, slugs list[string]) error {
	return each(ctx, tx, func(row scanner) error {
		var slug string
		var position, place int
		var r archive.Redaction
		if err := row.Scan(&slug, &position, &place, &r.Start, &r.End, &r.Form, &r.Exemption); err != nil {
			return err
		}
		section, err := held.section(slug, position)
		if err != nil {
			return err
		}
		if place < 1 || place > len(section.Paragraphs) {
			return fmt.Errorf("redaction in paragraph %d of section %d of %q: there is none", place, position, slug)
		}
		p := &section.Paragraphs[place-1]
		p.Redactions = append(p.Redactions, r)
		return nil
	}, `
		SELECT document, section, paragraph.position, from_byte, to_byte, form, exemption
		FROM paragraph JOIN redaction ON redaction.paragraph = paragraph.id
		WHERE document IN (SELECT value FROM json_each(?))
		ORDER BY document, section, paragraph.position, redaction.position`, slugs)
}

// section is a section that was read, by its position from 1.
func (held shelf) section(slug string, position int) (*archive.Section, error) {
	d, found := held[slug]
	if !found || position < 1 || position > len(d.Sections) {
		return nil, fmt.Errorf("section %d of %q: there is none", position, slug)
	}
	return &d.Sections[position-1], nil
}
