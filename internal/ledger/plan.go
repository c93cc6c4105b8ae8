// Package ledger gives documents their slugs and paragraphs their ids when a
// source is read, and says what became of every id handed out before. It is
// pure: what it must know of the archive is given to it.
package ledger

import (
	"fmt"

	"communique/internal/archive"
	"communique/internal/collate"
	"communique/internal/normalize"
)

// Held is what the archive holds of a source before it is read again.
type Held struct {
	Documents []archive.Document
	Ledger    []archive.LedgerEntry // of every paragraph ever read from it, oldest first
	// Corrections that hold, by document, in the order they were made.
	Corrections map[string][]archive.Correction
}

// Taken answers whether a name is in use anywhere in the archive, or ever was.
type Taken struct {
	Slug func(slug string) (bool, error)
	ID   func(id string) (bool, error)
}

// Plan makes what a reading would do to the archive. Documents and paragraphs
// that were held before keep their slugs and ids; each id that is new, edited,
// removed or restored gets a row in the ledger. The given reading is not
// changed.
func Plan(held Held, reading archive.Reading, taken Taken) (archive.SourceChange, error) {
	p := &planner{taken: taken, corrections: held.Corrections, removed: removedWordings(held.Ledger), slugs: map[string]bool{}, ids: map[string]bool{}}
	for _, d := range held.Documents {
		p.slugs[d.Slug] = true
	}
	p.change.Source = reading.Source
	p.change.Withheld = reading.Withheld
	p.change.Furniture = reading.Furniture
	p.change.Found = reading.Figures()
	p.doubts("", reading.Doubts)
	matches := matchDocuments(held.Documents, reading.Documents)
	kept := make([]bool, len(held.Documents))
	for i, read := range reading.Documents {
		var before *archive.Document
		if matches[i] != -1 {
			before, kept[matches[i]] = &held.Documents[matches[i]], true
		}
		if err := p.document(before, read, reading.Source, i+1); err != nil {
			return archive.SourceChange{}, fmt.Errorf("document %d of %q: %w", i+1, reading.Source.Name, err)
		}
	}
	for i := range held.Documents {
		if !kept[i] {
			p.removeDocument(&held.Documents[i])
		}
	}
	return p.change, p.settle()
}

// planner gathers the change while documents are taken one by one.
type planner struct {
	taken       Taken
	corrections map[string][]archive.Correction
	change      archive.SourceChange
	lost        []standing           // paragraphs of which their documents have no counterpart now
	gained      []standing           // paragraphs of which their documents had no counterpart before
	removed     map[wording][]string // ids that were removed and may come back, in the order they went
	slugs       map[string]bool      // held, or given in this plan
	ids         map[string]bool
}

// wording is a paragraph's text in its document.
type wording struct{ slug, text string }

// standing is a paragraph where it stands.
type standing struct {
	*archive.Paragraph
	slug, heading string
	occurrence    int    // of its wording in its document, from 1
	of            string // id of the paragraph it was cut off from
}

// removedWordings maps what each paragraph that no longer stands last said to
// its id: twins keep their order.
func removedWordings(entries []archive.LedgerEntry) map[wording][]string {
	last := map[string]int{}
	for i, e := range entries {
		last[e.ParagraphID] = i
	}
	removed := map[wording][]string{}
	for i, e := range entries {
		if !e.State.Stands() && last[e.ParagraphID] == i {
			key := wording{e.Slug, e.Was}
			removed[key] = append(removed[key], e.ParagraphID)
		}
	}
	return removed
}

