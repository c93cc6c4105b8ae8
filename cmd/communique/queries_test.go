package main

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// goldQuery is a question with the passage that must come first.
type goldQuery struct {
	ID         int
	Query      string
	FirstHit   goldPlace   `json:"first_hit"`
	AlsoAccept []goldPlace `json:"also_accept"`
}

type goldPlace struct {
	Doc   string // "000#1": the source, and the document's place in it
	Lines []int
}

// leastReciprocalRank is the figure below which a change of the ranking is a
// step back.
const leastReciprocalRank = 0.95

// TestGoldQueries asks the questions of the gold of the bundled holdings: the
// best passage must come first.
func TestGoldQueries(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "testdata", "gold", "queries.json"))
	if err != nil {
		t.Fatal(err)
	}
	var gold struct{ Queries []goldQuery }
	if err := json.Unmarshal(raw, &gold); err != nil {
		t.Fatal(err)
	}
	site := serveArchive(t, "demo", filepath.Join(t.TempDir(), "demo"))
	sum := 0.0
	for _, q := range gold.Queries {
		results := getJSON[searchJSON](t, site.address+"/api/v1/search?q="+url.QueryEscape(q.Query))
		rank := rankOf(results, append([]goldPlace{q.FirstHit}, q.AlsoAccept...))
		if rank != 1 {
			t.Logf("query %d %q: rank %d of %d", q.ID, q.Query, rank, results.Total)
			for _, hit := range results.Hits[:min(3, len(results.Hits))] {
				t.Logf("    %s (%s): %s", hit.Document.Title, hit.Document.Status, hit.Section.Heading)
			}
		}
		if rank > 0 {
			sum += 1 / float64(rank)
		}
	}
	mean := sum / float64(len(gold.Queries))
	t.Logf("mean reciprocal rank %.3f of %d queries", mean, len(gold.Queries))
	if mean < leastReciprocalRank {
		t.Errorf("mean reciprocal rank %.3f, below %.2f", mean, leastReciprocalRank)
	}
}

// rankOf is the place, from 1, of the first hit whose best paragraph is one of
// places; 0 where none is.
func rankOf(results searchJSON, places []goldPlace) int {
	for i, hit := range results.Hits {
		if len(hit.Paragraphs) == 0 {
			continue
		}
		best := hit.Paragraphs[0]
		for _, place := range places {
			source, _, _ := strings.Cut(place.Doc, "#")
			if strings.HasPrefix(best.Source.Name, source) && slices.Equal(best.Source.Lines, place.Lines) {
				return i + 1
			}
		}
	}
	return 0
}
