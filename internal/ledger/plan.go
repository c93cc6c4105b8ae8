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
	p := &planner{taken: taken, removed: removedWordings(held.Ledger), slugs: map[string]bool{}, ids: map[string]bool{}}
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
	taken   Taken
	change  archive.SourceChange
	lost    []standing           // paragraphs of which their documents have no counterpart now
	gained  []standing           // paragraphs of which their documents had no counterpart before
	removed map[wording][]string // ids that were removed and may come back, in the order they went
	slugs   map[string]bool      // held, or given in this plan
	ids     map[string]bool
}

// wording is a paragraph's text in its document.
type wording struct{ slug, text string }

// standing is a paragraph where it stands.
type standing struct {
	*archive.Paragraph
	slug       string
	occurrence int // of its wording in its document, from 1
}

// removedWordings maps what each removed paragraph last said to its id: twins
// keep their order.
func removedWordings(entries []archive.LedgerEntry) map[wording][]string {
	last := map[string]archive.LedgerEntry{}
	for _, e := range entries {
		last[e.ParagraphID] = e
	}
	removed := map[wording][]string{}
	for _, e := range entries {
		if e.State == archive.Removed && last[e.ParagraphID] == e {
			key := wording{e.Slug, e.Was}
			removed[key] = append(removed[key], e.ParagraphID)
			delete(last, e.ParagraphID) // once, also where two rows are alike
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
		p.doubts(d.Slug, d.Doubts)
		p.paragraphs(nil, &d)
		p.change.Added = append(p.change.Added, d)
		return nil
	}
	d.Slug, d.Added, d.Changed = before.Slug, before.Added, before.Changed
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

// paragraphs gives the paragraphs of d that stood in it before their ids, and
// notes those it lost and gained.
func (p *planner) paragraphs(before *archive.Document, d *archive.Document) {
	was, now := paragraphsOf(before), paragraphsOf(d)
	pairs := collate.Align(keys(was), keys(now))
	kept := make([]bool, len(was))
	occurrences := map[string]int{}
	for i, paragraph := range now {
		occurrences[paragraph.Text]++
		if pairs[i] != -1 {
			p.keep(was[pairs[i]], paragraph, d.Slug)
			kept[pairs[i]] = true
			continue
		}
		p.gained = append(p.gained, standing{paragraph, d.Slug, occurrences[paragraph.Text]})
	}
	for i, paragraph := range was {
		if !kept[i] {
			p.lost = append(p.lost, standing{Paragraph: paragraph, slug: d.Slug})
		}
	}
}

// settle says what became of the paragraphs that documents lost and gained:
// one that two documents lost and gained has moved between them and keeps its
// id; the rest is removed, restored or new.
func (p *planner) settle() error {
	moved := p.moves()
	for i, now := range p.gained {
		if was, ok := moved[i]; ok {
			p.keep(p.lost[was].Paragraph, now.Paragraph, now.slug)
			p.lost[was].Paragraph = nil
			continue
		}
		if err := p.admit(now); err != nil {
			return fmt.Errorf("ledger of %q: %w", now.slug, err)
		}
	}
	for _, was := range p.lost {
		if was.Paragraph != nil {
			p.record(was.Paragraph, was.slug, archive.Removed, was.Text, "")
		}
	}
	return nil
}

// moves pairs paragraphs gained, by their place in the list, with those lost
// that say the same, where the wording was lost once and gained once: twins
// cannot be told apart away from their place.
func (p *planner) moves() map[int]int {
	lost, gained := map[string][]int{}, map[string][]int{}
	for i, s := range p.lost {
		key := normalize.Fold(s.Text)
		lost[key] = append(lost[key], i)
	}
	for i, s := range p.gained {
		key := normalize.Fold(s.Text)
		gained[key] = append(gained[key], i)
	}
	moved := map[int]int{}
	for key, now := range gained {
		if was := lost[key]; len(was) == 1 && len(now) == 1 {
			moved[now[0]] = was[0]
		}
	}
	return moved
}

func (p *planner) keep(was, is *archive.Paragraph, slug string) {
	is.ID = was.ID
	if was.Text != is.Text {
		p.record(is, slug, archive.Edited, was.Text, is.Text)
	}
}

// admit gives an id to a paragraph that did not stand here before: the one it
// had when it was last removed, or a new one.
func (p *planner) admit(s standing) error {
	paragraph, slug := s.Paragraph, s.slug
	key := wording{slug, paragraph.Text}
	if ids := p.removed[key]; len(ids) > 0 {
		id := ids[0]
		p.removed[key] = ids[1:]
		paragraph.ID = id
		p.ids[id] = true
		p.record(paragraph, slug, archive.Restored, "", paragraph.Text)
		return nil
	}
	for attempt := 0; ; attempt++ {
		id := archive.ParagraphID(slug, paragraph.Text, s.occurrence, attempt)
		taken, err := p.taken.ID(id)
		if err != nil {
			return fmt.Errorf("paragraph id %q: %w", id, err)
		}
		if !taken && !p.ids[id] {
			paragraph.ID = id
			p.ids[id] = true
			p.record(paragraph, slug, archive.Current, "", paragraph.Text)
			return nil
		}
	}
}

func (p *planner) removeDocument(d *archive.Document) {
	p.change.Removed = append(p.change.Removed, d.Slug)
	for _, paragraph := range paragraphsOf(d) {
		p.lost = append(p.lost, standing{Paragraph: paragraph, slug: d.Slug})
	}
}

func (p *planner) record(paragraph *archive.Paragraph, slug string, state archive.State, was, is string) {
	p.change.Ledger = append(p.change.Ledger, archive.LedgerEntry{
		ParagraphID: paragraph.ID, Slug: slug, Label: paragraph.Label, State: state, Was: was, Is: is,
	})
}

// returning is the slug of a document that was removed and comes back, or
// empty: the one whose removed paragraphs make up enough of d.
func (p *planner) returning(d *archive.Document) string {
	mine := wordings(d)
	common := map[string]int{}
	for key, ids := range p.removed {
		if len(ids) > 0 && !p.slugs[key.slug] && mine[normalize.Fold(key.text)] {
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

func paragraphsOf(d *archive.Document) []*archive.Paragraph {
	if d == nil {
		return nil
	}
	var list []*archive.Paragraph
	for _, paragraph := range d.Paragraphs {
		list = append(list, paragraph)
	}
	return list
}

// keys are the folded wordings that paragraphs are aligned by.
func keys(paragraphs []*archive.Paragraph) []string {
	list := make([]string, len(paragraphs))
	for i, paragraph := range paragraphs {
		list[i] = normalize.Fold(paragraph.Text)
	}
	return list
}
