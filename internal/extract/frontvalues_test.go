package extract

import (
	"maps"
	"strings"
	"testing"
)

// FuzzFrontValues holds the simple reading of front matter to that of YAML.
func FuzzFrontValues(f *testing.F) {
	for _, seed := range []string{
		"title: Joint Statement\ndate: '2019-07-30'\ntags: a",
		"date: 2024-10-08 10:14:26-04:00\ntitle: \"Ministers\\_Meet\\u2019s\\\n  \\ here\"",
		"title: one\n  goes on\ndate: 2019", "title: one\n\ndate: 2019", "title: one # note\ndate: x",
		"title: one\ntitle: two", "title: one\nkind:\n- a\n- b", "title: a: b", "title: a:\nb: c", "a: 'it''s'\nb: 'x' y",
		"a: ''\nb: ' x '", "a: '\nb: c'", "a: x\r\nb: y\r", "a: \tx", "a: b\n# c\nd: e", "a: b\nc", "a: b\n---\nc: d",
		"a: \"x\nb: c\nd\"", "a: |\n  b: c\nd: e", "null: 1\n~: 2", "a: &x b\nc: *x", "a: b\nc: *a", "a: http://x.y/z#w\nb: c", "a: b\n<<: {c: d}", "a: b,c]}\nd: [",
		"a: b\nc: d\n ", "a: 1\n? b\n: c", "y: yes\nn: no", "a:  b  \nc: d", "a: b\nc:", "A: \nb: 1",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		block := strings.Split(text, "\n")
		if !yamlKey.MatchString(block[0]) || strings.Contains(text, "\n---") || strings.Contains(text, "\n...") {
			return // the block ends at a rule
		}
		got, want := frontValues(block), withYAML(map[string]string{}, text)
		if (got == nil) != (want == nil) || !maps.Equal(got, want) {
			t.Errorf("frontValues(%q) = %q, by YAML alone %q", text, got, want)
		}
	})
}
