package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"communique/internal/archive"
	"communique/web/components"
)

// wantIn reports what of texts stands not in body.
func wantIn(t *testing.T, body string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(body, text) {
			t.Errorf("%q is not on the page", text)
		}
	}
}

func TestSourcePageTellsWhatLinesBecame(t *testing.T) {
	site := newPublicSite(t)
	got := site.get("/d/2019-07-30-communique/source")
	if got.Code != http.StatusOK {
		t.Fatalf("status %d", got.Code)
	}
	body := got.Body.String()
	wantIn(t, body,
		`id="L2"`, `id="L16"`, `class="block to-heading"`, `class="block to-paragraph"`, `class="block to-furniture"`,
		"Left out of the text: running head &lt;script&gt;", `id="p-cdfghjkm"`, `href="/p/cdfghjkm"`,
		"Goes on:", // line 11 is of the paragraph too, behind the running head
		`href="/sources/ab12"`, `href="/sources/cd34"`, "this document was read from it", "Lines 2 to 16 of 16.",
		"Page 20 of this source is withheld.")
	for _, absent := range []string{"<script>alert", `id="L1"`, "ee99"} {
		if strings.Contains(body, absent) {
			t.Errorf("%q is on the page", absent)
		}
	}
	all := site.get("/d/2019-07-30-communique/source?all=1").Body.String()
	wantIn(t, all, `id="L1"`, `id="p-ghjkmnpq"`, `name="robots"`)
}

func TestSourcePageAnswersAsTheDocument(t *testing.T) {
	site := newPublicSite(t)
	for path, want := range map[string]int{"/d/once-here/source": http.StatusGone, "/d/never/source": http.StatusNotFound} {
		if got := site.get(path).Code; got != want {
			t.Errorf("%s: status %d, want %d", path, got, want)
		}
	}
}

// TestSourcePageGoesOnWithoutLines has no reader, one that reads otherwise than
// at first, and one that takes too long.
func TestSourcePageGoesOnWithoutLines(t *testing.T) {
	late := sourceLines(func(context.Context, string, string) ([]archive.SourceLine, error) {
		return nil, fmt.Errorf("reading: %w", context.DeadlineExceeded)
	})
	for _, c := range []struct {
		name             string
		lines            SourceLines
		source, document int
		says             string
	}{
		{"none", nil, http.StatusOK, http.StatusOK, "does not show the lines"},
		{"empty", someLines(0), http.StatusOK, http.StatusOK, "No line of this source"},
		{"others", someLines(3), http.StatusOK, http.StatusOK, "lines may not fit"},
		{"late", late, http.StatusServiceUnavailable, http.StatusOK, "This took too long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := newPublicSite(t, func(config *Config) { config.Lines = c.lines })
			got := site.get("/d/2019-07-30-communique/source")
			if got.Code != c.source {
				t.Errorf("the source: status %d", got.Code)
			}
			wantIn(t, got.Body.String(), c.says)
			if got := site.get("/p/cdfghjkm"); got.Code != c.document || !strings.Contains(got.Body.String(), "release.txt, lines 9 and 11") {
				t.Errorf("the paragraph: status %d", got.Code)
			}
		})
	}
}

func TestSourcePagesAreBounded(t *testing.T) {
	site := newPublicSite(t, func(config *Config) { config.Lines = someLines(2_000_000) })
	for path, want := range map[string][2]string{
		"?all=1":             {`id="L1"`, `id="L2000"`},
		"?all=1&page=2":      {`id="L2001"`, `id="L4000"`},
		"?all=1&page=99999":  {`id="L1998001"`, `id="L2000000"`},
		"?all=1&line=5000":   {`id="L4001"`, `id="L6000"`},
		"?all=1&line=-7":     {`id="L1"`, `id="L2000"`},
		"?line=999999999999": {`id="L2"`, `id="L17"`},
	} {
		body := site.get("/d/2019-07-30-communique/source" + path).Body.String()
		wantIn(t, body, want[0], want[1])
		if n := strings.Count(body, `id="L`); n > linesAPage {
			t.Errorf("%s: %d lines", path, n)
		}
	}
}

func TestParagraphShowsItsLines(t *testing.T) {
	body := newPublicSite(t).get("/p/cdfghjkm").Body.String()
	wantIn(t, body, `class="read"><i>11</i>`, `<i>6</i>`, `<i>14</i>`, `href="/d/2019-07-30-communique/source#L9"`, `href="/sources/ab12"`)
	for _, absent := range []string{`<i>5</i>`, `<i>15</i>`} {
		if strings.Contains(body, absent) {
			t.Errorf("%q is on the page", absent)
		}
	}
	gone := newPublicSite(t).get("/p/zzzzzzzz").Body.String()
	wantIn(t, gone, "Where it stood", "release.txt")
}

