// Package archive holds the nouns of the archive: sources, documents,
// sections, paragraphs, redactions, and the errors all packages speak of. It
// does no I/O.
package archive

import (
	"strings"
	"time"

	"communique/internal/thesaurus"
)

// Source is a file as received. Its bytes are kept for ever; what stands here
// describes the newest capture of them.
type Source struct {
	Name      string    // slash-separated, relative to the folder it came from
	SHA256    string    // of the bytes, lower-case hex
	MediaType string    // such as "text/plain; charset=utf-8"
	Size      int64     // bytes
	Lines     int       // lines, split on "\n" alone and numbered from 1
	Received  time.Time // when this capture came
}

// Reading is what the ingester makes of one source: pure data, nothing stored.
// Every non-blank line of the source is in exactly one title, heading,
// paragraph, withheld notice or piece of furniture.
type Reading struct {
	Source    Source
	Documents []Document
	Withheld  []Withheld
	Furniture []Furniture
	Doubts    []Doubt // of the source as a whole; those of a document stand with it
}

// Figures sums up what was read.
func (r *Reading) Figures() Figures {
	f := Figures{Documents: len(r.Documents), Doubts: len(r.Doubts)}
	for i := range r.Documents {
		f.Doubts += len(r.Documents[i].Doubts)
		for _, s := range r.Documents[i].Sections {
			f.Paragraphs += len(s.Paragraphs)
		}
	}
	for _, w := range r.Withheld {
		f.Withheld += max(1, w.Last-w.First+1)
	}
	for _, furniture := range r.Furniture {
		f.Furniture += len(furniture.Lines)
	}
	return f
}

// Doubt is something that the ingester read and that a person should look at:
// what disagrees, what was guessed, what may be missing. It is said to admins,
// never hidden, and never changes what was read.
type Doubt struct {
	Lines []int  // source lines it is about, ascending; nil where it is about no line
	Says  string // a whole sentence in plain words
}

// Document is one communiqué, statement, briefing note, press release … as it
// stands in one source.
type Document struct {
	Slug         string // made once, kept for ever; see MakeSlug
	Source       string // name of the source
	SHA256       string // of the source's bytes
	Position     int    // place among the documents of its source, from 1
	Title        string // tells the document apart in a list
	PrintedTitle string // the title block as printed, parts joined by " / "
	TitleLines   []int  // source lines of the title block
	Kind         Kind
	Status       Status
	StatusBasis  string // why Status, in words; empty where nothing says
	Date         Date
	DateBasis    string // "stated in …: …", "metadata of the …: …" or "inferred: …"; empty where Date is
	Place        string
	Event        string
	Issuer       string
	Parties      []string // ISO 3166-1 alpha-2, sorted; nil where not known
	Marking      string   // as printed: "FOR OFFICIAL USE ONLY"
	Language     string   // BCP 47: "en"
	Sections     []Section
	Doubts       []Doubt   // what a person should look at, in the order of the text
	Copies       Copies    // the documents that hold its text, itself among them; see Copies
	Added        time.Time // when the archive first held it
	Changed      time.Time // when its text or description last changed
}

// Section is a heading and the paragraphs under it: what the index holds.
type Section struct {
	Anchor       string // "s-…", unique within its document; see Anchors
	Heading      string // empty for what stands before the first heading
	Level        int    // logical level, from 1
	HeadingLines []int
	Themes       []thesaurus.Finding // by theme id, each with the words that earned it
	Countries    []thesaurus.Finding // by country code, each with the words that earned it
	Paragraphs   []Paragraph         // empty where the text under a heading was withheld
}

// Paragraph is the unit one cites.
type Paragraph struct {
	ID         string // made once, kept by the ledger; see ParagraphID
	Label      string // as printed, without its punctuation: "1", "a", "•", "4"; empty where none
	Printed    string // the label with its punctuation: "1.", "1)", "(a)", "•"; empty where none
	Text       string // as printed, in NFC, joined across lines and pages
	Role       Role
	Redactions []Redaction
	Lines      []int // every source line it was read from, ascending
	Page       int   // printed or physical page it begins on; 0 where unknown
}

// Role says what a paragraph is, so that a page can set it as such.
type Role string

// The roles a paragraph can have.
const (
	Prose    Role = "prose"
	Numbered Role = "numbered"
	Lettered Role = "lettered"
	Bullet   Role = "bullet"
	Footnote Role = "footnote"
	SignOff  Role = "sign-off"
	Mark     Role = "mark" // nothing but redaction marks
)

// Redaction is a stretch withheld from a paragraph: data, not punctuation.
type Redaction struct {
	Start, End int    // byte offsets of the mark in Paragraph.Text
	Form       string // the mark as printed: "[REDACTED]"
	Exemption  string // section of the act where printed
}

// Withheld is a notice that whole pages were kept back.
type Withheld struct {
	First, Last int   // pages, as printed
	Lines       []int // source lines of the notice
	After       int   // Position of the document it stands behind; 0 before the first
}

// Furniture is what a source prints that belongs to no document: running
// heads, page numbers, site menus.
type Furniture struct {
	Lines  []int
	Reason string // in words a reader understands: "running head"
}

// Kind is what a document is; thesaurus.Kinds has the labels.
type Kind string

// The kinds of documents.
const (
	Communique    Kind = "communique"
	Statement     Kind = "statement"
	PressRelease  Kind = "press-release"
	BriefingNote  Kind = "briefing-note"
	MeetingReport Kind = "meeting-report"
	PlanningNote  Kind = "planning-note"
	Speech        Kind = "speech"
	Other         Kind = "other"
)

// Status is a document's standing; empty where nothing says.
type Status string

// The standings a document can have.
const (
	Draft Status = "draft"
	Final Status = "final"
)

// Undated is the value of the year facet for documents without a date.
const Undated = "undated"

// Unstated is the value of the status facet for documents whose standing
// nothing says.
const Unstated = "none"

// Date is YYYY, YYYY-MM or YYYY-MM-DD, or empty where the source does not say.
type Date string

// Year is the first four digits, or Undated.
func (d Date) Year() string {
	if len(d) < 4 {
		return Undated
	}
	return string(d[:4])
}

// Valid reports whether d is empty or a date of one of the three precisions.
func (d Date) Valid() bool {
	if d == "" {
		return true
	}
	for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		if _, err := time.Parse(layout, string(d)); err == nil {
			return true
		}
	}
	return false
}

// Time is the first moment of the day that d names; an error where it names none.
func (d Date) Time() (time.Time, error) { return time.Parse("2006-01-02", string(d)) }

// String is the date as one writes it: "30 July 2019", "July 2019", "2019".
func (d Date) String() string {
	for in, out := range map[string]string{"2006": "2006", "2006-01": "January 2006", "2006-01-02": "2 January 2006"} {
		if t, err := time.Parse(in, string(d)); err == nil {
			return t.Format(out)
		}
	}
	return ""
}

// Paragraphs calls yield for each paragraph of d in order, with its section.
func (d *Document) Paragraphs(yield func(*Section, *Paragraph) bool) {
	for i := range d.Sections {
		for j := range d.Sections[i].Paragraphs {
			if !yield(&d.Sections[i], &d.Sections[i].Paragraphs[j]) {
				return
			}
		}
	}
}

// Wording is what a section says in plain text: its heading and paragraphs.
func (s *Section) Wording() string {
	parts := []string{s.Heading}
	for _, p := range s.Paragraphs {
		parts = append(parts, p.Text)
	}
	return strings.TrimSpace(strings.Join(parts, "\n"))
}
