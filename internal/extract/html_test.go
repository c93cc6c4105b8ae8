package extract

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pageText gives the lines of a page that are text, one below the other.
func pageText(t *testing.T, source string) string {
	t.Helper()
	text, problem := readHTML("page.html", []byte(source))
	if problem != "" {
		t.Fatal(problem)
	}
	return strings.Join(texts(text.Lines), "\n")
}

func TestPageText(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"spaces", "<p>one  <b>two</b>\n\tthree<i>four</i> &amp;&nbsp;five</p>", "one two threefour & five"},
		{"line breaks", "<p>A line that is wide enough to be broken by its width<br>and goes on.<br>A new one.<br><br>Another</p>",
			"A line that is wide enough to be broken by its width and goes on.\nA new one.\nAnother"},
		{"address", "<p>Jo Example<br>Minister<br>Capital City</p>", "Jo Example\nMinister\nCapital City"},
		{"bold lead-in", "<p><b>Heading</b><br>Text of it.</p>", "Heading\nText of it."},
		{"implied ends", "<p>one<p>two<ul><li>a<li>b<ul><li>c</ul></ul><dl><dt>d<dd>e</dl>", "one\ntwo\n• a\n• b\n  • c\nd\ne"},
		{"numbers", `<ol start=3><li>a<li value=7>b<li>c</ol><ol type=a><li>x<li>y</ol><ol type="I"><li>x<li>y</ol>`, "3. a\n7. b\n8. c\na. x\nb. y\nI. x\nII. y"},
		{"numbers in reverse", `<ol reversed><li>a<li>b</ol>`, "2. a\n1. b"},
		{"numbers printed", `<ol><li>(a) one</li><li>2.1 two</li></ol><ul><li>– three</li></ul>`, "(a) one\n2.1 two\n– three"},
		{"two paragraphs in an item", `<ol><li><p>one</p><p>more</p></li><li>two</li></ol>`, "1. one\nmore\n2. two"},
		{"table of data", "<table><tr><th>A<th>B<tr><td>1<td>2<p>3</table>", "A | B\n1 | 2 3"},
		{"table for layout", "<table><tr><td><table><tr><td>in</table><td><p>one<p>two</table>", "in\none\ntwo"},
		{"raised", "<p>ten m<sup>2</sup>, 11<sup>th</sup>, CO<sub>2</sub>, text<sup><a href='#n'>[3]</a></sup>.</p>", "ten m², 11th, CO2, text³."},
		{"preformatted", "<pre>one\n  two\n\nthree</pre>", "one\n  two\nthree"},
		{"neighbours that a style sheet parts", `<p><span class=a>Published</span><span class=b>5 May</span></p>`, "Published 5 May"},
		{"initial", `<p><span class=a>T</span><span class=b>he start</span></p>`, "The start"},
		{"hidden", `<style>.x,#y{color:red;display:none} @media print{.z{display:none}}</style><p>seen<span style="display: none">no</span><span hidden>no</span>` +
			`<span aria-hidden=true>no</span><span class="sr-only">no</span><template>no</template><noscript>no</noscript><script>no</script><b class=x>no</b></p>` +
			`<p id=y>no</p><p class=z>printed</p><p style="visibility:hidden">no</p><svg><title>no</title><text>no</text></svg>`, "seen\nprinted"},
		{"the page behind a dialogue", `<div aria-hidden="true"><h1>Title</h1><p>Text.</p></div>`, "Text."},
		{"unclosed title", "<title>x<body><p>text", ""},
		{"quotation", "<p><q>Yes</q>, he said.</p>", "“Yes”, he said."},
		{"right to left", "<p dir=rtl>\u200fبيان <b>مشترك</b></p>", "\u200fبيان مشترك"},
		{"misnested", "<p><b>one<p>two</b> three</div></p></table><p>four", "one\ntwo three\nfour"},
		{"a form around the page", "<form><div><h1>T</h1><p>Text that stands in a form, as systems that wrap all of a page in one make it.</p></div></form>",
			"Text that stands in a form, as systems that wrap all of a page in one make it."},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.want == "" {
				if _, problem := readHTML("", []byte(test.source)); problem == "" {
					t.Error("was read")
				}
				return
			}
			if diff := cmp.Diff(strings.Split(test.want, "\n"), strings.Split(pageText(t, test.source), "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPageIsRefused(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"frames", `<html><frameset><frame src="a.htm"></frameset></html>`, "is an HTML page of frames, whose text stands in other files"},
		{"nothing seen", `<html><body><script>x</script><p hidden>x</p></body></html>`, "is an HTML page without text"},
		{"too many elements", "<html>" + strings.Repeat("<p>a", maxElements), "is an HTML page of more than 300000 elements"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, problem := readHTML("", []byte(test.source)); problem != test.want {
				t.Errorf("got %q, want %q", problem, test.want)
			}
		})
	}
}

