package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// correctedStore holds documents of which one is corrected in every field.
func correctedStore() *publicStore {
	doc := finalDocument()
	doc.Sections[0].Themes = []thesaurus.Finding{{ID: "cyber-security"}}
	made := func(id int64, field archive.Field, was, value []string) archive.Correction {
		return archive.Correction{ID: id, Slug: doc.Slug, Field: field, Value: value, Was: was, By: "admin", Reason: "because " + nasty, At: firstRead}
	}
	return &publicStore{documents: []archive.Document{nastyDocument(), doc}, sequence: 1204, corrected: []archive.Correction{
		made(1, archive.FieldTitle, []string{"As printed " + nasty}, []string{doc.Title}),
		made(2, archive.FieldDate, []string{""}, []string{"2019-07-30"}),
		made(3, archive.FieldKind, []string{"speech"}, []string{"communique"}),
		made(4, archive.FieldStatus, []string{"draft"}, []string{"final"}),
		made(5, archive.FieldParties, []string{"CA"}, []string{"CA", "GB"}),
		made(6, archive.FieldCountries, []string{"AU", "CA", "NZ"}, []string{"CA", "NZ"}),
		made(7, archive.FieldThemes, []string{"encryption"}, []string{"cyber-security", "encryption"}),
		made(8, archive.FieldJoin, nil, []string{"We met", nasty}),
	}}
}

// correctingSite is signed in to, over documents of which one is corrected.
func correctingSite(t *testing.T) (*adminSite, *publicStore) {
	store := correctedStore()
	a := newAdminSite(t, func(c *Config) { c.Thesaurus, c.Records = thesaurus.Bundled(), store })
	a.signIn()
	return a, store
}

const communique = "/admin/documents/2019-07-30-communique"

func TestCorrectPage(t *testing.T) {
	a, _ := correctingSite(t)
	got := a.get(communique)
	got.wants(t, http.StatusOK, "Correct: Five Country Ministerial: Communiqué", "Corrected by admin on 20 November 2026: Because",
		"Nothing was read.", "Read as “Speech”.", "Read as “Draft”.", "Read as “Australia, Canada, New Zealand”.", "Canada\nUnited Kingdom</textarea>",
		`value="cyber-security" checked`, "Joined to one paragraph:", `name="lift" value="8"`, "Join with the next")
	if strings.Contains(got.text, "<script>alert") {
		t.Error("markup of a source or a reason reached the page")
	}
	if n := strings.Count(got.text, `name="lift"`); n != 8 {
		t.Errorf("%d corrections can be lifted, want 8", n)
	}
	if n := strings.Count(got.text, `form="join"`); n != 2 {
		t.Errorf("%d paragraphs can be joined with the next, want 2: none across a heading", n)
	}
	a.get("/admin/documents/note").wants(t, http.StatusOK, "As it was read.", "Not stated")
	a.get(communique+"?split=cdfghjkm").wants(t, http.StatusOK, "Split it at the empty lines", "Canada and [REDACTED]-partners want encrypted services.</textarea>")
	a.get(communique+"?set=12").wants(t, http.StatusOK, `<a href="/admin/changes/12">Change set 12</a>`)
	a.get("/admin/documents/nowhere").wants(t, http.StatusNotFound)
	a.browser = a.newBrowser()
	if got := a.get(communique); got.StatusCode != http.StatusSeeOther {
		t.Errorf("without signing in: %s", got.Status)
	}
}

