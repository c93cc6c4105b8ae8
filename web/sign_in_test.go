package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestAdminNeedsSignIn(t *testing.T) {
	a := newAdminSite(t)
	for _, path := range []string{"/admin", "/admin/sources", "/admin/runs", "/admin/runs/7", "/admin/runs/7/events", "/admin/audit"} {
		if got := a.get(path); got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != "/admin/sign-in" {
			t.Errorf("GET %s: %s to %q", path, got.Status, got.Header.Get("Location"))
		}
	}
	for _, path := range []string{"/admin/sources", "/admin/sources/read", "/admin/sign-out"} {
		if got := a.post(path, url.Values{"all": {"1"}}); got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != "/admin/sign-in" {
			t.Errorf("POST %s: %s to %q", path, got.Status, got.Header.Get("Location"))
		}
	}
	if a.ingester.started != 0 {
		t.Error("a run began without sign-in")
	}
	if a.session() != nil {
		t.Error("a session was begun for nobody")
	}
}

func TestSignInByPassword(t *testing.T) {
	a := newAdminSite(t)
	a.get("/admin/sign-in").wants(t, http.StatusOK, `type="password"`, "communique admin passwd")
	got := a.post("/admin/sign-in", url.Values{"password": {adminPassword}})
	if got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != "/admin/sources" {
		t.Fatalf("%s to %q", got.Status, got.Header.Get("Location"))
	}
	cookie := got.Header.Get("Set-Cookie")
	for _, want := range []string{"Path=/admin", "HttpOnly", "SameSite=Lax"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("cookie %q lacks %s", cookie, want)
		}
	}
	if strings.Contains(cookie, "Secure") {
		t.Errorf("cookie %q would be lost over http", cookie)
	}
	page := a.get("/admin/sources")
	page.wants(t, http.StatusOK, "Sign out", "Add sources")
	if got := page.Header.Get("Cache-Control"); !strings.Contains(got, "no-store") {
		t.Errorf("Cache-Control %q", got)
	}
	// The stored hash was cheaper than those made now: it was renewed, and the
	// session still holds.
	if h, err := parsePasswordHash(a.store.hash); err != nil || h.cost != cost {
		t.Errorf("hash %q, %v", a.store.hash, err)
	}
	if got := a.store.actions(); got != "admin set password, admin sign-in" {
		t.Errorf("audit: %s", got)
	}
}

func TestSignInRefused(t *testing.T) {
	for _, tt := range []struct {
		name, password string
		noPassword     bool
	}{
		{"wrong", "not the password", false},
		{"empty", "", false},
		{"endless", strings.Repeat("x", 100_000), false},
		{"none is set", "whatever it may be", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := newAdminSite(t)
			if tt.noPassword {
				a.store.hash = ""
			}
			got := a.post("/admin/sign-in", url.Values{"password": {tt.password}})
			got.wants(t, http.StatusForbidden, "That is not the password.", `aria-invalid="true"`)
			if a.session() != nil {
				t.Error("a session was begun")
			}
			if got := a.store.actions(); got != "somebody sign-in failed" {
				t.Errorf("audit: %s", got)
			}
			for _, e := range a.store.audit {
				if tt.password != "" && strings.Contains(e.Detail, tt.password) {
					t.Errorf("the password stands in the audit: %q", e.Detail)
				}
			}
		})
	}
}

func TestSignInTriesAreLimited(t *testing.T) {
	a := newAdminSite(t)
	for range triesPerAddress {
		a.post("/admin/sign-in", url.Values{"password": {"not the password"}}).wants(t, http.StatusForbidden)
	}
	got := a.post("/admin/sign-in", url.Values{"password": {adminPassword}})
	got.wants(t, http.StatusTooManyRequests, "Too many tries")
	if got.Header.Get("Retry-After") != "60" {
		t.Errorf("Retry-After %q", got.Header.Get("Retry-After"))
	}
	a.get("/admin/sign-in").wants(t, http.StatusOK)
}

func TestFailuresFromEverywhereAreLimited(t *testing.T) {
	now := time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC)
	var tried attempts
	wrong := func() (bool, error) { return false, nil }
	for i := range failuresInAll {
		if _, wait, _ := tried.try(now.Add(time.Duration(i)*time.Second), wrong); wait != 0 {
			t.Fatalf("try %d has to wait %s", i+1, wait)
		}
	}
	right := func() (bool, error) { t.Error("judged during the pause"); return true, nil }
	if ok, wait, _ := tried.try(now.Add(2*time.Minute), right); ok || wait != 8*time.Minute {
		t.Errorf("during the pause: %t, wait %s", ok, wait)
	}
	if ok, wait, _ := tried.try(now.Add(10*time.Minute), func() (bool, error) { return true, nil }); !ok || wait != 0 {
		t.Errorf("after the pause: %t, wait %s", ok, wait)
	}
}

