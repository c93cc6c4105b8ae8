package web

import (
	"bufio"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"communique/internal/archive"
)

func TestReadAgain(t *testing.T) {
	a := newAdminSite(t)
	a.signIn()
	a.post("/admin/sources/read", nil).wants(t, http.StatusUnprocessableEntity, "No source was chosen.")

	got := a.post("/admin/sources/read", url.Values{"source": {"one.txt", "two.txt"}})
	if got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != "/admin/runs/7" {
		t.Fatalf("%s to %q", got.Status, got.Header.Get("Location"))
	}
	if !slices.Equal(a.ingester.reread, []string{"one.txt", "two.txt"}) || a.ingester.all || a.ingester.uploads != nil {
		t.Errorf("asked for %q, all %t", a.ingester.reread, a.ingester.all)
	}

	a.post("/admin/sources/read", url.Values{"source": {"one.txt"}, "all": {"1"}}).wants(t, http.StatusSeeOther)
	if a.ingester.reread != nil || !a.ingester.all {
		t.Errorf("asked for %q, all %t", a.ingester.reread, a.ingester.all)
	}
	if got := a.store.actions(); got != "admin sign-in, admin read again, admin read again" {
		t.Errorf("audit: %s", got)
	}

	a.ingester.err = archive.ErrBusy
	a.post("/admin/sources/read", url.Values{"all": {"1"}}).wants(t, http.StatusConflict, "Another run is at work.")
	a.ingester.err = archive.ErrNotFound
	a.post("/admin/sources/read", url.Values{"source": {"gone.txt"}}).wants(t, http.StatusUnprocessableEntity, "not here")
	a.ingester.err = errors.New("disk full")
	a.post("/admin/sources/read", url.Values{"all": {"1"}}).wants(t, http.StatusInternalServerError)
}

func TestAskedIsShort(t *testing.T) {
	names := strings.Split(strings.Repeat("x ", 14)+"x", " ")
	if got := asked(nil, names, false); !strings.HasSuffix(got, ", x and 5 more") {
		t.Errorf("%q", got)
	}
	if len(names) != 15 {
		t.Error("the names were changed")
	}
}

