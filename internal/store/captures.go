package store

import (
	"context"
	"fmt"

	"communique/internal/archive"
)

// selectCapture is the beginning of a query whose rows scanCapture reads. A
// capture is public where a reader described it and its source was read since:
// what could not be read is the admin's alone, and what is only proposed, or was
// discarded, is no capture.
const selectCapture = `
	SELECT source.name, capture.sha256, media_type, size, capture.lines, received, file, run,
		(SELECT json_group_array(slug) FROM (
			SELECT slug FROM document
			WHERE document.source = source.id AND document.sha256 = capture.sha256 AND removed IS NULL ORDER BY position)),
		media_type <> '' AND EXISTS (
			SELECT 1 FROM outcome WHERE outcome.source = source.id AND outcome.run >= capture.run AND failed = 0) AS public,
		capture.sha256 IS source.read_sha256
	FROM capture JOIN source ON source.id = capture.source JOIN blob ON blob.sha256 = capture.sha256`

func scanCapture(row scanner) (c archive.Capture, err error) {
	err = row.Scan(&c.Name, &c.SHA256, &c.MediaType, &c.Size, &c.Lines, (*stamp)(&c.Received), &c.File, &c.Run,
		(*list[string])(&c.Slugs), &c.Public, &c.Last)
	return c, err
}

// Captures gives the captures of a source, newest first. The error is
// archive.ErrNotFound where the name never came.
func (s *Store) Captures(ctx context.Context, name string) ([]archive.Capture, error) {
	if _, err := s.Source(ctx, name); err != nil {
		return nil, err
	}
	all, err := collect(ctx, s.reader, scanCapture, selectCapture+` WHERE source.name = ? ORDER BY received DESC, run DESC`, name)
	if err != nil {
		return nil, fmt.Errorf("captures of %q: %w", name, err)
	}
	return all, nil
}

// PublicCapture gives the public capture of a hash; where the same bytes came
// under several names, the first. The error is archive.ErrNotFound where there
// is none.
func (s *Store) PublicCapture(ctx context.Context, sha256 string) (archive.Capture, error) {
	found, err := collect(ctx, s.reader, scanCapture, selectCapture+`
		WHERE capture.sha256 = ? AND public ORDER BY received, run, source.name LIMIT 1`, sha256)
	if err == nil && len(found) == 0 {
		err = archive.ErrNotFound
	}
	if err != nil {
		return archive.Capture{}, fmt.Errorf("capture %s: %w", sha256, err)
	}
	return found[0], nil
}
