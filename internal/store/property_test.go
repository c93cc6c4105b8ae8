package store

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"communique/internal/archive"
)

// TestAnySequenceOfReadingsStaysSound reads sources again and again, each time
// with documents and paragraphs that come, go, change, move and come back, and
// proves after each that the record agrees with itself and with a model.
func TestAnySequenceOfReadingsStaysSound(t *testing.T) {
	s, p := openComparing(t)
	rapid.Check(t, func(r *rapid.T) {
		m := model{t: r, s: s, p: p, held: map[string][]archive.Document{}}
		m.clear()
		for range rapid.IntRange(1, 6).Draw(r, "readings") {
			m.read()
		}
		wantSound(r, s)
	})
}

// model draws readings and knows what the archive must hold after each.
type model struct {
	t    *rapid.T
	s    *Store
	p    printed
	held map[string][]archive.Document
}

var modelSources = []string{"a.txt", "b.txt"}

// clear empties the sources, whose past stays.
func (m *model) clear() {
	for _, name := range modelSources {
		apply(m.t, m.s, name, "cleared")
	}
}

func (m *model) read() {
	name := rapid.SampledFrom(modelSources).Draw(m.t, "source")
	if rapid.IntRange(0, 5).Draw(m.t, "luck") == 0 {
		must(m.t, m.s.Fail(context.Background(), beginRun(m.t, m.s), "test", sourceOf(name, "junk"), []byte("junk"), "It is not text."))
	} else {
		m.held[name] = m.draw(name)
		change := reread(m.t, m.s, beginRun(m.t, m.s), name, fmt.Sprint(rapid.IntRange(0, 3).Draw(m.t, "bytes")), m.held[name]...)
		for _, d := range slices.Concat(change.Added, change.Changed) {
			m.fingerprint(d.Slug)
		}
		must(m.t, m.s.Apply(context.Background(), change))
	}
	m.compare(name)
}

// draw makes documents out of few slugs and few paragraphs, so that they meet
// again. Those of one source are never of the other.
func (m *model) draw(name string) []archive.Document {
	offset := 100 * slices.Index(modelSources, name)
	slugs := rapid.SliceOfNDistinct(rapid.IntRange(0, 4), 0, 4, rapid.ID[int]).Draw(m.t, "slugs")
	ids := rapid.SliceOfNDistinct(rapid.IntRange(0, 9), 0, 10, rapid.ID[int]).Draw(m.t, "ids")
	var documents []archive.Document
	for i, slug := range slugs {
		var paragraphs []archive.Paragraph
		for len(ids) > 0 && rapid.IntRange(0, 2).Draw(m.t, "more") > 0 {
			text := rapid.SampledFrom([]string{"One.", "Two.", "[REDACTED]", ""}).Draw(m.t, "text")
			paragraphs = append(paragraphs, paragraph(offset+ids[0], text))
			ids = ids[1:]
		}
		documents = append(documents, document(fmt.Sprintf("%s-%d", name, slug), i+1, paragraphs...))
	}
	return documents
}

// fingerprint draws one of few. Each is a copy of the next.
func (m *model) fingerprint(slug string) {
	n := rapid.IntRange(1, 5).Draw(m.t, "fingerprint")
	m.p.learn(fmt.Sprintf("%s=%d~%d+%d", slug, n, n-1, n+1))
}

func (m *model) compare(name string) {
	documents, err := m.s.DocumentsOfSource(context.Background(), name)
	must(m.t, err)
	if len(documents) != len(m.held[name]) {
		m.t.Fatalf("%s holds %d documents, want %d", name, len(documents), len(m.held[name]))
	}
	for i, d := range documents {
		if wanted := m.held[name][i]; d.Slug != wanted.Slug || d.Position != wanted.Position || reads(d) != reads(wanted) {
			m.t.Fatalf("%s, document %d:\n got %+v\nwant %+v", name, i+1, d, wanted)
		}
	}
}
