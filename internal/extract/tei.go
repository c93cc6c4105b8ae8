package extract

import (
	"fmt"
	"strings"
)

const teiMediaType = "application/tei+xml"

// tei is a file of the Text Encoding Initiative under reading. Archives edit
// documents in it: with a header that describes the edition, several documents
// in one file, and notes of the editors between the words of the authors.
type tei struct {
	lines    lineBuilder
	language string
	several  bool    // the file holds several documents
	volume   bool    // its header is that of a volume of documents, and its notes are by the editors
	marked   bool    // it marks which of its text is a document
	inside   bool    // within a document
	level    int     // of the heading above
	page     int     // 0 before the first page that the file marks
	notes    int     // footnotes counted in this document, for those without a number
	prefix   string  // what stands before the next line of text: the label of an item, who speaks
	item     bool    // the next line begins an item
	last     string  // name of the block read last
	tight    bool    // no space stands before the next line
	queue    []*node // documents that stand within another and are read behind it
	deleted  int
	pictures int
}

// readTEI reads a TEI file.
func readTEI(name string, data []byte) (Text, string) { return readXML(name, data) }

// readXML reads XML, of which TEI is known here and OpenDocument text that is not
// packed; web pages written as XML go to the reader of web pages before.
func readXML(_ string, data []byte) (Text, string) {
	source, problem := decodeXML(data)
	if problem != "" {
		return Text{}, problem
	}
	root, err := readTree([]byte(source.text), nil)
	switch {
	case isBeyondBounds(err):
		return Text{}, "is XML that is not read: " + err.Error()
	case err != nil:
		return Text{}, "is broken XML: " + xmlFault(err)
	}
	switch root.name {
	case "TEI", "TEI.2", "teiCorpus", "teiCorpus.2":
	case "document":
		if body := root.path("body", "text"); body != nil {
			return newODT(root).read(body, root, root.kid("meta"))
		}
		fallthrough
	default:
		return Text{}, fmt.Sprintf("is XML, but not TEI: its first element is <%s>", cutTo(root.name, 60))
	}
	t := &tei{}
	n := countDocuments(root)
	t.marked, t.several, t.volume = n > 0, n > 1, n > 0 && (isVolume(root.kid("teiHeader")) || isNumbered(root))
	t.file(root)
	if !t.lines.hasText {
		return Text{}, "is a TEI file without text"
	}
	return Text{MediaType: teiMediaType, Lines: t.lines.lines, Language: t.language, Doubts: append(source.doubts, t.doubts()...)}, ""
}

// cutTo cuts text behind a whole character so that at most n bytes remain.
func cutTo(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "") + "…"
}

// Names that texts of a group and files of a corpus are given where they are
// documents of their own.
const (
	inGroup  = "text in group"
	inCorpus = "TEI in corpus"
)

// isDocument reports whether an element holds a document of its own: a division
// that is marked as one, a text of a group, or a file of a corpus.
func isDocument(n *node) bool {
	switch n.name {
	case "div", "div1", "div2", "div3", "div4":
		switch n.attr("type") {
		case "document", "letter", "memorandum", "telegram", "despatch", "dispatch", "historical-document", "attachment", "enclosure":
			return true
		}
		return false
	}
	return n.name == inCorpus || n.name == inGroup || n.name == "attachment"
}

// countDocuments counts the documents within an element, and marks the texts of
// groups and files of corpora that are some: those that hold no other.
func countDocuments(n *node) int {
	count := 0
	for _, k := range n.kids {
		if k.name == "teiHeader" {
			continue
		}
		within := countDocuments(k)
		switch {
		case within > 0:
		case k.name == "text" && n.name == "group":
			k.name = inGroup
		case strings.HasPrefix(k.name, "TEI") && strings.HasPrefix(n.name, "teiCorpus"):
			k.name = inCorpus
		}
		count += within
		if isDocument(k) {
			count++
		}
	}
	return count
}

// file reads a TEI element: what describes it, then its text.
func (t *tei) file(n *node) {
	t.describe(n)
	for _, k := range n.kids {
		if k.name != "teiHeader" {
			t.block(k)
		}
	}
	t.drain()
}

