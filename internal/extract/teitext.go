package extract

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// teiText puts together the text of a line.
type teiText struct {
	tei     *tei
	line    Line
	marked  bool // the whole of it is underlined or bold
	signs   bool // it is a signature, which editions print bold whatever the paper does
	mayHead bool // it is a paragraph, which underlined from end to end is a heading
	text    []byte
	all     int // characters, and those underlined or bold
	strong  int
	glue    bool // the next word goes on with the last
	page    int  // on which it begins
	notes   []*node
}

func newTEIText(t *tei, line Line, marked bool) *teiText {
	return &teiText{tei: t, line: line, marked: marked}
}

func (x *teiText) isEmpty() bool { return len(bytes.TrimSpace(x.text)) == 0 }

// read reads what stands in a line.
func (x *teiText) read(n *node, strong bool) {
	switch n.name {
	case "":
		x.write(n.text, strong)
	case "lb", "cb", "pb", "milestone":
		x.lineEnd(n)
	case "note":
		x.note(n, strong)
	case "choice":
		x.kids(printedForm(n, "sic", "orig", "abbr", "unclear"), strong)
	case "app":
		x.kids(printedForm(n, "lem", "rdg"), strong)
	case "del":
		x.tei.deleted++
	case "gap":
		x.write(gapMark(n), strong)
	case "supplied":
		x.supplied(n, strong)
	case "graphic", "media":
		x.tei.pictures++
	case "figDesc":
		x.tei.furniture(squeezed(plainText(n)), "description of a picture")
	case "fw":
		x.tei.formeWork(n)
	case "index", "desc", "ptr": // not printed
	case "space":
		x.write(" ", strong)
	default:
		apart := isTEIBlock(n)
		if apart {
			x.write(" ", strong)
		}
		x.kids(n, strong || isMarked(n))
		if apart {
			x.write(" ", strong)
		}
	}
}

func (x *teiText) kids(n *node, strong bool) {
	if n != nil {
		for _, k := range n.kids {
			x.read(k, strong)
		}
	}
}

// printedForm is that one of several readings which the paper prints, not what
// the editor made of it.
func printedForm(n *node, names ...string) *node {
	for _, name := range names {
		if k := n.kid(name); k != nil {
			return k
		}
	}
	for _, k := range n.kids {
		if k.name != "" {
			return k
		}
	}
	return nil
}

// write adds characters, and makes one space of any run of white space.
func (x *teiText) write(text string, strong bool) {
	for _, c := range text {
		if unicode.IsSpace(c) && c != '\u00A0' {
			if n := len(x.text); n > 0 && x.text[n-1] != ' ' && !x.glue {
				x.text = append(x.text, ' ')
			}
			continue
		}
		if x.all == 0 {
			x.page = x.tei.page
		}
		x.glue = false
		x.text = append(x.text, string(c)...)
		x.all++
		if strong {
			x.strong++
		}
	}
}

// lineEnd reads the end of a line, column or page, which may part a word.
func (x *teiText) lineEnd(n *node) {
	if n.name == "pb" {
		x.tei.turn(n)
	}
	if n.attr("break") != "no" {
		x.write(" ", false)
		return
	}
	x.text = bytes.TrimRight(bytes.TrimRight(x.text, " "), "-\u00AD\u2010")
	x.glue = true
}

// supplied reads what the editor put where the paper is damaged: in brackets.
func (x *teiText) supplied(n *node, strong bool) {
	bracketed := len(x.text) > 0 && x.text[len(x.text)-1] == '[' || strings.HasPrefix(strings.TrimSpace(printedTEI(n)), "[")
	if !bracketed {
		x.write("[", strong)
	}
	x.kids(n, strong)
	if !bracketed {
		x.text = bytes.TrimRight(x.text, " ")
		x.write("]", strong)
	}
}

var (
	withheldReason  = regexp.MustCompile(`(?i)redact|classif|withh|excis|censor|sanit|exempt`)
	illegibleReason = regexp.MustCompile(`(?i)illeg|unread|faint|blur`)
	missingReason   = regexp.MustCompile(`(?i)lost|damag|torn|miss|cut`)
)