func TestCorrect(t *testing.T) {
	doc := finalDocument()
	second := doc.Sections[1].Paragraphs
	join, split := mark(second[:2]), mark(second[:1])
	for _, tt := range []struct {
		name string
		form url.Values
		want archive.Amendment
	}{
		{"title", url.Values{"field": {"title"}, "value": {"  A\t title "}, "reason": {" typo "}}, archive.Amendment{Field: archive.FieldTitle, Value: []string{"A title"}, Reason: "typo"}},
		{"no date", url.Values{"field": {"date"}, "value": {""}}, archive.Amendment{Field: archive.FieldDate, Value: []string{""}}},
		{"kind", url.Values{"field": {"kind"}, "value": {"speech"}}, archive.Amendment{Field: archive.FieldKind, Value: []string{"speech"}}},
		{"status", url.Values{"field": {"status"}, "value": {"draft"}}, archive.Amendment{Field: archive.FieldStatus, Value: []string{"draft"}}},
		{"parties", url.Values{"field": {"parties"}, "value": {"united kingdom\r\nFR\r\n\r\nUK\r\n"}}, archive.Amendment{Field: archive.FieldParties, Value: []string{"FR", "GB"}}},
		{"no countries", url.Values{"field": {"countries"}, "value": {"\r\n"}}, archive.Amendment{Field: archive.FieldCountries}},
		{"themes", url.Values{"field": {"themes"}, "value": {"encryption", "cyber-security"}}, archive.Amendment{Field: archive.FieldThemes, Value: []string{"cyber-security", "encryption"}}},
		{"join", url.Values{"field": {"join"}, "paragraph": {join}}, archive.Amendment{Field: archive.FieldJoin, Value: []string{second[0].Text, second[1].Text}}},
		{"split", url.Values{"field": {"split"}, "paragraph": {split}, "text": {"Canada and [REDACTED]-partners\r\n \r\nwant encrypted services.\r\n"}},
			archive.Amendment{Field: archive.FieldSplit, Value: []string{"Canada and [REDACTED]-partners", "want encrypted services."}}},
		{"lift", url.Values{"lift": {"7"}}, archive.Amendment{Lift: 7}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, _ := correctingSite(t)
			a.ingester.state = archive.Applied
			got := a.post(communique, tt.form)
			if got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != communique+"?set=12" {
				t.Fatalf("%s to %q\n%s", got.Status, got.Header.Get("Location"), got.text)
			}
			tt.want.Slug = doc.Slug
			if diff := cmp.Diff(tt.want, a.ingester.amended); diff != "" {
				t.Error(diff)
			}
		})
	}
	a, _ := correctingSite(t)
	a.ingester.state = archive.Proposed
	if got := a.post(communique, url.Values{"lift": {"7"}}); got.Header.Get("Location") != "/admin/changes/12" {
		t.Errorf("a set that waits: %s to %q", got.Status, got.Header.Get("Location"))
	}
}

func TestCorrectRefused(t *testing.T) {
	doc := finalDocument()
	second := doc.Sections[1].Paragraphs
	other := archive.Paragraph{ID: second[0].ID, Text: "Other words."}
	for _, tt := range []struct {
		name   string
		form   url.Values
		err    error
		status int
		says   []string
	}{
		{"country", url.Values{"field": {"parties"}, "value": {"Canada\nAtlantis " + nasty}}, nil, http.StatusUnprocessableEntity,
			[]string{"is no country that the vocabulary knows.", "Canada\nAtlantis"}},
		{"date", url.Values{"field": {"date"}, "value": {"last week"}}, fmt.Errorf("correct %q: %w: \"last week\" is no date", "x", archive.ErrInvalid), http.StatusUnprocessableEntity,
			[]string{"&#34;last week&#34; is no date. Nothing was changed.", `value="last week"`}},
		{"nothing changes", url.Values{"field": {"kind"}, "value": {"speech"}}, fmt.Errorf("correct: %w: it says so already", archive.ErrConflict), http.StatusConflict,
			[]string{"It says so already. Nothing was done."}},
		{"busy", url.Values{"lift": {"7"}}, archive.ErrBusy, http.StatusConflict, []string{"A run is at work."}},
		{"gone", url.Values{"field": {"join"}, "paragraph": {"zzzzzzzz.0"}}, nil, http.StatusConflict, []string{"This paragraph is gone."}},
		{"reads otherwise", url.Values{"field": {"split"}, "paragraph": {mark([]archive.Paragraph{other})}, "text": {"Other\n\nwords."}}, nil, http.StatusConflict, []string{"The text reads otherwise by now."}},
		{"last of its section", url.Values{"field": {"join"}, "paragraph": {second[2].ID + ".0"}}, nil, http.StatusConflict, []string{"The text reads otherwise by now."}},
		{"words changed", url.Values{"field": {"split"}, "paragraph": {mark(second[:1])}, "text": {"Canada\n\nwants more."}}, nil, http.StatusUnprocessableEntity, []string{"Words were changed.", "Canada\n\nwants more.</textarea>"}},
		{"no cut", url.Values{"field": {"split"}, "paragraph": {mark(second[:1])}, "text": {second[0].Text}}, nil, http.StatusUnprocessableEntity, []string{"There is no empty line to cut at."}},
		{"lift nonsense", url.Values{"lift": {"x"}}, nil, http.StatusUnprocessableEntity, []string{"There is no such correction."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, _ := correctingSite(t)
			a.ingester.err = tt.err
			got := a.post(communique, tt.form)
			got.wants(t, tt.status, append(tt.says, "Correct: Five Country")...)
			if strings.Contains(got.text, "<script>alert") {
				t.Error("markup that was sent reached the page")
			}
			if tt.err == nil && a.ingester.amended.Slug != "" {
				t.Errorf("asked for %+v all the same", a.ingester.amended)
			}
		})
	}
}

