package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"communique/internal/archive"
	"communique/internal/store"
)

func writeFiles(t *testing.T, files map[string][]byte) string {
	t.Helper()
	folder := t.TempDir()
	for name, data := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

const goodText = "Joint Statement on Lighthouses\n\n3 May 2021\n\nWe, the Ministers of Norway and Iceland, met in Oslo and agreed to keep every lighthouse burning brightly.\n"

func TestIngestReportsBadFiles(t *testing.T) {
	folder := writeFiles(t, map[string][]byte{
		"good.txt":       []byte(goodText),
		"sub/also.txt":   []byte(strings.ReplaceAll(goodText, "Lighthouses", "Harbours")),
		"empty.txt":      nil,
		"blank.txt":      []byte("\n \n\t\n"),
		"binary.txt":     {0, 1, 2, 0, 255, 254, 0, 3},
		"latin1.txt":     []byte("Communiqu\xe9 des ministres r\xe9unis \xe0 Paris\n"),
		"picture.txt":    []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
		"paper.pdf":      []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
		".hidden/no.txt": []byte(goodText),
	})
	dir := filepath.Join(t.TempDir(), "archive")
	out, err := command(t, "ingest", "--json", "--data", dir, folder)
	if !errors.Is(err, exitSomeFailed) {
		t.Fatalf("error %v, want %v\n%s", err, exitSomeFailed, out)
	}
	var report runReport
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if report.Sources != 8 || report.Documents.Added != 3 || report.Failed != 5 {
		t.Errorf("report %+v", report)
	}
	for _, o := range report.Outcomes {
		if good := slices.Contains([]string{"good.txt", "latin1.txt", "sub/also.txt"}, o.Source); good != (o.Problem == nil) {
			t.Errorf("outcome %+v", o)
		}
		if o.Problem != nil {
			t.Logf("%s", *o.Problem)
			if !strings.Contains(*o.Problem, o.Source) || len(*o.Problem) < len(o.Source)+len(" is …") {
				t.Errorf("the sentence %q does not name file and reason", *o.Problem)
			}
		}
	}
	if out, err := command(t, "check", "--data", dir); err != nil {
		t.Errorf("check: %v\n%s", err, out)
	}
}

func TestIngestTwiceChangesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	folder := filepath.Join("..", "..", "testdata", "holdings")
	if out, err := command(t, "ingest", "--data", dir, "--dry-run", folder); err != nil || !strings.Contains(out, "Nothing was stored") {
		t.Fatalf("dry run: %v\n%s", err, out)
	}
	out, err := command(t, "ingest", "--json", "--data", dir, folder)
	if err != nil {
		t.Fatal(err)
	}
	var first, second runReport
	if err := json.Unmarshal([]byte(out), &first); err != nil {
		t.Fatal(err)
	}
	if first.Documents.Added == 0 {
		t.Errorf("first ingest: %+v", first)
	}
	if out, err = command(t, "ingest", "--json", "--data", dir, folder); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(out), &second); err != nil {
		t.Fatal(err)
	}
	if second.Documents != (countsReport{Unchanged: first.Documents.Added}) {
		t.Errorf("second ingest: %+v", second)
	}
}

func TestNothingDone(t *testing.T) {
	file := filepath.Join(writeFiles(t, map[string][]byte{"a.txt": []byte(goodText)}), "a.txt")
	tests := []struct {
		name string
		args []string
		says string
	}{
		{"a path that is not there", []string{"ingest", "--data", filepath.Join(t.TempDir(), "x"), "/nonexistent/papers"}, "/nonexistent/papers"},
		{"an empty folder", []string{"ingest", "--data", filepath.Join(t.TempDir(), "x"), t.TempDir()}, "no files"},
		{"a file for a data directory", []string{"serve", "--addr", "127.0.0.1:0", "--data", file}, file},
		{"check of nothing", []string{"check", "--data", filepath.Join(t.TempDir(), "x")}, "no archive"},
		{"backup of nothing", []string{"backup", "--data", filepath.Join(t.TempDir(), "x"), filepath.Join(t.TempDir(), "y")}, "no archive"},
		{"restore of no backup", []string{"restore", "--data", filepath.Join(t.TempDir(), "x"), file}, file},
		{"a bad address", []string{"serve", "--addr", "nowhere", "--data", filepath.Join(t.TempDir(), "x")}, "nowhere"},
		{"a bad base address", []string{"serve", "--addr", "127.0.0.1:0", "--base-url", "archive.example", "--data", filepath.Join(t.TempDir(), "x")}, "archive.example"},
		{"no such verb", []string{"burn"}, "burn"},
		{"parse of nothing", []string{"parse", "/nonexistent.txt"}, "/nonexistent.txt"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := command(t, test.args...)
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("error %q does not say %q", err, test.says)
			}
		})
	}
}

func TestOneServerAtATime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	serveArchive(t, "serve", dir)
	_, err := command(t, "serve", "--data", dir, "--addr", "127.0.0.1:0")
	if !errors.Is(err, archive.ErrBusy) || !strings.Contains(err.Error(), dir) {
		t.Errorf("a second server on one folder: %v", err)
	}
}

// TestParseAccountsForEveryLine reads every holding as the verb prints it:
// each non-blank line is in exactly one title, heading, paragraph, notice or
// piece of furniture.
func TestParseAccountsForEveryLine(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "holdings", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		out, err := command(t, "parse", "--json", file)
		if err != nil {
			t.Fatal(err)
		}
		var reading archive.ReadingJSON
		if err := json.Unmarshal([]byte(out), &reading); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		uses := map[int]int{}
		for _, line := range linesOf(reading) {
			uses[line]++
		}
		for i, line := range strings.Split(string(data), "\n") {
			want := 1
			if strings.TrimSpace(line) == "" {
				want = 0
			}
			if uses[i+1] != want {
				t.Errorf("%s: line %d is used %d times: %q", filepath.Base(file), i+1, uses[i+1], line)
			}
		}
	}
}

