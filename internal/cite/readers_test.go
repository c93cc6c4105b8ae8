package cite

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"communique/internal/archive"
)

// files are the forms of one citation, as the reader takes them.
type files struct {
	RIS string `json:"ris"`
	Bib string `json:"bib"`
	CSL string `json:"csl"`

	Print bool `json:"print"` // in the style of the APA too, which takes a while
}

// reading is what the reader makes of one file.
type reading struct {
	Items   []cslRead `json:"items"`
	Printed string    `json:"printed"` // as the APA would have it
}

type cslRead struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Author    []apaName `json:"author"`
	Publisher string    `json:"publisher"`
	Place     string    `json:"publisher-place"`
	Issued    struct {
		Parts   [][]int `json:"date-parts"`
		Literal string  `json:"literal"`
	} `json:"issued"`
	Genre    string  `json:"genre"`
	Language string  `json:"language"`
	Page     string  `json:"page"`
	Locator  string  `json:"locator"`
	Version  string  `json:"version"`
	Note     string  `json:"note"`
	URL      string  `json:"URL"`
	Accessed cslDate `json:"accessed"`
}

type apaName struct{ Family, Given, Literal string }

// readers reads files by a program that others wrote. It needs node, and what
// `make readers` installs; in CI, where there is npm, that it is missing is a
// failure.
func readers(t *testing.T, items []Item) []map[string]reading {
	t.Helper()
	folder := filepath.Join("testdata", "readers")
	_, missing := os.Stat(filepath.Join(folder, "node_modules"))
	node, err := exec.LookPath("node")
	if missing != nil || err != nil {
		if _, err := exec.LookPath("npm"); err == nil && os.Getenv("CI") != "" {
			t.Fatalf("the readers are not installed: %v", missing)
		}
		t.Skip("no reader of citations: `make readers` installs one where there is npm")
	}
	var in bytes.Buffer
	if err := json.NewEncoder(&in).Encode(inFiles(t, items)); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(node, "read.mjs")
	var complaints strings.Builder
	command.Dir, command.Stdin, command.Stderr = folder, &in, &complaints
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, complaints.String())
	}
	var answers []map[string]reading
	if err := json.Unmarshal(out, &answers); err != nil || len(answers) != len(items) {
		t.Fatalf("%d answers for %d files: %v", len(answers), len(items), err)
	}
	return answers
}

func inFiles(t *testing.T, items []Item) []files {
	t.Helper()
	all := make([]files, len(items))
	for n := range items {
		csl, err := items[n].CSL(seen)
		if err != nil {
			t.Fatal(err)
		}
		all[n] = files{RIS: string(items[n].RIS(seen)), Bib: string(items[n].BibTeX(seen)), CSL: string(csl), Print: items[n].ID == items[n].Slug}
	}
	return all
}

// TestReadByOthers has citation.js read the files, and compares what it has in
// the end with what was cited.
func TestReadByOthers(t *testing.T) {
	var items []Item
	for _, doc := range documents() {
		items = append(items, holder.Document(&doc))
		for n := range doc.Sections[1].Paragraphs {
			rec := recordOf(doc, n)
			items = append(items, holder.Paragraph(&rec))
		}
	}
	for _, text := range awkwardTexts {
		for _, status := range []archive.Status{archive.Draft, archive.Final} {
			rec := awkward(text, status, archive.Statement)
			items = append(items, holder.Paragraph(&rec))
		}
	}
	for n, answer := range readers(t, items) {
		item := &items[n]
		for _, format := range slices.Sorted(maps.Keys(answer)) {
			got := answer[format]
			if len(got.Items) != 1 {
				t.Errorf("%s: %s holds %d items", format, item.ID, len(got.Items))
				continue
			}
			compare(t, format, item, &got.Items[0])
			if item.ID == item.Slug && !strings.Contains(got.Printed, item.URL) {
				t.Errorf("%s: %s is printed without its address: %s", format, item.ID, got.Printed)
			}
		}
	}
}

// compare holds what was read in a file of that format to what it was made of.
func compare(t *testing.T, format string, item *Item, got *cslRead) {
	t.Helper()
	want := map[string][2]string{
		"type":     {got.Type, readAs(format, item)},
		"title":    {plain(got.Title), item.Title},
		"genre":    {got.Genre, item.form()},
		"place":    {got.Place, item.Place},
		"language": {got.Language, item.Language},
		"address":  {got.URL, item.URL},
		"seen":     {dated(got.Accessed.Parts), "2026-11-22"},
		"date":     {dated(got.Issued.Parts), string(item.Date)},
	}
	switch format {
	case "csl":
		want["id"], want["locator"], want["version"] = [2]string{got.ID, item.ID}, [2]string{got.Locator, item.Number}, [2]string{got.Version, item.Version}
		want["authors"] = [2]string{named(got.Author), strings.Join(item.Authors, "|")}
	case "bib":
		want["id"], want["note"] = [2]string{got.ID, item.key()}, [2]string{got.Note, item.note()}
		want["authors"] = [2]string{named(got.Author), strings.Join(item.Authors, "|")}
		if item.Date == "" {
			want["no date"] = [2]string{got.Issued.Literal, "n.d."}
		}
	case "ris":
		want["authors"] = [2]string{named(got.Author), strings.Join(slices.DeleteFunc(slices.Clone(item.Authors), func(n string) bool { return !whole(n) }), "|")}
		if item.cslType() == "report" {
			want["publisher"], want["locator"] = [2]string{got.Publisher, item.institution()}, [2]string{got.Page, item.locator()}
		}
	}
	for field, w := range want {
		if w[0] != w[1] {
			t.Errorf("%s: %s of %s is read as %q, want %q", format, field, item.ID, w[0], w[1])
		}
	}
}

// readAs is the type that the reader finds in a file. BibTeX knows no speeches,
// and what Zotero takes for a presentation is moving pictures to this reader.
func readAs(format string, item *Item) string {
	if item.cslType() == "speech" {
		return map[string]string{"bib": "document", "ris": "motion_picture", "csl": "speech"}[format]
	}
	return item.cslType()
}

// plain takes away what marks capitals that are kept.
func plain(title string) string {
	title = strings.TrimPrefix(title, `<span class="nocase">`)
	return strings.TrimSuffix(title, "</span>")
}

func named(names []apaName) string {
	all := make([]string, len(names))
	for n, name := range names {
		all[n] = strings.TrimSpace(name.Literal + name.Family + name.Given)
	}
	return strings.Join(all, "|")
}

func dated(parts [][]int) string {
	if len(parts) == 0 {
		return ""
	}
	var all []string
	for _, p := range parts[0] {
		all = append(all, fmt.Sprintf("%02d", p))
	}
	return strings.Join(all, "-")
}
