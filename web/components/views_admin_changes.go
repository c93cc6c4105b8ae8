package components

// ChangeSetsView is the admin's list of change sets.
type ChangeSetsView struct {
	Page    PageView
	Waiting []ChangeSetRow
	Decided []ChangeSetRow
	Note    string // said under the list
}

// ChangeSetRow is a change set in a list.
type ChangeSetRow struct {
	Name     string // "Change set 13"
	URL      string
	State    string // "Proposed", "Applied"
	When     string
	Datetime string
	What     string
}

// ChangeSetView is one change set: what it would do or did, and what can be
// decided of it.
type ChangeSetView struct {
	Page      PageView
	Trail     Trail
	Problem   Problem
	Title     string // "Change set 13: proposed"
	Standing  string
	Sums      []Sum
	Risks     []ChangeRisk
	Documents []DocumentChange
	MoreTexts string // "40 more documents"; empty where all are listed
	Links     []LinkChange
	MoreLinks string
	Facets    []FacetShift
	Decision  *DecisionForm // nil where nothing is left to decide
}

// ChangeRisk is a reason to look before one applies.
type ChangeRisk struct {
	Title, Why string
}

// DocumentChange is what becomes of one document.
type DocumentChange struct {
	Sign       string // "+", "~", "−"
	Fate       string
	Title      string
	URL        string // empty where it does not stand
	CorrectURL string // where it is corrected; empty too
	Same       string
	New        string
	Edited     string // split and merged ones too
	Moved      string
	Removed    string
}

// LinkChange is what becomes of one permalink.
type LinkChange struct {
	What    string // "Edited", "Removed"
	Address string // "/p/8xmmdscf"
	Wording []Piece
	Place   string // "Draft 4, Encryption, paragraph 3"
}

// FacetShift is a facet's value whose count changes.
type FacetShift struct {
	Value     string // "Country: Syria"
	Now, Then string
}

// DecisionForm offers what can be done with a set.
type DecisionForm struct {
	URL     string
	Apply   string // words of the buttons; empty for none
	Discard string
	Revert  string
	Hint    string
}