func TestFindToCorrect(t *testing.T) {
	a, _ := correctingSite(t)
	for address, leads := range map[string]string{
		"https://archive.example/d/2019-07-30-communique#s-encryption": communique,
		" /d/2019-07-30-communique.json ":                              communique,
		"/p/cdfghjkm":                                                  communique,
		"https://archive.example/about":                                "",
		"/d/once-here":                                                 "",
		"%zz":                                                          "",
	} {
		got := a.get("/admin/documents?" + url.Values{"address": {address}}.Encode())
		if got.Header.Get("Location") != leads {
			t.Errorf("%q leads to %q", address, got.Header.Get("Location"))
		}
		if leads == "" {
			got.wants(t, http.StatusUnprocessableEntity, "No document stands at this address.")
		}
	}
}

func TestCutNote(t *testing.T) {
	all := corrections{
		{Field: archive.FieldTitle, Value: []string{"One."}, By: "admin", At: firstRead},
		{Field: archive.FieldJoin, Value: []string{"We met", "in London."}, By: "admin", At: firstRead},
		{Field: archive.FieldSplit, Value: []string{"One.", "Two."}, By: "admin", At: firstRead},
	}
	for text, want := range map[string]string{
		"We met in London.": "Corrected by admin on 20 November 2026; read as 2 paragraphs.",
		"Two.":              "Corrected by admin on 20 November 2026; read as a part of a longer paragraph.",
		"We met":            "",
		"One. Two.":         "",
	} {
		if got := all.cutNote(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestCorrectionsShown looks at what readers are told.
func TestCorrectionsShown(t *testing.T) {
	site := newPublicSite(t, func(c *Config) { c.Records = correctedStore() })
	page := site.get("/d/2019-07-30-communique").Body.String()
	for _, words := range []string{
		"Corrected by admin on 20 November 2026; read as “As printed &lt;script&gt;", "Corrected by admin on 20 November 2026; nothing was read",
		"read as “Speech”", "read as “Draft”", "read as “Canada”", "read as “Australia, Canada, New Zealand”", "read as “Encryption", givenWords,
	} {
		if !strings.Contains(page, words) {
			t.Errorf("the page does not say %q", words)
		}
	}
	if strings.Contains(page, "<script>alert") || strings.Contains(page, "/admin/documents") {
		t.Error("the page holds markup of a source, or leads readers to the administration")
	}
	if page := site.get("/d/note").Body.String(); strings.Contains(page, "Corrected by") || strings.Contains(page, givenWords) {
		t.Error("a document that nobody corrected says that it was")
	}
	answer := site.get("/d/2019-07-30-communique.json").Body.String()
	for _, words := range []string{`"corrections":[{"field":"title"`, `"was":["speech"]`, `"by":"admin"`, `"at":"2026-11-20T09:30:00Z"`, `"reason":"because`} {
		if !strings.Contains(answer, words) {
			t.Errorf("the JSON does not say %s: %s", words, answer[:600])
		}
	}
	if answer := site.get("/d/note.json").Body.String(); !strings.Contains(answer, `"corrections":[]`) {
		t.Error("the JSON of a document that nobody corrected lists no empty corrections")
	}
}
