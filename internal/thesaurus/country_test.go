package thesaurus_test

import (
	"strings"
	"testing"

	"communique/internal/thesaurus"
)

// codes gives the codes of the countries that a text names, with spaces between.
func codes(texts ...string) string {
	var all []string
	for _, f := range thesaurus.Bundled().FindCountries(texts...) {
		all = append(all, f.ID)
	}
	return strings.Join(all, " ")
}

func TestFindCountries(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// short forms, and the word "us"
		{"The U.S. position", "US"},
		{"Sold in the U.S.", "US"},
		{"a U.S.-Japan working group", "JP US"},
		{"the US announcement", "US"},
		{"officials told us", ""},
		{"CONTACT US", ""},
		{"MEETING WITH US SECRETARY OF STATE", "US"},
		{"the United States of America (USA)", "US"},
		{"the UK and the U.K. again", "GB"},
		{"see www.gov.uk and https://www.canada.ca/en or write to info@australia.example", ""},
		{"Great Britain, Britain and Britons", "GB"},
		{"America", "US"},
		// headings in capitals, hyphens, joined lists
		{"AUSTRALIA-UNITED KINGDOM CYBER STATEMENT", "AU GB"},
		{"Canada/US", "CA US"},
		{"New\nZealand", "NZ"},
		{"New-Zealand", "NZ"},
		{"of **Canada**, _New Zealand_ and “France”", "CA FR NZ"},
		// demonyms
		{"Canadian and American law enforcement agencies", "CA US"},
		{"Americans, Russians and a Briton", "GB RU US"},
		{"North Korean actors", "KP"},
		{"South Korean and Korean firms", "KR"},
		{"Mexican cartels", "MX"},
		{"the Syrian and Russian units", "RU SY"},
		{"Kurdish authorities", ""},
		{"Dutch police", "NL"},
		{"polish the draft, and talk turkey over fine china", ""},
		{"Polish, Turkish and Chinese ministers", "CN PL TR"},
		// longest match
		{"Democratic People's Republic of Korea", "KP"},
		{"Democratic People’s Republic of Korea", "KP"},
		{"Republic of Korea", "KR"},
		{"Korean Peninsula", ""},
		{"Papua New Guinea", "PG"},
		{"Equatorial Guinea", "GQ"},
		{"Guinea-Bissau", "GW"},
		{"Gulf of Guinea", ""},
		{"Guinea", "GN"},
		{"Dominican Republic", "DO"},
		{"Commonwealth of Dominica", "DM"},
		{"Niger", "NE"},
		{"Nigeria", "NG"},
		{"South Sudan", "SS"},
		{"Sudan and South Sudan", "SD SS"},
		{"Northern Ireland", "GB"},
		{"Ireland", "IE"},
		{"Somalia", "SO"},
		{"Mali", "ML"},
		{"American Samoa", "AS"},
		{"Samoa", "WS"},
		{"U.S. Virgin Islands", "VI"},
		{"British Virgin Islands", "VG"},
		{"Democratic Republic of the Congo", "CD"},
		{"Republic of the Congo", "CG"},
		{"Hong Kong and Macau", "HK MO"},
		{"Taiwan Strait", "TW"},
		{"People's Republic of China", "CN"},
		{"Republic of China", "TW"},
		// no country, though a name stands there
		{"North American Drug Dialogue, Latin American, South American and Central American partners", ""},
		{"Organization of American States", ""},
		{"North America, Latin America and the Americas", ""},
		{"Ontario, Quebec, Manitoba and British Columbia", ""},
		{"New South Wales, New England, New Brunswick", ""},
		{"Wales and England", "GB"},
		{"the Indian Ocean", ""},
		{"Indian Ocean states and India", "IN"},
		{"East China Sea and South China Sea", ""},
		{"East and South China Seas", ""},
		{"New Mexico and the Gulf of Mexico", ""},
		{"New Jersey", ""},
		{"Lake Chad Basin", ""},
		{"Chad Wolf, Acting Secretary", ""},
		{"Michael Jordan; Mr. Jordan; the Jordan Valley", ""},
		{"Jordan", "JO"},
		{"Geneva, Osaka, Christchurch, London, Ottawa, Washington", ""},
		{"the Geneva Conventions", ""},
		{"speaks French; English and French; the French version", ""},
		{"French President Macron", "FR"},
		{"la réunion des ministres", ""},
		// another Georgia
		{"Georgia and Moldova", "GE MD"},
		{"offices in Atlanta and elsewhere in Georgia", ""},
		{"Georgian ministers met in Florida, Georgia's guests", "GE"},
		// the Union
		{"the European Union, the EU and the European Commission", "EU"},
		{"Europe", ""},
		// French
		{"les États-Unis, le Royaume-Uni et la Nouvelle-Zélande", "GB NZ US"},
		{"le gouvernement canadien, d'Australie et de l'Allemagne", "AU CA DE"},
		{"LES ETATS-UNIS D'AMERIQUE", "US"},
		{"Corée du Nord", "KP"},
		{"l’océan Indien, l'Amérique du Nord", ""},
		// other languages
		{"Los Estados Unidos, Alemania y el Reino Unido", "DE GB US"},
		{"o governo brasileiro, a Rússia e a França", "BR FR RU"},
		{"EE.UU. y la Unión Europea", "EU US"},
		{"Sveriges och Tysklands regeringar, den finska och det norska", "DE FI NO SE"},
		{"die deutsche und die französische Regierung, Österreichs Kanzler", "AT DE FR"},
		{"Danmark, Island och Norge", "DK IS NO"},
		{"the Island of Malta", "MT"},
		{"Президент России и США", "RU US"},
		{"российско-китайские переговоры; в Республике Корея", "CN KR RU"},
		{"وزراء خارجية مصر وفرنسا والولايات المتحدة الأمريكية", "EG FR US"},
		{"دعم للمملكة المتحدة وبالسويد وللعراق", "GB IQ SE"},
		{"الحكومة الأُردنيّة والـفرنسية", "FR JO"},
		{"وزارة المالية، الأمير تركي، أمريكا اللاتينية", ""},
		{"Indiana, Mr Russo, Santa Fe Espanola, the IRA, Deutsche Bank", ""},
		{"o Irã e Omã", "IR OM"},
		{"la reunión de ministros, a reunião", ""},
		{"América Latina, América do Sul, l'Organisation des États américains", ""},
		{"Finlands president och Islands statsminister", "FI IS"},
		{"a República Portuguesa e os países de língua portuguesa", "PT"},
		{"Port of Spain; American Indian tribes; North Americans", ""},
		// states that are no more, and other names of old
		{"the USSR and the Soviet Union", "RU"},
		{"Viet-Nam, Viet Nam and VIETNAM; the DRV", "VN"},
		{"Red China and Communist China", "CN"},
		{"Chinese Nationalist forces", "TW"},
		{"Czechoslovakia, Ceylon, Rhodesia, Zaire, Burma", "CD CZ LK MM ZW"},
		{"the GDR and the FRG", "DE"},
		{"West Indies, New England, Indiana, New Mexico", ""},
		// breaks
		{"New. Zealand", ""},
		{"", ""},
		{"[REDACTED]-partners", ""},
	} {
		if got := codes(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestNoNameRunsFromOneTextIntoTheNext(t *testing.T) {
	if got := codes("New", "Zealand"); got != "" {
		t.Errorf("found %q", got)
	}
}

func TestDoubtLooksAtAllTexts(t *testing.T) {
	if got := codes("Georgia", "A visit to Atlanta"); got != "" {
		t.Errorf("found %q", got)
	}
}

func TestWordsAreAsPrintedAndDistinct(t *testing.T) {
	found := thesaurus.Bundled().FindCountries("CANADA-U.S. RELATIONS", "Canada, Canadians and the U.S. of Canada")
	got := ""
	for _, f := range found {
		got += f.ID + ": " + strings.Join(f.Words, "|") + "\n"
	}
	if want := "CA: CANADA|Canadians\nUS: U.S.\n"; got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}