func TestSignInByLink(t *testing.T) {
	a := newAdminSite(t)
	a.store.hash = "" // as on the first start
	token := a.link()
	path := "/admin/sign-in?token=" + token
	for range 2 { // previews do not use it up
		got := a.get(path)
		got.wants(t, http.StatusOK, "Sign in as admin", `value="`+token+`"`)
		if got.Header.Get("Referrer-Policy") != "no-referrer" {
			t.Error("the address with the token is told to the next site")
		}
	}
	form := url.Values{"token": {token}}
	if got := a.post("/admin/sign-in", form); got.StatusCode != http.StatusSeeOther {
		t.Fatal(got.Status)
	}
	a.get("/admin/sources").wants(t, http.StatusOK, "There are none yet")

	a.browser = a.newBrowser()
	a.post("/admin/sign-in", form).wants(t, http.StatusForbidden, "This link does not work.")
	if a.session() != nil {
		t.Error("the link worked twice")
	}
	if got := a.store.actions(); got != "admin sign-in, somebody sign-in failed" {
		t.Errorf("audit: %s", got)
	}
	for _, e := range a.store.audit {
		if strings.Contains(e.Detail, token) {
			t.Error("the token stands in the audit")
		}
	}
}

func TestSignInLinkExpires(t *testing.T) {
	a := newAdminSite(t)
	form := url.Values{"token": {a.link()}}
	a.now = a.now.Add(tokenLife)
	a.post("/admin/sign-in", form).wants(t, http.StatusForbidden, "This link does not work.")
	for _, made := range []string{"x", strings.Repeat("A", 43), "../../etc/passwd\x00"} {
		a.post("/admin/sign-in", url.Values{"token": {made}}).wants(t, http.StatusForbidden)
	}
}

func TestNewSignInToken(t *testing.T) {
	now := time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC)
	token, hash, expires := NewSignInToken(now)
	other, _, _ := NewSignInToken(now)
	if len(token) != 43 || token == other || hash != hashToken(token) || strings.Contains(hash, token) || !expires.Equal(now.Add(tokenLife)) {
		t.Errorf("%q, %q, %s", token, hash, expires)
	}
}

// TestSessionIsRenewed: a token that was planted before sign-in is worth
// nothing after it, whether or not a session stands behind it.
func TestSessionIsRenewed(t *testing.T) {
	a := newAdminSite(t)
	a.signIn()
	first := a.session().Value
	a.signIn() // again, in the same browser
	second := a.session().Value
	if first == second {
		t.Error("the token is the same after sign-in")
	}
	for _, planted := range []string{first, "planted"} {
		thief := a.newBrowser()
		r := a.request(http.MethodGet, "/admin/sources", nil)
		r.AddCookie(&http.Cookie{Name: "communique_admin", Value: planted})
		response, err := thief.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusSeeOther {
			t.Errorf("token %q: %s", planted, response.Status)
		}
	}
	if all, err := a.sessions.All(); err != nil || len(all) != 1 || all[second] != nil {
		t.Errorf("%d sessions are kept (%v), or the token itself is", len(all), err)
	}
}

func TestSignOut(t *testing.T) {
	a := newAdminSite(t)
	a.signIn()
	stolen := a.session()
	if got := a.post("/admin/sign-out", nil); got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != "/admin/sign-in" {
		t.Errorf("%s to %q", got.Status, got.Header.Get("Location"))
	}
	if a.session() != nil {
		t.Error("the cookie is still there")
	}
	r := a.request(http.MethodGet, "/admin/sources", nil)
	r.AddCookie(stolen)
	if got := a.do(r); got.StatusCode != http.StatusSeeOther {
		t.Errorf("the session outlived signing out: %s", got.Status)
	}
	if got := a.store.actions(); got != "admin sign-in, admin sign-out" {
		t.Errorf("audit: %s", got)
	}
}

func TestNewPasswordEndsSessions(t *testing.T) {
	a := newAdminSite(t)
	a.signIn()
	a.get("/admin/sources").wants(t, http.StatusOK)
	a.store.hash, _ = hashPassword("another password", cheap)
	a.get("/admin/sources").wants(t, http.StatusSeeOther)
}

