package packet

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTitleLines: a title that breaks off goes on in the lines below it, and the
// number of the paper belongs to its block.
func TestTitleLines(t *testing.T) {
	for _, test := range []struct {
		name, title, date string
		lines             []string
	}{
		{"a memorandum", "Explanatory Memorandum to the Rivers (Fees) Regulations", "2019", []string{"EXPLANATORY MEMORANDUM TO", "THE RIVERS (FEES) REGULATIONS", "2019 No. 461"}},
		{"over three lines", "Joint Statement of the Ministers for Rivers of Ruritania", "", []string{"Joint Statement of the", "Ministers for Rivers of", "Ruritania"}},
		{"in Spanish", "Declaración conjunta de los Ministros del Interior", "", []string{"Declaración conjunta de los", "Ministros del Interior"}},
		{"in Russian", "Заявление министров по водным ресурсам", "", []string{"Заявление министров по", "водным ресурсам"}},
		{"whole by itself", "Statement on Rivers", "", []string{"Statement on Rivers"}},
		{"no line to go on in", "Joint Statement of the", "", []string{"Joint Statement of the", "1. We met."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var all []Line
			for i, text := range test.lines {
				all = append(all, Line{Text: text, Heading: min(i+1, 2)}, Line{})
				if text == "1. We met." {
					all[len(all)-2].Heading = 0
				}
			}
			lines := numbered(append(all, Line{Text: long}, Line{}, Line{Text: long})...)
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			if d := r.Documents[0]; d.Title != test.title || string(d.Date) != test.date {
				t.Errorf("%q, %s: %q", d.Title, d.Date, outline(r))
			}
		})
	}
}

// TestHeadingLabels: a number printed in front of a heading belongs to it; one
// that only the format sets says where it stands.
func TestHeadingLabels(t *testing.T) {
	for _, test := range []struct {
		text, want string
		listed     bool
	}{
		{"1. Introduction", "1. Introduction", false},
		{"1. Introduction", "Introduction", true},
		{"2.3 Legislative Context", "Legislative Context", true},
		{"(a) Purpose of the instrument", "(a) Purpose of the instrument", false},
		{"Way Forward", "Way Forward", true},
		{"1. We met in London.", "1. We met in London.", true},
		{"2019 in Review", "2019 in Review", false},
	} {
		lines := numbered(Line{Text: "Statement on Rivers", Heading: 1}, Line{Text: long}, Line{Text: test.text, Heading: 2, Item: test.listed}, Line{Text: long})
		r := Read(lines, nil)
		CheckAccounts(t, lines, r)
		if diff := cmp.Diff([]string{"= Statement on Rivers", "prose [2] LONG", "# " + test.want, "prose [4] LONG"}, outline(r)); diff != "" {
			t.Errorf("%q: %s", test.text, diff)
		}
	}
}

// TestNoHeadings: rows of tables and words that lead in a list are text, also in
// scripts whose verbs are not known.
func TestNoHeadings(t *testing.T) {
	for _, text := range []string{"Crossing | 2017 | 2018", "Crossing | Number", "واتفق الوزراء على ما يلي:", "Стороны договорились:"} {
		lines := numbered(Line{Text: "Statement on Rivers", Heading: 1}, Line{}, Line{Text: long}, Line{}, Line{Text: text}, Line{}, Line{Text: long})
		r := Read(lines, nil)
		CheckAccounts(t, lines, r)
		if len(r.Documents[0].Sections) != 1 {
			t.Errorf("%q: %q", text, outline(r))
		}
	}
}
