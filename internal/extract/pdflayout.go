package extract

import (
	"fmt"
	"strings"
)

// pageBlocks are the blocks of a page in the order in which they are read.
type pageBlocks struct {
	number      int
	heads, feet []block // none of the text
	rows        []row
}

// layOut turns what the pages hold into lines.
func (c *pdfContent) layOut() Text {
	edges := make([][]edge, len(c.pages))
	for i, p := range c.pages {
		edges[i] = edgesOf(p.page, p.runs)
	}
	markEdges(edges)
	var rows []row
	pages := make([]pageBlocks, len(c.pages))
	for i, p := range c.pages {
		pages[i] = readPageRows(p, edges[i])
		rows = append(rows, pages[i].rows...)
	}
	l, h := layoutOf(rows), newHyphens(rows)
	var all []block
	for i := range pages {
		p := &pages[i]
		all = append(all, p.heads...)
		all = append(all, l.blocksOf(p.rows)...)
		all = append(all, p.feet...)
	}
	for i := range all {
		all[i].text = h.text(&all[i])
	}
	l.markHeadings(all)
	if isPrintedPage(all) {
		markSite(all)
	}
	return c.write(all)
}

// readPageRows sorts what a page holds: the lines at its edges that are no text,
// what is printed aslant, and the columns of the text.
func readPageRows(p pageContent, edges []edge) pageBlocks {
	out := pageBlocks{number: p.page.number}
	taken := map[int]bool{}
	for _, e := range edges {
		if e.reason == "" {
			continue
		}
		for _, i := range e.runs {
			taken[i] = true
		}
		b := block{rows: []row{e.row}, spaced: true, reason: e.reason}
		if e.head {
			out.heads = append(out.heads, b)
		} else {
			out.feet = append(out.feet, b)
		}
	}
	var upright []glyphRun
	for i, r := range p.runs {
		switch {
		case taken[i]:
		case r.sideways:
			out.feet = append(out.feet, block{rows: []row{newRow(lineGroup{[]glyphRun{r}, r}, p.page)}, spaced: true, reason: "printed aslant or along the edge of the page"})
		default:
			upright = append(upright, r)
		}
	}
	for _, c := range columnsOf(upright, p.page.areas, 0) {
		out.rows = append(out.rows, rowsOf(c.runs, p.page, c)...)
	}
	return out
}

// write gives the lines: what the file says of itself, then a line for each block,
// with a blank line where there is blank space.
func (c *pdfContent) write(blocks []block) Text {
	var out lineBuilder
	title := Line{Meta: MetaTitle, Text: c.title}
	if kindLine.MatchString(c.title) || !c.printsTitle(blocks) {
		title.Meta = MetaOther
	}
	for _, meta := range []Line{title, {Meta: MetaCreated, Text: c.date}, {Meta: MetaLanguage, Text: c.language}} {
		if meta.Text != "" {
			out.add(meta)
		}
	}
	for i := range blocks {
		b := &blocks[i]
		if b.spaced || b.heading > 0 {
			out.blank()
		}
		out.add(b.line())
	}
	return Text{MediaType: pdfMediaType, Language: c.language, Lines: out.lines, Doubts: c.doubts()}
}

// printsTitle reports whether the title that the file gives is printed on its
// first page. Files keep the titles of those they were made from; and where the
// title that is printed says more, it needs no other.
func (c *pdfContent) printsTitle(blocks []block) bool {
	title, page := alike(c.title), ""
	for i := range blocks {
		if b := &blocks[i]; b.first().page <= 1 && b.reason == "" {
			if text := alike(b.text); (b.heading > 0 || b.bold()) && len(text) > len(title) && strings.Contains(text, title) {
				return false
			}
			page += alike(b.text)
		}
	}
	return strings.Contains(page, title)
}

// line is the block as a line.
func (b *block) line() Line {
	r := b.first()
	if b.reason != "" {
		return Line{Page: r.page, Text: b.text, Meta: MetaFurniture, Reason: b.reason}
	}
	return Line{Page: r.page, Text: b.text, Heading: b.heading, Bold: b.bold(), Item: b.heading == 0 && bulletForm.MatchString(r.label)}
}

// doubts says what one must know of how the file was read.
func (c *pdfContent) doubts() []string {
	hidden, scanned := 0, 0
	for _, p := range c.pages {
		hidden += p.page.hidden
		scanned += p.page.scanned
	}
	var all []string
	if hidden > 0 {
		all = append(all, counted(hidden, "%d stretch of text that the page hides was left out.", "%d stretches of text that the pages hide were left out."))
	}
	if scanned > 0 {
		all = append(all, "The text stands behind pictures of pages: it was read by OCR before the file was made.")
	}
	if n := c.recognised; n > 0 {
		all = append(all, counted(n, "%d page was read by OCR (tesseract).", "%d pages were read by OCR (tesseract)."))
	}
	if c.cut {
		all = append(all, fmt.Sprintf("The end of the file is missing; %s read.", counted(len(c.pages), "%d page was", "%d pages were")))
	}
	for _, page := range c.damaged {
		all = append(all, fmt.Sprintf("Page %d of %d is damaged and was not read.", page, c.count))
	}
	for _, page := range c.unread {
		all = append(all, fmt.Sprintf("Page %d is a picture without text; reading it %s.", page, noOCR))
	}
	return all
}

func counted(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf(one, n)
	}
	return fmt.Sprintf(many, n)
}
