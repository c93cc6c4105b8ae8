package search

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"communique/internal/archive"
)

var update = flag.Bool("update", false, "write the goldens")

// rankedSection is a section of testdata/ranking/corpus.json.
type rankedSection struct {
	Document, Title, Heading string
	Status                   archive.Status
	Text                     []string
}

// rankedQuery is a query of testdata/ranking/queries.json, with the names of
// the sections that may come first.
type rankedQuery struct {
	Query string
	Best  []string
}

func readJSON(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "ranking", name))
	must(t, err)
	must(t, json.Unmarshal(data, into))
}

func rankingCorpus(t *testing.T) *fakeRecords {
	var sections []rankedSection
	readJSON(t, "corpus.json", &sections)
	var slugs []string
	options := map[string][]option{}
	titles := map[string]string{}
	for _, s := range sections {
		if !slices.Contains(slugs, s.Document) {
			slugs = append(slugs, s.Document)
		}
		titles[s.Document] = s.Title
		options[s.Document] = append(options[s.Document], standingAs(s.Status), section(s.Heading, s.Text...))
	}
	records := newRecords()
	for _, slug := range slugs {
		records.put(document(slug, titles[slug], options[slug]...))
	}
	return records
}

// TestRanking holds the quality of the ranking: for each query the first three
// sections, and the reciprocal rank of the best. A change that lowers the mean
// shows in the golden.
func TestRanking(t *testing.T) {
	x := caughtUp(t, rankingCorpus(t))
	var queries []rankedQuery
	readJSON(t, "queries.json", &queries)
	var out bytes.Buffer
	sum := 0.0
	for _, q := range queries {
		list := found(t, x, q.Query)
		rank := 1 + slices.IndexFunc(list, func(name string) bool { return slices.Contains(q.Best, name) })
		reciprocal := 0.0
		if rank > 0 {
			reciprocal = 1 / float64(rank)
		}
		sum += reciprocal
		fmt.Fprintf(&out, "%.2f  %s\n", reciprocal, q.Query)
		for _, name := range list[:min(3, len(list))] {
			fmt.Fprintf(&out, "      %s\n", name)
		}
	}
	fmt.Fprintf(&out, "mean reciprocal rank %.3f of %d queries\n", sum/float64(len(queries)), len(queries))
	t.Logf("mean reciprocal rank %.3f", sum/float64(len(queries)))

	golden := filepath.Join("testdata", "ranking", "golden.txt")
	if *update {
		must(t, os.WriteFile(golden, out.Bytes(), 0o644))
	}
	want, err := os.ReadFile(golden)
	must(t, err)
	if out.String() != string(want) {
		t.Errorf("the ranking changed; see the difference with -update\n%s", out.String())
	}
}

// TestDraftsStandBehindFinals: a draft that says the same, or nearly the
// same, comes behind its final.
func TestDraftsStandBehindFinals(t *testing.T) {
	const text = "We welcome the work on lawful access and on the safety of children online, and will meet again next year in the same place."
	for name, draft := range map[string]string{
		"the same":        text,
		"shorter":         strings.Replace(text, ", and will meet again next year in the same place", "", 1),
		"a sentence more": text + " We thank our hosts.",
	} {
		x := caughtUp(t, newRecords(
			document("a-draft", "Communiqué", standingAs(archive.Draft), section("Access", draft)),
			document("b-final", "Communiqué", standingAs(archive.Final), section("Access", text)),
			plainDoc("c", "Something else entirely."), plainDoc("d", "And another thing."), plainDoc("e", "Nothing at all of this."),
		))
		for _, query := range []string{"lawful access", "children online", `"lawful access"`, "access safety children", "chil*"} {
			if list := found(t, x, query); len(list) != 2 || list[0] != "b-final#s-access" {
				t.Errorf("%s: %s: %q", name, query, list)
			}
		}
	}
}
