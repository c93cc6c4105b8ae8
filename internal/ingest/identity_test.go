package ingest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"communique/internal/archive"
	"communique/internal/ledger"
)

// The ledger's promise, tried on the holdings: documents are edited at random,
// in series of ten, and read again. A model knows which paragraph is which,
// since it made the edits; the ledger has to find out.

// known is a paragraph of the model: its words, and the paragraphs it descends
// from (two where it was joined).
type known struct {
	text    string
	from    []int
	touched bool // in this series
}

type model struct {
	r         *rand.Rand
	documents []modelDocument
	next      int
	moved     bool // paragraphs changed places in this series
}

type modelDocument struct {
	archive.Document
	sections [][]*known
}

func newModel(r *rand.Rand, reading archive.Reading) *model {
	m := &model{r: r}
	for _, d := range reading.Documents {
		md := modelDocument{Document: d}
		for _, s := range d.Sections {
			var list []*known
			for _, p := range s.Paragraphs {
				list = append(list, m.paragraph(p.Text))
			}
			md.sections = append(md.sections, list)
		}
		m.documents = append(m.documents, md)
	}
	return m
}

func (m *model) paragraph(text string) *known {
	m.next++
	return &known{text: text, from: []int{m.next}, touched: true}
}

// reading is the model as the ingester would read it.
func (m *model) reading() archive.Reading {
	reading := archive.Reading{Source: archive.Source{Name: "a.txt", SHA256: "00"}}
	for _, md := range m.documents {
		d := md.Document
		d.Sections = slices.Clone(d.Sections)
		for i := range d.Sections {
			d.Sections[i].Paragraphs = nil
			for _, p := range md.sections[i] {
				d.Sections[i].Paragraphs = append(d.Sections[i].Paragraphs, archive.Paragraph{Text: p.text})
			}
		}
		reading.Documents = append(reading.Documents, d)
	}
	return reading
}

// edit makes one random edit and names it.
func (m *model) edit() string {
	d := &m.documents[m.r.IntN(len(m.documents))]
	s := m.r.IntN(max(1, len(d.sections)))
	if len(d.sections) == 0 || len(d.sections[s]) == 0 {
		return "nothing"
	}
	list, i := &d.sections[s], m.r.IntN(len(d.sections[s]))
	p := (*list)[i]
	words := strings.Fields(p.text)
	switch m.r.IntN(8) {
	case 0:
		*list = slices.Insert(*list, i, m.paragraph(m.words(5+m.r.IntN(30))))
		return "insert"
	case 1:
		*list = slices.Delete(*list, i, i+1)
		return "delete"
	case 2:
		words[m.r.IntN(len(words))] = m.words(1)
		m.rewrite(list, i, strings.Join(words, " "))
		return "change a word"
	case 3:
		if len(words) < 8 {
			return "nothing"
		}
		at := len(words)/3 + m.r.IntN(len(words)/3)
		m.rewrite(list, i, strings.Join(words[:at], " "))
		rest := &known{text: strings.Join(words[at:], " "), from: slices.Clone(p.from), touched: true}
		*list = slices.Insert(*list, i+1, rest)
		return "split"
	case 4:
		if i+1 == len(*list) {
			return "nothing"
		}
		with := (*list)[i+1]
		m.rewrite(list, i, p.text+" "+with.text)
		(*list)[i].from = slices.Concat(p.from, with.from)
		*list = slices.Delete(*list, i+1, i+2)
		return "join"
	case 5:
		if i+1 == len(*list) {
			return "nothing"
		}
		(*list)[i], (*list)[i+1] = (*list)[i+1], (*list)[i]
		m.moved = true
		return "swap"
	case 6:
		to := m.r.IntN(len(d.sections))
		d.sections[s], d.sections[to] = d.sections[to], d.sections[s]
		d.Sections = slices.Clone(d.Sections)
		d.Sections[s], d.Sections[to] = d.Sections[to], d.Sections[s]
		m.moved = true
		return "move a section"
	default:
		// Of two that say the same either may be called the first.
		*list = slices.Insert(*list, i+1, &known{text: p.text, from: slices.Clone(p.from), touched: true})
		return "repeat a line"
	}
}

func (m *model) rewrite(list *[]*known, i int, text string) {
	(*list)[i] = &known{text: text, from: slices.Clone((*list)[i].from), touched: true}
}

var vocabulary = strings.Fields("ministers resolved agreed upon further measures against threats arising from new technologies and invited officials to report before spring about progress made harbour lantern granite meadow copper orchard willow thunder velvet marble compass")

func (m *model) words(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = vocabulary[m.r.IntN(len(vocabulary))] + fmt.Sprint(m.r.IntN(50))
	}
	return strings.Join(list, " ")
}

// archiveOf is a source as the record holds it.
type archiveOf struct {
	held  ledger.Held
	ids   map[string]bool
	slugs map[string]bool
}

