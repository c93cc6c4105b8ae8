package search

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ text, exact, stems string }{
		{"Communiqués, communique\u0301", "communiques communique", "communiqu communiqu"},
		{"Canada’s citizens' data", "canada's citizens data", "canada citizen data"},
		{"the Freedom of Information Act", "the freedom of information act", "_ freedom _ inform act"},
		{"U.S. and U.K. law, e.g. 3.5 v1.2", "us and uk law eg 3.5 v1.2", "us _ uk law eg 3.5 v1.2"},
		{"end-to-end", "end to end", "end _ end"},
		{"loT ofloT lot", "iot of iot lot", "iot _ iot lot"},
		{"J O I N T S T A T E M E N T", "joint statement", "joint statement"},
		{"بيانٌ مشتـرك ١٩٦٨", "بيان مشترك 1968", "بيان مشترك 1968"},
		{"cœur Ærø straße", "coeur aero strasse", "coeur aero strass"},
		{"", "", ""},
	} {
		w := read(c.text)
		if got := inPlace(w.exact); got != c.exact {
			t.Errorf("%s: exact words %q, want %q", c.text, got, c.exact)
		}
		if got := inPlace(w.stems); got != c.stems {
			t.Errorf("%s: stems %q, want %q", c.text, got, c.stems)
		}
		for _, list := range [][]token{w.exact, w.stems} {
			for _, k := range list {
				if k.start < 0 || k.end > len(c.text) || k.start >= k.end {
					t.Errorf("%s: %+v lies outside", c.text, k)
				}
			}
		}
	}
}

// inPlace writes words at their positions, with a _ where one is left out.
func inPlace(tokens []token) string {
	var out []string
	for _, k := range tokens {
		for len(out)+1 < k.position {
			out = append(out, "_")
		}
		out = append(out, k.term)
	}
	return strings.Join(out, " ")
}

// TestMappingVersion holds what an index is made of. Where this fails, indexes
// that exist no longer fit: raise mappingVersion, then write the golden anew.
func TestMappingVersion(t *testing.T) {
	const sample = "The Ministers’ communiqués of 2019: Canada's end-to-end encryption, U.S. suppliers & ofloT devices; naïve cœur, mari-time COMMUNlQUE, 18 million."
	d := document("slug", "Title", signedBy("GB"), dated("2019-07"), standingAs("draft"), section("Heading", sample), about("drones CA"))
	m, err := json.MarshalIndent(newMapping(), "", " ")
	must(t, err)
	got := fmt.Sprintf("version %d\n%s\n%s\n%q\n%s\n", mappingVersion, inPlace(read(sample).exact), inPlace(read(sample).stems), fields(&d, 0, nil)[fieldCard], m)
	golden := filepath.Join("testdata", "mapping.golden")
	if *update {
		must(t, os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	must(t, err)
	if got != string(want) {
		t.Errorf("an index would be made of\n%s", got)
	}
}

// TestWordsStandWhereTheyArePrinted: a repaired word moves those behind it in
// the count of words, and none in the text.
func TestWordsStandWhereTheyArePrinted(t *testing.T) {
	const text = "ofloT x, co- operation y dâ€™Ã©tat J O I N T"
	var got []string
	for _, k := range read(text).exact {
		got = append(got, fmt.Sprintf("%s %d %q", k.term, k.position, text[k.start:k.end]))
	}
	want := `of 1 "of"|iot 2 "loT"|x 3 "x"|cooperation 4 "co- operation"|y 5 "y"|d'etat 6 "dâ€™Ã©tat"|joint 7 "J O I N T"`
	if strings.Join(got, "|") != want {
		t.Errorf("got %s\nwant %s", strings.Join(got, "|"), want)
	}
}
