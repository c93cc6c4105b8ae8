package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/search"
)

const exampleSlug = "2019-07-30-five-country-ministerial-communique"

// apiTargets are requests with the status they end in.
var apiTargets = map[string]int{
	"/api/v1/search": 200,
	"/api/v1/search?q=x&country=CA&country=US":  200,
	"/api/v1/search?q=&from=&to=&year=&page=":   200,
	"/api/v1/search?nonsense=1":                 200,
	"/api/v1/search?from=2019-02&to=2019-07-30": 200,
	"/api/v1/search?per_page=100":               200,
	"/api/v1/search?per_page=101":               422,
	"/api/v1/search?per_page=0":                 422,
	"/api/v1/search?page=minus":                 422,
	"/api/v1/search?from=yesterday":             422,
	"/api/v1/search?to=2019-13":                 422,
	"/api/v1/search?sort=best":                  422,
	"/api/v1/documents":                         200,
	"/api/v1/documents?page=99":                 200,
	"/api/v1/documents?per_page=1e9":            422,
	"/api/v1/documents/" + exampleSlug:          200,
	"/api/v1/documents/none":                    404,
	"/api/v1/documents/gone-communiqu%C3%A9":    410,
	"/api/v1/paragraphs/bcdf2345":               200,
	"/api/v1/paragraphs/zzzz2345":               410,
	"/api/v1/paragraphs/x":                      404,
}

func TestAPIAnswersAsDescribed(t *testing.T) {
	a := newAPISite(t)
	answered := map[string]bool{}
	for target, status := range apiTargets {
		w := a.ask(http.MethodGet, target)
		if w.Code != status {
			t.Errorf("%s: %d, want %d\n%s", target, w.Code, status, w.Body)
			continue
		}
		a.conforms(target, w)
		if op, _ := a.operation(target); status == http.StatusOK {
			answered[op.OperationID] = true
		}
		if got := w.Header().Get("Access-Control-Allow-Origin"); got != "*" {
			t.Errorf("%s: Access-Control-Allow-Origin %q", target, got)
		}
	}
	for path, item := range a.oapi.Paths {
		if !answered[item.Get.OperationID] {
			t.Errorf("%s is described, and no request answers it", path)
		}
	}
}

func TestAPIDescription(t *testing.T) {
	a := newAPISite(t)
	w := a.ask(http.MethodGet, "/api/v1/openapi.json")
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/openapi+json") {
		t.Fatalf("%d %s", w.Code, w.Header().Get("Content-Type"))
	}
	var d struct {
		OpenAPI string
		Info    struct{ Version string }
		Servers []struct{ URL string }
		Paths   map[string]map[string]struct {
			OperationID string
			Summary     string
			Description string
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for path, item := range d.Paths {
		paths = append(paths, path)
		for method, op := range item {
			if method != "get" || op.OperationID == "" || op.Summary == "" || op.Description == "" {
				t.Errorf("%s %s: %+v", method, path, op)
			}
		}
	}
	slices.Sort(paths)
	want := []string{"/documents", "/documents/{slug}", "/paragraphs/{id}", "/search"}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Errorf("paths (-want +got):\n%s", diff)
	}
	if d.OpenAPI != "3.1.0" || d.Info.Version != "1.2.3" || len(d.Servers) != 1 || d.Servers[0].URL != apiPath {
		t.Errorf("%+v", d)
	}
	for name := range a.oapi.Components.Schemas.Map() {
		if !strings.Contains(w.Body.String(), `"#/components/schemas/`+name+`"`) {
			t.Errorf("schema %s is used nowhere", name)
		}
	}
}

func TestAPIExamplesConform(t *testing.T) {
	a := newAPISite(t)
	examples := 0
	for path, item := range a.oapi.Paths {
		for status, response := range item.Get.Responses {
			for _, content := range response.Content {
				if content.Example == nil {
					continue
				}
				data, err := json.Marshal(content.Example)
				if err != nil {
					t.Fatal(err)
				}
				a.validates(path+" "+status, content.Schema, data)
				examples++
			}
		}
	}
	if examples != 5 {
		t.Errorf("%d examples, want one for each operation and one for a removed paragraph", examples)
	}
}

