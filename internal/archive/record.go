package archive

import "time"

// Change is a row of the change log: a document was written or taken out.
// Followers read them in order and need nothing else.
type Change struct {
	Sequence int64
	Slug     string
	Removed  bool
}

// State is what became of a paragraph.
type State string

// The states of a paragraph.
const (
	Current State = "current" // stands, as first read
	Edited  State = "edited"  // stands, in other words than at first
	Merged  State = "merged"  // stands within another paragraph, see LedgerEntry.Other
	Removed State = "removed" // no longer stands; its last wording is kept

	// The others are events of the ledger only. A paragraph that was moved or
	// restored is Current or Edited; one that was split goes on in its first
	// part, and is Edited.
	Moved    State = "moved"    // to another document, or among its neighbours
	Split    State = "split"    // its other parts are paragraphs of their own now
	Restored State = "restored" // it had been removed or merged, and is back
)

// Stands reports whether a paragraph of which s was the last event has a place
// of its own.
func (s State) Stands() bool { return s != Removed && s != Merged }

// LedgerEntry is one line of a paragraph's history.
type LedgerEntry struct {
	ParagraphID string
	Slug        string // document it stands in, or stood in last
	Heading     string // of the section it stands in, or stood in last
	Label       string // as printed, at that time
	State       State  // what happened
	// Other is another paragraph: the one that a merged one went into, or the one
	// that a new one was cut off.
	Other      string
	Was, Is    string    // wordings before and after
	WasIn      string    // document it stood in before; empty where that is Slug
	WasHeading string    // of the section it stood in before, where it moved
	At         time.Time // when the run applied it
	Run        int64
}

// ParagraphRecord is a paragraph with where it stands and what became of it.
type ParagraphRecord struct {
	State     State
	Paragraph Paragraph     // for a removed one: its last wording, label and, where known, lines
	Section   Section       // with its paragraphs; for a removed one only what is known
	Document  Summary       // for a removed one whose document is gone, Slug and Title as last known
	Source    Source        // the capture that its lines count in
	History   []LedgerEntry // oldest first
}

// Capture is bytes that came under a source's name.
type Capture struct {
	Source          // SHA256, MediaType, Size, Lines and Received are the capture's
	File   string   // name of the file, where it is another than the source's
	Run    int64    // that brought it
	Slugs  []string // of the standing documents that were read from it, in order
	Public bool     // it was read, and what it said was published, whatever became of that since
	Last   bool     // its source was last read from it: withheld notices and furniture count in its lines
}

// SourceLine is one line of a capture, as the reader of its format gives it.
type SourceLine struct {
	Number int // from 1
	Page   int // physical page; 0 where the format has none
	Text   string
}

// SourceState says how the last reading of a source ended.
type SourceState string

// The states of a source.
const (
	SourceRead   SourceState = "read"
	SourceFailed SourceState = "failed"
)

// SourceRecord is a source as the admin's list shows it.
type SourceRecord struct {
	Source
	State      SourceState
	Problem    string // why the last reading failed, in plain words
	Documents  int
	Paragraphs int
	Doubts     int       // of the source and its documents
	Captures   int       // how many different bytes came under this name
	LastRun    int64     // run that last read it; 0 before the first
	LastRead   time.Time // when
}

// SourceReading is what stands of the newest reading of a source.
type SourceReading struct {
	Record    SourceRecord
	Documents []Document
	Withheld  []Withheld
	Furniture []Furniture
	Doubts    []SourceDoubt // those of its documents too
}

// Run is one run of the ingester.
type Run struct {
	ID        int64
	Actor     string // who asked: "admin", "command line", "demo"
	Started   time.Time
	Ended     time.Time // zero while it runs, and where it was cut off
	CutOff    bool      // the program that ran it ended in the middle; what it did stands
	Sources   int       // files looked at
	Documents Counts
	Found     Figures    // in all sources together
	Outcomes  []Outcome  // one for each source that changed something, failed, or is read with doubts, in order
	Set       *ChangeSet // what it proposed; nil where that was nothing, or where it is not asked for
}

// Counts says how many documents a run added, changed, left as they were, took
// out, and how many sources failed.
type Counts struct {
	Added, Changed, Unchanged, Removed, Failed int
}

// Outcome is what a run did with one source.
type Outcome struct {
	Source  string
	Counts  Counts
	Found   Figures       // how much was read in it; zero where it failed
	Doubts  []SourceDoubt // as far as they still stand: a later reading has its own
	Problem string        // why it failed, in plain words; empty where it did not
}

// Figures says how much was read in a source, or in several.
type Figures struct {
	Documents, Paragraphs int
	Furniture             int // lines
	Withheld              int // pages
	Doubts                int
}

// Add gives the figures of both.
func (f Figures) Add(g Figures) Figures {
	return Figures{
		f.Documents + g.Documents, f.Paragraphs + g.Paragraphs, f.Furniture + g.Furniture, f.Withheld + g.Withheld, f.Doubts + g.Doubts,
	}
}

// SourceDoubt is a doubt with the document that it is about.
type SourceDoubt struct {
	Slug string // empty for one of the source as a whole
	Doubt
}

// AuditEntry is one write to the archive: who did what to what.
type AuditEntry struct {
	ID     int64
	At     time.Time
	Actor  string
	Action string // "ingest", "upload", "sign-in", "set password", "reindex", "restore"
	Object string // the source, run or document
	Detail string
}

// SourceChange is what reading one source does to the archive. The store
// applies it whole, in one transaction, or not at all.
type SourceChange struct {
	Run       int64
	Actor     string
	Version   string // of the ingester that read it
	Reading   string // fingerprint of the reading
	Source    Source
	Bytes     []byte
	File      string        // name of the file, where it is another than the source's
	Held      bool          // the bytes are a capture that is held already, and newer ones stay the newest
	Added     []Document    // new, with slugs, anchors and ids given
	Changed   []Document    // held before under the same slug, now different
	Unchanged []string      // slugs of documents that read as before
	Removed   []string      // slugs of documents that the source no longer yields
	Ledger    []LedgerEntry // what became of every paragraph id that is new or no longer the same
	Withheld  []Withheld
	Furniture []Furniture
	// Corrections are those that the change makes, Lifted the numbers of those
	// that hold no longer.
	Corrections []Correction
	Lifted      []int64
	Doubts      []SourceDoubt // all there are, those of unchanged documents too
	Found       Figures
}

// Quiet reports whether a change touches no document.
func (c *SourceChange) Quiet() bool { return len(c.Added)+len(c.Changed)+len(c.Removed) == 0 }

// Counts sums a source's change up for its report.
func (c *SourceChange) Counts() Counts {
	return Counts{Added: len(c.Added), Changed: len(c.Changed), Unchanged: len(c.Unchanged), Removed: len(c.Removed)}
}
