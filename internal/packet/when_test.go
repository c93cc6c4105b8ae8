package packet

import (
	"strings"
	"testing"

	"communique/internal/archive"
)

// TestOwnYear: a name's year is its own only where it dates what is named.
func TestOwnYear(t *testing.T) {
	for name, want := range map[string]int{
		"London 2019":                                        2019,
		"Report: FCM 2019 – Bilateral meeting":               2019,
		"2018 Statement of Principles":                       2018,
		"Communiqué of the River Council, 2021":              2021,
		"The 2022 Rivers Summit in Ruritania":                0, // could be "after the", "for the"
		"2022 Rivers Summit":                                 2022,
		"2019 No. 461":                                       2019,
		"Statement on the Rivers Act of 1965":                0,
		"Budget for Fiscal Year 2023":                        0,
		"United States to Host the Summit of Rivers in 2022": 0,
		"Clean Rivers by 2030":                               0,
		"Rivers Bill H.R. 2066":                              0,
		"Anniversary of January 6, 2021":                     0,
		"From 2018 to 2020":                                  0,
		"2030 Target for Rivers":                             0,
	} {
		if got := ownYear(name); got != want {
			t.Errorf("%q: %d, want %d", name, got, want)
		}
	}
}

// TestDateInFront: a sentence that begins with a date is no dateline.
func TestDateInFront(t *testing.T) {
	for text, want := range map[string]archive.Date{
		"OTTAWA, May 5, 2022 – We met.":                  "2022-05-05",
		"Ottawa, Ontario, May 5, 2022 The Minister met.": "2022-05-05",
		"(May 5, 2022) Rivers rose.":                     "2022-05-05",
		"May 5, 2022. Dear Sir:":                         "",
		"On May 5, 2022, rivers rose.":                   "",
		"On May 5, 1965, a dam broke. We remember it.":   "",
		"Since May 5, 2022, rivers rose.":                "",
		"May 5, 2022 was a dark day.":                    "",
		"Pressemitteilung vom 5. Mai 2022 | Berlin –":    "2022-05-05",
		"We assumed the chair today, May 5, 2022.":       "2022-05-05",
		"The dam of May 5, 2022.":                        "",
	} {
		lines := numbered(Line{Text: "Statement on Rivers", Heading: 1}, Line{}, Line{Text: text + " " + long})
		if d := Read(lines, nil).Documents[0]; d.Date != want {
			t.Errorf("%q: %s (%s), want %s", text, d.Date, d.DateBasis, want)
		}
	}
}

// TestDateConflicts: the text goes before the metadata, and both are said where
// they differ.
func TestDateConflicts(t *testing.T) {
	for _, test := range []struct {
		name, given, text string
		date              archive.Date
		basis, doubt      string
	}{
		{"a page after the meeting", "2019-08-01", "We, the Ministers for Rivers, met in London on 29–30 July 2019.", "2019-07-30",
			"inferred: last day of the meeting that the opening states (“29–30 July 2019”); the metadata of the page says 1 August 2019",
			"The text says 30 July 2019; the metadata of the page says 1 August 2019."},
		{"the same day", "2019-07-30", "We, the Ministers for Rivers, met in London on 29–30 July 2019.", "2019-07-30",
			"inferred: last day of the meeting that the opening states (“29–30 July 2019”)", ""},
		{"a year says no more", "2019", "LONDON, July 30, 2019 – The ministers met.", "2019-07-30", "stated in the dateline: “July 30, 2019”", ""},
		{"a joint text two days later", "2019-08-01", "The Ministers of the Lake States met on 30 July 2019.", "2019-07-30",
			"stated in the opening: “30 July 2019”; the metadata of the page says 1 August 2019", "The text says 30 July 2019; the metadata of the page says 1 August 2019."},
		{"another meeting, long ago", "2019-08-01", "The meeting held on 30 July 2018 asked for this report.", "2019-08-01", "metadata of the page: “2019-08-01”", ""},
		{"a meeting to come", "2019-08-01", "The Minister will hold a meeting with Ruritania on 2 August 2019.", "2019-08-01", "metadata of the page: “2019-08-01”", ""},
		{"a signature long before", "2019-08-01", "On 30 July 2018 the convention was signed.", "2019-08-01", "metadata of the page: “2019-08-01”", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := numbered(Line{Meta: metaDate, Text: test.given}, Line{Meta: metaAddress, Text: "https://example.org/x"},
				Line{Text: "Joint Statement on Rivers", Heading: 1}, Line{Text: test.text + " " + long})
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			d, says := r.Documents[0], ""
			for _, doubt := range d.Doubts {
				says += doubt.Says
			}
			if d.Date != test.date || d.DateBasis != test.basis || says != test.doubt {
				t.Errorf("%s (%s): %s", d.Date, d.DateBasis, says)
			}
		})
	}
}

// TestYearOfSpeech: what a text calls recent dates it only where it is about
// that year.
func TestYearOfSpeech(t *testing.T) {
	const annual = "The theme of this year’s meeting was rivers. "
	for text, want := range map[string]archive.Date{
		"We recently met in May 2019.\n\nWe agreed in 2019.\n\nA report is due in fall 2019.": "2019",
		"We recently met in May 2019.": "",
		"She was recently in office, and in April 2017 elsewhere.\n\nShe left in 2018.": "",
		annual + "The next meeting will be held in 2020.":                               "2019",
		"The next meeting will be held in 2020.":                                        "",
		annual + "It will be held in 2020 by Ruritania, and in 2021 by us.":             "",
	} {
		lines := plain("Statement on Rivers\n\n" + strings.ReplaceAll(text, "\n\n", " "+long+"\n\n") + " " + long)
		if d := Read(lines, nil).Documents[0]; d.Date != want {
			t.Errorf("%q: %s (%s), want %s", text, d.Date, d.DateBasis, want)
		}
	}
}

