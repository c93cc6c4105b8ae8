package extract

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadRefuses(t *testing.T) {
	for _, test := range []struct{ name, data, want string }{
		{"nothing", "", "f is empty"},
		{"only space", " \n\r\n\t", "f is empty"},
		{"only a byte order mark", "\xEF\xBB\xBF\n", "f is empty"},
		{"PDF", "%PDF-1.7\n", "f is a truncated PDF: its end is missing"},
		{"ZIP", "PK\x03\x04rest", "f is a broken ZIP archive: its directory cannot be read"},
		{"HTML", "<!-- saved -->\n<!DOCTYPE html><html>", "f is an HTML page without text"},
		{"Big5", "one\n\xa5~\xa5\xe6\xb3\xa1\xaa\xf8\xa6b\xa5_\xa8\xca\xc1|\xa6\xe6", "f is not UTF-8 text: line 2, byte 4 is 0xa5; and in no charset known here are its bytes words"},
		{"zero", "text\x00more", "f is not text: byte 4 is a zero"},
		{"control characters", strings.Repeat("a\x01\x02", 200), "f is not text: 400 of its 600 bytes are control characters, the first on line 1"},
		{"UTF-16 lone surrogate", "\xFF\xFEa\x00\x00\xD8b\x00", "f is not UTF-16 text: byte 4 is half a character"},
		{"a line without end", "a\n" + strings.Repeat("word ", 1_000_000), "f has a line of 4 MB, line 2; 4 MB are the most that is read of one"},
		{"a block of a page without end", "<html><p>" + strings.Repeat("word ", 1_000_000), "f has a line of 4 MB, line 1; 4 MB are the most that is read of one"},
		{"too many lines", strings.Repeat("a\n", MaxLines+1), "f has 500001 lines; 500000 are the most that is read"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read("f", []byte(test.data))
			var problem *Problem
			if !errors.As(err, &problem) || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestReadPlain(t *testing.T) {
	for _, test := range []struct {
		name, data string
		want       []Line
	}{
		{"carriage returns", "a\r\nb\r\r\nc\rd", []Line{{Number: 1, Text: "a"}, {Number: 2, Text: "b"}, {Number: 3, Text: "c\rd"}}},
		{"newline at the end", "a\n\n", []Line{{Number: 1, Text: "a"}, {Number: 2}}},
		{"byte order mark", "\xEF\xBB\xBFa", []Line{{Number: 1, Text: "a"}}},
		{"UTF-16 cut off", "\xFF\xFEa\x00b", []Line{{Number: 1, Text: "a"}}},
		{"UTF-16", "\xFE\xFF\x00\xE9\x00\n\xD8\x3D\xDE\x00", []Line{{Number: 1, Text: "é"}, {Number: 2, Text: "😀"}}},
		{"form feeds are pages", "a\n\fb\nc\f\nd", []Line{
			{Number: 1, Page: 1, Text: "a"}, {Number: 2, Page: 2, Text: " b"}, {Number: 3, Page: 2, Text: "c "}, {Number: 4, Page: 3, Text: "d"},
		}},
		{"line separators of other systems split nothing", "a\u2028b\u0085c", []Line{{Number: 1, Text: "a\u2028b\u0085c"}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Read("f.txt", []byte(test.data))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got.Lines); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadMarkdown(t *testing.T) {
	for _, test := range []struct {
		name, data string
		want       []Line
	}{
		{"headings", "# **Title**\n\n###  Deep ##\n#hashtag", []Line{
			{Number: 1, Text: "Title", Heading: 1, Bold: true}, {Number: 2},
			{Number: 3, Text: "Deep", Heading: 3}, {Number: 4, Text: "#hashtag"},
		}},
		{"bold over lines", "**Pages 1 to 2\nare withheld**", []Line{
			{Number: 1, Text: "Pages 1 to 2", Bold: true}, {Number: 2, Text: "are withheld", Bold: true, Soft: true},
		}},
		{"stray bold", "- criminals and**\n\nothers.", []Line{{Number: 1, Text: "- criminals and"}, {Number: 2}, {Number: 3, Text: "others."}}},
		{"emphasis", "the *Criminal Code* and 2 * 3", []Line{{Number: 1, Text: "the Criminal Code and 2 * 3"}}},
		{"escapes", `up to \$1 million 17\. \*`, []Line{{Number: 1, Text: "up to $1 million 17. *"}}},
		{"links", "[Home \\(/\\)](#)\n\nsee [the\ntext](https://x.example/a_(b)) now", []Line{
			{Number: 1, Text: "Home (/)", Link: true}, {Number: 2}, {Number: 3, Text: "see the"}, {Number: 4, Text: "text now", Soft: true},
		}},
		{"a mark is no link", "**x** [REDACTED](s) [REDACTED]", []Line{{Number: 1, Text: "x [REDACTED](s) [REDACTED]"}}},
		{"tags and references", "11<sup>th</sup> R&amp;D a<b <https://x.example/>", []Line{{Number: 1, Text: "11th R&D a<b https://x.example/"}}},
		{"comments, rules and pictures", "# t\n\n<!-- -->\n\n***\n\n![](a.png)", []Line{
			{Number: 1, Text: "t", Heading: 1}, {Number: 2}, {Number: 3, Text: "<!-- -->", Meta: MetaFormat}, {Number: 4},
			{Number: 5, Text: "***", Meta: MetaFormat}, {Number: 6}, {Number: 7, Text: "![](a.png)", Meta: MetaFormat},
		}},
		{"soft and hard line ends", "a\nb  \nc\n- d\n  e", []Line{
			{Number: 1, Text: "a"}, {Number: 2, Text: "b  ", Soft: true}, {Number: 3, Text: "c"}, {Number: 4, Text: "- d"}, {Number: 5, Text: "  e", Soft: true},
		}},
		{"front matter", "---\ntitle: \"A\\_long\\\n  \\ title\\xC9\"\ndate: '2023-09-06'\ntags:\n  - a\n  - b\n\nother: x\n---\ntext", []Line{
			{Number: 1, Meta: MetaFormat}, {Number: 2, Text: "A\u00A0long titleÉ", Meta: MetaTitle}, {Number: 3, Meta: MetaTitle},
			{Number: 4, Text: "2023-09-06", Meta: MetaDate}, {Number: 5, Text: "a, b", Meta: MetaTags}, {Number: 6, Meta: MetaTags}, {Number: 7, Meta: MetaTags},
			{Number: 8}, {Number: 9, Meta: MetaOther}, {Number: 10, Meta: MetaFormat}, {Number: 11, Text: "text"},
		}},
		{"broken front matter", "---\ntitle: [\n---\ntext", []Line{
			{Number: 1, Meta: MetaFormat}, {Number: 2, Meta: MetaTitle}, {Number: 3, Meta: MetaFormat}, {Number: 4, Text: "text"},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Read("f.md", []byte(test.data))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got.Lines); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFormatIsToldByContent(t *testing.T) {
	for _, test := range []struct{ name, data, want string }{
		{"a.txt", "No marks, 2 * 3 = 6.", "text/plain; charset=utf-8"},
		{"a.txt", "**Bold** line", "text/markdown; charset=utf-8"},
		{"a.txt", "---\ntitle: x\n---\n", "text/markdown; charset=utf-8"},
		{"a.txt", "---\nno front matter\n", "text/plain; charset=utf-8"},
		{"a.MD", "No marks.", "text/markdown; charset=utf-8"},
	} {
		if got, err := Read(test.name, []byte(test.data)); err != nil || got.MediaType != test.want {
			t.Errorf("%q: %s, %v; want %s", test.data, got.MediaType, err, test.want)
		}
	}
}

// FuzzRead: reading never panics, loses no line, numbers them in order, and
// says of every line that holds something what it is.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"a\r\r\nb", "\xFF\xFE\x00\xD8", "---\na: b\n---\n# x", "**a\n\nb**", "[a](", "[[[](/)](/)", "![](/)\n\n***", "\\", "*\n*\n**", "&#x110000; &#0;",
		"<b\n>x</b\n>", "```text\nx  \n```", "---\n? a\n: b\n---", "a\x0cb\n\x0c", "\u200B\n\uFEFFx", "caf\xE9\n\xA0\n\x85", "\xC4\xE0\n\xC4\xE0", "a\x00\n\x00b\x00c\x00 \x00", "cafÃ©\r", "\u202Eabc\u200F\n\u2067x", "](/)", "- \n1.\n", "# \n## **", "<!-- a\n-->", "---\ntitle: &a [*a]\n---\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) {
		for _, name := range []string{"a.txt", "a.md"} {
			text, err := Read(name, []byte(data))
			if err != nil {
				var problem *Problem
				if !errors.As(err, &problem) {
					t.Fatalf("%T: %v", err, err)
				}
				continue
			}
			if _, ok := formatOf(name, []byte(data)); ok { // other readers have tests of their own
				continue
			}
			if again, _ := Read(name, []byte(data)); !cmp.Equal(text, again) {
				t.Fatal("reads otherwise the second time")
			}
			d, _ := decode([]byte(data))
			checkLines(t, d.text, text.Lines)
		}
	})
}

func checkLines(t *testing.T, data string, lines []Line) {
	t.Helper()
	raw := strings.Split(strings.TrimSuffix(data, "\n"), "\n")
	if len(raw) != len(lines) {
		t.Fatalf("%d lines of %d", len(lines), len(raw))
	}
	for i, line := range lines {
		if line.Number != i+1 {
			t.Errorf("line %d has number %d", i+1, line.Number)
		}
		if strings.ContainsAny(line.Text, "\n\x00") {
			t.Errorf("line %d: %q", i+1, line.Text)
		}
		printed := strings.TrimSpace(raw[i]) != ""
		said := strings.TrimSpace(line.Text) != "" || line.Meta != ""
		if printed != said {
			t.Errorf("line %d %q is read as %+v", i+1, raw[i], line)
		}
	}
}
