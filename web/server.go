// Package web is the archive's site: public pages, the API and the pages of
// the admin. It renders what the records and the index hold, and reaches both
// through small interfaces of its own.
package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/klauspost/compress/gzhttp"
	"github.com/prometheus/client_golang/prometheus"

	"communique/internal/archive"
	"communique/internal/search"
	"communique/internal/thesaurus"
)

// Records is what the public pages read of the store. Errors wrap
// archive.ErrNotFound and archive.ErrGone.
type Records interface {
	// Sequence is the head of the change log, 0 for an empty archive.
	Sequence(ctx context.Context) (int64, error)
	// Summaries are those of all documents, newest date first and undated
	// last, with the sequence they stand for.
	Summaries(ctx context.Context) ([]archive.Summary, int64, error)
	// Document is the document of slug, with all its text.
	Document(ctx context.Context, slug string) (archive.Document, error)
	// DocumentsOfSource are the documents of one source in their order.
	DocumentsOfSource(ctx context.Context, name string) ([]archive.Document, error)
	// WithheldOfSource are the notices of withheld pages in one source.
	WithheldOfSource(ctx context.Context, name string) ([]archive.Withheld, error)
	// Corrections are what admins say of a document against what was read, as far
	// as it holds, in the order it was said.
	Corrections(ctx context.Context, slug string) ([]archive.Correction, error)
	// AppliedSets are the newest applied change sets that tell a reader
	// something, newest first: not those that read the same bytes better.
	AppliedSets(ctx context.Context, limit int) ([]archive.ChangeSet, error)
	// ChangeSet is one change set, in whatever state.
	ChangeSet(ctx context.Context, id int64) (archive.ChangeSet, error)
	// Paragraph is a paragraph with what became of it; a removed one is no error.
	Paragraph(ctx context.Context, id string) (archive.ParagraphRecord, error)
	// FurnitureOfSource is what is set aside in the capture that a source was last
	// read from.
	FurnitureOfSource(ctx context.Context, name string) ([]archive.Furniture, error)
	// Captures are those of a source, newest first, and not public ones too.
	Captures(ctx context.Context, name string) ([]archive.Capture, error)
	// PublicCapture is the capture of a hash, where anybody may have it.
	PublicCapture(ctx context.Context, sha256 string) (archive.Capture, error)
	// SourceBytes are the bytes of a capture, public or not.
	SourceBytes(ctx context.Context, sha256 string) ([]byte, error)
}

// SourceLines reads captures again; *ingest.Lines does. That may take longer than
// a reader waits.
type SourceLines interface {
	Lines(ctx context.Context, name, sha256 string) ([]archive.SourceLine, error)
}

// Searcher answers searches; *search.Index does.
type Searcher interface {
	Search(ctx context.Context, request search.Request) (search.Results, error)
	// Sequence is how far in the change log the answers reach.
	Sequence() int64
	// Ready reports whether there is an index to ask.
	Ready() bool
}

// Config is what a Server needs. Records, Search and Thesaurus are required.
type Config struct {
	Records   Records
	Search    Searcher
	Thesaurus *thesaurus.Thesaurus
	Lines     SourceLines          // no lines of sources are shown where nil
	Log       *slog.Logger         // slog.Default where nil
	BaseURL   string               // "https://archive.example"; taken from each request where empty
	Version   string               // of the program, shown in the API's description
	Metrics   *prometheus.Registry // a new one where nil
	Admin     AdminConfig
}

// Server is the site. Its Handler is safe for concurrent use.
type Server struct {
	Config
	holdings *holdings
	now      func() time.Time
	outlines outlines
	metrics  *metrics
	api      chi.Router // answers under /api/v1, and for the .json addresses of pages; see apiRoutes
	handler  http.Handler
}

// Bounds of one request to a public page.
const (
	publicTimeout = 20 * time.Second
	// wholeDocuments is how many requests may hold a document with all its text
	// at once: the longest take tens of megabytes each.
	wholeDocuments = 8
	// wholeFiles is how many files may be sent at once, each up to the largest
	// that is read.
	wholeFiles = 4
	// sendingTimeout bounds how long a client may take over the body of any
	// request; uploads have a bound of their own.
	sendingTimeout = 30 * time.Second
	publicBody     = 64 << 10 // bytes; public pages read no bodies
)

