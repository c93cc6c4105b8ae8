package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"communique/internal/archive"
	"communique/internal/search"
)

// publicTargets are an address for each public route, and how it is answered.
var publicTargets = map[string]int{
	"/changes": 200, "/changes.atom": 200, "/changes/7": 200, "/changes/8": 404,
	"/": 200, "/search": 200, "/search?q=encryption&kind=communique": 200, "/search.json?q=encryption": 200, "/documents": 200,
	"/d/2019-07-30-communique": 200, "/d/2019-07-30-communique.txt": 200, "/d/2019-07-30-communique.md": 200,
	"/d/2019-07-30-communique.json": 200, "/d/note": 200, "/d/nowhere": 404, "/d/nowhere.txt": 404, "/d/nowhere.json": 404, "/d/once-here": 410,
	"/d/2019-07-30-communique.ris": 200, "/d/2019-07-30-communique.bib": 200, "/d/2019-07-30-communique.csl.json": 200, "/d/note.ris": 200,
	"/d/nowhere.ris": 404, "/d/once-here.bib": 410, "/d/once-here.csl.json": 410,
	"/p/cdfghjkm.ris": 200, "/p/cdfghjkm.bib": 200, "/p/cdfghjkm.csl.json": 200, "/p/zzzzzzzz.ris": 410, "/p/zzzzzzzz.csl.json": 410,
	"/p/bbbbbbbb.bib": 404, "/p/short.csl.json": 404,
	"/p/cdfghjkm": 200, "/p/cdfghjkm.json": 200, "/p/zzzzzzzz": 410, "/p/zzzzzzzz.json": 410, "/p/bbbbbbbb": 404, "/p/short": 404,
	"/countries": 200, "/countries/ca": 200, "/countries/CA": 200, "/countries/nz": 200, "/countries/jp": 200, "/countries/xx": 404,
	"/themes": 200, "/themes/encryption": 200, "/themes/nonsense": 404,
	"/years": 200, "/years/2019": 200, "/years/undated": 200, "/years/1850": 404, "/years/<b>": 404,
	"/about": 200, "/robots.txt": 200, "/sitemap.xml": 200, "/opensearch.xml": 200, "/favicon.ico": 200,
	"/assets/site.css": 200, "/assets/site.js": 200, "/assets/favicon.svg": 200, "/assets/none.css": 404,
	"/healthz": 200, "/readyz": 200, "/metrics": 200, "/nowhere": 404, "/documents?page=999": 200, "/documents?page=-1": 200,
}

