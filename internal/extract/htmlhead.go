package extract

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
)

// What a page says of itself in its head, and nobody sees.

// pageFacts are the descriptions that the head of a page gives.
type pageFacts struct {
	titles      []string // as given, the surest first
	site        string
	date        string // YYYY-MM-DD
	language    string
	address     string
	description string
	issuer      string
	kind        string
	tags        []string
}

// metaFacts are the names under which sites describe their pages, for each fact
// the surest first.
var metaFacts = struct{ title, date, language, address, description, issuer, kind, tags []string }{
	title: []string{"og:title", "dcterms.title", "dc.title", "twitter:title", "citation_title", "title"},
	date: []string{"article:published_time", "og:article:published_time", "dcterms.issued", "dc.date.issued", "dc.date", "dcterms.date", "datepublished", "publish_date", "publish-date", "publishdate",
		"pubdate", "publication_date", "date.issued", "date", "citation_date", "sailthru.date", "parsely-pub-date", "available", "dcterms.created", "dc.date.created", "dcterms.available"},
	language:    []string{"dcterms.language", "dc.language", "content-language", "language", "og:locale"},
	address:     []string{"canonical", "og:url", "dcterms.identifier", "dc.identifier"},
	description: []string{"og:description", "description", "dcterms.description", "dc.description"},
	issuer:      []string{"dcterms.publisher", "dc.publisher", "dcterms.creator", "dc.creator", "publisher", "govuk:publishing-organisation", "article:author"},
	kind:        []string{"dcterms.type", "dc.type", "govuk:format", "document-type", "contenttype", "content-type-name"},
	tags:        []string{"keywords", "article:section", "article:tag", "dcterms.subject", "dc.subject", "news_keywords", "routes"},
}

// facts reads the head of a page.
func (p *page) facts() pageFacts {
	given := map[string]string{}
	var tags []string
	for _, m := range p.metas {
		if given[m.name] == "" {
			given[m.name] = m.content
		}
	}
	first := func(names []string) string {
		for _, name := range names {
			if given[name] != "" {
				return given[name]
			}
		}
		return ""
	}
	for _, name := range metaFacts.tags {
		if given[name] != "" {
			tags = append(tags, given[name])
		}
	}
	f := pageFacts{
		site: given["og:site_name"], description: first(metaFacts.description), issuer: first(metaFacts.issuer), kind: first(metaFacts.kind), tags: tags,
		address: webAddress(first(metaFacts.address), p.saved),
	}
	for _, name := range metaFacts.title {
		if given[name] != "" {
			f.titles = append(f.titles, given[name])
		}
	}
	if p.title != "" {
		f.titles = append(f.titles, p.title)
	}
	for _, name := range metaFacts.date {
		if f.date = readPageDate(given[name]); f.date != "" {
			break
		}
	}
	f.language = languageCode(p.lang, first(metaFacts.language))
	f.addData(p.data)
	return f
}

// webAddress gives the first that is the address of a page.
func webAddress(addresses ...string) string {
	for _, a := range addresses {
		if u, err := url.Parse(a); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
			return a
		}
	}
	return ""
}

var languageTag = regexp.MustCompile(`^(?i)([a-z]{2,3})(?:[-_].*)?$`)

// languageNames are the codes of three letters and the names that sites write
// where a code of two letters belongs.
var languageNames = map[string]string{
	"eng": "en", "fra": "fr", "fre": "fr", "swe": "sv", "por": "pt", "ara": "ar", "rus": "ru", "deu": "de", "ger": "de", "spa": "es", "ita": "it", "nld": "nl", "dut": "nl", "ukr": "uk",
	"english": "en", "french": "fr", "français": "fr", "swedish": "sv", "portuguese": "pt", "arabic": "ar", "russian": "ru", "german": "de", "spanish": "es",
}

// languageCode gives the first language said, without its country.
func languageCode(said ...string) string {
	for _, s := range said {
		s = strings.ToLower(strings.TrimSpace(s))
		if code := languageNames[s]; code != "" {
			return code
		}
		m := languageTag.FindStringSubmatch(s)
		switch {
		case m == nil || m[1] == "und" || m[1] == "mul" || m[1] == "zxx":
		case languageNames[m[1]] != "":
			return languageNames[m[1]]
		default:
			return m[1]
		}
	}
	return ""
}

// maxData is how many bytes of JSON-LD are read.
const maxData = 256 << 10

// addData fills gaps from the data that a page holds for search engines.
func (f *pageFacts) addData(scripts []string) {
	for _, script := range scripts {
		var data any
		if len(script) > maxData || json.Unmarshal([]byte(script), &data) != nil {
			continue
		}
		f.addArticle(data, 4)
	}
}

// articleType are the types of data that describe a page's own text.
var articleType = regexp.MustCompile(`Article|Report|BlogPosting|WebPage|CreativeWork|GovernmentService|Legislation`)

// addArticle looks for the description of an article in data.
func (f *pageFacts) addArticle(data any, depth int) {
	switch d := data.(type) {
	case []any:
		for _, item := range d[:min(len(d), 100)] {
			if depth > 0 {
				f.addArticle(item, depth-1)
			}
		}
	case map[string]any:
		if depth > 0 {
			f.addArticle(d["@graph"], depth-1)
			f.addArticle(d["mainEntity"], depth-1)
		}
		kind, _ := d["@type"].(string)
		if !articleType.MatchString(kind) {
			return
		}
		if date, _ := d["datePublished"].(string); f.date == "" {
			f.date = readPageDate(date)
		}
		if title, _ := d["headline"].(string); title != "" && len(f.titles) < 20 {
			f.titles = append(f.titles, cleanSpace(title))
		}
	}
}