// withHistory gives the site sources and runs: one going on, one with a
// failure, one of another process.
func withHistory(a *adminSite) {
	began := time.Date(2026, time.November, 20, 1, 32, 0, 0, time.UTC)
	a.store.sources = []archive.SourceRecord{
		{Source: archive.Source{Name: "release <1>.txt", SHA256: strings.Repeat("ab", 32), Lines: 1373}, State: archive.SourceRead,
			Documents: 16, Paragraphs: 1349, Captures: 2, LastRun: 5, LastRead: began},
		{Source: archive.Source{Name: "scan.pdf", SHA256: strings.Repeat("cd", 32)}, State: archive.SourceFailed,
			Problem: "scan.pdf holds 4 pages that are pictures without text.", Captures: 1, LastRun: 5, LastRead: began},
	}
	a.store.runs = []archive.Run{
		{ID: 7, Actor: "admin", Started: began.Add(time.Hour), Sources: 2},
		{ID: 6, Actor: "command line", Started: began.Add(time.Minute), Sources: 9},
		{ID: 5, Actor: "admin", Started: began, Ended: began.Add(4 * time.Second), Sources: 2,
			Documents: archive.Counts{Added: 1, Changed: 2, Removed: 1, Failed: 1},
			Outcomes: []archive.Outcome{
				{Source: "release <1>.txt", Counts: archive.Counts{Added: 1, Changed: 2, Removed: 1}},
				{Source: "scan.pdf", Counts: archive.Counts{Failed: 1}, Problem: "scan.pdf holds 4 pages that are pictures without text."},
			}},
		{ID: 4, Actor: "admin", Started: began, Ended: began.Add(time.Millisecond), Sources: 1, Documents: archive.Counts{Unchanged: 1}},
	}
	a.ingester.steps = func(_ context.Context, run int64, f func(archive.Progress) error) error {
		if run != 7 {
			return nil
		}
		for _, p := range []archive.Progress{
			{Run: 7, Done: 0, Total: 2}, {Run: 7, Done: 1, Total: 2, Source: "line\nbreak.txt"}, {Run: 7, Done: 2, Total: 2, Ended: true},
		} {
			if err := f(p); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestSourcesPage(t *testing.T) {
	a := newAdminSite(t)
	withHistory(a)
	a.signIn()
	got := a.get("/admin/sources")
	got.wants(t, http.StatusOK, "release &lt;1&gt;.txt", "abababababab", "1,373", "1,349", "2 different files",
		"Not read.", "scan.pdf holds 4 pages that are pictures without text.", "20 November 2026, 01:32 UTC", `datetime="2026-11-20T01:32:00Z"`,
		`data-events="/admin/runs/7/events"`, "0 of 2 sources", "Reading elsewhere", "Done, 1 failed", "64 MB", "128 MB", "All runs")
	if strings.Contains(got.text, "<1>") || strings.Contains(got.text, "Run 4") {
		t.Error("something is not escaped, or more than the latest runs are shown")
	}
}

func TestRunPages(t *testing.T) {
	a := newAdminSite(t)
	withHistory(a)
	a.signIn()
	a.get("/admin/runs").wants(t, http.StatusOK, "Run 7", "Run 6", "Run 5", "Run 4", "by command line", "4 seconds", "under a second",
		"2 sources: 1 document added, 2 documents changed, 1 document removed, 1 source not read",
		"1 source: 1 document unchanged", "scan.pdf holds 4 pages")
	a.get("/admin/runs/5").wants(t, http.StatusOK, "<dd>2</dd>", "release &lt;1&gt;.txt", "<b>Not read.</b> scan.pdf holds 4 pages", "Done, 1 failed.")
	a.get("/admin/runs/4").wants(t, http.StatusOK, "No source changed anything, none failed, and none is read with doubts.", "1 source that reads as before, without doubts, is not listed.")

	const refresh = `<noscript><meta http-equiv="refresh" content="3"></noscript>`
	a.get("/admin/runs/7").wants(t, http.StatusOK, refresh, "<progress", "0 of 2 sources")
	for _, path := range []string{"/admin/runs/6", "/admin/runs/5"} {
		if got := a.get(path); strings.Contains(got.text, "http-equiv") || strings.Contains(got.text, "data-events") {
			t.Errorf("%s asks for itself again, though nothing goes on here", path)
		}
	}
	for _, path := range []string{"/admin/runs/99", "/admin/runs/x", "/admin/runs/-1", "/admin/runs/99999999999999999999", "/admin/runs/99/events"} {
		a.get(path).wants(t, http.StatusNotFound)
	}
}

func TestAuditPage(t *testing.T) {
	a := newAdminSite(t)
	a.signIn()
	a.get("/admin/audit").wants(t, http.StatusOK, "sign-in", "by one-time link, from 127.0.0.1")
	a.store.err = errors.New("disk on fire")
	got := a.get("/admin/audit")
	got.wants(t, http.StatusInternalServerError)
	if strings.Contains(got.text, "on fire") {
		t.Error("the cause is told to the reader")
	}
}

func TestRunEvents(t *testing.T) {
	a := newAdminSite(t)
	withHistory(a)
	a.signIn()
	r := a.request(http.MethodGet, "/admin/runs/7/events", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	got := a.do(r)
	want := "retry: 3000\n\n" +
		"event: progress\ndata: {\"done\":0,\"text\":\"0 of 2 sources\",\"total\":2}\n\n" +
		"event: progress\ndata: {\"done\":1,\"text\":\"line\\nbreak.txt: 1 of 2 sources\",\"total\":2}\n\n" +
		"event: end\ndata: {\"done\":2,\"text\":\"2 of 2 sources\",\"total\":2}\n\n"
	if got.text != want {
		t.Errorf("stream:\n%s\nwant:\n%s", got.text, want)
	}
	if ct := got.Header.Get("Content-Type"); ct != "text/event-stream; charset=utf-8" || got.Header.Get("Content-Encoding") != "" {
		t.Errorf("Content-Type %q, Content-Encoding %q", ct, got.Header.Get("Content-Encoding"))
	}
	// A run that is over sends the browser to its report at once.
	if got := a.get("/admin/runs/5/events"); !strings.Contains(got.text, "event: end") {
		t.Errorf("stream of a run that is over: %q", got.text)
	}
}

// TestRunEventsAreSentAtOnce: each step reaches the browser before the next
// one happens, and a browser that leaves ends the following.
func TestRunEventsAreSentAtOnce(t *testing.T) {
	a := newAdminSite(t)
	withHistory(a)
	left, next := make(chan struct{}), make(chan struct{})
	a.ingester.steps = func(ctx context.Context, _ int64, f func(archive.Progress) error) error {
		defer close(left)
		for i := range 2 {
			if err := f(archive.Progress{Run: 7, Done: i, Total: 2}); err != nil {
				return err
			}
			<-next
		}
		<-ctx.Done()
		return ctx.Err()
	}
	a.signIn()
	ctx, cancel := context.WithCancel(t.Context())
	response, err := a.browser.Do(a.request(http.MethodGet, "/admin/runs/7/events", nil).WithContext(ctx))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	for _, want := range []string{`"0 of 2 sources"`, `"1 of 2 sources"`} {
		for lines.Scan() && !strings.Contains(lines.Text(), want) {
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
		next <- struct{}{}
	}
	cancel()
	<-left
}

// TestRunEventsStopWithTheProgram: a stream that is cut off does not claim
// that the run has ended.
func TestRunEventsStopWithTheProgram(t *testing.T) {
	a := newAdminSite(t)
	withHistory(a)
	a.ingester.steps = func(_ context.Context, _ int64, f func(archive.Progress) error) error {
		return f(archive.Progress{Run: 7, Done: 1, Total: 2})
	}
	a.signIn()
	if got := a.get("/admin/runs/7/events"); strings.Contains(got.text, "event: end") || !strings.Contains(got.text, "event: progress") {
		t.Errorf("stream: %q", got.text)
	}
}

func TestEventStreamBeats(t *testing.T) {
	var w recorder
	beat, steps := make(chan time.Time), make(chan archive.Progress)
	done := make(chan error)
	go func() { done <- newEventStream(&w).follow(t.Context(), steps, beat) }()
	beat <- time.Time{}
	steps <- archive.Progress{Run: 7, Total: 1, Ended: true}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(w.String(), ": still here\n\nevent: end") {
		t.Errorf("stream: %q", w.String())
	}
}

// recorder is a response that can be flushed.
type recorder struct {
	strings.Builder
	header http.Header
}

func (w *recorder) Header() http.Header {
	if w.header == nil {
		w.header = http.Header{}
	}
	return w.header
}

func (w *recorder) WriteHeader(int) {}

func (w *recorder) Flush() {}
