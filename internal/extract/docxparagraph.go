package extract

import (
	"regexp"
	"strings"
)

// paragraph reads one paragraph, the notes that it cites, and the text boxes
// that hang on it.
func (d *docx) paragraph(n *node) {
	properties := n.kid("w:pPr")
	style := d.styles.paragraph(properties.path("w:pStyle").attr("val"))
	look := readParagraphLook(properties).over(style.look)
	mark := properties.kid("w:rPr")
	d.countChanges(properties)
	if look.breaksBefore == on && !d.story.cell && !d.story.note {
		d.breakPage()
	}

	r := runs{docx: d, look: look.run, page: d.page}
	if d.story.dark {
		r.look.shaded = on
	}
	r.text.WriteString(d.carried)
	d.carried = ""
	r.readAll(n)
	r.close()
	d.page = max(d.page, r.page)

	if deleted := mark.kid("w:del") != nil || mark.kid("w:moveFrom") != nil; deleted {
		if mark.kid("w:del") != nil {
			d.seen.deleted++
		}
		d.carried = r.text.String()
	} else {
		d.addParagraph(&r, style, look, mark)
	}
	d.citedNotes(r.cited)
	d.textBoxes(r.boxes)
	if section := properties.kid("w:sectPr"); section != nil {
		d.section(section)
	}
}

// emptyLine parts paragraphs that were typed as one, with line breaks between.
var emptyLine = regexp.MustCompile(`\n[ \t\x{00A0}]*\n\s*`)

// addParagraph adds the blocks of a paragraph: one, or several where empty lines
// within it part them.
func (d *docx) addParagraph(r *runs, style *docxStyle, look paragraphLook, mark *node) {
	text := strings.TrimSpace(r.text.String())
	if text == "" && (mark.kid("w:vanish") != nil || r.hidden > 0) {
		return // nothing of it is seen, and it does not count in a list
	}
	label, listed := d.lists.label(look.list, look.level, look.listStyle)
	b := docxBlock{
		style: style.id, title: style.title && text != "" && !d.story.cell && !d.story.note,
		before: max(look.before, 0), after: max(look.after, 0), close: look.close == on,
		line: Line{Page: r.began, Bold: r.visible > 0 && r.visible == r.bold, Item: listed},
	}
	if look.outline >= 0 && look.outline < 9 && text != "" && !d.story.cell && !d.story.note {
		b.line.Heading = look.outline + 1
	}
	if style.contents {
		b.line.Heading, b.line.Meta, b.line.Reason = 0, MetaFurniture, "table of contents"
	}
	for i, part := range emptyLine.Split(text, -1) {
		if i > 0 {
			d.add(docxBlock{style: style.id})
			label, b.line.Item, b.title = "", false, false
		}
		b.line.Text = withLabel(label, oneLine(part))
		if b.line.Text == "" {
			d.add(docxBlock{style: style.id})
			continue
		}
		d.add(b)
	}
}

// oneLine writes the lines of a paragraph behind one another.
func oneLine(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, "\n", " "))
}

// withLabel puts the label of a list item before its text.
func withLabel(label, text string) string {
	return strings.TrimSpace(label + " " + text)
}

// textBoxes reads what stands in boxes, behind the paragraph they hang on.
func (d *docx) textBoxes(boxes []*node) {
	before := d.story
	d.story.dark = true
	for _, box := range boxes {
		d.readAll(box)
	}
	d.story = before
}
