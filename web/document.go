package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/internal/cite"
	"communique/web/components"
)

// documentPage shows a document: its text, and what is known of it.
func (s *Server) documentPage(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	doc, err := s.Records.Document(ctx, pathValue(r, "slug"))
	if err != nil {
		return err
	}
	held, err := s.holdings.current(ctx)
	if err != nil {
		return err
	}
	withheld, err := s.Records.WithheldOfSource(ctx, doc.Source)
	if err != nil {
		return err
	}
	order, err := held.packetOrder(ctx, s.Records, doc.Source)
	if err != nil {
		return err
	}
	corrected, err := s.Records.Corrections(ctx, doc.Slug)
	if err != nil {
		return err
	}
	item := holder(s.vocabulary(), s.base(r)).Document(&doc)
	view := documentView(&doc, corrected, &item, s.vocabulary())
	view.Page = s.documentFrame(r, &doc)
	setCitation(&view.Page, &item, documentPath(doc.Slug))
	view.Before, view.After = withheldAround(withheld, doc.Position)
	view.Packet = packetView(&doc, order, held)
	return s.render(w, r, http.StatusOK, components.Document(view))
}

// documentFrame is the frame of a document's page.
func (s *Server) documentFrame(r *http.Request, doc *archive.Document) components.PageView {
	title := doc.Title
	if doc.Date != "" {
		title += ", " + doc.Date.String()
	}
	page := s.page(r, title, archive.Summarize(doc).Gist)
	page.Canonical, page.Kind = archive.DocumentURL(page.Site, doc.Slug), "article"
	path := documentPath(doc.Slug)
	page.Alternates = []components.Alternate{
		{URL: path + ".txt", MediaType: "text/plain", Text: "Text"},
		{URL: path + ".md", MediaType: "text/markdown", Text: "Markdown"},
		{URL: path + ".json", MediaType: "application/json", Text: "JSON"},
	}
	return page
}

func documentView(doc *archive.Document, corrected corrections, item *cite.Item, v vocabulary) components.DocumentView {
	summary := archive.Summarize(doc)
	view := components.DocumentView{
		Trail: components.Trail{
			{URL: "/documents", Text: "Documents"}, {URL: yearPath(doc.Date.Year()), Text: yearName(doc.Date.Year())},
			{Text: v.kind(string(doc.Kind))},
		},
		Title: doc.Title, Subtitle: subtitle(doc), Language: doc.Language, Marking: doc.Marking,
		Facts:     documentFacts(doc, &summary, v),
		Record:    record(doc, corrected, v),
		Copies:    copyViews(&summary),
		Themes:    themesOf(doc, corrected, v),
		Address:   item.URL,
		Published: string(doc.Date),
	}
	view.Parties, view.Named = countriesOf(doc, corrected, v)
	view.PartiesNote, view.NamedNote = corrected.note(archive.FieldParties, v), corrected.note(archive.FieldCountries, v)
	view.ThemesNote = corrected.note(archive.FieldThemes, v)
	if doc.Parties == nil && view.PartiesNote == "" {
		view.PartiesNote = "Parties not stated"
	}
	view.Contents, view.Sections = textOf(doc)
	path := documentPath(doc.Slug)
	view.Cite = citationView(item, path)
	view.Forms = []components.Link{{URL: path + ".txt", Text: "Text"}, {URL: path + ".md", Text: "Markdown"}, {URL: path + ".json", Text: "JSON"}}
	return view
}

