package components

// ChangesView is the history of the archive for readers, newest first; or,
// Alone, one entry of it with all its documents.
type ChangesView struct {
	Page    PageView
	Trail   Trail
	Entries []ChangeEntry
	Alone   bool
	Note    string // how far it reaches; empty where it is all
}

// ChangeEntry is one change set.
type ChangeEntry struct {
	Title     string // "Change set 12"
	URL       string
	When      string
	Datetime  string
	Summary   string // "1 document added."
	Note      string // how it stands to others; empty for nothing
	Documents []ChangedDocument
	More      string // "3 more documents"; empty where all are named
}

// ChangedDocument is what became of one document.
type ChangedDocument struct {
	URL    string // empty where it no longer stands
	Title  string
	What   string // "added"
	Detail string // what became of its paragraphs
}
