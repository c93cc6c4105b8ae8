package components

// DocumentView is the page of a document.
type DocumentView struct {
	Page        PageView
	Trail       Trail
	Title       string
	Subtitle    string // event, place and the like, in one line
	Facts       []Fact
	Language    string
	Marking     string
	Before      []string // withheld pages noted before the document
	After       []string // and behind it
	Contents    []ContentsEntry
	Sections    []SectionView
	Record      []RecordEntry
	Parties     []Earned
	PartiesNote string // said where they are not known, or were corrected
	Named       []Earned
	NamedNote   string // said where they were corrected
	Themes      []Earned
	ThemesNote  string // the same
	Packet      PacketView
	Copies      []CopyView
	Forms       []Link // other forms of the document
	Cite        CitationView
	Address     string // absolute
	Published   string // date for microdata
}

// CitationView is how to cite what a page shows.
type CitationView struct {
	Line  string
	Files []Link // the same for reference managers
}

// ContentsEntry is a line of the contents.
type ContentsEntry struct {
	URL    string
	Text   string
	Count  string // how many paragraphs; a dash for none
	Spoken string // the same for ears: "3 paragraphs"
	Sub    bool
}

// SectionView is a section of a document.
type SectionView struct {
	Anchor     string
	Heading    string
	Unseen     bool // the heading is ours and for ears only
	Sub        bool // it stands under another section
	Paragraphs []ParagraphView
	Empty      string // what is said where nothing stands under the heading
}

// RecordEntry is one thing known of a document, and why.
type RecordEntry struct {
	Name  string
	Text  string
	Date  string // for a date: its machine-readable form
	URL   string
	Code  bool
	Basis string
}

// Earned is a theme or country with the words that earned it.
type Earned struct {
	Link
	Words string // “cyber threats”, “cyberspace”
}

// CopyView is another document that holds the same text.
type CopyView struct {
	Link
	Place   string   // "in the packet release.txt"
	Differs []string // what it says of itself and the one at hand does not: "no marking"
}

// PacketView is the source that a document stands in.
type PacketView struct {
	Name     string
	SHA256   string
	URL      string // where it is shown beside the text
	Standing string // "Document 3 of 16 in this source"
	Previous *Link
	Next     *Link
}

// ParagraphPageView is the page of one paragraph: what its permalink shows.
type ParagraphPageView struct {
	Page      PageView
	Trail     Trail
	Title     string
	Facts     []Fact
	State     string // "Unchanged since 20 November 2026"
	StateNote string
	Around    []ParagraphView // the paragraph between its neighbours
	PlaceURL  string          // in its document; empty for a removed one
	Last      string          // its last wording, for a removed one
	History   []HistoryEntry
	Quote     string
	Cite      CitationView // without files for a removed one
	Address   string
	JSONURL   string
	Source    ExcerptView
	Copies    []CopyView
	Themes    []Earned
	Countries []Earned
}

// HistoryEntry is one line of a paragraph's history, newest first.
type HistoryEntry struct {
	When     string
	Datetime string
	What     string // "Edited"
	Note     string
	Other    Link   // another paragraph that Note ends by speaking of; its URL is empty where there is none
	SetName  string // "change set 12", and where it is told
	SetURL   string
	Wording  []Piece // how it was reworded, or what it said
}
