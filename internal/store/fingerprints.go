package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"

	"communique/internal/archive"
)

// Comparer tells which documents are copies, which the record does not judge
// by itself.
type Comparer interface {
	// Version is that of the fingerprints it makes; others cannot be compared.
	Version() int
	Fingerprint(d *archive.Document) archive.Fingerprint
	// Likely reports whether two documents are worth comparing in full.
	Likely(a, b *archive.Fingerprint) bool
	AreCopies(a, b *archive.Document) bool
}

// WithComparer has the store find copies among the documents it is given. One
// without leaves them to the next that has it: see CompareOlder.
func WithComparer(c Comparer) Option {
	return func(s *Store) { s.comparer = c }
}

// compareBatch is how many documents CompareOlder compares at a time, so that
// others can write in between.
const compareBatch = 100

// CompareOlder looks for copies of the documents that were never compared, or
// by another version of the program.
func (s *Store) CompareOlder(ctx context.Context) error {
	for more := s.comparer != nil; more; {
		err := s.update(ctx, func(tx *sql.Tx) error {
			slugs, err := uncompared(ctx, tx, s.comparer.Version(), compareBatch)
			if more = len(slugs) > 0; err != nil || !more {
				return err
			}
			return compareHeld(ctx, tx, s.comparer, slugs)
		})
		if err != nil {
			return fmt.Errorf("compare documents: %w", err)
		}
	}
	return nil
}

func uncompared(ctx context.Context, tx *sql.Tx, version, limit int) ([]string, error) {
	return collect(ctx, tx, scanValue[string], `
		SELECT slug FROM document LEFT JOIN fingerprint ON fingerprint.id = document.fingerprint
		WHERE removed IS NULL AND (version IS NULL OR version <> ?)
		ORDER BY slug LIMIT ?`, version, limit)
}

func compareHeld(ctx context.Context, tx *sql.Tx, comparer Comparer, slugs []string) error {
	before, err := fingerprintsOf(ctx, tx, slugs)
	if err != nil {
		return err
	}
	documents, err := readDocuments(ctx, tx, slugs)
	if err != nil {
		return err
	}
	set, err := compare(ctx, tx, comparer, documents)
	if err != nil {
		return err
	}
	return settleCopies(ctx, tx, append(before, set...), nil)
}

// fingerprintsOf are the fingerprints that documents have now.
func fingerprintsOf(ctx context.Context, tx *sql.Tx, slugs []string) ([]int64, error) {
	ids, err := collect(ctx, tx, scanValue[int64], `
		SELECT DISTINCT fingerprint FROM document
		WHERE slug IN (SELECT value FROM json_each(?)) AND fingerprint IS NOT NULL`, list[string](slugs))
	if err != nil {
		return nil, fmt.Errorf("fingerprints before: %w", err)
	}
	return ids, nil
}

