package web

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"communique/internal/archive"
)

// How long the admin stays signed in.
const (
	sessionIdle = 2 * time.Hour
	sessionLife = 12 * time.Hour
	// sessionTouch is how old a session's last sign of life gets before it is
	// written anew: not on every request.
	sessionTouch = time.Minute
)

// Keys of what a session holds.
const (
	signedKey = "signed in" // fingerprint of the password hash at that time
	seenKey   = "seen"      // when it was last written, in Unix seconds
)

// newSessions keeps sessions in store, which never sees a token itself.
func newSessions(store scs.Store) *scs.SessionManager {
	m := scs.New()
	m.Store = store
	m.HashTokenInStore = true
	m.IdleTimeout, m.Lifetime = sessionIdle, sessionLife
	m.Cookie.Name, m.Cookie.Path = "communique_admin", "/admin"
	m.Cookie.HttpOnly, m.Cookie.SameSite = true, http.SameSiteLaxMode
	m.Cookie.Persist = false // gone when the browser closes
	return m
}

// withSession loads the request's session. Unlike the manager's own
// middleware it writes one only where something is to be kept: signing in,
// signing out, and a sign of life once a minute.
func (a *admin) withSession(next http.Handler) http.Handler {
	return a.handle(func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Add("Vary", "Cookie")
		token := ""
		if cookie, err := r.Cookie(a.sessions.Cookie.Name); err == nil {
			token = cookie.Value
		}
		ctx, err := a.sessions.Load(r.Context(), token)
		if err != nil {
			return fmt.Errorf("load the session: %w", err)
		}
		next.ServeHTTP(w, r.WithContext(ctx))
		return nil
	})
}

// signedInOnly sends everybody else to the sign-in page.
func (a *admin) signedInOnly(next http.Handler) http.Handler {
	return a.handle(func(w http.ResponseWriter, r *http.Request) error {
		signed, err := a.signedIn(r)
		if err != nil {
			return err
		}
		if !signed {
			http.Redirect(w, r, SignInPath, http.StatusSeeOther)
			return nil
		}
		if err := a.touch(w, r); err != nil {
			return err
		}
		next.ServeHTTP(w, r)
		return nil
	})
}

// signedIn reports whether r comes from the admin. A new password ends the
// sessions that began under the old one.
func (a *admin) signedIn(r *http.Request) (bool, error) {
	signed := a.sessions.GetString(r.Context(), signedKey)
	if signed == "" {
		return false, nil
	}
	current, err := a.passwordPrint(r)
	return err == nil && signed == current, err
}

// passwordPrint changes with the password; it tells nothing about it.
func (a *admin) passwordPrint(r *http.Request) (string, error) {
	hash, err := a.config.Records.Password(r.Context())
	if err != nil && !errors.Is(err, archive.ErrNotFound) {
		return "", fmt.Errorf("read the password: %w", err)
	}
	sum := sha256.Sum256([]byte("session under " + hash))
	return hex.EncodeToString(sum[:]), nil
}

// begin signs the admin in, under a new token: one that was planted in the
// browser before is worth nothing.
func (a *admin) begin(w http.ResponseWriter, r *http.Request) error {
	signed, err := a.passwordPrint(r)
	if err != nil {
		return err
	}
	if err := a.sessions.RenewToken(r.Context()); err != nil {
		return fmt.Errorf("renew the session: %w", err)
	}
	a.sessions.Put(r.Context(), signedKey, signed)
	return a.keep(w, r)
}

// touch puts off the end of an idle session.
func (a *admin) touch(w http.ResponseWriter, r *http.Request) error {
	if a.config.Now().Unix()-a.sessions.GetInt64(r.Context(), seenKey) < int64(sessionTouch/time.Second) {
		return nil
	}
	return a.keep(w, r)
}

// keep writes the session and its cookie.
func (a *admin) keep(w http.ResponseWriter, r *http.Request) error {
	a.sessions.Put(r.Context(), seenKey, a.config.Now().Unix())
	token, expiry, err := a.sessions.Commit(r.Context())
	if err != nil {
		return fmt.Errorf("keep the session: %w", err)
	}
	a.cookies(r).WriteSessionCookie(r.Context(), w, token, expiry)
	return nil
}

// end signs out.
func (a *admin) end(w http.ResponseWriter, r *http.Request) error {
	if err := a.sessions.Destroy(r.Context()); err != nil {
		return fmt.Errorf("end the session: %w", err)
	}
	a.cookies(r).WriteSessionCookie(r.Context(), w, "", time.Time{})
	return nil
}

// cookies is the manager that writes cookies for r: they are marked as secure
// where the browser reaches the site by https. A proxy's word is enough for
// that: one who made it up would harm nobody else.
func (a *admin) cookies(r *http.Request) *scs.SessionManager {
	secure := r.TLS != nil || strings.HasPrefix(a.BaseURL, "https://") ||
		strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
	if !secure {
		return a.sessions
	}
	m := *a.sessions
	m.Cookie.Secure = true
	return &m
}
