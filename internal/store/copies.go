package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"communique/internal/archive"
)

// placeCopies compares the documents of a change with the others and settles
// which of them, and of the others that this touches, are copies. before are
// the fingerprints that documents of the source had.
func (a *application) placeCopies(ctx context.Context, before []int64) error {
	documents := slices.Concat(a.change.Added, a.change.Changed)
	if len(documents)+len(a.change.Removed) == 0 {
		return nil
	}
	told := map[string]bool{} // the change log has them already
	for i := range documents {
		told[documents[i].Slug] = true
	}
	var set []int64
	if a.comparer != nil {
		var err error
		if set, err = compare(ctx, a.tx, a.comparer, documents); err != nil {
			return err
		}
	}
	return settleCopies(ctx, a.tx, append(before, set...), told)
}

// settleCopies finds anew who stands for whom among the documents that have the
// touched fingerprints, or copies of them. What comes of it depends on the
// documents alone, not on the order they came in. The change log gets a row for
// each document whose principal is another now, but for those it was told of.
func settleCopies(ctx context.Context, tx *sql.Tx, touched []int64, told map[string]bool) error {
	touched, err := withNeighbours(ctx, tx, touched)
	if err != nil {
		return err
	}
	if err := dropUnused(ctx, tx, touched); err != nil {
		return err
	}
	settled := map[int64]bool{}
	for _, id := range touched {
		if settled[id] {
			continue
		}
		kin, err := kinOf(ctx, tx, id)
		if err != nil {
			return err
		}
		t, err := readWordings(ctx, tx, kin)
		if err != nil {
			return err
		}
		for _, group := range t.groups() {
			if err := settleGroup(ctx, tx, group, told); err != nil {
				return err
			}
		}
		for _, k := range kin {
			settled[k] = true
		}
	}
	return nil
}

// withNeighbours adds the copies of fingerprints: where one goes, those that it
// joined may come apart.
func withNeighbours(ctx context.Context, tx *sql.Tx, touched []int64) ([]int64, error) {
	neighbours, err := collect(ctx, tx, scanValue[int64], `
		SELECT other FROM fingerprint_copy WHERE fingerprint IN (SELECT value FROM json_each(?))`, list[int64](touched))
	if err != nil {
		return nil, fmt.Errorf("copies of fingerprints: %w", err)
	}
	all := slices.Concat(touched, neighbours)
	slices.Sort(all)
	return slices.Compact(all), nil
}

// dropUnused forgets the fingerprints that no document has.
func dropUnused(ctx context.Context, tx *sql.Tx, touched []int64) error {
	_, err := tx.ExecContext(ctx, `
		DELETE FROM fingerprint WHERE id IN (SELECT value FROM json_each(?))
			AND NOT EXISTS (SELECT 1 FROM document WHERE document.fingerprint = fingerprint.id)`, list[int64](touched))
	if err != nil {
		return fmt.Errorf("drop fingerprints: %w", err)
	}
	return nil
}

// kinOf are a fingerprint, its copies, their copies, and so on; none where it
// is gone.
func kinOf(ctx context.Context, tx *sql.Tx, id int64) ([]int64, error) {
	kin, err := collect(ctx, tx, scanValue[int64], `
		WITH RECURSIVE kin (id) AS (
			SELECT id FROM fingerprint WHERE id = ?
			UNION
			SELECT other FROM fingerprint_copy JOIN kin ON fingerprint_copy.fingerprint = kin.id)
		SELECT id FROM kin`, id)
	if err != nil {
		return nil, fmt.Errorf("copies of copies: %w", err)
	}
	return kin, nil
}

// readWordings reads fingerprints, and the pairs among them.
func readWordings(ctx context.Context, tx *sql.Tx, ids []int64) (wordings, error) {
	t := wordings{dates: map[int64]archive.Date{}}
	err := each(ctx, tx, func(row scanner) error {
		var id int64
		var date archive.Date
		err := row.Scan(&id, &date)
		t.dates[id] = date
		return err
	}, `SELECT id, date FROM fingerprint WHERE id IN (SELECT value FROM json_each(?))`, list[int64](ids))
	if err != nil {
		return t, fmt.Errorf("fingerprints: %w", err)
	}
	t.pairs, err = collect(ctx, tx, func(row scanner) (pair [2]int64, err error) {
		err = row.Scan(&pair[0], &pair[1])
		return pair, err
	}, `SELECT fingerprint, other FROM fingerprint_copy WHERE fingerprint IN (SELECT value FROM json_each(?))`, list[int64](ids))
	if err != nil {
		return t, fmt.Errorf("pairs of copies: %w", err)
	}
	return t, nil
}

