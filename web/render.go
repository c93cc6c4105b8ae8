package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"communique/assets"
	"communique/web/components"
)

// page is the frame of a page: its title without the site's name, and one
// sentence that describes it.
func (s *Server) page(r *http.Request, title, description string) components.PageView {
	base := s.base(r)
	return components.PageView{
		Title:       title,
		Description: description,
		Canonical:   base + r.URL.EscapedPath(),
		Site:        base,
		Sequence:    number(s.Search.Sequence()),
		Admin:       s.Admin.Records != nil,
		Stylesheet:  assets.Path("site.css"),
		Script:      assets.Path("site.js"),
		Icon:        assets.Path("favicon.svg"),
	}
}

// render writes a page: whole into a buffer first, so that one that fails
// half-way is never sent, then with a tag that saves sending it twice.
func (s *Server) render(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	var body bytes.Buffer
	if err := page.Render(r.Context(), &body); err != nil {
		return fmt.Errorf("render %s: %w", r.URL.Path, err)
	}
	return s.send(w, r, status, "text/html; charset=utf-8", body.Bytes())
}

// send writes a whole body. Answers with status 200 carry a weak tag (they
// may go out compressed or not) and are asked after each time.
func (s *Server) send(w http.ResponseWriter, r *http.Request, status int, mediaType string, body []byte) error {
	h := w.Header()
	h.Set("Content-Type", mediaType)
	if status == http.StatusOK {
		sum := sha256.Sum256(body)
		tag := `W/"` + hex.EncodeToString(sum[:12]) + `"`
		h.Set("ETag", tag)
		if h.Get("Cache-Control") == "" {
			h.Set("Cache-Control", "no-cache")
		}
		if tagMatches(r.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		// The client may be gone by now; the status is written, nothing can be mended.
		_, _ = w.Write(body)
	}
	return nil
}

// tagMatches reports whether the list of tags that a client holds names tag.
func tagMatches(held, tag string) bool {
	for t := range strings.SplitSeq(held, ",") {
		t = strings.TrimSpace(t)
		if t == "*" || strings.TrimPrefix(t, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// pathValue is the value of a route's parameter, unescaped.
func pathValue(r *http.Request, name string) string {
	value := chi.URLParam(r, name)
	if r.URL.RawPath == "" { // the router read the path that is already unescaped
		return value
	}
	if unescaped, err := url.PathUnescape(value); err == nil {
		return unescaped
	}
	return value
}

// pageNumber is the page that r asks for, from 1; nonsense is the first.
func pageNumber(r *http.Request) int {
	n, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil || n < 1 {
		return 1
	}
	return n
}

// number is n as English prints it: "1,204".
func number[N int | int64](n N) string {
	return message.NewPrinter(language.English).Sprintf("%d", n)
}

// counted is n with the right form of a word: "1 paragraph", "2 paragraphs".
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}
