package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"communique/internal/archive"
	"communique/web/components"
)

// signInPage asks for the password; with a token in its address it asks to
// confirm. Opening a one-time link does not use it up: programs that preview
// links open them too.
func (a *admin) signInPage(w http.ResponseWriter, r *http.Request) error {
	signed, err := a.signedIn(r)
	if err != nil {
		return err
	}
	token := r.URL.Query().Get("token")
	if signed && token == "" {
		http.Redirect(w, r, sourcesPath, http.StatusSeeOther)
		return nil
	}
	return a.renderSignIn(w, r, http.StatusOK, components.SignInView{Token: token})
}

func (a *admin) renderSignIn(w http.ResponseWriter, r *http.Request, status int, view components.SignInView) error {
	w.Header().Set("Referrer-Policy", "no-referrer") // the address may hold a token
	view.Page = a.page(r, "Sign in", "Sign in to look after the sources of this archive.")
	view.Page.NoIndex, view.Page.Canonical = true, ""
	return a.render(w, r, status, components.SignIn(view))
}

// signIn takes a password or a one-time token.
func (a *admin) signIn(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fmt.Errorf("sign in: %w", errors.Join(err, archive.ErrInvalid))
	}
	if token := r.PostForm.Get("token"); token != "" {
		return a.signInByToken(w, r, token)
	}
	ok, wait, err := a.attempts.try(a.config.Now(), func() (bool, error) {
		return a.rightPassword(r.Context(), r.PostForm.Get("password"))
	})
	switch {
	case err != nil:
		return err
	case wait > 0:
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
		a.tooManyFailures(w, r, wait)
		return nil
	case !ok:
		return a.refuse(w, r, "wrong password", components.SignInView{WrongPassword: true})
	}
	return a.welcome(w, r, "by password")
}

// signInByToken uses a one-time link up.
func (a *admin) signInByToken(w http.ResponseWriter, r *http.Request, token string) error {
	ok := looksLikeToken(token)
	if ok {
		var err error
		if ok, err = a.config.Records.UseSignInToken(r.Context(), hashToken(token), a.config.Now()); err != nil {
			return fmt.Errorf("use a sign-in link: %w", err)
		}
	}
	if !ok {
		return a.refuse(w, r, "a link that does not work", components.SignInView{WrongToken: true})
	}
	return a.welcome(w, r, "by one-time link")
}

// welcome signs the admin in.
func (a *admin) welcome(w http.ResponseWriter, r *http.Request, how string) error {
	if err := a.auditSignIn(r, actor, "sign-in", how); err != nil {
		return err
	}
	if err := a.begin(w, r); err != nil {
		return err
	}
	http.Redirect(w, r, sourcesPath, http.StatusSeeOther)
	return nil
}

// refuse says that a try failed, in the same words whatever the cause.
func (a *admin) refuse(w http.ResponseWriter, r *http.Request, how string, view components.SignInView) error {
	if err := a.auditSignIn(r, "somebody", "sign-in failed", how); err != nil {
		return err
	}
	return a.renderSignIn(w, r, http.StatusForbidden, view)
}

func (a *admin) auditSignIn(r *http.Request, who, action, how string) error {
	from, _ := a.addressOf(r) // it has no error of its own
	if err := a.config.Records.Audit(r.Context(), who, action, "", how+", from "+from); err != nil {
		return fmt.Errorf("record %s: %w", action, err)
	}
	return nil
}

// tooManyFailures refuses a password while there is a pause for everybody.
func (a *admin) tooManyFailures(w http.ResponseWriter, r *http.Request, wait time.Duration) {
	a.sayFailure(w, r, failure{http.StatusTooManyRequests, "Too many wrong passwords",
		fmt.Sprintf("Passwords are not taken for the next %s. A one-time link from the server still works.",
			counted(int(math.Ceil(wait.Minutes())), "minute", "minutes"))})
}

// signOut ends the session.
func (a *admin) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := a.end(w, r); err != nil {
		return err
	}
	if err := a.auditSignIn(r, actor, "sign-out", "by form"); err != nil {
		return err
	}
	http.Redirect(w, r, SignInPath, http.StatusSeeOther)
	return nil
}

// nobody is a hash that no password matches as far as anybody knows: where
// none is set, a try costs the same time as where one is.
var nobody = sync.OnceValue(func() passwordHash {
	salt := make([]byte, saltSize)
	return passwordHash{cost: cost, salt: salt, key: make([]byte, keySize)}
})

// rightPassword judges a password. A right one whose hash is cheaper than what
// we make now gets a new hash.
func (a *admin) rightPassword(ctx context.Context, password string) (bool, error) {
	if len(password) > maxPassword {
		return false, nil
	}
	stored, err := a.config.Records.Password(ctx)
	if errors.Is(err, archive.ErrNotFound) {
		nobody().matches(password)
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("read the password: %w", err)
	}
	hash, err := parsePasswordHash(stored)
	if err != nil {
		return false, err
	}
	if !hash.matches(password) {
		return false, nil
	}
	if hash.cost != cost {
		a.rehash(ctx, password)
	}
	return true, nil
}

// rehash renews the stored hash. That it fails is no reason to refuse a right
// password: the next sign-in tries again.
func (a *admin) rehash(ctx context.Context, password string) {
	hash, err := HashPassword(password)
	if err == nil {
		err = a.config.Records.SetPassword(ctx, hash)
	}
	if err == nil {
		err = a.config.Records.Audit(ctx, actor, "set password", "", "same password, hashed anew")
	}
	if err != nil {
		a.Log.WarnContext(ctx, "the password hash was not renewed", slog.Any("error", err))
	}
}
