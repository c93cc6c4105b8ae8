package archive

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"communique/internal/thesaurus"
)

var update = flag.Bool("update", false, "write the golden files anew")

// reading is small, and has one of everything that the format speaks of.
func reading() Reading {
	return Reading{
		Source: Source{Name: "release.txt", SHA256: strings.Repeat("ab", 32), MediaType: "text/plain; charset=utf-8", Lines: 40},
		Documents: []Document{{
			Source: "release.txt", SHA256: strings.Repeat("ab", 32), Position: 1,
			Title: "Five Country Ministerial: Communiqué", PrintedTitle: "FIVE COUNTRY MINISTERIAL / COMMUNIQUÉ",
			TitleLines: []int{3, 4}, Kind: Communique, Status: Draft, StatusBasis: "marked DRAFT on line 2",
			Date: "2019-07", DateBasis: "stated: line 4", Place: "London, United Kingdom",
			Parties: []string{"AU", "CA"}, Marking: "FOR OFFICIAL USE ONLY", Language: "en",
			Sections: []Section{
				{Anchor: "s-opening", Level: 1, Paragraphs: []Paragraph{{Label: "1", Text: "We met in [REDACTED].", Role: Numbered,
					Redactions: []Redaction{{Start: 10, End: 20, Form: "[REDACTED]", Exemption: "15(1)"}}, Lines: []int{6, 8}, Page: 2}}},
				{Anchor: "s-cyber-security", Heading: "Cyber security", Level: 2, HeadingLines: []int{10},
					Themes:     []thesaurus.Finding{{ID: "cyber-security", Words: []string{"Cyber security"}}},
					Countries:  []thesaurus.Finding{{ID: "CA", Words: []string{"Canada", "Canadian"}}},
					Paragraphs: []Paragraph{{Text: "Canada <and> Canadian partners.", Role: Prose, Lines: []int{12}}}},
				{Anchor: "s-next-steps", Heading: "Next steps", Level: 2, HeadingLines: []int{14},
					Themes: []thesaurus.Finding{{ID: "borders", Words: []string{"border"}}, {ID: "cyber-security"}}},
			},
		}, {Title: "A note", Kind: Other}},
		Withheld:  []Withheld{{First: 9, Last: 14, Lines: []int{20, 21}, After: 1}},
		Furniture: []Furniture{{Lines: []int{27}, Reason: "running head"}},
	}
}

func TestFormatReadingGolden(t *testing.T) {
	got, err := json.MarshalIndent(FormatReading(reading()), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "reading.json", append(got, '\n'))
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// TestFormatNulls walks the JSON of an empty reading: lists are there and
// empty, and only what a source may leave unsaid is null.
func TestFormatNulls(t *testing.T) {
	empty := Reading{Documents: []Document{{Sections: []Section{{Paragraphs: []Paragraph{{}}}}}}}
	data, err := json.Marshal(FormatReading(empty))
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	var nulls []string
	collectNulls("", tree, &nulls)
	slices.Sort(nulls)
	want := []string{"date", "date_basis", "event", "heading", "issuer", "kind", "label", "language", "marking", "media_type",
		"parties", "place", "printed_title", "status", "status_basis", "work"}
	if diff := cmp.Diff(want, nulls); diff != "" {
		t.Errorf("null keys (-want +got):\n%s", diff)
	}
	for _, absent := range []string{"slug", "url", "id", "added", "anchor"} {
		if strings.Contains(string(data), `"`+absent+`"`) {
			t.Errorf("%q stands in a reading that was not stored: %s", absent, data)
		}
	}
}

func collectNulls(key string, v any, nulls *[]string) {
	switch v := v.(type) {
	case nil:
		*nulls = append(*nulls, key)
	case map[string]any:
		for k, child := range v {
			collectNulls(k, child, nulls)
		}
	case []any:
		for _, child := range v {
			collectNulls(key, child, nulls)
		}
	}
}

func TestFormatPartiesKnownToBeNone(t *testing.T) {
	if got := FormatDocument(Document{Parties: []string{}}).Parties; got == nil {
		t.Error("an empty list of parties became null: not known")
	}
}

func TestSetURLs(t *testing.T) {
	d := reading().Documents[0]
	d.Slug, d.Added = "2019-07-communiqué", time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	d.Sections[0].Paragraphs[0].ID = "bcdf2345"
	j := FormatDocument(d)
	j.SetURLs("https://archive.example")
	got := []string{j.URL, j.Sections[0].URL, j.Sections[0].Paragraphs[0].URL, j.Sections[1].Paragraphs[0].URL}
	want := []string{
		"https://archive.example/d/2019-07-communiqu%C3%A9",
		"https://archive.example/d/2019-07-communiqu%C3%A9#s-opening",
		"https://archive.example/p/bcdf2345",
		"", // no id, no address
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if j.Source == nil || j.Source.SHA256 != d.SHA256 {
		t.Errorf("source %+v", j.Source)
	}
}

// TestFormatSharesNothing: who changes the view does not change the document.
func TestFormatSharesNothing(t *testing.T) {
	d := reading().Documents[0]
	j := FormatDocument(d)
	j.TitleLines[0], j.Parties[0], j.Sections[0].Paragraphs[0].Lines[0] = 99, "ZZ", 99
	if d.TitleLines[0] == 99 || d.Parties[0] == "ZZ" || d.Sections[0].Paragraphs[0].Lines[0] == 99 {
		t.Error("the view shares memory with the document")
	}
}