// gapMark is what is printed where text is not: the words of the edition, or
// why it is gone.
func gapMark(n *node) string {
	if said := squeezed(plainText(n)); said != "" {
		return "[" + strings.Trim(said, "[]") + "]"
	}
	switch reason := n.attr("reason"); {
	case withheldReason.MatchString(reason):
		return "[REDACTED]"
	case illegibleReason.MatchString(reason):
		return "[illegible]"
	case missingReason.MatchString(reason):
		return "[missing]"
	}
	return "[gap]"
}

// note reads the mark of a note; its text follows the line. Notes that stand in
// the line, and those of the editors, have none.
func (x *teiText) note(n *node, strong bool) {
	switch {
	case isInline(n):
		x.kids(n, strong)
		return
	case !isEditorial(n):
		x.tei.notes++
		if n.attr("n") == "" {
			n = &node{name: n.name, kids: n.kids, attrs: append(n.attrs[:len(n.attrs):len(n.attrs)], xml.Attr{Name: xml.Name{Local: "n"}, Value: strconv.Itoa(x.tei.notes)})}
		}
		x.text = bytes.TrimRight(x.text, " ")
		x.write(noteMark(strings.Trim(n.attr("n"), "[]() .")), strong)
	}
	x.notes = append(x.notes, n)
}

func isInline(n *node) bool { return n.attr("place") == "inline" && !isEditorial(n) }

var (
	editorialType = regexp.MustCompile(`(?i)^(?:source|editorial|editor|ed|textual|critical|commentary|summary|provenance|archival|biographical)\b`)
	editorialHand = regexp.MustCompile(`(?i)^#?(?:ed|eds|editors?|transcriber|encoder)\b`)
)

// isEditorial reports whether a note is by the editors of the text and not by
// its authors.
func isEditorial(n *node) bool {
	return editorialType.MatchString(n.attr("type")) || editorialHand.MatchString(n.attr("resp"))
}

// inOriginal is how editors mark the notes of the authors among their own.
var inOriginal = regexp.MustCompile(`(?i)\b(?:footnote|note) (?:is )?in (?:the )?(?:original|source text)|^\[.*in the original`)

// flush adds the line, and the notes that it cites.
func (x *teiText) flush() {
	text := squeezed(string(x.text))
	if text != "" {
		line := x.line
		line.Text = text
		line.Bold = line.Bold || x.strong == x.all && !x.signs
		if x.mayHead && line.Bold && !x.tei.item && x.tei.prefix == "" && !isProse(text) {
			line.Heading = min(max(x.tei.level, 1)+1, 9)
		}
		after := x.tei.page
		x.tei.page = x.page
		x.tei.add(line)
		x.tei.page = after
	}
	notes := x.notes
	x.text, x.all, x.strong, x.notes = nil, 0, 0, nil
	x.tei.notesOf(notes)
}

// notesOf adds notes: those of the authors as footnotes, those of the editors as
// furniture.
func (t *tei) notesOf(notes []*node) {
	prefix, item := t.prefix, t.item
	t.prefix, t.item = "", false
	for i := 0; i < len(notes); i++ { // a note may have notes
		n := notes[i]
		x := newTEIText(t, Line{}, false)
		x.kids(n, false)
		notes = append(notes, x.notes...)
		text := squeezed(string(x.text))
		switch {
		case text == "":
		case isEditorial(n) || t.volume && n.attr("resp") == "" && !inOriginal.MatchString(text):
			t.furniture(text, "editorial note")
		default:
			t.add(Line{Text: withLabel(footnoteLabel(strings.Trim(n.attr("n"), "[]() .")), text)})
		}
	}
	t.prefix, t.item = prefix, item
}

// printedTEI gives the text of an element as it is printed, without its notes.
func printedTEI(n *node) string {
	x := newTEIText(&tei{}, Line{}, false)
	x.kids(n, false)
	return string(x.text)
}

// squeezed trims text and makes one space of any run of white space.
func squeezed(text string) string { return strings.TrimSpace(strings.Join(strings.Fields(text), " ")) }
