package search

import (
	"net/url"
	"reflect"
	"strings"
	"testing"
)

func TestParseRequest(t *testing.T) {
	for _, c := range []struct {
		in, canonical string
		notes         int
	}{
		{"", "", 0},
		{"q=++a+%20b+", "q=a+b", 0},
		{"page=1&per_page=10&sort=relevance&q=a", "q=a", 0},
		{"sort=newest", "", 0},
		{"sort=newest&q=a", "q=a&sort=newest", 0},
		{"sort=relevance", "sort=relevance", 0},
		{"sort=OLDEST", "sort=oldest", 0},
		{"kind=communique&kind=briefing-note&kind=communique&kind=", "kind=briefing-note&kind=communique", 0},
		{"country=gb&country=CA&theme=Encryption&year=2019&status=none", "country=CA&country=GB&status=none&theme=encryption&year=2019", 0},
		{"country=XX", "country=XX", 0}, // kept; Search says that nobody knows it
		{"from=2019&to=nonsense", "from=2019&to=nonsense", 0},
		{"page=3&per_page=100", "page=3&per_page=100", 0},
		{"page=0", "", 1},
		{"page=a&per_page=101&sort=best", "", 3},
		{"page=99999999999999999999", "", 1},
		{"q=%ff", "q=%EF%BF%BD", 0},
		{"unknown=1", "", 0},
	} {
		v, err := url.ParseQuery(c.in)
		if err != nil {
			t.Fatal(err)
		}
		r, notes := ParseRequest(v)
		if got := r.Values().Encode(); got != c.canonical || len(notes) != c.notes {
			t.Errorf("%s: %s with notes %q", c.in, got, notes)
		}
	}
}

func TestNotesOfFiltersAndPages(t *testing.T) {
	x := caughtUp(t, newRecords(document("a", "A", dated("2019-07-30"), section("", "alpha"), about("secret"))))
	for _, c := range []struct{ in, note string }{
		{"country=XX", "No country “XX” is known."},
		{"theme=nothing", "No theme “nothing” is known."},
		{"theme=secret", ""}, // not in the thesaurus, but in the index
		{"year=20190", "No year “20190” is known."},
		{"year=2030", ""},
		{"status=lost", "No status “lost” is known."},
		{"from=31+July", "“31 July” is no date; “from” was left out."},
		{"from=2019-13", "“2019-13” is no date"},
		{"from=2020&to=2019", "ends before it begins"},
		{"page=2", "There is no page 2"},
	} {
		v, err := url.ParseQuery(c.in)
		if err != nil {
			t.Fatal(err)
		}
		r, _ := ParseRequest(v)
		notes := strings.Join(ask(t, x, r).Notes, " ")
		if !strings.Contains(notes, c.note) || c.note == "" && notes != "" {
			t.Errorf("%s: notes %q", c.in, notes)
		}
	}
}

// FuzzParseRequest: what Values gives is read as the same request, without
// notes.
func FuzzParseRequest(f *testing.F) {
	for _, seed := range []string{
		"q=a&country=gb&page=2", "kind=", "kind=&theme=+", "q=%22a&sort=newest&per_page=7", "kind=%20&kind=A&kind=a", "from=+2019+&to=", "q=%c2%a0a%e2%80%a8b",
		"theme=%ff", "theme=%C4%B0&country=%C3%9F&country=%C7%86", "year=%00", "status=none&status=NONE", "q=&sort=relevance",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		v, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		r, _ := ParseRequest(v)
		again, notes := ParseRequest(r.Values())
		if !reflect.DeepEqual(again, r) || len(notes) > 0 {
			t.Errorf("%+v\nbecame %+v with notes %q", r, again, notes)
		}
	})
}
