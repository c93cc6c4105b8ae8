package extract

import "strings"

// table reads a table row by row.
func (d *docx) table(n *node) {
	before := d.story
	if style := d.styles.styles[n.path("w:tblPr", "w:tblStyle").attr("val")]; style != nil && style.fills {
		d.story.dark = true
	}
	d.rows(n)
	d.story = before
}

// rows reads the rows of a table, and those that controls hold.
func (d *docx) rows(n *node) {
	for _, k := range n.kids {
		switch k.name {
		case "w:tr":
			d.row(k)
		case "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo":
			d.rows(k)
		}
	}
}

// row reads a row: as one line with its cells behind one another, or, where
// cells hold several paragraphs, as those paragraphs. Many ministries set their
// forms, and whole letters, in tables.
func (d *docx) row(n *node) {
	properties := n.kid("w:trPr")
	if properties.kid("w:del") != nil {
		d.seen.deleted++
		return
	}
	if properties.kid("w:ins") != nil {
		d.seen.inserted++
	}
	cells := d.cells(n, nil)
	if isLayout(cells) {
		for _, c := range cells {
			d.inCell(c, false)
		}
		return
	}
	from := len(d.blocks)
	var notes []docxBlock
	var texts []string
	row := docxBlock{row: true, line: Line{Page: d.page, Bold: true}}
	for _, c := range cells {
		d.inCell(c, true)
		parts, bold, rest := splitCells(d.blocks[from:])
		d.blocks = d.blocks[:from]
		notes = append(notes, rest...)
		row.line.Bold = row.line.Bold && bold
		texts = append(texts, strings.Join(parts, " "))
	}
	if strings.TrimSpace(strings.Join(texts, "")) != "" {
		row.line.Text = strings.Join(texts, " | ")
		d.add(row)
	}
	d.blocks = append(d.blocks, notes...)
}

// cells lists the cells of a row, and those that controls hold.
func (d *docx) cells(n *node, all []*node) []*node {
	for _, k := range n.kids {
		switch k.name {
		case "w:tc":
			if k.path("w:tcPr", "w:cellDel") != nil {
				d.seen.deleted++
				continue
			}
			all = append(all, k)
		case "w:sdt", "w:sdtContent", "w:customXml":
			all = d.cells(k, all)
		}
	}
	return all
}

// inCell reads what stands in a cell.
func (d *docx) inCell(c *node, oneLine bool) {
	before := d.story
	if shadeOf(c.kid("w:tcPr")) == on {
		d.story.dark = true
	}
	d.story.cell = oneLine
	for _, k := range c.kids {
		if k.name != "w:tcPr" {
			d.read(k)
		}
	}
	d.story = before
}

// longCell is how many characters the paragraphs of a cell may have together to
// stand on one line.
const longCell = 200

// isLayout reports whether a row holds text and not figures: one cell alone, or
// a cell with several paragraphs or a table of its own.
func isLayout(cells []*node) bool {
	filled := 0
	for _, c := range cells {
		if c.has("w:tbl") {
			return true
		}
		paragraphs, letters := 0, 0
		for _, k := range c.kids {
			n := 0
			k.find("w:t", func(t *node) { n += len(textOf(t)) })
			if n > 0 {
				paragraphs, letters = paragraphs+1, letters+n
			}
		}
		if paragraphs > 0 {
			filled++
		}
		if paragraphs > 1 && letters > longCell {
			return true
		}
	}
	return filled <= 1
}

// splitCells gives the texts of blocks that go into one line, and those that do not:
// notes that they cite.
func splitCells(blocks []docxBlock) (texts []string, bold bool, rest []docxBlock) {
	bold = true
	for _, b := range blocks {
		switch {
		case b.line.Meta != "" || b.style == noteStyle:
			rest = append(rest, b)
		case b.line.Text != "":
			texts = append(texts, b.line.Text)
			bold = bold && b.line.Bold
		}
	}
	return texts, bold, rest
}
