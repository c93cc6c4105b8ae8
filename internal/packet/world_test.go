package packet

import (
	"testing"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// TestWorldDates: dates in the languages whose months dates.go does not know.
func TestWorldDates(t *testing.T) {
	for text, want := range map[string]string{
		"den 5 maj 2022":                    "2022-05-05",
		"29–30 augusti 2019":                "2019-08-30",
		"5 de maio de 2022":                 "2022-05-05",
		"Lisboa, 1.º de março de 2020":      "2020-03-01",
		"12 e 13 de junho de 2021":          "2021-06-13",
		"5 de mayo de 2022":                 "2022-05-05",
		"5. Mai 2022":                       "2022-05-05",
		"5 мая 2022 г.":                     "2022-05-05",
		"22 марта 2009 года":                "2009-03-22",
		"14–16 июня 2010 года":              "2010-06-16",
		"٥ مايو 2022":                       "2022-05-05",
		"5 مايو ٢٠٢٢":                       "2022-05-05",
		"12 كانون الثاني 2018":              "2018-01-12",
		"3 اغسطس 2018":                      "2018-08-03",
		"le 3 août 2018":                    "2018-08-03",
		"fevereiro de 2021":                 "2021-02",
		"в мае 2022":                        "", // a case that no date is printed in
		"5 маякам 2022":                     "",
		"31 июня 2022":                      "",
		"5 majors in 2022":                  "",
		"The 5 May 2022 meeting":            "2022-05-05",
		"between 5 March and 7 April 2022.": "|2022-04-07",
	} {
		got := ""
		for i, d := range findDates(text) {
			if i > 0 {
				got += "|"
			}
			got += string(d.date(0))
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestDateLines: a line that holds more than date and place is none.
func TestDateLines(t *testing.T) {
	for text, want := range map[string]bool{
		"5 мая 2022 года":              true,
		"Москва, 5 мая 2022 г.":        true,
		"Stockholm den 5 maj 2022":     true,
		"Lisboa, 5 de maio de 2022":    true,
		"الرياض، 5 مايو 2022":          true,
		"٥ مايو ٢٠٢٢ م":                true,
		"Paris, le 5 mai 2022":         true,
		"Встреча министров 5 мая 2022": false,
		"اجتماع الوزراء 5 مايو 2022":   false,
	} {
		if isDateLine(text) != want {
			t.Errorf("%q: want %v", text, want)
		}
	}
}

// TestWorldMeetings: the day of a meeting is told in these languages too.
func TestWorldMeetings(t *testing.T) {
	for text, want := range map[string]archive.Date{
		"Министры энергетики, собравшиеся в Хабаровске 22 мая 2009 года, обсудили состояние рынков.": "2009-05-22",
		"Los Ministros, reunidos en Lima el 5 de mayo de 2022, acordaron lo siguiente.":              "2022-05-05",
		"Statsministrarna träffades i Oslo den 5 maj 2022.":                                          "2022-05-05",
		"اجتمع الوزراء في الرياض يوم 5 مايو 2022.":                                                   "2022-05-05",
		"Закон принят 22 мая 2009 года.":                                                             "",
	} {
		lines := numbered(Line{Text: "Statement", Heading: 1}, Line{}, Line{Text: text})
		if d := Read(lines, nil).Documents[0]; d.Date != want {
			t.Errorf("%q: %s (%s), want %s", text, d.Date, d.DateBasis, want)
		}
	}
}

func TestWorldKinds(t *testing.T) {
	for title, want := range map[string]archive.Kind{
		"J O I N T C O M M U N I Q U É":                archive.Communique,
		"Pressmeddelande från regeringen":              archive.PressRelease,
		"Gemensamt uttalande av statsministrarna":      archive.Statement,
		"Tal av utrikesministern":                      archive.Speech,
		"Totalförsvaret i talet":                       "",
		"Comunicado conjunto dos Ministros da Justiça": archive.Communique,
		"Comunicado de prensa":                         archive.PressRelease,
		"Nota à imprensa n.º 12":                       archive.PressRelease,
		"Declaração conjunta Brasil-Portugal":          archive.Statement,
		"Discurso do Presidente da República":          archive.Speech,
		"Совместное заявление министров энергетики": archive.Statement,
		"Коммюнике по итогам встречи":               archive.Communique,
		"Пресс-релиз": archive.PressRelease,
		"Выступление министра на форуме": archive.Speech,
		"بيان مشترك لوزراء الصحة":        archive.Statement,
		"بيان صحفي":                                            archive.PressRelease,
		"البيان الختامي للقمة":                                 archive.Communique,
		"كلمة وزير الخارجية":                                   archive.Speech,
		"Gemeinsame Erklärung der Außenminister":               archive.Statement,
		"Pressemitteilung 12/2020":                             archive.PressRelease,
		"Rede der Ministerin":                                  archive.Speech,
		"Communiqué de presse":                                 archive.PressRelease,
		"Communiqué final":                                     archive.Communique,
		"Déclaration conjointe":                                archive.Statement,
		"Allocution du ministre":                               archive.Speech,
		"Press release: Communiqué of the Ministers published": archive.PressRelease,
	} {
		if got := kindOfTitle(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

func TestGovernmentSites(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.gov.uk/x": "GB", "https://www.parliament.uk": "GB", "https://www.portugal.gov.pt/pt": "PT", "https://www.government.se/x": "SE",
		"https://www.regeringen.se/x": "SE", "http://kremlin.ru/supplement/1": "RU", "https://government.ru": "RU", "https://www.mod.gov.sa": "SA",
		"https://www.publicsafety.gc.ca/x": "CA", "https://www.canada.ca/en": "CA", "https://beehive.govt.nz": "NZ", "https://pm.gov.au": "AU",
		"https://www.gob.mx/sre": "MX", "https://www.mofa.go.jp/x": "JP", "https://www.diplomatie.gouv.fr": "FR", "https://www.state.gov/x": "US",
		"https://ec.europa.eu/x": "EU", "www.gov.pl/web": "PL", "https://www.bmi.bund.de": "DE", "https://www.admin.ch": "CH",
		"https://gov.example.com": "", "https://www.example.org": "", "": "", "https://go.com": "", "https://mygov.uk.com": "",
	} {
		f := facts{src: &source{hints: map[string]string{metaAddress: address}}, th: thesaurus.Bundled()}
		got := firstOf(f.partyOfSite())
		if got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
