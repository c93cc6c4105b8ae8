package packet

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFoot: what closes a text is none of its paragraphs; what only looks like a
// close stays.
func TestFoot(t *testing.T) {
	for _, test := range []struct {
		name, text   string
		want         []string
		date, issuer string
	}{
		{"place and date", long + "\n\nZenda, 7 August 1968.", []string{"prose [3] LONG"}, "1968-08-07", ""},
		{"done at, with who signs", long + "\n\nFait à Zenda, le 3 juillet 1998\nLe Président du Conseil des Ministres\nRudolf RASSENDYLL", []string{"prose [3] LONG"}, "1998-07-03", "Le Président du Conseil des Ministres, Rudolf RASSENDYLL"},
		{"a whole sentence", long + "\n\nFeita em Zenda, em 26 de outubro de 2018.", []string{"prose [3] LONG", "prose [5] Feita em Zenda, em 26 de outubro de 2018."}, "", ""},
		{"a name", long + "\n\nRudolf Rassendyll", []string{"prose [3] LONG"}, "", "Rudolf Rassendyll"},
		{"the last of a list", long + "\n\nThey set up committees for:\n\nRivers\n\nMills", []string{"prose [3] LONG", "prose [5] They set up committees for:", "# Rivers", "sign-off [9] Mills"}, "", ""},
		{"what is attached", long + "\n\nAnnexes and Appendix", []string{"prose [3] LONG", "sign-off [5] Annexes and Appendix"}, "", ""},
		{"in two calendars", long + "\n\nصدر في مدينة الرياض\n10 ربيع الأول 1430هـ\n7 مارس 2009م", []string{"prose [3] LONG"}, "2009-03-07", ""},
		{"a note below", long + "\n\nThe rivers1 of the two lands rose again.\n\nZenda, 7 August 1968\n\n1 Those of Ruritania and Graustark.", []string{"prose [3] LONG", "prose [5] The rivers1 of the two lands rose again.", "footnote 1 [9] Those of Ruritania and Graustark."}, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := plain("Statement on Rivers\n\n" + test.text)
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			if diff := cmp.Diff(append([]string{"= Statement on Rivers"}, test.want...), outline(r)); diff != "" {
				t.Error(diff)
			}
			if d := r.Documents[0]; string(d.Date) != test.date && test.date != "" || d.Issuer != test.issuer {
				t.Errorf("%s, %q; want %s, %q", d.Date, d.Issuer, test.date, test.issuer)
			}
		})
	}
}

// TestNotes: a note behind the text is read with the paragraph that bears its
// mark, and goes on over the lines that it is printed on.
func TestNotes(t *testing.T) {
	const text = "Ministers of a number of lands¹ met.\n\n" + long + "\n\n¹ Ruritania, Graustark, the\nKingdom of Syldavia."
	lines := plain("Statement on Rivers\n\n" + text)
	r := Read(lines, nil)
	CheckAccounts(t, lines, r)
	want := []string{"= Statement on Rivers", "prose [3] Ministers of a number of lands¹ met.", "footnote 1 [7 8] Ruritania, Graustark, the Kingdom of Syldavia.", "prose [5] LONG"}
	if diff := cmp.Diff(want, outline(r)); diff != "" {
		t.Error(diff)
	}
}
