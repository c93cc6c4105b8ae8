package web

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"communique/internal/archive"
)

func TestCitationsToTakeAway(t *testing.T) {
	site := newPublicSite(t)
	site.now = func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }
	for target, want := range map[string]struct{ mediaType, file, holds string }{
		"/d/2019-07-30-communique.ris":      {"application/x-research-info-systems; charset=utf-8", "2019-07-30-communique.ris", "TY  - RPRT\r\nTI  - Five Country Ministerial: Communiqué\r\nAU  - Ministers,\r\n"},
		"/d/2019-07-30-communique.bib":      {"application/x-bibtex; charset=utf-8", "2019-07-30-communique.bib", "@techreport{2019-07-30-communique,\n"},
		"/d/2019-07-30-communique.csl.json": {"application/vnd.citationstyles.csl+json", "2019-07-30-communique.csl.json", `"genre": "Communiqué"`},
		"/p/cdfghjkm.ris":                   {"application/x-research-info-systems; charset=utf-8", "2019-07-30-communique-cdfghjkm.ris", "SP  - para. 1\r\n"},
		"/p/cdfghjkm.bib":                   {"application/x-bibtex; charset=utf-8", "2019-07-30-communique-cdfghjkm.bib", "Encryption, para. 1. release.txt, lines 9 and 11"},
		"/p/cdfghjkm.csl.json":              {"application/vnd.citationstyles.csl+json", "2019-07-30-communique-cdfghjkm.csl.json", `"locator": "1"`},
	} {
		got := site.get(target)
		h := got.Header()
		if got.Code != http.StatusOK || h.Get("Content-Type") != want.mediaType || h.Get("Content-Disposition") != "attachment; filename="+want.file {
			t.Errorf("%s: status %d, %v", target, got.Code, h)
		}
		body := got.Body.String()
		page := "https://archive.example" + strings.SplitN(target, ".", 2)[0]
		for _, part := range []string{want.holds, page, "2026"} {
			if !strings.Contains(body, part) {
				t.Errorf("%s lacks %q:\n%s", target, part, body)
			}
		}
		if h.Get("Link") != "<"+page+`>; rel="canonical"` {
			t.Errorf("%s is a form of %s", target, h.Get("Link"))
		}
	}
}

// TestCitationsOfTheNextDay differ in the day they were seen on, and so in tag.
func TestCitationsOfTheNextDay(t *testing.T) {
	site := newPublicSite(t)
	var tags []string
	for _, hour := range []int{1, 23, 25} {
		site.now = func() time.Time { return time.Date(2026, 11, 22, hour, 0, 0, 0, time.UTC) }
		tags = append(tags, site.get("/p/cdfghjkm.ris").Header().Get("ETag"))
	}
	if tags[0] != tags[1] || tags[1] == tags[2] {
		t.Errorf("%q", tags)
	}
}

func TestCitationsOfWhatIsGone(t *testing.T) {
	site := newPublicSite(t)
	got := site.get("/p/zzzzzzzz.ris")
	if got.Code != http.StatusGone || !strings.Contains(got.Body.String(), "This paragraph was removed") || got.Header().Get("Content-Disposition") != "" {
		t.Errorf("status %d, %v", got.Code, got.Header())
	}
	if got = site.get("/p/zzzzzzzz"); strings.Contains(got.Body.String(), ".ris") || strings.Contains(got.Body.String(), "citation_title") {
		t.Error("the page of a removed paragraph offers a citation that is gone")
	}
}

func TestCitationOfAMergedParagraphIsThatOfWhereItWent(t *testing.T) {
	site := newPublicSite(t)
	site.Records = mergedRecords{site.Records}
	got := site.get("/p/cdfghjkm.csl.json")
	if got.Code != http.StatusFound || got.Header().Get("Location") != "/p/bcdfghjk.csl.json" {
		t.Errorf("status %d to %q", got.Code, got.Header().Get("Location"))
	}
}

func TestFileNamesInOtherScripts(t *testing.T) {
	site := newPublicSite(t)
	site.store.documents[0].Slug = "بيان"
	got := site.get("/d/%D8%A8%D9%8A%D8%A7%D9%86.bib")
	if got.Code != http.StatusOK || got.Header().Get("Content-Disposition") != "attachment; filename*=utf-8''%D8%A8%D9%8A%D8%A7%D9%86.bib" {
		t.Errorf("status %d, %q", got.Code, got.Header().Get("Content-Disposition"))
	}
}

// TestPagesAreReadByReferenceManagers reads the heads of pages as they do.
func TestPagesAreReadByReferenceManagers(t *testing.T) {
	site := newPublicSite(t)
	for target, url := range map[string]string{"/d/2019-07-30-communique": "/d/2019-07-30-communique", "/p/cdfghjkm": "/p/cdfghjkm"} {
		body := site.get(target).Body.String()
		for name, content := range map[string]string{
			"citation_title": "Five Country Ministerial: Communiqué", "citation_author": "Ministers,", "citation_publication_date": "2019/07/30",
			"citation_technical_report_institution": "Ministers", "citation_language": "en", "citation_public_url": "https://archive.example" + url,
		} {
			if !strings.Contains(body, `<meta name="`+name+`" content="`+content+`">`) {
				t.Errorf("%s does not say its %s", target, name)
			}
		}
		for _, end := range []string{".ris", ".bib", ".csl.json"} {
			if strings.Count(body, `href="`+url+end+`"`) != 2 { // in the head, and for readers
				t.Errorf("%s does not lead to its %s", target, end)
			}
		}
		if !strings.Contains(body, `readonly rows="5" dir="auto">Ministers, “Five Country Ministerial: Communiqué”, London, 30 July 2019`) {
			t.Errorf("%s has no line to copy", target)
		}
	}
}

// TestNastyCitations has markup of a source stand in no page and break no file.
func TestNastyCitations(t *testing.T) {
	site := newPublicSite(t)
	var items []map[string]any
	if err := json.Unmarshal(site.get("/d/note.csl.json").Body.Bytes(), &items); err != nil || len(items) != 1 {
		t.Fatal(err, items)
	}
	if diff := cmp.Diff("Note "+nasty, items[0]["title"]); diff != "" {
		t.Error(diff)
	}
	for _, target := range []string{"/d/note", "/p/ghjkmnpq"} {
		if strings.Contains(site.get(target).Body.String(), nasty[:8]+"a") {
			t.Errorf("markup reached %s", target)
		}
	}
}

// mergedRecords say of every paragraph that it went into another.
type mergedRecords struct{ Records }

func (m mergedRecords) Paragraph(ctx context.Context, id string) (archive.ParagraphRecord, error) {
	rec, err := m.Records.Paragraph(ctx, id)
	rec.State = archive.Merged
	rec.History = append(rec.History, archive.LedgerEntry{ParagraphID: id, State: archive.Merged, Other: "bcdfghjk"})
	return rec, err
}
