package thesaurus_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/thesaurus"
)

// FuzzFind holds that finding never panics, gives the same answer twice, gives
// known ids in order, and quotes nothing that does not stand in the text.
func FuzzFind(f *testing.F) {
	for _, seed := range [][2]string{
		{"Encryption", "We, of Canada and the U.S., met the Five Eyes."},
		{"", "a\r\r\nb\x00\xff\xfe\xed\xa0\x80"},
		{"AUSTRALIA-UNITED KINGDOM", "Georgia, Atlanta & Côte d’Ivoire"},
		{"u.s.", "U. S. U.S U.S.. a@b.c www. https:// www.x"},
		{"e\u0301tats-unis", "İstanbul ı ß Œ Æ ﬁ ² ١٢٣ 中国"},
		{"\u0301.", "\ua6f0. \u200b\u0300\u0301 Canada\u0301"},
		{"*_*", "---, ...,–—‑ \u200b\ufeff\u00ad"},
		{"terror", strings.Repeat("terrorist-", 300)},
	} {
		f.Add(seed[0], seed[1])
	}
	th := thesaurus.Bundled()
	f.Fuzz(func(t *testing.T, heading, text string) {
		countries := th.FindCountries(heading, text)
		check(t, countries, []string{heading, text}, func(id string) bool { _, ok := th.Country(id); return ok })
		themes := th.FindThemes(heading, []string{text})
		check(t, themes, []string{heading, text}, func(id string) bool { _, ok := th.Theme(id); return ok })
		for _, c := range th.FindCollective(text) {
			check(t, []thesaurus.Finding{{ID: c.ID, Words: c.Words}}, []string{text}, func(id string) bool { _, ok := th.Collective(id); return ok })
		}
		if diff := cmp.Diff(countries, th.FindCountries(heading, text)); diff != "" {
			t.Errorf("countries differ the second time:\n%s", diff)
		}
		if diff := cmp.Diff(themes, th.FindThemes(heading, []string{text})); diff != "" {
			t.Errorf("themes differ the second time:\n%s", diff)
		}
	})
}

func check(t *testing.T, found []thesaurus.Finding, texts []string, known func(id string) bool) {
	t.Helper()
	for i, f := range found {
		if !known(f.ID) || i > 0 && found[i-1].ID >= f.ID {
			t.Errorf("id %q is unknown or out of order", f.ID)
		}
		if len(f.Words) == 0 {
			t.Errorf("%s has no words", f.ID)
		}
		for j, w := range f.Words {
			if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, w) }) {
				t.Errorf("%s: %q stands in no text", f.ID, w)
			}
			if slices.Contains(f.Words[:j], w) {
				t.Errorf("%s: %q twice", f.ID, w)
			}
		}
	}
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Ministers of Canada, the United Kingdom and the U.S. agreed to share information on "+
		"cyber threats, foreign interference and the supply chains of 5G networks. ", 100)
	th := thesaurus.Bundled()
	b.Run("countries", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			th.FindCountries(text)
		}
	})
	b.Run("themes", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			th.FindThemes("Cyber security", []string{text})
		}
	})
}