func TestAPISearch(t *testing.T) {
	a := newAPISite(t)
	w := a.ask(http.MethodGet, "/api/v1/search?q=+foreign++interference&country=ca&country=US&year=2019&status=none&from=2019&sort=newest&page=2&per_page=50")
	wantAsked := search.Request{
		Query: "foreign interference", Sort: search.Newest, Page: 2, PerPage: 50,
		Filters: search.Filters{Countries: []string{"CA", "US"}, Years: []string{"2019"}, Statuses: []string{"none"}, From: "2019"},
	}
	if diff := cmp.Diff(wantAsked, a.index.asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	var got SearchAnswer
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := formatResults(exampleResults(), wantAsked, "http://archive.test")
	want.Query.Notes = []string{"A note."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
	place := "http://archive.test/d/" + exampleSlug + "#s-foreign-interference"
	if hit := got.Hits[0]; hit.URL != place || hit.Section.URL != place || hit.Paragraphs[0].URL != "http://archive.test/p/bcdf2345" {
		t.Errorf("addresses %q, %q, %q", hit.URL, hit.Section.URL, hit.Paragraphs[0].URL)
	}
	if !strings.Contains(w.Body.String(), "<mark>foreign interference</mark>") {
		t.Error("<mark> is not legible")
	}
}

func TestAPIDocuments(t *testing.T) {
	a := newAPISite(t)
	var got DocumentsAnswer
	if err := json.Unmarshal(a.ask(http.MethodGet, "/api/v1/documents?page=3&per_page=10").Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Total != 25 || got.Page != 3 || got.PerPage != 10 || got.Sequence != 12 || len(got.Documents) != 5 {
		t.Errorf("%+v", got)
	}
	last := got.Documents[4]
	if last.Slug != "note-23" || last.Source.Name != "notes.txt" || last.Status != nil || last.Date != nil || last.URL != "http://archive.test/d/note-23" {
		t.Errorf("%+v", last)
	}
}

func TestAPIParagraphGone(t *testing.T) {
	a := newAPISite(t)
	w := a.ask(http.MethodGet, "/api/v1/paragraphs/zzzz2345")
	var got map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if w.Code != http.StatusGone || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("%d %s", w.Code, w.Header().Get("Content-Type"))
	}
	for key, want := range map[string]any{
		"status": 410.0, "state": "removed", "id": "zzzz2345", "text": "The last <wording>.",
		"detail": "This paragraph was removed on 21 November 2026; text is its last wording.",
	} {
		if got[key] != want {
			t.Errorf("%s is %v, want %v", key, got[key], want)
		}
	}
	if history, ok := got["history"].([]any); !ok || len(history) != 2 {
		t.Errorf("history %v", got["history"])
	}
}

// TestAPIProblems: each says in a sentence what to do, and what it is not
// about is not told.
func TestAPIProblems(t *testing.T) {
	a := newAPISite(t)
	for _, tt := range []struct {
		method, target string
		status         int
		say            string
	}{
		{"GET", "/api/v1/search?per_page=500", 422, `per_page is a whole number from 1 to 100; "500" is not.`},
		{"GET", "/api/v1/search?page=x&per_page=y", 422, `page is a whole number from 1 to 1,000,000; "x" is not. per_page is a whole number from 1 to 100; "y" is not.`},
		{"GET", "/api/v1/search?from=soon", 422, `from is a date: YYYY, YYYY-MM or YYYY-MM-DD; "soon" is not.`},
		{"GET", "/api/v1/search?sort=best", 422, `sort is relevance, newest or oldest; "best" is not.`},
		{"GET", "/api/v1/search?q=" + strings.Repeat("x", 1001), 422, "q is at most 1,000 characters; what was sent is not."},
		{"GET", "/api/v1/documents/none", 404, "/api/v1/documents lists those there are"},
		{"GET", "/api/v1/paragraphs/none", 404, `No paragraph has or had the id "none".`},
		{"GET", "/api/v1/nothing", 404, "/api/v1/openapi.json"},
		{"GET", "/api/v1", 404, "/api/v1/openapi.json"},
		{"POST", "/api/v1/search", 405, "ask with GET"},
		{"DELETE", "/api/v1/documents/" + exampleSlug, 405, "ask with GET"},
		{"GET", "/search.json?per_page=500", 422, "per_page is a whole number"},
		{"GET", "/d/none.json", 404, "lists those there are"},
	} {
		w := a.ask(tt.method, tt.target)
		var got struct {
			Title, Detail string
			Status        int
		}
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatalf("%s %s: %v\n%s", tt.method, tt.target, err, w.Body)
		}
		if w.Code != tt.status || got.Status != tt.status || got.Title == "" || !strings.Contains(got.Detail, tt.say) {
			t.Errorf("%s %s: %d %+v\nwant %d %q", tt.method, tt.target, w.Code, got, tt.status, tt.say)
		}
		if ct := w.Header().Get("Content-Type"); ct != "application/problem+json" {
			t.Errorf("%s %s: Content-Type %q", tt.method, tt.target, ct)
		}
		if w.Header().Get("ETag") != "" {
			t.Errorf("%s %s: a problem has an ETag", tt.method, tt.target)
		}
		if tt.status == http.StatusMethodNotAllowed && w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s %s: Allow %q", tt.method, tt.target, w.Header().Get("Allow"))
		}
	}
}

