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
	Documents Counts `json:"documents"`
	New       int    `json:"new"` // paragraphs that were never here
	Edited    int    `json:"edited"`
	Moved     int    `json:"moved"`
	Split     int    `json:"split"`
	Merged    int    `json:"merged"`
	Removed   int    `json:"removed"`
	Restored  int    `json:"restored"`
	// Risks are the documents that a person should look at before, each with why.
	Risks []Risk `json:"risks,omitempty"`
}

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
	e.New += o.New
	e.Edited += o.Edited
	e.Moved += o.Moved
	e.Split += o.Split
	e.Merged += o.Merged
	e.Removed += o.Removed
	e.Restored += o.Restored
	e.Risks = append(e.Risks, o.Risks...)
}

// Links is how many permalinks will say something else than before.
func (e *Effects) Links() int { return e.Edited + e.Moved + e.Split + e.Merged + e.Removed }

// riskyShare is the share of a document's paragraphs that may be edited or
// vanish before a person is asked.
const riskyShare = 0.1

// EffectsOf sums up what a change does. before are the documents that it
// changes or removes, as they are.
func EffectsOf(c *SourceChange, before []Document) Effects {
	e := Effects{Documents: c.Counts()}
	touched := map[string]int{}
	for _, entry := range c.Ledger {
		e.count(entry.State)
		switch entry.State {
		case Edited, Split, Merged, Removed:
			touched[standsIn(entry)]++
		}
	}
	for i := range before {
		d := &before[i]
		n := 0
		for range d.Paragraphs {
			n++
		}
		switch {
		case slices.Contains(c.Removed, d.Slug):
			e.Risks = append(e.Risks, Risk{d.Slug, "the document vanishes"})
		case float64(touched[d.Slug]) > riskyShare*float64(n):
			e.Risks = append(e.Risks, Risk{d.Slug, fmt.Sprintf("%d of its %d paragraphs are edited or vanish", touched[d.Slug], n)})
		}
	}
	return e
}

// standsIn is the document that a paragraph stood in before what an entry tells.
func standsIn(e LedgerEntry) string {
	if e.WasIn != "" {
		return e.WasIn
	}
	return e.Slug
}

func (e *Effects) count(s State) {
	switch s {
	case Current:
		e.New++
	case Edited:
		e.Edited++
	case Moved:
		e.Moved++
	case Split:
		e.Split++
	case Merged:
		e.Merged++
	case Removed:
		e.Removed++
	case Restored:
		e.Restored++
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
