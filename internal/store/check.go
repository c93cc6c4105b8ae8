package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Check proves that the record agrees with itself: the file is sound, bytes
// are what their hash says, every paragraph has its ledger, every document its
// place in the change log and every copy its principal. It gives a sentence for each thing that is
// wrong, none where all is well, as of one moment.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	problems, err := s.check(ctx)
	if err != nil {
		return problems, fmt.Errorf("check archive %s: %w", s.path, err)
	}
	return problems, nil
}

func (s *Store) check(ctx context.Context) (problems []string, err error) {
	db, err := connectProver(ctx, s.path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	err = transact(ctx, db, func(tx *sql.Tx) error {
		for _, check := range checks {
			found, err := check(ctx, tx)
			if err != nil {
				return err
			}
			problems = append(problems, found...)
		}
		return nil
	})
	return problems, err
}

// checks are the proofs, from the file up to what the tables say.
var checks = []func(context.Context, *sql.Tx) ([]string, error){
	checkFile,
	checkReferences,
	checkBytes,
	checkTables,
	checkSummaries,
	checkCopies,
}

// checkFile has SQLite prove its file, indexes and constraints; that ids and
// slugs are unique is part of it.
func checkFile(ctx context.Context, tx *sql.Tx) ([]string, error) {
	lines, err := collect(ctx, tx, scanValue[string], `PRAGMA integrity_check`)
	if err != nil {
		return nil, fmt.Errorf("integrity: %w", err)
	}
	if len(lines) == 1 && lines[0] == "ok" {
		return nil, nil
	}
	problems := make([]string, len(lines))
	for i, line := range lines {
		problems[i] = "The database file is damaged: " + line + "."
	}
	return problems, nil
}

// checkReferences proves that what a row refers to is there.
func checkReferences(ctx context.Context, tx *sql.Tx) ([]string, error) {
	problems, err := collect(ctx, tx, func(row scanner) (string, error) {
		var table, parent string
		var rows int
		err := row.Scan(&table, &parent, &rows)
		return fmt.Sprintf("In table %s, %d rows refer to rows of table %s that are not there.", table, rows, parent), err
	}, `
		SELECT "table", parent, count(*) FROM pragma_foreign_key_check
		GROUP BY "table", parent ORDER BY "table", parent`)
	if err != nil {
		return nil, fmt.Errorf("references: %w", err)
	}
	return problems, nil
}

// checkBytes proves that the bytes of every capture are those that came.
func checkBytes(ctx context.Context, tx *sql.Tx) ([]string, error) {
	var problems []string
	err := each(ctx, tx, func(row scanner) error {
		var name string
		var data []byte
		if err := row.Scan(&name, &data); err != nil {
			return err
		}
		if sum := hash(data); sum != name {
			problems = append(problems, fmt.Sprintf("The bytes kept as %s have the SHA-256 %s.", name, sum))
		}
		return nil
	}, `SELECT sha256, bytes FROM blob ORDER BY sha256`)
	if err != nil {
		return nil, fmt.Errorf("bytes: %w", err)
	}
	return problems, nil
}

// checkTables runs the queries of disagreements.
func checkTables(ctx context.Context, tx *sql.Tx) ([]string, error) {
	var problems []string
	for _, d := range disagreements {
		keys, err := collect(ctx, tx, scanValue[string], d.query)
		if err != nil {
			return nil, fmt.Errorf("disagreement %q: %w", d.sentence, err)
		}
		for _, key := range keys {
			problems = append(problems, fmt.Sprintf(d.sentence, key))
		}
	}
	return problems, nil
}
