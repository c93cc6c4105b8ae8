package components

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the goldens anew")

// render is a component as HTML, a line for each tag so that a difference can
// be read.
func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, name string, c templ.Component) {
	t.Helper()
	got := strings.ReplaceAll(render(t, c), "><", ">\n<") + "\n"
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got; -update writes it anew):\n%s", file, diff)
	}
}

const markup = `<b>"bold" & 'brash'</b>`

func frame(title string) PageView {
	return PageView{
		Title: title, Description: "One sentence.", Canonical: "https://archive.example/here", Site: "https://archive.example",
		Sequence: "1,204", Stylesheet: "/assets/site.css?v=1", Script: "/assets/site.js?v=1", Icon: "/assets/favicon.svg?v=1",
	}
}

var (
	facts = []Fact{
		{Text: "Communiqué"}, {Text: "Draft", Draft: true}, {Text: "30 July 2019", Date: "2019-07-30"},
		{Text: "standing not stated", Unknown: true}, {Text: "/p/bcdfghjk", Code: true}, {Text: "about this document", URL: "#about"},
	}
	wording = []Piece{
		{Text: "Our "}, {Text: "[REDACTED]", Redacted: true}, {Text: "-partners want "}, {Text: "encryption", Mark: true},
		{Text: "[REDACTED]", Redacted: true, Exemption: "s. 15(1)"}, {Text: ". " + markup},
	}
	paragraph = ParagraphView{
		ID: "bcdfghjk", Label: "1", Role: "numbered", Wording: wording, URL: "/p/bcdfghjk", Name: "paragraph 1, Encryption",
	}
	plot = Plot{
		ID: "plot", Title: "Documents of each year", Caption: "Documents of each year.", Unit: "Documents", Height: 142,
		Bars: []Bar{
			{Name: "2018", Figure: "0 of 1", OutlineHeight: "10.0", OutlineY: "110.0", X: "20%", Width: "9%", Middle: "25%", Label: "0 of 1", LabelY: "104.0"},
			{Name: "2019", Figure: "10", Height: "100.0", Y: "20.0", X: "70%", Width: "9%", Middle: "75%", Label: "10", LabelY: "14.0"},
		},
		Ticks: []Tick{{X: "25%", Anchor: "middle", Text: "2018"}, {X: "75%", Anchor: "middle", Text: "2019"}},
	}
)

