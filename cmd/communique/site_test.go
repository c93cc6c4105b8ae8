package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestReaderFindsAndQuotes walks a journalist's way in a real browser: search,
// filter, open the document, take the permalink of a paragraph.
func TestReaderFindsAndQuotes(t *testing.T) {
	site := serveArchive(t, "demo", filepath.Join(t.TempDir(), "demo"))
	b := newBrowser(t)
	b.window(1280, "light")

	b.open(site.address + "/")
	b.do(chromedp.SendKeys(chromedp.CSS("main input[name=q]"), "encryption"))
	b.click("main form[role=search] button")
	if b.count(".result") == 0 || b.count(".result mark") == 0 {
		t.Fatalf("no marked results on %s", b.location())
	}
	all := b.text(".read-as b")

	b.do(chromedp.Click(chromedp.CSS("input[name=kind][value=briefing-note]")))
	b.click(".facets .actions button")
	if narrowed := b.text(".read-as b"); narrowed == all || b.count(".chip") != 1 {
		t.Errorf("filtering by kind: %q before, %q after, %d chips", all, narrowed, b.count(".chip"))
	}
	b.click(".chip")
	if again := b.text(".read-as b"); again != all {
		t.Errorf("taking the chip off gives %q, was %q", again, all)
	}

	pilcrow := eval[string](b, `document.querySelector(".result .pilcrow").getAttribute("href")`)
	wording := eval[string](b, `document.querySelector(".result .wording").textContent`)
	b.click(".result h2 a")
	if !strings.Contains(b.location(), "/d/") || b.count("article .paragraph") == 0 {
		t.Fatalf("the result leads to %s", b.location())
	}
	b.open(site.address + pilcrow)
	if words := strings.Trim(wording, "… "); !strings.Contains(eval[string](b, `document.querySelector("main").textContent`), words[:min(40, len(words))]) {
		t.Errorf("the permalink %s does not show %q", pilcrow, words)
	}
	if problems := b.complaints(); len(problems) > 0 {
		t.Errorf("the browser complains: %q", problems)
	}
}

// TestEveryPageIsAccessible opens every kind of page, wide and narrow, light
// and dark: axe finds nothing, nothing runs out of the window, the browser
// has nothing to complain of.
func TestEveryPageIsAccessible(t *testing.T) {
	site := serveArchive(t, "demo", filepath.Join(t.TempDir(), "demo"))
	b := newBrowser(t)
	pages := publicPages(t, site)
	for name, path := range pages {
		checkPage(b, name, site.address+path)
	}
	for name, path := range map[string]string{"not-found": "/d/nothing-of-that-name", "no-paragraph": "/p/bcdfghjk"} {
		checkPage(b, name, site.address+path)
	}
	checkPage(b, "sign-in", site.address+"/admin/sign-in")
	signIn(b, site)
	slug := getJSON[documentList](t, site.address+"/api/v1/documents").Documents[0].Slug
	split := getJSON[documentJSON](t, site.address+"/api/v1/documents/"+slug).firstParagraph()
	for name, path := range map[string]string{"admin-correct": "/admin/documents/" + slug + "?split=" + split, "admin-sources": "/admin/sources", "admin-runs": "/admin/runs", "admin-run": "/admin/runs/1", "admin-source": "/admin/source?name=001_29b1e3df2d389b15.txt", "admin-changes": "/admin/changes", "admin-change": "/admin/changes/1", "admin-audit": "/admin/audit"} {
		checkPage(b, name, site.address+path)
	}
}

// publicPages is an address of every kind of page a reader can open.
func publicPages(t *testing.T, site *server) map[string]string {
	t.Helper()
	pages := map[string]string{
		"home": "/", "search": "/search?q=encryption", "search-filtered": "/search?q=encryption&kind=briefing-note&country=CA",
		"search-empty": "/search?q=xylophone", "search-malformed": "/search?q=%22foreign+interference", "search-copies": "/search?q=%22foreign+interference%22&versions=all", "search-all": "/search",
		"documents": "/documents", "countries": "/countries", "country": "/countries/CA",
		"themes": "/themes", "theme": "/themes/encryption", "years": "/years", "year": "/years/2019", "about": "/about", "changes": "/changes", "change": "/changes/1",
	}
	list := getJSON[documentList](t, site.address+"/api/v1/documents?per_page=100")
	for _, d := range list.Documents {
		kind := "document-" + d.Kind + "-" + d.Status
		if d.CopyOf != "" {
			kind += "-copy"
		}
		if pages[kind] != "" {
			continue
		}
		pages[kind] = "/d/" + d.Slug
		document := getJSON[documentJSON](t, site.address+"/api/v1/documents/"+d.Slug)
		switch d.Kind {
		case "briefing-note": // with running heads and notices of withheld pages
			pages["source"] = "/d/" + d.Slug + "/source"
		case "press-release": // one of two documents of its source
			pages["source-whole"] = "/d/" + d.Slug + "/source?all=1"
		}
		pages["paragraph-"+d.Kind] = "/p/" + document.firstParagraph()
	}
	return pages
}

