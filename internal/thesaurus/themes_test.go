package thesaurus_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/thesaurus"
)

// themes gives the ids of the themes of a section, with spaces between.
func themes(heading string, paragraphs ...string) string {
	var all []string
	for _, f := range thesaurus.Bundled().FindThemes(heading, paragraphs) {
		all = append(all, f.ID)
	}
	return strings.Join(all, " ")
}

func TestFindThemes(t *testing.T) {
	for _, c := range []struct{ heading, text, want string }{
		{"Encryption", "", "encryption"},
		{"Background", "", ""},
		{"", "We met in Ottawa and thanked our hosts.", ""},
		{"", "Ministers agreed that end-to-end encryption hampers investigations.", "encryption"},
		{"", "Le chiffrement de bout en bout et l'accès légal.", "encryption"},
		{"", "Malware and ransomware were used in cyberattacks on hospitals.", "cyber-security"},
		{"", "Une cyberattaque, puis un rançongiciel.", "cyber-security"},
		{"", "Partners will fund cyber security capacity building in the region.", "cyber-capacity-building cyber-security"},
		{"", "Unmanned aircraft systems near airports need a common answer.", "drones"},
		{"", "Artificial intelligence and quantum computing change our work.", "emerging-technology"},
		{"", "The Internet of Things must be secure by design.", "internet-of-things"},
		{"", "No operator may buy 5G equipment from high-risk vendors.", "telecoms-5g-supply-chain"},
		{"", "Asylum claims rose, as did irregular migration across our borders.", "borders-migration-asylum"},
		{"", "Les demandeurs d'asile et les réfugiés aux frontières extérieures.", "borders-migration-asylum"},
		{"", "We, the Immigration Ministers and the Minister of Immigration, have met.", ""},
		{"", "The grooming of children and child sexual abuse must stop.", "child-sexual-exploitation"},
		{"Online Safety", "Platforms must remove illegal content.", "online-harms"},
		{"", "Disinformation sought to sway voters before the election.", "foreign-interference-elections"},
		{"", "L'ingérence étrangère dans nos processus démocratiques.", "foreign-interference-elections"},
		{"", "Foreign terrorist fighters and battlefield evidence were discussed.", "foreign-terrorist-fighters"},
		{"", "Terrorism and violent extremism know no border.", "terrorism-violent-extremism"},
		{"Terrorist Listing", "The list of terrorist entities will grow.", "terrorist-listing"},
		{"", "Opioids, fentanyl and organised crime.", "organised-crime-drugs"},
		{"", "Telemarketing fraud aims at the elderly.", "fraud"},
		{"", "Police cooperation, extradition and mutual legal assistance.", "law-enforcement-cooperation"},
		{"", "We will improve information sharing between our services.", "information-sharing"},
		{"", "Personal information and the right to privacy are protected by law.", "privacy-data-protection"},
		{"", "International humanitarian law and the Geneva Conventions bind all parties.", "armed-conflict-humanitarian-law"},
		{"Tariffs", "Duties on rice will fall by a tenth, and customs forms will be simpler.", "tariffs-market-access"},
		{"Weather", "It rained on the parade, and the band went home by train.", ""},
		{"", "New economic sanctions and an arms embargo were agreed.", "sanctions"},
		{"", "Ministers reaffirmed the Non-Proliferation Treaty and called for nuclear disarmament.", "non-proliferation-arms-control"},
		{"", "Les ministres saluent l'accord de libre-échange et le rôle de l'Organisation mondiale du commerce.", "trade-agreements"},
		{"", "Os ministros sublinharam a segurança alimentar e a cooperação para o desenvolvimento.", "development-finance-debt food-security-agriculture"},
		{"", "Ministrarna diskuterade klimatförändringarna och jämställdheten.", "climate-mitigation gender-women-peace-security"},
		{"", "Die Minister bekräftigen den Schutz der Menschenrechte und den Klimaschutz.", "climate-mitigation human-rights"},
		{"", "وأكد الوزراء مكافحة الإرهاب وحقوق الإنسان والأمن الغذائي.", "food-security-agriculture human-rights terrorism-violent-extremism"},
		{"", "Vaccine equity and antimicrobial resistance were on the agenda.", "antimicrobial-resistance vaccines"},
		{"", "The 303 Committee approved the covert action.", "intelligence-services"},
	} {
		if got := themes(c.heading, c.text); got != c.want {
			t.Errorf("%q %q: %q, want %q", c.heading, c.text, got, c.want)
		}
	}
}

func TestOneMentionDoesNotMakeALongSectionsTheme(t *testing.T) {
	const mention = "Drones were named once."
	if got := themes("", mention); got != "drones" {
		t.Errorf("short section: %q", got)
	}
	padding := strings.Repeat("The delegates thanked their hosts for a warm welcome. ", 40)
	if got := themes("", padding, mention); got != "" {
		t.Errorf("long section: %q", got)
	}
	if got := themes("Drones", padding); got != "drones" {
		t.Errorf("long section with a heading: %q", got)
	}
}

func TestWeakWordsAloneNeedThree(t *testing.T) {
	for text, want := range map[string]string{
		"Civilians fled.": "",
		"Civilians fled, civilians wept, civilians waited.": "",
		"Civilians fled the shelling of a hospital.":        "armed-conflict-humanitarian-law",
	} {
		if got := themes("", text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestThemeWordsAreAsPrinted(t *testing.T) {
	got := thesaurus.Bundled().FindThemes("DRONES", []string{"Drones, unmanned\naircraft systems and counter-drone tools"})
	want := []thesaurus.Finding{{ID: "drones", Words: []string{"DRONES", "unmanned\naircraft", "counter-drone"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFaultyWordsEarnThemes: faults of the print are repaired for finding, and
// quoted as printed.
func TestFaultyWordsEarnThemes(t *testing.T) {
	th := thesaurus.Bundled()
	text := "The security ofloT devices, E N C R Y P T I O N and infor mation sharing in theUK"
	want := []thesaurus.Finding{
		{ID: "encryption", Words: []string{"E N C R Y P T I O N"}},
		{ID: "information-sharing", Words: []string{"infor mation sharing"}},
		{ID: "internet-of-things", Words: []string{"loT"}},
	}
	if diff := cmp.Diff(want, th.FindThemes("", []string{text})); diff != "" {
		t.Errorf("themes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]thesaurus.Finding{{ID: "GB", Words: []string{"UK"}}}, th.FindCountries(text)); diff != "" {
		t.Errorf("countries (-want +got):\n%s", diff)
	}
}

func TestEveryStrongWordEarnsItsTheme(t *testing.T) {
	for _, th := range thesaurus.Bundled().Themes() {
		for _, phrase := range th.Strong {
			text := strings.ReplaceAll(phrase, "*", "")
			found := thesaurus.Bundled().FindThemes("", []string{text})
			if !slices.ContainsFunc(found, func(f thesaurus.Finding) bool { return f.ID == th.ID }) {
				t.Errorf("%s: %q does not earn it: %v", th.ID, phrase, found)
			}
		}
	}
}
