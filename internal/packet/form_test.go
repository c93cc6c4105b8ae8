package packet

import (
	"strings"
	"testing"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// TestCatalogueCard: the card of a reading room in front of the text is no text,
// and gives the day of the paper where the text does not.
func TestCatalogueCard(t *testing.T) {
	card := `PM Papers

Papers of the Prime Ministers of Ruritania

Hentzau, Rupert

Period of Service: 11/03/1983 - 20/12/1991
Release Date:
22/10/1985
Release Type:
Communique
Transcript ID:
6767
Document:
00006767.pdf 26 Page(s)
Released by:
  • Hentzau, Rupert
MEETING OF THE RIVER STATES, FINAL COMMUNIQUE

1. The ministers of the river states took stock of what their governments had done for the harbours and thanked the host.

2. They agreed to come together again.`
	doc := onlyDocument(t, card)
	if got := string(doc.Date); got != "1985-10-22" {
		t.Errorf("date %q", got)
	}
	for _, text := range textsOf(doc) {
		for _, furniture := range []string{"Transcript", "Period of Service", "00006767", "Hentzau", "PM Papers"} {
			if strings.Contains(text, furniture) {
				t.Errorf("%q is of the card", text)
			}
		}
	}
	if !strings.Contains(doc.Title, "River States") && !strings.Contains(doc.Title, "RIVER STATES") {
		t.Errorf("title %q", doc.Title)
	}
}

// TestFewLabels: a paper that prints a label or two of such cards is no card.
func TestFewLabels(t *testing.T) {
	doc := onlyDocument(t, "Statement on the Harbour\n\nRelease date: 3 May 2019\n\nCollection of the dues begins in June, and the ministers thanked the harbour master for his help.\n\nFile: the harbour master keeps one.")
	if got := textsOf(doc); len(got) != 2 {
		t.Errorf("%q", got)
	}
}

// TestNumericDates: in numbers alone the day comes first behind points and
// hyphens; a stroke must leave no doubt.
func TestNumericDates(t *testing.T) {
	for text, want := range map[string]string{
		"22.5.2017":              "2017-05-22",
		"18-04-2012":             "2012-04-18",
		"Release: 22/10/1985":    "1985-10-22",
		"10/22/1985":             "1985-10-22",
		"04/05/1985":             "", // either
		"05/05/1985":             "1985-05-05",
		"27.05.14 | News":        "2014-05-27",
		"27.05.85":               "1985-05-27",
		"Dated 3.2.2020.":        "2020-02-03",
		"chapter 1.2.2017.4":     "",
		"32.5.2017":              "",
		"5.13.2017":              "",
		"version 2.7.14":         "",
		"2017-05-22":             "2017-05-22",
		"tel 12-34-2012-56":      "",
		"192.168.10.2014 is one": "",
	} {
		got := ""
		if dates := findDates(text); len(dates) > 0 {
			got = string(dates[0].date(0))
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestNumberBehindSentence: within a block of wrapped text a number begins an
// item where the line above ends a sentence.
func TestNumberBehindSentence(t *testing.T) {
	above := piece{label: bullet}
	for line, want := range map[string]bool{"MET IN ZENDA IN MAY.": true, "AS IS SAID ON PAGE": false} {
		if isNextLabel(above, line, "2") != want {
			t.Errorf("%q: want %v", line, want)
		}
	}
}

// TestVisits: the days of a visit that the opening states are those of its text.
func TestVisits(t *testing.T) {
	for _, text := range []string{
		"paid an official visit to Ruritania", "à l'invitation du roi, il a effectué une visite officielle à Zenda", "قام بزيارة عمل", "realizou visita oficial", "The conversation took place",
	} {
		if !saysMeeting(text) {
			t.Errorf("%q says no meeting", text)
		}
	}
	if saysMeeting("The minister will receive visitors") {
		t.Error("visitors are no visit")
	}
}

// onlyDocument reads the one document of a plain text and checks that no line of
// it is lost.
func onlyDocument(t *testing.T, text string) archive.Document {
	t.Helper()
	lines := plain(text)
	r := Read(lines, nil)
	CheckAccounts(t, lines, r)
	if len(r.Documents) != 1 {
		t.Fatalf("%d documents", len(r.Documents))
	}
	return r.Documents[0]
}

// textsOf are the texts of the paragraphs of a document.
func textsOf(d archive.Document) []string {
	var all []string
	d.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		all = append(all, p.Text)
		return true
	})
	return all
}

// TestFrontNumbers: the number of an edition before the title at the front is no
// label; that of a first item is.
func TestFrontNumbers(t *testing.T) {
	const text = "\n\nMr. Hentzau: The river has not been so high since the bridge was built, and the millers say so.\n\nMr. Rassendyll: They say so every year."
	for front, want := range map[string]string{
		"206. Memorandum of Conversation1":                    "Memorandum of Conversation",
		"4. Papers of the Summit\n\n(1) Conference on Rivers": "Papers of the Summit",
		"1. The Bridge": "",
		"7. The Bridge Is High\n\n8. The Mill Is Low" + "\n\nIt rained": "",
	} {
		pieces := newSource(plain(front + text)).pieces()
		if got := pieces[0].label == ""; got != (want != "") || want != "" && pieces[0].text != want {
			t.Errorf("%q: %q %q", front, pieces[0].label, pieces[0].text)
		}
	}
}

// TestContactSentence: a long line that names whom to call is no text; one with
// a number in it is.
func TestContactSentence(t *testing.T) {
	const body = "Statement on the Harbour\n\nThe ministers thanked the harbour master for his help in the long winter, which had been hard for the boats and for all who live by the river and its bridges.\n\n"
	for line, want := range map[string]int{
		"Ytterligare information: Rupert Hentzau, utrikesministerns diplomatiska rådgivare, tfn +999 40 590 7973, och Antonia Mauban, ambassadråd, enheten för Ruritanien, tfn +999 50 436 6506.":   1,
		"The harbour took in 12 345 678 boats in the year, and the ministers noted that further information on them is kept by the harbour master, who is to be asked for it before the year ends.": 2,
	} {
		if got := textsOf(onlyDocument(t, body+line)); len(got) != want {
			t.Errorf("%q: %d paragraphs, want %d", line, len(got), want)
		}
	}
}

// TestWhoSpeaks: those who speak stand in a list under the title, or are visitor
// and host.
func TestWhoSpeaks(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"Statement of the Finance Ministers\n\nCanada, France, Japan\n\nParis, 22 February 1987\n\n1. The ministers of six countries came together today and spoke of the rates of exchange.\n\n2. They will meet again.", "CA FR JP"},
		{"Communiqué\n\nA l’invitation du Gouvernement du Maroc, M. Durand, Premier ministre de la République française, a effectué une visite officielle les 17 et 18 décembre 1997.\n\nIl a été reçu en audience.", "FR MA"},
		{"Déclaration des Ministres de la Défense du BENELUX\n\nLes ponts sont en bon état, et les ministres en remercient les pontonniers de leurs trois pays.\n\nIls se reverront.", "BE LU NL"},
	} {
		r := Read(plain(test.text), thesaurus.Bundled())
		if got := strings.Join(r.Documents[0].Parties, " "); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

// TestBarMenu: a line of entries between bars at the front is a menu where one of
// many is what menus lead to.
func TestBarMenu(t *testing.T) {
	doc := onlyDocument(t, "River News | Boats | Mills of the Day | Bridges | Search\n\nJoint Statement on the River\n\nThe ministers met in Zenda on 3 May 2019 and spoke of mills.")
	if doc.Title != "Joint Statement on the River" {
		t.Errorf("title %q", doc.Title)
	}
}
