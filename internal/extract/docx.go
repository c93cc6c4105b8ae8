package extract

import (
	"bytes"
	"fmt"
)

const docxMediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// docx is a Word document under reading.
type docx struct {
	archive  *zipArchive
	styles   styleSheet
	lists    *numbering
	notes    noteStore
	blocks   []docxBlock
	page     int
	rendered bool   // the program that wrote the file marked where its pages ended
	carried  string // text of a paragraph whose end was deleted, so that the next goes on with it
	story    story
	seen     docxCounts
}

// story says where in a document the reader is.
type story struct {
	cell bool // in a row of a table that becomes one line
	dark bool // on a ground that may be dark: a shaded cell or a text box
	note bool // in a note
}

// docxBlock is a paragraph or a row of a table.
type docxBlock struct {
	line          Line
	style         string
	title         bool
	row           bool // of a table
	before, after int  // space above and below, in twentieths of a point
	close         bool
}

// readWord reads the document whose text is in the part main.
func (z *zipArchive) readWord(main string) (Text, string) {
	d := &docx{archive: z, page: 1}
	body, err := z.part(main)
	if err == nil {
		err = d.readParts(main)
	}
	if err != nil {
		return Text{}, docxProblem(err)
	}
	d.rendered = bytes.Contains(body, []byte("lastRenderedPageBreak"))
	if err := eachBlock(body, d.read); err != nil {
		return Text{}, docxProblem(&faultyPart{main, err})
	}
	d.finish()
	if len(d.blocks) >= maxParagraphs {
		return Text{}, fmt.Sprintf("has more than %d paragraphs, the most that is read", maxParagraphs)
	}
	heads, feet := d.headsAndFeet(main)
	d.endNotes()
	t := Text{MediaType: docxMediaType}
	b := lineBuilder{}
	t.Language = d.describe(&b)
	b.add(heads...)
	b.addBlocks(d.blocks, d.page > 1)
	b.add(feet...)
	if !b.hasText {
		return Text{}, "is a Word document without text: only pictures, or nothing"
	}
	t.Lines, t.Doubts = b.lines, d.seen.doubts()
	return t, ""
}

// readParts reads the parts that say how the text is printed.
func (d *docx) readParts(main string) error {
	targets := map[string]string{}
	for _, r := range d.archive.relations(main) {
		targets[r.kind] = r.target
	}
	trees := map[string]*node{}
	for _, kind := range []string{"styles", "numbering", "footnotes", "endnotes", "comments", "settings"} {
		tree, err := d.archive.tree(targets[kind])
		if err != nil {
			return err
		}
		trees[kind] = tree
	}
	d.styles = readStyles(trees["styles"])
	d.lists = readNumbering(trees["numbering"], d.styles)
	d.notes = readNotes(trees["footnotes"], trees["endnotes"], trees["settings"])
	trees["comments"].find("w:comment", func(*node) { d.seen.comments++ })
	return nil
}

// read reads a block of the body: a paragraph, a table, or what holds some.
func (d *docx) read(n *node) {
	switch n.name {
	case "w:p":
		d.paragraph(n)
	case "w:tbl":
		d.table(n)
	case "w:del", "w:moveFrom":
		d.seen.deleted++
	case "w:altChunk":
		d.seen.embedded++
	case "w:sectPr": // of the last section, which ends with the text
	case "mc:AlternateContent":
		d.readAll(alternative(n))
	case "w:sdt":
		if toggleOf(n.path("w:sdtPr", "w:showingPlcHdr")) == on {
			d.seen.placeholders++
			return
		}
		d.readAll(n.kid("w:sdtContent"))
	case "w:ins", "w:moveTo":
		d.seen.inserted++
		d.readAll(n)
	default:
		d.readAll(n)
	}
}

// readAll reads the blocks within a block.
func (d *docx) readAll(n *node) {
	if n == nil {
		return
	}
	for _, k := range n.kids {
		d.read(k)
	}
}

// alternative gives the first of the forms in which a file writes one thing for
// programs of different age.
func alternative(n *node) *node {
	if choice := n.kid("mc:Choice"); choice != nil {
		return choice
	}
	return n.kid("mc:Fallback")
}

// section ends a section, and with it the page unless the section says that it
// does not.
func (d *docx) section(n *node) {
	switch n.kid("w:type").attr("val") {
	case "continuous", "nextColumn":
	default:
		d.breakPage()
	}
}

// breakPage begins a page, where the file does not say itself where its pages
// ended.
func (d *docx) breakPage() {
	if !d.rendered {
		d.page++
	}
}

// finish keeps what a deleted end of the last paragraph carried.
func (d *docx) finish() {
	if d.carried != "" {
		d.add(docxBlock{line: Line{Text: oneLine(d.carried), Page: d.page}})
		d.carried = ""
	}
}

// maxParagraphs is how many paragraphs a document may have: each may become two
// lines.
const maxParagraphs = MaxLines / 2

// add adds a block. Of empty ones in a row, one is enough.
func (d *docx) add(b docxBlock) {
	n := len(d.blocks)
	if n >= maxParagraphs || b.line.Text == "" && n > 0 && d.blocks[n-1].line.Text == "" {
		return
	}
	d.blocks = append(d.blocks, b)
}

// addBlocks makes lines of the blocks: blank ones where space stands between
// them, and pages only where the file shows that it has several.
func (b *lineBuilder) addBlocks(blocks []docxBlock, paged bool) {
	headings := headingStyles(blocks)
	titled := false
	for _, k := range blocks {
		titled = titled || k.title
	}
	spaced := isSpaced(blocks)
	for i, k := range blocks {
		line := k.line
		line.Heading = headings.level(k)
		switch {
		case k.title:
			line.Heading = 1
		case titled && line.Heading > 0: // the title stands above them all
			line.Heading++
		}
		if !paged {
			line.Page = 0
		}
		if i > 0 && (!spaced || isApart(blocks[i-1], k)) {
			b.blank()
		}
		b.add(line)
	}
}
