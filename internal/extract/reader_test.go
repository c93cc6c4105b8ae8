package extract

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// shown writes lines as a person compares them: what the format says of each
// before its text.
func shown(lines []Line) []string {
	var all []string
	for _, l := range lines {
		var said []string
		if l.Page > 0 {
			said = append(said, fmt.Sprintf("p%d", l.Page))
		}
		if l.Heading > 0 {
			said = append(said, fmt.Sprintf("h%d", l.Heading))
		}
		for _, flag := range []struct {
			name string
			set  bool
		}{{"bold", l.Bold}, {"item", l.Item}, {"link", l.Link}, {"soft", l.Soft}} {
			if flag.set {
				said = append(said, flag.name)
			}
		}
		if l.Meta != "" {
			said = append(said, l.Meta)
		}
		if l.Reason != "" && l.Reason != l.Text {
			said = append(said, l.Reason)
		}
		text := l.Text
		if len(said) > 0 {
			text = "[" + strings.Join(said, ", ") + "] " + text
		}
		all = append(all, text)
	}
	return all
}

// told gives the lines of a reading and behind them its doubts.
func told(text Text) []string {
	all := shown(text.Lines)
	for _, doubt := range text.Doubts {
		all = append(all, "[doubt] "+doubt)
	}
	return all
}

// texts gives the text of lines that are text.
func texts(lines []Line) []string {
	var all []string
	for _, l := range lines {
		if l.Meta == "" && l.Text != "" {
			all = append(all, l.Text)
		}
	}
	return all
}

// compareReading compares a reading with the golden file beside its source.
func compareReading(t *testing.T, file string, text Text) {
	t.Helper()
	got := fmt.Sprintf("%s %s\n", text.MediaType, text.Language)
	for i, line := range shown(text.Lines) {
		got += fmt.Sprintf("%d\t%s\n", text.Lines[i].Number, line)
	}
	for _, doubt := range text.Doubts {
		got += "doubt\t" + doubt + "\n"
	}
	golden := file + ".golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// TestReadings reads each file of the test data of web, office and edition
// formats.
func TestReadings(t *testing.T) {
	for _, folder := range []string{"pages", "govuk", "docx", "odt", "tei"} {
		files, err := filepath.Glob(filepath.Join("testdata", folder, "*"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%d files in %s: %v", len(files), folder, err)
		}
		for _, file := range files {
			if filepath.Ext(file) == ".golden" {
				continue
			}
			t.Run(filepath.Base(file), func(t *testing.T) {
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				text, err := Read(filepath.Base(file), data)
				if err != nil {
					t.Fatal(err)
				}
				checkNumbered(t, text.Lines)
				compareReading(t, file, text)
			})
		}
	}
}

// checkNumbered holds what is true of the lines of every format.
func checkNumbered(t *testing.T, lines []Line) {
	t.Helper()
	for i, l := range lines {
		if i > 0 && l.Number <= lines[i-1].Number || l.Number < 1 {
			t.Errorf("line %d has the number %d", i+1, l.Number)
		}
		if strings.ContainsAny(l.Text, "\n\r") {
			t.Errorf("line %d holds a line end: %q", l.Number, l.Text)
		}
		if l.Meta == MetaFurniture && l.Reason == "" {
			t.Errorf("line %d is furniture without a reason: %q", l.Number, l.Text)
		}
	}
}

// zipped makes a ZIP archive of files, in the order of their names.
func zipped(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(files[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
