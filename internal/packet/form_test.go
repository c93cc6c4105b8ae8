package packet

import (
	"strings"
	"testing"

	"communique/internal/archive"
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
