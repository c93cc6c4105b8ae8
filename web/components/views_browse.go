package components

// HomeView is the home page.
type HomeView struct {
	Page      PageView
	Standing  string // "21 communiqués, statements and briefing papers …"
	SearchFor string // "Search 444 paragraphs"
	Latest    []Item
	All       string // "All 21 documents"
	Plot      *Plot
	Years     []Count
	Countries []Count
	AllLands  string // "All 20 countries"; empty where all are shown
	Themes    []Count
	AllThemes string
	Kinds     []Count
	Withheld  string // what is blacked out, in one sentence
}

// DocumentsView is the list of all documents.
type DocumentsView struct {
	Page     PageView
	Trail    Trail
	Title    string
	Standing string
	Items    []Item
	Pages    PagesView
}

// IndexView is a page that lists all countries, themes or years.
type IndexView struct {
	Page     PageView
	Trail    Trail
	Title    string
	Standing string
	Plot     *Plot
	Groups   []CountGroup
}

// CountGroup is a part of such a list.
type CountGroup struct {
	Heading string // empty where there is but one
	Counts  []Count
}

// TopicView is the page of a country, a theme or a year.
type TopicView struct {
	Page      PageView
	Trail     Trail
	Title     string
	Standing  string
	Scope     string // what a theme takes in
	SearchURL string
	SearchFor string // "Search in these documents"
	Near      []Link // the years before and after
	Lists     []TopicList
	Pages     PagesView
	Plot      *Plot
	Sides     []TopicSide
	Empty     string // said where there is no document
}

// TopicList is a list of documents under a heading.
type TopicList struct {
	Heading string
	Note    string
	Items   []Item
}

// TopicSide is a tally beside the documents.
type TopicSide struct {
	Heading string
	Counts  []Count
}
