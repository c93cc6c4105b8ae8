package extract

import "strings"

// pageReading is a page under reading.
type pageReading struct {
	facts  pageFacts
	blocks []pageBlock
	main   *element
	title  string

	dateline  *pageBlock // below the title, the date of the text and no more
	lastProse int        // the last block of running text, as far as is known
}

// readHTML reads a web page of any site. What the page shows to be no text is
// furniture; what it hides is left out.
func readHTML(_ string, data []byte) (Text, string) {
	decoded, problem := decodePage(data)
	if problem != "" {
		return Text{}, problem
	}
	p, problem := parsePage(decoded.text)
	if problem != "" {
		return Text{}, problem
	}
	blocks := p.blocks()
	if len(blocks) == 0 && p.unframed != "" {
		if p, problem = parsePage(p.unframed); problem != "" {
			return Text{}, problem
		}
		blocks = p.blocks()
	}
	switch {
	case len(blocks) == 0 && p.frames:
		return Text{}, "is an HTML page of frames, whose text stands in other files"
	case len(blocks) == 0:
		return Text{}, "is an HTML page without text"
	}
	r := &pageReading{facts: p.facts(), blocks: blocks}
	r.sortOut(p.body)
	t := r.text("text/html; charset=" + decoded.charset)
	t.Doubts = append(decoded.doubts, r.hiddenDoubts()...)
	return t, ""
}

// blocks gives what a page prints, in order.
func (p *page) blocks() []pageBlock {
	p.hide()
	p.body.measure()
	return flatten(p.body)
}

// sortOut tells text from furniture.
func (r *pageReading) sortOut(body *element) {
	addProse(r.blocks)
	r.main = findMain(body)
	markFurniture(body, r.main, "")
	for i := range r.blocks {
		b := &r.blocks[i]
		b.reason = b.owner.reason
		if b.reason == "" && b.button {
			b.reason = siteButton
		}
	}
	r.markTitle()
	r.lastProse = r.findLastProse()
	r.markPhrases()
	r.markOutside()
	r.markHead()
	r.markSections()
	r.markTail()
	r.markLinks()
	r.markEmptyHeadings()
	r.checkLanguage()
}

// lineWriter numbers lines as they are added.
type lineWriter struct{ lines []Line }

func (w *lineWriter) add(l Line) {
	l.Number = len(w.lines) + 1
	w.lines = append(w.lines, l)
}

// describe adds a description, if there is one.
func (w *lineWriter) describe(meta, value string) {
	if value = cleanSpace(value); value != "" {
		w.add(Line{Meta: meta, Text: value})
	}
}

// text gives the lines of a page: what its head says, then what it prints.
func (r *pageReading) text(mediaType string) Text {
	w := &lineWriter{}
	f := &r.facts
	w.describe(MetaTitle, r.title)
	w.describe(MetaDate, f.date)
	w.describe(MetaLanguage, f.language)
	w.describe(MetaAddress, f.address)
	w.describe(MetaKind, f.kind)
	w.describe(MetaIssuer, f.issuer)
	w.describe(MetaTags, strings.Join(f.tags, ", "))
	w.describe(MetaOther, f.description)
	for _, title := range f.titles {
		if title != r.title {
			w.describe(MetaOther, title)
			break
		}
	}
	w.blocks(r.blocks)
	return Text{MediaType: mediaType, Lines: w.lines, Language: f.language}
}

// blocks adds what a page prints. A blank line parts blocks of text, as it does
// in files of text, so that what stands alone can be told.
func (w *lineWriter) blocks(blocks []pageBlock) {
	printed := false
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.meta != "":
			w.add(Line{Meta: b.meta, Text: b.text})
		case b.reason != "":
			w.add(Line{Meta: MetaFurniture, Text: b.text, Reason: b.reason})
		default:
			if printed && !b.tight {
				w.add(Line{})
			}
			printed = true
			w.add(b.line())
		}
	}
}

// line is a block of text as a line.
func (b *pageBlock) line() Line {
	text := b.text
	if b.label != "" {
		text = b.label + " " + text
	}
	if b.item {
		text = strings.Repeat("  ", b.indent) + text
	}
	return Line{Text: text, Heading: b.heading, Bold: b.bold, Item: b.item, Link: b.isLink()}
}
