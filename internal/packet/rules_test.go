package packet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// plain makes lines of a text without format.
func plain(text string) []Line {
	var lines []Line
	for i, s := range strings.Split(text, "\n") {
		lines = append(lines, Line{Number: i + 1, Text: s})
	}
	return lines
}

// long is a sentence as long as converted paragraphs are.
const long = "The ministers reviewed the work of the past year, took note of the progress made by officials in every one of the fields agreed, " +
	"and asked them to go on with it and to report at the next meeting."

// outline renders a reading shortly: one line for each title, heading, paragraph.
func outline(r Result) []string {
	var all []string
	for _, d := range r.Documents {
		all = append(all, "= "+d.Title)
		for _, s := range d.Sections {
			if s.Heading != "" {
				all = append(all, "# "+s.Heading)
			}
			for _, p := range s.Paragraphs {
				text := strings.ReplaceAll(p.Text, long, "LONG")
				all = append(all, strings.Replace(fmt.Sprintf("%s %s %v %s", p.Role, p.Label, p.Lines, text), "  ", " ", 1))
			}
		}
	}
	return all
}

func TestParagraphs(t *testing.T) {
	const title = "Statement on Rivers\n\n"
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"a page break within a sentence", "The ministers reviewed work\n\nSECRET\n\n\nthat was done.", []string{"prose [3 8] The ministers reviewed work that was done."}},
		{"a page break without furniture", "We agreed with\n\nsmaller firms.", []string{"prose [3 5] We agreed with smaller firms."}},
		{"no break: the next begins a sentence", long + "\n\n" + long, []string{"prose [3] LONG", "prose [5] LONG"}},
		{"a new page and a capital", "We thank the Government of\n\nSECRET\n\nRuritania for it.", []string{"prose [3 7] We thank the Government of Ruritania for it."}},
		{"a redaction between two halves", "It stressed security, [REDACTED]\n\n[REDACTED] The need was noted.",
			[]string{"prose [3 5] It stressed security, [REDACTED] [REDACTED] The need was noted."}},
		{"a redaction that ends a sentence", "It did. [REDACTED]\n\n[REDACTED]\n\n[REDACTED] They did.",
			[]string{"prose [3] It did. [REDACTED]", "mark [5] [REDACTED]", "prose [7] [REDACTED] They did."}},
		{"a mark between two numbers", "1. First.\n\n[REDACTED]\n\n2. Second.\n\n[REDACTED]",
			[]string{"numbered 1 [3 5] First. [REDACTED]", "numbered 2 [7] Second.", "mark [9] [REDACTED]"}},
		{"a number whose words stand below", "1. [REDACTED]\nThe internet is wide.\n2. Next.",
			[]string{"numbered 1 [3 4] [REDACTED] The internet is wide.", "numbered 2 [5] Next."}},
		{"a footnote within a paragraph", "In 2018 a man killed 10\n\n¹ See the report.\n\nand injured 16.",
			[]string{"prose [3 7] In 2018 a man killed 10 and injured 16.", "footnote 1 [5] See the report."}},
		{"text of a number on the next page", "1. One.\n\n2. Two.\n\nSECRET\n\nIt has more to say.\n\n3. Three.",
			[]string{"numbered 1 [3] One.", "numbered 2 [5 9] Two. It has more to say.", "numbered 3 [11] Three."}},
		{"labels of every kind", "1) a b\n2.3 c d\n- e f\n• g h\n- 4. i j\n - a. k l\n(ii) m n\n- ",
			[]string{"numbered 1 [3] a b", "numbered 2.3 [4] c d", "bullet • [5] e f", "bullet • [6] g h", "numbered 4 [7] i j", "lettered a [8] k l", "lettered ii [9] m n"}},
		{"items whose last but one ends in and", "Considering the flaws; and\n\nExpecting better.", []string{"prose [3] Considering the flaws; and", "prose [5] Expecting better."}},
		{"a sign-off", long + "\n\nDrafted: ABC\nApproved by: D. E.", []string{"prose [3] LONG", "sign-off [5] Drafted: ABC", "sign-off [6] Approved by: D. E."}},
		{"a dateline above who signed", long + "\n\n29 to 31 July 2019 London, United Kingdom\n\nSigned by: A. B., Ruritania", []string{"prose [3] LONG", "sign-off [5] 29 to 31 July 2019 London, United Kingdom", "sign-off [7] Signed by: A. B., Ruritania"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := plain(title + test.text)
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			if diff := cmp.Diff(append([]string{"= Statement on Rivers"}, test.want...), outline(r)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHeadings(t *testing.T) {
	for _, test := range []struct {
		text string
		want bool
	}{
		{"Way Forward", true},
		{"Threat assessment", true},
		{"Public debate and stakeholders' engagement", true},
		{"Countering Online Abuse: Digital Industry Roundtable", true},
		{"CONSIDERATIONS", true},
		{"Existing efforts:", true},
		{"II. POLITICAL ISSUES", true},
		{"Home Secretary Jane Doe said:", false},
		{"WE HEREBY COMMIT TO:", false},
		{"The following commitments were agreed by Ministers present:", false},
		{"VETUI: The Minister noted the intent to host a youth summit on countering extremism online", false},
		{"the successful cooperation under the Drug Dialogue", false},
		{"Thank you.", false},
		{"30 July 2019 London", false},
		{"Signed by: The Minister", false},
		{"[REDACTED] Programme", false},
		{"- Short item of a list", false},
	} {
		r := Read(plain("Statement on Rivers\n\n"+long+"\n\n"+test.text+"\n\n"+long), nil)
		got := slices.ContainsFunc(r.Documents[0].Sections, func(s archive.Section) bool { return s.Heading != "" })
		if got != test.want {
			t.Errorf("%q: heading %v, want %v: %q", test.text, got, test.want, outline(r))
		}
	}
}

func TestListOfNamesIsNoHeadings(t *testing.T) {
	r := Read(plain("Delegation to Ruritania\n\n"+long+"\n\nJane Doe\n\nRichard Roe\n\nMary Major\n\nJohn Stiles\n\nAnn Smith\n\n"+long), nil)
	if n := len(r.Documents[0].Sections); n != 1 {
		t.Errorf("%d sections: %q", n, outline(r))
	}
}

func TestWrappedText(t *testing.T) {
	text := `Statement of the River Council

We, the members of the River Council, met to speak of the state of the
rivers that cross our borders, and of the trans-
boundary agreements that protect them from harm.

1. The first thing that we agreed is that waters know no borders and
   that transboundary work must go on at every level of government.
2. The second is short.

2030 Agenda for Clean Rivers and the Sustainable Development of their
Banks

- A bullet that is longer than a line of this text must be joined with
  New
  Ruritania in it.`
	want := []string{
		"= Statement of the River Council",
		"prose [3 4 5] We, the members of the River Council, met to speak of the state of the rivers that cross our borders, and of the transboundary agreements that protect them from harm.",
		"numbered 1 [7 8] The first thing that we agreed is that waters know no borders and that transboundary work must go on at every level of government.",
		"numbered 2 [9] The second is short.",
		"# 2030 Agenda for Clean Rivers and the Sustainable Development of their Banks",
		"bullet • [14 15 16] A bullet that is longer than a line of this text must be joined with New Ruritania in it.",
	}
	if diff := cmp.Diff(want, outline(Read(plain(text), nil))); diff != "" {
		t.Error(diff)
	}
}

func TestSplitting(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"papers of one meeting", "SECRET\n\nRIVER\nMINISTERIAL\n\nClean Waters\nParis 2017\n\nDRAFT COMMUNIQUÉ\n\n1. " + long + "\n\nSECRET\n\nSECRET\n\nRIVER MINISTERIAL\n\nClean Waters\nParis 2017\n\nJoint Meeting of Ministers\n\n1. " + long,
			[]string{"River Ministerial 2017: Draft communiqué", "Joint Meeting of Ministers"}},
		{"a note behind withheld pages", "BRIEFING NOTE FOR THE MINISTER\n\nRIVERS\n\nIssue\n\n" + long + "\n\nPages 9 to 14\nare withheld pursuant to sections\n\nMedium-Term Planning – Rivers and Lakes\n\n" + long,
			[]string{"Briefing Note for the Minister: Rivers", "Medium-Term Planning – Rivers and Lakes"}},
		{"a set of reports", "Report: RM 2017 – Bilateral meeting: Ruritania\n\n" + long + "\n\nReport:\n\nReport: RM 2017- Bilateral meeting: Graustark\n\n" + long,
			[]string{"Report: RM 2017 – Bilateral meeting: Ruritania", "Report: RM 2017- Bilateral meeting: Graustark"}},
		{"memoranda under their dates", "18 June 1964\n\nMEMORANDUM FOR THE RECORD\n\nSUBJECT: Rivers\n\n" + long + "\n\nFebruary 10, 1964\n\nMEMORANDUM\n\nSUBJECT: Lakes\n\n" + long,
			[]string{"Memorandum for the Record: Rivers", "Memorandum: Lakes"}},
		{"pages of a news site", "First of the pages\n\n" + long + "\n\n\n\n\nA page without any text\n\nIts standfirst.\n\nA page without any text\n\n\n\n\nThe third of pages\n\nStatement by Ambassador Doe at the Council meeting\n\nThe third of pages\n\n" + long,
			[]string{"First of the pages", "The third of pages"}},
		{"asterisks part sections", "Statement on Rivers\n\n" + long + "\n\n***\n\nI. SECURE THE RIVERS\n\n" + long + "\n\n***\n\nOfficial Events Held Beside It\n\n" + long, []string{"Statement on Rivers"}},
		{"headings split nothing", "Statement on Rivers\n\n" + long + "\n\n2018 Statement of Principles\n\n" + long + "\n\nBACKGROUND\n\n" + long, []string{"Statement on Rivers"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := plain(test.text)
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			var got []string
			for _, d := range r.Documents {
				got = append(got, d.Title)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s\n%q", diff, outline(r))
			}
		})
	}
}

func TestNotices(t *testing.T) {
	for _, test := range []struct {
		text string
		want []archive.Withheld
	}{
		{"Pages 9 to / à 14\nare withheld pursuant to sections\nsont retenues en vertu des articles\n\n15(1), 21(1)(b)\n\nof the Access to Information\nde la Loi sur l'accès à l'information\nPages 20 to / à 21\nare withheld",
			[]archive.Withheld{{First: 9, Last: 14, Lines: []int{1, 2, 3, 5, 7, 8}}, {First: 20, Last: 21, Lines: []int{9, 10}}}},
		{"Page 3\nis withheld pursuant to section 69(1)\nof the Access to Information Act", []archive.Withheld{{First: 3, Last: 3, Lines: []int{1, 2, 3}}}},
		{"Pages 5-7 withheld under section 6(a).", []archive.Withheld{{First: 5, Last: 7, Lines: []int{1}}}},
		{"Pages 5 to 7\nset out the plan", nil},
		{"Pages 7 to 5\nare withheld", nil},
	} {
		if diff := cmp.Diff(test.want, Read(plain(test.text), nil).Withheld); diff != "" {
			t.Errorf("%q: %s", test.text, diff)
		}
	}
}

func TestFurniture(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{"FOR OFFICIAL USE ONLY", "security marking at the head or foot of a page"},
		{"UNCLASSIFIED / NON CLASSIFIÉ", "security marking at the head or foot of a page"},
		{"Page 6 of 6", "number of the page"},
		{"- 12 -", "number of the page"},
		{"000041", "number stamped on the page at release"},
		{"Formatted: Font: (Default) Arial", "balloon of a tracked change"},
		{"###", "end mark"},
		{"HOME » A STATEMENT", "path to the page on its site"},
		{"Texte intégral", "notice of the site"}, {"Indholdet er ikke tilgængeligt på dit valgte sprog.", "notice of the site"}, {"This content is not available in your language", "notice of the site"}, {"Leia na íntegra:", "notice of the site"},
		{"Like 0", "button of the site"},
		{"MEDIA RELEASES", ""}, // a heading over prose
		{"Sorry, comments are closed.", "comment box of the site"},
		{"(/)", "marks without words"},
		{"- ", "list mark whose text is gone"},
		{"Released under the Access to Information Act", "stamp of the release"},
		{"Secret meetings were held", ""},
		{"Share prices fell", ""},
		{"2019", ""},
		{"Home affairs", ""},
	} {
		got := ""
		for _, f := range Read(plain("Statement on Rivers\n\n"+long+"\n\n"+test.line+"\n\n"+long), nil).Furniture {
			got += f.Reason
		}
		if got != test.want {
			t.Errorf("%q: %q, want %q", test.line, got, test.want)
		}
	}
}