// members are the documents of one text, the one to show in front.
type members []struct{ slug, principal string }

// principal is what each of them should say; empty where it is one alone.
func (m members) principal() string {
	if len(m) < 2 {
		return ""
	}
	return m[0].slug
}

func readMembers(ctx context.Context, tx *sql.Tx, group []int64) (members, error) {
	found, err := collect(ctx, tx, func(row scanner) (m struct{ slug, principal string }, err error) {
		err = row.Scan(&m.slug, (*optional)(&m.principal))
		return m, err
	}, `
		SELECT slug, principal FROM document JOIN source ON source.id = document.source
		WHERE fingerprint IN (SELECT value FROM json_each(?)) AND removed IS NULL`+principalFirst, list[int64](group))
	if err != nil {
		return nil, fmt.Errorf("documents of one text: %w", err)
	}
	return found, nil
}

// settleGroup makes one of the documents that have the fingerprints stand for
// all of them.
func settleGroup(ctx context.Context, tx *sql.Tx, group []int64, told map[string]bool) error {
	members, err := readMembers(ctx, tx, group)
	if err != nil {
		return err
	}
	for _, m := range members {
		if want := members.principal(); m.principal != want {
			if err := setPrincipal(ctx, tx, m.slug, want, told[m.slug]); err != nil {
				return err
			}
		}
	}
	return nil
}

func setPrincipal(ctx context.Context, tx *sql.Tx, slug, principal string, told bool) error {
	_, err := tx.ExecContext(ctx, `UPDATE document SET principal = nullif(?, '') WHERE slug = ?`, principal, slug)
	if err != nil {
		return fmt.Errorf("principal of %q: %w", slug, err)
	}
	if told {
		return nil
	}
	return logChange(ctx, tx, slug, false)
}

// inPacket is whether the source of a document holds others too.
const inPacket = `EXISTS (
	SELECT 1 FROM document AS beside
	WHERE beside.source = document.source AND beside.slug <> document.slug AND beside.removed IS NULL)`

// principalFirst orders the documents of one text. The one to show is what was
// published by itself, as final, with its date; what then is left is settled by
// names, so that it does not depend on which came first.
const principalFirst = `
	ORDER BY ` + inPacket + `, CASE status WHEN 'final' THEN 0 WHEN 'draft' THEN 2 ELSE 1 END, document.date = '', source.name, slug`

// readCopies gives the documents being read those that hold the same text.
func (held shelf) readCopies(ctx context.Context, tx *sql.Tx, slugs list[string]) error {
	principals := map[string]string{}
	err := each(ctx, tx, func(row scanner) error {
		var slug, principal string
		err := row.Scan(&slug, &principal)
		principals[slug] = principal
		return err
	}, `
		SELECT slug, principal FROM document
		WHERE slug IN (SELECT value FROM json_each(?)) AND principal IS NOT NULL AND removed IS NULL`, slugs)
	if err != nil || len(principals) == 0 {
		return err
	}
	groups, err := readGroups(ctx, tx, `IN (
		SELECT principal FROM document WHERE slug IN (SELECT value FROM json_each(?)))`, slugs)
	for slug, principal := range principals {
		held[slug].Copies = groups[principal]
	}
	return err
}

// readGroups reads the documents that hold one text, by their principal, for
// the principals that fit a condition.
func readGroups(ctx context.Context, q queryer, condition string, args ...any) (map[string]archive.Copies, error) {
	groups := map[string]archive.Copies{}
	err := each(ctx, q, func(row scanner) error {
		var principal string
		var c archive.Copy
		err := row.Scan(&principal, &c.Slug, &c.Title, &c.Source, &c.Packet, &c.Status, &c.Date, &c.Marking)
		groups[principal] = append(groups[principal], c)
		return err
	}, `
		SELECT principal, slug, title, source.name, `+inPacket+`, status, date, marking
		FROM document JOIN source ON source.id = document.source
		WHERE principal `+condition+` AND removed IS NULL`+principalFirst, args...)
	if err != nil {
		return nil, fmt.Errorf("copies: %w", err)
	}
	return groups, nil
}