func TestSessionIsWrittenOnceAMinute(t *testing.T) {
	a := newAdminSite(t)
	a.signIn()
	if got := a.get("/admin/sources").Header.Values("Set-Cookie"); len(got) != 0 {
		t.Errorf("written at once again: %q", got)
	}
	a.now = a.now.Add(sessionTouch)
	if got := a.get("/admin/sources").Header.Values("Set-Cookie"); len(got) != 1 {
		t.Errorf("no sign of life was kept: %q", got)
	}
}

func TestCrossOriginPostsAreRefused(t *testing.T) {
	a := newAdminSite(t)
	a.signIn()
	for _, header := range []http.Header{
		{"Sec-Fetch-Site": {"cross-site"}}, {"Sec-Fetch-Site": {"same-site"}}, {"Origin": {"https://evil.example"}}, {"Origin": {"null"}},
	} {
		for _, path := range []string{"/admin/sources/read", "/admin/sign-out", "/admin/sign-in", "/admin/sources"} {
			r := a.request(http.MethodPost, path, strings.NewReader("all=1"))
			r.Header = header.Clone()
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			a.do(r).wants(t, http.StatusForbidden, "another site")
		}
	}
	if a.ingester.started != 0 || a.session() == nil {
		t.Error("something was done for another site")
	}
	r := a.request(http.MethodPost, "/admin/sources/read", strings.NewReader("all=1"))
	r.Header = http.Header{"Sec-Fetch-Site": {"same-origin"}, "Content-Type": {"application/x-www-form-urlencoded"}}
	a.do(r).wants(t, http.StatusSeeOther)
}

func TestSecureCookies(t *testing.T) {
	behindProxy := func(c *Config) { c.BaseURL = "https://archive.example" }
	a := newAdminSite(t, behindProxy)
	r := a.request(http.MethodPost, "/admin/sign-in", strings.NewReader(url.Values{"token": {a.link()}}.Encode()))
	r.Header = http.Header{
		"Content-Type": {"application/x-www-form-urlencoded"},
		"Origin":       {"https://archive.example"}, // and Host is what the proxy made it
	}
	got := a.do(r)
	if cookie := got.Header.Get("Set-Cookie"); got.StatusCode != http.StatusSeeOther || !strings.Contains(cookie, "Secure") {
		t.Errorf("%s, cookie %q", got.Status, cookie)
	}

	a = newAdminSite(t)
	r = a.request(http.MethodPost, "/admin/sign-in", strings.NewReader(url.Values{"token": {a.link()}}.Encode()))
	r.Header = http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "X-Forwarded-Proto": {"https"}}
	if cookie := a.do(r).Header.Get("Set-Cookie"); !strings.Contains(cookie, "Secure") {
		t.Errorf("behind a proxy that speaks https: cookie %q", cookie)
	}
}

func TestNoAdminWithoutRecords(t *testing.T) {
	a := newAdminSite(t, func(c *Config) { c.Admin = AdminConfig{} })
	a.get("/admin/sign-in").wants(t, http.StatusNotFound)
}

func TestAddressOf(t *testing.T) {
	tests := []struct {
		name, remote string
		base         string
		forwarded    []string
		want         string
	}{
		{"a visitor", "192.0.2.7:4711", "https://archive.example", nil, "192.0.2.7"},
		{"a visitor who pretends", "192.0.2.7:4711", "https://archive.example", []string{"198.51.100.1"}, "192.0.2.7"},
		{"this machine, without a proxy", "127.0.0.1:4711", "", []string{"198.51.100.1"}, "127.0.0.1"},
		{"behind a proxy on this machine", "127.0.0.1:4711", "https://archive.example", []string{"203.0.113.9, 198.51.100.1"}, "198.51.100.1"},
		{"two headers", "127.0.0.1:4711", "https://archive.example", []string{"203.0.113.9", "198.51.100.1"}, "198.51.100.1"},
		{"a proxy that says nonsense", "127.0.0.1:4711", "https://archive.example", []string{"unknown"}, "127.0.0.1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodPost, "/admin/sign-in", nil)
			r.RemoteAddr = test.remote
			for _, value := range test.forwarded {
				r.Header.Add("X-Forwarded-For", value)
			}
			s := &Server{Config: Config{BaseURL: test.base}}
			if got, err := s.addressOf(r); err != nil || got != test.want {
				t.Errorf("addressOf = %q, %v, want %q", got, err, test.want)
			}
		})
	}
}
