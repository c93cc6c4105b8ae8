package search

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// show writes a parsed query down without doubt about its shape.
func show(n node) string {
	leaf := func(kind string, l leafText) string {
		if l.scope != everywhere {
			kind = string(l.scope) + " " + kind
		}
		return fmt.Sprintf("<%s %s>", kind, l.text)
	}
	join := func(kind string, list []node) string {
		parts := []string{kind}
		for _, n := range list {
			parts = append(parts, show(n))
		}
		return "(" + strings.Join(parts, " ") + ")"
	}
	switch n := n.(type) {
	case nil:
		return "all"
	case and:
		return join("and", n)
	case or:
		return join("or", n)
	case not:
		return "(not " + show(n.node) + ")"
	case word:
		return leaf("word", leafText(n))
	case phrase:
		return leaf("phrase", leafText(n))
	case prefix:
		return leaf("prefix", leafText(n))
	}
	return "?"
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		query, want string
		note        string // part of the only note; empty for none
	}{
		{"", "all", ""},
		{"   ", "all", ""},
		{"a", "<word a>", ""},
		{"a b", "(and <word a> <word b>)", ""},
		{"a AND b", "(and <word a> <word b>)", ""},
		{`"a b" c`, "(and <phrase a b> <word c>)", ""},
		{`«a b»“c”`, "(and <phrase a b> <phrase c>)", ""},
		{`a"b c"d`, "(and <word a> <phrase b c> <word d>)", ""},
		{"a -b", "(and <word a> (not <word b>))", ""},
		{"a NOT b", "(and <word a> (not <word b>))", ""},
		{`-"a b"`, "(not <phrase a b>)", ""},
		{"--a", "(not <word a>)", ""},
		{"-(a b)", "(not (and <word a> <word b>))", ""},
		{"a-b", "<word a-b>", ""},
		{"a OR b", "(or <word a> <word b>)", ""},
		{"a or b", "(and <word a> <word or> <word b>)", ""},
		{"a b OR c d", "(or (and <word a> <word b>) (and <word c> <word d>))", ""},
		{"a (b OR c)", "(and <word a> (or <word b> <word c>))", ""},
		{"(a b) c", "(and <word a> <word b> <word c>)", ""},
		{"((a))", "<word a>", ""},
		{"enc*", "<prefix enc>", ""},
		{"title:a b", "(and <title word a> <word b>)", ""},
		{"Title:a", "<title word a>", ""},
		{`heading:"a b"`, "<heading phrase a b>", ""},
		{"heading:enc*", "<heading prefix enc>", ""},
		{"title:(a OR b) c", "(and (or <title word a> <title word b>) <word c>)", ""},
		{"title: a", "<title word a>", ""},
		{"-title:a", "(not <title word a>)", ""},
		{"title:-a", "(not <title word a>)", ""},
		{"10:30", "<word 10:30>", ""},
		{"https://example.org", "<word https://example.org>", ""},
		{"Subject: a", "(and <word Subject> <word a>)", ""},
		{"a & b", "(and <word a> <word b>)", ""},
		{"a – b", "(and <word a> <word b>)", ""},
		{"  ", "all", ""},
		{`""`, "all", "no word to search for"},
		{"()", "all", "no word to search for"},
		{"😀", "all", "no word to search for"},

		{`"a b`, "<phrase a b>", "quotation mark is not closed"},
		{`a"`, "<word a>", "quotation mark is not closed"},
		{"(a b", "(and <word a> <word b>)", "parenthesis is not closed"},
		{"a) b", "(and <word a> <word b>)", "closing parenthesis has no opening"},
		{")a", "<word a>", "closing parenthesis has no opening"},
		{"OR", "all", "OR needs something"},
		{"a OR", "<word a>", "OR needs something"},
		{"OR a", "<word a>", "OR needs something"},
		{"a OR OR b", "(or <word a> <word b>)", "OR needs something"},
		{"-", "all", "nothing behind it"},
		{"a - b", "(and <word a> <word b>)", "nothing behind it"},
		{"a NOT", "<word a>", "nothing behind it"},
		{"title:", "all", "nothing behind it"},
		{"colour:red", "<word red>", "no field “colour”"},
		{"a*b", "<word a>", "end of a word only"},
		{"enc*ion", "<prefix enc>", "end of a word only"},
		{"a*", "<word a>", "at least 2 letters"},
		{"*", "all", "no word to search for"},
		{"*ing", "<word ing>", "end of a word only"},
		{"*redacted*", "<prefix redacted>", "“redacted” was searched for"},
	} {
		n, notes := parse(c.query)
		if got := show(n); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.query, got, c.want)
		}
		if c.note == "" && len(notes) > 0 || c.note != "" && !strings.Contains(strings.Join(notes, " "), c.note) {
			t.Errorf("%s: notes %q", c.query, notes)
		}
	}
}

func TestQueriesAreBounded(t *testing.T) {
	for query, note := range map[string]string{
		strings.Repeat("é", maxQueryRunes+1):   "first 1000 characters",
		strings.Repeat("a ", maxLeaves+1):      "first 64 were read",
		strings.Repeat("(", maxDepth+2) + "a":  "nested too deeply",
		strings.Repeat("-(", maxDepth+2) + "a": "nested too deeply",
	} {
		n, notes := parse(query)
		if !strings.Contains(strings.Join(notes, " "), note) {
			t.Errorf("%.20s…: notes %q", query, notes)
		}
		if leaves := len(newPlan(n).leaves); leaves > maxLeaves {
			t.Errorf("%.20s…: %d leaves", query, leaves)
		}
	}
}

// FuzzParse: no query panics, each has a plan within bounds and words for it,
// and notes are whole sentences.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`a "b c" -d (e OR f*) title:g heading:"h i"`, `"`, `"a`, `(((`, `)))`, `OR OR`, `-`, `--(-"`, `*`, `a**`, `title:title:`,
		`title:-(`, "\xff\xfe", "a\x00b", "İ", "’s", "ﬁn*", "\u0301", "𝔘𝔫𝔦", "title:”", "NOT NOT a", ": :a", "heading:*", "no-one", "the of", "-the",
		strings.Repeat("(a OR ", 40), "“a” OR", "a\u00adb", "ａｂ*",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		n, notes := parse(query)
		p := newPlan(n)
		if len(p.leaves) > maxLeaves {
			t.Errorf("%d leaves", len(p.leaves))
		}
		for _, l := range p.leaves {
			if len(l.sequences) == 0 || len(l.sequences[0].slots) == 0 {
				t.Errorf("leaf %q looks for nothing", l.typed)
			}
		}
		words := reading(&p, Request{}, labels{})
		if (p.root != nil || len(p.ignored) > 0) != (words != "") {
			t.Errorf("%s is read as %q", show(n), words)
		}
		for _, note := range notes {
			if !strings.HasSuffix(note, ".") {
				t.Errorf("note %q", note)
			}
		}
		if utf8.ValidString(query) && !utf8.ValidString(words) {
			t.Errorf("reading %q is not UTF-8", words)
		}
		m := newMarker(p.leaves)
		m.marks(everywhere, query) // must not panic either
	})
}
