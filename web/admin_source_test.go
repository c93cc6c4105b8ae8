package web

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"communique/internal/archive"
)

// withReading gives the site a source with an awkward name and what was read
// in it.
func withReading(a *adminSite) {
	withHistory(a)
	a.store.sources[0].Name = "sub/a & b?.txt"
	a.store.reading = archive.SourceReading{
		Documents: []archive.Document{{
			Slug: "2019-07-30-statement", Title: "Statement <on> Rivers", Kind: archive.Statement, Date: "2019-07-30",
			DateBasis: "stated in the dateline: “30 July 2019”; the metadata of the page says 1 August 2019",
			Doubts:    []archive.Doubt{{Says: "x"}},
			Sections:  []archive.Section{{Paragraphs: []archive.Paragraph{{Text: "One."}, {Text: "Two."}}}},
		}},
		Withheld:  []archive.Withheld{{First: 9, Last: 14, Lines: []int{30, 31}}, {First: 20, Last: 20, Lines: []int{40}}},
		Furniture: []archive.Furniture{{Lines: []int{1}, Reason: "page number"}, {Lines: []int{2, 3, 4}, Reason: "running head"}, {Lines: []int{9}, Reason: "running head"}},
		Doubts: []archive.SourceDoubt{
			{Doubt: archive.Doubt{Says: "Its charset is guessed."}},
			{Slug: "2019-07-30-statement", Doubt: archive.Doubt{Lines: []int{5, 6, 7}, Says: "Paragraph 4 follows paragraph 2."}},
		},
	}
}

func TestSourcePage(t *testing.T) {
	a := newAdminSite(t)
	withReading(a)
	a.signIn()
	const address = "/admin/source?name=sub%2Fa+%26+b%3F.txt"
	a.get("/admin/sources").wants(t, http.StatusOK, `href="`+address+`"`)
	a.get(address).wants(t, http.StatusOK, "<h1>sub/a &amp; b?.txt</h1>",
		"<dt>documents</dt><dd>1</dd>", "<dt>paragraphs</dt><dd>2</dd>", "<dt>lines of furniture</dt><dd>5</dd>", "<dt>pages withheld</dt><dd>7</dd>", "<dt>doubts</dt><dd>2</dd>",
		"Its charset is guessed.", "Paragraph 4 follows paragraph 2.", "lines 5–7", "Statement &lt;on&gt; Rivers", `href="/d/2019-07-30-statement"`,
		"Stated in the dateline: “30 July 2019”; the metadata of the page says 1 August 2019.",
		"Pages 9 to 14 of this source are withheld: 6 pages. The notice stands on lines 30 and 31.", "Page 20 of this source is withheld.",
		"running head", "lines 2–4 and 9", `name="source" value="sub/a &amp; b?.txt"`)
	a.get("/admin/source?name=gone.txt").wants(t, http.StatusNotFound)
	a.get("/admin/source").wants(t, http.StatusNotFound)
	a.store.err = errors.New("disk on fire")
	a.get(address).wants(t, http.StatusInternalServerError)
}

func TestSourceReadWithoutDoubts(t *testing.T) {
	a := newAdminSite(t)
	withHistory(a)
	a.signIn()
	a.get("/admin/source?name=scan.pdf").wants(t, http.StatusOK, "<b>Not read.</b> scan.pdf holds 4 pages", "Nothing was guessed, missing or in disagreement.", "No line was set aside.")
}

// TestRunOfManySources: what needs a person comes first, and a page of the
// report stays one.
func TestRunOfManySources(t *testing.T) {
	a := newAdminSite(t)
	run := archive.Run{ID: 5, Actor: "admin", Started: time.Unix(0, 0), Ended: time.Unix(9, 0), Sources: 7000,
		Found: archive.Figures{Documents: 7001, Paragraphs: 90000, Furniture: 65178, Withheld: 3, Doubts: 511}}
	for i := range 250 {
		o := archive.Outcome{Source: fmt.Sprintf("paper-%03d.txt", i), Counts: archive.Counts{Added: 1}, Found: archive.Figures{Documents: 1, Paragraphs: 3}}
		switch {
		case i == 200:
			o = archive.Outcome{Source: "broken.pdf", Counts: archive.Counts{Failed: 1}, Problem: "broken.pdf is broken."}
		case i >= 240:
			o.Found.Doubts = 20
			for n := range 20 {
				o.Doubts = append(o.Doubts, archive.SourceDoubt{Slug: "a", Doubt: archive.Doubt{Lines: []int{n + 1}, Says: "A number is missing."}})
			}
		case i == 239:
			o.Found.Doubts = 2 // read again since
		}
		run.Outcomes = append(run.Outcomes, o)
	}
	a.store.runs = []archive.Run{run}
	a.signIn()
	first := a.get("/admin/runs/5")
	first.wants(t, http.StatusOK, "<dt>doubts</dt><dd>511</dd>", "<dt>lines of furniture</dt><dd>65,178</dd>", "broken.pdf is broken.",
		"And 12 more.", "2 doubts. The source was read again since.", "Read: 1 document, 3 paragraphs",
		"6,750 sources that read as before, without doubts, are not listed.", "Page 1 of 3", `href="/admin/runs/5?page=2#outcomes"`, `href="/admin/source?name=broken.pdf"`)
	order := []int{strings.Index(first.text, "broken.pdf is broken."), strings.Index(first.text, "paper-240.txt"), strings.Index(first.text, "paper-000.txt")}
	if order[0] < 0 || order[1] < order[0] || order[2] < order[1] || strings.Contains(first.text, "paper-150.txt") {
		t.Errorf("places of what failed, is doubted, and changed: %v", order)
	}
	a.get("/admin/runs/5?page=3").wants(t, http.StatusOK, "paper-199.txt", "Page 3 of 3")
	for _, page := range []string{"x", "-1", "99", ""} {
		a.get("/admin/runs/5?page="+page).wants(t, http.StatusOK)
	}
}
