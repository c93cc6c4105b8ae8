package extract

import (
	"regexp"
	"strconv"
	"strings"
)

// toggle is a property that may be on, off, or left to what stands above.
type toggle int8

const (
	unset toggle = iota
	on
	off
)

// or gives t where it is set, and else what stands above.
func (t toggle) or(above toggle) toggle {
	if t == unset {
		return above
	}
	return t
}

// toggleOf reads a property such as <w:b/> or <w:b w:val="false"/>.
func toggleOf(n *node) toggle {
	if n == nil {
		return unset
	}
	switch n.attr("val") {
	case "0", "false", "off", "none":
		return off
	}
	return on
}

// isOn reads the value of an attribute that turns something on.
func isOn(value string) bool { return value == "1" || value == "true" || value == "on" }

// runLook is how characters are printed, as far as a reader of text cares.
type runLook struct {
	bold, capitals, hidden, raised toggle
	colour                         string // RRGGBB in capitals
	shaded                         toggle // something dark may stand behind it
}

// readRunLook reads the properties of a run.
func readRunLook(p *node) runLook {
	if p == nil {
		return runLook{}
	}
	look := runLook{
		bold: toggleOf(p.kid("w:b")), capitals: toggleOf(p.kid("w:caps")), hidden: toggleOf(p.kid("w:vanish")),
		colour: strings.ToUpper(p.kid("w:color").attr("val")), shaded: shadeOf(p),
	}
	if strong := p.kid("w:bCs"); strong != nil && toggleOf(p.kid("w:rtl")) == on { // Arabic and Hebrew have a bold of their own
		look.bold = toggleOf(strong)
	}
	if mark := p.kid("w:vertAlign"); mark != nil {
		look.raised = off
		if mark.attr("val") == "superscript" {
			look.raised = on
		}
	}
	if h := p.kid("w:highlight"); h != nil && h.attr("val") != "none" && h.attr("val") != "white" {
		look.shaded = on
	}
	return look
}

// shadeOf reads the shading in the properties of a run, paragraph, or cell.
func shadeOf(p *node) toggle {
	shade := p.kid("w:shd")
	if shade == nil {
		return unset
	}
	fill, pattern := strings.ToUpper(shade.attr("fill")), shade.attr("val")
	plain := fill == "" || fill == "AUTO" || fill == "FFFFFF"
	if plain && (pattern == "" || pattern == "clear" || pattern == "nil") && shade.attr("themeFill") == "" {
		return off
	}
	return on
}

// over gives look with what stands above where look says nothing.
func (look runLook) over(above runLook) runLook {
	if look.colour == "" {
		look.colour = above.colour
	}
	return runLook{
		look.bold.or(above.bold), look.capitals.or(above.capitals), look.hidden.or(above.hidden), look.raised.or(above.raised),
		look.colour, look.shaded.or(above.shaded),
	}
}

// isHidden reports whether nothing of it is seen on paper: marked as hidden, or
// white on white.
func (look runLook) isHidden() bool {
	return look.hidden == on || look.colour == "FFFFFF" && look.shaded != on
}

// paragraphLook is what the properties of a paragraph say, themselves or by its
// style.
type paragraphLook struct {
	outline      int    // level of a heading from 0, 9 for text; -1 unset
	list         string // id of the list it is in; "0" for none; empty unset
	listStyle    string // the style that puts it there
	level        int    // in that list; -1 unset
	before       int    // space above and below in twentieths of a point; -1 unset
	after        int
	close        toggle // no space between paragraphs of one style
	breaksBefore toggle // begins a page
	run          runLook
}

var noParagraphLook = paragraphLook{outline: -1, level: -1, before: -1, after: -1}

// readParagraphLook reads the properties of a paragraph.
func readParagraphLook(p *node) paragraphLook {
	if p == nil {
		return noParagraphLook
	}
	numbers, space := p.kid("w:numPr"), p.kid("w:spacing")
	look := paragraphLook{
		outline: wholeNumber(p.kid("w:outlineLvl").attr("val"), -1),
		list:    numbers.kid("w:numId").attr("val"),
		level:   wholeNumber(numbers.kid("w:ilvl").attr("val"), -1),
		before:  spaceOf(space, "before"), after: spaceOf(space, "after"),
		close: toggleOf(p.kid("w:contextualSpacing")), breaksBefore: toggleOf(p.kid("w:pageBreakBefore")),
	}
	look.run.shaded = shadeOf(p)
	return look
}

// spaceOf reads the space on one side of a paragraph. Space in lines, and the
// space that browsers would leave, count as a line.
func spaceOf(n *node, side string) int {
	if n == nil {
		return -1
	}
	if isOn(n.attr(side+"Autospacing")) || wholeNumber(n.attr(side+"Lines"), 0) > 0 {
		return 240
	}
	return wholeNumber(n.attr(side), -1)
}

// over gives look with what stands above where look says nothing.
func (look paragraphLook) over(above paragraphLook) paragraphLook {
	merged := paragraphLook{
		outline: orAbove(look.outline, above.outline), list: look.list, listStyle: look.listStyle, level: orAbove(look.level, above.level),
		before: orAbove(look.before, above.before), after: orAbove(look.after, above.after),
		close: look.close.or(above.close), breaksBefore: look.breaksBefore.or(above.breaksBefore), run: look.run.over(above.run),
	}
	if merged.list == "" {
		merged.list, merged.listStyle = above.list, above.listStyle
	}
	return merged
}

