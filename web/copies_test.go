package web

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/archive"
	"communique/internal/search"
	"communique/web/components"
)

func someCopies() archive.Copies {
	return archive.Copies{
		{Slug: "final", Title: "Communiqué", Source: "web.html", Status: archive.Final, Date: "2019-07-30"},
		{Slug: "packed", Title: "Tab 4", Source: "release.txt", Packet: true, Date: "2019-07-30", Marking: "SECRET"},
		{Slug: "undated", Title: "Communiqué", Source: "scan.pdf", Status: archive.Final},
	}
}

// TestCopyViews: each document names the others, and what they say otherwise of
// themselves.
func TestCopyViews(t *testing.T) {
	d := archive.Summary{Slug: "packed", Date: "2019-07-30", Marking: "SECRET", Copies: someCopies()}
	want := []components.CopyView{
		{Link: components.Link{URL: "/d/final", Text: "Communiqué"}, Place: "in web.html", Differs: []string{"no marking", "standing final"}},
		{Link: components.Link{URL: "/d/undated", Text: "Communiqué"}, Place: "in scan.pdf", Differs: []string{"no marking", "no date", "standing final"}},
	}
	if diff := cmp.Diff(want, copyViews(&d)); diff != "" {
		t.Error(diff)
	}
	if got := copyViews(&archive.Summary{Slug: "alone"}); got != nil {
		t.Errorf("a document that is alone has %+v", got)
	}
}

func TestCopyOf(t *testing.T) {
	if got := copyOf(someCopies(), "packed"); len(got) != 1 || got[0].URL != "/d/final" || got[0].Text != "copy of Communiqué" {
		t.Errorf("%+v", got)
	}
	if copyOf(someCopies(), "final") != nil || copyOf(nil, "alone") != nil {
		t.Error("a principal, or what is alone, is no copy")
	}
}

// TestResultNamesItsCopies: the first few by name, the rest by number.
func TestResultNamesItsCopies(t *testing.T) {
	hit := search.Hit{Document: archive.Summary{Slug: "final"}, Anchor: "s-oil"}
	for i := range copiesShown + 2 {
		hit.AlsoIn = append(hit.AlsoIn, search.Place{Document: archive.Copy{Slug: fmt.Sprint("copy-", i), Title: "T", Source: "a.txt"}, Anchor: "s-oil"})
	}
	view := resultView(&hit, testVocabulary())
	if len(view.AlsoIn) != copiesShown || view.AlsoIn[0].URL != "/d/copy-0#s-oil" || view.MoreCopies != "2 more copies" || view.CopiesURL != "/d/final#copies" {
		t.Errorf("%+v", view)
	}
	hit.AlsoIn = hit.AlsoIn[:1]
	if view = resultView(&hit, testVocabulary()); len(view.AlsoIn) != 1 || view.MoreCopies != "" {
		t.Errorf("%+v", view)
	}
}

// TestCopiesLine: a search says that it left copies out, and how to see them,
// on its first page and with all that it was asked.
func TestCopiesLine(t *testing.T) {
	request := search.Request{Query: "oil", Page: 3, PerPage: 10, Filters: search.Filters{Years: []string{"2019"}}}
	text, link := copiesLine(search.Results{Request: request, Folded: 2})
	if text != "2 more sections are copies of these." || link == nil || link.URL != "/search?q=oil&versions=all&year=2019" {
		t.Errorf("%q %+v", text, link)
	}
	request.EveryCopy = true
	hits := []search.Hit{{}, {AlsoIn: []search.Place{{}}}}
	if text, link = copiesLine(search.Results{Request: request, Hits: hits}); text == "" || link == nil || strings.Contains(link.URL, "versions") {
		t.Errorf("%q %+v", text, link)
	}
	if _, link = copiesLine(search.Results{Request: request, Hits: hits[:1]}); link != nil {
		t.Error("there are no copies to speak of")
	}
}
