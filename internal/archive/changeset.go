package archive

import (
	"fmt"
	"slices"
	"time"
)

// ChangeSet is what one run would do or did to the archive: proposed, then
// applied whole or discarded. Its number is that of its run.
type ChangeSet struct {
	ID         int64
	State      SetState
	Reverts    int64 // the set that this one takes back; 0 where it reads sources
	RevertedBy int64 // the set that took this one back; 0 where it stands
	Actor      string
	Version    string // of the ingester
	Reason     string // given by who decided
	Proposed   time.Time
	Decided    time.Time // when it was applied or discarded; zero before
	DecidedBy  string
	Sources    int
	Effects    Effects
	Shifts     map[FacetValue]int // how counts of documents would shift; of a dry run alone
}

// SetState is how far a change set has come.
type SetState string

// The states of a change set.
const (
	Preparing SetState = "preparing" // its run is still reading
	Proposed  SetState = "proposed"  // waits for a decision; readers see none of it
	Applied   SetState = "applied"
	Discarded SetState = "discarded"
)

// Effects sums up what changes do: to documents, and to the paragraphs that
// readers may hold links to.
type Effects struct {
	Documents   Counts `json:"documents"`
	Captures    int    `json:"captures"`    // sources whose bytes came, rather than being read again
	Corrections int    `json:"corrections"` // made or lifted
	Tally
	// Texts are the documents that are added, changed or removed.
	Texts []DocumentEffect `json:"texts,omitempty"`
	// Risks are the documents that a person should look at before, each with why.
	Risks []Risk `json:"risks,omitempty"`
}

// Tally counts what became of paragraphs.
type Tally struct {
	New      int `json:"new,omitempty"` // were never here
	Edited   int `json:"edited,omitempty"`
	Moved    int `json:"moved,omitempty"`
	Split    int `json:"split,omitempty"`
	Merged   int `json:"merged,omitempty"`
	Removed  int `json:"removed,omitempty"`
	Restored int `json:"restored,omitempty"`
}

// DocumentEffect is what becomes of one document.
type DocumentEffect struct {
	Slug  string `json:"slug"`
	Title string `json:"title"`
	Fate  Fate   `json:"fate"`
	Tally        // paragraphs of it; those that leave it are counted where they stood
	Same  int    `json:"same"` // paragraphs that stay as they are
}

// Fate is what becomes of a document in a change set.
type Fate string

// The fates of documents.
const (
	DocumentAdded   Fate = "added"
	DocumentChanged Fate = "changed"
	DocumentRemoved Fate = "removed"
)

// Risk is a reason to look at a change before it is applied.
type Risk struct {
	Slug string `json:"slug"`
	Why  string `json:"why"` // in a few words: "the document vanishes"
}

// Add puts the effects of another change behind e.
func (e *Effects) Add(o Effects) {
	e.Documents.Added += o.Documents.Added
	e.Documents.Changed += o.Documents.Changed
	e.Documents.Unchanged += o.Documents.Unchanged
	e.Documents.Removed += o.Documents.Removed
	e.Documents.Failed += o.Documents.Failed
	e.Captures += o.Captures
	e.Corrections += o.Corrections
	e.New += o.New
	e.Edited += o.Edited
	e.Moved += o.Moved
	e.Split += o.Split
	e.Merged += o.Merged
	e.Removed += o.Removed
	e.Restored += o.Restored
	e.Texts = append(e.Texts, o.Texts...)
	e.Risks = append(e.Risks, o.Risks...)
}

// Links is how many permalinks will say something else than before.
func (t *Tally) Links() int { return t.Edited + t.Moved + t.Split + t.Merged + t.Removed }

// reworded is how many paragraphs do not go on as they were.
func (t *Tally) reworded() int { return t.Edited + t.Split + t.Merged + t.Removed }

// riskyShare is the share of a document's paragraphs that may be edited or
// vanish before a person is asked.
const riskyShare = 0.1

