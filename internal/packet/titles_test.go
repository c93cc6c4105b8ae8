package packet

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// TestTitles: which line of several at the front names the paper.
func TestTitles(t *testing.T) {
	for _, test := range []struct{ name, text, title string }{
		{"the meeting below its communiqué", "FINAL COMMUNIQUE\n\nSEVEN-RIVER MEETING ON DAMS\n\nZenda, 4 April 1968\n\n" + long, "Final Communique Seven-River Meeting on Dams"},
		{"the speaker above the statement", "Uttalande av Jane Doe\n\nGemensamt uttalande av ministrarna om floderna och deras vatten\n\n" + long, "Gemensamt uttalande av ministrarna om floderna och deras vatten"},
		{"what it is below the meeting", "XVI REUNIÃO EXTRAORDINÁRIA DE MINISTROS DOS RIOS\nZenda, 27 de março de 2023\n*Comunicado Final*\n1. " + long, "XVI Reunião Extraordinária de Ministros dos Rios: Comunicado Final"},
		{"a menu", "Home\nAbout Us\nRivers\nPress Room\nPublications\nMember States\n\n About This Site | Archive | Speeches | Links | Search \nPrintable Version\nJoint Communique Of The Tenth River Meeting\nZenda, 5-8 July 1977\n\n1. " + long, "Joint Communique Of The Tenth River Meeting"},
		{"where and when it met, below", "Ministerial Declaration on the Waters of Rivers\n\nMeeting of River Ministers Zenda, 22 and 23 June 2011\n\n" + long, "Ministerial Declaration on the Waters of Rivers"},
		{"a release of a ministry", "Pressmeddelande från Flodministeriet\n\nNya avtal om floderna och deras vatten\n\n" + long, "Nya avtal om floderna och deras vatten"},
		{"a release of a council", "COMMUNIQUÉ DE PRESSE\n\n3251e session du Conseil des fleuves\n\n" + long, "3251e session du Conseil des fleuves"},
		{"capitals misread", "JOINT COMMUNlQUE OF THE MlNISTERS OF RlVERS\n\nZenda, 4 April 1968\n\n" + long, "Joint Communique of the Ministers of Rivers"},
		{"letters spread", "C O N F I D E N T I A L\n\nJ O I N T   C O M M U N I Q U E\n\nZenda, 4 April 1968\n\n" + long, "Joint communique, Zenda, 4 April 1968"},
		{"office and place below", "Joint Statement of the River Ministers\n\nMedia Note\n\nOffice of the Spokesperson\n\nZenda, Ruritania\n\nAugust 6, 2015\n\n" + long, "Joint Statement of the River Ministers"},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := plain(test.text)
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			d := r.Documents[0]
			if d.Title != test.title {
				t.Errorf("%q, want %q", d.Title, test.title)
			}
			if first := d.Sections[0].Paragraphs[0].Text; first != long {
				t.Errorf("begins %q", first)
			}
		})
	}
}

func TestDashedLabels(t *testing.T) {
	for text, want := range map[string]string{
		"3- We recall the rivers": "3", "5 - We thank them all": "5", "4/ Ils ont pris note": "4", "1- جدد المجلس تأكيد مواقفه": "1",
		"5 - 8 July 1977": "", "10 - year plans": "", "2019 - The year of rivers": "", "3/4 of all": "", "24 – Zenda": "",
	} {
		if got, _ := cutLabel(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestPresent: those of a list of participants issue the text; a paragraph that
// names many in a sentence of its own is no list.
func TestPresent(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"Chairman's Statement on Rivers\n\n" + long + "\n\nArgentina, Canada, France, Japan, Mexico, Poland", []string{"AR", "CA", "FR", "JP", "MX", "PL"}},
		{"Statement on Rivers\n\n" + long + "\n\nThe floods of last year were felt in Argentina, where the damage was great, in Canada and in France, and the help of Japan and of Mexico was most welcome to all of them in those days of need.", nil},
		{"Communiqué of the Commonwealth River Ministers Meeting 2014\n\nMinisters met in Paris on 8 October 2014. Ministers from Canada, Ghana, Jamaica, Kenya and the United Kingdom took part.", []string{"CA", "GB", "GH", "JM", "KE"}},
		{"Nota à imprensa nº 3\n\nO Brasil e os rios do mundo\n\nO Brasil assumiu hoje a presidência do fórum dos rios, que reúne também a Índia. O Brasil confere prioridade aos rios.\n\nO Brasil buscará fortalecer o fórum.", []string{"BR"}},
	} {
		if got := Read(plain(test.text), thesaurus.Bundled()).Documents[0].Parties; !slices.Equal(got, test.want) {
			t.Errorf("%q: %v, want %v", test.text, got, test.want)
		}
	}
}

// TestKindOfLead: a release that only leads in a speech is that speech.
func TestKindOfLead(t *testing.T) {
	r := Read(plain("Minister in Ruritania\n\nFollowing is the text of an address by the Minister at a luncheon in Zenda:\n\n"+long), nil)
	if d := r.Documents[0]; d.Kind != archive.Speech {
		t.Error(cmp.Diff(archive.Speech, d.Kind))
	}
}

// TestResolution: the paragraphs of a preamble end with a comma, and those who
// sign for governments are its parties.
func TestResolution(t *testing.T) {
	lines := plain(`RESOLUTION ON RIVERS

The Ministers of Rivers of Denmark and Norway, meeting in Oslo on 3 June 1985,

Recalling the Convention on Rivers of 1974,

Noting with concern the state of the rivers; and

Convinced that action is needed,

1. Decide to establish a committee;

2. Agree to meet again in 1986.

For the Government of Denmark:

Hans Roe

For the Government of Norway:

Ola Doe`)
	r := Read(lines, thesaurus.Bundled())
	CheckAccounts(t, lines, r)
	want := []string{
		"= Resolution on Rivers",
		"prose [3] The Ministers of Rivers of Denmark and Norway, meeting in Oslo on 3 June 1985,",
		"prose [5] Recalling the Convention on Rivers of 1974,",
		"prose [7] Noting with concern the state of the rivers; and",
		"prose [9] Convinced that action is needed,",
		"numbered 1 [11] Decide to establish a committee;",
		"numbered 2 [13] Agree to meet again in 1986.",
		"sign-off [15] For the Government of Denmark:",
		"sign-off [17] Hans Roe",
		"sign-off [19] For the Government of Norway:",
		"sign-off [21] Ola Doe",
	}
	if diff := cmp.Diff(want, outline(r)); diff != "" {
		t.Error(diff)
	}
	if got := r.Documents[0].Parties; !slices.Equal(got, []string{"DK", "NO"}) {
		t.Errorf("%v", got)
	}
}

// TestTranscript: the room and the hour stand above what was said, and the names
// of those who speak are no acronyms.
func TestTranscript(t *testing.T) {
	lines := plain("REMARKS BY THE PRESIDENT\nAND PRIME MINISTER DOE OF RURITANIA\nIN JOINT PRESS AVAILABILITY\n\nThe East Room\n\n2:10 P.M. EST\n\nTHE PRESIDENT: " + long + "\n\nPRIME MINISTER DOE: Thank you.\n\nEND 2:35 P.M. EST")
	r := Read(lines, nil)
	CheckAccounts(t, lines, r)
	want := []string{"= Remarks by the President and Prime Minister Doe of Ruritania in Joint Press Availability", "prose [9] THE PRESIDENT: LONG", "prose [11] PRIME MINISTER DOE: Thank you."}
	if diff := cmp.Diff(want, outline(r)); diff != "" {
		t.Error(diff)
	}
}