// document plans one document of the reading. before is what it was, or nil.
func (p *planner) document(before *archive.Document, read archive.Document, source archive.Source, position int) error {
	d := cloneDocument(read)
	d.Source, d.SHA256, d.Position = source.Name, source.SHA256, position
	if before == nil {
		d.Slug = p.returning(&d)
		if d.Slug == "" {
			slug, err := p.newSlug(d.Date, d.Title)
			if err != nil {
				return err
			}
			d.Slug = slug
		}
		p.correct(&d)
		p.doubts(d.Slug, d.Doubts)
		p.paragraphs(nil, &d)
		p.change.Added = append(p.change.Added, d)
		return nil
	}
	d.Slug, d.Added, d.Changed = before.Slug, before.Added, before.Changed
	p.correct(&d)
	p.doubts(d.Slug, d.Doubts)
	p.paragraphs(before, &d)
	if sameReading(before, &d) {
		p.change.Unchanged = append(p.change.Unchanged, d.Slug)
	} else {
		p.change.Changed = append(p.change.Changed, d)
	}
	return nil
}

// doubts notes the doubts of a document, or of the source.
func (p *planner) doubts(slug string, doubts []archive.Doubt) {
	for _, d := range doubts {
		p.change.Doubts = append(p.change.Doubts, archive.SourceDoubt{Slug: slug, Doubt: d})
	}
}

func (p *planner) correct(d *archive.Document) {
	if list := p.corrections[d.Slug]; len(list) > 0 {
		Correct(d, list)
	}
}

// paragraphs gives the paragraphs of d that stood in it before their ids, and
// notes those it lost and gained.
func (p *planner) paragraphs(before *archive.Document, d *archive.Document) {
	was, now := standings(before), standings(d)
	aligned := collate.Align(keys(was), keys(now))
	for i, is := range now {
		if x := aligned.Pairs[i]; x != -1 {
			p.keep(was[x], is, became(aligned, i))
		}
	}
	for i, is := range now {
		if aligned.Pairs[i] != -1 {
			continue
		}
		if x := aligned.Split[i]; x != -1 {
			is.of = was[x].ID
		}
		p.gained = append(p.gained, is)
	}
	p.lose(was, now, aligned)
}

// became is what happened to the paragraph that goes on in paragraph y,
// besides that its wording may have changed.
func became(a collate.Alignment, y int) archive.State {
	switch {
	case y+1 < len(a.Split) && a.Split[y+1] == a.Pairs[y], y > 0 && a.Split[y-1] == a.Pairs[y]:
		return archive.Split
	case a.Moved[y]:
		return archive.Moved
	}
	return archive.Current
}

// lose notes the paragraphs that have no counterpart: those that went into
// another are merged, the rest may yet be found elsewhere.
func (p *planner) lose(was, now []standing, aligned collate.Alignment) {
	kept := make([]bool, len(was))
	for _, x := range aligned.Pairs {
		if x != -1 {
			kept[x] = true
		}
	}
	for x, w := range was {
		switch into := aligned.Merged[x]; {
		case kept[x]:
		case into != -1:
			p.record(archive.LedgerEntry{ParagraphID: w.ID, Slug: w.slug, Heading: w.heading, Label: w.Label,
				State: archive.Merged, Other: now[into].ID, Was: w.Text})
		default:
			p.lost = append(p.lost, w)
		}
	}
}

// settle says what became of the paragraphs that documents lost and gained:
// one that two documents lost and gained has moved between them and keeps its
// id; the rest is removed, restored or new.
func (p *planner) settle() error {
	gone := make([]bool, len(p.lost))
	for i, x := range collate.Likest(keys(p.lost), keys(p.gained)) {
		now := p.gained[i]
		if x != -1 {
			p.keep(p.lost[x], now, archive.Moved)
			gone[x] = true
			continue
		}
		if err := p.admit(now); err != nil {
			return fmt.Errorf("ledger of %q: %w", now.slug, err)
		}
	}
	for x, was := range p.lost {
		if !gone[x] {
			p.record(archive.LedgerEntry{ParagraphID: was.ID, Slug: was.slug, Heading: was.heading, Label: was.Label,
				State: archive.Removed, Was: was.Text})
		}
	}
	return nil
}

