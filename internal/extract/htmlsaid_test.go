package extract

import (
	"slices"
	"strings"
	"testing"
)

// TestSentencesAreText: what a page says in sentences within its main element is
// text, whatever the page calls the element around it.
func TestSentencesAreText(t *testing.T) {
	const lead = "<h1>Statement on river ports</h1><p>The ministers for rivers met in the capital and agreed on the points that are set out below.</p>"
	for _, test := range []struct{ name, source, want string }{
		{"a class with a word of furniture", `<p class="share-of-tolls">The share of tolls is equal.</p>`, "The share of tolls is equal."},
		{"a menu by name", `<div class="menu-items"><p>Ships shall be clean.</p></div>`, "Ships shall be clean."},
		{"a sidebar by name", `<div class="sidebar-left"><p>We recall the river treaty.</p></div>`, "We recall the river treaty."},
		{"a foot by name", `<div id="footer-notes"><p>Note: one state abstained.</p></div>`, "Note: one state abstained."},
		{"a form around text", `<form><input type=hidden value=x><p>We invite all states to join.</p></form>`, "We invite all states to join."},
		{"a heading of one word", `<h2>Share</h2><p>We will share data on floods.</p>`, "Share\nWe will share data on floods."},
		{"a menu", `<div class="menu-items"><p>Rivers</p><p>Ports</p></div>`, ""},
		{"a share bar", `<div class="share"><h2>Share</h2><a href=x>Post it</a></div>`, ""},
		{"a heading of a share bar", `<h2>Share</h2><p>Facebook</p>`, ""},
		{"a form to fill in", `<form><p>Tell us what you think of this page.</p><input name=q></form>`, ""},
		{"a cookie notice", `<div class="cookie-banner"><p>This page keeps small files.</p></div>`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := strings.Split(pageText(t, "<main>"+lead+test.source+"<p>The ministers will meet again in the spring of the coming year to see what was done.</p></main>"), "\n")
			if got := strings.Join(got[1:len(got)-1], "\n"); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestHiddenTextIsSaid: sentences that a page hides from its readers are counted,
// what it hides for machines or of its own tools is not.
func TestHiddenTextIsSaid(t *testing.T) {
	const doubt = "The page hides text from its readers (4 words), which was left out."
	for name, want := range map[string]bool{
		`<p hidden>A sentence kept back.</p>`:                           true,
		`<p style="display:none">A sentence kept back.</p>`:             true,
		`<span class="sr-only">A sentence kept back.</span>`:            false,
		`<p hidden>Menu</p>`:                                            false,
		`<nav><p hidden>A sentence kept back.</p></nav>`:                false,
		`<script>a.sentence kept back.</script><template>x.</template>`: false,
	} {
		text, problem := readHTML("", []byte("<main><p>The ministers for rivers met in the capital and agreed on the points that are set out below.</p>"+name+"</main>"))
		if problem != "" || slices.Contains(text.Doubts, doubt) != want {
			t.Errorf("%s: got %q %s", name, text.Doubts, problem)
		}
	}
}

// TestPrintedDateStaysText: a date alone under the title is the text's own; the day
// on which the page was put up only describes it.
func TestPrintedDateStaysText(t *testing.T) {
	for line, stays := range map[string]bool{
		"<p>9 December 2022</p>": true, "<h3>9 December 2022</h3>": true, "<p>12 марта 2010</p>": true, "<p>March 12, 2010</p>": true,
		"<p>Published 9 December 2022</p>": false, "<time datetime=2022-12-09>9 December 2022</time>": false, "<p>09.12.2022</p>": false,
	} {
		text, problem := readHTML("", []byte(`<meta name=dcterms.date content=2023-12-01><h1>Statement on river ports</h1>`+line+
			"<h2>Ports</h2><p>The ministers for rivers met in the capital and agreed on the points that are set out below.</p>"))
		if problem != "" {
			t.Fatal(problem)
		}
		got := slices.ContainsFunc(text.Lines, func(l Line) bool {
			return l.Meta == "" && l.Heading == 0 && readPageDate(l.Text) != "" && len(l.Text) < 40
		})
		if got != stays {
			t.Errorf("%s: got %t in %+v", line, got, text.Lines)
		}
	}
}
