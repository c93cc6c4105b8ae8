package web

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"

	"communique/assets"
	"communique/internal/archive"
)

// healthy answers as long as the process does.
func (s *Server) healthy(w http.ResponseWriter, _ *http.Request) {
	plain(w, http.StatusOK, "ok\n")
}

// ready answers 200 when the records answer and there is an index to ask.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	sequence, err := s.Records.Sequence(r.Context())
	switch {
	case err != nil:
		s.Log.ErrorContext(r.Context(), "not ready: the records do not answer", "error", err)
		plain(w, http.StatusServiceUnavailable, "the records do not answer\n")
	case !s.Search.Ready():
		plain(w, http.StatusServiceUnavailable, "the index is being built\n")
	default:
		plain(w, http.StatusOK, fmt.Sprintf("ready: searchable to change %d of %d\n", s.Search.Sequence(), sequence))
	}
}

func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	// The client may be gone; there is nobody left to tell.
	_, _ = w.Write([]byte(text))
}

// robots keeps crawlers out of the endless space of searches.
func (s *Server) robots(w http.ResponseWriter, r *http.Request) error {
	body := "User-agent: *\nDisallow: /search\nDisallow: /admin\nDisallow: /api/\n\nSitemap: " + s.base(r) + "/sitemap.xml\n"
	return s.send(w, r, http.StatusOK, "text/plain; charset=utf-8", []byte(body))
}

// sitemapLimit is how many addresses one sitemap may hold by its protocol.
const sitemapLimit = 50000

type sitemapURL struct {
	Location string `xml:"loc"`
	Changed  string `xml:"lastmod,omitempty"`
}

type sitemapFile struct {
	XMLName xml.Name
	URLs    []sitemapURL `xml:"url"`
	Maps    []sitemapURL `xml:"sitemap"`
}

// sitemap lists every page for crawlers; where they are too many for one
// file, it lists the files, which are its numbered pages.
func (s *Server) sitemap(w http.ResponseWriter, r *http.Request) error {
	held, err := s.holdings.current(r.Context())
	if err != nil {
		return err
	}
	base := s.base(r)
	file := sitemapOf(addresses(held, base), base, sitemapLimit, r.URL.Query().Get("page"))
	var body bytes.Buffer
	body.WriteString(xml.Header)
	if err := xml.NewEncoder(&body).Encode(file); err != nil {
		return fmt.Errorf("sitemap: %w", err)
	}
	return s.send(w, r, http.StatusOK, "application/xml; charset=utf-8", body.Bytes())
}

// sitemapOf is all addresses, or the given page of them, or the list of pages.
func sitemapOf(all []sitemapURL, base string, limit int, page string) sitemapFile {
	const space = "http://www.sitemaps.org/schemas/sitemap/0.9"
	n, err := strconv.Atoi(page)
	if err == nil && n > 0 {
		p := part(len(all), limit, n)
		return sitemapFile{XMLName: xml.Name{Space: space, Local: "urlset"}, URLs: all[p.from:p.to]}
	}
	if len(all) <= limit {
		return sitemapFile{XMLName: xml.Name{Space: space, Local: "urlset"}, URLs: all}
	}
	file := sitemapFile{XMLName: xml.Name{Space: space, Local: "sitemapindex"}}
	for i := range part(len(all), limit, 1).pages {
		file.Maps = append(file.Maps, sitemapURL{Location: base + "/sitemap.xml?page=" + strconv.Itoa(i+1)})
	}
	return file
}

// addresses are the pages worth finding: lists, topics and documents.
func addresses(held *catalogue, base string) []sitemapURL {
	var all []sitemapURL
	for _, p := range []string{"/", "/documents", "/countries", "/themes", "/years", "/changes", "/about"} {
		all = append(all, sitemapURL{Location: base + p})
	}
	for _, topic := range []struct {
		groups map[string][]int
		path   func(string) string
	}{{held.countries, countryPath}, {held.themes, themePath}, {held.years, yearPath}} {
		for _, key := range alphabetical(topic.groups, topic.path) {
			all = append(all, sitemapURL{Location: base + topic.path(key)})
		}
	}
	for i := range held.all {
		d := &held.all[i]
		u := sitemapURL{Location: archive.DocumentURL(base, d.Slug)}
		if !d.Changed.IsZero() {
			u.Changed = machineTime(d.Changed)
		}
		all = append(all, u)
	}
	return all
}

// openSearch lets browsers offer the archive as a search engine.
func (s *Server) openSearch(w http.ResponseWriter, r *http.Request) error {
	type address struct {
		Type     string `xml:"type,attr"`
		Template string `xml:"template,attr"`
	}
	base := s.base(r)
	description := struct {
		XMLName     xml.Name  `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
		ShortName   string    `xml:"ShortName"`
		Description string    `xml:"Description"`
		Encoding    string    `xml:"InputEncoding"`
		Image       string    `xml:"Image"`
		URLs        []address `xml:"Url"`
	}{
		ShortName: "Communiqué", Description: "An archive of ministerial communiqués", Encoding: "UTF-8",
		Image: base + "/favicon.ico",
		URLs:  []address{{"text/html", base + "/search?q={searchTerms}"}, {"application/json", base + "/search.json?q={searchTerms}"}},
	}
	body, err := xml.MarshalIndent(description, "", " ")
	if err != nil {
		return fmt.Errorf("opensearch description: %w", err)
	}
	return s.send(w, r, http.StatusOK, "application/opensearchdescription+xml; charset=utf-8", append([]byte(xml.Header), body...))
}

// favicon answers browsers that ask for the icon without reading the page.
func (s *Server) favicon(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "public, max-age=86400")
	return s.sendAsset(w, r, "favicon.ico")
}

// asset answers with an asset; one that is asked for with its fingerprint can
// be kept for good.
func (s *Server) asset(w http.ResponseWriter, r *http.Request) error {
	name := pathValue(r, "name")
	if held := assets.Fingerprint(name); held != "" && r.URL.Query().Get("v") == held {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	return s.sendAsset(w, r, name)
}

func (s *Server) sendAsset(w http.ResponseWriter, r *http.Request, name string) error {
	data, err := fs.ReadFile(assets.FS, path.Base("/"+name))
	if err != nil {
		w.Header().Del("Cache-Control")
		return fmt.Errorf("asset %q: %w", name, archive.ErrNotFound)
	}
	return s.send(w, r, http.StatusOK, mediaTypeOf(name), data)
}

// mediaTypeOf does not ask the system, whose tables differ.
func mediaTypeOf(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".ico":
		return "image/x-icon"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}
