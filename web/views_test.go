package web

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/archive"
	"communique/internal/cite"
	"communique/internal/search"
	"communique/internal/thesaurus"
	"communique/web/components"
)

func TestYearPlot(t *testing.T) {
	words := plotWords{id: "p", height: 142, unit: "Documents"}
	if yearPlot(map[string]int{"2019": 3, "undated": 2}, nil, words) != nil {
		t.Error("one year is no plot")
	}
	plot := yearPlot(map[string]int{"2017": 1, "2019": 10}, map[string]int{"2017": 1, "2018": 2, "2019": 20}, words)
	var names, figures []string
	for _, b := range plot.Bars {
		names, figures = append(names, b.Name), append(figures, b.Figure)
	}
	if diff := cmp.Diff([]string{"2017", "2018", "2019"}, names); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"1", "0 of 2", "10 of 20"}, figures); diff != "" {
		t.Error(diff)
	}
	last := plot.Bars[2]
	if last.Height != "50.0" || last.OutlineHeight != "100.0" || last.Y != "70.0" || last.OutlineY != "20.0" {
		t.Errorf("half of the highest: %+v", last)
	}
	if plot.Bars[1].Height != "" {
		t.Errorf("nothing has a height: %+v", plot.Bars[1])
	}
}

func TestYearPlotOfManyYears(t *testing.T) {
	plot := yearPlot(map[string]int{"1945": 1, "2026": 4}, nil, plotWords{height: 120})
	if len(plot.Bars) != 82 || !plot.Sparse || len(plot.Ticks) != 2 {
		t.Errorf("%d bars, sparse %t, %d ticks", len(plot.Bars), plot.Sparse, len(plot.Ticks))
	}
	if plot = yearPlot(map[string]int{"0019": 1, "2019": 4}, nil, plotWords{height: 120}); len(plot.Bars) != 2 {
		t.Errorf("a mistaken year drew %d bars", len(plot.Bars))
	}
}

