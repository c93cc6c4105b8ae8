package extract

import (
	"strconv"
	"strings"
	"unicode"
)

// runs puts together the text of one paragraph.
type runs struct {
	docx    *docx
	look    runLook // of the paragraph
	text    strings.Builder
	page    int
	began   int    // the page on which its first word stands
	visible int    // characters, without spaces
	bold    int    // those of them in bold
	hidden  int    // characters that are not seen
	fields  []bool // fields under way, from without: whether their code, which is not printed, is being read
	cited   []citation
	boxes   []*node
}

// readAll reads what stands in a paragraph, or in a part of it.
func (r *runs) readAll(n *node) {
	if n == nil {
		return
	}
	for _, k := range n.kids {
		r.read(k)
	}
}

func (r *runs) read(n *node) {
	seen := &r.docx.seen
	switch n.name {
	case "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:delInstrText", "w:rt", "w:sdtPr", "w:fldData", "": // no text
	case "w:r":
		r.run(n)
	case "m:t", "a:t":
		r.write(textOf(n), r.look)
	case "w:del", "w:moveFrom":
		seen.deleted++
	case "w:ins", "w:moveTo":
		seen.inserted++
		r.readAll(n)
	case "mc:AlternateContent":
		r.readAll(alternative(n))
	case "w:sdt":
		if toggleOf(n.path("w:sdtPr", "w:showingPlcHdr")) == on {
			seen.placeholders++
			return
		}
		r.readAll(n.kid("w:sdtContent"))
	case "w:txbxContent":
		r.boxes = append(r.boxes, n)
	case "w:drawing", "w:pict", "w:object":
		r.drawing(n)
	default:
		r.readAll(n)
	}
}

// drawing reads the text boxes of a drawing, or counts it where it has none.
func (r *runs) drawing(n *node) {
	before, written := len(r.boxes), r.text.Len()
	r.readAll(n)
	if len(r.boxes) == before && r.text.Len() == written && n.name != "w:pict" || n.has("imagedata") {
		r.docx.seen.pictures++
	}
}

// run reads a stretch of characters that are printed alike.
func (r *runs) run(n *node) {
	properties := n.kid("w:rPr")
	r.docx.countChanges(properties)
	look := r.docx.styles.run(properties, r.look)
	if text, ok := raisedNumber(n, look); ok {
		r.write(text, look)
		return
	}
	for _, k := range n.kids {
		r.part(k, look)
	}
}

// raisedNumber gives a number that is printed above the line: the mark of a note
// typed by hand, a power, a unit.
func raisedNumber(n *node, look runLook) (string, bool) {
	if look.raised != on {
		return "", false
	}
	var b strings.Builder
	for _, k := range n.kids {
		switch k.name {
		case "w:t":
			b.WriteString(textOf(k))
		case "w:rPr":
		default:
			return "", false
		}
	}
	return raisedDigits.Replace(b.String()), isDigits(b.String())
}

// part reads one part of a run.
func (r *runs) part(n *node, look runLook) {
	switch n.name {
	case "w:t":
		r.write(textOf(n), look)
	case "w:tab", "w:ptab":
		r.write("\t", look)
	case "w:cr":
		r.write("\n", look)
	case "w:br":
		r.lineBreak(n, look)
	case "w:lastRenderedPageBreak":
		r.page++
	case "w:noBreakHyphen":
		r.write("\u2011", look)
	case "w:sym":
		code, _ := strconv.ParseUint(n.attr("char"), 16, 16)
		r.write(symbol(rune(code)), look)
	case "w:fldChar":
		r.field(n.attr("fldCharType"))
	case "w:footnoteReference", "w:endnoteReference":
		r.cite(n, look)
	case "w:softHyphen", "w:rPr": // a place where a word may be parted is not printed
	default:
		r.read(n)
	}
}

// lineBreak reads the end of a line, a column or a page.
func (r *runs) lineBreak(n *node, look runLook) {
	if n.attr("type") == "page" {
		if !r.docx.rendered {
			r.page++
		}
		r.write(" ", look)
		return
	}
	r.write("\n", look)
}

// field follows the parts of a field: its code, which is not printed, and its
// result, which is. A field that no paragraph of its own ends is taken as ended,
// so that a file in disorder loses no text.
func (r *runs) field(kind string) {
	last := len(r.fields) - 1
	switch {
	case kind == "begin":
		r.fields = append(r.fields, true)
	case kind == "separate" && last >= 0:
		r.fields[last] = false
	case kind == "end" && last >= 0:
		r.fields = r.fields[:last]
	}
}

// inCode reports whether the code of a field is being read.
func (r *runs) inCode() bool {
	for _, code := range r.fields {
		if code {
			return true
		}
	}
	return false
}

// write adds text, if it is seen.
func (r *runs) write(text string, look runLook) {
	if r.inCode() {
		return
	}
	letters := 0
	for _, c := range text {
		if !unicode.IsSpace(c) {
			letters++
		}
	}
	if letters > 0 && look.isHidden() {
		r.hidden += letters
		r.docx.seen.hidden += letters
		return
	}
	if letters > 0 && r.began == 0 {
		r.began = r.page
	}
	r.visible += letters
	if look.bold == on {
		r.bold += letters
	}
	if look.capitals == on {
		text = strings.ToUpper(text)
	}
	r.text.WriteString(text)
}

// close ends the paragraph.
func (r *runs) close() {
	if r.began == 0 {
		r.began = r.page
	}
}

// textOf gives the characters of an element, signs of symbol fonts as what they
// look like.
func textOf(n *node) string {
	var b strings.Builder
	for _, k := range n.kids {
		if k.name == "" {
			b.WriteString(k.text)
		}
	}
	text := strings.NewReplacer("\n", " ", "\r", "").Replace(b.String())
	if strings.IndexFunc(text, isPrivate) < 0 {
		return text
	}
	var out strings.Builder
	for _, c := range text {
		if isPrivate(c) {
			out.WriteString(symbol(c))
			continue
		}
		out.WriteRune(c)
	}
	return out.String()
}
