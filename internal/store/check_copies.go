package store

import (
	"context"
	"database/sql"
	"fmt"
)

// checkCopies proves that what was settled group by group, as documents came
// and went, is what all of them together come to.
func checkCopies(ctx context.Context, tx *sql.Tx) ([]string, error) {
	all, err := collect(ctx, tx, scanValue[int64], `SELECT id FROM fingerprint`)
	if err != nil {
		return nil, fmt.Errorf("fingerprints: %w", err)
	}
	problems, err := withoutFingerprint(ctx, tx)
	if err != nil {
		return nil, err
	}
	t, err := readWordings(ctx, tx, all)
	if err != nil {
		return nil, err
	}
	for _, group := range t.groups() {
		members, err := readMembers(ctx, tx, group)
		if err != nil {
			return nil, err
		}
		for _, m := range members {
			if want := members.principal(); m.principal != want {
				problems = append(problems, fmt.Sprintf("Document %q has %q for its principal among copies, not %q.", m.slug, m.principal, want))
			}
		}
	}
	return problems, nil
}

// withoutFingerprint are the documents that are said to be copies without a
// fingerprint that says of what.
func withoutFingerprint(ctx context.Context, tx *sql.Tx) ([]string, error) {
	slugs, err := collect(ctx, tx, scanValue[string], `
		SELECT slug FROM document WHERE fingerprint IS NULL AND principal IS NOT NULL AND removed IS NULL ORDER BY slug`)
	if err != nil {
		return nil, fmt.Errorf("documents without a fingerprint: %w", err)
	}
	var problems []string
	for _, slug := range slugs {
		problems = append(problems, fmt.Sprintf("Document %q is said to be a copy and was not compared.", slug))
	}
	return problems, nil
}
