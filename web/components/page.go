// Package components holds the templ components of the site and the view
// models they are pure functions of. It knows nothing of the archive: plain
// words come in, HTML goes out.
package components

import "github.com/a-h/templ"

//go:generate go tool templ generate

// PageView is the frame of a page. Its zero value of every optional field
// leaves that part out.
type PageView struct {
	Title       string // without the site's name; empty on the home page
	Description string // one sentence for search engines and link previews
	Canonical   string // absolute address; empty for none
	Site        string // absolute address of the site, without a slash at its end
	Kind        string // Open Graph type; "website" where empty
	NoIndex     bool   // keeps the page out of search engines

	Current   string          // path of the place in the menu that is current: "/countries"
	MenuLabel string          // what the menu is, for ears; "Archive" where empty
	Menu      []Link          // in place of the archive's own menu
	OwnSearch bool            // the page has a search box of its own, or needs none
	Tools     templ.Component // at the end of the masthead, such as a form to sign out

	Meta       []Meta      // what it says of itself to reference managers
	Alternates []Alternate // other forms of the same page
	Previous   string      // address of the page of results before this one
	Next       string      // and behind it

	Sequence string // how far in the change log one can search: "1,204"
	Admin    bool   // there is an administration to lead to

	Stylesheet string // addresses of assets
	Script     string
	Icon       string
	MoreScript string // of a page that needs one more; empty for none

	Refresh string // seconds after which a browser without script asks again; empty for never
}

// Link is a link and its words.
type Link struct {
	URL  string
	Text string
}

// Meta is one thing that a page says of itself to machines.
type Meta struct {
	Name    string
	Content string
}

// Alternate is another form of a page.
type Alternate struct {
	URL       string
	MediaType string
	Text      string // its name for readers: "Markdown"
}

// siteName is what the site calls itself.
const siteName = "Communiqué"

// archiveMenu is the menu of the public pages.
var archiveMenu = []Link{
	{"/search", "Search"}, {"/countries", "Countries"}, {"/themes", "Themes"}, {"/years", "Years"},
}

// fullTitle is the title of the window.
func (p PageView) fullTitle() string {
	if p.Title == "" {
		return siteName + ": an archive of ministerial communiqués"
	}
	return p.Title + " – " + siteName
}

// previewTitle is the title of a link preview, which names the site apart.
func (p PageView) previewTitle() string {
	if p.Title == "" {
		return p.fullTitle()
	}
	return p.Title
}

func (p PageView) kind() string {
	if p.Kind == "" {
		return "website"
	}
	return p.Kind
}

func (p PageView) menu() []Link {
	if p.Menu == nil {
		return archiveMenu
	}
	return p.Menu
}

func (p PageView) menuLabel() string {
	if p.MenuLabel == "" {
		return "Archive"
	}
	return p.MenuLabel
}
