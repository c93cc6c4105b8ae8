package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// changedSite holds a set that waits and one that is applied, over one change.
func changedSite(t *testing.T) *adminSite {
	a := newAdminSite(t, func(c *Config) { c.Thesaurus = thesaurus.Bundled() })
	before := finalDocument()
	after := finalDocument()
	after.Kind = archive.Speech
	id := before.Sections[1].Paragraphs[0].ID
	a.store.before = []archive.Document{before}
	a.store.change = archive.SourceChange{
		Source: archive.Source{Name: "a.txt"}, Changed: []archive.Document{after},
		Ledger: []archive.LedgerEntry{
			{ParagraphID: "bbbbbbbb", Slug: before.Slug, State: archive.Moved, Is: "went", WasIn: "elsewhere"},
			{ParagraphID: id, Slug: before.Slug, Heading: "Encryption", Label: "2", State: archive.Edited, Was: "old " + nasty, Is: "new " + nasty},
			{ParagraphID: "cccccccc", Slug: before.Slug, State: archive.Merged, Was: "part", Other: id},
		},
	}
	set := archive.ChangeSet{ID: 4, State: archive.Proposed, Actor: "admin", Sources: 1, Proposed: a.now, Version: "v1",
		Effects: archive.EffectsOf(&a.store.change, a.store.before)}
	applied := set
	applied.ID, applied.State, applied.Decided, applied.DecidedBy = 3, archive.Applied, a.now, "admin"
	a.store.sets = []archive.ChangeSet{set, applied}
	a.signIn()
	return a
}

func TestChangeSetPages(t *testing.T) {
	a := changedSite(t)
	a.get("/admin/changes").wants(t, http.StatusOK, "Waiting for you", "Change set 4", "Change set 3", "Applied")
	got := a.get("/admin/changes/4")
	got.wants(t, http.StatusOK, "Change set 4: proposed", "Readers see none of it yet", "Apply change set 4", "Kind: Speech", "edited or vanish",
		"From another document of its source.", "Now in /p/"+a.store.before[0].Sections[1].Paragraphs[0].ID)
	if strings.Contains(got.text, "<script>alert") {
		t.Error("markup of a source reached the page")
	}
	if merged, edited, moved := strings.Index(got.text, "<b>Merged"), strings.Index(got.text, "<b>Edited"), strings.Index(got.text, "<b>Moved"); merged > edited || edited > moved {
		t.Errorf("merged at %d, edited at %d, moved at %d: what is missed most does not come first", merged, edited, moved)
	}
	got = a.get("/admin/changes/3")
	got.wants(t, http.StatusOK, "Revert change set 3")
	if strings.Contains(got.text, "Counts that shift") {
		t.Error("a set that was applied long ago says what counts would shift")
	}
	a.get("/admin/changes/99").wants(t, http.StatusNotFound)
}

func TestDecideOnSet(t *testing.T) {
	for _, tt := range []struct {
		do, path string
		err      error
		status   int
		leads    string
		says     string
	}{
		{"apply", "/admin/changes/4", nil, http.StatusSeeOther, "/admin/changes/4", ""},
		{"discard", "/admin/changes/4", nil, http.StatusSeeOther, "/admin/changes/4", ""},
		{"revert", "/admin/changes/3", nil, http.StatusSeeOther, "/admin/changes/9", ""},
		{"revert", "/admin/changes/3", fmt.Errorf("revert: %w: later changes stand upon it", archive.ErrConflict), http.StatusConflict, "", "Later changes stand upon it. Nothing was done."},
		{"apply", "/admin/changes/4", archive.ErrBusy, http.StatusConflict, "", "A run is at work."},
		{"dance", "/admin/changes/4", nil, http.StatusBadRequest, "", ""},
	} {
		a := changedSite(t)
		a.ingester.err = tt.err
		got := a.post(tt.path, url.Values{"do": {tt.do}, "reason": {"because"}})
		if got.StatusCode != tt.status || got.Header.Get("Location") != tt.leads || !strings.Contains(got.text, tt.says) {
			t.Errorf("%s %s: %s to %q\n%s", tt.do, tt.path, got.Status, got.Header.Get("Location"), got.text)
		}
	}
}

func TestUploadDecision(t *testing.T) {
	a := newAdminSite(t)
	a.signIn()
	a.store.sources = []archive.SourceRecord{{Source: archive.Source{Name: "release.txt"}}}
	a.uploadWith(map[string]string{}, file{"one.txt", "1"})
	if a.ingester.decision != archive.Wait {
		t.Error("an upload is applied though the admin did not ask for it")
	}
	a.uploadWith(map[string]string{"apply": "1", "as": "release.txt"}, file{"one.txt", "1"})
	if u := a.ingester.uploads; a.ingester.decision != archive.ApplySafe || len(u) != 1 || u[0].As != "release.txt" || u[0].Name != "one.txt" {
		t.Errorf("decision %v, uploads %+v", a.ingester.decision, u)
	}
	a.uploadWith(map[string]string{"as": "nothing.txt"}, file{"one.txt", "1"}).wants(t, http.StatusUnprocessableEntity, "There is no source of the name nothing.txt.")
	a.uploadWith(map[string]string{"as": "release.txt"}, file{"one.txt", "1"}, file{"two.txt", "2"}).wants(t, http.StatusUnprocessableEntity, "Only one file")
}
