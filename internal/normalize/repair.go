package normalize

import "strings"

// Optical character recognition takes a capital I for a small l, and loses the
// space behind a short word. Both are undone only where one reading is
// possible: for the acronyms below, which are no words with an l, and for the
// short words below before such an acronym. So "loT" is "IoT" and "ofloT" is
// "of IoT", while "lot", "lCT-like" words or names stay what they are. The list
// is closed on purpose: a repair that guesses would make a search find what no
// source prints.

// acronyms are those of the genre that begin with I or hold one, each in the
// exact case in which it is printed.
var acronyms = []string{
	"IoT", "IIoT", "ICAO", "ICT", "ICTs", "IMO", "IMF", "IAEA", "IHL", "ISIL", "ISIS", "ILO", "IOM",
	"ISP", "ISPs", "IED", "IEDs", "INTERPOL", "IUU", "IFI", "IFIs", "FBI", "CIA", "CSIS", "API", "AI", "AIs",
}

// glued are the short words whose following space is lost in print.
var glued = []string{"of", "the", "and", "in", "on", "to", "for", "by", "with", "from", "or", "an", "a"}

// misread gives the acronym that a token with small l for capital I stands for.
var misread = func() map[string]string {
	m := map[string]string{}
	for _, a := range acronyms {
		m[a] = a
		for l := range variants(a) {
			m[l] = a
		}
	}
	return m
}()

// variants yields a with any of its I read as l. A variant all in lower case
// would be a word ("al") and is left out.
func variants(a string) map[string]bool {
	found := map[string]bool{"": true}
	for _, r := range a {
		next := map[string]bool{}
		for prefix := range found {
			next[prefix+string(r)] = true
			if r == 'I' {
				next[prefix+"l"] = true
			}
		}
		found = next
	}
	for v := range found {
		if v == strings.ToLower(v) || ordinary[v] {
			delete(found, v)
		}
	}
	return found
}

// ordinary are variants that are read as something else: "Al" is a name (Al
// Hol, Al Gore) before it is artificial intelligence.
var ordinary = map[string]bool{"Al": true, "Als": true}

// Repair gives the words that one printed token certainly stands for, for use by
// search: "loT" is "IoT", "ofloT" and "ofIoT" are "of" and "IoT". A token
// without a fault, or with one that could be read in two ways, is returned
// alone, as it is. A token is a word without punctuation.
func Repair(token string) []string {
	if !strings.ContainsAny(token, "Il") || len(token) > 20 {
		return []string{token}
	}
	if whole, ok := misread[token]; ok {
		return []string{whole}
	}
	for _, word := range glued {
		rest, ok := cutPrefixFold(token, word)
		if !ok || len(rest) < 3 {
			continue
		}
		if whole, ok := misread[rest]; ok {
			return []string{token[:len(word)], whole}
		}
	}
	return []string{token}
}

// cutPrefixFold cuts word off the front of token, whose first letter may be a
// capital ("OfIoT").
func cutPrefixFold(token, word string) (string, bool) {
	if len(token) <= len(word) || !strings.EqualFold(token[:len(word)], word) || token[1:len(word)] != word[1:] {
		return "", false
	}
	return token[len(word):], true
}
