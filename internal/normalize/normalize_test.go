package normalize

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestText(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"plain", "We met in London.", "We met in London."},
		{"runs of spaces", "  Five Countries  nations \t have ", "Five Countries nations have"},
		{"no-break and thin spaces", "Article\u00A05\u2009(b)", "Article 5 (b)"},
		{"soft hyphen", "commu\u00ADniqué", "communiqué"},
		{"zero width", "\uFEFFBiden-\u2060Harris\u200B", "Biden-Harris"},
		{"composed", "communique\u0301", "communiqué"},
		{"joiner before an accent", "e\u200D\u0301", "é"},
		{"typography stays", "“Five Eyes” – 29–30 July’s", "“Five Eyes” – 29–30 July’s"},
		{"nothing", " \u00A0\u200B ", ""},
	} {
		if got := Text(test.in); got != test.want {
			t.Errorf("%s: Text(%q) = %q, want %q", test.name, test.in, got, test.want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"COMMUNIQUÉ", "communique"},
		{"Attorneys‐General’s “Quintet” — 2019", `attorneys-general's "quintet" - 2019`},
		{"Œuvre, Øre, Łódź, Straße, İzmir", "oeuvre, ore, lodz, strasse, izmir"},
		{"ﬁnal  ＴＥＸＴ", "final text"},
		{"l`accès à l’information", "l'acces a l'information"},
	} {
		if got := Fold(test.in); got != test.want {
			t.Errorf("Fold(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

// TestCommonCharacters is about the characters that are read in short: alone,
// between letters and between spaces they give what the long way gives.
func TestCommonCharacters(t *testing.T) {
	for r := rune(0); r < 0x3100; r++ {
		for _, s := range []string{string(r), "a" + string(r) + "b", " " + string(r) + " ", "é" + string(r) + "\u0301"} {
			if Fold(s) != foldAny(s) {
				t.Errorf("Fold(%q) = %q in short, %q in full", s, Fold(s), foldAny(s))
			}
			if Text(s) != textOfAny(s) {
				t.Errorf("Text(%q) = %q in short, %q in full", s, Text(s), textOfAny(s))
			}
		}
	}
}

var awkward = []string{"", "The “Five Countries” – œuvre", "`A` ´b´ ¨ ¼", " ", "a\r\r\nb", "e\u0301\u200D\u0301", "\u00AD", "\xff\xfe", "İI\u0307", "ﬃ", "ﷺ", "\u1E9E", "Ⅷ½", "\u0345α", "ſ", "ϓ\u0301", "한국어", "ofloT", "͏e͏́"}

func FuzzText(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Text(s)
		if twice := Text(once); twice != once {
			t.Errorf("Text is not idempotent: %q, %q, %q", s, once, twice)
		}
		if once != textOfAny(s) {
			t.Errorf("Text(%q) = %q in short, %q in full", s, once, textOfAny(s))
		}
		if !utf8.ValidString(once) || !norm.NFC.IsNormalString(once) {
			t.Errorf("Text(%q) = %q is not NFC", s, once)
		}
	})
}

func FuzzFold(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold is not idempotent: %q, %q, %q", s, once, twice)
		}
		if once != foldAny(s) {
			t.Errorf("Fold(%q) = %q in short, %q in full", s, once, foldAny(s))
		}
		if Fold(Text(s)) != once {
			t.Errorf("Fold(Text(%q)) = %q, want %q", s, Fold(Text(s)), once)
		}
	})
}

func TestPartedWord(t *testing.T) {
	for _, c := range []struct {
		head, tail string
		want       bool
	}{
		{"mari", "time", true}, {"move", "ments", true}, {"Com", "muniqué", true}, {"re", "gional", true},
		{"long", "term", false}, {"co", "operation", false}, {"Co", "ordination", false}, {"a", "bout", false}, {"", "", false},
	} {
		if got := PartedWord(c.head, c.tail); got != c.want {
			t.Errorf("%s-%s: %v", c.head, c.tail, got)
		}
	}
}
