package extract

import (
	"regexp"
	"strconv"
	"strings"
)

// teiBlocks are the elements that begin a line of their own.
var teiBlocks = func() map[string]bool {
	all := map[string]bool{}
	for _, name := range strings.Fields(`TEI TEI.2 teiCorpus teiCorpus.2 text group front body back
		div div0 div1 div2 div3 div4 div5 div6 div7 attachment floatingText titlePage docTitle titlePart docAuthor docDate docImprint
		head p ab lg l sp u speaker stage list item table row opener closer salute signed dateline byline trailer postscript
		epigraph argument address addrLine figure listBibl castList castItem fw imprimatur docEdition`) {
		all[name] = true
	}
	return all
}()

// isTEIBlock reports whether an element begins a line of its own. Quotations do
// where they hold paragraphs.
func isTEIBlock(n *node) bool {
	switch n.name {
	case "quote", "q", "cit", "said", "note":
		return n.name != "note" && hasTEIBlock(n)
	}
	return teiBlocks[n.name] || isDocument(n)
}

func hasTEIBlock(n *node) bool {
	for _, k := range n.kids {
		if isTEIBlock(k) {
			return true
		}
	}
	return false
}

// block reads an element that begins a line.
func (t *tei) block(n *node) {
	t.tight = t.beginsTight(n)
	switch n.name {
	case "div", "div0", "div1", "div2", "div3", "div4", "div5", "div6", "div7", "attachment":
		t.division(n)
	case "TEI", "TEI.2", "teiCorpus", "teiCorpus.2":
		t.file(n)
	case inCorpus:
		t.corpusFile(n)
	case inGroup:
		t.document(n)
	case "head":
		t.heading(n)
	case "list", "listBibl", "castList":
		t.list(n)
	case "table":
		t.table(n)
	case "sp":
		t.speech(n)
	case "fw":
		t.formeWork(n)
	case "figure":
		t.figure(n)
	case "figDesc":
		t.furniture(squeezed(plainText(n)), "description of a picture")
	default:
		t.kids(n)
	}
	t.last = n.name
}

// beginsTight reports whether an element stands right below the one before it:
// lines of a verse or an address.
func (t *tei) beginsTight(n *node) bool {
	return (n.name == "l" || n.name == "addrLine") && t.last == n.name
}

// kids reads what stands in an element: its blocks, and text between them.
func (t *tei) kids(n *node) { t.flow(n, Line{}) }

// division reads a division of the text.
func (t *tei) division(n *node) {
	if isDocument(n) {
		t.document(n)
		return
	}
	deeper := 0
	if n.kid("head") != nil {
		deeper = 1
	}
	t.level += deeper
	t.kids(n)
	t.level -= deeper
}

// corpusFile reads a file of a corpus that is a document of its own.
func (t *tei) corpusFile(n *node) {
	t.lines.blank()
	if t.several {
		t.lines.add(Line{Text: partName(n), Meta: MetaPart})
	}
	t.inside, t.notes, t.level = true, 0, 0
	t.file(n)
	t.inside = false
}

// figure reads what is printed about a picture.
func (t *tei) figure(n *node) {
	for _, k := range n.kids {
		if k.name == "head" {
			t.flow(k, Line{Bold: true})
			continue
		}
		t.flow(&node{kids: []*node{k}}, Line{})
	}
}

// heading reads a heading of the text; those of lists, tables and figures are
// only bold.
func (t *tei) heading(n *node) { t.flow(n, Line{Heading: min(max(t.level, 1), 9)}) }

// flow reads text and blocks as they stand among one another. A paragraph that
// is underlined or bold from end to end and no sentence is a heading:
// typewriters had no other.
func (t *tei) flow(n *node, line Line) {
	x := newTEIText(t, line, isMarked(n))
	x.mayHead, x.signs = n.name == "p" || n.name == "ab", n.name == "signed"
	mixed := hasTEIBlock(n)
	for _, k := range n.kids {
		if k.name == "note" && !isInline(k) && x.isEmpty() && mixed {
			t.notesOf([]*node{k})
			continue
		}
		if !isTEIBlock(k) && k.name != "figDesc" {
			x.read(k, x.marked)
			continue
		}
		x.flush()
		t.block(k)
	}
	x.flush()
}

// marks finds underlining and bold type in the attributes of an element.
var marks = regexp.MustCompile(`(?i)\b(?:underlined?|section-?title\w*|bold|strong|b|u)\b`)

// isMarked reports whether an element is printed underlined or bold.
func isMarked(n *node) bool {
	return marks.MatchString(n.attr("rend")) || marks.MatchString(n.attr("rendition")) || marks.MatchString(n.attr("style"))
}

