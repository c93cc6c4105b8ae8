package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/go-chi/chi/v5"

	"communique/internal/archive"
	"communique/web/components"
)

// AdminRecords is what the admin's pages read and write of the store.
type AdminRecords interface {
	SignInRecords
	// SourceRecords are all sources, by name.
	SourceRecords(ctx context.Context) ([]archive.SourceRecord, error)
	// SourceReading is what stands of the newest reading of a source, or
	// archive.ErrNotFound.
	SourceReading(ctx context.Context, name string) (archive.SourceReading, error)
	// Runs are at most limit runs, the newest first.
	Runs(ctx context.Context, limit int) ([]archive.Run, error)
	// Run is one run with its outcomes, or archive.ErrNotFound.
	Run(ctx context.Context, id int64) (archive.Run, error)
	// AuditEntries are at most limit writes to the archive, the newest first.
	AuditEntries(ctx context.Context, limit int) ([]archive.AuditEntry, error)
}

// SignInRecords is what signing in reads and writes of the store.
type SignInRecords interface {
	// Password is the hash of the admin's password, or archive.ErrNotFound.
	Password(ctx context.Context) (hash string, err error)
	SetPassword(ctx context.Context, hash string) error
	// UseSignInToken takes the token with that hash, and reports whether it
	// was there, unused and not expired.
	UseSignInToken(ctx context.Context, hash string, now time.Time) (bool, error)
	// ChangeSets are the newest change sets, newest first; ChangeSet is one, or
	// archive.ErrNotFound.
	ChangeSets(ctx context.Context, limit int) ([]archive.ChangeSet, error)
	ChangeSet(ctx context.Context, id int64) (archive.ChangeSet, error)
	// SourceChanges calls visit for what a set does to each of its sources, with
	// the documents that it changes or removes as they were.
	SourceChanges(ctx context.Context, set int64, visit func(archive.SourceChange, []archive.Document) error) error
	// Audit records who did what to what.
	Audit(ctx context.Context, actor, action, object, detail string) error
}

// Ingester does runs in the background.
type Ingester interface {
	// Start begins a run over uploads, the named sources, or all of them, and
	// returns its id. The run outlives ctx. It says archive.ErrBusy while
	// another run is going on, archive.ErrNotFound for a source not known.
	Start(ctx context.Context, actor string, uploads []archive.Upload, reread []string, all bool, decision archive.Decision) (run int64, err error)
	// Apply applies a change set that waits, Discard gives one up, Revert takes an
	// applied one back as a new one. They say archive.ErrBusy while a run is going
	// on, and archive.ErrConflict where something stands in the way.
	Apply(ctx context.Context, set int64, by, reason string) error
	Discard(ctx context.Context, set int64, by, reason string) error
	Revert(ctx context.Context, set int64, by, reason string) (revert int64, err error)
	// Correct lays a correction over a document, or lifts one, as a change set that
	// is applied, or waits where it would touch more than that document. It says
	// archive.ErrInvalid, ErrConflict or ErrBusy, and what stands in the way.
	Correct(ctx context.Context, actor string, asked archive.Amendment) (archive.ChangeSet, error)
	// Progress calls f at once with how far the run has come, and then at each
	// step, until the run ends, ctx does, or f fails; it returns f's error. For
	// a run that is not going on here it returns without a call, or with one
	// that says so. A run's record is complete before its end is told.
	Progress(ctx context.Context, run int64, f func(archive.Progress) error) error
}

// AdminConfig is what the admin's pages need. Without Records there are none.
type AdminConfig struct {
	Records   AdminRecords
	Ingester  Ingester
	Sessions  scs.Store
	Now       func() time.Time // time.Now where nil
	MaxFile   int64            // bytes of one uploaded file; 64 MiB where 0
	MaxUpload int64            // bytes of one upload, all files; twice MaxFile where 0
}

// Bounds of one request to the admin's pages; uploads have their own.
const (
	adminTimeout = 30 * time.Second
	adminBody    = 1 << 20 // bytes: the names of many sources chosen at once
)

// actor is who the admin's pages act for in the records.
const actor = "admin"

// admin is the admin's part of the site.
type admin struct {
	*Server
	config    AdminConfig
	sessions  *scs.SessionManager
	attempts  attempts
	uploading sync.Mutex // one upload at a time is held in memory
}

// newAdmin completes the configuration of the admin's pages.
func newAdmin(s *Server) *admin {
	a := &admin{Server: s, config: s.Admin}
	if a.config.Now == nil {
		a.config.Now = time.Now
	}
	if a.config.MaxFile == 0 {
		a.config.MaxFile = 64 << 20
	}
	if a.config.MaxUpload == 0 {
		a.config.MaxUpload = 2 * a.config.MaxFile
	}
	a.sessions = newSessions(a.config.Sessions)
	return a
}