// orAbove gives n where it is set, and else what stands above.
func orAbove(n, above int) int {
	if n < 0 {
		return above
	}
	return n
}

// wholeNumber reads a whole number.
func wholeNumber(s string, otherwise int) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < -1<<30 || n > 1<<30 {
		return otherwise
	}
	return n
}

// docxStyle is a named style.
type docxStyle struct {
	id, name, base string
	look           paragraphLook
	done           bool // look holds what the styles that it is based on say
	title          bool // names the document
	contents       bool // sets the lines of a table of contents
	fills          bool // of a table: sets cells on a ground of their own
}

// styleSheet holds the styles of a document.
type styleSheet struct {
	styles map[string]*docxStyle
	normal string // id of the style of paragraphs that name none
}

// readStyles reads the part of a document that holds its styles; nil is none.
func readStyles(tree *node) styleSheet {
	s := styleSheet{styles: map[string]*docxStyle{}}
	if tree == nil {
		return s
	}
	defaults := readParagraphLook(tree.path("w:docDefaults", "w:pPrDefault", "w:pPr"))
	defaults.run = readRunLook(tree.path("w:docDefaults", "w:rPrDefault", "w:rPr")).over(defaults.run)
	s.styles[""] = &docxStyle{look: defaults, done: true}
	for _, n := range tree.kids {
		if n.name != "w:style" {
			continue
		}
		style := readStyle(n)
		s.styles[style.id] = style
		if n.attr("type") == "paragraph" && n.attr("default") == "1" {
			s.normal = style.id
		}
	}
	for _, style := range s.styles {
		s.inherit(style, 0)
	}
	return s
}

// Names of styles by what they are for. Word keeps the English names in the file
// whatever language it shows; other programs write them in their own.
var (
	headingName  = regexp.MustCompile(`(?i)^(?:heading|überschrift|titre|título|titulo|titolo|rubrik|kop|nagłówek|заголовок|otsikko|overskrift|encabezado|cabeçalho|nadpis|rubrica)\s*([1-9])$`)
	titleName    = regexp.MustCompile(`(?i)^(?:title|titel|titre|título|titulo|titolo|titre du document|document title|názov|otsikko|tittel|tytuł|название|заголовок)$`)
	contentsName = regexp.MustCompile(`(?i)^(?:toc \d|toc heading|contents \d|contents heading|table of figures|verzeichnis \d|tm \d|inhaltsverzeichnis \d)$`)
)

// readStyle reads one style.
func readStyle(n *node) *docxStyle {
	style := &docxStyle{id: n.attr("styleId"), name: n.kid("w:name").attr("val"), base: n.kid("w:basedOn").attr("val")}
	style.look = readParagraphLook(n.kid("w:pPr"))
	style.look.run = readRunLook(n.kid("w:rPr")).over(style.look.run)
	style.look.listStyle = style.id
	if m := headingName.FindStringSubmatch(style.name); m != nil && style.look.outline < 0 {
		style.look.outline = wholeNumber(m[1], 1) - 1
	}
	style.title = titleName.MatchString(style.name)
	style.contents = contentsName.MatchString(style.name)
	if n.attr("type") == "table" {
		n.find("w:shd", func(shade *node) {
			style.fills = style.fills || shadeOf(&node{kids: []*node{shade}}) == on
		})
	}
	return style
}

// maxStyleChain is how many styles may be based on one another; more are a
// circle.
const maxStyleChain = 40

// inherit gives a style what the styles say that it is based on.
func (s styleSheet) inherit(style *docxStyle, depth int) {
	if style.done || depth > maxStyleChain {
		return
	}
	style.done = true
	base := s.styles[style.base]
	if base == nil {
		base = s.styles[""]
	}
	s.inherit(base, depth+1)
	style.look = style.look.over(base.look)
	style.title = style.title || base.title
	style.contents = style.contents || base.contents
}

// paragraph gives the style of a paragraph by its id.
func (s styleSheet) paragraph(id string) *docxStyle {
	for _, id := range []string{id, s.normal, ""} {
		if style := s.styles[id]; style != nil {
			return style
		}
	}
	return &docxStyle{look: noParagraphLook}
}

// run gives how a run is printed: its own properties over those of its style
// over those of its paragraph. A property that both styles turn on is off.
func (s styleSheet) run(properties *node, paragraph runLook) runLook {
	own := readRunLook(properties)
	id := properties.kid("w:rStyle").attr("val")
	style := s.styles[id]
	if id == "" || style == nil {
		return own.over(paragraph)
	}
	named := style.look.run
	if def := s.styles[""]; def != nil { // what the defaults say reached it through its base
		named.bold = differs(named.bold, def.look.run.bold)
		named.capitals = differs(named.capitals, def.look.run.capitals)
	}
	both := named.over(paragraph)
	both.bold = combined(named.bold, paragraph.bold)
	both.capitals = combined(named.capitals, paragraph.capitals)
	return own.over(both)
}

// differs gives t unless the defaults say the same.
func differs(t, defaults toggle) toggle {
	if t == defaults {
		return unset
	}
	return t
}

// combined is a property that the styles of a run and of its paragraph turn on
// or off: turned on twice it is off.
func combined(run, paragraph toggle) toggle {
	if run != on {
		return paragraph
	}
	if paragraph == on {
		return off
	}
	return on
}
