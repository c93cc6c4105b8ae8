package extract

import "slices"

// Which elements a tag closes: what the HTML standard implies and writers of
// pages leave out.

// closers are the elements that end where a tag of the same kind begins, with
// the elements that hold them apart.
var closers = map[string]struct{ ends, within map[string]bool }{
	"li":       {names("li"), names("ul ol menu dir table td th")},
	"dt":       {names("dt dd"), names("dl table td th")},
	"dd":       {names("dt dd"), names("dl table td th")},
	"option":   {names("option"), names("select optgroup datalist")},
	"optgroup": {names("optgroup option"), names("select")},
	"tr":       {names("tr caption colgroup"), names("table tbody thead tfoot")},
	"td":       {names("td th"), names("tr table")},
	"th":       {names("td th"), names("tr table")},
	"tbody":    {names("tbody thead tfoot caption colgroup"), names("table")},
	"thead":    {names("tbody thead tfoot caption colgroup"), names("table")},
	"tfoot":    {names("tbody thead tfoot caption colgroup"), names("table")},
}

// A paragraph ends where a block begins, unless it stands around what holds the
// block.
var (
	paragraph       = names("p")
	holdsParagraphs = names("table td th caption li button fieldset figure article section div main aside details")
)

// closeImplied closes what ends where an element of this name begins.
func (b *treeBuilder) closeImplied(name string) {
	if c, ok := closers[name]; ok {
		b.popWithin(c.ends, c.within)
		return
	}
	switch {
	case name == "a":
		b.popInline("a")
	case headingElements[name] && headingElements[b.top().name]:
		b.pop(len(b.stack) - 1)
	case blockElements[name] && !headingElements[b.top().name]:
		b.popWithin(paragraph, holdsParagraphs)
	}
}

// popWithin closes the innermost element of ends that stands within none of the
// bounds further in.
func (b *treeBuilder) popWithin(ends, within map[string]bool) {
	for i := len(b.stack) - 1; i > 0; i-- {
		switch {
		case ends[b.stack[i].name]:
			b.pop(i)
			return
		case within[b.stack[i].name], sealed[b.stack[i].name]:
			return
		}
	}
}

// sealed are elements of a world of their own: nothing in them ends what stands
// around them.
var sealed = names("template svg")

// popInline closes an element within the block under way.
func (b *treeBuilder) popInline(name string) {
	for i := len(b.stack) - 1; i > 0; i-- {
		if b.stack[i].name == name {
			b.pop(i)
			return
		}
		if isBlock(b.stack[i].name) || sealed[b.stack[i].name] {
			return
		}
	}
}

// pop closes the element at i and all within it. Faces of type end with the cell
// of a table, as they do in browsers.
func (b *treeBuilder) pop(i int) {
	for _, e := range b.stack[i:] {
		if cellElements[e.name] || e.name == "table" {
			b.faces = b.faces[:min(len(b.faces), e.faces)]
			break
		}
	}
	b.stack = b.stack[:i]
}

// end closes an element; a tag that closes nothing is left out of account.
func (b *treeBuilder) end(name string) {
	if b.over > 0 && !unseen[name] && !faceElements[name] && !voidElements[name] {
		b.over--
		b.breakLine(name)
		return
	}
	if faceElements[name] && !b.top().hidden && b.closeFace(name) {
		return
	}
	if name == "br" {
		b.start("br", nil)
		return
	}
	if name == "body" || name == "html" || voidElements[name] {
		return
	}
	if !isBlock(name) && !unseen[name] {
		b.popInline(name)
		return
	}
	b.endBlock(name)
}

// endBlock closes the innermost block of a name within the same cell.
func (b *treeBuilder) endBlock(name string) {
	partOfTable := cellElements[name] || slices.Contains([]string{"tr", "tbody", "thead", "tfoot", "table"}, name)
	for i := len(b.stack) - 1; i > 0; i-- {
		open := b.stack[i].name
		switch {
		case open == name, headingElements[open] && headingElements[name]:
			b.pop(i)
			return
		case open == "table", sealed[open], cellElements[open] && !partOfTable:
			return
		}
	}
}

// closeFace ends a face of type that was opened in the cell under way.
func (b *treeBuilder) closeFace(name string) bool {
	from := 0
	for _, e := range b.stack {
		if cellElements[e.name] {
			from = e.faces
		}
	}
	for i := len(b.faces) - 1; i >= min(from, len(b.faces)); i-- {
		if b.faces[i].name == name {
			b.faces = slices.Delete(b.faces, i, i+1)
			return true
		}
	}
	return false
}
