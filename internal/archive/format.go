package archive

import (
	"net/url"
	"slices"
	"time"

	"communique/internal/thesaurus"
)

// ReadingJSON is a Reading as `communique parse --json` prints it. Lists are
// never null; a value that the source does not say is.
type ReadingJSON struct {
	Source    SourceJSON      `json:"source" doc:"The file that was read"`
	Documents []DocumentJSON  `json:"documents" nullable:"false" doc:"The documents it holds, in order"`
	Withheld  []WithheldJSON  `json:"withheld" nullable:"false" doc:"Notices that whole pages were kept back"`
	Furniture []FurnitureJSON `json:"furniture" nullable:"false" doc:"Lines that belong to no document, and why"`
	Doubts    []DoubtJSON     `json:"doubts" nullable:"false" doc:"What a person should look at in the source as a whole"`
}

// DoubtJSON is something that was read and that a person should look at.
type DoubtJSON struct {
	Lines []int  `json:"lines" nullable:"false" doc:"Source lines it is about"`
	Says  string `json:"says" doc:"What is doubtful, as a sentence"`
}

// SourceJSON is a source as a file of lines.
type SourceJSON struct {
	Name      string  `json:"name" doc:"Name of the file"`
	SHA256    string  `json:"sha256" doc:"SHA-256 of its bytes, in hexadecimal"`
	MediaType *string `json:"media_type" doc:"Media type"`
	Lines     int     `json:"lines" doc:"Number of its lines, split on line feeds alone"`
}

// CaptureJSON names the bytes that a document was read from.
type CaptureJSON struct {
	Name   string `json:"name" doc:"Name of the source file" example:"000_b28b09c6a733235a.txt"`
	SHA256 string `json:"sha256" doc:"SHA-256 of the source's bytes, in hexadecimal"`
}

// DocumentJSON is one document with all its text. What only an archive gives
// (slug, addresses, ids, times) is left out of a reading that was not stored.
type DocumentJSON struct {
	Slug         string        `json:"slug,omitempty" doc:"The document's name in addresses: made once, kept for ever" example:"2019-07-30-five-country-ministerial-communique"`
	URL          string        `json:"url,omitempty" doc:"Address of its page"`
	Source       *CaptureJSON  `json:"source,omitempty" doc:"The file it was read from"`
	Title        string        `json:"title" doc:"A title that tells the document apart in a list"`
	PrintedTitle *string       `json:"printed_title" doc:"The title block as printed, its parts joined by \" / \""`
	Kind         *string       `json:"kind" doc:"communique, statement, press-release, briefing-note, meeting-report, planning-note, speech or other" example:"communique"`
	Status       *string       `json:"status" doc:"draft or final; null where nothing says" example:"final"`
	StatusBasis  *string       `json:"status_basis" doc:"Why that status, in words"`
	Date         *string       `json:"date" doc:"YYYY, YYYY-MM or YYYY-MM-DD" example:"2019-07-30"`
	DateBasis    *string       `json:"date_basis" doc:"Whether the date is stated or inferred, and from what"`
	Place        *string       `json:"place" doc:"Where it was issued" example:"London, United Kingdom"`
	Event        *string       `json:"event" doc:"The meeting it belongs to" example:"Five Country Ministerial 2019"`
	Issuer       *string       `json:"issuer" doc:"Who issued it"`
	Parties      []string      `json:"parties" doc:"Countries that issue or sign it, as ISO 3166-1 alpha-2 codes, and EU; null where not known" example:"[\"AU\",\"CA\"]"`
	Marking      *string       `json:"marking" doc:"Security marking as printed"`
	Language     *string       `json:"language" doc:"Language, as a BCP 47 tag" example:"en"`
	TitleLines   []int         `json:"title_lines" nullable:"false" doc:"Source lines of the title block"`
	Themes       []string      `json:"themes" nullable:"false" doc:"Themes of its sections"`
	Work         *string       `json:"work" doc:"The work it is a version of; null where none is known"`
	CopyOf       string        `json:"copy_of,omitempty" doc:"Slug of the document that stands for this one, where one does that holds the same text"`
	AlsoIn       []CopyJSON    `json:"also_in,omitzero" nullable:"false" doc:"The other documents that hold the same text"`
	Added        time.Time     `json:"added,omitzero" doc:"When the archive first held it"`
	Changed      time.Time     `json:"changed,omitzero" doc:"When its text or description last changed"`
	Sections     []SectionJSON `json:"sections" nullable:"false" doc:"Its sections in order"`

	Corrections []CorrectionJSON `json:"corrections,omitzero" nullable:"false" doc:"What an archivist says of it against what was read, in the order it was said"`

	Doubts   []DoubtJSON    `json:"doubts" nullable:"false" doc:"What a person should look at in it: dates that disagree, numbers that are missing"`
	Withheld []WithheldJSON `json:"withheld,omitempty" nullable:"false" doc:"Notices that stand right before or behind it in its source: pages that were kept back"`
}

