package ledger

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"communique/internal/archive"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// document makes a document of one section from its paragraphs.
func document(title string, texts ...string) archive.Document {
	d := archive.Document{Title: title, PrintedTitle: title, Kind: archive.Communique, Date: "2019-07-30"}
	section := archive.Section{Anchor: "s-opening", Level: 1}
	for i, text := range texts {
		section.Paragraphs = append(section.Paragraphs, archive.Paragraph{Text: text, Lines: []int{i + 1}})
	}
	d.Sections = []archive.Section{section}
	return d
}

func reading(documents ...archive.Document) archive.Reading {
	return archive.Reading{Source: archive.Source{Name: "a.txt", SHA256: "00"}, Documents: documents}
}

// memory is an archive of one source, kept as the store would.
type memory struct {
	held Held
	ids  map[string]bool
	slug map[string]bool
}

func newMemory() *memory { return &memory{ids: map[string]bool{}, slug: map[string]bool{}} }

func (m *memory) taken() Taken {
	return Taken{
		Slug: func(s string) (bool, error) { return m.slug[s], nil },
		ID:   func(s string) (bool, error) { return m.ids[s], nil },
	}
}

func (m *memory) apply(t interface{ Fatalf(string, ...any) }, r archive.Reading) archive.SourceChange {
	change, err := Plan(m.held, r, m.taken())
	if err != nil {
		t.Fatalf("Plan: %v", err)
	}
	current := map[string]archive.Document{}
	for _, d := range m.held.Documents {
		if !slices.Contains(change.Removed, d.Slug) {
			current[d.Slug] = d
		}
	}
	for _, d := range slices.Concat(change.Added, change.Changed) {
		current[d.Slug] = d
		m.slug[d.Slug] = true
	}
	m.held.Documents = nil
	for _, d := range current {
		m.held.Documents = append(m.held.Documents, d)
	}
	slices.SortFunc(m.held.Documents, func(a, b archive.Document) int { return a.Position - b.Position })
	for _, e := range change.Ledger {
		m.ids[e.ParagraphID] = true
		m.held.Ledger = append(m.held.Ledger, e)
	}
	return change
}

func idsByText(documents []archive.Document) map[string]string {
	ids := map[string]string{}
	for i := range documents {
		for _, p := range documents[i].Paragraphs {
			ids[p.Text] = p.ID
		}
	}
	return ids
}

