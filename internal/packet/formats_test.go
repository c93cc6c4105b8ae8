package packet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/thesaurus"
)

// TestPageBreaks: formats with pages say where each line stands and what is
// printed at the head and foot; a paragraph that the page cuts is one.
func TestPageBreaks(t *testing.T) {
	const cut = "The ministers thanked the Government of"
	head := func(text, reason string) Line { return Line{Meta: metaFurniture, Text: text, Reason: reason, Page: 2} }
	for _, test := range []struct {
		name    string
		between []Line
		marking string
	}{
		{"pages alone", nil, ""},
		{"a running head", []Line{head("River Council", "running head")}, ""},
		{"a marking in it", []Line{head("SECRET", "running head"), head("2", "page number")}, "SECRET"},
		{"a marking beside the number", []Line{head("TOP SECRET | Page 2 of 9", "page foot")}, "TOP SECRET"},
	} {
		t.Run(test.name, func(t *testing.T) {
			all := []Line{{Text: "Statement on Rivers", Heading: 1, Page: 1}, {}, {Text: cut, Page: 1}, {}}
			all = append(all, test.between...)
			lines := numbered(append(all, Line{Text: "Ruritania for it.", Page: 2})...)
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			d := r.Documents[0]
			if p := d.Sections[0].Paragraphs; len(p) != 1 || p[0].Text != cut+" Ruritania for it." || d.Marking != test.marking {
				t.Errorf("%q, marking %q", outline(r), d.Marking)
			}
		})
	}
}

// TestFormatReasons: what a format says of its own marks is what a reader is told.
func TestFormatReasons(t *testing.T) {
	lines := numbered(Line{Meta: "format", Text: "page 3", Reason: "page 3 is a picture without text"}, Line{Meta: "format", Text: "***"}, Line{Text: long})
	r := Read(lines, nil)
	CheckAccounts(t, lines, r)
	var got []string
	for _, f := range r.Furniture {
		got = append(got, f.Reason)
	}
	if diff := cmp.Diff([]string{"page 3 is a picture without text", "mark of the file format"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestLanguages: the words of a text tell its language, and what the format says
// only where they are too few.
func TestLanguages(t *testing.T) {
	french := strings.Repeat("Les ministres ont convenu de poursuivre leurs travaux sur les rivières. ", 4)
	for _, test := range []struct{ said, text, want string }{
		{"en-GB", long, "en"},
		{"en-US", french, "fr"},
		{"fr_CA", "Oui.", "fr"},
		{"eng", "Yes.", "en"},
		{"x-default-none", "Yes.", ""},
		{"und", "Yes.", ""},
		{"mul", "Yes.", ""},
		{"", french, "fr"},
	} {
		lines := numbered(Line{Meta: metaLang, Text: test.said}, Line{Text: "Paper", Heading: 1}, Line{Text: test.text})
		if d := Read(lines, nil).Documents[0]; d.Language != test.want {
			t.Errorf("%q over %q: %q, want %q", test.said, test.text, d.Language, test.want)
		}
	}
}

// TestDateOfPrint: a file made for print gives its own date, which any date
// that the text gives goes before.
func TestDateOfPrint(t *testing.T) {
	const we = "We, the Ministers for Rivers, met in London on 29 July 2019. "
	lines := numbered(Line{Meta: metaDate, Text: "2022-06-01"}, Line{Text: "Statement on Rivers", Heading: 1, Page: 1}, Line{Text: we + long, Page: 1})
	if d := Read(lines, nil).Documents[0]; d.Date != "2019-07-29" || d.StatusBasis != "no word of a draft and no redaction in a statement" {
		t.Errorf("%s (%s), %s", d.Date, d.DateBasis, d.StatusBasis)
	}
	for i := range lines {
		lines[i].Page = 0
	}
	lines[2].Text = long
	if d := Read(lines, nil).Documents[0]; d.Date != "2022-06-01" || d.StatusBasis != "dated “2022-06-01” in the description of the file" {
		t.Errorf("%s (%s), %s", d.Date, d.DateBasis, d.StatusBasis)
	}
}

// TestDateOrder: the text's own date is surer than that of its page or file, and
// the day on which a file was made is none.
func TestDateOrder(t *testing.T) {
	for _, test := range []struct {
		name, meta, said string
		text             []string
		date, basis      string
	}{
		{"a date line", metaDate, "2022-06-01", []string{"5 May 2022", long}, "2022-05-05", "stated under the title: “5 May 2022”; the metadata of the file says 1 June 2022"},
		{"a place and date", metaDate, "2022-06-01", []string{"Paris, 5 May 2022", long}, "2022-05-05", "stated under the title: “5 May 2022”; the metadata of the file says 1 June 2022"},
		{"a dateline", metaDate, "2022-06-01", []string{"OTTAWA, May 5, 2022 – " + long}, "2022-05-05", "stated in the dateline: “May 5, 2022”; the metadata of the file says 1 June 2022"},
		{"none in the text", metaDate, "2022-06-01", []string{long}, "2022-06-01", "metadata of the file: “2022-06-01”"},
		{"made", metaCreated, "2022-06-01", []string{long}, "", ""},
		{"made, in the year of the text", metaCreated, "2022-06-01", []string{"Work goes on in 2022. " + long}, "2022", "inferred: the text speaks of 2022, in which the file was created (“2022-06-01”)"},
		{"made, in another year", metaCreated, "2022-06-01", []string{"Work went on in 2019. " + long}, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := []Line{{Meta: test.meta, Text: test.said}, {Text: "Statement on Rivers", Heading: 1}}
			for _, text := range test.text {
				lines = append(lines, Line{Text: text})
			}
			r := Read(numbered(lines...), thesaurus.Bundled())
			CheckAccounts(t, lines, r)
			if d := r.Documents[0]; string(d.Date) != test.date || d.DateBasis != test.basis {
				t.Errorf("%s (%s)", d.Date, d.DateBasis)
			}
		})
	}
}
