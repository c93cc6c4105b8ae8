package components

// SignInView is the page to sign in on.
type SignInView struct {
	Page          PageView
	Token         string // of a one-time link: the page asks to confirm instead of for a password
	WrongPassword bool
	WrongToken    bool
}

// Problem is what was wrong with a form; empty where nothing was.
type Problem struct {
	Title  string // a sentence
	Detail string // what to do
}

// SourcesView is the page of sources.
type SourcesView struct {
	Page      PageView
	Problem   Problem
	Runs      []RunRow // the latest
	Sources   []SourceRow
	MaxFile   string // "64 MB"
	MaxUpload string
}

// SourceRow is a source in the table.
type SourceRow struct {
	ID         string // unique on the page
	Name       string
	Print      string // first letters of its SHA-256
	Lines      string
	Documents  string
	Paragraphs string
	Doubts     string
	URL        string // where its reading is shown
	Read       string // when it was last read; empty where it never was
	ReadAt     string // the same for machines
	Run        string // the run that did: "Run 7"
	RunURL     string // empty where there was none
	Captures   int    // how many different files came under its name
	Failed     bool
	Problem    string // why it could not be read
}

// RunRow is a run in a list.
type RunRow struct {
	ID       string // unique on the page
	Name     string // "Run 7"
	URL      string
	State    string // "Done", "Reading"
	When     string // when, by whom, how long
	Started  string // when, for machines
	What     string // what it did
	Problems []string
	Progress *RunProgress // of a run that is going on here
}

// RunProgress is how far a run has come.
type RunProgress struct {
	Events string // address of its events
	Done   int
	Total  int // at least 1
	Text   string
}

// RunsView is the page of runs.
type RunsView struct {
	Page PageView
	Runs []RunRow
	Note string // said under the list
}

// RunView is the page of one run.
type RunView struct {
	Page     PageView
	Run      RunRow
	Set      *ChangeSetRow // what it proposed; nil where that was nothing
	Waits    bool          // for a decision
	Sums     []Sum         // what became of documents
	Found    []Sum         // how much was read; none where it was not counted
	Outcomes []OutcomeRow
	Pages    PagesView // of outcomes
	Note     string    // which sources are not listed
}

// Sum is a figure with its name.
type Sum struct {
	Name  string
	Value string
}

// OutcomeRow is what a run did with one source.
type OutcomeRow struct {
	Source  string
	URL     string // where its reading is shown
	What    string
	Found   string // how much was read; empty where it was not counted
	Doubts  []DoubtRow
	More    string // doubts that are not listed
	Problem string // why it failed; empty where it did not
}

// DoubtRow is something that a person should look at.
type DoubtRow struct {
	Says     string
	Lines    string // "line 5"; empty where it is about none
	Document string // title of the document it is about, where that is said
	URL      string // of that document; empty for a doubt of the source as a whole
}

// SourceView is the page of one source: what was read in it.
type SourceView struct {
	Page      PageView
	Source    SourceRow
	SHA256    string
	MediaType string
	LinesURL  string // of all its lines beside what they became; empty where no document was read
	Found     []Sum
	Doubts    []DoubtRow
	Documents []ReadRow
	Withheld  []string
	Furniture []FurnitureRow
}

// ReadRow is a document as it was read.
type ReadRow struct {
	Title      string
	URL        string
	CorrectURL string // where it is corrected
	Kind       string
	Date       string
	Basis      string // on what the date rests
	Paragraphs string
	Doubts     string
}

// FurnitureRow is a reason for which lines were set aside.
type FurnitureRow struct {
	Reason string
	Count  string
	Lines  string
}

// AuditView is the page of the audit.
type AuditView struct {
	Page    PageView
	Entries []AuditRow
	Note    string // said under the list
}

// AuditRow is one write to the archive.
type AuditRow struct {
	At        string
	AtMachine string
	Actor     string
	Action    string
	Object    string
	Detail    string
}
