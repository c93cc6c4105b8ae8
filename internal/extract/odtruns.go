package extract

import (
	"strings"
	"unicode"
)

// odtRun gathers the text of a paragraph.
type odtRun struct {
	doc     *odt
	text    strings.Builder
	bold    bool
	raised  bool
	letters int
	strong  int // of them, in bold
	boxes   []*node
}

func (r *odtRun) kids(n *node) {
	for _, k := range n.kids {
		r.run(k)
	}
}

// run reads what stands within a line.
func (r *odtRun) run(n *node) {
	switch n.name {
	case "":
		r.write(n.text)
	case "s":
		r.write(" ")
	case "tab", "line-break":
		r.write(" ")
	case "span":
		r.span(n)
	case "note":
		r.write(noteMark(squeezed(plainText(n.kid("note-citation")))))
		r.doc.notes = append(r.doc.notes, n)
	case "annotation":
		r.doc.comments++
	case "image", "object", "object-ole":
		r.doc.pictures++
	case "text-box":
		r.boxes = append(r.boxes, n)
	case "annotation-end", "title", "desc", "hidden-text", "ruby-text", "script":
	default:
		r.kids(n)
	}
}

// span reads a stretch of text with a style of its own.
func (r *odtRun) span(n *node) {
	bold, raised := r.bold, r.raised
	style := r.doc.styles.text(n.attr("style-name"))
	if style.hidden {
		return
	}
	if style.bold != unset {
		r.bold = style.bold == on
	}
	r.raised = r.raised || style.raised
	r.kids(n)
	r.bold, r.raised = bold, raised
}

func (r *odtRun) write(text string) {
	if r.raised {
		text = raiseDigits(text)
	}
	for _, c := range text {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			r.letters++
			if r.bold {
				r.strong++
			}
		}
	}
	r.text.WriteString(text)
}
