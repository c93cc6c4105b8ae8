package extract

import (
	"fmt"
	"strings"
)

const odtMediaType = "application/vnd.oasis.opendocument.text"

// odt is an OpenDocument text under reading, as office programs other than Word
// write it.
type odt struct {
	styles   odtStyles
	blocks   []docxBlock
	lists    []odtList // around what is read, the outermost first
	counts   map[string][]int
	label    string // of the item that has begun and printed nothing yet
	notes    []*node
	deleted  int
	comments int
	pictures int
}

// readODT reads the text, what the file says of itself, and what its pages print
// at their edges.
func (z *zipArchive) readODT() (Text, string) {
	content, err := z.odtPart("content.xml")
	var styles, meta *node
	if err == nil {
		styles, err = z.odtPart("styles.xml")
	}
	if err == nil {
		meta, err = z.odtPart("meta.xml")
	}
	switch body := content.path("body", "text"); {
	case isBeyondBounds(err):
		return Text{}, "is an OpenDocument text that is not read: " + err.Error()
	case err != nil:
		return Text{}, "is a broken OpenDocument text: " + err.Error()
	case body == nil:
		return Text{}, "is an OpenDocument file without a text in it"
	default:
		return newODT(content, styles).read(body, styles, meta.kid("meta"))
	}
}

// newODT begins to read a text whose styles stand in these parts.
func newODT(parts ...*node) *odt {
	return &odt{styles: readODTStyles(parts...), counts: map[string][]int{}}
}

// odtPart reads a part of the package whole; one that is locked is encrypted by
// itself.
func (z *zipArchive) odtPart(name string) (*node, error) {
	manifest, err := z.part("META-INF/manifest.xml")
	if err == nil && strings.Contains(string(manifest), "encryption-data") {
		return nil, &faultyPart{name, errEncrypted}
	}
	data, err := z.part(name)
	if data == nil || err != nil {
		return nil, err
	}
	tree, err := readTree(data, nil)
	if err != nil {
		return nil, &faultyPart{name, err}
	}
	return tree, nil
}

// read makes lines of the text.
func (d *odt) read(body, styles, meta *node) (Text, string) {
	d.all(body)
	b := lineBuilder{}
	t := Text{MediaType: odtMediaType, Language: strings.TrimSpace(plainText(meta.kid("language")))}
	b.add(d.described(meta)...)
	b.add(edgeLines(styles, "header", "page head")...)
	b.addBlocks(d.blocks, false)
	b.add(edgeLines(styles, "footer", "page foot")...)
	if !b.hasText {
		return Text{}, "is an OpenDocument text without text: only pictures, or nothing"
	}
	t.Lines, t.Doubts = b.lines, d.doubts()
	return t, ""
}

// described are lines for what the file says of itself.
func (d *odt) described(meta *node) []Line {
	var all []Line
	for _, m := range []struct{ name, meta string }{
		{"title", MetaOther}, {"creation-date", MetaCreated}, {"language", MetaLanguage}, {"subject", MetaOther}, {"description", MetaOther}, {"keyword", MetaOther},
	} {
		if text := squeezed(plainText(meta.kid(m.name))); text != "" {
			all = append(all, Line{Text: text, Meta: m.meta})
		}
	}
	return all
}

// edgeLines are what the pages print at an edge, once.
func edgeLines(styles *node, name, reason string) []Line {
	var all []Line
	seen := map[string]bool{}
	for _, kind := range []string{name, name + "-first", name + "-left"} {
		styles.path("master-styles").find(kind, func(n *node) {
			text := squeezed(strings.Join(odtWords(n), " "))
			if text != "" && !seen[text] {
				seen[text] = true
				all = append(all, Line{Text: text, Meta: MetaFurniture, Reason: reason})
			}
		})
	}
	return all
}

// odtWords gives the text of each paragraph within an element.
func odtWords(n *node) []string {
	var all []string
	for _, name := range []string{"p", "h"} {
		n.find(name, func(p *node) { all = append(all, plainText(p)) })
	}
	return all
}

// doubts says what was left out.
func (d *odt) doubts() []string {
	var all []string
	for _, left := range []struct {
		n         int
		one, many string
	}{
		{d.deleted, "1 tracked deletion was left out.", "%d tracked deletions were left out."},
		{d.comments, "1 comment was left out.", "%d comments were left out."},
		{d.pictures, "1 picture was not read.", "%d pictures were not read."},
	} {
		switch {
		case left.n == 1:
			all = append(all, left.one)
		case left.n > 1:
			all = append(all, fmt.Sprintf(left.many, left.n))
		}
	}
	return all
}
