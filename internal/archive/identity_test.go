package archive

import (
	"strings"
	"testing"
)

func TestParagraphID(t *testing.T) {
	first := ParagraphID("2019-07-30-communique", "[REDACTED]", 1, 0)
	if !IsParagraphID(first) {
		t.Errorf("%q is no id", first)
	}
	if again := ParagraphID("2019-07-30-communique", "[REDACTED]", 1, 0); again != first {
		t.Errorf("the same paragraph gets %q and %q", first, again)
	}
	for _, other := range []string{
		ParagraphID("2019-07-30-communique", "[REDACTED]", 2, 0),
		ParagraphID("2019-07-30-communique", "[REDACTED]", 1, 1),
		ParagraphID("2019-07-30-communique-2", "[REDACTED]", 1, 0),
		ParagraphID("2019-07-30-communique", "[redacted]", 1, 0),
	} {
		if other == first {
			t.Errorf("another paragraph gets %q too", first)
		}
	}
	for _, no := range []string{"", "bcdfghj", "bcdfghjkm", "abcdefgh", "BCDFGHJK", "bcdfghj1"} {
		if IsParagraphID(no) {
			t.Errorf("%q is taken for an id", no)
		}
	}
}

func TestMakeSlug(t *testing.T) {
	tests := []struct {
		date  Date
		title string
		want  string
	}{
		{"2019-07-30", "Five Country Ministerial: Communiqué", "2019-07-30-five-country-ministerial-communique"},
		{"2019", "Draft communiqué (draft 2 of 5 in this source)", "2019-draft-communique"},
		{"2019-07-30", "Communiqué of the Five Countries, London, 30 July 2019", "2019-07-30-communique-of-the-five-countries-london"},
		{"", "Œuvre d’été – «Paix»", "œuvre-d-ete-paix"},
		{"", "???", "document"},
		{"2020-01", "(all of it)", "2020-01-all-of-it"},
		{"", strings.Repeat("word ", 40), strings.TrimSuffix(strings.Repeat("word-", 16), "-")},
	}
	for _, test := range tests {
		if got := MakeSlug(test.date, test.title); got != test.want {
			t.Errorf("MakeSlug(%q, %q) = %q, want %q", test.date, test.title, got, test.want)
		}
	}
}

func TestSetAnchors(t *testing.T) {
	d := Document{Sections: []Section{{}, {Heading: "Report"}, {Heading: "Report"}, {Heading: "Report 2"}, {}, {Heading: "?!"}}}
	SetAnchors(&d)
	seen := map[string]bool{}
	for _, s := range d.Sections {
		if !strings.HasPrefix(s.Anchor, "s-") || seen[s.Anchor] {
			t.Errorf("anchor %q is malformed or stands twice", s.Anchor)
		}
		seen[s.Anchor] = true
	}
	if d.Sections[0].Anchor != "s-opening" || d.Sections[1].Anchor != "s-report" {
		t.Errorf("anchors %q, %q", d.Sections[0].Anchor, d.Sections[1].Anchor)
	}
}

func TestDate(t *testing.T) {
	for date, want := range map[Date]struct {
		year, words string
		valid       bool
	}{
		"2019-07-30": {"2019", "30 July 2019", true},
		"2019-07":    {"2019", "July 2019", true},
		"2019":       {"2019", "2019", true},
		"":           {Undated, "", true},
		"2019-02-30": {"2019", "", false},
		"soon":       {"soon", "", false},
	} {
		if date.Year() != want.year || date.String() != want.words || date.Valid() != want.valid {
			t.Errorf("%q: year %q, words %q, valid %v", date, date.Year(), date.String(), date.Valid())
		}
	}
}

func FuzzSlugify(f *testing.F) {
	for _, seed := range []string{"COMMUNIQUÉ", "İstanbul", "a\u0301\u0301", "\xff\xfe", "日本語の共同声明", strings.Repeat("ж", 100), "--", "ﬁnal"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		slug := Slugify(text)
		if len(slug) > slugLength || strings.HasPrefix(slug, "-") || strings.HasSuffix(slug, "-") || strings.ContainsAny(slug, " /?#%") {
			t.Errorf("Slugify(%q) = %q", text, slug)
		}
		if again := Slugify(slug); again != slug {
			t.Errorf("Slugify(%q) = %q, of which it makes %q", text, slug, again)
		}
	})
}
