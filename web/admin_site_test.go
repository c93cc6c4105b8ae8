package web

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"

	"communique/internal/archive"
	"communique/internal/search"
	"communique/internal/thesaurus"
)

// adminPassword opens the site of adminSite.
const adminPassword = "correct horse battery"

// adminStore is the store as the admin's pages see it.
type adminStore struct {
	mu      sync.Mutex
	hash    string
	tokens  map[string]time.Time
	audit   []archive.AuditEntry
	sources []archive.SourceRecord
	reading archive.SourceReading // of every source
	runs    []archive.Run         // the newest first
	sets    []archive.ChangeSet
	change  archive.SourceChange // of every set
	before  []archive.Document
	err     error
}

func (s *adminStore) Password(context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hash == "" {
		return "", archive.ErrNotFound
	}
	return s.hash, s.err
}

func (s *adminStore) SetPassword(_ context.Context, hash string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hash = hash
	return nil
}

func (s *adminStore) UseSignInToken(_ context.Context, hash string, now time.Time) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	expires, known := s.tokens[hash]
	delete(s.tokens, hash)
	return known && now.Before(expires), s.err
}

func (s *adminStore) Audit(_ context.Context, who, action, object, detail string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.audit = append(s.audit, archive.AuditEntry{Actor: who, Action: action, Object: object, Detail: detail})
	return s.err
}

func (s *adminStore) SourceRecords(context.Context) ([]archive.SourceRecord, error) {
	return s.sources, s.err
}

func (s *adminStore) SourceReading(_ context.Context, name string) (archive.SourceReading, error) {
	for _, r := range s.sources {
		if r.Name == name {
			reading := s.reading
			reading.Record = r
			return reading, s.err
		}
	}
	return archive.SourceReading{}, archive.ErrNotFound
}

func (s *adminStore) AuditEntries(context.Context, int) ([]archive.AuditEntry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.audit), s.err
}

func (s *adminStore) Runs(_ context.Context, limit int) ([]archive.Run, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.runs[:min(limit, len(s.runs))]), s.err
}

func (s *adminStore) Run(_ context.Context, id int64) (archive.Run, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.runs {
		if r.ID == id {
			return r, s.err
		}
	}
	return archive.Run{}, archive.ErrNotFound
}

func (s *adminStore) ChangeSets(context.Context, int) ([]archive.ChangeSet, error) {
	return s.sets, s.err
}

func (s *adminStore) ChangeSet(_ context.Context, id int64) (archive.ChangeSet, error) {
	for _, set := range s.sets {
		if set.ID == id {
			return set, s.err
		}
	}
	return archive.ChangeSet{}, archive.ErrNotFound
}

func (s *adminStore) SourceChanges(_ context.Context, _ int64, visit func(archive.SourceChange, []archive.Document) error) error {
	return visit(s.change, s.before)
}

// actions are the audited actions so far, in order.
func (s *adminStore) actions() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []string
	for _, e := range s.audit {
		all = append(all, e.Actor+" "+e.Action)
	}
	return strings.Join(all, ", ")
}

// adminIngester remembers what it was asked, and follows what steps gives.
type adminIngester struct {
	err      error
	uploads  []archive.Upload
	reread   []string
	all      bool
	decision archive.Decision
	started  int
	amended  archive.Amendment
	state    archive.SetState // of the set that a correction makes
	steps    func(ctx context.Context, run int64, f func(archive.Progress) error) error
}

func (i *adminIngester) Start(_ context.Context, _ string, uploads []archive.Upload, reread []string, all bool, decision archive.Decision) (int64, error) {
	i.started++
	i.uploads, i.reread, i.all, i.decision = uploads, reread, all, decision
	return 7, i.err
}

func (i *adminIngester) Apply(context.Context, int64, string, string) error { return i.err }

func (i *adminIngester) Discard(context.Context, int64, string, string) error { return i.err }

func (i *adminIngester) Revert(context.Context, int64, string, string) (int64, error) {
	return 9, i.err
}

func (i *adminIngester) Correct(_ context.Context, _ string, asked archive.Amendment) (archive.ChangeSet, error) {
	i.amended = asked
	return archive.ChangeSet{ID: 12, State: i.state}, i.err
}

func (i *adminIngester) Progress(ctx context.Context, run int64, f func(archive.Progress) error) error {
	if i.steps == nil {
		return nil
	}
	return i.steps(ctx, run, f)
}

// noRecords is an empty archive.
type noRecords struct{ Records }

func (noRecords) Sequence(context.Context) (int64, error) { return 3, nil }

func (noRecords) Summaries(context.Context) ([]archive.Summary, int64, error) { return nil, 3, nil }

// noSearch finds nothing.
type noSearch struct{}

