package packet

import (
	"strings"

	"communique/internal/regexp"
)

// Whose paper or page it is, by what stands at its head and foot.

// headReasons are the reasons of the furniture that names the owner of a site
// or paper.
var headReasons = set("running-head running-foot page-head page-foot head-of-the-site foot-of-the-site notice-of-rights address-of-the-office contact-for-the-press contact-card-of-the-site")

// spaced writes a reason as headReasons has it.
var spaced = strings.NewReplacer(" ", "-")

// longestOwner is how many characters a line that names the owner has at most.
const longestOwner = 120

// heads are the lines at the head and foot of a page that may name its owner.
func (s *source) heads() []string {
	var all []string
	seen := map[string]bool{}
	for i := range s.lines {
		l := &s.lines[i]
		if l.use != furnished || l.text == "" || len(l.text) > longestOwner || !headReasons[spaced.Replace(l.reason)] || seen[l.text] {
			continue
		}
		seen[l.text] = true
		all = append(all, l.text)
	}
	return all
}

// ofCountry are the words by which such a line says whose government it is.
var ofCountry = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:minist\pL+|government|gouvernement|gobierno|governo|regierung|regering\pL*|embass\pL+|ambassade|embajada|embaixada|republic|république|republique|república|republica|republik|kingdom|royaume|reino|bundesrepublik|presidency|présidence|presidência|presidencia|chancellery|federation|federal|cabinet|parliament|commonwealth of|وزارة|جمهورية|حكومة|سفارة|министерство|правительство|посольство|республика)(?:[^\pL]|$)`)

// partyOfHead is the country that the letterhead alone names, or the head and
// foot of the page.
func (f *facts) partyOfHead() []string {
	for _, lines := range [][]string{f.text.letterhead, f.src.heads()} {
		found := ""
		for _, line := range lines {
			code := bodyOf(line)
			if named := f.countries(line); code == "" && len(named) == 1 && ofCountry.MatchString(line) {
				code = named[0]
			}
			if code == "" {
				continue
			}
			if found != "" && found != code {
				return nil
			}
			found = code
		}
		if found != "" {
			return []string{found}
		}
	}
	return nil
}