// checkPage looks at a page at 320, 360 and 1280 pixels in both colour schemes.
func checkPage(b *browser, name, url string) {
	b.t.Helper()
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{320, 1280} {
			b.window(width, scheme)
			b.open(url)
			where := fmt.Sprintf("%s (%s) at %d px, %s", name, url, width, scheme)
			if found := b.axe(); len(found) > 0 {
				b.t.Errorf("%s: axe finds\n  %s", where, strings.Join(found, "\n  "))
			}
			if over := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
				b.t.Errorf("%s: the page is %d px wider than its window", where, over)
			}
			if b.count("h1") != 1 || b.text("title") == "" || b.count(`meta[name=description]`) != 1 {
				b.t.Errorf("%s: %d h1, title %q, %d descriptions", where, b.count("h1"), b.text("title"), b.count(`meta[name=description]`))
			}
			b.shoot(fmt.Sprintf("%s-%d-%s", name, width, scheme))
		}
	}
	for _, problem := range b.complaints() {
		if !strings.Contains(problem, "404") && !strings.Contains(problem, "410") {
			b.t.Errorf("%s: the browser complains: %s", name, problem)
		}
	}
}

// signIn uses the one-time link that the start printed.
func signIn(b *browser, site *server) {
	b.t.Helper()
	if site.signIn == "" {
		b.t.Fatalf("the start printed no link to sign in with:\n%s", site.out)
	}
	b.open(site.signIn)
	b.click("main form button")
	if !strings.HasSuffix(b.location(), "/admin/sources") {
		b.t.Fatalf("signing in leads to %s: %s", b.location(), b.text("main"))
	}
}

// TestAdminUploadsAndReadsAgain signs in, uploads a good and a bad file, sees
// the report and what would change, applies that, finds the new text in the
// search, takes it back, and reads everything again.
func TestAdminUploadsAndReadsAgain(t *testing.T) {
	site := serveArchive(t, "demo", filepath.Join(t.TempDir(), "demo"))
	b := newBrowser(t)
	b.window(1280, "light")
	signIn(b, site)

	folder := t.TempDir()
	good, bad := filepath.Join(folder, "statement.txt"), filepath.Join(folder, "broken.txt")
	text := "Joint Statement on Lighthouses\n\n3 May 2021\n\nWe, the Ministers of Norway and Iceland, met in Oslo and agreed to keep every lighthouse burning brightly.\n"
	if err := os.WriteFile(good, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(bad, []byte("a\x00b\x01c\x00"), 0o644); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.SetUploadFiles(chromedp.CSS("input[type=file]"), []string{good, bad}))
	b.click("form:has(input[type=file]) button")
	report := b.waitForReport()
	if !strings.Contains(report, "broken.txt") || !strings.Contains(report, "1") {
		t.Errorf("the report of the upload: %s", report)
	}
	b.shoot("admin-report")
	found := func(n int) bool {
		return eventually(func() bool { return getJSON[searchJSON](t, site.address+"/api/v1/search?q=lighthouse").Total == n })
	}
	if !found(0) {
		t.Error("the statement is found before it was applied")
	}
	b.click(".state a")
	if page := b.text("main"); !strings.Contains(page, "Joint Statement on Lighthouses") || !strings.Contains(page, "Country: Norway") {
		t.Errorf("the proposal: %s", page)
	}
	b.shoot("admin-proposal")
	b.do(chromedp.SendKeys(`#reason`, "a new statement"))
	b.click(`button[value=apply]`)
	if page := b.text("main"); !strings.Contains(page, "Applied on") || !strings.Contains(page, "a new statement") {
		t.Errorf("the applied set: %s", page)
	}
	if !found(1) {
		t.Error("the uploaded statement is not found")
	}
	b.click(`button[value=revert]`)
	if page := b.text("main"); !strings.Contains(page, "takes change set") || !found(0) {
		t.Errorf("taken back: %s", page)
	}
	if found := b.axe(); len(found) > 0 {
		t.Errorf("a revert: axe finds %s", strings.Join(found, "\n"))
	}

	b.open(site.address + "/admin/sources")
	if sources := b.text("main table"); !strings.Contains(sources, "statement.txt") || !strings.Contains(sources, "broken.txt") {
		t.Errorf("the list of sources: %s", sources)
	}
	b.click(`button[name=all]`)
	if report := b.waitForReport(); !strings.Contains(report, "unchanged") {
		t.Errorf("the report of reading all again: %s", report)
	}
	if found := b.axe(); len(found) > 0 {
		t.Errorf("the report of a run: axe finds %s", strings.Join(found, "\n"))
	}
	b.click(`form[action$="sign-out"] button`)
	b.open(site.address + "/admin/sources")
	if !strings.Contains(b.location(), "/admin/sign-in") {
		t.Errorf("after signing out the admin page is at %s", b.location())
	}
}

