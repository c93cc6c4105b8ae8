package web

import (
	"html"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"communique/internal/archive"
	"communique/internal/search"
	"communique/web/components"
)

// joined is the text of pieces, put together again.
func joined(pieces []components.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

func TestPieces(t *testing.T) {
	text := "The [REDACTED]-partners met"
	bar := archive.Redaction{Start: 4, End: 14, Exemption: "s. 15"}
	for _, c := range []struct {
		name       string
		redactions []archive.Redaction
		marks      []search.Span
		want       []components.Piece
	}{
		{"nothing", nil, nil, []components.Piece{{Text: text}}},
		{"a bar glued to a word", []archive.Redaction{bar}, nil, []components.Piece{
			{Text: "The "}, {Text: "[REDACTED]", Redacted: true, Exemption: "s. 15"}, {Text: "-partners met"},
		}},
		{"marks beside a bar", []archive.Redaction{bar}, []search.Span{{Start: 0, End: 3}, {Start: 15, End: 23}}, []components.Piece{
			{Text: "The", Mark: true}, {Text: " "}, {Text: "[REDACTED]", Redacted: true, Exemption: "s. 15"}, {Text: "-"}, {Text: "partners", Mark: true}, {Text: " met"},
		}},
		{"a mark within a bar", []archive.Redaction{bar}, []search.Span{{Start: 5, End: 13}}, []components.Piece{
			{Text: "The "}, {Text: "[REDACTED]", Redacted: true, Exemption: "s. 15"}, {Text: "-partners met"},
		}},
		{"bars that make no sense", []archive.Redaction{{Start: 9, End: 4}, {Start: 0, End: 99}}, nil, []components.Piece{{Text: text}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, pieces(text, c.redactions, c.marks)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzPieces(f *testing.F) {
	f.Add("The [REDACTED]-partners", 4, 14, 0, 3)
	f.Add("é\xff日本", 1, 3, -5, 99)
	f.Add("", 0, 0, 0, 0)
	f.Add(strings.Repeat("word ", 200), 350, 371, 700, 704)
	f.Fuzz(func(t *testing.T, text string, start, end, from, to int) {
		redactions := []archive.Redaction{{Start: start, End: end}}
		marks := []search.Span{{Start: from, End: to}}
		if got := joined(pieces(text, redactions, marks)); got != text {
			t.Errorf("%q became %q", text, got)
		}
		got := joined(excerpt(archive.Paragraph{Text: text, Redactions: redactions}, marks))
		core := strings.TrimSuffix(strings.TrimPrefix(got, "… "), " …")
		if !strings.Contains(text, core) {
			t.Errorf("the excerpt %q is not in the text", got)
		}
		if utf8.ValidString(text) && !utf8.ValidString(got) {
			t.Errorf("the excerpt %q cuts a letter", got)
		}
	})
}

func TestExcerpt(t *testing.T) {
	text := strings.Repeat("before ", 100) + "here " + strings.Repeat("behind ", 100)
	got := excerpt(archive.Paragraph{Text: text}, []search.Span{{Start: 700, End: 704}})
	said := joined(got)
	if !strings.HasPrefix(said, "… before ") || !strings.HasSuffix(said, "behind …") || len(said) > excerptLength+20 {
		t.Errorf("%d bytes: %q", len(said), said)
	}
	if !cmp.Equal(got[2], components.Piece{Text: "here", Mark: true}) {
		t.Errorf("pieces %v", got[:3])
	}
	bar := archive.Redaction{Start: 340, End: 380, Form: "x"}
	said = joined(excerpt(archive.Paragraph{Text: text, Redactions: []archive.Redaction{bar}}, nil))
	if !strings.Contains(said, text[bar.Start:bar.End]) {
		t.Errorf("a redaction was cut: %q", said)
	}
}

func TestMarkedPieces(t *testing.T) {
	got := markedPieces(`Borders &amp; <mark>asylum</mark> &lt;b&gt; <b>`)
	want := []components.Piece{{Text: "Borders & "}, {Text: "asylum", Mark: true}, {Text: " <b> <b>"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzMarkedPieces(f *testing.F) {
	f.Add("a <mark>b</mark> c")
	f.Add("<mark><mark></mark>")
	f.Add("&lt;mark&gt;&amp;amp;")
	f.Fuzz(func(t *testing.T, heading string) {
		if strings.Contains(heading, "<mark>") || strings.Contains(heading, "</mark>") {
			_ = markedPieces(heading) // must not panic
			return
		}
		if got := joined(markedPieces(html.EscapeString(heading))); got != html.UnescapeString(html.EscapeString(heading)) {
			t.Errorf("%q became %q", heading, got)
		}
	})
}

func TestParagraphName(t *testing.T) {
	for _, c := range []struct {
		p    archive.Paragraph
		want string
	}{
		{archive.Paragraph{Role: archive.Numbered, Label: "2"}, "paragraph 2, Asylum"},
		{archive.Paragraph{Role: archive.Numbered}, "paragraph, Asylum"},
		{archive.Paragraph{Role: archive.Bullet, Label: "•"}, "paragraph, Asylum"},
		{archive.Paragraph{Role: archive.Footnote, Label: "4"}, "footnote 4, Asylum"},
		{archive.Paragraph{Role: archive.SignOff}, "sign-off, Asylum"},
		{archive.Paragraph{Role: archive.Mark}, "redaction, Asylum"},
	} {
		if got := paragraphName(&c.p, "Asylum"); got != c.want {
			t.Errorf("%+v: %q, want %q", c.p, got, c.want)
		}
	}
	if headingOr("", "s-opening") != "Opening of the text" || headingOr("", "s-text") == "" {
		t.Error("sections without a heading have no name")
	}
}

func TestDifferences(t *testing.T) {
	got := differences("an immediate upscaling of it", "an upscaling of it now")
	want := []components.Piece{
		{Text: "an "}, {Text: "immediate ", Deleted: true}, {Text: "upscaling of "}, {Text: "it", Deleted: true}, {Text: "it now", Inserted: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzDifferences(f *testing.F) {
	f.Add("one two", "two one")
	f.Add("", " ")
	f.Fuzz(func(t *testing.T, was, is string) {
		var before, after strings.Builder
		for _, p := range differences(was, is) {
			if !p.Inserted {
				before.WriteString(p.Text)
			}
			if !p.Deleted {
				after.WriteString(p.Text)
			}
		}
		if before.String() != was || after.String() != is {
			t.Errorf("%q, %q became %q, %q", was, is, before.String(), after.String())
		}
	})
}