func TestRedactions(t *testing.T) {
	for _, test := range []struct {
		text string
		want []archive.Redaction
	}{
		{"the [REDACTED]-partners [redacted] agreed", []archive.Redaction{{Start: 4, End: 14, Form: "[REDACTED]"}, {Start: 24, End: 34, Form: "[redacted]"}}},
		{"é [Name redacted - s. 19(1)]", []archive.Redaction{{Start: 3, End: 29, Form: "[Name redacted - s. 19(1)]", Exemption: "19(1)"}}},
		{"[1 line not declassified] ██ █", []archive.Redaction{{Start: 0, End: 25, Form: "[1 line not declassified]"}, {Start: 26, End: 32, Form: "██"}}},
		{"[the] [unredacted] [ [REDACTED", nil},
	} {
		if diff := cmp.Diff(test.want, redactions(test.text)); diff != "" {
			t.Errorf("%q: %s", test.text, diff)
		}
	}
}

func TestDates(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"on 29–30 July 2019", "2019-07-30"},
		{"29 to 31 July 2019", "2019-07-31"},
		{"July 29 and 30, 2019", "2019-07-30"},
		{"30 July to 2 August 2019", "|2019-08-02"},
		{"APRIL 23, 2018", "2018-04-23"},
		{"le 1er juillet 2017", "2017-07-01"},
		{"5. März 2020", "2020-03-05"},
		{"June 2018", "2018-06"},
		{"2019-07-30T10:00", "2019-07-30"},
		{"31 February 2019", ""},
		{"they may 5 times", ""}, // a day without a year is no date by itself
		{"in 2019", ""},
	} {
		var got []string
		for _, d := range findDates(test.text) {
			got = append(got, string(d.date(0)))
		}
		if strings.Join(got, "|") != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestDescription(t *testing.T) {
	const we = "1. We, the Home Affairs Ministers of Australia, Canada, New Zealand, United Kingdom and the United States of America, have come together in London, United Kingdom on 29–30 July 2019. "
	for _, test := range []struct {
		name, text string
		check      func(d archive.Document) (got, want any)
	}{
		{"date of the meeting", "# COMMUNIQUÉ\n\n" + we + long, func(d archive.Document) (any, any) {
			return d.Date.String() + " " + d.DateBasis, "30 July 2019 inferred: last day of the meeting that the opening states (“29–30 July 2019”)"
		}},
		{"place", "COMMUNIQUÉ\n\n" + we + long, func(d archive.Document) (any, any) { return d.Place, "London, United Kingdom" }},
		{"parties", "COMMUNIQUÉ\n\n" + we + long, func(d archive.Document) (any, any) { return d.Parties, []string{"AU", "CA", "GB", "NZ", "US"} }},
		{"parties blacked out", "COMMUNIQUÉ\n\n1. We, the Ministers of [REDACTED] have met in London, United Kingdom. " + long,
			func(d archive.Document) (any, any) { return d.Parties, []string(nil) }},
		{"status of a draft", "DRAFT COMMUNIQUÉ\n\n" + we + long, func(d archive.Document) (any, any) {
			return string(d.Status) + " " + d.StatusBasis, "draft title: “DRAFT COMMUNIQUÉ”"
		}},
		{"status of a working paper", "BRIEFING NOTE FOR THE MINISTER\n\nRIVERS\n\nIssue\n\n" + long, func(d archive.Document) (any, any) { return d.Status, archive.Status("") }},
		{"an update is not the date", "Statement on Rivers\n\nUpdated 23 October 2019\n\n" + long, func(d archive.Document) (any, any) { return d.Date, archive.Date("") }},
		{"date below the title", "Statement on Rivers\n\nAPRIL 23, 2018\n\n" + long, func(d archive.Document) (any, any) { return d.Date, archive.Date("2018-04-23") }},
		{"a title of two countries", "Australia-United Kingdom Rivers Statement\n\n" + long, func(d archive.Document) (any, any) { return d.Parties, []string{"AU", "GB"} }},
		{"a bare title is told apart", "COMMUNIQUÉ\n\n" + we + long, func(d archive.Document) (any, any) {
			return d.Title, "Communiqué, London, 30 July 2019"
		}},
		{"language", "Déclaration\n\n" + strings.Repeat("Les ministres ont convenu de poursuivre leurs travaux. ", 6), func(d archive.Document) (any, any) { return d.Language, "fr" }},
		{"kind by its form", "RIVERS\n\nKey Messages\n\n" + long + "\n\nBackground\n\n" + long, func(d archive.Document) (any, any) { return d.Kind, archive.BriefingNote }},
		{"kind by its quotations", "Rivers summit ends in hope\n\nThe minister said:\n\n" + long + "\n\nHis colleague added:\n\n" + long,
			func(d archive.Document) (any, any) { return d.Kind, archive.PressRelease }},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, want := test.check(Read(plain(test.text), thesaurus.Bundled()).Documents[0])
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMarkings(t *testing.T) {
	text := "SECRET\n\nSTATEMENT ON RIVERS\n\n" + long + "\n\nSECRET\n\nUNCLASSIFIED\nFor Official Use Only\n\nMEETING WITH JANE DOE\n\n" + long + "\n\nPage 2 of 2\n\nPages 3 to 4 are withheld.\n\nPlanning for the Year Ahead\n\n" + long
	var got []string
	for _, d := range Read(plain(text), nil).Documents {
		got = append(got, d.Marking)
	}
	if diff := cmp.Diff([]string{"SECRET", "UNCLASSIFIED / For Official Use Only", ""}, got); diff != "" {
		t.Error(diff)
	}
}

func TestTellApart(t *testing.T) {
	draft := "SECRET\n\nRIVER MINISTERIAL\n\nClean Waters\nParis 2017\n\nDRAFT COMMUNIQUÉ\n\n1. " + long + "\n\n"
	r := Read(plain(draft+draft), nil)
	if len(r.Documents) != 2 || r.Documents[1].Title != "River Ministerial 2017: Draft communiqué (draft 2 of 2 in this source)" {
		t.Errorf("%q", outline(r))
	}
}

func TestNameEvents(t *testing.T) {
	documents := []archive.Document{{Event: "FCM 2019"}, {Event: "Five Country Ministerial 2019"}, {Event: "FCM 2018"}, {}}
	nameEvents(documents)
	if documents[0].Event != "Five Country Ministerial 2019" || documents[2].Event != "FCM 2018" {
		t.Errorf("%q, %q", documents[0].Event, documents[2].Event)
	}
}

// TestPrintedLabels: the label stands as printed beside its bare form.
func TestPrintedLabels(t *testing.T) {
	for line, want := range map[string][2]string{
		"1. We met.":          {"1", "1."},
		"1) We met.":          {"1", "1)"},
		"- 1. We met.":        {"1", "1."},
		"(a) We met.":         {"a", "(a)"},
		"• We met.":           {"•", "•"},
		"- We met.":           {"•", "•"},
		"We met in the open.": {"", ""},
		"12. We met again.":   {"12", "12."},
	} {
		label, rest := cutLabel(line)
		printed := printedLabel(line, rest)
		if label == bullet {
			printed = label
		}
		if label != want[0] || printed != want[1] {
			t.Errorf("%q: label %q, printed %q, want %q", line, label, printed, want)
		}
	}
}

// TestHyphensAtLineEnds: a hyphen at a line's end goes where it parts a word, on
// one page or two, and stays where it is of the word.
func TestHyphensAtLineEnds(t *testing.T) {
	const full = "The ministers of both of the countries on the river agreed upon "
	for _, test := range []struct{ text, want string }{
		{full + "mari-\ntime patrols of all the waters of the rivers by the year 2025.", "maritime patrols"},
		{full + "move-\n\n                          -2-\n\nments of boats on the waters of the rivers.", "movements of boats"},
		{full + "long-\nterm patrols of all the waters of the rivers by the year 2025.", "long-term patrols"},
		{full + "co-\noperation on all the waters of the rivers by the year 2025.", "co-operation on"},
		{full + "zendar-\nisation of the waters, and the Zendarisation of all the rivers.", "zendarisation of"},
		{full + "cyber-\nsecurity of mills, and on further cyber-security of rivers.", "cyber-security of mills"},
	} {
		lines := plain("Statement on Rivers\n\n" + full + "rivers and\nof the mills that stand upon their banks in the two countries.\n\n" + test.text)
		r := Read(lines, nil)
		CheckAccounts(t, lines, r)
		paragraphs := r.Documents[0].Sections[0].Paragraphs
		if got := paragraphs[len(paragraphs)-1].Text; !strings.Contains(got, test.want) {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}
