package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/search"
)

func TestSearchPage(t *testing.T) {
	site := newPublicSite(t)
	site.index.answer = found
	got := site.get("/search?q=encryption&kind=communique")
	body := got.Body.String()
	for _, want := range []string{
		"1 section in 1 document.", "Read as: encryption in any of its forms.",
		`<a href="/d/2019-07-30-communique#s-encryption"><mark>Encryption</mark></a>`,
		`href="/p/cdfghjkm"`, `href="/d/2019-07-30-communique#p-cdfghjkm"`, "<mark>encrypted</mark>",
		`redacted, s. 15(1)`, "2 more paragraphs of this section match",
		`<input type="checkbox" name="kind" value="communique" checked>`, `<a class="chip" href="/search?q=encryption">`,
		`<meta name="robots" content="noindex, follow">`, `href="https://archive.example/search?kind=communique&amp;q=encryption"`,
		`href="/search.json?kind=communique&amp;q=encryption"`, `id="plot-search"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("lacks %s", want)
		}
	}
}

func TestSearchEscapesItsQuery(t *testing.T) {
	site := newPublicSite(t)
	body := site.get("/search?" + url.Values{"q": {nasty}, "country": {nasty}, "from": {nasty}, "sort": {nasty}, "page": {nasty}}.Encode()).Body.String()
	if strings.Contains(body, "<script>alert") {
		t.Error("the query reached the page as markup")
	}
}

func TestPagesBehindTheLastLeadBack(t *testing.T) {
	site := newPublicSite(t)
	site.index.answer = func(r search.Request) (search.Results, error) { return search.Results{Request: r, Total: 25}, nil }
	got := site.get("/search?q=a&page=9")
	if got.Code != http.StatusSeeOther || got.Header().Get("Location") != "/search?page=3&q=a" {
		t.Errorf("status %d to %q", got.Code, got.Header().Get("Location"))
	}
}

func TestResultsLeadOn(t *testing.T) {
	site := newPublicSite(t)
	site.index.answer = func(r search.Request) (search.Results, error) {
		results, err := found(r)
		results.Total = 25
		return results, err
	}
	body := site.get("/search?q=a&page=2").Body.String()
	for _, want := range []string{
		`<link rel="prev" href="/search?q=a">`, `<link rel="next" href="/search?page=3&amp;q=a">`, `rel="prev">Previous 10 results`, `11–20 of 25`, "Page 2 of 3",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("lacks %s", want)
		}
	}
}

func TestNothingFoundHasAWayOut(t *testing.T) {
	site := newPublicSite(t)
	site.index.answer = func(r search.Request) (search.Results, error) {
		results := search.Results{Request: r, Missing: []string{"quantum"}}
		if r.Query == "encryption" && len(r.Filters.Kinds) == 0 {
			results.Total = 21
		}
		return results, nil
	}
	body := site.get("/search?q=quantum+encryption&kind=speech").Body.String()
	for _, want := range []string{"Nothing holds all of this", "No section found.", "<b>quantum</b>", `<a href="/search?q=encryption">`, "21 sections"} {
		if !strings.Contains(body, want) {
			t.Errorf("lacks %s", want)
		}
	}
}

func TestWithoutWords(t *testing.T) {
	for _, c := range []struct {
		query   string
		missing []string
		want    string
	}{
		{"quantum encryption", []string{"Quantum"}, "encryption"}, {"quantum", []string{"quantum"}, ""}, {"a b", nil, ""},
		{`"a b" c`, []string{"c"}, ""}, {"a OR b", []string{"b"}, ""}, {"title:a b", []string{"b"}, ""},
	} {
		if got := withoutWords(c.query, c.missing); got != c.want {
			t.Errorf("%q without %v: %q, want %q", c.query, c.missing, got, c.want)
		}
	}
}

func TestChoices(t *testing.T) {
	var values []search.FacetValue
	for i := range 9 {
		values = append(values, search.FacetValue{Value: string(rune('a' + i)), Selected: i == 8})
	}
	shown, folded := choices(values)
	if len(shown) != facetShown+1 || len(folded) != 2 || !shown[facetShown].Checked {
		t.Errorf("%d shown, %d folded", len(shown), len(folded))
	}
	if shown, folded = choices(values[:facetShown+1]); len(shown) != facetShown+1 || len(folded) != 0 {
		t.Error("a single value was folded away")
	}
}

func TestChipsLeaveTheRequestAlone(t *testing.T) {
	request, _ := search.ParseRequest(url.Values{"q": {"a"}, "country": {"CA", "NZ"}, "year": {"2019"}, "from": {"2018"}})
	before := request.Values().Encode()
	var texts []string
	for _, chip := range chips(request, testVocabulary()) {
		texts = append(texts, chip.Text+" → "+chip.URL)
	}
	want := []string{
		"Country: Canada → /search?country=NZ&from=2018&q=a&year=2019",
		"Country: New Zealand → /search?country=CA&from=2018&q=a&year=2019",
		"Year: 2019 → /search?country=CA&country=NZ&from=2018&q=a",
		"From 2018 → /search?country=CA&country=NZ&q=a&year=2019",
	}
	if diff := cmp.Diff(want, texts); diff != "" {
		t.Error(diff)
	}
	if after := request.Values().Encode(); after != before {
		t.Errorf("%q became %q", before, after)
	}
}

func TestSorts(t *testing.T) {
	for _, c := range []struct {
		request search.Request
		want    string
	}{
		{search.Request{Query: "a"}, "[Best first] Newest Oldest"},
		{search.Request{Query: "a", Sort: search.Oldest}, "Best first Newest [Oldest]"},
		{search.Request{}, "[Newest] Oldest"},
		{search.Request{Sort: search.Relevance}, "[Newest] Oldest"},
	} {
		var words []string
		for _, s := range sorts(c.request) {
			if s.URL == "" {
				s.Text = "[" + s.Text + "]"
			}
			words = append(words, s.Text)
		}
		if got := strings.Join(words, " "); got != c.want {
			t.Errorf("%+v: %q, want %q", c.request, got, c.want)
		}
	}
}
