package search

import (
	"html"
	"slices"
	"strings"
	"testing"
)

func TestMark(t *testing.T) {
	for _, c := range []struct {
		text  string
		marks []Span
		want  string
	}{
		{"", nil, ""},
		{"a < b", nil, "a &lt; b"},
		{"a < b", []Span{{2, 3}}, "a <mark>&lt;</mark> b"},
		{"abc", []Span{{0, 3}}, "<mark>abc</mark>"},
		{"abc", []Span{{2, 3}, {0, 1}}, "<mark>a</mark>b<mark>c</mark>"},
		{"abc", []Span{{0, 2}, {1, 3}}, "<mark>abc</mark>"},
		{"abc", []Span{{-5, 1}, {2, 99}, {7, 9}, {2, 2}, {2, 1}}, "<mark>a</mark>b<mark>c</mark>"},
		{"<mark>", []Span{{1, 5}}, "&lt;<mark>mark</mark>&gt;"},
	} {
		if got := Mark(c.text, c.marks); got != c.want {
			t.Errorf("%q %v: %q, want %q", c.text, c.marks, got, c.want)
		}
	}
}

func TestMarks(t *testing.T) {
	for _, c := range []struct{ query, text, want string }{
		{"encryption", "Encrypted, encrypting; crypt", "[Encrypted], [encrypting]; crypt"},
		{`"encryption"`, "Encryption, encrypted", "[Encryption], encrypted"},
		{"communique", "Communiqués’ é communique\u0301", "[Communiqués]’ é [communique\u0301]"},
		{"canada", "Canada’s and CANADA's", "[Canada’s] and [CANADA's]"},
		{`"of the act"`, "of the Act of the", "[of the Act] of the"},
		{"iot", "ofloT loT lot", "of[loT] [loT] lot"},
		{`"of IoT"`, "ofloT lot", "[ofloT] lot"},
		{"communiqué", "the C O M M U N I Q U É of", "the [C O M M U N I Q U É] of"},
		{`"joint statement on information"`, "J O I N T S T A T E M E N T on infor mation.", "[J O I N T S T A T E M E N T on infor mation]."},
		{"état", "coup dâ€™Ã©tat", "coup dâ€™Ã©tat"},
		{"d’état", "coup dâ€™Ã©tat, d’état", "coup [dâ€™Ã©tat], [d’état]"},
		{"government", "theGovernment", "the[Government]"},
		{"coopération", "les coopÃ©rations", "les [coopÃ©rations]"},
		{"بيان", "بيـانٌ مشترك", "[بيـانٌ] مشترك"},
		{"enc*", "encryption encoded end", "[encryption] [encoded] end"},
		{"end-to-end", "end to end; end", "[end to end]; end"},
		{"alpha -beta", "alpha beta", "[alpha] beta"},
		{"-(alpha -beta)", "alpha beta", "alpha [beta]"},
		{"alpha OR beta", "alpha beta", "[alpha] [beta]"},
		{"title:alpha heading:alpha", "alpha", "alpha"},
		{`"a b" "b c"`, "a b c d", "[a b c] d"},
		{"cœur", "coeur cœur", "[coeur] [cœur]"},
		{"us", "the U.S. and us", "the [U.S]. and [us]"},
	} {
		n, _ := parse(c.query)
		m := newMarker(newPlan(n).leaves)
		spans, _ := m.marks(everywhere, c.text)
		got := strings.NewReplacer("<mark>", "[", "</mark>", "]").Replace(html.UnescapeString(Mark(c.text, spans)))
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.query, got, c.want)
		}
	}
}

// FuzzMark: without its marks, and unescaped, a marked text is the text.
func FuzzMark(f *testing.F) {
	f.Add("a <b> & “c” é", "é c", 1, 5)
	f.Add("&amp;<mark>", "mark", -1, 99)
	f.Add("’s loT\u0301 \xff", "\"loT\"", 3, 2)
	f.Fuzz(func(t *testing.T, text, query string, start, end int) {
		n, _ := parse(query)
		m := newMarker(newPlan(n).leaves)
		spans, matched := m.marks(everywhere, text)
		every := &initials{}
		for i := range every {
			every[i] = true
		}
		m.initials = every
		if whole, leaves := m.marks(everywhere, text); len(matched) > 0 || len(leaves) > 0 {
			if !slices.Equal(spans, whole) || !slices.Equal(matched, leaves) {
				t.Errorf("%q in %q: marks %v, of the whole text %v", query, text, spans, whole)
			}
		}
		for _, s := range [][]Span{spans, append(spans, Span{start, end})} {
			marked := Mark(text, s)
			if strings.Count(marked, "<mark>") != strings.Count(marked, "</mark>") {
				t.Errorf("marks do not pair in %q", marked)
			}
			bare := strings.NewReplacer("<mark>", "", "</mark>", "").Replace(marked)
			if got := html.UnescapeString(bare); got != html.UnescapeString(html.EscapeString(text)) {
				t.Errorf("%q became %q", text, got)
			}
			if strings.Count(bare, "<") > 0 {
				t.Errorf("an angle is not escaped in %q", marked)
			}
		}
	})
}
