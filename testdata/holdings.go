// Package testdata holds the archive's first five holdings, so that the
// program can show itself wherever it runs.
package testdata

import "embed"

// Holdings are the bundled sources, under "holdings".
//
//go:embed holdings/*.txt
var Holdings embed.FS