func TestRoutes(t *testing.T) {
	site := newPublicSite(t)
	var routes []string
	err := chi.Walk(site.routes(), func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if !strings.HasPrefix(route, "/admin") && !strings.HasPrefix(route, "/api/") {
			routes = append(routes, method+" "+route)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(routes)
	golden(t, "routes.txt", strings.Join(routes, "\n")+"\n")
}

func TestAnswers(t *testing.T) {
	site := newPublicSite(t)
	site.index.answer = found
	for target, status := range publicTargets {
		t.Run(target, func(t *testing.T) {
			got := site.get(target)
			if got.Code != status {
				t.Fatalf("status %d, want %d", got.Code, status)
			}
			if strings.Contains(got.Body.String(), "<script>alert") && strings.Contains(got.Header().Get("Content-Type"), "html") {
				t.Error("markup of a source reached the page")
			}
			for name, want := range map[string]string{
				"Content-Security-Policy": contentPolicy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			} {
				if have := got.Header().Get(name); have != want {
					t.Errorf("%s is %q, want %q", name, have, want)
				}
			}
			if got.Header().Get("Content-Type") == "" || got.Header().Get("X-Request-Id") == "" {
				t.Errorf("a header is missing: %v", got.Header())
			}
		})
	}
}

func TestHeadAnswersAsGetWithoutBody(t *testing.T) {
	site := newPublicSite(t)
	for target, status := range publicTargets {
		got := site.ask(http.MethodHead, target)
		if got.Code != status {
			t.Errorf("HEAD %s: status %d, want %d", target, got.Code, status)
		}
		if strings.Contains(got.Header().Get("Content-Type"), "html") && got.Body.Len() > 0 {
			t.Errorf("HEAD %s has a body of %d bytes", target, got.Body.Len())
		}
	}
}

func TestPagesAreWholeAndWellFramed(t *testing.T) {
	site := newPublicSite(t)
	site.index.answer = found
	for target := range publicTargets {
		got := site.get(target)
		if !strings.HasPrefix(got.Header().Get("Content-Type"), "text/html") {
			continue
		}
		body := got.Body.String()
		for _, want := range []string{`<html lang="en">`, "<title>", `name="description"`, `href="#main"`, `id="main"`, "Searchable to change 1,204."} {
			if !strings.Contains(body, want) {
				t.Errorf("%s lacks %s", target, want)
			}
		}
		if n := strings.Count(body, "<h1"); n != 1 {
			t.Errorf("%s has %d h1", target, n)
		}
		if got.Code == 200 && !strings.Contains(body, `<link rel="canonical" href="https://archive.example/`) {
			t.Errorf("%s has no canonical address", target)
		}
		if strings.Contains(body, " style=") || strings.Contains(body, "onclick") {
			t.Errorf("%s has inline style or script, which the policy forbids", target)
		}
	}
}

func TestTagsSaveSendingTwice(t *testing.T) {
	site := newPublicSite(t)
	for _, target := range []string{"/", "/d/2019-07-30-communique", "/d/2019-07-30-communique.txt", "/d/2019-07-30-communique.ris", "/p/cdfghjkm.csl.json", "/assets/site.css"} {
		first := site.get(target)
		tag := first.Header().Get("ETag")
		if !strings.HasPrefix(tag, `W/"`) {
			t.Fatalf("%s: tag %q", target, tag)
		}
		again := site.ask(http.MethodGet, target, "If-None-Match", `"other", `+tag)
		if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("%s asked again: status %d, %d bytes", target, again.Code, again.Body.Len())
		}
	}
}

func TestLargePagesAreCompressed(t *testing.T) {
	site := newPublicSite(t)
	got := site.ask(http.MethodGet, "/d/2019-07-30-communique", "Accept-Encoding", "gzip")
	if got.Header().Get("Content-Encoding") != "gzip" {
		t.Fatalf("headers %v", got.Header())
	}
	r, err := gzip.NewReader(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r)
	if err != nil || !bytes.Contains(body, []byte("We met in London.")) {
		t.Errorf("%v, %d bytes", err, len(body))
	}
}

func TestAssetsWithFingerprintAreKept(t *testing.T) {
	site := newPublicSite(t)
	home := site.get("/").Body.String()
	_, rest, _ := strings.Cut(home, `href="/assets/site.css`)
	query, _, _ := strings.Cut(rest, `"`)
	if got := site.get("/assets/site.css" + query).Header().Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("with fingerprint %q: %q", query, got)
	}
	if got := site.get("/assets/site.css?v=old").Header().Get("Cache-Control"); got != "no-cache" {
		t.Errorf("with an old fingerprint: %q", got)
	}
}

func TestOtherMethodsAreRefused(t *testing.T) {
	site := newPublicSite(t)
	for target, allow := range map[string]string{"/": "GET, HEAD", "/d/note": "GET, HEAD", "/search": "GET, HEAD"} {
		got := site.ask(http.MethodPost, target)
		if got.Code != http.StatusMethodNotAllowed || got.Header().Get("Allow") != allow {
			t.Errorf("POST %s: status %d, allows %q", target, got.Code, got.Header().Get("Allow"))
		}
	}
}

func TestTrailingSlashes(t *testing.T) {
	site := newPublicSite(t)
	for target, want := range map[string]string{
		"/themes/": "/themes", "/d/note/?a=1": "/d/note?a=1", "//other.example/": "/other.example", "/\\other.example/": "/%5Cother.example",
	} {
		got := site.get(target)
		if got.Code != http.StatusPermanentRedirect || got.Header().Get("Location") != want {
			t.Errorf("%s: status %d to %q, want %q", target, got.Code, got.Header().Get("Location"), want)
		}
	}
}