// CorrectionJSON is what an archivist says of a document against its reading.
type CorrectionJSON struct {
	Field  string    `json:"field" doc:"title, date, kind, status, parties, countries, themes, join (paragraphs in a row that are one) or split (one that is several)"`
	Value  []string  `json:"value" nullable:"false" doc:"What holds: one text, or a list; of paragraphs their texts"`
	Was    []string  `json:"was" nullable:"false" doc:"What was read when it was said"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason" doc:"Why; empty where none was given"`
}

// CopyJSON names a document that holds the same text as another.
type CopyJSON struct {
	Slug   string  `json:"slug"`
	Title  string  `json:"title"`
	Status *string `json:"status" doc:"draft or final; null where nothing says"`
	Source string  `json:"source" doc:"Name of the file it was read from"`
	URL    string  `json:"url" doc:"Address of its page, or of its section where one was found"`
}

// SectionJSON is a heading and the paragraphs under it.
type SectionJSON struct {
	Heading      *string         `json:"heading" doc:"The heading; null for what stands before the first"`
	Level        int             `json:"level" doc:"Level of the heading, from 1"`
	Anchor       string          `json:"anchor,omitempty" doc:"Its name in addresses, unique within the document" example:"s-cyber-security"`
	URL          string          `json:"url,omitempty" doc:"Address of the section on its document's page"`
	HeadingLines []int           `json:"heading_lines" nullable:"false" doc:"Source lines of the heading"`
	Themes       []string        `json:"themes" nullable:"false" doc:"What it treats, by theme"`
	Countries    []string        `json:"countries" nullable:"false" doc:"Countries it names, parties included"`
	Earned       EarnedJSON      `json:"earned" doc:"The words that earned each theme and country"`
	Paragraphs   []ParagraphJSON `json:"paragraphs" nullable:"false" doc:"Its paragraphs in order; none where its text was withheld"`
}

// EarnedJSON says by which printed words a section got its themes and
// countries.
type EarnedJSON struct {
	Themes    map[string][]string `json:"themes" doc:"By theme, the words as printed"`
	Countries map[string][]string `json:"countries" doc:"By country, the words as printed"`
}

// ParagraphJSON is the unit one cites.
type ParagraphJSON struct {
	ID         string     `json:"id,omitempty" doc:"The paragraph's name in addresses: made once, kept for ever" example:"bcdf2345"`
	URL        string     `json:"url,omitempty" doc:"The paragraph's permalink"`
	Label      *string    `json:"label" doc:"Its number or letter as printed, without punctuation" example:"1"`
	Text       string     `json:"text" doc:"Its text as printed, joined across lines and pages"`
	Role       string     `json:"role" doc:"prose, numbered, lettered, bullet, footnote, sign-off or mark" example:"numbered"`
	Redactions int        `json:"redactions" doc:"How many stretches of it are withheld"`
	Marks      []MarkJSON `json:"marks,omitempty" nullable:"false" doc:"The marks of those redactions"`
	Lines      []int      `json:"lines" nullable:"false" doc:"Every source line it was read from"`
	Pages      []int      `json:"pages,omitempty" nullable:"false" doc:"The page it begins on, where known"`
}