// keep gives a paragraph the id it had, and says how it became what it is.
func (p *planner) keep(was, is standing, state archive.State) {
	is.ID = was.ID
	if state == archive.Current && was.Text != is.Text || state == archive.Moved && was.Text != is.Text {
		state = archive.Edited
	}
	if state == archive.Current {
		return
	}
	e := archive.LedgerEntry{ParagraphID: is.ID, Slug: is.slug, Heading: is.heading, Label: is.Label, State: state, Was: was.Text, Is: is.Text}
	if was.slug != is.slug || was.heading != is.heading {
		e.WasIn, e.WasHeading = was.slug, was.heading
	}
	p.record(e)
}

// admit gives an id to a paragraph that did not stand here before: the one it
// had when it was last removed, or a new one.
func (p *planner) admit(s standing) error {
	entry := archive.LedgerEntry{Slug: s.slug, Heading: s.heading, Label: s.Label, State: archive.Current, Other: s.of, Is: s.Text}
	key := wording{s.slug, s.Text}
	if ids := p.removed[key]; len(ids) > 0 {
		p.removed[key] = ids[1:]
		s.ID, entry.State, entry.Other = ids[0], archive.Restored, ""
	} else {
		id, err := p.newID(s)
		if err != nil {
			return err
		}
		s.ID = id
	}
	entry.ParagraphID = s.ID
	p.ids[s.ID] = true
	p.record(entry)
	return nil
}

// newID makes an id that nothing has or had.
func (p *planner) newID(s standing) (string, error) {
	for attempt := 0; ; attempt++ {
		id := archive.ParagraphID(s.slug, s.Text, s.occurrence, attempt)
		taken, err := p.taken.ID(id)
		if err != nil {
			return "", fmt.Errorf("paragraph id %q: %w", id, err)
		}
		if !taken && !p.ids[id] {
			return id, nil
		}
	}
}

func (p *planner) removeDocument(d *archive.Document) {
	p.change.Removed = append(p.change.Removed, d.Slug)
	p.lost = append(p.lost, standings(d)...)
}

func (p *planner) record(e archive.LedgerEntry) { p.change.Ledger = append(p.change.Ledger, e) }

// returning is the slug of a document that was removed and comes back, or
// empty: the one whose removed paragraphs make up enough of d.
func (p *planner) returning(d *archive.Document) string {
	mine := wordings(d)
	common := map[string]int{}
	for key, ids := range p.removed {
		if len(ids) > 0 && !p.slugs[key.slug] && mine[normalize.Key(key.text)] {
			common[key.slug]++
		}
	}
	best := ""
	for slug, n := range common {
		if n > common[best] || n == common[best] && slug < best {
			best = slug
		}
	}
	if best == "" || float64(common[best]) < sameText*float64(len(mine)) {
		return ""
	}
	p.slugs[best] = true
	return best
}

// newSlug makes a slug that nothing has or had, numbering it where it must.
func (p *planner) newSlug(date archive.Date, title string) (string, error) {
	base := archive.MakeSlug(date, title)
	slug := base
	for n := 2; ; n++ {
		taken, err := p.taken.Slug(slug)
		if err != nil {
			return "", fmt.Errorf("slug %q: %w", slug, err)
		}
		if !taken && !p.slugs[slug] {
			p.slugs[slug] = true
			return slug, nil
		}
		slug = fmt.Sprintf("%s-%d", base, n)
	}
}

// standings are the paragraphs of d in order, each with its place; none where
// d is nil.
func standings(d *archive.Document) []standing {
	if d == nil {
		return nil
	}
	var list []standing
	occurrences := map[string]int{}
	for section, paragraph := range d.Paragraphs {
		occurrences[paragraph.Text]++
		list = append(list, standing{Paragraph: paragraph, slug: d.Slug, heading: section.Heading, occurrence: occurrences[paragraph.Text]})
	}
	return list
}

// keys are the wordings that paragraphs are aligned by: faults of the print are
// repaired, so that a better one of the same text keeps its ids.
func keys(paragraphs []standing) []string {
	list := make([]string, len(paragraphs))
	for i, paragraph := range paragraphs {
		list[i] = normalize.Key(paragraph.Text)
	}
	return list
}