func TestExcerptLines(t *testing.T) {
	all, _ := someLines(300)(t.Context(), "", "")
	long := strings.Repeat("é", lineShown)
	all[4].Text = long
	for _, c := range []struct {
		read []int
		want string // numbers; + where read, … before a gap
	}{
		{nil, ""},
		{[]int{1}, "1+ 2 3 4"},
		{[]int{300}, "297 298 299 300+"},
		{[]int{5, 7}, "2 3 4 5+ 6 7+ 8 9 10"},
		{[]int{2, 20}, "1 2+ 3 4 5 …17 18 19 20+ 21 22 23"},
		{[]int{301, 302}, "298 299 300"}, // the file reads otherwise now
	} {
		var got []string
		for _, l := range excerptLinesOf(all, c.read) {
			text := fmt.Sprint(l.Number)
			if l.Read {
				text += "+"
			}
			if l.Gap {
				text = "…" + text
			}
			got = append(got, text)
			if len(l.Text) > lineShown+100 || !strings.HasPrefix(long, strings.TrimSuffix(l.Text, l.Text[strings.Index(l.Text+" … ", " … "):])) && l.Number == 5 {
				t.Errorf("line %d is cut to %d bytes", l.Number, len(l.Text))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v gives %q, want %q", c.read, strings.Join(got, " "), c.want)
		}
	}
}

// TestBlocks draws lines together: a paragraph over a running head, a line that
// became two paragraphs, blank lines, lines that nothing is known of.
func TestBlocks(t *testing.T) {
	m := newSourceMap(1, 8)
	d := archive.Document{Slug: "d", Title: "T", TitleLines: []int{1}, Sections: []archive.Section{{Heading: "H", Paragraphs: []archive.Paragraph{
		{ID: "bcdfghjk", Lines: []int{2, 5}}, {ID: "cdfghjkm", Lines: []int{7}}, {ID: "dfghjkmn", Lines: []int{7, 8}},
	}}}}
	m.document(&d)
	m.aside(nil, []archive.Furniture{{Lines: []int{4}, Reason: "page number"}})
	var lines []archive.SourceLine
	for i, text := range []string{"T", "a", "", "4", "b", "?", "c", "d", "beyond"} {
		lines = append(lines, archive.SourceLine{Number: i + 1, Text: text})
	}
	var got []string
	for _, b := range m.blocks(lines) {
		got = append(got, fmt.Sprint(b.Kind, " ", len(b.Lines), " ", len(b.Paragraphs), " ", b.Says))
	}
	want := []string{"title 1 0 Title of", "paragraph 2 1 ", "furniture 1 0 Left out of the text: page number", "paragraph 1 0 Goes on:", " 1 0 ", "paragraph 2 2 "}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestBlocksCutWhatIsLong(t *testing.T) {
	m := newSourceMap(1, 3)
	text := strings.Repeat("x", pageShown)
	blocks := m.blocks([]archive.SourceLine{{Number: 1, Text: text}, {Number: 2, Text: text}, {Number: 3, Text: "short"}})
	var got []components.SourceLineView
	for _, b := range blocks {
		got = append(got, b.Lines...)
	}
	if len(got) != 3 || len(got[0].Text) != pageShown || len(got[1].Text) > lineLeast+50 || got[2].Text != "short" {
		t.Errorf("%d lines of %d, %d, … bytes", len(got), len(got[0].Text), len(got[1].Text))
	}
}

func TestSourceFile(t *testing.T) {
	site := newPublicSite(t)
	for sum, want := range map[string]struct {
		status            int
		kind, disposition string
	}{
		"ab12": {http.StatusOK, "text/plain; charset=utf-8", "attachment; filename=release.txt"},
		"cd34": {http.StatusOK, "application/octet-stream", "attachment; filename*=utf-8''a%20%22paper%22%20%C3%A9.html"},
		"ee99": {status: http.StatusNotFound},
		"..":   {status: http.StatusNotFound},
	} {
		got := site.ask(http.MethodGet, "/sources/"+sum, "Accept-Encoding", "gzip")
		h := got.Header()
		if got.Code != want.status {
			t.Errorf("%s: status %d", sum, got.Code)
		}
		if want.status != http.StatusOK {
			continue
		}
		if got.Body.String() != "<script>"+sum || h.Get("Content-Encoding") != "" {
			t.Errorf("%s: sent as %q, %q", sum, got.Body, h.Get("Content-Encoding"))
		}
		for name, value := range map[string]string{
			"Content-Type": want.kind, "Content-Disposition": want.disposition, "X-Content-Type-Options": "nosniff",
			"Content-Security-Policy": "default-src 'none'; sandbox", "Etag": `"` + sum + `"`, "Cache-Control": "public, max-age=31536000, immutable",
		} {
			if h.Get(name) != value {
				t.Errorf("%s: %s is %q, want %q", sum, name, h.Get(name), value)
			}
		}
		if again := site.ask(http.MethodGet, "/sources/"+sum, "If-None-Match", h.Get("Etag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s: asked again, status %d", sum, again.Code)
		}
		if some := site.ask(http.MethodGet, "/sources/"+sum, "Range", "bytes=1-6"); some.Code != http.StatusPartialContent || some.Body.String() != "script" {
			t.Errorf("%s: a range is %d %q", sum, some.Code, some.Body)
		}
	}
	site.store.err = errors.New("the disk is gone")
	if got := site.get("/sources/ab12"); got.Code != http.StatusInternalServerError || strings.Contains(got.Body.String(), "disk") {
		t.Errorf("broken: status %d", got.Code)
	}
}