func linesOf(r archive.ReadingJSON) []int {
	var lines []int
	for _, d := range r.Documents {
		lines = append(lines, d.TitleLines...)
		for _, s := range d.Sections {
			lines = append(lines, s.HeadingLines...)
			for _, p := range s.Paragraphs {
				lines = append(lines, p.Lines...)
			}
		}
	}
	for _, w := range r.Withheld {
		lines = append(lines, w.Lines...)
	}
	for _, f := range r.Furniture {
		lines = append(lines, f.Lines...)
	}
	return lines
}

func TestPassword(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	var out strings.Builder
	err := run(t.Context(), []string{"admin", "passwd", "--data", dir}, streams{strings.NewReader("short\n"), &out, &out})
	if err == nil {
		t.Error("a short password is taken")
	}
	if err := run(t.Context(), []string{"admin", "passwd", "--data", dir}, streams{strings.NewReader("correct horse battery\n"), &out, &out}); err != nil {
		t.Fatal(err)
	}
	site := serveArchive(t, "serve", dir)
	if site.signIn != "" || !strings.Contains(site.out.String(), "/admin") {
		t.Errorf("with a password set the start says\n%s", site.out)
	}
}

// TestIngestGoesOnBehindWhatCannotBeOpened: a pipe named on the command line,
// and a link that leads nowhere, fail alone; nothing waits.
func TestIngestGoesOnBehindWhatCannotBeOpened(t *testing.T) {
	folder := writeFiles(t, map[string][]byte{"good.txt": []byte(goodText), "tiny.md": []byte("x")})
	pipe := filepath.Join(t.TempDir(), "pipe.txt")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/nonexistent", filepath.Join(folder, "lost\x1b[31m.txt")); err != nil {
		t.Fatal(err)
	}
	out, err := command(t, "ingest", "--data", filepath.Join(t.TempDir(), "archive"), folder, pipe)
	if !errors.Is(err, exitSomeFailed) {
		t.Fatalf("error %v\n%s", err, out)
	}
	for _, want := range []string{"pipe.txt was not read: it is no regular file", "lost\uFFFD[31m.txt was not read: no such file", "tiny.md holds nothing that reads as a document", "good.txt"} {
		if !strings.Contains(out, want) {
			t.Errorf("the report does not say %q:\n%s", want, out)
		}
	}
	if strings.Contains(out, "\x1b") {
		t.Errorf("the report carries control characters: %q", out)
	}
}

// TestUnreadableFolder: a folder that cannot be listed fails alone. It needs a
// user who can be refused something.
func TestUnreadableFolder(t *testing.T) {
	folder := writeFiles(t, map[string][]byte{"a/good.txt": []byte(goodText), "b/lost.txt": []byte(goodText)})
	shut := filepath.Join(folder, "b")
	files, err := sourceFiles([]string{folder})
	if err != nil || len(files) != 2 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	if os.Geteuid() == 0 { // root is refused nothing: look at what walk does with a refusal
		var added []string
		refused := &fs.PathError{Op: "open", Path: shut, Err: fs.ErrPermission}
		if err := visit(folder, shut, nil, refused, func(name, _ string) error { added = append(added, name); return nil }); err != nil || len(added) != 1 || added[0] != "b" {
			t.Errorf("a folder that is shut: %q, %v", added, err)
		}
		return
	}
	if err := os.Chmod(shut, 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(shut, 0o700)
	out, err := command(t, "ingest", "--data", filepath.Join(t.TempDir(), "archive"), folder)
	if !errors.Is(err, exitSomeFailed) || !strings.Contains(out, "b was not read: permission denied") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestDryRunMakesNoArchive(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	folder := writeFiles(t, map[string][]byte{"good.txt": []byte(goodText)})
	if out, err := command(t, "ingest", "--dry-run", "--data", dir, folder); err != nil || !strings.Contains(out, "1 document added") {
		t.Fatalf("%v\n%s", err, out)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a dry run left %s: %v", dir, err)
	}
}

// TestIngestAs: a file of another name is a new capture of a known source, and
// its paragraphs keep their ids.
func TestIngestAs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	folder := writeFiles(t, map[string][]byte{"a.txt": []byte(goodText), "a-2.txt": []byte(goodText + "\nWe shall meet again.\n")})
	for _, args := range [][]string{{filepath.Join(folder, "a.txt")}, {"--as", "a.txt", filepath.Join(folder, "a-2.txt")}} {
		if out, err := command(t, append([]string{"ingest", "--data", dir}, args...)...); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	for _, args := range [][]string{{"--as", "a.txt", folder}, {"--as", "b.txt", filepath.Join(folder, "a.txt")}} {
		if out, err := command(t, append([]string{"ingest", "--data", dir}, args...)...); err == nil {
			t.Errorf("ingest %v was done:\n%s", args, out)
		}
	}
	records, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer records.Close()
	captures, err := records.Captures(t.Context(), "a.txt")
	if err != nil || len(captures) != 2 || captures[0].File != "a-2.txt" {
		t.Errorf("captures %+v, %v", captures, err)
	}
	documents, err := records.DocumentsOfSource(t.Context(), "a.txt")
	if err != nil || len(documents) != 1 {
		t.Errorf("%d documents, %v", len(documents), err)
	}
}
