package normalize

import (
	"strings"
	"testing"
)

func TestMend(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		// text in a wrong encoding
		{"coup dâ€™Ã©tat", "coup d’état"},
		{"â€œFive Eyesâ€\u009d", "“Five Eyes”"},
		{"â€œFive Eyesâ€ met", "“Five Eyes” met"},
		{"COMMUNIQUÃ‰", "COMMUNIQUÉ"},
		{"lâ€™accord dÃ©jÃ conclu Ã Paris", "l’accord déjà conclu à Paris"},
		{"100Â 000 personnes", "100 000 personnes"},
		{"dÃƒÂ©claration", "déclaration"},
		{"Ã¢â‚¬â„¢", "’"},
		{"ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"},
		{"Ø¨ÙŠØ§Ù†", "بيان"},
		{"« Il l’a prié… », « privé…» et « CAFÉ” »", "« Il l’a prié… », « privé…» et « CAFÉ” »"},
		{"UMEÅ” och ÅÄÖ", "UMEÅ” och ÅÄÖ"},
		{"São Tomé, MANHÃ de sol, Âmbito", "São Tomé, MANHÃ de sol, Âmbito"},
		// a space behind each letter
		{"J O I N T S T A T E M E N T", "JOINT STATEMENT"},
		{"C O M M U N I Q U É", "COMMUNIQUÉ"},
		{"the T O P S E C R E T paper", "the TOP SECRET paper"},
		{"F I N A L C O M M U N I Q U E of 1968", "FINAL COMMUNIQUE of 1968"},
		{"K O M M U N I K É", "KOMMUNIKÉ"},
		{"R I K S D A G E N", "RIKSDAGEN"},
		{"options A B C D E F G H", "options A B C D E F G H"},
		{"J R R T and W W I I", "J R R T and W W I I"},
		{"Canada's a l l", "Canada's a l l"},
		// parted words
		{"infor mation on co- operation", "information on cooperation"},
		{"INFOR MATION", "INFORMATION"},
		{"in formation, to gether, pre- and post-war", "in formation, to gether, pre- and post-war"},
		{"long- term", "long- term"},
		{"mari-time move-ments and Co-operation", "maritime movements and Cooperation"},
		{"long-term, re-sign, under-sea, post-war, x-mari-time, MARI-TIME", "long-term, re-sign, under-sea, post-war, x-mari-time, MARI-TIME"},
		// glued words
		{"ofthe people bythe people", "of the people by the people"},
		{"theGovernment ofCanada and theUK", "the Government of Canada and the UK"},
		{"thegovernment, ministersand", "the government, ministers and"},
		{"WhatsApp, YouTube, iPhone, LinkedIn, InDesign, McDonald", "WhatsApp, YouTube, iPhone, LinkedIn, InDesign, McDonald"},
		{"often, offering, thesaurus, therapist, husband, thousand", "often, offering, thesaurus, therapist, husband, thousand"},
		// capital I and small l
		{"loT", "IoT"},
		{"IoT", "IoT"},
		{"the loT's ofloT ofIoT TheIoT", "the IoT's of IoT of IoT The IoT"},
		{"lCAO, FBl", "ICAO, FBI"},
		{"lot, Al, ofAl, allot, Ireland", "lot, Al, of Al, allot, Ireland"},
		{"JOINT COMMUNlQUE, ZAMBlA and lNDIA", "JOINT COMMUNIQUE, ZAMBIA and INDIA"},
		{"lnternational law of lndia", "International law of India"},
		{"ln, aln, URLs, FBls, McDONALDl, l'Inde", "ln, aln, URLs, FBls, McDONALDl, l'Inde"},
		// what a comparison of versions left
		{"the Fi-five Countries", "the five Countries"},
		{"Co-cooperation, Re-release, No-nonsense, bye-bye", "Co-cooperation, Re-release, No-nonsense, bye-bye"},
		{"@theNCI, www.theSource.org, a/ofthe/b, x-ofthe, TheDream.US", "@theNCI, www.theSource.org, a/ofthe/b, x-ofthe, TheDream.US"},
		{"They’re lying; leur demande d’asile", "They’re lying; leur demande d’asile"},
		{"", ""},
	} {
		if got := Mend(c.in).Text; got != c.want {
			t.Errorf("Mend(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestPrinted: each word of the mended text is found where it is printed.
func TestPrinted(t *testing.T) {
	for _, c := range []struct{ in, word, want string }{
		{"the ofloT devices", "IoT", "loT"},
		{"the ofloT devices", "of", "of"},
		{"the ofloT devices", "devices", "devices"},
		{"coup dâ€™Ã©tat now", "état", "Ã©tat"},
		{"coup dâ€™Ã©tat now", "now", "now"},
		{"dÃƒÂ©claration finale", "déclaration", "dÃƒÂ©claration"},
		{"A J O I N T S T A T E M E N T of two", "STATEMENT", "S T A T E M E N T"},
		{"A J O I N T S T A T E M E N T of two", "of", "of"},
		{"on co- operation", "cooperation", "co- operation"},
		{"the Fi-five Countries", "five", "five"},
		{"infor mation of ofthe", "information", "infor mation"},
	} {
		m := Mend(c.in)
		at := strings.Index(m.Text, c.word)
		if at < 0 {
			t.Errorf("%q stands not in %q", c.word, m.Text)
			continue
		}
		start, end := m.Printed(at, at+len(c.word))
		if got := c.in[start:end]; got != c.want {
			t.Errorf("%q in %q: %q is printed, want %q", c.word, c.in, got, c.want)
		}
	}
}

func TestKeyOfTwoPrints(t *testing.T) {
	clean, faulty := "Joint statement of the Ministers on information and the IoT", "J O I N T S T A T E M E N T ofthe Ministers on infor mation and the loT"
	if Key(clean) != Key(faulty) {
		t.Errorf("%q and %q", Key(clean), Key(faulty))
	}
}

func FuzzMend(f *testing.F) {
	for _, s := range append(awkward, "dâ€™Ã©tat", "â€", "Ã ", "Ã¢â‚¬â„¢ Â Ã‚", "J O I N T", "a b c d e f g h", "infor mation- al", "ofthe re", "Fi-five-five", "oftheIoT ofofloT",
		"É\u0301 É É É", "A\u0301 B C D E", "the- of the-of", "ð\u009f\u0098\u0080") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m := Mend(s)
		if again := Mend(m.Text); again.Text != m.Text {
			t.Errorf("Mend is not idempotent: %q, %q, %q", s, m.Text, again.Text)
		}
		last := 0
		for at := 0; at < len(m.Text); at++ {
			start, end := m.Printed(at, at+1)
			if start < 0 || end > len(s) || start > end || start < last {
				t.Fatalf("%q: byte %d of %q is printed at %d to %d", s, at, m.Text, start, end)
			}
			last = start
		}
		if len(m.rounds) == 0 && m.Text != s {
			t.Errorf("%q became %q without an edit", s, m.Text)
		}
	})
}

func BenchmarkMend(b *testing.B) {
	text := strings.Repeat("Ministers of Canada, the United Kingdom and the U.S. agreed to share information on "+
		"cyber threats, foreign interference and the supply chains of 5G networks. ", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Mend(text)
	}
}
