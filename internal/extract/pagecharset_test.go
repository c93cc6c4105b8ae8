package extract

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

// encoded writes text in an encoding of one byte to a letter.
func encoded(t testing.TB, name, text string) string {
	t.Helper()
	enc, _ := charset.Lookup(name)
	out, err := enc.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const (
	french   = "Les ministres réunis à Nîmes ont décidé « d’agir » sans délai, où que ce soit."
	swedish  = "Regeringen föreslår åtgärder för ökad trygghet på gränsen mot Östersjön."
	russian  = "Министры подтвердили приверженность договорённостям и обсудили ход переговоров."
	arabic   = "اجتمع الوزراء في العاصمة واتفقوا على تعزيز التعاون بين البلدين الشقيقين."
	polish   = "Ministrowie spotkali się w Łodzi i przyjęli wspólne oświadczenie; żądają działań."
	greek    = "Οι υπουργοί συναντήθηκαν στην Αθήνα και συμφώνησαν για την κοινή δήλωση."
	noLetter = "Plain words alone."
)

func TestDecodePage(t *testing.T) {
	for _, test := range []struct{ name, declared, actual, text, charset string }{
		{"declared 1251", "windows-1251", "windows-1251", russian, "windows-1251"},
		{"declared KOI8", "koi8-r", "koi8-r", russian, "koi8-r"},
		{"declared Latin-1 is 1252", "iso-8859-1", "windows-1252", french, "windows-1252"},
		{"declared Latin-1 and Cyrillic", "iso-8859-1", "windows-1251", strings.Repeat(russian, 3), "windows-1251"},
		{"declared 1251 and UTF-8", "windows-1251", "utf-8", russian, "utf-8"},
		{"declared UTF-8 and 1252", "utf-8", "windows-1252", french, "windows-1252"},
		{"declared nonsense", "x-user-defined-by-me", "windows-1251", russian, "windows-1251"},
		{"UTF-8 unsaid", "", "utf-8", arabic, "utf-8"},
		{"French unsaid", "", "windows-1252", french, "windows-1252"},
		{"Swedish unsaid", "", "windows-1252", swedish, "windows-1252"},
		{"Russian unsaid", "", "windows-1251", russian, "windows-1251"},
		{"Russian unsaid, KOI8", "", "koi8-r", russian, "koi8-r"},
		{"Russian unsaid, DOS", "", "ibm866", russian, "ibm866"},
		{"Arabic unsaid", "", "windows-1256", arabic, "windows-1256"},
		{"Polish unsaid", "", "windows-1250", polish, "windows-1250"},
		{"Greek unsaid", "", "windows-1253", greek, "windows-1253"},
		{"plain", "", "utf-8", noLetter, "utf-8"},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := "<html><p>" + test.text + "</p>"
			if test.declared != "" {
				page = "<meta http-equiv=Content-Type content='text/html; charset=" + test.declared + "'><p>" + test.text + "</p>"
			}
			got, problem := decodePage([]byte(encoded(t, test.actual, page)))
			if problem != "" || got.text != page || got.charset != test.charset {
				t.Errorf("%s %s: %s %v", problem, got.charset, got.text, got.doubts)
			}
		})
	}
}

func TestDecodeOtherPages(t *testing.T) {
	for _, test := range []struct{ name, data, want string }{
		{"response", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n<p>\xC4\xE0</p>", "<p>Да</p>"},
		{"XML declaration", "<?xml version='1.0' encoding='windows-1251'?><html>\xC4\xE0</html>", "Да</html>"},
		{"byte order mark", "\xEF\xBB\xBF<meta charset=windows-1251><p>é", "<p>é"},
		{"UTF-16", "\xFF\xFE<\x00p\x00>\x00\x14\x04", "<p>Д"},
		{"a commented declaration", "<!-- <meta charset=windows-1251> --><p>\xE9t\xE9", "<p>été"},
		{"UTF-8 with a few single bytes", "<meta charset=utf-8><p>" + french + " \x93so\x94 ", "“so” "},
		{"NULs", "<p>a\x00b", "<p>a b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, problem := decodePage([]byte(test.data))
			if problem != "" || !strings.HasSuffix(got.text, test.want) {
				t.Errorf("%s: %q %v", problem, got.text, got.doubts)
			}
		})
	}
}

// misreadAs gives text as it looks when its UTF-8 was read in an encoding.
func misreadAs(page *charmap.Charmap, text string) string {
	var b strings.Builder
	for i := range len(text) {
		switch r := page.DecodeByte(text[i]); r {
		case utf8.RuneError:
			b.WriteRune(rune(text[i]))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func TestMend(t *testing.T) {
	for _, text := range []string{french, swedish, russian, arabic, "it’s “so” – 5 €"} {
		p := decoded{text: misreadAs(charmap.Windows1252, text)}
		if p.mend(); p.text != text || len(p.doubts) != 1 {
			t.Errorf("%q %v", p.text, p.doubts)
		}
		if p.mend(); p.text != text {
			t.Errorf("a second time: %q", p.text)
		}
	}
	p := decoded{text: misreadAs(charmap.Windows1251, russian)}
	if p.mend(); p.text != russian {
		t.Errorf("%q", p.text)
	}
	for _, text := range []string{"NÃO", "Ão, Â, â", "Рим и Рига", "“Â” — ±", french + russian + arabic} {
		p := decoded{text: text}
		if p.mend(); p.text != text {
			t.Errorf("%q became %q", text, p.text)
		}
	}
	p = decoded{text: "cafÃ© et café"}
	if p.mend(); p.text != "café et café" {
		t.Errorf("%q", p.text)
	}
}

// FuzzDecodePage: any bytes give valid text or a problem, and the same twice.
func FuzzDecodePage(f *testing.F) {
	for _, seed := range []string{"", "<p>\xE9", "\xFF\xFE\x00\xD8", "Ã", "Ã\u0083Â\u0083", "<meta charset=\xFF>", "HTTP/1.0\n\n", "<meta charset=utf-16>\xE9", "\x81\x8D\x8F\x90\x9D", "Р\u0080"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) {
		got, problem := decodePage([]byte(data))
		again, same := decodePage([]byte(data))
		if problem != same || got.text != again.text || got.charset != again.charset {
			t.Fatal("reads otherwise the second time")
		}
		if problem == "" && !utf8.ValidString(got.text) {
			t.Fatalf("%q is not UTF-8", got.text)
		}
	})
}
