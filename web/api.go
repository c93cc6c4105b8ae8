package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// apiPath is where the API stands. Its version changes when an answer loses
// something or means something else, not when it gains something.
const apiPath = "/api/v1"

const apiDescription = `Everything this archive shows, as JSON: read only, without a key.

Addresses in answers are absolute. Lists are never null; a value that a source does not say is. ` + "`sequence`" + ` is how far in the
archive's change log an answer reaches: a smaller number is an older state. Answers carry an ETag that changes with it. Errors are
problem details (RFC 9457) with a sentence that says what to do. Unknown parameters are ignored.

Beside the page of each document and paragraph, at the address that answers give as ` + "`url`" + `, stand its citations: put ` + "`.ris`, `.bib` or `.csl.json`" + ` behind it.`

// apiRoutes are the API and its description.
func (s *Server) apiRoutes(r chi.Router) {
	s.api = chi.NewRouter()
	s.api.Use(atMost(wholeDocuments), middleware.GetHead, openToAll, s.withBase)
	s.api.NotFound(s.noOperation)
	s.api.MethodNotAllowed(s.onlyGet)
	s.api.Get("/openapi.json", s.handle(describe(s.newAPI(s.api))))
	r.Mount(apiPath, s.api)
}

// newAPI registers every operation on r.
func (s *Server) newAPI(r chi.Router) *huma.OpenAPI {
	config := huma.Config{
		OpenAPI: &huma.OpenAPI{
			Info:    &huma.Info{Title: "Communiqué", Version: orUnknown(s.Version), Description: apiDescription},
			Servers: []*huma.Server{{URL: apiPath}},
		},
		DocsPath:      "", // the page that comes with it loads scripts from another site
		Formats:       map[string]huma.Format{"application/json": {Marshal: encodeJSON}},
		DefaultFormat: "application/json",
		Transformers:  []huma.Transformer{explainProblem},
	}
	config.AllowAdditionalPropertiesByDefault = true            // answers may gain keys
	config.Formats["json"] = config.Formats["application/json"] // for media types that end in +json
	api := humachi.New(r, config)
	found, recorded := s.tagged(s.indexSequence), s.tagged(s.Records.Sequence)
	huma.Register(api, found(searchOperation), s.apiSearch)
	huma.Register(api, recorded(documentsOperation), s.apiDocuments)
	huma.Register(api, recorded(documentOperation), s.apiDocument)
	huma.Register(api, recorded(paragraphOperation), s.apiParagraph)
	addExamples(api.OpenAPI())
	describeGone(api.OpenAPI())
	return api.OpenAPI()
}

// describe answers with the API's description.
func describe(description *huma.OpenAPI) func(http.ResponseWriter, *http.Request) error {
	var body bytes.Buffer
	err := encodeJSON(&body, description)
	return func(w http.ResponseWriter, _ *http.Request) error {
		if err != nil {
			return fmt.Errorf("describe the API: %w", err)
		}
		w.Header().Set("Content-Type", "application/openapi+json; charset=utf-8")
		w.Header().Set("Cache-Control", "no-cache")
		// The client may be gone; there is nobody left to tell.
		_, _ = w.Write(body.Bytes())
		return nil
	}
}

// searchJSON, documentJSON and paragraphJSON answer the .json addresses of
// pages with what the API answers: there is one way to each of them.
func (s *Server) searchJSON(w http.ResponseWriter, r *http.Request) error {
	return s.asAPI(w, r, "/search")
}

func (s *Server) documentJSON(w http.ResponseWriter, r *http.Request) error {
	return s.asAPI(w, r, "/documents/"+url.PathEscape(pathValue(r, "slug")))
}

func (s *Server) paragraphJSON(w http.ResponseWriter, r *http.Request) error {
	return s.asAPI(w, r, "/paragraphs/"+url.PathEscape(pathValue(r, "id")))
}

// asAPI has the API answer r as though it had been asked for path, which is
// escaped.
func (s *Server) asAPI(w http.ResponseWriter, r *http.Request, path string) error {
	plain, err := url.PathUnescape(path)
	if err != nil {
		return fmt.Errorf("address %q: %w", path, err)
	}
	// Without a route of its own the API's router would go on in that of the page.
	r = r.Clone(context.WithValue(r.Context(), chi.RouteCtxKey, (*chi.Context)(nil)))
	r.URL.Path, r.URL.RawPath = plain, path
	s.api.ServeHTTP(w, r)
	return nil
}

// openToAll lets pages of other sites read the API: it shows nothing that is
// not public, and takes no cookies.
func openToAll(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Expose-Headers", "ETag")
		next.ServeHTTP(w, r)
	})
}

// baseKey is where the address of the site stands in a request's context.
type baseKey struct{}

// withBase hands operations the address of the site for the links they print.
func (s *Server) withBase(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), baseKey{}, s.base(r))))
	})
}

// baseOf is the address of the site that withBase put into ctx.
func baseOf(ctx context.Context) string {
	base, _ := ctx.Value(baseKey{}).(string)
	return base
}

func orUnknown(version string) string {
	if version == "" {
		return "unknown"
	}
	return version
}

// encodeJSON writes v without escaping <, > and &: a client that parses JSON
// needs none of it, and <mark> stays legible.
func encodeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
