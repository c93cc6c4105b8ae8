package packet

import (
	"net/url"
	"strings"
)

// governmentLabels are the labels of host names that countries keep for their
// governments, right above the country's own: "gov.pt", "gob.mx", "gouv.fr".
var governmentLabels = set("gov govt gob gouv gub gv guv mil mfa government parliament admin")

// governmentLabelsOf are those that mean a government in some countries alone.
var governmentLabelsOf = map[string]string{
	"gc": " ca ", "canada": " ca ", "go": " jp kr th id ke tz ug cr ", "bund": " de ", "bundesregierung": " de ", "bundestag": " de ", "auswaertiges-amt": " de ",
	"regeringen": " se dk ", "riksdagen": " se ", "regjeringen": " no ", "stortinget": " no ", "valtioneuvosto": " fi ", "rijksoverheid": " nl ", "stjornarradid": " is ",
	"kremlin": " ru ", "mid": " ru ", "governo": " it ", "esteri": " it ", "quirinale": " it ", "elysee": " fr ", "diplomatie": " fr ", "lamoncloa": " es ",
	"kormany": " hu ", "vlada": " cz sk ", "um": " dk fi ", "riigikogu": " ee ", "valitsus": " ee ",
}

// otherCodes are the endings of host names that are not the country's code.
var otherCodes = map[string]string{"uk": "GB", "su": "RU"}

// partyOfSite is the country of the government on whose site it was published.
func (f *facts) partyOfSite() []string {
	address := f.src.hint(metaAddress)
	if !strings.Contains(address, "://") {
		address = "//" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	code := governmentOf(strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")))
	if code == "" {
		return nil
	}
	if f.th != nil {
		if _, ok := f.th.Country(code); !ok {
			return nil
		}
	}
	return []string{code}
}

// governmentOf gives the code of the country whose government a host belongs to,
// or nothing.
func governmentOf(host string) string {
	labels := strings.Split(host, ".")
	n := len(labels)
	if n < 2 {
		return ""
	}
	top, second := labels[n-1], labels[n-2]
	switch {
	case top == "gov" || top == "mil":
		return "US"
	case top == "eu" && second == "europa":
		return "EU"
	case len(top) != 2:
		return ""
	case governmentLabels[second] || strings.Contains(governmentLabelsOf[second], " "+top+" "):
		if code := otherCodes[top]; code != "" {
			return code
		}
		return strings.ToUpper(top)
	}
	return ""
}