func (a *archiveOf) apply(t *testing.T, reading archive.Reading) archive.SourceChange {
	t.Helper()
	change, err := ledger.Plan(a.held, reading, ledger.Taken{
		Slug: func(s string) (bool, error) { return a.slugs[s], nil },
		ID:   func(id string) (bool, error) { return a.ids[id], nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	standing := map[string]archive.Document{}
	for _, d := range a.held.Documents {
		if !slices.Contains(change.Removed, d.Slug) {
			standing[d.Slug] = d
		}
	}
	for _, d := range slices.Concat(change.Added, change.Changed) {
		standing[d.Slug], a.slugs[d.Slug] = d, true
	}
	a.held.Documents = nil
	for _, d := range standing {
		a.held.Documents = append(a.held.Documents, d)
	}
	slices.SortFunc(a.held.Documents, func(x, y archive.Document) int { return x.Position - y.Position })
	for _, e := range change.Ledger {
		a.ids[e.ParagraphID] = true
		a.held.Ledger = append(a.held.Ledger, e)
	}
	return change
}

// whose maps each standing id to the paragraph of the model that it shows, and
// to its document.
func whose(t *testing.T, a *archiveOf, m *model) (shown map[string]*known, document map[string]int) {
	shown, document = map[string]*known{}, map[string]int{}
	if len(a.held.Documents) != len(m.documents) {
		t.Fatalf("%d documents stand, the model has %d", len(a.held.Documents), len(m.documents))
	}
	for i := range a.held.Documents {
		d := &a.held.Documents[i]
		for s := range d.Sections {
			for k, p := range d.Sections[s].Paragraphs {
				if shown[p.ID] != nil {
					t.Fatalf("id %s stands twice", p.ID)
				}
				shown[p.ID], document[p.ID] = m.documents[i].sections[s][k], i
			}
		}
	}
	return shown, document
}

func TestIdsKeepTheirMeaning(t *testing.T) {
	edits := 600
	if os.Getenv("COMMUNIQUE_SOAK") != "" {
		edits = 10_000
	}
	names, err := filepath.Glob("../../testdata/holdings/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("holdings: %v", err)
	}
	done, rows := map[string]int{}, map[archive.State]int{}
	for seed := 0; sum2(done) < edits; seed++ {
		name := names[seed%len(names)]
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		reading, err := Read(name, data, nil)
		if err != nil {
			t.Fatal(err)
		}
		m := newModel(rand.New(rand.NewPCG(uint64(seed), 1)), reading)
		a := &archiveOf{ids: map[string]bool{}, slugs: map[string]bool{}}
		a.apply(t, m.reading())
		for series := range 4 {
			tryEdits(t, fmt.Sprintf("seed %d, series %d", seed, series), m, a, done, rows)
		}
	}
	t.Logf("%d edits: %v; rows of the ledger: %v", sum2(done), done, rows)
}

func sum2(counts map[string]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

// tryEdits makes ten edits, reads the source again and proves what the ledger
// made of them.
func tryEdits(t *testing.T, name string, m *model, a *archiveOf, done map[string]int, rows map[archive.State]int) {
	before, home := whose(t, a, m)
	m.moved = false
	for i := range m.documents {
		for _, s := range m.documents[i].sections {
			for _, p := range s {
				p.touched = false
			}
		}
	}
	var made []string
	for n := 0; n < 10; {
		if what := m.edit(); what != "nothing" {
			made = append(made, what)
			done[what]++
			n++
		}
	}
	change := a.apply(t, m.reading())
	after, _ := whose(t, a, m)
	told := map[string]archive.LedgerEntry{}
	for _, e := range change.Ledger {
		told[e.ParagraphID] = e
		rows[e.State]++
	}
	for id, was := range before {
		is, e := after[id], told[id]
		switch {
		case is == nil && (e.ParagraphID == "" || e.State.Stands()):
			t.Fatalf("%s %v: id %s of %q is forgotten", name, made, id, was.text)
		case is == nil || is.text == was.text || slices.ContainsFunc(is.from, func(f int) bool { return slices.Contains(was.from, f) }):
			continue
		}
		// One that shows the same words still, of a twin, nobody can tell from it.
		if own := standsIn(m, home[id], was); own != nil && own.text != is.text {
			t.Fatalf("%s %v: id %s showed %q and shows %q, while its own stands as %q", name, made, id, was.text, is.text, own.text)
		}
	}
	ids, times := map[*known]string{}, map[string]int{}
	for id, p := range before {
		ids[p] = id
		times[p.text]++
	}
	for id, p := range after {
		if p.touched || ids[p] == "" || times[p.text] > 1 || twin(m, p) {
			continue
		}
		if ids[p] != id {
			t.Fatalf("%s %v: %q was not touched and has id %s, had %s", name, made, p.text, id, ids[p])
		}
		if e := told[id]; e.ParagraphID != "" && !(e.State == archive.Moved && m.moved) {
			t.Fatalf("%s %v: %q was not touched and is %s", name, made, p.text, e.State)
		}
	}
}

// standsIn finds a descendant of p in a document, first in its own words.
func standsIn(m *model, document int, p *known) *known {
	for _, s := range m.documents[document].sections {
		for _, q := range s {
			if slices.ContainsFunc(q.from, func(f int) bool { return slices.Contains(p.from, f) }) {
				return q
			}
		}
	}
	return nil
}

// twin reports whether another paragraph says the same as p.
func twin(m *model, p *known) bool {
	for i := range m.documents {
		for _, s := range m.documents[i].sections {
			for _, q := range s {
				if q != p && q.text == p.text {
					return true
				}
			}
		}
	}
	return false
}
