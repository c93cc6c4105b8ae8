package packet

import (
	"slices"
	"testing"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// TestFront: what stands above and below a title is no text and names nothing.
func TestFront(t *testing.T) {
	for _, test := range []struct {
		name, text, title string
		titleLines        []int
	}{
		{"a series and its number", "Media Release\n\nRV199 - 23 December 2002\n\nTalks Reaffirm Our Close Relations With Graustark\n\n" + long, "Talks Reaffirm Our Close Relations With Graustark", []int{1, 3, 5}},
		{"a letterhead", "MINISTRY OF FOREIGN AFFAIRS OF RURITANIA\n\nFOR IMMEDIATE RELEASE\n\nPress Release No. 14/68\n\nJoint Statement on Rivers\n\n" + long, "Joint Statement on Rivers", []int{1, 3, 5, 7}},
		{"set over lines", "        JOINT COMMUNIQUE OF THE SECOND\n          RIVER MINISTERIAL MEETING\n\n          Zenda, 6-7 August 1968\n\n\n" + long, "Joint Communique of the Second River Ministerial Meeting", []int{1, 2, 4}},
		{"printed again with the date otherwise", "Joint declaration of the ministers of rivers - Floods at Zenda (16 February 2021)\n\nJoint declaration of the ministers of rivers - Floods at Zenda (16.02.21)\n\n" + long, "Joint declaration of the ministers of rivers - Floods at Zenda (16 February 2021)", []int{1, 3}},
		{"date in two calendars", "البيان الختامي للاجتماع الوزاري\n\nالرياض - 10 ربيع الأول 1430هـ الموافق 7 مارس 2009م\n\n" + long, "البيان الختامي للاجتماع الوزاري", []int{1, 3}},
		{"published on", "Kommuniké från mötet\n\nPublicerad 28 juni 2022\n\n" + long, "Kommuniké från mötet", []int{1, 3}},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := plain(test.text)
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			if d := r.Documents[0]; d.Title != test.title || !slices.Equal(d.TitleLines, test.titleLines) {
				t.Errorf("%q %v, want %q %v", d.Title, d.TitleLines, test.title, test.titleLines)
			}
		})
	}
}

// TestPrintedTitle: a page prints its title in full where its head has the name
// of the site.
func TestPrintedTitle(t *testing.T) {
	for _, test := range []struct{ given, printed, want string }{
		{"River Council of the Lands", "Press Communiqué of the Tenth Session", "Press Communiqué of the Tenth Session"},
		{"River Council - Joint Communiqué of the Tenth River Meeting Zenda, 5-8 July 1977", "Joint Communiqué of the Tenth River Meeting", "Joint Communiqué of the Tenth River Meeting"},
		{"Joint Communiqué on Rivers", "Joint Communiqué on Rivers", "Joint Communiqué on Rivers"},
		{"Joint Communiqué on Rivers", "Introduction", "Joint Communiqué on Rivers"},
	} {
		lines := numbered(Line{Text: test.given, Meta: metaTitle}, Line{}, Line{Text: test.printed, Heading: 1}, Line{}, Line{Text: long})
		r := Read(lines, nil)
		CheckAccounts(t, lines, r)
		if got := r.Documents[0].Title; got != test.want {
			t.Errorf("%q over %q: %q, want %q", test.given, test.printed, got, test.want)
		}
	}
}