// add adds a line of text, or of furniture where it stands outside of the
// documents that the file marks.
func (t *tei) add(line Line) {
	line.Page, line.Text, line.Item = t.page, withLabel(t.prefix, line.Text), line.Item || t.item
	t.prefix, t.item = "", false
	if t.marked && !t.inside {
		line = Line{Page: line.Page, Text: line.Text, Meta: MetaFurniture, Reason: "matter of the edition"}
	}
	if !line.Item && !t.tight && line.Meta == "" {
		t.lines.blank()
	}
	t.tight = false
	t.lines.add(line)
}

// furniture adds what is printed on the page and no text of the document.
func (t *tei) furniture(text, reason string) {
	if text != "" {
		t.lines.add(Line{Text: text, Page: t.page, Meta: MetaFurniture, Reason: reason})
	}
}

// formeWork reads what stands at the head or foot of a page.
func (t *tei) formeWork(n *node) {
	reason := "page head"
	if kind := n.attr("type") + n.attr("place"); strings.Contains(kind, "foot") || strings.Contains(kind, "bot") || strings.Contains(kind, "sig") || strings.Contains(kind, "catch") {
		reason = "page foot"
	}
	t.furniture(squeezed(plainText(n)), reason)
}

// turn begins a page.
func (t *tei) turn(n *node) {
	if number, err := strconv.Atoi(strings.Trim(n.attr("n"), "[]p. ")); err == nil && number > 0 && number < 1<<20 {
		t.page = number
		return
	}
	t.page++
}

// list reads a list; each item with its label.
func (t *tei) list(n *node) {
	t.addPrefix()
	count := 0
	for _, k := range n.kids {
		switch k.name {
		case "head":
			t.flow(k, Line{Bold: true})
		case "label", "headLabel":
			t.setPrefix(k)
		case "item", "bibl", "castItem", "biblStruct":
			count++
			if t.prefix == "" {
				t.prefix = itemLabel(n, k, count)
			}
			t.item = n.attr("type") != "simple"
			t.flow(k, Line{})
			t.addPrefix()
		default:
			t.flow(&node{kids: []*node{k}}, Line{})
		}
	}
	t.addPrefix()
}

// setPrefix keeps what stands before the next line of text.
func (t *tei) setPrefix(n *node) {
	t.addPrefix()
	x := newTEIText(t, Line{}, false)
	x.kids(n, false)
	prefix := squeezed(string(x.text))
	x.text = nil
	x.flush() // the notes that it cites
	t.prefix = prefix
}

// ownLabel finds an item that prints its label itself.
var ownLabel = regexp.MustCompile(`^\s*(?:\(?[0-9]{1,3}[.)]|\(?[a-zA-Z]\)|[a-zA-Z]\.|\(?[ivxIVX]{1,5}[.)]|[•*–—-]\s)`)

// itemLabel is what is printed before an item.
func itemLabel(list, item *node, count int) string {
	text := printedTEI(item)
	if ownLabel.MatchString(text) {
		return ""
	}
	if given := item.attr("n"); given != "" && len(given) < 10 {
		if isDigits(given) {
			given += "."
		}
		return given
	}
	look := list.attr("type") + " " + list.attr("rend")
	for _, kind := range []struct{ word, format string }{
		{"upper-alpha", "upperLetter"}, {"alpha", "lowerLetter"}, {"upper-roman", "upperRoman"}, {"roman", "lowerRoman"},
		{"ordered", "decimal"}, {"number", "decimal"},
	} {
		if strings.Contains(look, kind.word) && !strings.Contains(look, "unordered") {
			return formatNumber(count, kind.format) + "."
		}
	}
	if strings.Contains(look, "bullet") {
		return "•"
	}
	return ""
}

// table reads a table row by row.
func (t *tei) table(n *node) {
	rows := 0
	for _, k := range n.kids {
		switch k.name {
		case "head":
			t.flow(k, Line{Bold: true})
		case "row":
			t.tight = rows > 0
			rows++
			t.row(k)
		case "":
		default:
			t.flow(&node{kids: []*node{k}}, Line{})
		}
	}
}

func (t *tei) row(n *node) {
	var cells []string
	x := newTEIText(t, Line{}, false)
	for _, k := range n.kids {
		if k.name == "cell" {
			cell := newTEIText(t, Line{}, false)
			cell.read(k, false)
			cells = append(cells, squeezed(string(cell.text)))
			x.notes = append(x.notes, cell.notes...)
		} else {
			x.read(k, false)
		}
	}
	if strings.Join(cells, "") != "" {
		t.add(Line{Text: strings.Join(cells, " | "), Bold: n.attr("role") == "label"})
	}
	x.flush()
}

// speech reads what one person says, with the name before it.
func (t *tei) speech(n *node) {
	for _, k := range n.kids {
		if k.name == "speaker" {
			t.setPrefix(k)
			continue
		}
		t.flow(&node{kids: []*node{k}}, Line{})
	}
	t.addPrefix()
}

// addPrefix adds a label that no text followed.
func (t *tei) addPrefix() {
	if t.prefix != "" {
		t.add(Line{})
	}
	t.item = false
}
