package thesaurus

import (
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Five Eyes", "five eyes"},
		{"end-to-end", "end to end"},
		{"Canada's and Da’esh", "canada s and da esh"},
		{"the U.S., U.K. and D.P.R.K.", "the us , uk and dprk"},
		{"U.S.-China", "us china"},
		{"U.S", "us"},
		{"William P. Barr", "william p barr"},
		{"St. Lucia", "st lucia"},
		{"Antigua & Barbuda", "antigua and barbuda"},
		{"one. Two; three", "one . two . three"},
		{"one, two", "one , two"},
		{"sharing – in time", "sharing . in time"},
		{"29–30 July", "29 30 july"},
		{"Côte d’Ivoire, Œuvre, Łódź", "cote d ivoire , oeuvre , lodz"},
		{"a.Share 1.2.3", "a share 1 . 2 . 3"},
		{"see http://x.example/canada now", "see . now"},
		{"write to a.b@canada.example now", "write to . now"},
		{"one\ntwo\n\nthree", "one two . three"},
		{"[REDACTED]-partners", ". redacted . partners"},
		{"5G networks", "5g networks"},
		{"\xff\xfe", ". ."},
		{"", ""},
	} {
		var got []string
		for s := (splitter{text: c.text}); s.scan(); {
			got = append(got, s.last.fold(c.text))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}

func TestSplitKeepsPlaces(t *testing.T) {
	text := "Émirats: the U.S. & Canada"
	for _, want := range []string{"Émirats", "U.S.", "&", "Canada"} {
		found := false
		for s := (splitter{text: text}); s.scan(); {
			found = found || text[s.last.start:s.last.end] == want
		}
		if !found {
			t.Errorf("%q is none of the words", want)
		}
	}
}

func TestPhrases(t *testing.T) {
	for _, c := range []struct {
		phrase, text string
		plural, want bool
	}{
		{"cyber-security", "cyber security", false, true},
		{"cyber-security", "Cyber-Security", false, true},
		{"cyber-security", "cybersecurity", false, true},
		{"cyber security", "cybersecurity", false, false},
		{"co-operation", "cooperation", false, true},
		{"terror*", "counter terrorists", false, true},
		{"terror*", "terra", false, false},
		{"drone", "drones", true, true},
		{"drone", "drones", false, false},
		{"emerging technology", "Emerging Technologies", true, true},
		{"patch", "patches", true, true},
		{"FTF", "FTFs", true, true},
		{"FTF", "FTFS", true, true},
		{"FTF", "ftf", true, false},
		{"US", "U.S.", false, true},
		{"US", "us", false, false},
		{"Atlanta, Georgia", "Atlanta, Georgia", false, true},
		{"Atlanta, Georgia", "Atlanta Georgia", false, false},
		{"vie privée", "VIE PRIVEE", false, true},
		{"list of terrorist", "*list* of terrorist", false, true},
	} {
		l := lexicon[bool]{words: newVocabulary()}
		if err := l.add(c.phrase, style{plural: c.plural}, true); err != nil {
			t.Fatalf("%q: %v", c.phrase, err)
		}
		var in text
		in.read(l.words, c.text)
		found := false
		for i := range in.words {
			l.at(&in, i, func(bool, int) { found = true })
		}
		if found != c.want {
			t.Errorf("%q in %q: %v", c.phrase, c.text, found)
		}
	}
}

func TestPhrasesRefuse(t *testing.T) {
	for phrase, want := range map[string]error{
		"":              errNoWord,
		" - ":           errNoWord,
		", .":           errNoWord,
		"ab*":           errStar,
		"te*rror":       errStar,
		"* terror":      errStar,
		"a-b-c-d-e-f-g": errHyphens,
	} {
		if _, err := phrases(phrase, style{}); err != want {
			t.Errorf("%q: %v, want %v", phrase, err, want)
		}
	}
}