// TestDateByNeighbours: papers of one source bound each other, and only where
// they agree.
func TestDateByNeighbours(t *testing.T) {
	const (
		masthead = "RIVER COUNCIL MINISTERIAL\n\nLondon 2019\n\nCOMMUNIQUÉ\n\n1. We, the Ministers for Rivers, met in London on 29–30 July 2019. " + long + "\n\n2. " + long + "\n\n"
		report   = "SECRET\n\nReport: River Council Ministerial 2019 – Bilateral meeting: Ruritania\n\n" + long + "\n\n"
		briefing = "SECRET\n\nMEETING WITH THE MINISTER OF RURITANIA\n\nKey Messages\n\nSpeak of the River Council Ministerial. " + long + "\n\nBackground\n\n"
		days     = "SECRET\n\nSTATEMENT BY THE AMBASSADOR ON DAMS\n\nAhead of the talks on 1-2 August we were sent the letter of 16 July. " + long + "\n\n"
	)
	for _, test := range []struct {
		name, text string
		want       archive.Date
	}{
		{"a report of the meeting", masthead + report, "2019-07"},
		{"a report alone", report, "2019"},
		{"a briefing for it", masthead + briefing + long, "2019"},
		{"a briefing alone", briefing + long, ""},
		{"a briefing that prints a later year", masthead + briefing + "We met in 2020. " + long, ""},
		{"days between", masthead + days, "2019-07"},
		{"days alone", days, ""},
		{"days of two years", masthead + "3. The Council met in July 2018. " + long + "\n\n" + days, ""},
		{"a day and no later one", masthead + strings.Replace(days, "Ahead of the talks on 1-2 August we", "We", 1), "2019"},
		{"a later year", masthead + days + "This was of use in 2021. " + long, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			all := Read(plain(test.text), nil).Documents
			if d := all[len(all)-1]; d.Date != test.want || len(all) != 1+strings.Count(test.text, "SECRET")-1+strings.Count(test.text, "London 2019") {
				t.Errorf("%d documents; %q: %s (%s), want %s", len(all), d.Title, d.Date, d.DateBasis, test.want)
			}
		})
	}
}

// TestDateAbove: the lines above a text date it, the text itself does not.
func TestDateAbove(t *testing.T) {
	for text, want := range map[string]archive.Date{
		"Office of Rivers\n\nWashington, DC\n\nMay 5, 2022":   "2022-05-05",
		"HC Deb 19 April 1971 vol 815 cc347-8W":               "1971-04-19",
		"FM EMBASSY RURITANIA\n\nP 081601Z MAY 75":            "1975-05-08",
		"P 311601Z FEB 75":                                    "",
		"Updated 5 May 2022":                                  "",
		long + "\n\n— The Minister for Rivers\n\nMay 5, 2022": "",
		"مجلس الأنهار\n\n7 مارس 2009م":                        "2009-03-07",
		"Алма-Ата, 22 октября 2004 года\n\n" + long + "\n\n25 октября 2004 года": "2004-10-22",
	} {
		lines := plain("STATEMENT ON RIVERS\n\n" + long + "\n\n" + long)
		lines = numbered(append([]Line{{Text: "Statement on Rivers", Heading: 1}, {}}, append(plain(text), append([]Line{{}}, lines[2:]...)...)...)...)
		r := Read(lines, nil)
		CheckAccounts(t, lines, r)
		if d := r.Documents[0]; d.Date != want {
			t.Errorf("%q: %s (%s), want %s: %q", text, d.Date, d.DateBasis, want, outline(r))
		}
	}
}

// TestDateOfTelegramHead: the head of a telegram is its title block.
func TestDateOfTelegramHead(t *testing.T) {
	text := "PAGE 01 STATE 107299\nORIGIN ARA-02\nDRAFTED BY ABC:DEF\nP 081601Z MAY 75\nFM EMBASSY RURITANIA\nTO SECSTATE WASHDC PRIORITY\nUNCLAS STATE 107299\nTAGS: PFOR, XX\nSUBJECT: RIVER COUNCIL ENDS\n1. " + strings.ToUpper(long)
	r := Read(plain(text), nil)
	if d := r.Documents[0]; d.Date != "1975-05-08" || d.DateBasis != "stated in the head of the telegram: “P 081601Z MAY 75”" {
		t.Errorf("%s (%s): %q", d.Date, d.DateBasis, outline(r))
	}
}

// TestDateOfTitle: a day in a title dates the paper at the front or end of it,
// not as a limit or an anniversary.
func TestDateOfTitle(t *testing.T) {
	for title, want := range map[string]archive.Date{
		"Statement on Rivers, 11 October 2022":             "2022-10-11",
		"11. Oktober 2022 Erklärung zu Flüssen":            "2022-10-11",
		"Letter to the Archivist, dated October 11, 2022":  "2022-10-11",
		"Statement on the Anniversary of October 11, 2022": "",
		"Pause of Fees Through October 11, 2022":           "",
		"Statement from 3 May 2021 to 11 October 2022":     "",
	} {
		d := Read(numbered(Line{Meta: metaTitle, Text: title}, Line{Text: long}), nil).Documents[0]
		if d.Date != want {
			t.Errorf("%q: %s (%s), want %s", title, d.Date, d.DateBasis, want)
		}
	}
}
