package packet

import (
	"slices"
	"testing"
)

// TestHeadBlock: the lines between a title and its date are no text, and those
// that name a paper or a meeting are of the title.
func TestHeadBlock(t *testing.T) {
	for _, test := range []struct {
		name  string
		lines []Line
		title string
		block []int
	}{
		{"the paper under its meeting", []Line{{Text: "Quarta Conferência dos Ministros dos Rios", Heading: 1}, {}, {Text: "DECLARAÇÃO DE ZENDA", Heading: 1}, {}, {Text: "Zenda, 26 de outubro de 2018"}, {}, {Text: long}},
			"Quarta Conferência dos Ministros dos Rios – DECLARAÇÃO DE ZENDA", []int{1, 3, 5}},
		{"the meeting under its paper", []Line{{Text: "FINAL COMMUNIQUE", Bold: true}, {Text: "SEVEN-NATION MEETING ON RIVERS", Bold: true}, {}, {Text: "Zenda, 4 April 1968"}, {}, {Text: long}},
			"Final Communique Seven-Nation Meeting on Rivers", []int{1, 2, 4}},
		{"the conclusions of a presidency", []Line{{Text: "Quatrième conférence des ministres des rivières", Meta: metaTitle}, {Text: "Conclusions de la présidence", Heading: 2}, {}, {Text: "(Zenda, 29-30 juin 2005)"}, {}, {Text: long}},
			"Quatrième conférence des ministres des rivières Conclusions de la présidence", []int{1, 2, 4}},
		{"a press release on a session", []Line{{Text: "COMMUNIQUÉ DE PRESSE", Bold: true}, {}, {Text: "3251e session du Conseil"}, {Text: "Affaires fluviales", Bold: true}, {Text: "Zenda, le 24 juin 2013"}, {}, {Text: long}},
			"3251e session du Conseil Affaires fluviales", []int{1, 3, 4, 5}},
		{"a room is none of the title", []Line{{Text: "Remarks by the Minister of Rivers", Heading: 1}, {}, {Text: "The East Room"}, {Text: "May 3, 2017"}, {}, {Text: long}},
			"Remarks by the Minister of Rivers", []int{1, 3, 4}},
		{"the standfirst", []Line{{Text: "Ministers agree on rivers", Meta: metaTitle}, {Text: "More money for mills and weirs", Meta: metaSummary}, {Text: "More money for mills and weirs"}, {}, {Text: long}},
			"Ministers agree on rivers", []int{1, 3}},
		{"a heading over text is none", []Line{{Text: "Statement on Rivers", Heading: 1}, {}, {Text: "Floods", Heading: 2}, {}, {Text: long}, {}, {Text: "Zenda, 4 April 1968"}},
			"Statement on Rivers", []int{1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := numbered(test.lines...)
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			if d := r.Documents[0]; d.Title != test.title || !slices.Equal(d.TitleLines, test.block) {
				t.Errorf("%q %v, want %q %v", d.Title, d.TitleLines, test.title, test.block)
			}
		})
	}
}

// TestMarkedHeadings: where the format marks headings, short lines without a mark
// are none; elsewhere their form makes them headings.
func TestMarkedHeadings(t *testing.T) {
	for _, level := range []int{0, 2} {
		lines := numbered(Line{Text: "Statement on Rivers", Heading: 1}, Line{}, Line{Text: "Floods", Heading: level}, Line{}, Line{Text: long}, Line{}, Line{Text: "Rice Credit of Ruritania"}, Line{}, Line{Text: long})
		r := Read(lines, nil)
		CheckAccounts(t, lines, r)
		if n := len(r.Documents[0].Sections); n != 2-level/2 {
			t.Errorf("level %d: %d sections", level, n)
		}
	}
}

// TestLeadIns: what leads in a list or a letter is no heading.
func TestLeadIns(t *testing.T) {
	for _, test := range []struct {
		text    string
		heading bool
	}{
		{"Etaient présents à cette rencontre :\n\n• pour la Ruritanie : Rudolf Rassendyll ;\n\n• pour le Graustark : Grenfall Lorry.", false},
		{"Declaram o seguinte:\n\n" + long, false},
		{"Dear Rudolf:\n\n" + long, false},
		{"Mr. President:\n\n" + long, false},
		{"Next Meeting:\n\n" + long, true},
	} {
		lines := plain("Statement on Rivers\n\n" + long + "\n\n" + test.text)
		r := Read(lines, nil)
		CheckAccounts(t, lines, r)
		if got := len(r.Documents[0].Sections) > 1; got != test.heading {
			t.Errorf("%.20q is a heading: %v", test.text, got)
		}
	}
}