func TestFaultsOfOurs(t *testing.T) {
	var logged bytes.Buffer
	site := newPublicSite(t, func(c *Config) { c.Log = slog.New(slog.NewTextHandler(&logged, nil)) })
	site.store.err = errBroken
	for target, kind := range map[string]string{"/": "text/html", "/d/note": "text/html", "/api/v1/documents": "application/problem+json"} {
		got := site.get(target)
		if got.Code != http.StatusInternalServerError || !strings.HasPrefix(got.Header().Get("Content-Type"), kind) {
			t.Errorf("%s: status %d, %s", target, got.Code, got.Header().Get("Content-Type"))
		}
		if strings.Contains(got.Body.String(), "fire") {
			t.Errorf("%s tells readers of the cause", target)
		}
	}
	if !strings.Contains(logged.String(), "the disk is on fire") {
		t.Error("the cause is not in the log")
	}
	if got := site.get("/readyz"); got.Code != http.StatusServiceUnavailable {
		t.Errorf("/readyz: status %d", got.Code)
	}
}

func TestReadyWaitsForTheIndex(t *testing.T) {
	site := newPublicSite(t)
	site.index.cold = true
	if got := site.get("/readyz"); got.Code != http.StatusServiceUnavailable {
		t.Errorf("status %d", got.Code)
	}
	if got := site.get("/healthz"); got.Code != http.StatusOK {
		t.Errorf("/healthz: status %d", got.Code)
	}
}

func TestPanicsAreFaultsOfOurs(t *testing.T) {
	site := newPublicSite(t)
	site.index.answer = func(search.Request) (search.Results, error) { panic("oh") }
	if got := site.get("/search?q=a"); got.Code != http.StatusInternalServerError || !strings.Contains(got.Body.String(), "Something went wrong on our side") {
		t.Errorf("status %d", got.Code)
	}
}

func TestFailureOf(t *testing.T) {
	for _, c := range []struct {
		err  error
		want int
	}{
		{archive.ErrNotFound, 404}, {archive.ErrGone, 410}, {archive.ErrInvalid, 400}, {archive.ErrBusy, 409}, {archive.ErrConflict, 409}, {archive.ErrUnreadable, 422},
		{context.DeadlineExceeded, 503}, {context.Canceled, 503}, {&http.MaxBytesError{Limit: 3}, 413}, {archive.ErrNewerSchema, 500}, {errBroken, 500},
	} {
		if got := failureOf(fmt.Errorf("wrapped: %w", c.err)).status; got != c.want {
			t.Errorf("%v: status %d, want %d", c.err, got, c.want)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	if _, err := New(Config{}); err == nil {
		t.Error("a site without records was made")
	}
	for _, base := range []string{"archive.example", "ftp://a.example", "https://", "https://a.example/?q", "://"} {
		if _, err := cleanBaseURL(base); err == nil {
			t.Errorf("%q was taken for an address", base)
		}
	}
	if got, err := cleanBaseURL("https://a.example/papers/"); err != nil || got != "https://a.example/papers" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestMetricsNameRoutes(t *testing.T) {
	site := newPublicSite(t)
	site.get("/d/note")
	site.get("/made/up/by/anybody")
	body := site.get("/metrics").Body.String()
	for _, want := range []string{`communique_http_requests_total{method="GET",route="/d/{slug}",status="200"} 1`, `route="none",status="404"} 1`} {
		if !strings.Contains(body, want) {
			t.Errorf("lacks %s", want)
		}
	}
	if strings.Contains(body, "anybody") {
		t.Error("a made-up address became a series")
	}
}

func TestSummariesAreReadOnceForEachState(t *testing.T) {
	site := newPublicSite(t)
	for range 3 {
		site.get("/")
	}
	if site.store.asked != 1 {
		t.Errorf("read %d times", site.store.asked)
	}
	site.store.sequence++
	site.get("/")
	if site.store.asked != 2 {
		t.Errorf("after a change read %d times", site.store.asked)
	}
}
