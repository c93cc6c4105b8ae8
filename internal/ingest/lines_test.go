package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"communique/internal/archive"
)

// fakeBytes are captures by their hash, and how often each was asked for.
type fakeBytes struct {
	data  map[string][]byte
	hold  chan struct{} // where not nil, nothing is given before it is closed
	mu    sync.Mutex
	asked map[string]int
}

func (b *fakeBytes) SourceBytes(_ context.Context, sha256 string) ([]byte, error) {
	b.mu.Lock()
	if b.asked == nil {
		b.asked = map[string]int{}
	}
	b.asked[sha256]++
	b.mu.Unlock()
	if b.hold != nil {
		<-b.hold
	}
	data, found := b.data[sha256]
	if !found {
		return nil, archive.ErrNotFound
	}
	return data, nil
}

func (b *fakeBytes) count(sha256 string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.asked[sha256]
}

// zipOf packs files, given as names and texts in turn.
func zipOf(t *testing.T, files ...string) []byte {
	t.Helper()
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// TestLinesAreThoseThatWereRead reads files of several formats, and asks of each
// paragraph that its lines say what it says, and of hidden text that it stays
// hidden.
func TestLinesAreThoseThatWereRead(t *testing.T) {
	pdfs, err := filepath.Glob(filepath.Join("..", "extract", "testdata", "pdf", "*.pdf"))
	if err != nil || len(pdfs) == 0 {
		t.Fatalf("no PDF to read: %v", err)
	}
	pdf, err := os.ReadFile(pdfs[0])
	if err != nil {
		t.Fatal(err)
	}
	page := "<html><body><main><h1>Joint Statement</h1><p>We met in Oslo and agreed on lighthouses.</p>" +
		`<p hidden>A secret that nobody sees.</p></main></body></html>`
	for name, data := range map[string][]byte{
		"a.txt": []byte(statement), "a.html": []byte(page), "a.pdf": pdf,
		"a.zip": zipOf(t, "one.txt", statement, "two.txt", strings.ReplaceAll(statement, "Lighthouses", "Harbours")),
	} {
		t.Run(name, func(t *testing.T) {
			reading, err := Read(name, data, nil)
			if err != nil {
				t.Fatal(err)
			}
			lines, err := NewLines(&fakeBytes{data: map[string][]byte{"x": data}}).Lines(t.Context(), name, "x")
			if err != nil {
				t.Fatal(err)
			}
			if len(lines) != reading.Source.Lines {
				t.Errorf("%d lines, the reading counts %d", len(lines), reading.Source.Lines)
			}
			text := map[int]string{}
			for i, line := range lines {
				if i > 0 && line.Number <= lines[i-1].Number {
					t.Fatalf("line %d stands behind line %d", line.Number, lines[i-1].Number)
				}
				text[line.Number] = line.Text
				if strings.Contains(line.Text, "secret") {
					t.Errorf("line %d shows hidden text", line.Number)
				}
			}
			met := 0
			for i := range reading.Documents {
				for _, p := range reading.Documents[i].Paragraphs {
					met++
					first, _, _ := strings.Cut(p.Text, " ")
					if !strings.Contains(text[p.Lines[0]], first) {
						t.Errorf("line %d is %q, the paragraph begins with %q", p.Lines[0], text[p.Lines[0]], first)
					}
				}
			}
			if met == 0 {
				t.Error("no paragraph was read")
			}
		})
	}
}

func TestLinesOfACaptureAreReadOnce(t *testing.T) {
	b := &fakeBytes{data: map[string][]byte{"x": []byte(statement)}, hold: make(chan struct{})}
	lines := NewLines(b)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got, err := lines.Lines(t.Context(), "a.txt", "x"); err != nil || len(got) != 7 {
				t.Errorf("%d lines, %v", len(got), err)
			}
		})
	}
	close(b.hold)
	all.Wait()
	if n := b.count("x"); n != 1 {
		t.Errorf("read %d times", n)
	}
}

// TestLinesGoOnBeingRead asks with a context that ends while a file is read, and
// again when it was.
func TestLinesGoOnBeingRead(t *testing.T) {
	b := &fakeBytes{data: map[string][]byte{"x": []byte(statement)}, hold: make(chan struct{})}
	lines := NewLines(b)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 20 * linesReaders { // it may be refused its turn; each of the rest waits for one reading
		if _, err := lines.Lines(ctx, "a.txt", "x"); !errors.Is(err, context.Canceled) {
			t.Fatalf("while it is read: %v", err)
		}
	}
	close(b.hold)
	if got, err := lines.Lines(t.Context(), "a.txt", "x"); err != nil || len(got) == 0 || b.count("x") != 1 {
		t.Errorf("%d lines, %v, read %d times", len(got), err, b.count("x"))
	}
}

func TestLinesThatCannotBeRead(t *testing.T) {
	b := &fakeBytes{data: map[string][]byte{"x": {}}}
	lines := NewLines(b)
	for range 2 * linesReaders { // a failure gives its turn back, and is tried again
		if _, err := lines.Lines(t.Context(), "a.txt", "x"); !errors.Is(err, archive.ErrUnreadable) {
			t.Errorf("an empty file: %v", err)
		}
		if _, err := lines.Lines(t.Context(), "a.txt", "nothing"); !errors.Is(err, archive.ErrNotFound) {
			t.Errorf("no file: %v", err)
		}
	}
}

// TestLinesKeepFew reads more than may be kept: the longest unused go.
func TestLinesKeepFew(t *testing.T) {
	b := &fakeBytes{data: map[string][]byte{}}
	for i := range 4 {
		b.data[fmt.Sprint(i)] = bytes.Repeat([]byte(strings.Repeat("word ", 20_000)+"\n"), linesKept/250_000)
	}
	lines := NewLines(b)
	for _, sum := range []string{"0", "1", "0", "2", "0", "1"} {
		if _, err := lines.Lines(t.Context(), "a.txt", sum); err != nil {
			t.Fatal(err)
		}
	}
	if got := []int{b.count("0"), b.count("1"), b.count("2")}; got[0] != 1 || got[1] != 2 || got[2] != 1 {
		t.Errorf("read %v times; of three, two can be kept", got)
	}
	if lines.cost > linesKept || len(lines.used) != len(lines.held) {
		t.Errorf("%d bytes are kept, %d readings, %d known", lines.cost, len(lines.used), len(lines.held))
	}
}