// MarkJSON is one redaction within a paragraph's text.
type MarkJSON struct {
	Start     int     `json:"start" doc:"Where the mark begins in text: offset in bytes of UTF-8"`
	End       int     `json:"end" doc:"Where it ends, exclusive"`
	Form      string  `json:"form" doc:"The mark as printed" example:"[REDACTED]"`
	Exemption *string `json:"exemption" doc:"Section of the act that is given as the reason; null where none is printed"`
}

// WithheldJSON is a notice that pages First to Last were kept back.
type WithheldJSON struct {
	Pages []int `json:"pages" nullable:"false" doc:"First and last page, as printed"`
	Lines []int `json:"lines" nullable:"false" doc:"Source lines of the notice"`
}

// FurnitureJSON is a piece of furniture with the reason it is no text.
type FurnitureJSON struct {
	Lines  []int  `json:"lines" nullable:"false" doc:"Source lines"`
	Reason string `json:"reason" doc:"Why they belong to no document"`
}

// FormatReading is what `communique parse --json` prints of r.
func FormatReading(r Reading) ReadingJSON {
	return ReadingJSON{
		Source:    SourceJSON{Name: r.Source.Name, SHA256: r.Source.SHA256, MediaType: said(r.Source.MediaType), Lines: r.Source.Lines},
		Documents: each(r.Documents, FormatDocument),
		Withheld:  each(r.Withheld, formatWithheld),
		Furniture: each(r.Furniture, func(f Furniture) FurnitureJSON {
			return FurnitureJSON{Lines: list(f.Lines), Reason: f.Reason}
		}),
		Doubts: each(r.Doubts, formatDoubt),
	}
}

func formatDoubt(d Doubt) DoubtJSON { return DoubtJSON{Lines: list(d.Lines), Says: d.Says} }

// FormatCorrections is the JSON view of the corrections of a document.
func FormatCorrections(all []Correction) []CorrectionJSON {
	return each(all, func(c Correction) CorrectionJSON {
		return CorrectionJSON{Field: string(c.Field), Value: list(c.Value), Was: list(c.Was), By: c.By, At: c.At, Reason: c.Reason}
	})
}

// FormatCopy is the JSON view of a copy, at its address.
func FormatCopy(c Copy, address string) CopyJSON {
	return CopyJSON{Slug: c.Slug, Title: c.Title, Status: said(string(c.Status)), Source: c.Source, URL: address}
}

// FormatCopies are the other documents that hold the text of one, with their
// addresses under base.
func FormatCopies(copies Copies, slug, base string) []CopyJSON {
	return each(copies.Besides(slug), func(c Copy) CopyJSON { return FormatCopy(c, DocumentURL(base, c.Slug)) })
}

func formatWithheld(w Withheld) WithheldJSON {
	return WithheldJSON{Pages: []int{w.First, w.Last}, Lines: list(w.Lines)}
}

// FormatWithheld are the notices of a source that stand right before or behind
// its document at position.
func FormatWithheld(notices []Withheld, position int) []WithheldJSON {
	var near []WithheldJSON
	for _, w := range notices {
		if w.After == position-1 || w.After == position {
			near = append(near, formatWithheld(w))
		}
	}
	return near
}

