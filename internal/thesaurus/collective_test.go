package thesaurus_test

import (
	"slices"
	"strings"
	"testing"

	"communique/internal/thesaurus"
)

func TestFindCollective(t *testing.T) {
	five := "AU CA GB NZ US"
	for _, c := range []struct{ text, want string }{
		{"the Five Eyes partners", "five-eyes: " + five},
		{`the "Five Countries"`, "five-countries: " + five},
		{"FIVE COUNTRY MINISTERIAL", "five-countries: " + five},
		{"the 2018 Five Country Ministerial and the Quintet of Attorneys-General", "five-countries: " + five + "; quintet: " + five},
		{"refugees in five countries", ""},
		{"We, the Leaders of the G7,", "g7: CA FR DE IT JP GB US EU"},
		{"the AUKUS partners", "aukus: AU GB US"},
		{"Quad Leaders", "quad: AU IN JP US"},
		{"four quad bikes", ""},
		{"les pays nordiques", "nordic-countries: DK FI IS NO SE"},
		{"Pays nordiques", "nordic-countries: DK FI IS NO SE"},
		{"the European Commission", "eu-institutions: EU"},
		{"Die Außenminister der Europäischen Union", "eu-institutions: EU"},
		{"os membros da CPLP", "cplp: AO BR CV GQ GW MZ PT ST TL"},
		{"De nordiska statsministrarna", "nordic-countries: DK FI IS NO SE"},
		{"nordisk-baltiska åtta", "nordic-baltic-eight: DK EE FI IS LV LT NO SE"},
		{"المجلس الأعلى لمجلس التعاون لدول الخليج العربية", "gulf-cooperation-council: AE BH KW OM QA SA"},
		{"Normandy Format", "normandy-four: FR DE RU UA"},
		{"P5+1", "p5-plus-one: CN FR DE RU GB US EU"},
		{"no group at all, no nation, UMA", ""},
	} {
		var got []string
		for _, g := range thesaurus.Bundled().FindCollective(c.text) {
			got = append(got, g.ID+": "+strings.Join(g.Members, " "))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}

func TestFindCollectiveGivesTheWords(t *testing.T) {
	found := thesaurus.Bundled().FindCollective("the Association of Southeast Asian Nations (ASEAN), and ASEAN again")
	if len(found) != 1 || strings.Join(found[0].Words, "|") != "Association of Southeast Asian Nations|ASEAN" {
		t.Errorf("found %+v", found)
	}
}

func TestMembersIn(t *testing.T) {
	th := thesaurus.Bundled()
	for _, c := range []struct {
		id, code string
		year     int
		want     bool
	}{
		{"eu-member-states", "GB", 1972, false},
		{"eu-member-states", "GB", 1973, true},
		{"eu-member-states", "GB", 2020, true},
		{"eu-member-states", "GB", 2021, false},
		{"eu-member-states", "FR", 2021, true},
		{"asean", "TL", 2023, false},
		{"asean", "TL", 2025, true},
		{"nato", "SE", 2023, false},
		{"nato", "FI", 2023, true},
		{"g8", "RU", 2015, false},
		{"asean", "BN", 1977, false},
		{"african-union", "ZM", 1963, false},
		{"african-union", "MA", 1990, false},
		{"african-union", "MA", 2018, true},
		{"commonwealth-of-nations", "ZA", 1970, false},
		{"arab-league", "SY", 2015, false},
		{"warsaw-pact", "AL", 1970, false},
	} {
		group, ok := th.Collective(c.id)
		if !ok {
			t.Fatalf("no collective %s", c.id)
		}
		if got := slices.Contains(group.MembersIn(c.year), c.code); got != c.want {
			t.Errorf("%s in %s in %d: %v", c.code, c.id, c.year, got)
		}
	}
	if group, _ := th.Collective("eu-member-states"); slices.Contains(group.Members, "GB") || len(group.Members) != 27 {
		t.Errorf("today's member states: %v", group.Members)
	}
}
