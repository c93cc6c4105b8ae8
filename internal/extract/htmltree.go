package extract

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// The tree of a page is built from tokens and not by the parser of the HTML
// standard: that one copies unclosed <font> and <b> into every block below them,
// so that a small page can grow without bounds, and gives up on deep nesting.
// Here the faces of type are kept apart from the tree, and elements that are
// nested too deeply leave their text to the one around them.

const (
	maxDepth    = 250     // elements within one another
	maxElements = 300_000 // elements and stretches of text of a page
	maxAttr     = 2048    // bytes of an attribute that are looked at
	maxFaces    = 64      // faces of type within one another
)

// element is an element of a page, or a stretch of text where name is empty.
type element struct {
	name   string
	text   string
	bold   bool
	big    bool // set larger than the text
	hidden bool // never seen by a reader
	attr   map[string]string
	parent *element
	kids   []*element
	faces  int // how many faces were open when it began

	letters  int    // that can be seen in it
	linked   int    // of them, links
	prose    int    // letters of its running text
	said     int    // letters of its sentences that are no links
	hasTable bool   // a table within a table
	reason   string // why it is furniture
}

// page is a page as parsed.
type page struct {
	body     *element
	lang     string
	title    string
	metas    []pageMeta
	styles   []string // style sheets
	data     []string // JSON-LD
	frames   bool
	unframed string // what a frameset offers to browsers without frames
	saved    string // address that the browser noted when it saved the page
}

// pageMeta is a <meta> or <link> that describes the page.
type pageMeta struct{ name, content string }

// keptAttributes are those that say something of what is seen.
var keptAttributes = map[string]bool{
	"class": true, "id": true, "role": true, "style": true, "href": true, "itemprop": true, "hidden": true, "aria-hidden": true, "lang": true,
	"start": true, "value": true, "type": true, "reversed": true, "datetime": true, "aria-label": true, "aria-labelledby": true, "property": true, "content": true,
	"border": true, "aria-modal": true, "aria-level": true, "alt": true, "src": true, "name": true, "size": true,
}

var (
	voidElements = names("area base br col embed frame hr img input link meta param source track wbr basefont bgsound keygen")
	// unseen are elements whose content is never shown.
	unseen = names("script style template noscript noframes svg iframe object applet canvas audio video datalist noembed head title rp")
	// faceElements change the face of type alone.
	faceElements  = names("b strong i em u font big small tt s strike code nobr")
	blockElements = names("address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure " +
		"footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre search section select " +
		"summary table tbody td textarea tfoot th thead tr ul xmp")
	headingElements = names("h1 h2 h3 h4 h5 h6")
	cellElements    = names("td th caption")
)

// names makes a set of the words of a list.
func names(list string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(list) {
		set[name] = true
	}
	return set
}

// isBlock reports whether an element begins a line of its own. Elements with a
// hyphen are those that a site makes up, nearly always for a part of the page.
func isBlock(name string) bool { return blockElements[name] || strings.Contains(name, "-") }

// treeBuilder makes a tree of tokens.
type treeBuilder struct {
	page  page
	stack []*element // open elements, the body first
	faces []face     // open faces of type
	over  int        // open elements that were nested too deeply
	count int
	rules hidingSelectors // of the first style sheets
	ruled int             // how many
}

type face struct {
	name string
	bold bool
	big  bool // larger than the text
}

// parsePage builds the tree of a page, or says in words why it cannot be read.
func parsePage(text string) (*page, string) {
	body := &element{name: "body", attr: map[string]string{}}
	b := &treeBuilder{page: page{body: body}, stack: []*element{body}}
	tokens := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			if err := tokens.Err(); err != io.EOF {
				return nil, "is an HTML page that cannot be read: " + err.Error()
			}
			return &b.page, ""
		}
		b.token(kind, tokens)
		if b.count > maxElements {
			return nil, fmt.Sprintf("is an HTML page of more than %d elements", maxElements)
		}
	}
}

// token takes the next token into the tree.
func (b *treeBuilder) token(kind html.TokenType, tokens *html.Tokenizer) {
	switch kind {
	case html.TextToken:
		b.addText(string(tokens.Text()))
	case html.StartTagToken, html.SelfClosingTagToken:
		name, attr := readTag(tokens)
		b.start(name, attr)
	case html.EndTagToken:
		name, _ := tokens.TagName()
		b.end(string(name))
	case html.CommentToken:
		if b.page.saved == "" {
			b.page.saved = savedFrom(string(tokens.Text()))
		}
	}
}

// savedFrom gives the address in the comment that browsers write into pages
// that they save: "saved from url=(0042)https://…".
func savedFrom(comment string) string {
	_, rest, ok := strings.Cut(comment[:min(len(comment), maxAttr)], "saved from url=(")
	if !ok {
		return ""
	}
	_, address, _ := strings.Cut(rest, ")")
	return strings.TrimSpace(address)
}

// readTag reads the name and the attributes that matter.
func readTag(tokens *html.Tokenizer) (string, map[string]string) {
	raw, more := tokens.TagName()
	name := string(raw)
	meta := name == "meta" || name == "link"
	var attr map[string]string
	for more {
		var key, value []byte
		key, value, more = tokens.TagAttr()
		k := string(key)
		if !keptAttributes[k] && !meta || len(attr) > 64 {
			continue
		}
		if _, twice := attr[k]; twice {
			continue
		}
		if attr == nil {
			attr = map[string]string{}
		}
		attr[k] = strings.ToValidUTF8(string(value[:min(len(value), maxAttr)]), "")
	}
	return name, attr
}