func events(change archive.SourceChange) string {
	var list []string
	for _, e := range change.Ledger {
		list = append(list, string(e.State))
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func TestPlanFirstReading(t *testing.T) {
	m := newMemory()
	change := m.apply(t, reading(document("One", "a b c", "[REDACTED]", "[REDACTED]"), document("One", "d e f")))
	if len(change.Added) != 2 || events(change) != "current current current current" {
		t.Fatalf("added %d, events %q", len(change.Added), events(change))
	}
	if got := []string{change.Added[0].Slug, change.Added[1].Slug}; !slices.Equal(got, []string{"2019-07-30-one", "2019-07-30-one-2"}) {
		t.Errorf("slugs %q", got)
	}
	seen := map[string]bool{}
	for i := range change.Added {
		for _, p := range change.Added[i].Paragraphs {
			if !archive.IsParagraphID(p.ID) || seen[p.ID] {
				t.Errorf("paragraph id %q is malformed or given twice", p.ID)
			}
			seen[p.ID] = true
		}
	}
}

func TestPlanSameReadingChangesNothing(t *testing.T) {
	m := newMemory()
	r := reading(document("One", "a b c", "d"), document("Two", "e f"))
	m.apply(t, r)
	change := m.apply(t, r)
	if len(change.Unchanged) != 2 || len(change.Ledger) != 0 || len(change.Added)+len(change.Changed)+len(change.Removed) != 0 {
		t.Errorf("second reading: %+v", change.Counts())
	}
}

func TestPlanKeepsIdsThroughEdits(t *testing.T) {
	m := newMemory()
	m.apply(t, reading(document("One", "first words here", "we commit to explore data sharing", "last words here")))
	before := idsByText(m.held.Documents)
	change := m.apply(t, reading(document("One", "a new opening of it all", "first words here", "we commit to pursue data sharing", "last words here")))
	after := idsByText(m.held.Documents)
	if events(change) != "current edited" {
		t.Errorf("events %q", events(change))
	}
	if before["we commit to explore data sharing"] != after["we commit to pursue data sharing"] {
		t.Error("the edited paragraph lost its id")
	}
	if before["first words here"] != after["first words here"] || before["last words here"] != after["last words here"] {
		t.Error("a paragraph that stayed lost its id")
	}
}

// TestPlanKeepsIdsThroughABetterScan: paragraphs read again with fewer faults
// keep their ids, wherever they stand.
func TestPlanKeepsIdsThroughABetterScan(t *testing.T) {
	m := newMemory()
	m.apply(t, reading(document("One", "J O I N T S T A T E M E N T", "lâ€™accord", "infor mation ofthe loT", "last")))
	before := idsByText(m.held.Documents)
	change := m.apply(t, reading(document("One", "last", "information of the IoT", "l’accord", "JOINT STATEMENT")))
	after := idsByText(m.held.Documents)
	if e := events(change); strings.Contains(e, "removed") || strings.Contains(e, "current") {
		t.Errorf("events %q", e)
	}
	for was, is := range map[string]string{"J O I N T S T A T E M E N T": "JOINT STATEMENT", "lâ€™accord": "l’accord", "infor mation ofthe loT": "information of the IoT"} {
		if before[was] == "" || before[was] != after[is] {
			t.Errorf("%q lost its id", was)
		}
	}
}

func TestPlanRemovedComesBack(t *testing.T) {
	m := newMemory()
	full := reading(document("One", "stays as it is", "goes and comes back"), document("Two", "a whole document", "that vanishes"))
	m.apply(t, full)
	before := idsByText(m.held.Documents)
	change := m.apply(t, reading(document("One", "stays as it is")))
	if len(change.Removed) != 1 || events(change) != "removed removed removed" {
		t.Fatalf("removed %v, events %q", change.Removed, events(change))
	}
	change = m.apply(t, full)
	if events(change) != "restored restored restored" {
		t.Errorf("events %q", events(change))
	}
	if diff := cmp.Diff(before, idsByText(m.held.Documents)); diff != "" {
		t.Errorf("ids before and after (-want +got):\n%s", diff)
	}
	if len(change.Added) != 1 || change.Added[0].Slug != "2019-07-30-two" {
		t.Errorf("the document that came back has slug %q", change.Added[0].Slug)
	}
}

// TestPlanTwinsComeBackInOrder: three marks that cannot be told apart by their
// words are removed and restored; the third is the third again.
func TestPlanTwinsComeBackInOrder(t *testing.T) {
	m := newMemory()
	full := reading(document("One", "alpha beta", "[REDACTED]", "gamma delta", "[REDACTED]", "epsilon zeta", "[REDACTED]"))
	order := func() (ids []string) {
		for _, p := range m.held.Documents[0].Paragraphs {
			ids = append(ids, p.ID)
		}
		return ids
	}
	m.apply(t, full)
	before := order()
	m.apply(t, reading(document("One", "alpha beta", "gamma delta", "epsilon zeta")))
	m.apply(t, full)
	if diff := cmp.Diff(before, order()); diff != "" {
		t.Errorf("ids before and after (-want +got):\n%s", diff)
	}
}

// TestPlanFollowsAMoveBetweenDocuments: a better reading splits one document
// in two; the ids go with their paragraphs.
func TestPlanFollowsAMoveBetweenDocuments(t *testing.T) {
	m := newMemory()
	m.apply(t, reading(document("One", "alpha beta gamma", "delta epsilon", "zeta eta theta", "iota kappa", "lambda mu")))
	before := idsByText(m.held.Documents)
	change := m.apply(t, reading(document("One", "alpha beta gamma", "delta epsilon", "zeta eta theta"), document("Two", "iota kappa", "lambda mu")))
	if events(change) != "moved moved" || len(change.Added) != 1 || len(change.Changed) != 1 {
		t.Errorf("events %q, %+v", events(change), change.Counts())
	}
	if diff := cmp.Diff(before, idsByText(m.held.Documents)); diff != "" {
		t.Errorf("ids before and after (-want +got):\n%s", diff)
	}
}

func TestPlanMatchesSwappedDocuments(t *testing.T) {
	m := newMemory()
	one, two := document("Draft", "a b c", "d e f", "g h i"), document("Draft", "a b c", "d e x y z", "j k l")
	m.apply(t, reading(one, two))
	slugs := map[string]string{}
	for _, d := range m.held.Documents {
		slugs[d.Sections[0].Paragraphs[2].Text] = d.Slug
	}
	change := m.apply(t, reading(two, one))
	if len(change.Unchanged) != 2 || len(change.Ledger) != 0 {
		t.Errorf("swapping two documents: %+v", change.Counts())
	}
}

func TestPlanReportsTakenErrors(t *testing.T) {
	broken := errors.New("disk")
	_, err := Plan(Held{}, reading(document("One", "a")), Taken{
		Slug: func(string) (bool, error) { return false, broken },
		ID:   func(string) (bool, error) { return false, nil },
	})
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

func TestPlanLosesNoId(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newMemory()
		paragraph := rapid.SampledFrom([]string{"a b c", "a b d", "[REDACTED]", "Report:", "e f g h", "e f g i", "x", "e f", "g h", "a b c e f g h"})
		for range rapid.IntRange(1, 6).Draw(t, "readings") {
			var documents []archive.Document
			for range rapid.IntRange(0, 3).Draw(t, "documents") {
				documents = append(documents, document(rapid.SampledFrom([]string{"One", "Two"}).Draw(t, "title"), rapid.SliceOfN(paragraph, 0, 6).Draw(t, "texts")...))
			}
			was := idState(m)
			m.apply(t, reading(documents...))
			now := idState(m)
			for id := range was {
				if now[id] == "" {
					t.Fatalf("id %s vanished without a row", id)
				}
			}
			stand := map[string]bool{}
			for i := range m.held.Documents {
				for _, p := range m.held.Documents[i].Paragraphs {
					if stand[p.ID] || !now[p.ID].Stands() {
						t.Fatalf("id %s stands twice, or stands though removed", p.ID)
					}
					stand[p.ID] = true
				}
			}
			for id, state := range now {
				if state.Stands() && !stand[id] {
					t.Fatalf("id %s is %s but stands nowhere", id, state)
				}
			}
		}
	})
}

// idState is the last event of each id.
func idState(m *memory) map[string]archive.State {
	states := map[string]archive.State{}
	for _, e := range m.held.Ledger {
		states[e.ParagraphID] = e.State
	}
	return states
}

// TestDoubtsAloneAreNoChange: they go to the record, and nothing else does.
func TestDoubtsAloneAreNoChange(t *testing.T) {
	m := newMemory()
	d := document("Communiqué", "First.", "Second.")
	m.apply(t, reading(d))
	d.Doubts = []archive.Doubt{{Says: "It has no date."}}
	r := reading(d)
	r.Doubts = []archive.Doubt{{Says: "Its charset is guessed."}}
	r.Furniture = []archive.Furniture{{Lines: []int{7, 8}, Reason: "running head"}}
	r.Withheld = []archive.Withheld{{First: 3, Last: 5}, {}}
	change := m.apply(t, r)
	if len(change.Unchanged) != 1 || len(change.Changed) != 0 || len(change.Ledger) != 0 {
		t.Errorf("%d changed, %d entries of the ledger", len(change.Changed), len(change.Ledger))
	}
	want := []archive.SourceDoubt{{Doubt: r.Doubts[0]}, {Slug: change.Unchanged[0], Doubt: d.Doubts[0]}}
	if diff := cmp.Diff(want, change.Doubts); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(archive.Figures{Documents: 1, Paragraphs: 2, Furniture: 2, Withheld: 4, Doubts: 2}, change.Found); diff != "" {
		t.Error(diff)
	}
}

// TestPlanParts: a paragraph that a better reading cuts in two, or joins,
// leaves a row for every id, and none shows what is not its own.
func TestPlanParts(t *testing.T) {
	whole := "we commit to share what we learn of threats and to keep the public informed of them"
	first, second := "we commit to share what we learn of threats", "and to keep the public informed of them"
	one, two := document("One", "before it", whole, "behind it"), document("One", "before it", first, second, "behind it")
	m := newMemory()
	m.apply(t, reading(one))
	id := idsByText(m.held.Documents)[whole]

	change := m.apply(t, reading(two))
	ids := idsByText(m.held.Documents)
	if ids[first] != id || events(change) != "current split" {
		t.Fatalf("split: the first part has id %s, want %s; events %q", ids[first], id, events(change))
	}
	part := ids[second]
	if e := entry(change, part); e.Other != id {
		t.Errorf("the second part was cut off %q, want %q", e.Other, id)
	}

	change = m.apply(t, reading(one))
	if got := idsByText(m.held.Documents)[whole]; got != id || events(change) != "edited merged" {
		t.Fatalf("merge: the whole has id %s, want %s; events %q", got, id, events(change))
	}
	if e := entry(change, part); e.Other != id || e.Was != second {
		t.Errorf("the second part went into %q with wording %q", e.Other, e.Was)
	}

	change = m.apply(t, reading(two))
	if got := idsByText(m.held.Documents)[second]; got != part || events(change) != "restored split" {
		t.Errorf("cut again: the second part has id %s, want %s; events %q", got, part, events(change))
	}
}

func entry(change archive.SourceChange, id string) archive.LedgerEntry {
	for _, e := range change.Ledger {
		if e.ParagraphID == id {
			return e
		}
	}
	return archive.LedgerEntry{}
}

// TestPlanFollowsAnEditedMove: a paragraph that goes to another place in other
// words keeps its id, within its document and between two.
func TestPlanFollowsAnEditedMove(t *testing.T) {
	text := "alpha beta gamma delta epsilon zeta eta theta"
	edited := text + " iota"
	for name, then := range map[string]archive.Reading{
		"within":  reading(document("One", "b b", "c c", edited, "d d"), document("Two", "e e", "f f")),
		"between": reading(document("One", "b b", "c c", "d d"), document("Two", "e e", edited, "f f")),
	} {
		m := newMemory()
		m.apply(t, reading(document("One", text, "b b", "c c", "d d"), document("Two", "e e", "f f")))
		id := idsByText(m.held.Documents)[text]
		change := m.apply(t, then)
		if got := idsByText(m.held.Documents)[edited]; got != id || events(change) != "edited" {
			t.Errorf("%s: id %s, want %s; events %q", name, got, id, events(change))
		}
	}
}
