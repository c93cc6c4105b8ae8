package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport is the house's straight line: which of our packages each may see.
// What is not listed here may see nothing of ours.
var mayImport = map[string][]string{
	"cmd/communique":     {"*"},
	"web":                {"internal/archive", "internal/thesaurus", "internal/search", "internal/collate", "internal/cite", "web/components", "assets"},
	"internal/archive":   {"internal/thesaurus"},
	"internal/packet":    {"internal/archive", "internal/thesaurus", "internal/normalize", "internal/regexp"},
	"internal/collate":   {"internal/archive", "internal/thesaurus", "internal/normalize"},
	"internal/cite":      {"internal/archive", "internal/thesaurus", "internal/normalize"},
	"internal/ledger":    {"internal/archive", "internal/thesaurus", "internal/normalize", "internal/collate"},
	"internal/store":     {"internal/archive", "internal/thesaurus", "internal/normalize", "migrations"},
	"internal/search":    {"internal/archive", "internal/thesaurus", "internal/normalize"},
	"internal/ingest":    {"internal/archive", "internal/thesaurus", "internal/normalize", "internal/extract", "internal/packet", "internal/collate", "internal/ledger"},
	"internal/extract":   {},
	"internal/normalize": {},
	"internal/regexp":    {},
	"internal/thesaurus": {"internal/normalize"},
	"web/components":     {},
	"migrations":         {},
	"assets":             {},
	"testdata":           {},
}

// TestImports holds the direction of imports: a package that begins to look
// the other way fails here, not in a year's time.
func TestImports(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && file != root && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules") {
			return filepath.SkipDir
		}
		if filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		relative, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		folder := path.Dir(filepath.ToSlash(relative))
		seen[folder] = true
		checkImports(t, file, folder)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(seen) < 10 {
		t.Errorf("only %d packages were looked at: %v", len(seen), seen)
	}
}

func checkImports(t *testing.T, file, folder string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	allowed, known := mayImport[folder]
	if !known {
		t.Errorf("package %s is not in the list of packages and what they may import", folder)
		return
	}
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		ours, isOurs := strings.CutPrefix(imported, "communique/")
		if isOurs && !slices.Contains(allowed, "*") && !slices.Contains(allowed, ours) {
			t.Errorf("%s imports %s, which %s may not see", file, ours, folder)
		}
	}
}
