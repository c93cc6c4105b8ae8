package extract

import (
	"fmt"
	"slices"
)

// noteStyle marks the blocks that notes were made into.
const noteStyle = "\x00note"

// noteStore holds the notes of a document and counts them as they are cited.
type noteStore struct {
	byID    map[string]*node // "w:footnoteReference 2"
	formats map[string]string
	counts  map[string]int
	atEnd   []citation
}

// citation is where a text cites a note.
type citation struct {
	note  *node
	label string // as printed before the note; empty where the note prints it itself
}

// readNotes reads the parts that hold footnotes and endnotes; nil is none.
func readNotes(footnotes, endnotes, settings *node) noteStore {
	s := noteStore{
		byID:    map[string]*node{},
		formats: map[string]string{"w:footnoteReference": "decimal", "w:endnoteReference": "lowerRoman"},
		counts:  map[string]int{},
	}
	for _, kind := range []struct {
		tree                       *node
		element, reference, dialog string
	}{
		{footnotes, "w:footnote", "w:footnoteReference", "w:footnotePr"},
		{endnotes, "w:endnote", "w:endnoteReference", "w:endnotePr"},
	} {
		kind.tree.find(kind.element, func(n *node) {
			if t := n.attr("type"); t == "" || t == "normal" {
				s.byID[kind.reference+" "+n.attr("id")] = n
			}
		})
		said := settings.kid(kind.dialog)
		if format := said.kid("w:numFmt").attr("val"); format != "" {
			s.formats[kind.reference] = format
		}
		s.counts[kind.reference] = wholeNumber(said.kid("w:numStart").attr("val"), 1) - 1
	}
	return s
}

// cite reads the mark of a note in the text. A note with a mark of its own
// prints that, which follows as text, and is not counted.
func (r *runs) cite(n *node, look runLook) {
	s := &r.docx.notes
	note := s.byID[n.name+" "+n.attr("id")]
	if note == nil || r.docx.story.note {
		return
	}
	delete(s.byID, n.name+" "+n.attr("id")) // a note is printed once, where it is first cited
	c := citation{note: note}
	if !isOn(n.attr("customMarkFollows")) {
		s.counts[n.name]++
		number := formatNumber(s.counts[n.name], s.formats[n.name])
		c.label = footnoteLabel(number)
		r.write(noteMark(number), look)
	}
	if n.name == "w:endnoteReference" {
		s.atEnd = append(s.atEnd, c)
		return
	}
	r.cited = append(r.cited, c)
}

// citedNotes adds the notes that a paragraph cites, each behind its mark.
func (d *docx) citedNotes(cited []citation) {
	before, carried := d.story, d.carried
	for _, c := range cited {
		from := len(d.blocks)
		d.story, d.carried = story{note: true, cell: before.cell}, ""
		d.readAll(c.note)
		d.finish()
		d.keepNote(from, c.label)
	}
	d.story, d.carried = before, carried
}

// keepNote marks the blocks of a note and drops its empty ones.
func (d *docx) keepNote(from int, label string) {
	note := slices.DeleteFunc(d.blocks[from:], func(b docxBlock) bool { return b.line.Text == "" })
	d.blocks = d.blocks[:from+len(note)]
	for i := range note {
		note[i].style, note[i].before, note[i].after, note[i].line.Page = noteStyle, leastSpace, leastSpace, d.page
	}
	if len(note) == 0 || label == "" {
		return
	}
	note[0].line.Text = withLabel(label, note[0].line.Text)
}

// endNotes adds the notes that are printed behind the text, and says how many
// the text cites nowhere.
func (d *docx) endNotes() {
	d.citedNotes(d.notes.atEnd)
	for range d.notes.byID {
		d.seen.uncited++
	}
}

// headsAndFeet gives what stands at the head and foot of the pages, once each.
func (d *docx) headsAndFeet(main string) (heads, feet []Line) {
	read, seen := map[string]bool{}, map[string]bool{}
	for _, r := range d.archive.relations(main) {
		if r.kind != "header" && r.kind != "footer" || read[r.target] {
			continue
		}
		read[r.target] = true
		tree, err := d.archive.tree(r.target)
		if err != nil {
			d.seen.damaged = append(d.seen.damaged, r.target)
			continue
		}
		for _, text := range d.aside(tree) {
			if seen[r.kind+text] {
				continue
			}
			seen[r.kind+text] = true
			if r.kind == "header" {
				heads = append(heads, Line{Text: text, Meta: MetaFurniture, Reason: "page head"})
			} else {
				feet = append(feet, Line{Text: text, Meta: MetaFurniture, Reason: "page foot"})
			}
		}
	}
	return heads, feet
}

// aside gives the texts of a part that is not of the body, and leaves the pages
// and blocks of the body as they are.
func (d *docx) aside(tree *node) []string {
	blocks, page, where := d.blocks, d.page, d.story
	d.blocks, d.story = nil, story{note: true}
	d.readAll(tree)
	d.finish()
	var texts []string
	for _, b := range d.blocks {
		if b.line.Text != "" {
			texts = append(texts, b.line.Text)
		}
	}
	d.blocks, d.page, d.story = blocks, page, where
	return texts
}

// docxCounts counts what a document holds that does not enter its text.
type docxCounts struct {
	inserted, deleted, formats int
	hidden, comments, pictures int
	placeholders, embedded     int
	uncited                    int
	damaged                    []string // parts that could not be read and that the text can do without
}

// countChanges counts tracked changes in the properties of a run or paragraph.
func (d *docx) countChanges(properties *node) {
	if properties == nil {
		return
	}
	for _, name := range []string{"w:rPrChange", "w:pPrChange", "w:sectPrChange"} {
		if properties.kid(name) != nil {
			d.seen.formats++
		}
	}
	if properties.path("w:rPr", "w:ins") != nil {
		d.seen.inserted++
	}
}

// doubts says what was left out, a sentence for each kind of thing.
func (c *docxCounts) doubts() []string {
	var all []string
	say := func(n int, format string, args ...any) {
		if n > 0 {
			all = append(all, fmt.Sprintf(format, args...))
		}
	}
	changes := c.inserted + c.deleted + c.formats
	say(changes, "%s: %s kept, %s left out, %s of format.", plural(changes, "tracked change", "tracked changes"),
		plural(c.inserted, "insertion", "insertions"), plural(c.deleted, "deletion", "deletions"), plural(c.formats, "change", "changes"))
	say(c.hidden, "%s of hidden text left out.", plural(c.hidden, "character", "characters"))
	say(c.comments, "%s left out.", plural(c.comments, "comment", "comments"))
	say(c.pictures, "%s not read.", plural(c.pictures, "picture or object", "pictures and objects"))
	say(c.placeholders, "%s left out.", plural(c.placeholders, "empty field of a form", "empty fields of a form"))
	say(c.embedded, "%s left out.", plural(c.embedded, "embedded file", "embedded files"))
	say(c.uncited, "%s that the text does not cite left out.", plural(c.uncited, "note", "notes"))
	for _, name := range c.damaged {
		say(1, "%s is damaged and was left out.", name)
	}
	return all
}
