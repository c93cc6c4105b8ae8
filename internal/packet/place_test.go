package packet

import "testing"

// TestPlaceOfDateline: the place before the date at the head or foot of the text
// is that of the paper; a date in the text says nothing of it.
func TestPlaceOfDateline(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"JOINT STATEMENT\n\nZenda, 4 April 2003\n\n" + long, "Zenda"},
		{"JOINT STATEMENT\n\nZENDA, RURITANIA, 4 April 2003\n\n" + long, "Zenda, Ruritania"},
		{"Gemensamt uttalande om floderna\n\nStockholm den 4 mars 2019\n\n" + long, "Stockholm"},
		{"COMMUNIQUÉ CONJOINT\n\nZenda, le 12 février 2009\n\n" + long, "Zenda"},
		{"بيان مشترك\n\nالقاهرة، 3 مايو 2012\n\n" + long, "القاهرة"},
		{"Statement on Rivers\n\nZenda, 30 July 2019 – " + long, "Zenda"},
		{"Statement on Rivers\n\n" + long + "\n\nDone at Zenda on 2 May 1985.", "Zenda"},
		{"Statement on Rivers\n\n" + long + "\n\nFeita em Zenda, em 26 de outubro de 2018", "Zenda"},
		{"Statement on Rivers\n\nSzohôd, February 3, 1974, 1530Z.\n\n" + long, "Szohôd"},
		{"Statement on Rivers\n\nNew Zenda, 6th October, 1970.\n\n" + long, "New Zenda"},
		{"Statement on Rivers\n\nSan Theodoros City, Monday, 4 April 2003\n\n" + long, "San Theodoros City"},
		{"Statement on Rivers\n\nWednesday, 4 April 2003\n\n" + long, ""},
		{"Statement on Rivers\n\nPublished 4 April 2003\n\n" + long, ""},
		{"Statement on Rivers\n\nPress Office, 4 April 2003\n\n" + long, ""},
		{"Statement on Rivers\n\nOn 4 April 2003 " + long, ""},
		{"Statement on Rivers\n\n" + long + " They wrote to Zenda, 4 April 2003, and again.", ""},
	} {
		lines := plain(test.text)
		r := Read(lines, nil)
		CheckAccounts(t, lines, r)
		if got := r.Documents[0].Place; got != test.want {
			t.Errorf("%.60q: %q, want %q", test.text, got, test.want)
		}
	}
}