// New makes the site, or says which part of the configuration is missing.
func New(c Config) (*Server, error) {
	if c.Records == nil || c.Search == nil || c.Thesaurus == nil {
		return nil, fmt.Errorf("web: records, search and thesaurus are required: %w", archive.ErrInvalid)
	}
	base, err := cleanBaseURL(c.BaseURL)
	if err != nil {
		return nil, err
	}
	c.BaseURL = base
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Metrics == nil {
		c.Metrics = prometheus.NewRegistry()
	}
	s := &Server{Config: c, holdings: &holdings{records: c.Records, now: time.Now}, now: time.Now}
	if s.metrics, err = newMetrics(c.Metrics, c.Search.Sequence); err != nil {
		return nil, fmt.Errorf("web: metrics: %w", err)
	}
	s.handler = s.routes()
	return s, nil
}

// Handler answers every request to the site.
func (s *Server) Handler() http.Handler { return s.handler }

// routes holds every route of the site, and what stands before them.
func (s *Server) routes() chi.Router {
	r := chi.NewRouter()
	r.Use(s.observe, s.recoverPanics, limitSending(sendingTimeout), securityHeaders, withoutTrailingSlash, middleware.GetHead)
	r.NotFound(s.handle(s.noPage))
	r.MethodNotAllowed(s.methodNotAllowed(r))

	r.Get("/healthz", s.healthy)
	r.Get("/readyz", s.ready)
	r.Method(http.MethodGet, "/metrics", s.metrics.handler())

	r.Group(func(r chi.Router) {
		r.Use(compressed, limitTime(publicTimeout), limitBody(publicBody))
		s.publicRoutes(r)
		s.apiRoutes(r)
	})
	r.Group(func(r chi.Router) { // bytes go out as they are: never packed
		r.Use(limitTime(publicTimeout), limitBody(publicBody), atMost(wholeFiles))
		r.Get("/sources/{sha256}", s.handle(s.sourceFile))
	})
	s.adminRoutes(r)
	return r
}

// publicRoutes are the pages for readers and the files that go with them.
func (s *Server) publicRoutes(r chi.Router) {
	r.Get("/", s.handle(s.homePage))
	r.Get("/search", s.handle(s.searchPage))
	r.Get("/search.json", s.handle(s.searchJSON))
	r.Get("/documents", s.handle(s.documentsPage))
	whole := r.With(atMost(wholeDocuments))
	whole.Get("/d/{slug}", s.handle(s.documentPage))
	whole.Get("/d/{slug}.txt", s.handle(s.documentText))
	whole.Get("/d/{slug}.md", s.handle(s.documentMarkdown))
	whole.Get("/d/{slug}.json", s.handle(s.documentJSON))
	for _, form := range citationForms {
		whole.Get("/d/{slug}"+form.end, s.handle(s.documentCitation(form)))
		whole.Get("/p/{id}"+form.end, s.handle(s.paragraphCitation(form)))
	}
	whole.Get("/d/{slug}/source", s.handle(s.sourcePage))
	whole.Get("/p/{id}", s.handle(s.paragraphPage))
	whole.Get("/p/{id}.json", s.handle(s.paragraphJSON))

	r.Get("/countries", s.handle(s.countriesPage))
	r.Get("/countries/{code}", s.handle(s.countryPage))
	r.Get("/themes", s.handle(s.themesPage))
	r.Get("/themes/{id}", s.handle(s.themePage))
	r.Get("/years", s.handle(s.yearsPage))
	r.Get("/years/{year}", s.handle(s.yearPage))
	r.Get("/changes", s.handle(s.changesPage))
	r.Get("/changes.atom", s.handle(s.changesFeed))
	r.Get("/changes/{id}", s.handle(s.changePage))
	r.Get("/about", s.handle(s.aboutPage))

	r.Get("/robots.txt", s.handle(s.robots))
	r.Get("/sitemap.xml", s.handle(s.sitemap))
	r.Get("/opensearch.xml", s.handle(s.openSearch))
	r.Get("/favicon.ico", s.handle(s.favicon))
	r.Get("/assets/{name}", s.handle(s.asset))
}

// compressed sends large answers in gzip to those who take it.
func compressed(next http.Handler) http.Handler { return gzhttp.GzipHandler(next) }

// cleanBaseURL checks the site's address and takes off its last slash.
func cleanBaseURL(base string) (string, error) {
	if base == "" {
		return "", nil
	}
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("web: address of the site %q is not of the form https://archive.example: %w", base, archive.ErrInvalid)
	}
	return strings.TrimRight(base, "/"), nil
}

// base is the site's address as this request should print it, without a
// slash at its end.
func (s *Server) base(r *http.Request) string {
	if s.BaseURL != "" {
		return s.BaseURL
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
