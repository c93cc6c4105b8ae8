package extract

import (
	"slices"
	"strings"
)

// all reads the blocks within an element.
func (d *odt) all(n *node) {
	if n == nil {
		return
	}
	for _, k := range n.kids {
		d.block(k)
	}
}

// block reads a paragraph, a list, a table, or what holds some.
func (d *odt) block(n *node) {
	switch n.name {
	case "", "sequence-decls", "variable-decls", "user-field-decls", "forms", "dde-connection-decls", "index-title-template":
	case "tracked-changes":
		n.find("deletion", func(*node) { d.deleted++ })
	case "p", "h":
		d.paragraph(n)
	case "list":
		d.list(n)
	case "table":
		d.table(n)
	case "table-of-content", "alphabetical-index":
		d.contents(n)
	default:
		d.all(n)
	}
}

// contents reads a table of contents, which repeats the headings.
func (d *odt) contents(n *node) {
	for _, text := range odtWords(n.kid("index-body")) {
		if text = squeezed(text); text != "" && len(d.blocks) < maxParagraphs {
			d.blocks = append(d.blocks, docxBlock{line: Line{Text: text, Meta: MetaFurniture, Reason: "table of contents"}})
		}
	}
}

// paragraph reads a paragraph, or a heading, and the notes that it cites.
func (d *odt) paragraph(n *node) {
	style := d.styles.paragraph(n.attr("style-name"))
	r := &odtRun{doc: d, bold: style.bold == on}
	r.kids(n)
	text := oneLine(strings.TrimSpace(r.text.String()))
	block := docxBlock{style: style.name, title: style.title, before: style.before, after: style.after}
	block.line.Text, block.line.Bold = text, r.strong > 0 && r.strong == r.letters
	if n.name == "h" {
		block.line.Heading = min(max(wholeNumber(n.attr("outline-level"), 1), 1), 9)
		if label := d.styles.outline.next(d.counts, "", block.line.Heading); label != "" && text != "" {
			block.line.Text = label + " " + text
		}
	}
	if len(d.lists) > 0 && text != "" {
		block.line.Item = d.label != ""
		block.line.Text = withLabel(d.label, block.line.Text)
		d.label = ""
	}
	d.add(block)
	for _, box := range r.boxes {
		d.all(box)
	}
	notes := d.notes
	d.notes = nil
	for _, note := range notes {
		d.note(note)
	}
}

// add adds a block. Of empty ones in a row, one is enough.
func (d *odt) add(b docxBlock) {
	n := len(d.blocks)
	if n >= maxParagraphs || b.line.Text == "" && n > 0 && d.blocks[n-1].line.Text == "" {
		return
	}
	d.blocks = append(d.blocks, b)
}

// note reads a note behind the paragraph that cites it.
func (d *odt) note(n *node) {
	label := footnoteLabel(squeezed(plainText(n.kid("note-citation"))))
	from := len(d.blocks)
	lists := d.lists
	d.lists = nil
	d.all(n.kid("note-body"))
	d.lists = lists
	for i := from; i < len(d.blocks); i++ {
		d.blocks[i].style, d.blocks[i].before = noteStyle, leastSpace
		if i == from {
			d.blocks[i].line.Text = withLabel(label, d.blocks[i].line.Text)
		}
	}
}

// list reads a list: its items print their numbers by its style.
func (d *odt) list(n *node) {
	style := n.attr("style-name")
	if style == "" && len(d.lists) > 0 {
		style = d.lists[len(d.lists)-1].style
	}
	l := odtList{style: style, level: len(d.lists) + 1}
	if l.level > maxListLevels {
		d.all(n)
		return
	}
	if n.attr("continue-numbering") != "true" && n.attr("continue-list") == "" {
		d.restart(l)
	}
	d.lists = append(d.lists, l)
	for _, item := range n.kids {
		switch item.name {
		case "list-item":
			d.item(item, l)
		case "list-header":
			d.label = ""
			d.all(item)
		}
	}
	d.lists = d.lists[:len(d.lists)-1]
}

// restart begins the count of a level anew.
func (d *odt) restart(l odtList) {
	if counts := d.counts[l.style]; len(counts) >= l.level {
		d.counts[l.style] = counts[:l.level-1]
	}
}

func (d *odt) item(n *node, l odtList) {
	levels := d.styles.lists[l.style]
	if start := wholeNumber(n.attr("start-value"), -1); start >= 0 {
		counts := d.counts[l.style]
		for len(counts) < l.level {
			counts = append(counts, 0)
		}
		counts[l.level-1] = start - 1
		d.counts[l.style] = counts[:l.level]
	}
	if label := levels.next(d.counts, l.style, l.level); label != "" {
		d.label = label
	}
	d.all(n)
	d.label = ""
}

// table reads a table row by row, its cells parted by " | "; cells of several
// paragraphs are read as these.
func (d *odt) table(n *node) {
	for _, k := range n.kids {
		switch k.name {
		case "table-row":
			d.row(k)
		case "table-header-rows", "table-rows", "table-row-group":
			d.table(k)
		}
	}
}

func (d *odt) row(n *node) {
	var cells []*node
	for _, k := range n.kids {
		if k.name == "table-cell" {
			cells = append(cells, k)
		}
	}
	layout := slices.ContainsFunc(cells, func(c *node) bool { return c.has("list") || c.has("table") || len(odtWords(c)) > 2 })
	if layout || len(cells) < 2 {
		for _, c := range cells {
			d.all(c)
		}
		return
	}
	row := docxBlock{row: true, line: Line{Bold: true}}
	var texts []string
	for _, c := range cells {
		from := len(d.blocks)
		d.all(c)
		var parts []string
		for _, b := range d.blocks[min(from, len(d.blocks)):] {
			if b.line.Text != "" {
				parts = append(parts, b.line.Text)
				row.line.Bold = row.line.Bold && b.line.Bold
			}
		}
		d.blocks = d.blocks[:min(from, len(d.blocks))]
		texts = append(texts, strings.Join(parts, " "))
	}
	if strings.TrimSpace(strings.Join(texts, "")) != "" {
		row.line.Text = strings.Join(texts, " | ")
		d.add(row)
	}
}
