package extract

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const (
	portuguese = "Os Ministros reafirmaram a importância da cooperação; NÃO HOUVE OBJEÇÕES à declaração."
	english    = "The Ministers’ meeting – their “second” – cost £5 million. It isn’t over."
	ukrainian  = "Міністри закордонних справ обговорили хід переговорів у Києві."
	turkish    = "Dışişleri Bakanları görüştü ve işbirliğini güçlendirme kararı aldı."
	capitals   = "СОВМЕСТНОЕ ЗАЯВЛЕНИЕ МИНИСТРОВ ИНОСТРАННЫХ ДЕЛ"
)

// TestDecodeUnlabelled reads texts that say nothing of their charset.
func TestDecodeUnlabelled(t *testing.T) {
	for _, test := range []struct {
		text  string
		pages []*charmap.Charmap
	}{
		{french, []*charmap.Charmap{charmap.Windows1252, charmap.Macintosh}},
		{swedish, []*charmap.Charmap{charmap.Windows1252, charmap.Macintosh, charmap.CodePage850}},
		{portuguese, []*charmap.Charmap{charmap.Windows1252, charmap.Macintosh, charmap.CodePage850}},
		{english, []*charmap.Charmap{charmap.Windows1252}},
		{"COMMUNIQUÉ\n\nThe café.", []*charmap.Charmap{charmap.Windows1252}},
		{"Un communiqué a été publié.", []*charmap.Charmap{charmap.Windows1252, charmap.Macintosh, charmap.CodePage850}},
		{"The cost is £5 million, at 30° C, under § 5 of the Act.", []*charmap.Charmap{charmap.Windows1252}},
		{strings.Repeat("Ministers agreed on much. ", 10) + "\n• one ½ ®", []*charmap.Charmap{charmap.Windows1252}},
		{russian, []*charmap.Charmap{charmap.Windows1251, charmap.KOI8R, charmap.ISO8859_5, charmap.CodePage866}},
		{"Совместное заявление", []*charmap.Charmap{charmap.Windows1251, charmap.KOI8R, charmap.ISO8859_5, charmap.CodePage866}},
		{capitals, []*charmap.Charmap{charmap.Windows1251, charmap.KOI8R, charmap.ISO8859_5, charmap.CodePage866}},
		{ukrainian, []*charmap.Charmap{charmap.Windows1251}},
		{arabic, []*charmap.Charmap{charmap.Windows1256, charmap.ISO8859_6}},
		{"بيان مشترك", []*charmap.Charmap{charmap.Windows1256, charmap.ISO8859_6}},
		{polish, []*charmap.Charmap{charmap.Windows1250}},
		{turkish, []*charmap.Charmap{charmap.Windows1254}},
		{greek, []*charmap.Charmap{charmap.Windows1253}},
	} {
		for _, page := range test.pages {
			raw, err := page.NewEncoder().String(test.text)
			if err != nil {
				t.Fatalf("%v: %s", page, err)
			}
			d, problem := decode([]byte(raw))
			if problem != "" || d.text != test.text || len(d.doubts) != 1 {
				t.Errorf("%v: %q as %s %s %v", page, d.text, d.charset, problem, d.doubts)
			}
		}
	}
}

// TestDecodeRefuses: what are words in no charset known here is not guessed at.
func TestDecodeRefuses(t *testing.T) {
	for text, enc := range map[string]encoding.Encoding{
		"外交部长在北京举行会谈，双方就加强合作达成一致，并发表联合声明。": simplifiedchinese.GBK,
		"外務大臣は東京で会談し、共同声明を発表しました。":         japanese.ShiftJIS,
		"大臣は東京で会談し、共同声明を発表しました。":           japanese.EUCJP,
		"외교부 장관은 서울에서 회담을 갖고 공동성명을 발표하였다.": korean.EUCKR,
	} {
		raw, err := enc.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		if d, problem := decode([]byte(raw)); !strings.HasPrefix(problem, "is not UTF-8 text: line 1, byte 0 is ") {
			t.Errorf("%s: %q, %q as %s", text, problem, d.text, d.charset)
		}
	}
}

// wideText writes text in UTF-16.
func wideText(text string, big bool) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		pair := []byte{byte(unit), byte(unit >> 8)}
		if big {
			slices.Reverse(pair)
		}
		b = append(b, pair...)
	}
	return string(b)
}

func TestDecodeWide(t *testing.T) {
	for _, text := range []string{english, french, russian, arabic, noLetter, "a\r\nb\tc de"} {
		for _, big := range []bool{false, true} {
			for _, mark := range []string{"", "\uFEFF"} {
				d, problem := decode([]byte(wideText(mark+text, big)))
				if problem != "" || d.text != text || (len(d.doubts) == 0) != (mark != "") {
					t.Errorf("%v %q: %q %s %v", big, mark, d.text, problem, d.doubts)
				}
			}
		}
	}
}

// TestFormatsInWideText: files in UTF-16 go to the reader of their format.
func TestFormatsInWideText(t *testing.T) {
	for name, source := range map[string]string{
		"TEI":  `<?xml version="1.0" encoding="UTF-16"?><TEI><text><body><p>Mötet</p></body></text></TEI>`,
		"HTML": `<html><body><p>Mötet</p></body></html>`,
		"JSON": `{"schema_name":"news_article","document_type":"news_story","base_path":"/a","title":"T","details":{"body":"<p>Mötet</p>"}}`,
	} {
		for _, mark := range []string{"", "\uFEFF"} {
			for _, big := range []bool{false, true} {
				text, err := Read("f", []byte(wideText(mark+source, big)))
				if err != nil || len(texts(text.Lines)) != 1 || texts(text.Lines)[0] != "Mötet" {
					t.Errorf("%s: %v %v", name, err, shown(text.Lines))
				}
			}
		}
	}
}

// TestDecodeDoubts: what is wrong with the bytes is said, and what is printed
// stays.
func TestDecodeDoubts(t *testing.T) {
	misread := strings.Repeat("Plain.\n", 2) + misreadAs(charmap.Windows1252, "réunis à Nîmes – ici")
	for _, test := range []struct{ name, data, text, doubt string }{
		{"UTF-8", french, french, ""},
		{"misread", misread, misread, "UTF-8 had been read as Latin-1 in 4 places, the first on line 3; the text is shown as it is printed."},
		{"misread as Cyrillic", misreadAs(charmap.Windows1251, russian), misreadAs(charmap.Windows1251, russian),
			"UTF-8 had been read as windows-1251 in 8 places, the first on line 1; the text is shown as it is printed."},
		{"a few single bytes", french + "\n\x93so\x94", french + "\n“so”", "2 bytes are not UTF-8, the first on line 2; they were read as windows-1252."},
		{"cut off within a letter", french + "\xC3", french + "Ã", "1 byte is not UTF-8, on line 1; it was read as windows-1252."},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, problem := decode([]byte(test.data))
			if problem != "" || d.text != test.text || strings.Join(d.doubts, "|") != test.doubt {
				t.Errorf("%s %q %v", problem, d.text, d.doubts)
			}
		})
	}
}
