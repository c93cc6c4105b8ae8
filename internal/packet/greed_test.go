package packet

import (
	"slices"
	"strings"
	"testing"
)

// TestNoGreed: what has the form of furniture and is text stays text.
func TestNoGreed(t *testing.T) {
	for _, test := range []struct {
		name, text string
		kept       []int
	}{
		{"a lettered item is no notice of rights", "They noted:\n\n(a) the harvest;\n\n(b) the floods; and\n\n(c) the rights of the millers of Ruritania.", []int{7, 9, 11}},
		{"an item on rights", long + "\n\n(c) copyright in maps of rivers, and\n\n(d) documents released under the Rivers Act.", []int{5, 7}},
		{"a sentence on rights", long + "\n\nCopyright in maps of rivers was discussed.", []int{5}},
		{"a notice of rights", long + "\n\n(c) 2019 Ministry of Rivers\n\n© Ministry of Rivers\n\nCopyright 2019 Ministry of Rivers", nil},
		{"a last heading over items", long + "\n\n" + long + "\n\n" + long + "\n\nOther items\n\n1. The ministers spoke of mills.\n\n2. They spoke of weirs.", []int{9, 11, 13}},
		{"a span of years at the foot", long + "\n\nWork programme of the millers 2019 - 2022", []int{5}},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := plain("Statement on Rivers\n\n" + test.text)
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			var dropped []int
			for _, f := range r.Furniture {
				dropped = append(dropped, f.Lines...)
			}
			for i := 3; i <= len(lines); i += 2 {
				if slices.Contains(test.kept, i) && slices.Contains(dropped, i) {
					t.Errorf("line %d is furniture", i)
				}
				if test.kept == nil && i > 3 && !slices.Contains(dropped, i) {
					t.Errorf("line %d is text", i)
				}
			}
		})
	}
}

// inVocabulary are ordinary sentences and headings in the words of each rule of
// furniture.
var inVocabulary = []struct{ heading, sentence string }{
	{"Page 4", "Page 4 of the map shows the river and its mills."},
	{"Doc 12345", "The millers asked for DOCID: 1234567 to be printed."},
	{"Copy to the Secretary", "They kept a message secret from the confidential clerk."},
	{"End of Message", "The end of the message was read to all."},
	{"Released", "They welcomed the news that hostages had been released under the ceasefire."},
	{"Released prisoners", "Released under the agreement of April, the millers went home."},
	{"Release in Full", "We ask that all detainees be released in full by June."},
	{"Approved for Release", "The vaccine was approved for release in both countries."},
	{"Declassification", "They noted the maps declassified by the two museums in March."},
	{"Downgrading", "The bank was downgraded at 9 o'clock by the agencies."},
	{"Sanitized Copy", "A sanitized copy was handed to the press by the mayor."},
	{"Archives", "Maps reproduced at the National Archives were shown to the ministers."},
	{"Freedom", "What was obtained under the freedom of trade was lost."},
	{"Formatted", "Moved from strength to strength, the mills prosper again."},
	{"Ends", "The war ends 12.30 by the clock of the tower."},
	{"Home", "Home / homeland security will be strengthened by both countries."},
	{"Start", "Start | finish of the works were agreed by both."},
	{"Search", "Search and rescue at sea will be shared by both."},
	{"Share", "Share on what terms was the question that remained."},
	{"Print", "Print this page of history in gold was his wish."},
	{"Follow us", "Follow us on this road, the ministers told the crowd."},
	{"Download", "Download speeds shall be doubled in all the valleys."},
	{"Media", "The media must be free in both countries and safe."},
	{"Publications", "Publications on the rivers will be free to all readers."},
	{"News", "News of the flood reached the ministers in the night."},
	{"Statements", "Statements and releases of the mills were read out again."},
	{"Transcripts", "Transcripts were made of all the talks in the mill."},
	{"Published", "Published on 4 May 2011 was the first map of them."},
	{"Keywords", "Tags: the tags on barrels will be read by machines."},
	{"Quote", "Begin text with a capital was the rule they agreed."},
	{"Archived content", "Archived content was discussed by the ministers of both countries."},
	{"Advertisements", "Advertisements for tobacco will be banned in both the countries."},
	{"Loading", "Loading: the barges shall be loaded on the web of canals."},
	{"Image of the Country", "Image of the country matters to investors and to both peoples."},
	{"All rights reserved", "All rights reserved to the Parties by the treaty shall remain."},
	{"Copyright", "Copyright by the authors of maps was discussed at length."},
	{"Comments", "Leave a comment in the book, the mayor told them."},
	{"Related information", "Related information will be exchanged with customs officers each week."},
	{"More information", "More information will be sent to the millers by June."},
	{"Media relations", "Media relations were discussed by the two ministers in Oslo."},
}

// TestNoGreedInWords: a sentence, a heading that its format marks or that stands
// over prose, and an item of a list are text in whatever words.
func TestNoGreedInWords(t *testing.T) {
	for _, test := range inVocabulary {
		prose := Line{Text: test.sentence}
		for name, lines := range map[string][]Line{
			"a sentence":        {prose},
			"an item":           {{Text: "4. " + test.sentence}},
			"a lettered item":   {{Text: "(c) " + test.heading + " of the mills"}},
			"a heading":         {{Text: test.heading}, {}, prose},
			"a marked heading":  {{Text: test.heading, Heading: 2}, {}, prose},
			"an itemed heading": {{Text: test.heading}, {}, {Text: "2. " + test.sentence}},
		} {
			if slices.Contains(neverHeads, test.heading) && name != "a sentence" && !strings.HasSuffix(name, "item") {
				continue
			}
			all := []Line{{Text: "Statement on Rivers"}, {}, {Text: long}, {}, {Text: long}, {}, {Text: long}, {}}
			all = append(append(all, lines...), Line{}, Line{Text: "They will meet again in the autumn of next year."})
			for i := range all {
				all[i].Number = i + 1
			}
			for _, f := range Read(all, nil).Furniture {
				t.Errorf("%s %q: line %v is %s", name, lines[0].Text, f.Lines, f.Reason)
			}
		}
	}
}

// neverHeads are lines that no text prints as a heading: the number of a page, a
// stamp, an end mark.
var neverHeads = []string{"Page 4", "Doc 12345", "End of Message", "Quote", "Release in Full", "Approved for Release", "Ends", "Sanitized Copy", "Archived content", "All rights reserved"}