// subtitle is where and on what occasion, as far as the title leaves it out.
func subtitle(doc *archive.Document) string {
	var parts []string
	for _, part := range []string{doc.Event, doc.Place} {
		if part != "" && !strings.Contains(strings.ToLower(doc.Title), strings.ToLower(part)) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

func documentFacts(doc *archive.Document, summary *archive.Summary, v vocabulary) []components.Fact {
	facts := append(v.standing(summary), components.Fact{Text: counted(summary.Paragraphs, "paragraph", "paragraphs")})
	if summary.Redactions > 0 {
		facts = append(facts, components.Fact{Text: counted(summary.Redactions, "redaction", "redactions")})
	}
	if d := summary; d.Copies.Principal() == d.Slug && len(d.Copies) > 1 {
		facts = append(facts, components.Fact{Text: counted(len(d.Copies)-1, "further copy", "further copies"), URL: "#copies"})
	}
	return append(facts, components.Fact{Text: "about this document", URL: "#about"})
}

// textOf is the text of doc: its sections, and the contents that lead to them.
func textOf(doc *archive.Document) ([]components.ContentsEntry, []components.SectionView) {
	contents := make([]components.ContentsEntry, len(doc.Sections))
	sections := make([]components.SectionView, len(doc.Sections))
	top := 0 // the level of the headings set largest; 0 before the first
	for i := range doc.Sections {
		s := &doc.Sections[i]
		if s.Heading != "" && (top == 0 || s.Level < top) {
			top = s.Level
		}
		sections[i] = sectionView(s, s.Heading != "" && s.Level > top)
		if len(s.Paragraphs) == 0 && hasGap(doc.Sections, i) {
			sections[i].Empty = "Nothing stands under this heading in the source: its text was withheld, or is lost."
		}
		contents[i] = contentsEntry(s, sections[i].Sub)
	}
	return contents, sections
}

func sectionView(s *archive.Section, sub bool) components.SectionView {
	name := sectionName(s)
	view := components.SectionView{Anchor: s.Anchor, Heading: name, Unseen: s.Heading == "", Sub: sub}
	for i := range s.Paragraphs {
		view.Paragraphs = append(view.Paragraphs, paragraphView(&s.Paragraphs[i], name))
	}
	return view
}

func contentsEntry(s *archive.Section, sub bool) components.ContentsEntry {
	entry := components.ContentsEntry{URL: "#" + s.Anchor, Text: sectionName(s), Sub: sub, Count: "–", Spoken: "no paragraphs"}
	if n := len(s.Paragraphs); n > 0 {
		entry.Count, entry.Spoken = number(n), counted(n, "paragraph", "paragraphs")
	}
	return entry
}

// closeLines is how many lines below a heading the next thing stands at most
// where nothing is missing between them: blank lines part headings.
const closeLines = 3

// hasGap reports whether text is missing under the heading of sections[i]: it
// is the last of its document, or the source leaves more room below it than
// lies between a heading and what it heads.
func hasGap(sections []archive.Section, i int) bool {
	if i+1 == len(sections) {
		return true
	}
	next := sections[i+1].HeadingLines
	if len(next) == 0 && len(sections[i+1].Paragraphs) > 0 {
		next = sections[i+1].Paragraphs[0].Lines
	}
	here := sections[i].HeadingLines
	return len(here) > 0 && len(next) > 0 && next[0]-here[len(here)-1] > closeLines
}

// record is what is known of a document, each with its basis.
func record(doc *archive.Document, corrected corrections, v vocabulary) []components.RecordEntry {
	entries := []components.RecordEntry{
		dateEntry(doc, corrected.note(archive.FieldDate, v)),
		{Name: "Kind", Text: v.kind(string(doc.Kind)), URL: searchPath("kind", string(doc.Kind)), Basis: corrected.note(archive.FieldKind, v)},
		{Name: "Standing", Text: statusName(string(doc.Status)), Basis: cmp.Or(corrected.note(archive.FieldStatus, v), sentence(doc.StatusBasis))},
		{Name: "Event", Text: doc.Event},
		{Name: "Place", Text: doc.Place},
		{Name: "Issued by", Text: doc.Issuer},
		{Name: "Marking", Text: doc.Marking},
		{Name: "Title as printed", Text: doc.PrintedTitle},
		{Name: "Language", Text: languageName(doc.Language)},
	}
	if note := corrected.note(archive.FieldTitle, v); note != "" {
		entries = append([]components.RecordEntry{{Name: "Title", Text: doc.Title, Basis: note}}, entries...)
	}
	if !doc.Added.IsZero() {
		entries = append(entries, timeEntry("In the archive since", doc.Added))
	}
	if doc.Changed.After(doc.Added) && day(doc.Changed) != day(doc.Added) {
		entries = append(entries, timeEntry("Last changed here", doc.Changed))
	}
	return slices.DeleteFunc(entries, func(e components.RecordEntry) bool {
		return e.Text == "" || e.Name == "Title as printed" && e.Text == doc.Title
	})
}

// dateEntry is the date of a document with what it rests on; note says that it
// was corrected.
func dateEntry(doc *archive.Document, note string) components.RecordEntry {
	if doc.Date == "" {
		return components.RecordEntry{Name: "Date", Text: "Not stated", URL: yearPath(archive.Undated), Basis: note}
	}
	return components.RecordEntry{Name: "Date", Text: doc.Date.String(), Date: string(doc.Date), Basis: cmp.Or(note, sentence(doc.DateBasis))}
}

// themesOf are the themes of all sections of doc, each once, in the order of
// their names.
func themesOf(doc *archive.Document, corrected corrections, v vocabulary) []components.Earned {
	words := map[string][]string{}
	for i := range doc.Sections {
		for _, f := range doc.Sections[i].Themes {
			words[f.ID] = appendNew(words[f.ID], f.Words)
		}
	}
	return earnedList(words, corrected.gaver(archive.FieldThemes), v.theme, themePath)
}

// earnedList are entries with their words, in the order of their names. given
// says which an admin gave.
func earnedList(words map[string][]string, given func(string) bool, name, path func(string) string) []components.Earned {
	list := make([]components.Earned, 0, len(words))
	for id := range words {
		entry := components.Earned{Link: components.Link{URL: path(id), Text: name(id)}, Words: earnedWords(words[id])}
		if entry.Words == "" && given(id) {
			entry.Words = givenWords
		}
		list = append(list, entry)
	}
	slices.SortFunc(list, func(a, b components.Earned) int { return strings.Compare(a.Text, b.Text) })
	return list
}

// appendNew appends those words that are not yet there, whatever their case.
func appendNew(words, more []string) []string {
	if words == nil {
		words = []string{} // the entry is there even where no words are known
	}
	for _, w := range more {
		if !slices.ContainsFunc(words, func(have string) bool { return strings.EqualFold(have, w) }) {
			words = append(words, w)
		}
	}
	return words
}

// countriesOf are the parties of doc, and the other countries that it names.
func countriesOf(doc *archive.Document, corrected corrections, v vocabulary) (parties, named []components.Earned) {
	words := map[string][]string{}
	for i := range doc.Sections {
		for _, f := range doc.Sections[i].Countries {
			words[f.ID] = appendNew(words[f.ID], f.Words)
		}
	}
	signed := map[string][]string{}
	for _, code := range doc.Parties {
		signed[code] = words[code]
		delete(words, code)
	}
	return earnedList(signed, corrected.gaver(archive.FieldParties), v.country, countryPath),
		earnedList(words, corrected.gaver(archive.FieldCountries), v.country, countryPath)
}

// withheldAround says which pages were kept back before and behind the
// document at position.
func withheldAround(all []archive.Withheld, position int) (before, after []string) {
	for _, n := range all {
		switch n.After {
		case position - 1:
			before = append(before, withheldText(n)+" The notice stands before this document.")
		case position:
			after = append(after, withheldText(n)+" The notice stands behind this document.")
		}
	}
	return before, after
}

func withheldText(n archive.Withheld) string {
	switch {
	case n.First == 0:
		return "Pages of this source are withheld."
	case n.Last <= n.First:
		return fmt.Sprintf("Page %d of this source is withheld.", n.First)
	}
	return fmt.Sprintf("Pages %d to %d of this source are withheld: %s.", n.First, n.Last, counted(n.Last-n.First+1, "page", "pages"))
}

// packetView is the source of doc, and its neighbours there.
func packetView(doc *archive.Document, order []string, held *catalogue) components.PacketView {
	view := components.PacketView{Name: doc.Source, URL: sourcePagePath(doc.Slug), SHA256: doc.SHA256, Standing: "The only document of this source"}
	i := slices.Index(order, doc.Slug)
	if len(order) < 2 || i < 0 {
		return view
	}
	view.Standing = fmt.Sprintf("Document %d of %d in this source", i+1, len(order))
	view.Previous, view.Next = packetLink(order, i-1, held), packetLink(order, i+1, held)
	return view
}

// packetLink leads to the i-th document of a source, or nowhere.
func packetLink(order []string, i int, held *catalogue) *components.Link {
	if i < 0 || i >= len(order) || !held.holds(order[i]) {
		return nil
	}
	return &components.Link{URL: documentPath(order[i]), Text: held.all[held.bySlug[order[i]]].Title}
}