func TestAPIFaultsOfOurs(t *testing.T) {
	a := newAPISite(t)
	a.store.err, a.index.err = errors.New("disk on fire"), errors.New("index on fire")
	for _, target := range []string{
		"/api/v1/search", "/api/v1/documents", "/api/v1/documents/" + exampleSlug, "/api/v1/paragraphs/bcdf2345", "/search.json",
	} {
		w := a.ask(http.MethodGet, target)
		if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "fire") {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
		if w.Header().Get("ETag") != "" {
			t.Errorf("%s: a fault has an ETag", target)
		}
	}
	a.index.err = context.DeadlineExceeded
	if w := a.ask(http.MethodGet, "/api/v1/search"); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
}

func TestAPITags(t *testing.T) {
	a := newAPISite(t)
	for _, target := range []string{"/api/v1/search?q=x", "/api/v1/documents", "/d/" + exampleSlug + ".json", "/p/bcdf2345.json"} {
		tag := a.ask(http.MethodGet, target).Header().Get("ETag")
		if !strings.HasPrefix(tag, `W/"`) {
			t.Fatalf("%s: ETag %q", target, tag)
		}
		if w := a.ask(http.MethodGet, target, "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() != 0 {
			t.Errorf("%s: %d with %d bytes for who holds it", target, w.Code, w.Body.Len())
		}
		if w := a.ask(http.MethodGet, target, "If-None-Match", `W/"other-12"`); w.Code != http.StatusOK {
			t.Errorf("%s: %d for who holds another state", target, w.Code)
		}
		a.store.sequence, a.index.sequence = a.store.sequence+1, a.index.sequence+1
		if w := a.ask(http.MethodGet, target, "If-None-Match", tag); w.Code != http.StatusOK {
			t.Errorf("%s: %d after a change", target, w.Code)
		}
	}
	if w := a.ask(http.MethodGet, "/api/v1/documents/none", "If-None-Match", "*"); w.Code != http.StatusNotFound {
		t.Errorf("%d for what is not there", w.Code)
	}
}

// TestJSONAddresses: what stands at a page's .json address is what the API
// says.
func TestJSONAddresses(t *testing.T) {
	a := newAPISite(t)
	for page, api := range map[string]string{
		"/search.json?q=x&per_page=2":  "/api/v1/search?q=x&per_page=2",
		"/d/" + exampleSlug + ".json":  "/api/v1/documents/" + exampleSlug,
		"/d/gone-communiqu%C3%A9.json": "/api/v1/documents/gone-communiqu%C3%A9",
		"/d/gone-communiqué.json":      "/api/v1/documents/gone-communiqu%C3%A9",
		"/d/a%2Fb%20c.json":            "/api/v1/documents/a%2Fb%20c",
		"/p/bcdf2345.json":             "/api/v1/paragraphs/bcdf2345",
		"/p/zzzz2345.json":             "/api/v1/paragraphs/zzzz2345",
	} {
		one, other := a.ask(http.MethodGet, page), a.ask(http.MethodGet, api)
		if one.Code != other.Code || one.Body.String() != other.Body.String() || one.Header().Get("Content-Type") != other.Header().Get("Content-Type") {
			t.Errorf("%s: %d %s\n%s: %d %s", page, one.Code, one.Body, api, other.Code, other.Body)
		}
	}
	if w := a.ask(http.MethodHead, "/api/v1/documents"); w.Code != http.StatusOK {
		t.Errorf("HEAD: %d", w.Code)
	}
}
