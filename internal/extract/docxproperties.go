package extract

import (
	"regexp"
	"strings"
)

// MetaCreated is a value of Line.Meta: when the file was made, as its properties
// say. It is a weaker hint than MetaDate: files are copied from one another.
const MetaCreated = "created"

// describe adds lines for what the file says of itself, and gives the language
// it states. The title that a file gives is often that of the paper it was
// copied from, or its first line, which the program filled in: it is a hint only
// where the text prints no title of its own.
func (d *docx) describe(b *lineBuilder) (language string) {
	properties, err := d.archive.tree(d.coreProperties())
	if err != nil {
		d.seen.damaged = append(d.seen.damaged, d.coreProperties())
	}
	if properties == nil {
		return ""
	}
	say := func(name, meta string) {
		if text := strings.Join(strings.Fields(plainText(properties.kid(name))), " "); text != "" {
			b.add(Line{Text: text, Meta: meta})
		}
	}
	title := MetaOther
	if d.needsTitle(plainText(properties.kid("dc:title"))) {
		title = MetaTitle
	}
	say("dc:title", title)
	say("dcterms:created", MetaCreated)
	say("dc:language", MetaLanguage)
	for _, name := range []string{"dc:creator", "dc:subject", "dc:description", "cp:keywords", "cp:category", "cp:contentStatus"} {
		say(name, MetaOther)
	}
	return strings.TrimSpace(plainText(properties.kid("dc:language")))
}

// coreProperties is the name of the part that describes the file.
func (d *docx) coreProperties() string {
	for _, r := range d.archive.relations("") {
		if r.kind == "core-properties" {
			return r.target
		}
	}
	return "docProps/core.xml"
}

// fileTitle is a title that a program made of the name of a file, or of nothing.
var fileTitle = regexp.MustCompile(`(?i)^(?:microsoft word\b.*|.*\.(?:docx?|dotx?|rtf|odt|pdf)|document ?\d*|untitled|unbenannt|sans titre|sin título|no title|template.*|slide \d+|[\w-]+)$`)

// needsTitle reports whether the title that the file gives is worth something:
// it is no name of a file, and the text begins with no title of its own.
func (d *docx) needsTitle(title string) bool {
	title = strings.TrimSpace(title)
	if title == "" || fileTitle.MatchString(title) {
		return false
	}
	for _, b := range d.blocks {
		if b.title {
			return false
		}
	}
	for _, b := range d.blocks {
		if b.line.Text != "" && b.line.Meta == "" {
			return isProse(b.line.Text) || len(b.line.Text) > longestDOCXHeading
		}
	}
	return false
}

// plainText gives all text within an element.
func plainText(n *node) string {
	if n == nil {
		return ""
	}
	if n.name == "" {
		return n.text
	}
	var b strings.Builder
	for _, k := range n.kids {
		b.WriteString(plainText(k))
	}
	return b.String()
}
