package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/internal/archive"
	"communique/internal/cite"
	"communique/internal/thesaurus"
	"communique/web/components"
)

// paragraphPage answers a permalink: the paragraph where it stands, or its
// last wording with status 410.
func (s *Server) paragraphPage(w http.ResponseWriter, r *http.Request) error {
	rec, err := s.paragraphRecord(r)
	if err != nil {
		return err
	}
	held, err := s.holdings.current(r.Context())
	if err != nil {
		return err
	}
	if rec.State == archive.Merged {
		http.Redirect(w, r, mergedPath(&rec), http.StatusFound) // for as long as that stands: a revert may undo it
		return nil
	}
	item := holder(s.vocabulary(), s.base(r)).Paragraph(&rec)
	view := paragraphPageView(&rec, &item, s.vocabulary(), held.holds(rec.Document.Slug))
	if view.Source, err = s.excerptOf(r, &rec, held.holds(rec.Document.Slug)); err != nil {
		return err
	}
	if from := r.URL.Query().Get(mergedFrom); archive.IsParagraphID(from) {
		view.StateNote = "The paragraph " + paragraphPath(from) + ", whose address you followed, is part of this one now. " + view.StateNote
	}
	corrected, err := s.Records.Corrections(r.Context(), rec.Document.Slug)
	if err != nil {
		return err
	}
	view.StateNote = strings.TrimSpace(view.StateNote + " " + corrections(corrected).cutNote(rec.Paragraph.Text))
	view.Page = s.page(r, view.Title+" – "+rec.Document.Title, firstWords(rec.Paragraph.Text, descriptionLength))
	view.Page.Canonical, view.Page.Kind = view.Address, "article"
	view.Page.Alternates = []components.Alternate{{URL: view.JSONURL, MediaType: "application/json", Text: "JSON"}}
	code := http.StatusOK
	if rec.State == archive.Removed {
		code, view.Page.NoIndex = http.StatusGone, true
	} else {
		setCitation(&view.Page, &item, paragraphPath(rec.Paragraph.ID))
	}
	return s.render(w, r, code, components.ParagraphPage(view))
}

// paragraphRecord is the paragraph that r asks for.
func (s *Server) paragraphRecord(r *http.Request) (archive.ParagraphRecord, error) {
	id := pathValue(r, "id")
	if !archive.IsParagraphID(id) {
		return archive.ParagraphRecord{}, fmt.Errorf("paragraph %q: %w", id, archive.ErrNotFound)
	}
	return s.Records.Paragraph(r.Context(), id)
}

// paragraphPageView is what a permalink shows. documentStands says whether the
// archive still holds the document.
func paragraphPageView(rec *archive.ParagraphRecord, item *cite.Item, v vocabulary, documentStands bool) components.ParagraphPageView {
	section := sectionName(&rec.Section)
	view := components.ParagraphPageView{
		Title:   capital(paragraphName(&rec.Paragraph, section)),
		Facts:   paragraphFacts(rec, documentStands),
		History: historyEntries(rec),
		Address: item.URL,
		JSONURL: paragraphPath(rec.Paragraph.ID) + ".json",
		Copies:  copyViews(&rec.Document),
	}
	view.State, view.StateNote = stateOf(rec)
	view.Quote = quotation(rec, item)
	if rec.State == archive.Removed {
		view.Title, view.Last = "This paragraph was removed", rec.Paragraph.Text
		view.Trail = components.Trail{{Text: "Removed paragraph"}}
		return view
	}
	view.Trail = components.Trail{
		{URL: documentPath(rec.Document.Slug), Text: rec.Document.Title},
		{URL: archive.SectionURL("", rec.Document.Slug, rec.Section.Anchor), Text: section},
		{Text: capital(paragraphNoun(&rec.Paragraph))},
	}
	view.Cite = citationView(item, paragraphPath(rec.Paragraph.ID))
	view.Around = around(rec, section)
	view.PlaceURL = placePath(rec.Document.Slug, rec.Paragraph.ID)
	view.Themes = findings(rec.Section.Themes, v.theme, themePath)
	view.Countries = findings(rec.Section.Countries, v.country, countryPath)
	return view
}

func paragraphFacts(rec *archive.ParagraphRecord, documentStands bool) []components.Fact {
	title := components.Fact{Text: rec.Document.Title}
	if documentStands {
		title.URL = documentPath(rec.Document.Slug)
	}
	facts := []components.Fact{title}
	if documentStands {
		facts = append(facts, statusFact(rec.Document.Status), dateFact(rec.Document.Date))
	}
	return append(facts, components.Fact{Text: paragraphPath(rec.Paragraph.ID), Code: true})
}

// around is the paragraph between its neighbours in its section.
func around(rec *archive.ParagraphRecord, section string) []components.ParagraphView {
	all := rec.Section.Paragraphs
	i := slices.IndexFunc(all, func(p archive.Paragraph) bool { return p.ID == rec.Paragraph.ID })
	if i < 0 { // the section does not list it: show it alone
		cited := paragraphView(&rec.Paragraph, section)
		cited.Cited = true
		return []components.ParagraphView{cited}
	}
	var views []components.ParagraphView
	for k := max(0, i-1); k <= min(i+1, len(all)-1); k++ {
		view := paragraphView(&all[k], section)
		view.Cited, view.Context = k == i, k != i
		views = append(views, view)
	}
	return views
}

// quotation is a paragraph as one puts it into a note, with its citation.
func quotation(rec *archive.ParagraphRecord, item *cite.Item) string {
	return "“" + rec.Paragraph.Text + "”\n\n" + item.Line()
}

// sourceText is which lines of which source a paragraph was read from.
func sourceText(rec *archive.ParagraphRecord) string {
	text := rec.Source.Name
	if lines := archive.LinesInWords(rec.Paragraph.Lines); lines != "" {
		text += ", " + lines
	}
	if rec.Paragraph.Page > 0 {
		text += fmt.Sprintf(", page %d", rec.Paragraph.Page)
	}
	return text
}

// findings are those of one section, with the words that earned them.
func findings(found []thesaurus.Finding, name, path func(string) string) []components.Earned {
	words := map[string][]string{}
	for _, f := range found {
		words[f.ID] = appendNew(words[f.ID], f.Words)
	}
	return earnedList(words, wordless(found), name, path)
}

// wordless tells which findings no words of the section earned: an admin gave
// them.
func wordless(found []thesaurus.Finding) func(id string) bool {
	return func(id string) bool {
		return slices.ContainsFunc(found, func(f thesaurus.Finding) bool { return f.ID == id && len(f.Words) == 0 })
	}
}

// capital sets the first letter of text in upper case.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
