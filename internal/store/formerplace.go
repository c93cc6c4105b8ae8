package store

import (
	"context"
	"database/sql"
	"fmt"

	"communique/internal/archive"
)

// readFormerPlace completes the record of a paragraph that no longer stands by
// the lines it was read from and the capture that they count in, as the change
// set that took it out remembers them. Sets of earlier versions remember nothing;
// then its lines stay unknown.
func readFormerPlace(ctx context.Context, tx *sql.Tx, last archive.LedgerEntry, record *archive.ParagraphRecord) error {
	packed, err := collect(ctx, tx, scanValue[[]byte], `
		SELECT change FROM change_set_source WHERE change_set = ? AND source = ?`, last.Run, record.Source.Name)
	if err != nil {
		return fmt.Errorf("where it stood: %w", err)
	}
	for _, data := range packed {
		var p struct{ Before []archive.Document } // of a proposal, all that is needed
		if err := unpack(data, &p); err != nil {
			return fmt.Errorf("where it stood: %w", err)
		}
		for i := range p.Before {
			for _, was := range p.Before[i].Paragraphs {
				if was.ID == last.ParagraphID {
					record.Paragraph.Lines, record.Paragraph.Page = was.Lines, was.Page
					record.Source, err = captureOf(ctx, tx, record.Source.Name, p.Before[i].SHA256)
					return err
				}
			}
		}
	}
	return nil
}

// captureOf describes one capture of a source.
func captureOf(ctx context.Context, tx *sql.Tx, name, sha256 string) (archive.Source, error) {
	found, err := collect(ctx, tx, scanSource, `
		SELECT source.name, capture.sha256, media_type, size, lines, received
		FROM capture JOIN source ON source.id = capture.source JOIN blob ON blob.sha256 = capture.sha256
		WHERE source.name = ? AND capture.sha256 = ?`, name, sha256)
	if err == nil && len(found) == 0 {
		err = archive.ErrNotFound
	}
	if err != nil {
		return archive.Source{}, fmt.Errorf("capture %s of %q: %w", sha256, name, err)
	}
	return found[0], nil
}
