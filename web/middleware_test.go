package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"communique/internal/archive"
)

func TestLimitTimeEndsTheContext(t *testing.T) {
	var deadline bool
	handler := limitTime(time.Hour)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, deadline = r.Context().Deadline()
	}))
	handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
	if !deadline {
		t.Error("the request has no deadline")
	}
}

// TestPublicPagesAreBounded: every public page is given a time, and no more
// body than it may need.
func TestPublicPagesAreBounded(t *testing.T) {
	watched := &watchedRecords{}
	site := newPublicSite(t, func(c *Config) { watched.Records, c.Records = c.Records, watched })
	site.get("/d/" + finalDocument().Slug)
	if !watched.deadline {
		t.Error("a public page has no deadline")
	}
}

// watchedRecords notes whether the records are asked under a deadline.
type watchedRecords struct {
	Records
	deadline bool
}

func (w *watchedRecords) Document(ctx context.Context, slug string) (archive.Document, error) {
	_, w.deadline = ctx.Deadline()
	return w.Records.Document(ctx, slug)
}

func TestLimitBody(t *testing.T) {
	var err error
	handler := limitBody(3)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, err = io.ReadAll(r.Body) }))
	handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/", strings.NewReader("four")))
	var tooLarge *http.MaxBytesError
	if !errors.As(err, &tooLarge) {
		t.Errorf("error %v", err)
	}
}

// TestSlowSendersAreCutOff: a client that does not send the body it promised
// loses its connection, not the server a place.
func TestSlowSendersAreCutOff(t *testing.T) {
	read := make(chan error, 1)
	server := httptest.NewServer(limitSending(50 * time.Millisecond)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(r.Body)
		read <- err
	})))
	defer server.Close()
	body, never := io.Pipe()
	defer never.Close()
	request, err := http.NewRequest(http.MethodPost, server.URL, body)
	if err != nil {
		t.Fatal(err)
	}
	request.ContentLength = 100
	go func() {
		if response, err := http.DefaultClient.Do(request); err == nil {
			response.Body.Close()
		}
	}()
	if err := <-read; err == nil {
		t.Error("the body was waited for, and taken as whole")
	}
}

func TestAtMost(t *testing.T) {
	var mu sync.Mutex
	inside, most := 0, 0
	gate := make(chan struct{})
	handler := atMost(2)(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		mu.Lock()
		inside++
		most = max(most, inside)
		mu.Unlock()
		<-gate
		mu.Lock()
		inside--
		mu.Unlock()
	}))
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
		})
	}
	for range 6 {
		gate <- struct{}{}
	}
	all.Wait()
	if most > 2 {
		t.Errorf("%d at once", most)
	}

	full := atMost(1)
	blocked := full(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	first, release := context.WithCancel(t.Context())
	go blocked.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil).WithContext(first))
	defer release()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for { // until the first is inside, the second may slip in and end at once
		recorder := httptest.NewRecorder()
		blocked.ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "/", nil).WithContext(ended))
		if recorder.Code == http.StatusServiceUnavailable && recorder.Header().Get("Retry-After") != "" {
			return
		}
	}
}

// TestFaultsAreLogged: the reader gets fixed words, the log the cause.
func TestFaultsAreLogged(t *testing.T) {
	var log bytes.Buffer
	s := &Server{Config: Config{Log: slog.New(slog.NewTextHandler(&log, nil))}}
	recorder := httptest.NewRecorder()
	s.fail(recorder, httptest.NewRequest(http.MethodGet, "/api/v1/x", nil), errors.New("disk on fire"))
	if recorder.Code != http.StatusInternalServerError || strings.Contains(recorder.Body.String(), "fire") {
		t.Errorf("the reader gets %d: %s", recorder.Code, recorder.Body)
	}
	if !strings.Contains(log.String(), "disk on fire") {
		t.Errorf("the log says %q", log.String())
	}
}