// compare gives standing documents their fingerprints, with the pairs of those
// that are copies, and says which these are.
func compare(ctx context.Context, tx *sql.Tx, comparer Comparer, documents []archive.Document) ([]int64, error) {
	var ids []int64
	for i := range documents {
		f := comparer.Fingerprint(&documents[i])
		id, err := saveFingerprint(ctx, tx, f)
		if err != nil {
			return nil, fmt.Errorf("fingerprint of %q: %w", f.Slug, err)
		}
		if err := pairUp(ctx, tx, comparer, &documents[i], id, f); err != nil {
			return nil, fmt.Errorf("copies of %q: %w", f.Slug, err)
		}
		_, err = tx.ExecContext(ctx, `UPDATE document SET fingerprint = ? WHERE slug = ?`, id, f.Slug)
		if err != nil {
			return nil, fmt.Errorf("fingerprint of %q: %w", f.Slug, err)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// mostLikely is how many documents one is compared with word by word. A form that
// a ministry fills in hundreds of times a week would else be compared with all
// the others each time.
const mostLikely = 24

// pairUp finds the copies of a document. Where another has its very fingerprint,
// they are known.
func pairUp(ctx context.Context, tx *sql.Tx, comparer Comparer, d *archive.Document, id int64, f archive.Fingerprint) error {
	held, err := sharingBand(ctx, tx, f)
	if err != nil || slices.ContainsFunc(held, func(h archive.Fingerprint) bool { return h.Key == f.Key }) {
		return err
	}
	held = slices.DeleteFunc(held, func(h archive.Fingerprint) bool { return !comparer.Likely(&f, &h) })
	held = held[:min(len(held), mostLikely)]
	slugs := make([]string, len(held))
	for i, h := range held {
		slugs[i] = h.Slug
	}
	if len(slugs) == 0 {
		return nil
	}
	documents, err := readDocuments(ctx, tx, slugs)
	if err != nil {
		return err
	}
	for i := range documents {
		if comparer.AreCopies(d, &documents[i]) {
			if err := savePair(ctx, tx, id, documents[i].Slug); err != nil {
				return err
			}
		}
	}
	return nil
}

// sharingBand gives the fingerprints of the same version that share a band with
// f, each with one of the standing documents that have it.
func sharingBand(ctx context.Context, tx *sql.Tx, f archive.Fingerprint) ([]archive.Fingerprint, error) {
	return collect(ctx, tx, func(row scanner) (h archive.Fingerprint, err error) {
		h.Version = f.Version
		var sketch []byte
		err = row.Scan(&h.Key, &h.Date, &sketch, &h.Slug)
		h.Sketch = unpackSketch(sketch)
		return h, err
	}, `
		SELECT key, fingerprint.date, sketch, min(slug)
		FROM fingerprint JOIN document ON document.fingerprint = fingerprint.id
		WHERE version = ? AND removed IS NULL AND fingerprint.id IN (
			SELECT fingerprint FROM fingerprint_band WHERE band IN (SELECT value FROM json_each(?)))
		GROUP BY fingerprint.id ORDER BY key`, f.Version, list[int64](f.Bands))
}

func saveFingerprint(ctx context.Context, tx *sql.Tx, f archive.Fingerprint) (int64, error) {
	held, err := collect(ctx, tx, scanValue[int64], `SELECT id FROM fingerprint WHERE key = ?`, f.Key)
	if err != nil || len(held) > 0 {
		return append(held, 0)[0], err
	}
	var id int64
	err = tx.QueryRowContext(ctx, `
		INSERT INTO fingerprint (key, version, date, sketch) VALUES (?, ?, ?, ?) RETURNING id`,
		f.Key, f.Version, f.Date, packSketch(f.Sketch)).Scan(&id)
	if err != nil {
		return 0, err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT OR IGNORE INTO fingerprint_band (band, fingerprint) SELECT value, ? FROM json_each(?)`, id, list[int64](f.Bands))
	return id, err
}

// savePair records that a fingerprint and that of a document are those of
// copies, both ways round.
func savePair(ctx context.Context, tx *sql.Tx, id int64, slug string) error {
	_, err := tx.ExecContext(ctx, `
		INSERT OR IGNORE INTO fingerprint_copy (fingerprint, other)
		SELECT ?1, fingerprint FROM document WHERE slug = ?2
		UNION ALL
		SELECT fingerprint, ?1 FROM document WHERE slug = ?2`, id, slug)
	return err
}

func packSketch(sketch []uint32) []byte {
	packed := make([]byte, 0, 4*len(sketch))
	for _, n := range sketch {
		packed = binary.LittleEndian.AppendUint32(packed, n)
	}
	return packed
}

func unpackSketch(packed []byte) []uint32 {
	sketch := make([]uint32, len(packed)/4)
	for i := range sketch {
		sketch[i] = binary.LittleEndian.Uint32(packed[4*i:])
	}
	return sketch
}