// top is the element under way.
func (b *treeBuilder) top() *element { return b.stack[len(b.stack)-1] }

// addText adds a stretch of text, or keeps what describes the page.
func (b *treeBuilder) addText(text string) {
	top := b.top()
	if top.hidden {
		b.keepUnseen(top, text)
		return
	}
	bold, big := false, false
	for _, f := range b.faces {
		bold, big = bold || f.bold, big || f.big
	}
	b.count++
	top.kids = append(top.kids, &element{text: text, bold: bold, big: big, parent: top})
}

// keepUnseen keeps the titles, data and style sheets that a page does not show,
// and the text that it hides, which is only counted.
func (b *treeBuilder) keepUnseen(top *element, text string) {
	switch {
	case top.name == "title" && b.page.title == "" && !slices.ContainsFunc(b.stack, func(e *element) bool { return e.name == "svg" }):
		b.page.title = cleanSpace(text)
	case top.name == "script" && strings.EqualFold(top.attr["type"], "application/ld+json"):
		b.page.data = append(b.page.data, text)
	case top.name == "style" && len(b.page.styles) < 100:
		b.page.styles = append(b.page.styles, text)
	case top.name == "noframes":
		if b.page.unframed == "" {
			b.page.unframed = text
		}
	case !slices.ContainsFunc(b.stack, func(e *element) bool { return unseen[e.name] }):
		b.count++
		top.kids = append(top.kids, &element{text: text, hidden: true, parent: top})
	}
}

// start opens an element.
func (b *treeBuilder) start(name string, attr map[string]string) {
	switch name {
	case "html", "body":
		b.outermost(name, attr)
		return
	case "head":
		return
	case "meta", "link":
		b.meta(name, attr)
		return
	case "frame":
		b.page.frames = true
		return
	}
	hidden := b.top().hidden || unseen[name] || hiddenByAttributes(attr) || faceElements[name] && b.hidesFace(name, attr)
	if faceElements[name] && !hidden {
		b.openFace(name, attr)
		return
	}
	b.closeImplied(name)
	if len(b.stack) >= maxDepth && !voidElements[name] {
		if !unseen[name] { // the text of scripts must not come out, however deep they are
			b.over++
			b.breakLine(name)
			return
		}
		b.stack = b.stack[:maxDepth-1]
	}
	top := b.top()
	e := &element{name: name, attr: attr, parent: top, hidden: top.hidden || hidden, faces: len(b.faces)}
	b.count++
	top.kids = append(top.kids, e)
	if name == "table" {
		b.markOuterTable()
	}
	if !voidElements[name] {
		b.stack = append(b.stack, e)
	}
}

// breakLine keeps the text of blocks apart that are nested too deeply to be kept.
func (b *treeBuilder) breakLine(name string) {
	if isBlock(name) {
		b.count++
		b.top().kids = append(b.top().kids, &element{name: "br", parent: b.top(), hidden: b.top().hidden})
	}
}

// outermost takes the attributes of <html> and <body>.
func (b *treeBuilder) outermost(name string, attr map[string]string) {
	if b.page.lang == "" || name == "body" && attr["lang"] != "" {
		b.page.lang = attr["lang"]
	}
	if name == "body" {
		for k, v := range attr {
			b.page.body.attr[k] = v
		}
	}
	if b.top().name == "title" { // a title that is never closed
		b.stack = b.stack[:1]
	}
}

// meta keeps a description of the page.
func (b *treeBuilder) meta(name string, attr map[string]string) {
	if name == "link" {
		if strings.EqualFold(attr["rel"], "canonical") {
			b.page.metas = append(b.page.metas, pageMeta{"canonical", attr["href"]})
		}
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		if attr[key] != "" && attr["content"] != "" && len(b.page.metas) < 1000 {
			b.page.metas = append(b.page.metas, pageMeta{strings.ToLower(attr[key]), cleanSpace(attr["content"])})
			return
		}
	}
}

// hidesFace reports whether the style sheets so far, or its class, hide a face of
// type; those have no place in the tree where that could be seen later.
func (b *treeBuilder) hidesFace(name string, attr map[string]string) bool {
	if attr["class"] == "" && attr["id"] == "" && attr["aria-hidden"] == "" {
		return false
	}
	if b.ruled < len(b.page.styles) {
		b.rules, b.ruled = hidingRules(b.page.styles), len(b.page.styles)
	}
	e := &element{name: name, attr: attr}
	return mayHide(e) || b.rules.hides(e)
}

// openFace notes a face of type.
func (b *treeBuilder) openFace(name string, attr map[string]string) {
	if len(b.faces) < maxFaces {
		// A line underlined from end to end is a heading of the same kind.
		bold := (name == "b" || name == "strong" || name == "u") && !lightStyle.MatchString(attr["style"]) || boldStyle.MatchString(attr["style"])
		b.faces = append(b.faces, face{name, bold, name == "big" || name == "font" && bigFont.MatchString(attr["size"])})
	}
}

// bigFont is a size of type that pages of the nineties set titles in.
var bigFont = regexp.MustCompile(`^\s*(?:\+[1-4]|[4-7])\s*$`)

// markOuterTable notes that the table around the innermost cell holds another.
func (b *treeBuilder) markOuterTable() {
	for i := len(b.stack) - 1; i > 0; i-- {
		if b.stack[i].name == "table" {
			b.stack[i].hasTable = true
			return
		}
	}
}