// TestParties: who speaks is told from the text's own words, and left open where
// they do not say.
func TestParties(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"those who met", "Joint Communiqué\n\nThe Foreign Ministers of Canada and of New Zealand met in Paris, France on 3 May 1980 to speak of rivers. " + long, []string{"CA", "NZ"}},
		{"a list over paragraphs", "Joint Communique\n\nThe Minister of Foreign Affairs of the Republic of Indonesia:\n\nH.E. Mr. A. Roe,\n\nthe Minister of Foreign Affairs of Thailand:\n\nH.E. Mr. B. Doe,\n\nmet in Manila, Philippines on August 6, 1968. " + long, []string{"ID", "TH"}},
		{"a visit", "Joint Communiqué\n\nAt the invitation of the Prime Minister of Canada, the President of Mexico visited Ottawa from 3 to 5 May 1980. " + long, []string{"CA", "MX"}},
		{"a command paper", "EXPLANATORY MEMORANDUM TO\n\nTHE RIVERS REGULATIONS\n\nThis memorandum has been prepared by the Foreign and Commonwealth Office and is laid before Parliament by Command of Her Majesty.", []string{"GB"}},
		{"from and to", "Memorandum From President Ford to the Secretary of Defense\n\n" + long, []string{"US"}},
		{"secretaries of two capitals", "Statement by the Secretary of State for Rivers\n\n" + long, []string{"GB"}},
		{"an assistant secretary", "Memorandum From the Assistant Secretary of State for Rivers (Doe)\n\n" + long, []string{"US"}},
		{"we in French", "Déclaration\n\nNous, Ministres des affaires étrangères de la France et du Canada, condamnons ce que le Maroc a vu. " + long, []string{"CA", "FR"}},
		{"a topic is none", "Joint statement by the Foreign Ministers of Canada and Norway on Hong Kong\n\n" + long, []string{"CA", "NO"}},
		{"who speaks behind the topic", "Joint Statement on Ukraine by the Prime Ministers of Denmark and Norway\n\n" + long, []string{"DK", "NO"}},
		{"a statement of one on a pair", "Statement by the Minister of Rivers of Canada on U.S.-Mexico Security\n\n" + long, []string{"CA"}},
		{"a treaty", "Agreement Between Canada and Malaysia on Rivers\n\n" + long, []string{"CA", "MY"}},
		{"a visit in French", "Communiqué conjoint\n\nLe ministre des affaires étrangères de Tunisie, M. A. Roe, a effectué une visite officielle en France du 10 au 12 juin 1974 à l'invitation de M. B. Doe. " + long, []string{"FR", "TN"}},
		{"the council of a group in Arabic", "بيان صحفي\n\nعقد المجلس الوزاري لمجلس التعاون لدول الخليج العربية دورته العاشرة يوم السبت 7 مارس 2009م بمدينة الرياض. " + long, []string{"AE", "BH", "KW", "OM", "QA", "SA"}},
		{"a letterhead", "GOVERNMENT OF JAMAICA\n\nPress Release\n\nMills and Weirs of the Land\n\n" + long, []string{"JM"}},
		{"persons quoted are no parties", "Statement on Rivers\n\n" + long + " The Minister of Rivers of Norway said so.", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := Read(plain(test.text), thesaurus.Bundled())
			if got := r.Documents[0].Parties; !slices.Equal(got, test.want) {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
}

// TestContacts: whom the press may call is no text; a section that speaks of
// contacts is.
func TestContacts(t *testing.T) {
	for _, test := range []struct {
		text      string
		furniture []int
	}{
		{long + "\n\nMedia inquiries: Jane Doe +61 02 6277 7500", []int{3}},
		{long + "\n\nContacts\n\nJane Doe\nPress Secretary\n343-203-7700\njane@example.org", []int{3, 5, 6, 7, 8}},
		{long + "\n\nPresskontakt\n\nJane Doe\nTelefon (växel) 08-405 10 00", []int{3, 5, 6}},
		{long + "\n\nContacts between the banks\n\n" + long, nil},
		{long + "\n\nFor further information see the annex.\n\n" + long, nil},
	} {
		lines := plain(test.text)
		r := Read(lines, nil)
		CheckAccounts(t, lines, r)
		var got []int
		for _, f := range r.Furniture {
			got = append(got, f.Lines...)
		}
		if !slices.Equal(got, test.furniture) {
			t.Errorf("%q: %v, want %v", test.text[len(long):], got, test.furniture)
		}
	}
}

// TestKindAboveTitle: the line above a title that says what the paper is gives
// its kind.
func TestKindAboveTitle(t *testing.T) {
	r := Read(plain("NOTA À IMPRENSA Nº 81\n\nInício da presidência do Fórum dos Rios\n\n"+long), nil)
	if d := r.Documents[0]; d.Kind != archive.PressRelease {
		t.Errorf("%s %q", d.Kind, d.Title)
	}
}
