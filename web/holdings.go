package web

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"communique/internal/archive"
)

// holdings keeps what the lists are made of in memory, and reads it again
// when the change log has grown.
type holdings struct {
	records Records
	now     func() time.Time
	mu      sync.Mutex
	held    *catalogue
	rest    time.Time // until then what is held is good enough
}

// A large archive takes a while to read, and a long run changes it all the
// time: reading takes at most one part in eleven of the time, and lists are at
// most longestRest behind. What is read quickly is read at once.
const (
	quickReading = 50 * time.Millisecond
	restFor      = 10 // times as long as the reading took
	longestRest  = 5 * time.Second
)

// current is the catalogue of the archive as it now stands.
func (h *holdings) current(ctx context.Context) (*catalogue, error) {
	sequence, err := h.records.Sequence(ctx)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	began := h.now()
	if h.held != nil && (h.held.sequence >= sequence || began.Before(h.rest)) {
		return h.held, nil
	}
	summaries, sequence, err := h.records.Summaries(ctx)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	h.held = newCatalogue(summaries, sequence)
	ended := h.now()
	if took := ended.Sub(began); took > quickReading {
		h.rest = ended.Add(min(took*restFor, longestRest))
	}
	return h.held, nil
}

// catalogue is the archive's documents in the order of lists, and where in it
// each country, theme, year, kind and source is found. It is never changed.
type catalogue struct {
	sequence   int64
	all        []archive.Summary // newest date first, undated last
	bySlug     map[string]int
	countries  map[string][]int // by code: documents that speak of it, parties included
	parties    map[string]int   // by code: how many it is a party to
	themes     map[string][]int
	years      map[string][]int // by year, and archive.Undated
	kinds      map[string][]int
	sources    map[string][]int
	paragraphs int
	redactions int
	redacted   int // documents with a redaction

	mu    sync.Mutex
	order map[string][]string // by source: slugs in their order, as far as asked for
}

func newCatalogue(summaries []archive.Summary, sequence int64) *catalogue {
	c := &catalogue{
		sequence: sequence, all: summaries, bySlug: map[string]int{},
		countries: map[string][]int{}, parties: map[string]int{}, themes: map[string][]int{},
		years: map[string][]int{}, kinds: map[string][]int{}, sources: map[string][]int{},
		order: map[string][]string{},
	}
	for i := range summaries {
		c.add(i, &summaries[i])
	}
	return c
}

func (c *catalogue) add(i int, d *archive.Summary) {
	c.bySlug[d.Slug] = i
	for _, code := range speaksOf(d) {
		c.countries[code] = append(c.countries[code], i)
	}
	for _, code := range d.Parties {
		c.parties[code]++
	}
	for _, id := range d.Themes {
		c.themes[id] = append(c.themes[id], i)
	}
	c.years[d.Date.Year()] = append(c.years[d.Date.Year()], i)
	c.kinds[string(d.Kind)] = append(c.kinds[string(d.Kind)], i)
	c.sources[d.Source] = append(c.sources[d.Source], i)
	c.paragraphs += d.Paragraphs
	c.redactions += d.Redactions
	if d.Redactions > 0 {
		c.redacted++
	}
}

// at are the documents of places.
func (c *catalogue) at(places []int) []archive.Summary {
	docs := make([]archive.Summary, len(places))
	for i, place := range places {
		docs[i] = c.all[place]
	}
	return docs
}

// holds reports whether the archive has a document of slug.
func (c *catalogue) holds(slug string) bool {
	_, ok := c.bySlug[slug]
	return ok
}

// packetOrder is the slugs of a source's documents in the order they stand in
// it. A source of one document needs no reading.
func (c *catalogue) packetOrder(ctx context.Context, records Records, source string) ([]string, error) {
	places := c.sources[source]
	if len(places) < 2 {
		return slugsOf(c.at(places)), nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if order, ok := c.order[source]; ok {
		return order, nil
	}
	docs, err := records.DocumentsOfSource(ctx, source)
	if err != nil {
		return nil, fmt.Errorf("order of source %q: %w", source, err)
	}
	order := make([]string, len(docs))
	for i := range docs {
		order[i] = docs[i].Slug
	}
	c.order[source] = order
	return order, nil
}

func slugsOf(docs []archive.Summary) []string {
	slugs := make([]string, len(docs))
	for i := range docs {
		slugs[i] = docs[i].Slug
	}
	return slugs
}

// speaksOf are the countries of a document: its parties, and those it names.
func speaksOf(d *archive.Summary) []string {
	codes := slices.Clone(d.Named)
	for _, code := range d.Parties {
		if !slices.Contains(d.Named, code) {
			codes = append(codes, code)
		}
	}
	return codes
}
