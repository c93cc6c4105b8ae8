package thesaurus_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/thesaurus"
)

// isoCodes is ISO 3166-1 alpha-2, officially assigned.
const isoCodes = `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW
BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE
KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV
MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ
VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`

func TestBundledCountriesAreISOTheUnionAndKosovo(t *testing.T) {
	want := append(strings.Fields(isoCodes), "EU", "XK")
	var got []string
	for _, c := range thesaurus.Bundled().Countries() {
		got = append(got, c.Code)
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
}

func TestEveryCountryIsFoundByItsName(t *testing.T) {
	// These names say something else when they stand alone: "la réunion" is a meeting.
	elsewhere := []string{"RE"}
	for _, c := range thesaurus.Bundled().Countries() {
		if slices.Contains(elsewhere, c.Code) {
			continue
		}
		for _, name := range []string{c.Name, c.Short, strings.ToUpper(c.Name)} {
			found := thesaurus.Bundled().FindCountries("With " + name + ", we agree.")
			if len(found) != 1 || found[0].ID != c.Code {
				t.Errorf("%q of %s: found %v", name, c.Code, found)
			}
		}
	}
}

// TestFirstThemesStay: these ids stand in links and archives since the first of
// them.
func TestFirstThemesStay(t *testing.T) {
	want := map[string]string{
		"armed-conflict-humanitarian-law": "Armed conflict, humanitarian law",
		"borders-migration-asylum":        "Borders, migration, asylum",
		"child-sexual-exploitation":       "Child sexual exploitation",
		"cyber-capacity-building":         "Cyber capacity building",
		"cyber-security":                  "Cyber security",
		"drones":                          "Drones",
		"emerging-technology":             "Emerging technology",
		"encryption":                      "Encryption",
		"foreign-interference-elections":  "Foreign interference, elections",
		"foreign-terrorist-fighters":      "Foreign terrorist fighters",
		"fraud":                           "Fraud",
		"information-sharing":             "Information sharing",
		"internet-of-things":              "Internet of Things",
		"law-enforcement-cooperation":     "Law enforcement co-operation",
		"online-harms":                    "Online harms",
		"organised-crime-drugs":           "Organised crime, drugs",
		"privacy-data-protection":         "Privacy, data protection",
		"telecoms-5g-supply-chain":        "Telecoms, 5G, supply chain",
		"terrorism-violent-extremism":     "Terrorism and violent extremism",
		"terrorist-listing":               "Terrorist listing",
	}
	for id, label := range want {
		if th, ok := thesaurus.Bundled().Theme(id); !ok || th.Label != label {
			t.Errorf("%s is %q, want %q", id, th.Label, label)
		}
	}
}

func TestBundledKinds(t *testing.T) {
	want := []string{
		"briefing-note", "communique", "meeting-report", "other", "planning-note", "press-release", "speech", "statement",
	}
	var got []string
	for _, k := range thesaurus.Bundled().Kinds() {
		got = append(got, k.ID)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kinds, in order of label (-want +got):\n%s", diff)
	}
}

func TestListsAreInOrderOfLabel(t *testing.T) {
	th := thesaurus.Bundled()
	countries := th.Countries()
	at := func(code string) int {
		return slices.IndexFunc(countries, func(c thesaurus.Country) bool { return c.Code == code })
	}
	// An accent does not send a name to the end: Åland Islands before Albania.
	if !(at("AF") < at("AX") && at("AX") < at("AL") && at("TM") > at("TR")) {
		t.Errorf("order: AF %d, AX %d, AL %d, TR %d, TM %d", at("AF"), at("AX"), at("AL"), at("TR"), at("TM"))
	}
	if first := th.Themes()[0].ID; first != "collective-defence" {
		t.Errorf("first theme is %s", first)
	}
}

func TestLookUp(t *testing.T) {
	th := thesaurus.Bundled()
	if c, ok := th.Country("GB"); !ok || c.Name != "United Kingdom" || c.Short != "UK" {
		t.Errorf("GB: %q, %q, %v", c.Name, c.Short, ok)
	}
	if c, ok := th.Country("NO"); !ok || c.Name != "Norway" || c.Short != "Norway" {
		t.Errorf("NO: %q, %q, %v", c.Name, c.Short, ok)
	}
	if k, ok := th.Kind("communique"); !ok || k.Label != "Communiqué" || k.Plural != "Communiqués" {
		t.Errorf("communique: %+v, %v", k, ok)
	}
	if x, ok := th.Theme("drones"); !ok || x.Label != "Drones" || x.Scope == "" {
		t.Errorf("drones: %+v, %v", x, ok)
	}
	if _, ok := th.Country("XX"); ok {
		t.Error("XX is a country")
	}
	if _, ok := th.Theme("weather"); ok {
		t.Error("weather is a theme")
	}
}

func TestListsAreCopies(t *testing.T) {
	thesaurus.Bundled().Countries()[0].Code = "??"
	if code := thesaurus.Bundled().Countries()[0].Code; code == "??" {
		t.Error("a caller changed the thesaurus")
	}
}
