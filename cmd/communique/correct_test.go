package main

import (
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestAdminCorrects corrects title and kind of a bundled document and joins two
// of its paragraphs, sees that on its page and in the search, reads everything
// again, and lifts what was corrected: the page is as it was.
func TestAdminCorrects(t *testing.T) {
	site := serveArchive(t, "demo", filepath.Join(t.TempDir(), "demo"))
	slug := getJSON[searchJSON](t, site.address+"/api/v1/search?q=encryption&kind=communique").Hits[0].Document.Slug
	b := newBrowser(t)
	b.window(1280, "light")
	public, correct := site.address+"/d/"+slug, site.address+"/admin/documents/"+slug
	article := func() string {
		t.Helper()
		b.open(public)
		return eval[string](b, `document.querySelector("main").innerHTML`)
	}
	asSpeech := func(found bool) bool {
		return eventually(func() bool {
			hits := getJSON[searchJSON](t, site.address+"/api/v1/search?q=encryption&kind=speech").Hits
			return len(hits) > 0 == found && (!found || hits[0].Document.Title == "Communiqué of the Lamplighters")
		})
	}
	before := article()
	signIn(b, site)
	b.do(chromedp.SendKeys(`#address`, public))
	b.click(`form:has(#address) button`)
	b.put("#value-title", "Communiqué of the Lamplighters")
	b.put("#reason-title", "as the ministers call it")
	b.click(`form:has(#value-title) button`)
	if said := b.text("main"); !strings.Contains(said, "Change set 2 is applied") || !strings.Contains(said, "As the ministers call it.") {
		t.Fatalf("the title was corrected: %s", said)
	}
	b.put("#value-kind", "speech")
	b.click(`form:has(#value-kind) button`)
	one, two := twoParagraphs(getJSON[documentJSON](t, site.address+"/api/v1/documents/"+slug))
	b.click(`button[value^="` + one + `."]`)
	if said := b.text("main"); !strings.Contains(said, "Joined to one paragraph:") {
		t.Fatalf("two paragraphs were joined: %s", said)
	}
	b.shoot("admin-corrected")
	if found := b.axe(); len(found) > 0 {
		t.Errorf("a corrected document: axe finds\n  %s", strings.Join(found, "\n  "))
	}

	corrected := article()
	if b.text("h1") != "Communiqué of the Lamplighters" || strings.Count(b.text(".record"), "Corrected by admin on") != 2 || b.count("#p-"+two) != 0 {
		t.Errorf("the corrected document: %s\n%s", b.text("h1"), b.text(".record"))
	}
	if !asSpeech(true) {
		t.Error("the search does not find the corrected document")
	}
	response, err := http.Get(site.address + "/p/" + two)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil || !strings.HasSuffix(response.Request.URL.Path, one) || !strings.Contains(string(whole), two) || !strings.Contains(string(whole), "read as 2 paragraphs") {
		t.Errorf("the permalink of the joined paragraph leads to %s, %v", response.Request.URL, err)
	}

	b.open(site.address + "/admin/sources")
	b.click(`button[name=all]`)
	if report := b.waitForReport(); strings.Contains(report, "Change set") {
		t.Errorf("reading all again proposes: %s", report)
	}
	if article() != corrected {
		t.Error("reading all again changed the corrected document")
	}

	b.open(correct)
	for b.count(`.lift button`) > 0 {
		b.click(`.lift button`)
		if !strings.Contains(b.location(), "?set=") {
			t.Fatalf("lifting leads to %s: %s", b.location(), b.text("main"))
		}
	}
	if article() != before {
		t.Error("with every correction lifted the page is not what it was")
	}
	if !asSpeech(false) {
		t.Error("the search still finds the document as it was corrected")
	}
}

// put gives a field of a form another value.
func (b *browser) put(css, value string) {
	b.t.Helper()
	if got := eval[string](b, fmt.Sprintf(`document.querySelector(%q).value = %q`, css, value)); got != value {
		b.t.Fatalf("%s holds %q", css, got)
	}
}

// twoParagraphs are the first two of a section of several.
func twoParagraphs(d documentJSON) (one, two string) {
	for _, s := range d.Sections {
		if len(s.Paragraphs) > 1 {
			return s.Paragraphs[0].ID, s.Paragraphs[1].ID
		}
	}
	return "", ""
}
