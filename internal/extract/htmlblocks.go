package extract

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pageBlock is what a page prints as one paragraph, heading, list item or row of a
// table: a line of the extracted text.
type pageBlock struct {
	owner   *element // innermost block element around it
	text    string
	label   string // of the list item that it begins
	indent  int    // lists around the one it is in
	heading int
	bold    bool
	big     bool // all of it is set larger than the text
	item    bool
	tight   bool   // only a line break parts it from the block before
	row     bool   // of a table
	button  bool   // something to press
	date    string // that the page gives for machines
	anchors int    // links to other places of the page
	letters int
	linked  int // letters that are links

	meta   string // what it describes
	reason string // why it is furniture
}

// isLink reports whether a block is nothing but links.
func (b *pageBlock) isLink() bool { return b.letters > 0 && b.linked*20 >= b.letters*19 }

// proseLetters is how many letters a block of running text has at least.
const proseLetters = 60

// isProse reports whether a block is running text: long, and not mostly links.
func (b *pageBlock) isProse() bool {
	return b.letters >= proseLetters && b.linked*2 < b.letters && b.heading == 0
}

// shortestSaid is how many letters a sentence has at least that is more than a
// word on a button.
const shortestSaid = 15

// isSaid reports whether a block is a sentence, however short, without a link.
func (b *pageBlock) isSaid() bool {
	return b.letters >= shortestSaid && b.linked == 0 && b.heading == 0 && !b.button && endsSentence(b.text) && !strings.HasSuffix(b.text, ":")
}

// segment is what stands between two line breaks of a block.
type segment struct {
	text    strings.Builder
	letters int
	bold    int // letters in bold
	big     int // letters in large type
	linked  int
	anchors int
	space   bool // white space waits for what follows
}

// flattener walks the tree of a page and cuts it into blocks.
type flattener struct {
	blocks   []pageBlock
	segments []*segment
	owner    *element
	lists    []*listCount
	label    string // of the item whose text has not begun
	item     bool
	heading  int
	date     string
	link     int // links under way
	anchor   int // of them to places of the page
	raised   int // <sup> under way
	pre      bool
	button   bool
	boldBy   int      // elements under way whose style is bold
	lastEnd  *element // inline element that ended right before
}

// flatten gives the blocks of a tree in the order in which they are printed.
func flatten(root *element) []pageBlock {
	f := &flattener{owner: root}
	f.kids(root)
	f.flush()
	return f.blocks
}

func (f *flattener) kids(e *element) {
	for _, kid := range e.kids {
		f.walk(kid)
	}
}

// walk takes one element or stretch of text. Trees are never deeper than
// maxDepth.
func (f *flattener) walk(e *element) {
	switch {
	case e.hidden:
	case e.name == "":
		f.text(e)
	case e.name == "br":
		f.segments = append(f.segments, &segment{})
		f.lastEnd = nil
	case e.name == "hr":
		f.flush()
	case e.name == "wbr":
	case e.name == "img":
		f.bulletPicture(e)
	case e.name == "input":
		f.input(e)
	case isBlock(e.name):
		f.block(e)
	default:
		f.inline(e)
	}
}

var (
	bulletName = regexp.MustCompile(`(?i)(?:^|[/_-])(?:bullets?|puces?|balls?|dots?|arrows?|fleches?|squares?|carres?|punkt|pil|marcador)[\w-]{0,12}\.(?:gif|png|jpe?g|svg)$`)
	bulletAlt  = regexp.MustCompile(`^[-–*•·>»]$|(?i)^(?:bullet|puce|arrow|dot)$`)
)

// bulletPicture begins an item where a picture stands for a bullet at the start of
// a line.
func (f *flattener) bulletPicture(e *element) {
	if len(f.segments) > 0 && f.segments[len(f.segments)-1].text.Len() > 0 {
		return
	}
	if alt := strings.TrimSpace(e.attr["alt"]); bulletAlt.MatchString(alt) || alt == "" && bulletName.MatchString(e.attr["src"]) {
		f.write(bulletLabel+" ", false)
	}
}

// input takes the words on a button; what fields hold is the reader's own.
func (f *flattener) input(e *element) {
	switch strings.ToLower(e.attr["type"]) {
	case "submit", "button", "reset":
		f.flush()
		f.button = true
		f.write(e.attr["value"], false)
		f.flush()
		f.button = false
	}
}

// block takes an element that begins a line of its own.
func (f *flattener) block(e *element) {
	f.flush()
	owner, heading, pre, button, lists := f.owner, f.heading, f.pre, f.button, len(f.lists)
	f.owner = e
	bold := boldStyle.MatchString(e.attr["style"])
	if bold {
		f.boldBy++
	}
	if level := e.headingLevel(); level > 0 {
		f.heading = level
	}
	switch e.name {
	case "pre", "listing", "xmp", "plaintext", "textarea":
		f.pre = true
	case "button":
		f.button = true
	case "ul", "ol", "menu", "dir":
		f.lists = append(f.lists, countList(e))
	case "li":
		f.beginItem(e)
	}
	if e.name == "table" && isDataTable(e) {
		f.rows(e)
	} else {
		f.kids(e)
	}
	f.flush()
	if e.name == "li" {
		f.label, f.item = "", false
	}
	if bold {
		f.boldBy--
	}
	f.owner, f.heading, f.pre, f.button, f.lists = owner, heading, pre, button, f.lists[:lists]
}