// adminRoutes are the pages of the admin: sign-in, sources, runs, the audit.
func (s *Server) adminRoutes(r chi.Router) {
	if s.Admin.Records == nil {
		return
	}
	a := newAdmin(s)
	r.Route("/admin", func(r chi.Router) {
		r.Use(notKept, a.sameOrigin, a.withSession)
		r.Group(func(r chi.Router) {
			r.Use(compressed, limitTime(adminTimeout), limitBody(adminBody))
			r.Get("/sign-in", s.handle(a.signInPage))
			r.With(s.byAddress(triesPerAddress, a.tooManyTries)).Post("/sign-in", s.handle(a.signIn))
			r.Group(a.pages)
		})
		r.Group(func(r chi.Router) { // these last as long as they last
			r.Use(a.signedInOnly)
			r.Post("/sources", s.handle(a.upload))
			r.Post("/changes/{id}", s.handle(a.decideOnSet))
			r.With(limitBody(adminBody)).Post("/documents/{slug}", s.handle(a.correct))
			r.Get("/runs/{id}/events", s.handle(a.runEvents))
		})
	})
}

// pages are those for who has signed in.
func (a *admin) pages(r chi.Router) {
	r.Use(a.signedInOnly)
	r.Get("/", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, sourcesPath, http.StatusSeeOther) })
	r.Get("/sources", a.handle(a.sourcesPage))
	r.Post("/sources/read", a.handle(a.readAgain))
	r.Get("/source", a.handle(a.sourcePage))
	r.Get("/documents", a.handle(a.findToCorrect))
	r.Get("/documents/{slug}", a.handle(a.correctPage))
	r.Get("/runs", a.handle(a.runsPage))
	r.Get("/runs/{id}", a.handle(a.runPage))
	r.Get("/changes", a.handle(a.changeSetsPage))
	r.Get("/changes/{id}", a.handle(a.changeSetPage))
	r.Get("/audit", a.handle(a.auditPage))
	r.Post("/sign-out", a.handle(a.signOut))
}

// Addresses of the admin's pages.
const (
	sourcesPath = "/admin/sources"
	sourcePath  = "/admin/source"
	runsPath    = "/admin/runs"
	auditPath   = "/admin/audit"
)

// runAddress is where a run is shown.
func runAddress(id int64) string { return fmt.Sprintf("%s/%d", runsPath, id) }

// runName is what a run is called.
func runName(id int64) string { return fmt.Sprintf("Run %d", id) }

// notKept keeps the admin's pages out of every cache and search engine.
func notKept(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Robots-Tag", "noindex")
		next.ServeHTTP(w, r)
	})
}

// sameOrigin refuses posts that another site's page makes a browser send.
func (a *admin) sameOrigin(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	if site, err := url.Parse(a.BaseURL); err == nil && site.Host != "" {
		// Behind a proxy that changes Host the site's own pages look foreign. The
		// address was checked before: it has an origin.
		_ = guard.AddTrustedOrigin(site.Scheme + "://" + site.Host)
	}
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.sayFailure(w, r, failure{http.StatusForbidden, "This was sent from another site",
			"Forms of the administration can be sent from its own pages alone. Nothing was changed. Open the page here and try again."})
	}))
	return guard.Handler(next)
}

// tooManyTries refuses a try to sign in.
func (a *admin) tooManyTries(w http.ResponseWriter, r *http.Request) {
	a.sayFailure(w, r, failure{http.StatusTooManyRequests, "Too many tries to sign in",
		"There is a pause of a minute now. Then the password can be tried again."})
}

// auditPage lists what was written to the archive, by whom.
func (a *admin) auditPage(w http.ResponseWriter, r *http.Request) error {
	entries, err := a.config.Records.AuditEntries(r.Context(), auditShown)
	if err != nil {
		return fmt.Errorf("list the audit: %w", err)
	}
	return a.render(w, r, http.StatusOK, components.Audit(auditView(a.adminPage(r, "Audit", "Every write to the archive: who did what to what."), entries)))
}

// auditShown is the number of audit entries on their page.
const auditShown = 500

// underWay reports whether a run is going on in this process.
func (a *admin) underWay(ctx context.Context, run int64) (archive.Progress, bool) {
	var now archive.Progress
	errSeen := errors.New("seen") // ends the following at the first step
	err := a.config.Ingester.Progress(ctx, run, func(p archive.Progress) error {
		now = p
		return errSeen
	})
	return now, errors.Is(err, errSeen) && !now.Ended
}
