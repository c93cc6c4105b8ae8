package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"communique/internal/archive"
	"communique/web/components"
)

// correctForm makes the view of the page on which a document is corrected.
type correctForm struct {
	doc   *archive.Document
	held  corrections
	words vocabulary
	split string     // the paragraph to split, if one is
	sent  url.Values // the form that was refused, if one was
}

func (f *correctForm) view() components.CorrectView {
	return components.CorrectView{
		Trail: components.Trail{{URL: sourcesPath, Text: "Sources"}, {URL: sourceAddress(f.doc.Source), Text: f.doc.Source}, {Text: "Correct"}},
		Title: f.doc.Title, URL: documentPath(f.doc.Slug), Action: correctPath(f.doc.Slug),
		Fields: f.fields(), Cuts: f.cuts(), Sections: f.sections(),
	}
}

func (f *correctForm) fields() []components.CorrectField {
	summary := archive.Summarize(f.doc)
	const byLine = "One country a line, by its name or its code."
	fields := []components.CorrectField{
		f.field(archive.FieldTitle, "Title", "title", f.doc.Title),
		f.field(archive.FieldDate, "Date", "date", string(f.doc.Date)),
		f.field(archive.FieldKind, "Kind", "kind", string(f.doc.Kind)),
		f.field(archive.FieldStatus, "Standing", "standing", string(f.doc.Status)),
		f.field(archive.FieldParties, "Parties", "parties", f.doc.Parties...),
		f.field(archive.FieldCountries, "Countries named", "countries", summary.Named...),
		f.field(archive.FieldThemes, "Themes", "themes", summary.Themes...),
	}
	fields[1].Hint = "2019-07-30, 2019-07 or 2019; empty where it is not known."
	fields[2].Options = f.kinds()
	fields[3].Options = f.standings()
	fields[4].Lines, fields[4].Hint = true, byLine+" These issue or sign it."
	fields[5].Lines, fields[5].Hint = true, byLine+" The parties too, where the text names them."
	fields[6].Options, fields[6].Several = f.themes(summary.Themes), true
	return fields
}

// field is a field with what holds, what was read, and what the form says.
func (f *correctForm) field(field archive.Field, name, noun string, now ...string) components.CorrectField {
	view := components.CorrectField{Field: string(field), Name: name, Noun: noun, Now: f.words.values(field, now)}
	if view.Now == "" {
		view.Now = "Not stated"
	}
	if c := f.held.of(field); c != nil {
		view.By, view.Read, view.Lift = correctedWhy(c), capital(f.words.readAs(c))+".", strconv.FormatInt(c.ID, 10)
	}
	for i, value := range now { // countries by name, one a line; of the others there is one, as it is
		if field == archive.FieldParties || field == archive.FieldCountries {
			value = f.words.country(value)
		}
		if i > 0 {
			value = "\n" + value
		}
		view.Text += value
	}
	if f.refused(field) {
		view.Text = f.sent.Get("value")
	}
	return view
}

// refused reports whether the form of a field was just refused: it says again
// what was sent.
func (f *correctForm) refused(field archive.Field) bool { return f.sent.Get("field") == string(field) }

// correctedWhy is who made a correction, when, and why.
func correctedWhy(c *archive.Correction) string {
	if c.Reason == "" {
		return correctedBy(c) + "."
	}
	return correctedBy(c) + ": " + sentence(c.Reason)
}

func (f *correctForm) kinds() []components.CorrectOption {
	var options []components.CorrectOption
	for _, k := range f.words.Kinds() {
		options = append(options, f.option(archive.FieldKind, k.ID, k.Label, k.ID == string(f.doc.Kind)))
	}
	return options
}

func (f *correctForm) standings() []components.CorrectOption {
	var options []components.CorrectOption
	for _, s := range []archive.Status{archive.Final, archive.Draft, ""} {
		options = append(options, f.option(archive.FieldStatus, string(s), statusName(string(s)), s == f.doc.Status))
	}
	return options
}

func (f *correctForm) themes(now []string) []components.CorrectOption {
	var options []components.CorrectOption
	for _, t := range f.words.Themes() {
		options = append(options, f.option(archive.FieldThemes, t.ID, t.Label, slices.Contains(now, t.ID)))
	}
	slices.SortFunc(options, func(a, b components.CorrectOption) int { return strings.Compare(a.Text, b.Text) })
	return options
}

func (f *correctForm) option(field archive.Field, value, text string, chosen bool) components.CorrectOption {
	if f.refused(field) {
		chosen = slices.Contains(f.sent["value"], value)
	}
	return components.CorrectOption{ID: string(field) + "-" + value, Value: value, Text: text, Chosen: chosen}
}

// cuts are the joins and splits that hold.
func (f *correctForm) cuts() []components.StandingCut {
	var cuts []components.StandingCut
	for _, c := range f.held {
		what := map[archive.Field]string{archive.FieldJoin: "Joined to one paragraph:", archive.FieldSplit: "Split into paragraphs:"}[c.Field]
		if what != "" {
			cuts = append(cuts, components.StandingCut{What: what, Parts: c.Value, By: correctedWhy(&c), Lift: strconv.FormatInt(c.ID, 10)})
		}
	}
	return cuts
}

func (f *correctForm) sections() []components.CorrectSection {
	var sections []components.CorrectSection
	for _, s := range f.doc.Sections {
		if len(s.Paragraphs) == 0 {
			continue
		}
		view := components.CorrectSection{Heading: sectionName(&s)}
		for i := range s.Paragraphs {
			view.Paragraphs = append(view.Paragraphs, f.paragraph(&s, i))
		}
		sections = append(sections, view)
	}
	return sections
}

func (f *correctForm) paragraph(s *archive.Section, i int) components.CorrectParagraph {
	p := &s.Paragraphs[i]
	view := components.CorrectParagraph{ParagraphView: paragraphView(p, sectionName(s))}
	if i+1 < len(s.Paragraphs) {
		view.Join = mark(s.Paragraphs[i : i+2])
	}
	view.SplitURL = correctPath(f.doc.Slug) + "?" + url.Values{"split": {p.ID}}.Encode() + "#p-" + p.ID
	split := components.SplitForm{Cut: mark(s.Paragraphs[i : i+1]), Text: p.Text}
	if f.refused(archive.FieldSplit) && strings.HasPrefix(f.sent.Get("paragraph"), p.ID+".") {
		split.Text, view.Split = f.sent.Get("text"), &split
	} else if p.ID == f.split {
		view.Split = &split
	}
	return view
}
