package web

import (
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"communique/internal/archive"
	"communique/internal/search"
	"communique/internal/thesaurus"
)

// exampleBase is the address of the archive that the examples come from.
const exampleBase = "https://archive.example"

// addExamples puts an example into each operation's answer. They are made as
// real answers are, so that they cannot tell another story.
func addExamples(description *huma.OpenAPI) {
	d, found := exampleDocument(), exampleResults()
	full := archive.FormatDocument(d)
	full.Corrections = archive.FormatCorrections(nil)
	full.SetURLs(exampleBase)
	for path, example := range map[string]any{
		"/search": formatResults(found, found.Request, exampleBase),
		"/documents": DocumentsAnswer{Total: 1, Page: 1, PerPage: 10, Sequence: 12,
			Documents: []ListedAnswer{formatListed(archive.Summarize(&d), exampleBase)}},
		"/documents/{slug}": full,
		"/paragraphs/{id}":  formatParagraphRecord(exampleRecord(archive.Edited), exampleBase),
	} {
		description.Paths[path].Get.Responses["200"].Content["application/json"].Example = example
	}
}

// describeGone says what the 410 of a paragraph looks like: it carries more
// than other problems do.
func describeGone(description *huma.OpenAPI) {
	gonePage := description.Paths["/paragraphs/{id}"].Get.Responses["410"]
	gonePage.Description = "The paragraph was removed; its last wording"
	gonePage.Content = map[string]*huma.MediaType{"application/problem+json": {
		Schema:  description.Components.Schemas.Schema(reflect.TypeFor[goneParagraph](), true, "GoneParagraph"),
		Example: goneProblem(formatParagraphRecord(exampleRecord(archive.Removed), exampleBase)),
	}}
}

func exampleDocument() archive.Document {
	return archive.Document{
		Slug: "2019-07-30-five-country-ministerial-communique", Source: "five-country-2019.txt",
		SHA256: "194c66a73c1f87c0eeea022b426f5b60cc7388e9de9d6276f9d96de9697f6b52", Position: 1,
		Title: "Five Country Ministerial: Communiqué", PrintedTitle: "COMMUNIQUÉ", TitleLines: []int{3},
		Kind: archive.Communique, Status: archive.Final, StatusBasis: "no draft label and no marking",
		Date: "2019-07-30", DateBasis: "inferred: last day of the meeting that paragraph 1 states",
		Place: "London, United Kingdom", Parties: []string{"AU", "CA", "GB", "NZ", "US"}, Language: "en",
		Sections: []archive.Section{{
			Anchor: "s-foreign-interference", Heading: "Foreign Interference", Level: 1, HeadingLines: []int{21},
			Themes: []thesaurus.Finding{{ID: "foreign-interference-elections", Words: []string{"foreign interference"}}},
			Paragraphs: []archive.Paragraph{{
				ID: "bcdf2345", Label: "1", Role: archive.Numbered, Lines: []int{22, 24},
				Text: "We discussed foreign interference.",
			}},
		}},
		Added: exampleTime(20), Changed: exampleTime(21),
	}
}

func exampleTime(day int) time.Time {
	return time.Date(2026, time.November, day, 9, 30, 0, 0, time.UTC)
}

func exampleResults() search.Results {
	d := exampleDocument()
	section := d.Sections[0]
	return search.Results{
		Request: search.Request{Query: `"foreign interference"`, Page: 1, PerPage: 10},
		Reading: "sections with the words “foreign interference” in this order", Canonical: "q=%22foreign+interference%22",
		Total: 1, Documents: 1, Sequence: 12,
		Hits: []search.Hit{{
			Score: 7.25, Document: archive.Summarize(&d), Anchor: section.Anchor, Heading: section.Heading,
			Paragraphs: []search.HitParagraph{{
				Paragraph: section.Paragraphs[0], HTML: "We discussed <mark>foreign interference</mark>.",
			}},
		}},
		Facets: []search.Facet{
			{Name: "country", Values: []search.FacetValue{{Value: "CA", Label: "Canada", Count: 1}}},
			{Name: "year", Values: []search.FacetValue{{Value: "2019", Label: "2019", Count: 1}}},
		},
	}
}

func exampleRecord(state archive.State) archive.ParagraphRecord {
	d := exampleDocument()
	was, is := "We spoke of foreign interference.", d.Sections[0].Paragraphs[0].Text
	last := archive.LedgerEntry{State: archive.Edited, Was: was, Is: is, At: exampleTime(21), Run: 2}
	if state == archive.Removed {
		last = archive.LedgerEntry{State: archive.Removed, Was: is, At: exampleTime(21), Run: 2}
		was = is
	}
	return archive.ParagraphRecord{
		State: state, Paragraph: d.Sections[0].Paragraphs[0], Section: d.Sections[0], Document: archive.Summarize(&d),
		Source:  archive.Source{Name: d.Source, SHA256: d.SHA256},
		History: []archive.LedgerEntry{{State: archive.Current, Is: was, At: exampleTime(20), Run: 1}, last},
	}
}
