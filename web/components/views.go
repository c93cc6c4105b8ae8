package components

import "strconv"

// SearchBoxView is a large search box.
type SearchBoxView struct {
	Label     string
	ShowLabel bool
	Query     string
	Hint      bool // explain the query language
}

// FailureView is the page of a request that could not be answered.
type FailureView struct {
	Page   PageView
	Title  string
	Path   string // what was asked for
	Detail string // in whole sentences
	Query  string // what to search for instead
	Close  []Item // documents whose address is close
}

// Item is a document in a list.
type Item struct {
	URL   string
	Title string
	Facts []Fact
	Gist  string // the first words of its text
}

// Fact is one of the short things said of a document.
type Fact struct {
	Text    string
	Date    string // for a date: its machine-readable form
	URL     string // what it leads to
	Draft   bool   // set in italics: the document is no final
	Unknown bool   // set in brackets: nothing says
	Code    bool   // an address or a name, letter by letter
}

// Trail is the way from the home page to a page; the last has no address.
type Trail []Link

// Piece is a stretch of a paragraph's wording.
type Piece struct {
	Text      string
	Mark      bool   // it is what was searched for
	Redacted  bool   // it was withheld: Text is the mark as printed
	Deleted   bool   // it was struck out since
	Inserted  bool   // it was added
	Exemption string // of a redacted piece, where printed
}

// ParagraphView is a paragraph in a text.
type ParagraphView struct {
	ID       string // empty where the page holds the paragraph elsewhere too
	Label    string
	Role     string // prose, numbered, lettered, bullet, footnote, sign-off, mark
	Wording  []Piece
	URL      string // its permalink
	PlaceURL string // where it stands in its document; empty on that page itself
	Name     string // what its permalink leads to, for ears: "paragraph 1, Cyber and Online Threats"
	Context  bool   // it stands around the paragraph that is asked for
	Cited    bool   // it is the paragraph that is asked for
}

// Count is a line of a tally: a value, and how many there are.
type Count struct {
	Text  string
	URL   string // empty where there is nothing to go to
	Count string // as printed
	Share string // length of its line, in per cent: "57.1%"
	Note  string // said under it
}

// Plot is a bar plot over years.
type Plot struct {
	ID      string // unique on its page
	Title   string // what it shows, for ears
	Caption string // how it is read
	Height  int    // pixels
	Bars    []Bar
	Ticks   []Tick
	Unit    string // what is counted: "Documents"
	Sparse  bool   // there is no room for a figure on every bar: the table is shown
}

// Bar is one year of a plot. X, Middle and Width are in per cent, the rest in
// pixels; Height is empty for nothing, OutlineHeight where nothing is outlined.
type Bar struct {
	Name          string // "2019"
	Figure        string // "12 of 17"
	X, Width      string
	Y, Height     string
	OutlineY      string
	OutlineHeight string
	Label         string // the figure over the bar
	Middle        string // where it stands
	LabelY        string
}

// Tick is a word under the axis.
type Tick struct {
	X, Anchor, Text string
}

// Floor is where the bars stand, in pixels from above.
func (p Plot) Floor() int { return p.Height - tickRoom }

func (p Plot) tall() string  { return strconv.Itoa(p.Height) }
func (p Plot) floor() string { return strconv.Itoa(p.Floor()) }
func (p Plot) tickY() string { return strconv.Itoa(p.Height - 4) }

// tickRoom is the height kept for the words under the axis, in pixels.
const tickRoom = 22

// BarRoom is how high the highest bar of a plot may be, in pixels: its figure
// stands over it.
func (p Plot) BarRoom() int { return p.Height - tickRoom - 20 }

func (p ParagraphView) classes() string {
	classes := "paragraph"
	switch p.Role {
	case "lettered":
		classes += " child"
	case "footnote", "sign-off":
		classes += " " + p.Role
	}
	if p.Context {
		classes += " context"
	}
	if p.Cited {
		classes += " cited"
	}
	return classes
}

// PagesView leads through the pages of a list.
type PagesView struct {
	Label        string // "Pages of results"
	Here         string // "Page 1 of 3"
	Previous     string // addresses; empty where there is no such page
	Next         string
	PreviousText string
	NextText     string
}