func (noSearch) Search(context.Context, search.Request) (search.Results, error) {
	return search.Results{}, nil
}

func (noSearch) Sequence() int64 { return 3 }

func (noSearch) Ready() bool { return true }

// adminSite is a site on a socket with a browser that keeps cookies and
// follows no redirects.
type adminSite struct {
	*httptest.Server
	t        *testing.T
	store    *adminStore
	ingester *adminIngester
	sessions *memstore.MemStore
	browser  *http.Client
	now      time.Time
}

func newAdminSite(t *testing.T, configure ...func(*Config)) *adminSite {
	t.Helper()
	hash, err := hashPassword(adminPassword, cheap)
	if err != nil {
		t.Fatal(err)
	}
	a := &adminSite{
		t: t, store: &adminStore{hash: hash, tokens: map[string]time.Time{}}, ingester: &adminIngester{},
		sessions: memstore.NewWithCleanupInterval(0), now: time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC),
	}
	c := Config{
		Records: noRecords{}, Search: noSearch{}, Thesaurus: &thesaurus.Thesaurus{}, Log: slog.New(slog.DiscardHandler),
		Admin: AdminConfig{Records: a.store, Ingester: a.ingester, Sessions: a.sessions, Now: func() time.Time { return a.now }},
	}
	for _, f := range configure {
		f(&c)
	}
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	a.Server = httptest.NewServer(s.Handler())
	t.Cleanup(a.Close)
	a.browser = a.newBrowser()
	return a
}

func (a *adminSite) newBrowser() *http.Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		a.t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// answer is a response with its body read.
type answer struct {
	*http.Response
	text string
}

func (a *adminSite) do(r *http.Request) answer {
	a.t.Helper()
	response, err := a.browser.Do(r)
	if err != nil {
		a.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		a.t.Fatal(err)
	}
	return answer{response, string(body)}
}

func (a *adminSite) request(method, path string, body io.Reader) *http.Request {
	a.t.Helper()
	r, err := http.NewRequestWithContext(a.t.Context(), method, a.URL+path, body)
	if err != nil {
		a.t.Fatal(err)
	}
	return r
}

func (a *adminSite) get(path string) answer {
	a.t.Helper()
	return a.do(a.request(http.MethodGet, path, nil))
}

func (a *adminSite) post(path string, form url.Values) answer {
	a.t.Helper()
	r := a.request(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return a.do(r)
}

// file is one part of an upload.
type file struct{ name, data string }

func (a *adminSite) upload(files ...file) answer {
	a.t.Helper()
	return a.uploadWith(nil, files...)
}

// uploadWith sends fields beside the files.
func (a *adminSite) uploadWith(fields map[string]string, files ...file) answer {
	a.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range fields {
		if err := form.WriteField(name, value); err != nil {
			a.t.Fatal(err)
		}
	}
	for _, f := range files {
		part, err := form.CreatePart(map[string][]string{
			"Content-Disposition": {`form-data; name="files"; filename="` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(f.name) + `"`},
		})
		if err != nil {
			a.t.Fatal(err)
		}
		if _, err := io.WriteString(part, f.data); err != nil {
			a.t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		a.t.Fatal(err)
	}
	r := a.request(http.MethodPost, "/admin/sources", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return a.do(r)
}

// link makes a one-time link's token.
func (a *adminSite) link() string {
	token, hash, expires := NewSignInToken(a.now)
	a.store.mu.Lock()
	defer a.store.mu.Unlock()
	a.store.tokens[hash] = expires
	return token
}

// signIn signs the browser in by a link, which costs no hashing.
func (a *adminSite) signIn() {
	a.t.Helper()
	got := a.post("/admin/sign-in", url.Values{"token": {a.link()}})
	if got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != "/admin/sources" {
		a.t.Fatalf("sign-in: %s to %q\n%s", got.Status, got.Header.Get("Location"), got.text)
	}
}

// session is the browser's session cookie, or nil.
func (a *adminSite) session() *http.Cookie {
	u, err := url.Parse(a.URL + "/admin/sources")
	if err != nil {
		a.t.Fatal(err)
	}
	for _, c := range a.browser.Jar.Cookies(u) {
		if c.Name == "communique_admin" {
			return c
		}
	}
	return nil
}

// wants checks a status and words of the body.
func (got answer) wants(t *testing.T, status int, words ...string) {
	t.Helper()
	if got.StatusCode != status {
		t.Errorf("%s %s: %s, want %d\n%s", got.Request.Method, got.Request.URL.Path, got.Status, status, got.text)
	}
	for _, w := range words {
		if !strings.Contains(got.text, w) {
			t.Errorf("%s %s does not say %q:\n%s", got.Request.Method, got.Request.URL.Path, w, got.text)
		}
	}
}