// waitForReport waits on the page of a run until the run has ended, and
// returns what the page says then.
func (b *browser) waitForReport() string {
	b.t.Helper()
	if !eventually(func() bool {
		time.Sleep(100 * time.Millisecond)
		return b.count("progress") == 0 && strings.Contains(b.location(), "/admin/runs/")
	}) {
		b.t.Fatalf("the run at %s does not end: %s", b.location(), b.text("main"))
	}
	return b.text("main")
}

// eventually waits for a condition for as long as a slow machine may need.
func eventually(holds func() bool) bool {
	for range 300 {
		if holds() {
			return true
		}
		time.Sleep(100 * time.Millisecond)
	}
	return false
}

// TestKeyboardReachesEverything looks for links and controls that are shown but
// cannot be tabbed to.
func TestKeyboardReachesEverything(t *testing.T) {
	site := serveArchive(t, "demo", filepath.Join(t.TempDir(), "demo"))
	b := newBrowser(t)
	b.window(1280, "light")
	for _, path := range []string{"/", "/search?q=encryption", "/countries/CA"} {
		b.open(site.address + path)
		unreachable := eval[[]string](b, `[...document.querySelectorAll("a[href], button, input:not([type=hidden]), summary")]
			.filter(e => e.tabIndex < 0 && e.checkVisibility()).map(e => e.outerHTML)`)
		if len(unreachable) > 0 {
			t.Errorf("%s: the keyboard does not reach %q", path, unreachable)
		}
	}
}

type documentList struct {
	Total     int `json:"total"`
	Documents []struct {
		Slug, Title, Kind, Status string

		CopyOf string `json:"copy_of"`
	} `json:"documents"`
}

type documentJSON struct {
	Title    string `json:"title"`
	Sections []struct {
		Heading    string `json:"heading"`
		Paragraphs []struct {
			ID   string `json:"id"`
			Text string `json:"text"`
		} `json:"paragraphs"`
	} `json:"sections"`
}

func (d documentJSON) firstParagraph() string {
	for _, s := range d.Sections {
		for _, p := range s.Paragraphs {
			return p.ID
		}
	}
	return ""
}

type searchJSON struct {
	Total int `json:"total"`
	Hits  []struct {
		Document struct {
			Slug, Status string
			Title        string
		} `json:"document"`
		Section    struct{ Heading string } `json:"section"`
		Paragraphs []struct {
			ID, Label, Text, HTML string
			Source                struct {
				Name  string
				Lines []int
			}
		} `json:"paragraphs"`
	} `json:"hits"`
	Facets map[string][]struct {
		Value string
		Count int
	} `json:"facets"`
}

func getJSON[T any](t *testing.T, url string) T {
	t.Helper()
	var value T
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(body, &value); err != nil || response.StatusCode >= 400 {
		t.Fatalf("GET %s: %s, %v\n%s", url, response.Status, err, body)
	}
	return value
}