// drain reads the documents that stood within another.
func (t *tei) drain() {
	for len(t.queue) > 0 {
		n := t.queue[0]
		t.queue = t.queue[1:]
		t.document(n)
	}
}

// document reads a document: a part of its own, where the file holds several.
func (t *tei) document(n *node) {
	if t.inside {
		t.queue = append(t.queue, n)
		return
	}
	t.inside, t.notes, t.level = true, 0, 1
	if t.several {
		t.lines.blank()
		t.lines.add(Line{Text: partName(n), Meta: MetaPart})
	}
	if t.several || t.volume {
		t.describePart(n)
	}
	t.kids(n)
	t.inside = false
	t.drain()
}

// isVolume reports whether a header describes a volume of a series.
func isVolume(h *node) bool {
	series, volume := false, false
	for _, k := range h.path("fileDesc", "titleStmt").children() {
		switch {
		case k.name != "title":
		case k.attr("type") == "series" || k.attr("level") == "s":
			series = true
		case k.attr("type") == "volume" || k.attr("type") == "volumenumber" || k.attr("type") == "complete":
			volume = true
		}
	}
	return series && volume
}

// isNumbered reports whether the one document of a file has a heading that an
// edition printed its number before, as a volume does.
func isNumbered(root *node) bool {
	numbered := false
	root.find("div", func(n *node) { numbered = numbered || n.attr("type") == "document" && withoutNumber(n) != "" })
	return numbered
}

// partName is by what a document is told from the others of its file.
func partName(n *node) string {
	name := ""
	n.find("head", func(h *node) {
		if name == "" {
			name = squeezed(printedTEI(h))
		}
	})
	for _, given := range []string{n.attr("n"), n.attr("id"), "untitled"} {
		if name == "" {
			name = given
		}
	}
	return name
}

// describePart adds what is said of one document of several.
func (t *tei) describePart(n *node) {
	if n.name == inCorpus {
		return // has a header of its own, which comes next
	}
	if title := withoutNumber(n); title != "" {
		t.lines.add(Line{Text: title, Meta: MetaTitle})
	}
	if date := dateOfDocument(n); date != "" {
		t.lines.add(Line{Text: date, Meta: MetaDate})
	}
	kind := strings.ReplaceAll(n.attr("subtype"), "-", " ")
	if kind == "" && n.attr("type") != "document" {
		kind = n.attr("type")
	}
	if kind != "" && kind != "historical document" && kind != "historical-document" {
		t.lines.add(Line{Text: kind, Meta: MetaKind})
	}
	if language := n.attr("lang"); language != "" {
		t.lines.add(Line{Text: language, Meta: MetaLanguage})
	}
}

// withoutNumber is the heading of a document that the edition prints a number
// before, without that number: "1. Memorandum From …".
func withoutNumber(n *node) string {
	number, name := n.attr("n"), partName(n)
	rest, ok := strings.CutPrefix(name, number)
	if number == "" || !ok || !strings.HasPrefix(rest, ".") {
		return ""
	}
	return strings.TrimSpace(rest[1:])
}

// dateOfDocument is the date that the edition gives a document: on the division
// itself, or in its dateline.
func dateOfDocument(n *node) string {
	if when := n.attr("doc-dateTime-min"); len(when) >= 10 {
		return when[:10]
	}
	when := ""
	n.find("dateline", func(line *node) {
		line.find("date", func(d *node) {
			if when == "" {
				when = whenOf(d)
			}
		})
	})
	return when
}

// whenOf is the value of a date, in either version of TEI.
func whenOf(n *node) string {
	for _, name := range []string{"when", "when-iso", "value", "from", "notBefore"} {
		if when := n.attr(name); when != "" {
			return when
		}
	}
	return ""
}

// doubts says what was left out.
func (t *tei) doubts() []string {
	var all []string
	if t.deleted > 0 {
		all = append(all, plural(t.deleted, "deletion of the author", "deletions of the author")+" left out.")
	}
	if t.pictures > 0 {
		all = append(all, plural(t.pictures, "picture", "pictures")+" not read.")
	}
	return all
}