// FormatDocument is the JSON view of d, without addresses; see SetURLs.
func FormatDocument(d Document) DocumentJSON {
	j := DocumentJSON{
		Slug: d.Slug, Title: d.Title, PrintedTitle: said(d.PrintedTitle),
		Kind: said(string(d.Kind)), Status: said(string(d.Status)), StatusBasis: said(d.StatusBasis),
		Date: said(string(d.Date)), DateBasis: said(d.DateBasis), Place: said(d.Place), Event: said(d.Event),
		Issuer: said(d.Issuer), Parties: slices.Clone(d.Parties), Marking: said(d.Marking), Language: said(d.Language),
		TitleLines: list(d.TitleLines), Themes: list(Summarize(&d).Themes),
		Added: d.Added, Changed: d.Changed, Sections: each(d.Sections, formatSection), Doubts: each(d.Doubts, formatDoubt),
	}
	if d.Slug != "" {
		j.CopyOf, j.AlsoIn = d.Copies.StandsFor(d.Slug), FormatCopies(d.Copies, d.Slug, "")
	}
	if d.Source != "" || d.SHA256 != "" {
		j.Source = &CaptureJSON{Name: d.Source, SHA256: d.SHA256}
	}
	return j
}

// SetURLs gives the document, its sections and paragraphs their addresses
// under base ("https://archive.example"), as far as they have slug and ids.
func (j *DocumentJSON) SetURLs(base string) {
	if j.Slug == "" {
		return
	}
	j.URL = DocumentURL(base, j.Slug)
	for i := range j.AlsoIn {
		j.AlsoIn[i].URL = DocumentURL(base, j.AlsoIn[i].Slug)
	}
	for i := range j.Sections {
		if s := &j.Sections[i]; s.Anchor != "" {
			s.URL = SectionURL(base, j.Slug, s.Anchor)
		}
		for k := range j.Sections[i].Paragraphs {
			if p := &j.Sections[i].Paragraphs[k]; p.ID != "" {
				p.URL = ParagraphURL(base, p.ID)
			}
		}
	}
}

// DocumentURL is the address of a document's page under base.
func DocumentURL(base, slug string) string { return base + "/d/" + url.PathEscape(slug) }

// SectionURL is the address of a section on its document's page under base.
func SectionURL(base, slug, anchor string) string {
	return DocumentURL(base, slug) + "#" + url.PathEscape(anchor)
}

// ParagraphURL is the permalink of a paragraph under base.
func ParagraphURL(base, id string) string { return base + "/p/" + url.PathEscape(id) }

func formatSection(s Section) SectionJSON {
	return SectionJSON{
		Heading: said(s.Heading), Level: s.Level, Anchor: s.Anchor, HeadingLines: list(s.HeadingLines),
		Themes: each(s.Themes, findingID), Countries: each(s.Countries, findingID),
		Earned:     EarnedJSON{Themes: findingWords(s.Themes), Countries: findingWords(s.Countries)},
		Paragraphs: each(s.Paragraphs, FormatParagraph),
	}
}

// FormatParagraph is the JSON view of p, without its address.
func FormatParagraph(p Paragraph) ParagraphJSON {
	j := ParagraphJSON{
		ID: p.ID, Label: said(p.Label), Text: p.Text, Role: string(p.Role),
		Redactions: len(p.Redactions), Lines: list(p.Lines),
	}
	for _, r := range p.Redactions {
		j.Marks = append(j.Marks, MarkJSON{Start: r.Start, End: r.End, Form: r.Form, Exemption: said(r.Exemption)})
	}
	if p.Page > 0 {
		j.Pages = []int{p.Page}
	}
	return j
}

func findingID(f thesaurus.Finding) string { return f.ID }

func findingWords(found []thesaurus.Finding) map[string][]string {
	words := make(map[string][]string, len(found))
	for _, f := range found {
		words[f.ID] = list(f.Words)
	}
	return words
}

// said is nil for what the source does not say.
func said(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// list is items, or an empty list where there are none: JSON knows both.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return slices.Clone(items)
}

// each is f of every item, never nil.
func each[T, U any](items []T, f func(T) U) []U {
	out := make([]U, 0, len(items))
	for _, item := range items {
		out = append(out, f(item))
	}
	return out
}