// TestSecondStartKeeps starts the demo twice on one folder.
func TestSecondStartKeeps(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	first := serveArchive(t, "demo", dir)
	before := getJSON[documentList](t, first.address+"/api/v1/documents?per_page=100")
	if err := first.stop(); err != nil {
		t.Fatal(err)
	}
	second := serveArchive(t, "demo", dir)
	if !strings.Contains(second.out.String(), "Keeping the 5 sources") {
		t.Errorf("the second start says:\n%s", second.out)
	}
	after := getJSON[documentList](t, second.address+"/api/v1/documents?per_page=100")
	if before.Total == 0 || !slices.Equal(before.Documents, after.Documents) {
		t.Errorf("%d documents before, %d after", before.Total, after.Total)
	}
	if err := second.stop(); err != nil {
		t.Fatal(err)
	}
	if out, err := command(t, "check", "--data", dir); err != nil {
		t.Errorf("check: %v\n%s", err, out)
	}
}

// TestIngestBesideServe ingests while a site is served from the same folder.
func TestIngestBesideServe(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	site := serveArchive(t, "serve", dir)
	if total := getJSON[documentList](t, site.address+"/api/v1/documents").Total; total != 0 {
		t.Errorf("a fresh archive holds %d documents", total)
	}
	if out, err := command(t, "ingest", "--data", dir, filepath.Join("..", "..", "testdata", "holdings")); err != nil {
		t.Fatalf("ingest: %v\n%s", err, out)
	}
	if !eventually(func() bool { return getJSON[searchJSON](t, site.address+"/api/v1/search?q=communique").Total > 0 }) {
		t.Error("the running site does not find what was ingested beside it")
	}
	if out, err := command(t, "check", "--data", dir); err != nil {
		t.Errorf("check beside the server: %v\n%s", err, out)
	}
	backup := filepath.Join(t.TempDir(), "a.backup")
	if out, err := command(t, "backup", "--data", dir, backup); err != nil {
		t.Fatalf("backup: %v\n%s", err, out)
	}
	restored := filepath.Join(t.TempDir(), "restored")
	if out, err := command(t, "restore", "--data", restored, backup); err != nil {
		t.Fatalf("restore: %v\n%s", err, out)
	}
	if out, err := command(t, "check", "--data", restored); err != nil {
		t.Errorf("check of the restored archive: %v\n%s", err, out)
	}
}

// TestPermalinksOutliveACorrection ingests a statement, then a corrected
// capture of it: the permalink of the paragraph that was edited shows both
// wordings, that of the one taken out answers 410 with its last wording.
func TestPermalinksOutliveACorrection(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	site := serveArchive(t, "serve", dir)
	before := "Joint Statement on Lighthouses\n\n3 May 2021\n\nWe, the Ministers of Norway and Iceland, met in Oslo and agreed to keep every lighthouse burning brightly.\n\n" +
		"We asked our officials to count all the foghorns by the end of the summer.\n\nWe will meet again in Reykjavik next year and look at what has come of it.\n"
	after := strings.Replace(before, "burning brightly", "burning through the night", 1)
	after = strings.Replace(after, "We asked our officials to count all the foghorns by the end of the summer.\n\n", "", 1)
	ingest := func(text string) {
		t.Helper()
		folder := writeFiles(t, map[string][]byte{"statement.txt": []byte(text)})
		if out, err := command(t, "ingest", "--yes", "--data", dir, folder); err != nil {
			t.Fatalf("ingest: %v\n%s", err, out)
		}
	}
	ingest(before)
	ids := map[string]string{} // by the first words
	document := getJSON[documentJSON](t, site.address+"/api/v1/documents/2021-05-03-joint-statement-on-lighthouses")
	for _, s := range document.Sections {
		for _, p := range s.Paragraphs {
			ids[strings.Join(strings.Fields(p.Text)[:2], " ")] = p.ID
		}
	}
	ingest(after)

	b := newBrowser(t)
	edited, gone := site.address+"/p/"+ids["We, the"], site.address+"/p/"+ids["We asked"]
	checkPage(b, "paragraph-edited", edited)
	if said := b.text("main"); !strings.Contains(said, "Edited") || !strings.Contains(said, "burning through the night") || !strings.Contains(said, "brightly") {
		t.Errorf("the edited paragraph: %s", said)
	}
	checkPage(b, "paragraph-gone", gone)
	if said := b.text("main"); !strings.Contains(said, "count all the foghorns") {
		t.Errorf("the paragraph taken out: %s", said)
	}
	response, err := http.Get(gone)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusGone {
		t.Errorf("the paragraph taken out answers %s", response.Status)
	}
	if same := getJSON[struct{ State string }](t, site.address+"/api/v1/paragraphs/"+ids["We will"]); same.State != "current" {
		t.Errorf("the paragraph that stayed is %s", same.State)
	}
}