func TestWordingAddsNoSpace(t *testing.T) {
	got := render(t, Wording([]Piece{{Text: "a"}, {Text: "b", Mark: true}, {Text: "-c"}, {Text: "d", Deleted: true}, {Text: "e", Inserted: true}}, false))
	if want := "a<mark>b</mark>-c<del>d</del><ins>e</ins>"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestParts(t *testing.T) {
	golden(t, "paragraph.html", Paragraph(paragraph))
	golden(t, "redacted.html", Paragraph(ParagraphView{Role: "mark", Wording: []Piece{{Text: "[REDACTED]", Redacted: true}}, URL: "/p/x", Name: "redaction"}))
	golden(t, "facts.html", Facts(facts))
	golden(t, "plot.html", Bars(plot))
	sparse := plot
	sparse.Sparse = true
	golden(t, "plot-sparse.html", Bars(sparse))
	golden(t, "tally.html", Tally([]Count{{Text: markup, URL: "/countries/ca", Count: "14", Share: "100%", Note: "a party to 13"}, {Text: "Undated", Count: "0", Share: "0%"}}))
	golden(t, "pages.html", Pages(PagesView{Label: "Pages", Here: "Page 2 of 3", Previous: "/a", Next: "/c", PreviousText: "Previous 10 results", NextText: "Next 10 results"}))
}

func TestFrame(t *testing.T) {
	view := frame(markup)
	view.Current, view.Previous, view.Next = "/countries", "/a", "/c"
	view.Meta = []Meta{{Name: "citation_title", Content: markup}}
	view.Alternates = []Alternate{{URL: "/d/x.md", MediaType: "text/markdown", Text: "Markdown"}}
	golden(t, "frame.html", Page(view))
	admin := frame("")
	admin.OwnSearch, admin.NoIndex, admin.Admin, admin.MenuLabel, admin.Menu = true, true, true, "Administration", []Link{{"/admin", "Sources"}}
	admin.Tools, admin.MoreScript = templ.Raw("<form></form>"), "/assets/admin.js"
	golden(t, "frame-admin.html", Page(admin))
	golden(t, "failure.html", Failure(FailureView{Page: frame("No"), Title: "No", Path: "/d/" + markup, Detail: "Nothing.", Query: markup, Close: []Item{{URL: "/d/x", Title: "X", Facts: facts}}}))
}

// cited is a citation with markup in it.
var cited = CitationView{Line: markup, Files: []Link{{"/d/x.ris", "RIS"}, {"/d/x.bib", "BibTeX"}}}

func TestPages(t *testing.T) {
	golden(t, "document.html", Document(DocumentView{
		Page: frame("Doc"), Trail: Trail{{"/documents", "Documents"}, {"", "Communiqué"}}, Title: markup, Subtitle: "London", Facts: facts, Language: "en",
		Marking: markup, Before: []string{"Pages 9 to 14 are withheld."}, After: []string{"Page 20 is withheld."},
		Contents: []ContentsEntry{{URL: "#s-a", Text: "A", Count: "1", Spoken: "1 paragraph"}, {URL: "#s-b", Text: "B", Count: "–", Spoken: "no paragraphs", Sub: true}},
		Sections: []SectionView{{Anchor: "s-a", Heading: "A", Paragraphs: []ParagraphView{paragraph}}, {Anchor: "s-b", Heading: "B", Sub: true, Empty: "Nothing."}, {Anchor: "s-c", Heading: "Text", Unseen: true}},
		Record:   []RecordEntry{{Name: "Date", Text: "30 July 2019", Date: "2019-07-30", Basis: "Inferred."}, {Name: "Kind", Text: "Communiqué", URL: "/search?kind=communique"}, {Name: "Issuer", Text: markup}},
		Parties:  []Earned{{Link{"/countries/ca", "Canada"}, "“Canada”"}}, Named: []Earned{{Link{"/countries/nz", "New Zealand"}, ""}}, Themes: []Earned{{Link{"/themes/x", "X"}, "“x”"}},
		Packet: PacketView{Name: "release.txt", URL: "/d/x/source", SHA256: "ab", Standing: "Document 1 of 2", Next: &Link{"/d/y", "Y"}},
		Forms:  []Link{{"/d/x.txt", "Text"}, {"/d/x.md", "Markdown"}}, Cite: cited, Address: "https://archive.example/d/x", Published: "2019-07-30",
	}))
	golden(t, "paragraph-page.html", ParagraphPage(ParagraphPageView{
		Page: frame("P"), Trail: Trail{{"", "Paragraph 1"}}, Title: "Paragraph 1", Facts: facts, State: "Edited on 20 November 2026", StateNote: "It reads otherwise.",
		Around: []ParagraphView{paragraph}, PlaceURL: "/d/x#p-bcdfghjk", Quote: "“" + markup + "”", Address: "https://archive.example/p/bcdfghjk", JSONURL: "/p/bcdfghjk.json", Cite: cited,
		History: []HistoryEntry{{When: "20 November 2026", Datetime: "2026-11-20T09:30:00Z", What: "Edited", Note: "when read again:", Wording: []Piece{{Text: "a", Deleted: true}, {Text: "b", Inserted: true}}}},
		Source: ExcerptView{
			Heading: "Source", Basis: "release.txt, line 9.", Whole: &Link{"/d/x/source#L9", "The whole source beside the text"}, Bytes: &Link{"/sources/ab", "The file as received"},
			Lines: []SourceLineView{{Number: 8, Text: " ", Page: "Page 2"}, {Number: 9, Text: markup, Read: true}, {Number: 40, Text: "far", Gap: true}},
		},
		Themes: []Earned{{Link{"/themes/x", "X"}, ""}}, Countries: []Earned{{Link{"/countries/ca", "Canada"}, ""}},
	}))
	golden(t, "paragraph-gone.html", ParagraphPage(ParagraphPageView{Page: frame("P"), Title: "Removed", State: "Removed", Last: markup, Source: ExcerptView{Heading: "Where it stood", Basis: "release.txt."}}))
	golden(t, "source.html", DocumentSource(DocumentSourceView{
		Page: frame("Source"), Trail: Trail{{"/d/x", markup}, {"", "Source"}}, Title: "The source beside the text", Facts: facts, Name: markup,
		Captures: []CaptureRow{
			{When: "21 November 2026", Datetime: "2026-11-21", File: markup, MediaType: "text/plain", Size: "9 bytes", SHA256: "cd", URL: "/sources/cd"},
			{When: "20 November 2026", Datetime: "2026-11-20", MediaType: "text/plain", Size: "8 bytes", SHA256: "ab", URL: "/sources/ab", Here: true},
		},
		Withheld: []string{"Page 20 is withheld."}, Notes: []string{"Lines may not fit."}, Reach: "Lines 1 to 4 of 9.", Other: &Link{"/d/x/source?all=1", "Show the whole source"},
		Blocks: []SourceBlock{
			{Lines: []SourceLineView{{Number: 1, Text: "before", Page: "Page 1"}}},
			{Kind: "heading", Says: "Heading", Link: &Link{"/d/x#s-a", markup}, Lines: []SourceLineView{{Number: 2, Text: markup, Read: true}}},
			{Kind: "paragraph", Paragraphs: []ParagraphView{paragraph}, Language: "ar", Lines: []SourceLineView{{Number: 3, Text: "a", Read: true}, {Number: 4, Text: ""}}},
		},
		Pages: PagesView{Label: "Pages of lines", Here: "Page 1 of 2", Next: "/d/x/source?page=2", NextText: "Next lines"},
	}))
	golden(t, "source-missing.html", DocumentSource(DocumentSourceView{Page: frame("Source"), Title: "Source", Name: "a.pdf", Missing: "No line can be shown."}))
	search := SearchView{
		Page: frame("S"), Heading: "Search", Query: markup, Count: "1 section in 1 document.", Reading: markup, Notes: []string{markup},
		Chips: []Chip{{"Kind: Speech", "/search"}}, ClearURL: "/search", Plot: &plot, Sorts: []SortLink{{"Newest", ""}, {"Oldest", "/search?sort=oldest"}},
		Here: "1–1 of 1", JSONURL: "/search.json", From: "2018", Hidden: []Hidden{{"q", markup}}, FacetsFor: "Narrow this",
		Facets: []FacetView{{Name: "kind", Legend: "Kind", Values: []FacetChoice{{Value: "speech", Text: "Speech", Count: "1", Checked: true}}, More: []FacetChoice{{Value: markup, Text: markup, Count: "0", None: true}}}, {Name: "year", Legend: "Year", Range: true}},
	}
	golden(t, "search-empty.html", Search(search))
	search.Results = []ResultView{{URL: "/d/x#s-a", Heading: wording, Facts: facts, Paragraphs: []ParagraphView{paragraph}, Note: "2 more", MoreURL: "/d/x#s-a"}}
	golden(t, "search.html", Search(search))
}
