package components

// CorrectView is the page on which a document is corrected.
type CorrectView struct {
	Page     PageView
	Trail    Trail
	Title    string
	URL      string // of the document
	Action   string // where the forms are sent
	Problem  Problem
	Applied  *Link // the change set that was just applied; nil on a first look
	Fields   []CorrectField
	Cuts     []StandingCut
	Sections []CorrectSection
}

// CorrectField is one field of the document with its form.
type CorrectField struct {
	Field   string // as it is sent
	Name    string // "Date"
	Noun    string // "date", for the button
	Hint    string
	Now     string // what holds, in words
	Read    string // what was read, where that was corrected
	By      string // who corrected it and when, and why; empty where nobody did
	Lift    string // number of that correction
	Text    string // for a line, or for lines
	Lines   bool
	Options []CorrectOption
	Several bool // of the options
}

// CorrectOption is a value that can be chosen.
type CorrectOption struct {
	ID     string // unique on the page
	Value  string
	Text   string
	Chosen bool
}

// StandingCut is a correction by which paragraphs were joined or split.
type StandingCut struct {
	What  string // "Joined", "Split"
	Parts []string
	By    string
	Lift  string
}

// CorrectSection is a section of the document with its paragraphs.
type CorrectSection struct {
	Heading    string
	Paragraphs []CorrectParagraph
}

// CorrectParagraph is a paragraph with what can be done to it.
type CorrectParagraph struct {
	ParagraphView
	Join     string // what joining it with the next sends; empty for the last of its section
	SplitURL string // where it can be split
	Split    *SplitForm
}

// SplitForm is where an empty line is put into a paragraph.
type SplitForm struct {
	Cut  string // the paragraph and its text, as it is sent
	Text string
}