// EffectsOf sums up what a change does. before are the documents that it
// changes or removes, as they are.
func EffectsOf(c *SourceChange, before []Document) Effects {
	e := Effects{Documents: c.Counts(), Corrections: max(len(c.Corrections), len(c.Lifted))} // one that takes the place of another is one
	if !c.Held {
		e.Captures = 1
	}
	tallies := map[string]*Tally{}
	for _, entry := range c.Ledger {
		e.count(entry.State)
		slug := standsIn(entry)
		if tallies[slug] == nil {
			tallies[slug] = &Tally{}
		}
		tallies[slug].count(entry.State)
	}
	effect := func(d *Document, fate Fate) DocumentEffect {
		text := DocumentEffect{Slug: d.Slug, Title: d.Title, Fate: fate}
		if t := tallies[d.Slug]; t != nil {
			text.Tally = *t
		}
		return text
	}
	for i := range c.Added {
		e.Texts = append(e.Texts, effect(&c.Added[i], DocumentAdded))
	}
	for i := range before {
		e.addBefore(c, &before[i], effect)
	}
	return e
}

// addBefore adds what becomes of a document that stood, and why a person should
// look at it.
func (e *Effects) addBefore(c *SourceChange, d *Document, effect func(*Document, Fate) DocumentEffect) {
	paragraphs := 0
	for range d.Paragraphs {
		paragraphs++
	}
	if slices.Contains(c.Removed, d.Slug) {
		e.Texts = append(e.Texts, effect(d, DocumentRemoved))
		e.Risks = append(e.Risks, Risk{d.Slug, "the document vanishes"})
		return
	}
	text := effect(d, DocumentChanged)
	text.Same = paragraphs - text.Links()
	e.Texts = append(e.Texts, text)
	if n := text.reworded(); float64(n) > riskyShare*float64(paragraphs) {
		e.Risks = append(e.Risks, Risk{d.Slug, fmt.Sprintf("%d of its %d paragraphs are edited or vanish", n, paragraphs)})
	}
}

// standsIn is the document that a paragraph stood in before what an entry tells.
func standsIn(e LedgerEntry) string {
	if e.WasIn != "" {
		return e.WasIn
	}
	return e.Slug
}

func (t *Tally) count(s State) {
	switch s {
	case Current:
		t.New++
	case Edited:
		t.Edited++
	case Moved:
		t.Moved++
	case Split:
		t.Split++
	case Merged:
		t.Merged++
	case Removed:
		t.Removed++
	case Restored:
		t.Restored++
	}
}

// Decision says what becomes of the change set that a run proposes, before it is
// known.
type Decision int

// The decisions.
const (
	ApplySafe Decision = iota // apply it, unless a person should look at it first
	ApplyAll                  // apply it whatever it does
	Wait                      // leave it proposed
)

// FacetValue is a value of a facet that documents are counted by.
type FacetValue struct{ Facet, Value string } // {"country", "CA"}

// CountFacets adds n to each value of a facet that a document has.
func CountFacets(counts map[FacetValue]int, s *Summary, n int) {
	counts[FacetValue{"kind", string(s.Kind)}] += n
	counts[FacetValue{"year", s.Date.Year()}] += n
	for _, theme := range s.Themes {
		counts[FacetValue{"theme", theme}] += n
	}
	for _, country := range s.Named {
		counts[FacetValue{"country", country}] += n
	}
}

// ShiftFacets adds to shifts by how many documents a change makes each value of a
// facet grow or shrink. before are the documents that it changes or removes.
func ShiftFacets(shifts map[FacetValue]int, c *SourceChange, before []Document) {
	for i := range before {
		s := Summarize(&before[i])
		CountFacets(shifts, &s, -1)
	}
	for _, list := range [][]Document{c.Added, c.Changed} {
		for i := range list {
			s := Summarize(&list[i])
			CountFacets(shifts, &s, 1)
		}
	}
}
