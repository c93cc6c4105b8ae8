package cite

import (
	"time"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

var seen = time.Date(2026, 11, 22, 23, 30, 0, 0, time.UTC)

var holder = Holder{Name: "Communiqué, archive.example", Base: "https://archive.example", Words: thesaurus.Bundled()}

// final is a communiqué of two sections.
func final() archive.Document {
	return archive.Document{
		Slug: "2019-07-30-five-country-ministerial-communique", Source: "release.txt", Position: 2, TitleLines: []int{3},
		Title: "Five Country Ministerial: Communiqué", Kind: archive.Communique, Status: archive.Final, Date: "2019-07-30",
		Place: "London, United Kingdom", Event: "Five Country Ministerial 2019", Language: "en",
		Issuer:  "Home Affairs, Interior and Security Ministers of the Five Countries",
		Parties: []string{"AU", "CA", "GB", "NZ", "US"},
		Sections: []archive.Section{
			{Anchor: "s-opening", Level: 1, Paragraphs: []archive.Paragraph{{ID: "bcdfghjk", Text: "We met.", Role: archive.Prose, Lines: []int{5}}}},
			{Anchor: "s-emerging-technologies", Heading: "Emerging Technologies", Level: 1, HeadingLines: []int{7}, Paragraphs: []archive.Paragraph{
				{ID: "cdfghjkm", Label: "2", Printed: "2.", Text: "It is essential.", Role: archive.Numbered, Lines: []int{9, 11}},
				{ID: "dfghjkmn", Label: "a", Printed: "(a)", Text: "that nations trust", Role: archive.Lettered, Lines: []int{12}},
				{ID: "fghjkmnp", Label: "•", Printed: "•", Text: "a bullet", Role: archive.Bullet, Lines: []int{13}},
				{ID: "ghjkmnpq", Label: "4", Printed: "4", Text: "See above.", Role: archive.Footnote, Lines: []int{14, 15, 16}},
			}},
		},
	}
}

// recordOf is the n-th paragraph of the last section of doc.
func recordOf(doc archive.Document, n int) archive.ParagraphRecord {
	section := doc.Sections[len(doc.Sections)-1]
	return archive.ParagraphRecord{
		State: archive.Current, Paragraph: section.Paragraphs[n], Section: section,
		Document: archive.Summarize(&doc), Source: archive.Source{Name: doc.Source},
	}
}

// documents are awkward in one way each.
func documents() map[string]archive.Document {
	all := map[string]archive.Document{"final": final()}
	with := func(name string, change func(*archive.Document)) {
		d := final()
		change(&d)
		all[name] = d
	}
	with("draft", func(d *archive.Document) {
		d.Slug, d.Status = "2019-07-30-five-country-ministerial-draft-communique", archive.Draft
		d.Title = "Five Country Ministerial: Draft communiqué (draft 2 of 5 in this source)"
		d.Issuer = "Ministers of [REDACTED], Home Affairs"
	})
	with("speech", func(d *archive.Document) {
		d.Slug, d.Kind, d.Title, d.Issuer, d.Parties = "2018-04-speech", archive.Speech, "Saving future generations", "Karen Example", []string{"GB"}
		d.Date = "2018-04"
	})
	with("undated", func(d *archive.Document) {
		d.Slug, d.Date, d.Issuer, d.Place, d.Event = "note", "", "", "", ""
		d.Kind, d.Title, d.Parties = archive.BriefingNote, `Note: 50% of R&D – $3 #1 "quoted" {braced} a_b ~ x^2 C:\temp -- ''end''`, nil
	})
	with("year", func(d *archive.Document) {
		d.Slug, d.Date, d.Issuer, d.Kind = "2019-pledges", "2019", "", archive.PressRelease
		d.Title, d.Event, d.Parties = "Summit ends with\npledges", "", []string{"JP", "CA", "DE"}
	})
	with("right to left", func(d *archive.Document) {
		d.Slug, d.Title, d.Language = "2016-01-01-بيان-مشترك", "بيان مشترك: “التعاون” {", "ar"
		d.Date, d.Issuer, d.Parties, d.Place, d.Event = "2016-01-01", "وزارة الخارجية", []string{"SA"}, "الرياض", ""
	})
	return all
}