// headingLevel is the level of a heading; 0 for what is none.
func (e *element) headingLevel() int {
	switch {
	case headingElements[e.name]:
		return int(e.name[1] - '0')
	case strings.EqualFold(e.attr["role"], "heading"):
		if level, err := strconv.Atoi(e.attr["aria-level"]); err == nil && level > 0 && level < 10 {
			return level
		}
		return 2
	}
	return 0
}

// inline takes an element that stands within a line.
func (f *flattener) inline(e *element) {
	if f.lastEnd != nil && partedByStyle(f.lastEnd, e) {
		f.write(" ", false)
	}
	f.lastEnd = nil
	bold := boldStyle.MatchString(e.attr["style"])
	link, anchor := 0, 0
	switch href := e.attr["href"]; {
	case !e.isLink():
	case strings.HasPrefix(href, "#"):
		anchor = 1
	default:
		link = 1
	}
	if bold {
		f.boldBy++
	}
	f.link, f.anchor = f.link+link, f.anchor+anchor
	switch e.name {
	case "time":
		if f.date == "" {
			f.date = e.attr["datetime"]
		}
		f.kids(e)
	case "sup":
		f.raised++
		f.kids(e)
		f.raised--
	case "q":
		f.write("“", false)
		f.kids(e)
		f.write("”", false)
	default:
		f.kids(e)
	}
	f.link, f.anchor = f.link-link, f.anchor-anchor
	if bold {
		f.boldBy--
	}
	f.lastEnd = e
}

// partedByStyle reports whether two elements of a line that no space parts are
// set apart by the style sheet: neighbouring links, labels and their values.
func partedByStyle(before, e *element) bool {
	if before.name == "sup" || e.name == "sup" || e.name == "sub" || before.name == "sub" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(e.textStart()))
	long := utf8.RuneCountInString(before.textStart()) > 3
	switch {
	case before.name == "a" && e.name == "a":
		return true
	case before.name == "a" || e.name == "a":
		return long && !unicode.IsLower(first) && (unicode.IsLetter(first) || unicode.IsDigit(first))
	}
	return long && (unicode.IsUpper(first) || unicode.IsDigit(first))
}

// textStart gives the first stretch of text in an element that is not blank.
func (e *element) textStart() string {
	for _, kid := range e.kids {
		if kid.hidden {
			continue
		}
		text := kid.text
		if kid.name != "" {
			text = kid.textStart()
		}
		if strings.TrimSpace(text) != "" {
			return text
		}
	}
	return ""
}

// text takes a stretch of text.
func (f *flattener) text(e *element) {
	f.lastEnd = nil
	text := e.text
	if f.raised > 0 {
		text = raiseDigits(text)
	}
	if !f.pre {
		f.write(text, e.bold)
		f.enlarge(e)
		return
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			f.segments = append(f.segments, &segment{})
		}
		f.write(line, e.bold)
	}
}

// isLink reports whether an element is a link: by its address or, where a script
// gives it one, because it is no mark of a place.
func (e *element) isLink() bool {
	return e.name == "a" && (e.attr["href"] != "" || e.attr["name"] == "" && e.attr["id"] == "")
}

// enlarge counts the letters of a stretch of text in large type.
func (f *flattener) enlarge(e *element) {
	if e.big && len(f.segments) > 0 {
		f.segments[len(f.segments)-1].big += letterCount(e.text)
	}
}

// write adds text to the line under way; white space of any length is one space.
func (f *flattener) write(text string, bold bool) {
	if len(f.segments) == 0 {
		f.segments = append(f.segments, &segment{})
	}
	s := f.segments[len(f.segments)-1]
	bold = bold || f.boldBy > 0
	for _, r := range text {
		if isPageSpace(r) {
			if f.pre {
				s.text.WriteByte(' ')
			}
			s.space = !f.pre
			continue
		}
		switch r {
		case '\u200B', '\uFEFF': // of no width, and no word ends there
			continue
		case '↩', '\uFE0E': // leads back from a note
			continue
		}
		if s.space && s.text.Len() > 0 {
			s.text.WriteByte(' ')
		}
		s.space = false
		s.text.WriteRune(r)
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			s.letters++
			if bold {
				s.bold++
			}
			if f.link > 0 || f.anchor > 0 {
				s.linked++
			}
			if f.anchor > 0 {
				s.anchors++
			}
		}
	}
}

// isPageSpace reports whether a character is white space in a page, or is no
// text at all.
func isPageSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\f', '\v', '\u00A0', '\u0085', '\u2028', '\u2029', '\u2002', '\u2003', '\u2007', '\u2009', '\u200A', '\u202F', '\u3000':
		return true
	}
	return r < ' '
}

// raiseDigits writes a number that stands raised as raised digits, so that the
// mark of a note does not run into the word before it.
func raiseDigits(text string) string {
	digits := strings.Trim(strings.TrimSpace(text), "[]()")
	if digits == "" || len(digits) > 3 || strings.Trim(digits, "0123456789") != "" {
		return text
	}
	return raisedDigits.Replace(digits)
}
