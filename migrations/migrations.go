// Package migrations holds the numbered SQL files that make the archive's
// database, one step each. A file that was released is never edited: what
// changes the schema is a new file with the next number.
package migrations

import "embed"

// Files holds NNNN_name.sql, numbered from 0001 without a gap.
//
//go:embed *.sql
var Files embed.FS