func TestTally(t *testing.T) {
	same := func(s string) string { return s }
	got := tally(map[string]int{"b": 2, "a": 2, "c": 4}, same, func(string) string { return "" })
	want := []components.Count{{Text: "c", Count: "4", Share: "100.00%"}, {Text: "a", Count: "2", Share: "50.00%"}, {Text: "b", Count: "2", Share: "50.00%"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if first, all := firstOf(got, 2, "letters"); len(first) != 2 || all != "All 3 letters" {
		t.Errorf("%d, %q", len(first), all)
	}
	if _, all := firstOf(got, 3, "letters"); all != "" {
		t.Errorf("%q leads to nothing more", all)
	}
	var years []string
	for _, line := range yearLines(map[string]int{"undated": 9, "2018": 1, "2019": 2}) {
		years = append(years, line.Text)
	}
	if diff := cmp.Diff([]string{"2019", "2018", "Undated"}, years); diff != "" {
		t.Error(diff)
	}
}

func TestPart(t *testing.T) {
	for _, c := range []struct {
		total, per, n int
		want          partOf
	}{
		{0, 30, 1, partOf{0, 0, 1, 1}}, {30, 30, 1, partOf{0, 30, 1, 1}}, {31, 30, 2, partOf{30, 31, 2, 2}},
		{31, 30, 99, partOf{30, 31, 2, 2}}, {31, 30, -4, partOf{0, 30, 1, 2}},
	} {
		if got := part(c.total, c.per, c.n); got != c.want {
			t.Errorf("part(%d, %d, %d) is %+v, want %+v", c.total, c.per, c.n, got, c.want)
		}
	}
}

func TestSentence(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "inferred: the last day": "Inferred: the last day.", "Stated.": "Stated.", "title “DRAFT”": "Title “DRAFT”.", "état": "État.",
	} {
		if got := sentence(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestLanguageName(t *testing.T) {
	for tag, want := range map[string]string{"": "", "en": "English", "fr": "French", "not a tag": "not a tag"} {
		if got := languageName(tag); got != want {
			t.Errorf("%q: %q, want %q", tag, got, want)
		}
	}
}

func TestFirstWords(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{{"one two", 20, "one two"}, {"one two three", 9, "one two …"}, {"éééééé", 5, "éé …"}} {
		if got := firstWords(c.text, c.limit); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// testVocabulary is what the bundled thesaurus says.
func testVocabulary() vocabulary { return vocabulary{thesaurus.Bundled()} }

func testHolder() cite.Holder { return holder(testVocabulary(), "https://archive.example") }

func testCatalogue() *catalogue {
	final, note := finalDocument(), nastyDocument()
	return newCatalogue([]archive.Summary{archive.Summarize(&final), archive.Summarize(&note)}, 1)
}

func TestCountryView(t *testing.T) {
	view, _ := countryView(testCatalogue(), testVocabulary(), "CA", 1)
	if view.Standing != "In 1 of 2 documents: a party to 1, named in 0 more." {
		t.Errorf("%q", view.Standing)
	}
	view, _ = countryView(testCatalogue(), testVocabulary(), "NZ", 1)
	if len(view.Lists) != 1 || view.Lists[0].Heading != "Named" || view.SearchURL != "/search?country=NZ" {
		t.Errorf("%+v", view)
	}
	view, _ = countryView(testCatalogue(), testVocabulary(), "JP", 1)
	if view.Empty == "" || view.SearchURL != "" || len(view.Lists) != 0 {
		t.Errorf("%+v", view)
	}
}

func TestCountryViewPagesPartiesBeforeNamed(t *testing.T) {
	var all []archive.Summary
	for i := range 70 {
		d := archive.Summary{Slug: string(rune('a' + i)), Named: []string{"CA"}}
		if i%2 == 1 {
			d.Parties = []string{"CA"}
		}
		all = append(all, d)
	}
	held := newCatalogue(all, 1)
	var shape []string
	for page := 1; page <= 3; page++ {
		view, _ := countryView(held, testVocabulary(), "CA", page)
		for _, list := range view.Lists {
			shape = append(shape, list.Heading+" "+number(len(list.Items)))
		}
	}
	if diff := cmp.Diff([]string{"A party 30", "A party 5", "Named 25", "Named 10"}, shape); diff != "" {
		t.Error(diff)
	}
}

func TestDocumentView(t *testing.T) {
	doc := finalDocument()
	item := testHolder().Document(&doc)
	view := documentView(&doc, nil, &item, testVocabulary())
	if view.Subtitle != "London" { // the title names the event
		t.Errorf("subtitle %q", view.Subtitle)
	}
	if got := view.Sections[2].Empty; !strings.HasPrefix(got, "Nothing stands under this heading") {
		t.Errorf("%q", got)
	}
	if view.Contents[0].Text != "Opening of the text" || !view.Sections[0].Unseen || view.Contents[2].Count != "–" {
		t.Errorf("%+v", view.Contents)
	}
	var named []string
	for _, e := range view.Named {
		named = append(named, e.Text+" "+e.Words)
	}
	if diff := cmp.Diff([]string{"New Zealand “New Zealand”"}, named); diff != "" {
		t.Error(diff)
	}
	if len(view.Parties) != 2 || view.Parties[0].Words != "“Canada”" || view.Parties[1].Words != "" {
		t.Errorf("%+v", view.Parties)
	}
	if view.Record[0].Basis != "Inferred: the last day of the meeting." {
		t.Errorf("%+v", view.Record[0])
	}
}

func TestTextOfKeepsHeadingsOverHeadings(t *testing.T) {
	doc := archive.Document{Sections: []archive.Section{
		{Anchor: "s-a", Heading: "Key Messages", Level: 1, HeadingLines: []int{1}},
		{Anchor: "s-b", Heading: "Encryption", Level: 2, HeadingLines: []int{3}},
		{Anchor: "s-c", Heading: "Background", Level: 1, HeadingLines: []int{12}},
	}}
	_, sections := textOf(&doc)
	if sections[0].Empty != "" || sections[0].Sub || !sections[1].Sub || sections[1].Empty == "" || sections[2].Empty == "" {
		t.Errorf("%+v", sections)
	}
	deep := archive.Document{Sections: []archive.Section{{Heading: "A", Level: 3}, {Heading: "B", Level: 3}}}
	if _, sections = textOf(&deep); sections[0].Sub || sections[1].Sub {
		t.Error("the largest headings of a document are set largest, whatever their level")
	}
}

func TestWithheldAround(t *testing.T) {
	notices := []archive.Withheld{{First: 9, Last: 14, After: 1}, {First: 20, Last: 20, After: 2}, {After: 2}}
	before, after := withheldAround(notices, 2)
	if diff := cmp.Diff([]string{"Pages 9 to 14 of this source are withheld: 6 pages. The notice stands before this document."}, before); diff != "" {
		t.Error(diff)
	}
	if len(after) != 2 || !strings.HasPrefix(after[0], "Page 20 of this source is withheld.") || !strings.HasPrefix(after[1], "Pages of this source are withheld.") {
		t.Errorf("%q", after)
	}
}

func TestStateOf(t *testing.T) {
	row := func(s archive.State) archive.LedgerEntry { return archive.LedgerEntry{State: s, At: firstRead} }
	for _, c := range []struct {
		state   archive.State
		history []archive.LedgerEntry
		want    string
	}{
		{archive.Current, []archive.LedgerEntry{row(archive.Current)}, "Unchanged since 20 November 2026"},
		{archive.Edited, []archive.LedgerEntry{row(archive.Current), row(archive.Edited)}, "Edited on 20 November 2026"},
		{archive.Removed, []archive.LedgerEntry{row(archive.Current), row(archive.Removed)}, "Removed on 20 November 2026"},
		{archive.Current, []archive.LedgerEntry{row(archive.Removed), row(archive.Restored)}, "Back since 20 November 2026"},
		{archive.Current, nil, "As first read"},
	} {
		if got, _ := stateOf(&archive.ParagraphRecord{State: c.state, History: c.history}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestRemovedParagraphShowsItsLastWording(t *testing.T) {
	rec := removedParagraph()
	item := testHolder().Paragraph(&rec)
	view := paragraphPageView(&rec, &item, testVocabulary(), false)
	if view.Last != rec.Paragraph.Text || view.PlaceURL != "" || view.Facts[0].URL != "" {
		t.Errorf("%+v", view)
	}
	var told []string
	for _, h := range view.History {
		told = append(told, h.What+" "+h.When)
	}
	if diff := cmp.Diff([]string{"Removed 22 November 2026", "Edited 21 November 2026", "First read 20 November 2026"}, told); diff != "" {
		t.Error(diff)
	}
	if len(view.History[0].Wording) != 0 || len(view.History[1].Wording) == 0 {
		t.Errorf("%+v", view.History)
	}
}

func TestQuotation(t *testing.T) {
	doc := finalDocument()
	rec := archive.ParagraphRecord{Document: archive.Summarize(&doc), Section: doc.Sections[1], Paragraph: doc.Sections[1].Paragraphs[0]}
	item := testHolder().Paragraph(&rec)
	want := "“Canada and [REDACTED]-partners want encrypted services.”\n\n" +
		"Ministers, “Five Country Ministerial: Communiqué”, London, 30 July 2019, Encryption, para. 1. https://archive.example/p/cdfghjkm"
	if got := quotation(&rec, &item); got != want {
		t.Errorf("%q", got)
	}
}

func TestClosest(t *testing.T) {
	held := testCatalogue()
	if got := closest([]string{"2019", "07", "30", "communiqué"}, held.all); len(got) != 1 || got[0].Slug != "2019-07-30-communique" {
		t.Errorf("%+v", got)
	}
	if got := closest([]string{"nothing", "like", "it"}, held.all); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestPlainText(t *testing.T) {
	doc := finalDocument()
	e := export{Document: &doc, words: testVocabulary(), base: "https://archive.example",
		before: []string{"Pages 9 to 14 of this source are withheld."}, after: []string{"Page 15 of this source is withheld."}}
	golden(t, "document.txt", plainText(&e))
	golden(t, "document.md", markdown(&e))
}

func TestSitemapInPages(t *testing.T) {
	all := make([]sitemapURL, 5)
	if file := sitemapOf(all, "https://a.example", 5, ""); len(file.URLs) != 5 || len(file.Maps) != 0 {
		t.Errorf("%+v", file)
	}
	if file := sitemapOf(all, "https://a.example", 2, ""); len(file.Maps) != 3 || file.Maps[2].Location != "https://a.example/sitemap.xml?page=3" {
		t.Errorf("%+v", file)
	}
	if file := sitemapOf(all, "https://a.example", 2, "3"); len(file.URLs) != 1 {
		t.Errorf("%+v", file)
	}
}

func TestSearchPlot(t *testing.T) {
	results := search.Results{Facets: []search.Facet{{Name: "year", Values: []search.FacetValue{
		{Value: "2019", Count: 5, Selected: true}, {Value: "2018", Count: 2}, {Value: "undated", Count: 1},
	}}}}
	plot := searchPlot(results, map[string]int{"2018": 2, "2019": 9, "undated": 4})
	if plot.Bars[0].Figure != "0 of 2" || plot.Bars[1].Figure != "5 of 9" || strings.Contains(plot.Caption, "undated") {
		t.Errorf("%+v", plot)
	}
	results.Facets[0].Values[0].Selected = false
	plot = searchPlot(results, map[string]int{"2018": 2, "2019": 9, "undated": 4})
	if plot.Bars[0].Figure != "2" || !strings.Contains(plot.Caption, "1 of those found is undated") {
		t.Errorf("%+v", plot)
	}
}
