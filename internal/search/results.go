package search

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	"communique/internal/archive"
)

// maxParagraphs is how many of its paragraphs a hit shows.
const maxParagraphs = 5

// errDamaged marks an index whose files do not hold together.
var errDamaged = errors.New("index damaged")

// Search answers a request. A request that makes no sense is answered by its
// closest reading, and the notes say so. The error is archive.ErrNotReady while no
// index has been built, and the context's where that ends first.
func (x *Index) Search(ctx context.Context, r Request) (Results, error) {
	r = r.canonical()
	root, notes := parse(r.Query)
	p := newPlan(root)
	first, last, dateNotes := r.Filters.days()

	v, err := x.enter(ctx)
	if err != nil {
		return Results{}, err
	}
	a, err := v.answerSafely(ctx, r, p, first, last)
	if err != nil {
		x.leave(v)
		return Results{}, x.failed(v, err)
	}
	results := Results{
		Request: r, Reading: reading(&p, r, x.labels), Canonical: r.Values().Encode(),
		Notes: slices.Concat(notes, dateNotes, a.filterNotes(r.Filters, x.labels), a.notes),
		Total: a.census.total, Documents: a.census.documents, Folded: a.census.folded, Sequence: v.stamp.Change.Sequence,
		Facets: a.census.facets(v, r.Filters, x.labels), Missing: a.missing(),
	}
	page := a.page(r, &results)
	x.leave(v)

	results.Hits, err = x.hydrate(ctx, page, newMarker(a.plan.leaves))
	return results, err
}

// answerSafely answers, and turns the faults of a damaged file (a panic, or a
// fault of mapped memory) into an error.
func (v *view) answerSafely(ctx context.Context, r Request, p plan, first, last int32) (a *answer, err error) {
	defer catchDamage(&err)()
	return v.answer(ctx, r, p, first, last)
}

// catchDamage makes the panics of a stretch of code into errors: call what it
// returns as the stretch ends.
func catchDamage(err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if fault := recover(); fault != nil {
			*err = fmt.Errorf("%w: %v", errDamaged, fault)
		}
	}
}

// filterNotes names the filters that neither the thesaurus nor the index knows.
func (a *answer) filterNotes(f Filters, l labels) []string {
	var notes []string
	for group, values := range f.groups() {
		for _, value := range values {
			if _, known := l.label(group, value); !known && !slices.Contains(a.view.values[group], value) {
				notes = append(notes, fmt.Sprintf("No %s “%s” is known.", groupNames[group], value))
			}
		}
	}
	return notes
}

// reference names a section behind the release of its view.
type reference struct {
	slug, anchor string
	score        float64
	twins        []twin
}

// page copies what the hits of the page are called.
func (a *answer) page(r Request, results *Results) []reference {
	from := (r.Page - 1) * r.PerPage
	if from > 0 && from >= a.census.total {
		results.Notes = append(results.Notes, fmt.Sprintf("There is no page %d: the results end before it.", r.Page))
		return nil
	}
	var out []reference
	for _, c := range a.few[min(from, len(a.few)):] {
		out = append(out, reference{c.slug, c.row.anchor, c.score, a.view.twins(c.row)})
	}
	return out
}

// hydrate reads the texts of hits from the record. A section that has left the
// record since is left out.
func (x *Index) hydrate(ctx context.Context, page []reference, m marker) ([]Hit, error) {
	if len(page) == 0 {
		return nil, nil
	}
	var slugs []string
	for _, ref := range page {
		if !slices.Contains(slugs, ref.slug) {
			slugs = append(slugs, ref.slug)
		}
	}
	documents, err := x.records.Documents(ctx, slugs)
	if err != nil {
		return nil, fmt.Errorf("search: documents of %d hits: %w", len(page), err)
	}
	summaries := make([]archive.Summary, len(documents))
	for i := range documents {
		summaries[i] = archive.Summarize(&documents[i])
	}
	hits := make([]Hit, 0, len(page))
	for _, ref := range page {
		i := slices.IndexFunc(documents, func(d archive.Document) bool { return d.Slug == ref.slug })
		if i < 0 {
			continue
		}
		if h, ok := m.hit(&documents[i], summaries[i], ref); ok {
			hits = append(hits, h)
		}
	}
	return hits, nil
}

// hit makes a hit of a section of d, if it stands there.
func (m *marker) hit(d *archive.Document, summary archive.Summary, ref reference) (Hit, bool) {
	i := slices.IndexFunc(d.Sections, func(s archive.Section) bool { return s.Anchor == ref.anchor })
	if i < 0 {
		return Hit{}, false
	}
	s := &d.Sections[i]
	h := Hit{Score: ref.score, Document: summary, Anchor: s.Anchor, Heading: s.Heading}
	for _, t := range ref.twins {
		if at := slices.IndexFunc(d.Copies, func(c archive.Copy) bool { return c.Slug == t.slug }); at >= 0 {
			h.AlsoIn = append(h.AlsoIn, Place{d.Copies[at], t.anchor})
		}
	}
	heading, _ := m.marks(inHeading, s.Heading)
	title, _ := m.marks(inTitle, d.Title)
	h.HeadingHTML, h.TitleHTML = Mark(s.Heading, heading), Mark(d.Title, title)
	h.Paragraphs, h.More = m.paragraphs(s.Paragraphs)
	return h, true
}

// paragraphs are those that match, those that match most of the query first;
// where none does, the first that says something.
func (m *marker) paragraphs(all []archive.Paragraph) (best []HitParagraph, more int) {
	type match struct {
		HitParagraph
		leaves int
	}
	var matches []match
	for _, p := range all {
		marks, leaves := m.marks(everywhere, p.Text)
		if len(marks) > 0 {
			matches = append(matches, match{HitParagraph{p, Mark(p.Text, marks), marks}, len(leaves)})
		}
	}
	slices.SortStableFunc(matches, func(a, b match) int { return cmp.Compare(b.leaves, a.leaves) })
	for _, found := range matches[:min(len(matches), maxParagraphs)] {
		best = append(best, found.HitParagraph)
	}
	if len(best) > 0 {
		return best, len(matches) - len(best)
	}
	i := max(0, slices.IndexFunc(all, func(p archive.Paragraph) bool { return p.Role != archive.Mark }))
	if i < len(all) {
		best = append(best, HitParagraph{Paragraph: all[i], HTML: Mark(all[i].Text, nil)})
	}
	return best, 0
}
