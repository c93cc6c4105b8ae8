package main

import (
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

type copyJSON struct{ Slug, Title, Source, URL string }

type copiesJSON struct {
	Total, Folded int
	Hits          []copyHitJSON
}

type copyHitJSON struct {
	Document struct {
		Slug   string
		CopyOf string `json:"copy_of"`
	}
	AlsoIn []copyJSON `json:"also_in"`
}

// TestCopiesOfTheBundledHoldings: the communiqué of 2019 is held alone and in a
// release. A search shows it once and names the other; each page leads to the
// other; drafts in other words are results of their own.
func TestCopiesOfTheBundledHoldings(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	site := serveArchive(t, "demo", dir)
	const phrase = `/search?q=%22near+twenty-fold+increase+in+industry+referrals%22`
	found := getJSON[copiesJSON](t, site.address+"/api/v1"+phrase)
	if found.Total != 1 || found.Folded != 1 || len(found.Hits) != 1 || len(found.Hits[0].AlsoIn) != 1 {
		t.Fatalf("the phrase is found as %+v", found)
	}
	hit, other := found.Hits[0], found.Hits[0].AlsoIn[0]
	if hit.Document.CopyOf != "" || !strings.HasPrefix(other.Source, "001_") || !strings.Contains(other.URL, "/d/"+other.Slug+"#s-") {
		t.Errorf("shown is %+v, also in %+v", hit.Document, other)
	}
	every := getJSON[copiesJSON](t, site.address+"/api/v1"+phrase+"&versions=all")
	isCopy := func(h copyHitJSON) bool { return h.Document.CopyOf == hit.Document.Slug }
	if every.Total != 2 || every.Folded != 0 || !slices.ContainsFunc(every.Hits, isCopy) {
		t.Errorf("every copy is %+v", every)
	}
	for path, want := range map[string][]string{
		phrase:                       {"Also in", "/d/" + other.Slug + "#s-", "1 more section is a copy", "versions=all"},
		phrase + "&versions=all":     {"Show one of each", `name="versions" value="all"`},
		"/d/" + hit.Document.Slug:    {"1 further copy", "Also held as", "in the packet 001_", "/d/" + other.Slug + `"`},
		"/d/" + other.Slug:           {"copy of ", "Also held as", "/d/" + hit.Document.Slug + `"`},
		"/d/" + other.Slug + ".json": {`"copy_of":"` + hit.Document.Slug + `"`, `"also_in":[{"slug":"` + hit.Document.Slug + `"`},
	} {
		if page := getText(t, site.address+path); !containsAll(page, want) {
			t.Errorf("%s does not say all of %q", path, want)
		}
	}
	draft := getJSON[copiesJSON](t, site.address+`/api/v1/search?q=%22foreign+interference%22&status=draft`)
	if draft.Total != 5 || draft.Folded != 0 {
		t.Errorf("the drafts are %+v", draft)
	}
	if err := site.stop(); err != nil {
		t.Fatal(err)
	}
	if out, err := command(t, "check", "--data", dir); err != nil {
		t.Errorf("check: %v\n%s", err, out)
	}
}

func getText(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", url, response.Status, err)
	}
	return string(text)
}

func containsAll(text string, parts []string) bool {
	return !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(text, part) })
}
