package web

import (
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/go-chi/httprate"
)

// Bounds on tries to sign in. Those of one address protect the password; the
// one on failures from everywhere protects it from many addresses at once. The
// one-time link still works then, so that nobody can lock the admin out.
const (
	triesPerAddress = 5 // a minute
	failuresInAll   = 60
	failureWindow   = 10 * time.Minute
)

// byAddress lets each address try so many times a minute.
func (s *Server) byAddress(tries int, refuse http.HandlerFunc) func(http.Handler) http.Handler {
	return httprate.LimitBy(tries, time.Minute, s.addressOf, httprate.WithLimitHandler(refuse),
		httprate.WithResponseHeaders(httprate.ResponseHeaders{RetryAfter: "Retry-After"}))
}

// addressOf is the address a request came from. Where the site stands behind a
// proxy, which its own address (BaseURL) says, one on this machine or in a
// private network is believed when it names whom it serves, the last it
// appended; anybody else could say anything.
func (s *Server) addressOf(r *http.Request) (string, error) {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if ip := net.ParseIP(host); s.BaseURL != "" && ip != nil && (ip.IsLoopback() || ip.IsPrivate()) {
		hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if last := strings.TrimSpace(hops[len(hops)-1]); net.ParseIP(last) != nil {
			host = last
		}
	}
	return httprate.CanonicalizeIP(host), nil
}

// attempts lets one try be judged at a time, which bounds the memory that
// hashing takes, and counts failures in windows of failureWindow.
type attempts struct {
	mu     sync.Mutex
	window time.Time // when the current window began
	failed int
}

// try runs judge, unless there were too many failures: then it says how long
// to wait. Failures of judge itself count as none.
func (a *attempts) try(now time.Time, judge func() (bool, error)) (ok bool, wait time.Duration, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if now.Sub(a.window) >= failureWindow {
		a.window, a.failed = now, 0
	}
	if a.failed >= failuresInAll {
		return false, a.window.Add(failureWindow).Sub(now), nil
	}
	ok, err = judge()
	if !ok && err == nil {
		a.failed++
	}
	return ok, 0, err
}
