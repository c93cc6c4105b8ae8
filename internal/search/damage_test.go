package search

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"communique/internal/archive"
)

// rewrite changes the bytes of the files that match pattern within dir.
func rewrite(t *testing.T, pattern string, change func([]byte) []byte) func(dir string) {
	return func(dir string) {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %q, %v", pattern, files, err)
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(f, change(data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func scribble(from, to float64) func([]byte) []byte {
	return func(data []byte) []byte {
		for i := int(from * float64(len(data))); i < int(to*float64(len(data))); i++ {
			data[i] ^= 0xa5
		}
		return data
	}
}

func truncate(share float64) func([]byte) []byte {
	return func(data []byte) []byte { return data[:int(share*float64(len(data)))] }
}

func TestMendsDamage(t *testing.T) {
	for name, harm := range map[string]func(dir string){
		"segment cut":             rewrite(t, "store/*.zap", truncate(0.6)),
		"segment emptied":         rewrite(t, "store/*.zap", truncate(0)),
		"segment scribbled":       rewrite(t, "store/*.zap", scribble(0.4, 0.5)),
		"segment's end scribbled": rewrite(t, "store/*.zap", scribble(0.95, 1)),
		"segment gone":            func(dir string) { must(t, os.Remove(first(t, dir, "store/*.zap"))) },
		"root cut":                rewrite(t, "store/root.bolt", truncate(0.3)),
		"root emptied":            rewrite(t, "store/root.bolt", truncate(0)),
		"root scribbled":          rewrite(t, "store/root.bolt", scribble(0, 1)),
		"root's start scribbled":  rewrite(t, "store/root.bolt", scribble(0, 0.2)),
		"root's pages scribbled":  rewrite(t, "store/root.bolt", scribble(0.1, 0.9)),
		"root gone":               func(dir string) { must(t, os.Remove(filepath.Join(dir, "store/root.bolt"))) },
		"description scribbled":   rewrite(t, "index_meta.json", scribble(0, 1)),
		"description gone":        func(dir string) { must(t, os.Remove(filepath.Join(dir, "index_meta.json"))) },
		"all gone":                func(dir string) { must(t, os.RemoveAll(dir)) },
		"pointer gone":            func(dir string) { must(t, os.Remove(filepath.Join(filepath.Dir(dir), currentFile))) },
		"pointer scribbled": func(dir string) {
			must(t, os.WriteFile(filepath.Join(filepath.Dir(dir), currentFile), []byte("../../etc"), 0o600))
		},
		"place gone":          func(dir string) { must(t, setStamp(dir, nil)) },
		"place scribbled":     func(dir string) { must(t, setStamp(dir, []byte("{"))) },
		"sections miscounted": func(dir string) { must(t, writeStamp(dir, stamp{Mapping: mappingVersion, Sections: 99})) },
		"leftovers of a crash too": func(dir string) {
			must(t, os.MkdirAll(filepath.Join(filepath.Dir(dir), newGenerationName(), "parts"), 0o700))
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := reopened(t, corpus(), harm)
			catchUp(t, x)
			assertFound(t, x, "alpha", "b#s-one", "a#s-one")
			assertMended(t, x)
		})
	}
}

// assertMended checks an index that was damaged, or not, when it was opened:
// Check tells the damage, once, and nothing else.
func assertMended(t *testing.T, x *Index) {
	t.Helper()
	faults, err := x.Check(t.Context())
	must(t, err)
	for _, f := range faults {
		if !strings.HasPrefix(f, "The index was damaged") {
			t.Errorf("check: %s", f)
		}
	}
	assertSound(t, x)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func first(t *testing.T, dir, pattern string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %v", pattern, err)
	}
	return files[0]
}

func setStamp(dir string, value []byte) error {
	b, err := openBleve(dir)
	if err != nil {
		return err
	}
	if value == nil {
		return errors.Join(b.DeleteInternal(stampKey), b.Close())
	}
	return errors.Join(b.SetInternal(stampKey, value), b.Close())
}

// TestScribbles overwrites each stretch of an index's files in turn: whatever
// is hit, it opens, and finds what is there.
func TestScribbles(t *testing.T) {
	const stretches = 24
	for _, pattern := range []string{"store/*.zap", "store/root.bolt"} {
		for i := range stretches {
			x := reopened(t, corpus(), rewrite(t, pattern, scribble(float64(i)/stretches, float64(i+1)/stretches)))
			catchUp(t, x)
			assertFound(t, x, "alpha", "b#s-one", "a#s-one")
			assertMended(t, x)
		}
	}
}

// TestDamageWhileServing cuts a segment short under an open index.
func TestDamageWhileServing(t *testing.T) {
	records := newRecords()
	for _, c := range "abcdefghij" {
		records.put(plainDoc(string(c), strings.Repeat(string(c)+"lpha beta ", 3000)))
	}
	x := caughtUp(t, records)
	must(t, os.Truncate(first(t, generations(t, x)[0], "store/*.zap"), 0))
	_, err := x.Search(t.Context(), Request{Query: "alpha"})
	if !errors.Is(err, archive.ErrNotReady) {
		t.Fatalf("a damaged index answers with the error %v", err)
	}
	catchUp(t, x)
	if r := ask(t, x, Request{Query: "alpha"}); r.Total != 1 {
		t.Errorf("%d sections", r.Total)
	}
}

func TestWhatIsDamage(t *testing.T) {
	for err, want := range map[error]bool{
		os.ErrPermission: false, archive.ErrBusy: false, os.ErrNotExist: true, errDamaged: true,
	} {
		if got := isDamage(err); got != want {
			t.Errorf("%v: %v", err, got)
		}
	}
}
