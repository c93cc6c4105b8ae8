package cite

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/archive"
)

var update = flag.Bool("update", false, "write the goldens anew")

// TestFiles holds every form of the citation of each document, and of a
// paragraph in it.
func TestFiles(t *testing.T) {
	for name, doc := range documents() {
		t.Run(name, func(t *testing.T) {
			rec := recordOf(doc, 1)
			var b strings.Builder
			for _, item := range []Item{holder.Document(&doc), holder.Paragraph(&rec)} {
				csl, err := item.CSL(seen)
				if err != nil {
					t.Fatal(err)
				}
				ris := strings.ReplaceAll(string(item.RIS(seen)), "\r\n", "\n")
				b.WriteString("== " + item.FileName() + "\n" + item.Line() + "\n\n" + ris + "\n" + string(item.BibTeX(seen)) + "\n" + string(csl) + "\n")
				for _, m := range item.Meta() {
					b.WriteString(m.Name + ": " + m.Content + "\n")
				}
				b.WriteByte('\n')
			}
			golden(t, strings.ReplaceAll(name, " ", "_")+".txt", b.String())
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got; -update writes it anew):\n%s", file, diff)
	}
}

func TestAuthors(t *testing.T) {
	for name, c := range map[string]struct {
		doc  archive.Summary
		want []string
	}{
		"the issuer, whoever the parties are": {archive.Summary{Issuer: " Home  Office", Parties: []string{"GB", "CA"}}, []string{"Home Office"}},
		"a group that the title names":        {archive.Summary{Title: "Statement of the Quintet", Parties: []string{"US", "AU", "CA", "GB", "NZ"}, Date: "2019"}, []string{"Quintet of Attorneys General"}},
		"a group that the event names":        {archive.Summary{Event: "Five Country Ministerial 2019", Parties: []string{"AU", "CA", "GB", "NZ", "US"}}, []string{"Five Countries"}},
		"a group, but not all of it":          {archive.Summary{Title: "Five Eyes statement", Parties: []string{"GB", "AU"}}, []string{"Australia", "United Kingdom"}},
		"a group that nothing names":          {archive.Summary{Title: "Statement", Parties: []string{"AU", "CA", "GB", "NZ", "US"}}, []string{"Australia", "Canada", "New Zealand", "United Kingdom", "United States"}},
		"a code that is not known":            {archive.Summary{Parties: []string{"XX"}}, []string{"XX"}},
		"nobody":                              {archive.Summary{}, nil},
	} {
		if diff := cmp.Diff(c.want, holder.authors(&c.doc)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestByline(t *testing.T) {
	for want, authors := range map[string][]string{
		"": nil, "A": {"A"}, "A and B": {"A", "B"}, "A, B, C, D and E": {"A", "B", "C", "D", "E"},
		"A, B, C and 3 others": {"A", "B", "C", "D", "E", "F"},
	} {
		if got := byline(authors); got != want {
			t.Errorf("%v: %q, want %q", authors, got, want)
		}
	}
}

func TestNumbersOfParagraphs(t *testing.T) {
	doc := final()
	for n, want := range []string{"para. 2", "para. 2(a)", "", "n. 4"} {
		rec := recordOf(doc, n)
		if got := holder.Paragraph(&rec); got.locator() != want {
			t.Errorf("paragraph %d is at %q, want %q", n, got.locator(), want)
		}
	}
	for label, want := range map[string]string{"3": "para. 3", "1.2": "para. 1.2", "•": "", "": ""} {
		removed := archive.ParagraphRecord{State: archive.Removed, Paragraph: archive.Paragraph{Label: label}}
		if got := holder.Paragraph(&removed); got.locator() != want {
			t.Errorf("a removed paragraph labelled %q is at %q, want %q", label, got.locator(), want)
		}
	}
	alone := recordOf(doc, 1)
	alone.Section.Paragraphs = nil
	if got := holder.Paragraph(&alone); got.locator() != "para. a" {
		t.Errorf("a letter under no number is at %q", got.locator())
	}
}

func TestDraftsAreCitedAsDrafts(t *testing.T) {
	for title, want := range map[string][2]string{
		"Draft communiqué (draft 2 of 5 in this source)": {"Draft communiqué", "Draft 2 of 5"},
		"Draft communiqué (no. 2 of 5 in this source)":   {"Draft communiqué", "Draft"},
		"Communiqué (draft)":                             {"Communiqué (draft)", "Draft"},
	} {
		got, version := titleAndVersion(&archive.Summary{Title: title, Status: archive.Draft})
		if diff := cmp.Diff(want, [2]string{got, version}); diff != "" {
			t.Errorf("%s: %s", title, diff)
		}
	}
	for _, kind := range []archive.Kind{archive.Communique, archive.Speech} {
		item := Item{Kind: kind, Version: "Draft"}
		if got := item.risType() + item.bibType() + item.cslType() + item.zoteroType(); got != "MANSCPTunpublishedmanuscriptmanuscript" {
			t.Errorf("a draft of a %s is cited as %s", kind, got)
		}
	}
}

func TestLineSaysNothingTwice(t *testing.T) {
	for want, item := range map[string]Item{
		"“Communiqué of the Five Countries, London, 30 July 2019”. u": {Title: "Communiqué of the Five Countries, London, 30 July 2019", Genre: "Communiqué", Place: "London, United Kingdom", Date: "2019-07-30"},
		"“FCM 2019: Draft report”, July 2019. u":                      {Title: "FCM 2019: Draft report", Version: "Draft", Event: "FCM 2019", Date: "2019-07"},
		"“Londonderry talks”, draft, FCM 2019, London, n.d. u":        {Title: "Londonderry talks", Version: "Draft", Event: "FCM 2019", Place: "London"},
		"“On ‘trust’ and 'safety'”, 2019, Text, para. 1. u":           {Title: "On “trust” and \"safety\"", Date: "2019", Section: "Text", Term: Paragraphs, Number: "1"},
	} {
		item.URL = "u"
		if got := item.Line(); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

func TestKeys(t *testing.T) {
	for id, want := range map[string]string{
		"2019-07-30-communique": "2019-07-30-communique", "بيان": "_628__64a__627__646_", "a,b c": "a_2c_b_20_c",
	} {
		if got := (&Item{ID: id}).key(); got != want {
			t.Errorf("%q: %q, want %q", id, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for date, want := range map[archive.Date]string{"": "", "2019": "2019///", "2019-07": "2019/07//", "2019-07-30": "2019/07/30"} {
		if got := risDate(date); got != want {
			t.Errorf("%q: %q, want %q", date, got, want)
		}
	}
	doc := final()
	doc.Date = "30 July"
	if got := holder.Document(&doc); got.Date != "" {
		t.Errorf("%q was taken for a date", got.Date)
	}
}
