package web

import (
	"strings"

	"communique/internal/archive"
	"communique/web/components"
)

// piece is what lines of a source became.
type piece struct {
	kind       string // as components.SourceBlock has it
	says       string
	link       *components.Link
	paragraphs []components.ParagraphView
	language   string // of those
	shown      bool   // its first lines are on the page already
}

// sourceMap is what became of each line of a stretch of a source.
type sourceMap struct {
	first, last int
	pieces      map[int]*piece
}

func newSourceMap(first, last int) *sourceMap { return &sourceMap{first, last, map[int]*piece{}} }

// put says what lines became. Where a line became two paragraphs, which happens
// where a person split it, both are shown beside it.
func (m *sourceMap) put(lines []int, p *piece) {
	for _, line := range lines {
		if other := m.pieces[line]; other != nil && other != p && len(p.paragraphs) > 0 && len(other.paragraphs) > 0 {
			other.paragraphs = append(other.paragraphs, p.paragraphs...)
			p = other
		}
		if line >= m.first && line <= m.last && m.pieces[line] == nil {
			m.pieces[line] = p
		}
	}
}

// document says what the lines of a document became.
func (m *sourceMap) document(d *archive.Document) {
	m.put(d.TitleLines, &piece{kind: "title", says: "Title of", link: &components.Link{URL: documentPath(d.Slug), Text: d.Title}})
	for i := range d.Sections {
		s := &d.Sections[i]
		m.put(s.HeadingLines, &piece{kind: "heading", says: "Heading", link: &components.Link{
			URL: archive.SectionURL("", d.Slug, s.Anchor), Text: sectionName(s),
		}})
		for k := range s.Paragraphs {
			p := &s.Paragraphs[k]
			m.put(p.Lines, &piece{
				kind: "paragraph", link: &components.Link{URL: paragraphPath(p.ID), Text: paragraphNoun(p)},
				paragraphs: []components.ParagraphView{paragraphView(p, sectionName(s))}, language: d.Language,
			})
		}
	}
}

// aside says which lines were set aside, and why.
func (m *sourceMap) aside(withheld []archive.Withheld, furniture []archive.Furniture) {
	for _, w := range withheld {
		m.put(w.Lines, &piece{kind: "withheld", says: "Notice: " + strings.ToLower(withheldText(w)[:1]) + withheldText(w)[1:]})
	}
	for _, f := range furniture {
		m.put(f.Lines, &piece{kind: "furniture", says: "Left out of the text: " + f.Reason})
	}
}

// blocks are the lines of the stretch, drawn together by what they became. Blank
// lines go with what stands above them.
func (m *sourceMap) blocks(all []archive.SourceLine) []components.SourceBlock {
	var blocks []components.SourceBlock
	var of *piece
	page, left := 0, pageShown
	for i, line := range between(all, m.first, m.last) {
		blank := strings.TrimSpace(line.Text) == ""
		if p := m.pieces[line.Number]; i == 0 || !blank && p != of {
			of = p
			blocks = append(blocks, p.block())
		}
		text := cut(line.Text, max(left, lineLeast))
		left = max(0, left-len(text))
		b := &blocks[len(blocks)-1]
		view := components.SourceLineView{Number: line.Number, Text: text, Read: of != nil && m.pieces[line.Number] == of}
		if line.Page != page && line.Page > 0 {
			page, view.Page = line.Page, "Page "+number(line.Page)
		}
		b.Lines = append(b.Lines, view)
	}
	return blocks
}

// Bounds of the text of lines on one page: a file may be one line of megabytes.
const (
	pageShown = 2 << 20 // bytes that are shown of all lines together
	lineLeast = 200     // and of each line where that is spent
)

// block begins a stretch of lines that became p, which may be nil.
func (p *piece) block() components.SourceBlock {
	switch {
	case p == nil:
		return components.SourceBlock{}
	case !p.shown:
		p.shown = true
		if len(p.paragraphs) > 0 {
			return components.SourceBlock{Kind: p.kind, Paragraphs: p.paragraphs, Language: p.language}
		}
		return components.SourceBlock{Kind: p.kind, Says: p.says, Link: p.link}
	case len(p.paragraphs) > 0:
		return components.SourceBlock{Kind: p.kind, Says: "Goes on:", Link: p.link}
	}
	return components.SourceBlock{Kind: p.kind, Says: p.says, Link: p.link}
}
