package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"communique/internal/archive"
)

// Source gives the newest capture under a name; Received is when its bytes
// first came under it. Where no bytes could ever be had, all but the name is
// zero. The error is archive.ErrNotFound where the name never came.
func (s *Store) Source(ctx context.Context, name string) (archive.Source, error) {
	found, err := collect(ctx, s.reader, scanSource, `
		SELECT source.name, capture.sha256, media_type, size, lines, received
		FROM source
		LEFT JOIN capture ON capture.source = source.id AND capture.sha256 = source.sha256
		LEFT JOIN blob ON blob.sha256 = capture.sha256
		WHERE source.name = ?`, name)
	if err == nil && len(found) == 0 {
		err = archive.ErrNotFound
	}
	if err != nil {
		return archive.Source{}, fmt.Errorf("source %q: %w", name, err)
	}
	return found[0], nil
}

// scanSource reads a source whose capture may be missing.
func scanSource(row scanner) (source archive.Source, err error) {
	var size, lines sql.NullInt64
	err = row.Scan(&source.Name, (*optional)(&source.SHA256), (*optional)(&source.MediaType), &size, &lines, (*stamp)(&source.Received))
	source.Size, source.Lines = size.Int64, int(lines.Int64)
	return source, err
}

// CapturesToRead gives the captures from which a source is read again, by their
// SHA-256, in the order they came: the newest that could be read, and the
// newest where that is another. There are none where no bytes were ever had.
// The error is archive.ErrNotFound where the name never came.
func (s *Store) CapturesToRead(ctx context.Context, name string) ([]string, error) {
	var newest, read string
	err := s.reader.QueryRowContext(ctx, `SELECT sha256, read_sha256 FROM source WHERE name = ?`, name).
		Scan((*optional)(&newest), (*optional)(&read))
	if errors.Is(err, sql.ErrNoRows) {
		err = archive.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("captures of %q: %w", name, err)
	}
	captures := []string{read, newest}
	captures = slices.DeleteFunc(captures, func(sum string) bool { return sum == "" })
	return slices.Compact(captures), nil
}

// SourceBytes gives bytes as received, by their SHA-256 in lower-case hex.
func (s *Store) SourceBytes(ctx context.Context, sha256 string) ([]byte, error) {
	var data []byte
	err := s.reader.QueryRowContext(ctx, `SELECT bytes FROM blob WHERE sha256 = ?`, sha256).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		err = archive.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("bytes %s: %w", sha256, err)
	}
	return data, nil
}

// SourceRecords gives every source with how its last reading ended, in order
// of name.
func (s *Store) SourceRecords(ctx context.Context) ([]archive.SourceRecord, error) {
	records, err := collect(ctx, s.reader, scanSourceRecord, selectSourceRecord+` ORDER BY source.name`)
	if err != nil {
		return nil, fmt.Errorf("sources: %w", err)
	}
	return records, nil
}

// SourceReading gives what stands of the newest reading of a source. The error
// is archive.ErrNotFound where the name never came.
func (s *Store) SourceReading(ctx context.Context, name string) (archive.SourceReading, error) {
	var r archive.SourceReading
	err := s.view(ctx, func(tx *sql.Tx) error {
		records, err := collect(ctx, tx, scanSourceRecord, selectSourceRecord+` WHERE source.name = ?`, name)
		if err == nil && len(records) == 0 {
			err = archive.ErrNotFound
		}
		if err != nil {
			return err
		}
		r.Record = records[0]
		if r.Documents, err = documentsOf(ctx, tx, name); err != nil {
			return err
		}
		if r.Withheld, err = withheldOf(ctx, tx, name); err != nil {
			return err
		}
		if r.Furniture, err = furnitureOf(ctx, tx, name); err != nil {
			return err
		}
		r.Doubts, err = doubtsOf(ctx, tx, name)
		return err
	})
	if err != nil {
		return archive.SourceReading{}, fmt.Errorf("reading of source %q: %w", name, err)
	}
	return r, nil
}

const selectSourceRecord = `
	SELECT source.name, capture.sha256, media_type, size, lines, received,
		state, problem, last_run, last_read,
		(SELECT count(*) FROM document WHERE document.source = source.id AND removed IS NULL),
		(SELECT coalesce(sum(paragraphs), 0) FROM document WHERE document.source = source.id AND removed IS NULL),
		(SELECT count(*) FROM capture WHERE capture.source = source.id),
		(SELECT count(*) FROM doubt WHERE doubt.source = source.id)
	FROM source
	LEFT JOIN capture ON capture.source = source.id AND capture.sha256 = source.sha256
	LEFT JOIN blob ON blob.sha256 = capture.sha256`

func scanSourceRecord(row scanner) (r archive.SourceRecord, err error) {
	var size, lines sql.NullInt64
	err = row.Scan(&r.Name, (*optional)(&r.SHA256), (*optional)(&r.MediaType), &size, &lines, (*stamp)(&r.Received),
		&r.State, &r.Problem, &r.LastRun, (*stamp)(&r.LastRead), &r.Documents, &r.Paragraphs, &r.Captures, &r.Doubts)
	r.Size, r.Lines = size.Int64, int(lines.Int64)
	return r, err
}