func TestFramesetWithText(t *testing.T) {
	got := pageText(t, `<html><frameset><frame src=a.htm><noframes><body><p>What old browsers show.</p></body></noframes></frameset></html>`)
	if got != "What old browsers show." {
		t.Errorf("got %q", got)
	}
}

// TestDeepAndUnclosed: nesting without end neither loses text nor glues words.
func TestDeepAndUnclosed(t *testing.T) {
	const n = 60_000
	for name, source := range map[string]string{
		"blocks":  strings.Repeat("<div>", n) + "<p>one</p><p>two</p>" + strings.Repeat("</div>", n) + "<p>three</p>",
		"faces":   strings.Repeat("<font color=red><b>", n) + "<p>one<p>two<p>three",
		"inline":  strings.Repeat("<span>", n) + "<p>one<p>two<p>three",
		"scripts": strings.Repeat("<div>", n) + "<p>one</p><script>no</script><style>no</style><p>two</p><p>three",
	} {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(strings.Fields(pageText(t, source)), " "); got != "one two three" {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestPageTitle(t *testing.T) {
	const text = "<p>Ministers met in the capital today and agreed on a plan of work for the coming year.</p>"
	for _, test := range []struct{ name, source, want string }{
		{"the heading that the head names", "<title>Site - A plan</title><h1>Site</h1><h1>A plan</h1>" + text, "A plan"},
		{"without the site", "<title>A plan for the year ahead | Ministry of Plans</title>" + text, "A plan for the year ahead"},
		{"a dash in the title", "<title>A plan - for the year</title><h1>A plan - for the year</h1>" + text, "A plan - for the year"},
		{"head names the site alone", "<title>Ministry of Plans</title><p><b>Plan for the coming year</b></p>" + text, "Plan for the coming year"},
		{"heading of the second order", "<title>News</title><h2>A plan</h2>" + text, "A plan"},
		{"a heading apart from the head", "<title>Press corner | Union</title><main><h1>A plan</h1>" + text + "</main>", "A plan"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, problem := readHTML("", []byte(test.source))
			if problem != "" || got.Lines[0].Meta != MetaTitle || got.Lines[0].Text != test.want {
				t.Errorf("got %+v %s, want %s", got.Lines[0], problem, test.want)
			}
		})
	}
}

func TestReadPageDate(t *testing.T) {
	for text, want := range map[string]string{
		"2022-10-19T13:14:00+02:00": "2022-10-19", "19-10-2022 - 13:14": "2022-10-19", "20221019": "2022-10-19", "2022/1/9": "2022-01-09",
		"Wednesday 19 October 2022": "2022-10-19", "Oct. 5, 2019": "2019-10-05", "Le 1er août 2014": "2014-08-01", "14 mars 2023": "2023-03-14",
		"9 de outubro de 2015": "2015-10-09", "22 мая 2009 года": "2009-05-22", "٢٢ مايو ٢٠١٨": "2018-05-22", "5 كانون الثاني 2020": "2020-01-05",
		"02/03/2020": "2020-03-02", "12/25/2020": "2020-12-25", "31 February 2020": "", "no date": "", "1234": "", "version 1.2.2020.4": "2020-02-01",
	} {
		if got := readPageDate(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// FuzzHTML: reading a page never panics, reads the same twice, numbers lines in
// order, and never shows what scripts hold.
func FuzzHTML(f *testing.F) {
	for _, seed := range []string{
		"<p>a<p>b", "<table><tr><td><table><td>x</table>", "<ul><li><ol type=i start=-5><li>x", "<svg><p>x</svg>y", "<a><a><div><a>x</a></div>y",
		"<b><p>x</b>y<i></p>z", "</p></table></li>x", "<title>", "<script>x", "<!--", "<p \x00 class=\x00>x\x00y", "<h1><h2>x</h1>y", "<select><option>a<p>b",
		"<html lang=x><body class=menu><nav>a</nav>b", "<q><q>x", "<sup>1</sup><sup>12345</sup>", "<br><br>x<br>y<br><br><br>Z", "<pre>\n\nx\n y</pre>", "<frameset><noframes>x",
		strings.Repeat("<div>", 300) + "x" + strings.Repeat("</div>", 300), strings.Repeat("<table><tr><td>", 100) + "x", "<p style='" + strings.Repeat("a", 5000) + "'>x",
		"\xFF\xFE<\x00p\x00>\x00x\x00", "<meta charset=utf-7><p>+ADw-", "<p>Ã©Ã¨", "<ol reversed><li><li value=99999999999999999999>x", "<time datetime=x>2 May 2020</time>", "<x-y>a</x-y><x-y>b",
		"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n<p>\xF0\xD2", "<template><p>x", "<style>}{.a{display:none}</style><p class=a>x", "<h1>x<br>y</h1><p><b>x</b><br>y",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		text, problem := readHTML("", []byte(source+"<script>0secret0</script>"))
		again, same := readHTML("", []byte(source+"<script>0secret0</script>"))
		if problem != same || !cmp.Equal(text, again) {
			t.Fatal("reads otherwise the second time")
		}
		for i, l := range text.Lines {
			if l.Number != i+1 || strings.ContainsAny(l.Text, "\n\x00") || l.Meta == "" && l.Text != "" && strings.TrimSpace(l.Text) == "" || (l.Meta == MetaFurniture) != (l.Reason != "") {
				t.Errorf("line %d: %+v", i+1, l)
			}
		}
	})
}

// BenchmarkHTML reads pages of one, four and sixteen parts.
func BenchmarkHTML(b *testing.B) {
	data, err := os.ReadFile("testdata/pages/drupal-en.html")
	if err != nil {
		b.Fatal(err)
	}
	head, body, _ := strings.Cut(string(data), "<h2>What was agreed</h2>")
	part, foot, _ := strings.Cut(body, "<p>ENDS</p>")
	for _, n := range []int{50, 200, 800} {
		page := []byte(head + strings.Repeat("<h2>What was agreed</h2>"+part, n) + foot)
		b.Run(fmt.Sprint(len(page)>>10, "KB"), func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			for b.Loop() {
				if _, problem := readHTML("", page); problem != "" {
					b.Fatal(problem)
				}
			}
		})
	}
}

func TestIsHTML(t *testing.T) {
	for _, test := range []struct {
		name, data string
		want       bool
	}{
		{"a", "<!DOCTYPE html>", true}, {"a", "\n<!-- x -->\n<HTML>", true}, {"a", `<?xml version="1.0"?><!DOCTYPE html PUBLIC "x">`, true},
		{"a", "<div class=x>text</div>", true}, {"a", "\xFF\xFE<\x00h\x00t\x00m\x00l\x00>\x00", true}, {"a", "HTTP/1.1 200 OK\n\n<html>", true},
		{"a.html", "Text <b>bold</b>", true}, {"a.html", "No tags", false}, {"a.md", "<div>text</div>", false}, {"a.md", "<html>", true},
		{"a", "<TEI xmlns='x'>", false}, {"a", "a < b", false}, {"a", "<person@example.org> wrote", false},
	} {
		if got := isHTML(test.name, []byte(test.data)); got != test.want {
			t.Errorf("%s %q: %v", test.name, test.data, got)
		}
	}
}
