package search

import (
	"slices"
	"strings"
	"testing"

	"communique/internal/archive"
)

// copies are the documents of slugs, the principal first, as copies.
func copies(slugs ...string) archive.Copies {
	var group archive.Copies
	for _, slug := range slugs {
		group = append(group, archive.Copy{Slug: slug, Title: "Title of " + slug})
	}
	return group
}

func copiedIn(slugs ...string) option {
	return func(d *archive.Document) { d.Copies = copies(slugs...) }
}

// lanterns are three documents of one text. The second has one section in other
// words, and the third repeats one.
func lanterns() *fakeRecords {
	group := copiedIn("final", "packed", "draft")
	return newRecords(
		document("draft", "Draft on Lanterns", standingAs(archive.Draft), dated("2020"), group,
			section("Oil", "Every lantern burns whale oil."), section("Wicks", "Wicks are trimmed at dusk.")),
		document("final", "Lanterns", standingAs(archive.Final), dated("2021"), group,
			section("Oil", "Every lantern burns whale oil."), section("Wicks", "Wicks are trimmed at dusk.")),
		document("packed", "Lanterns, a release", dated("2021"), group,
			section("Oil", "Every  LANTERN burns whale oil."), section("Wicks", "Wicks are never trimmed."),
			section("Oil", "Every lantern burns whale oil.")),
		document("alone", "Torches", section("Oil", "Every lantern burns whale oil.")),
	)
}

// TestCopiesFold: one result stands for the copies of a section, the best that
// the query and the filters leave; what differs is found by itself.
func TestCopiesFold(t *testing.T) {
	x := caughtUp(t, lanterns())
	for _, test := range []struct {
		name    string
		request Request
		want    string
		folded  int
	}{
		{"one for all", Request{Query: "whale"}, "alone#s-oil final#s-oil packed#s-oil-2", 2},
		{"what differs", Request{Query: "trimmed"}, "final#s-wicks packed#s-wicks", 1},
		{"a filter that lets a copy through", Request{Query: "whale", Filters: Filters{Statuses: []string{"draft"}}}, "draft#s-oil", 0},
		{"filters of two groups", Request{Query: "whale", Filters: Filters{Years: []string{"2021"}, Statuses: []string{"none", "draft"}}}, "packed#s-oil packed#s-oil-2", 0},
		{"a range", Request{Query: "whale", Filters: Filters{To: "2020"}}, "draft#s-oil", 0},
		{"the title of a copy", Request{Query: "release whale"}, "packed#s-oil packed#s-oil-2", 0},
		{"every copy", Request{Query: "whale", EveryCopy: true}, "alone#s-oil draft#s-oil final#s-oil packed#s-oil packed#s-oil-2", 0},
		{"no words", Request{}, "alone#s-oil final#s-oil final#s-wicks packed#s-oil-2 packed#s-wicks", 3},
	} {
		r := ask(t, x, test.request)
		if got := strings.Join(slices.Sorted(slices.Values(names(r))), " "); got != test.want || r.Folded != test.folded || r.Total != len(r.Hits) {
			t.Errorf("%s: %d of %q, %d folded, want %q and %d", test.name, r.Total, got, r.Folded, test.want, test.folded)
		}
	}
}

// TestAlsoIn: a result names the copies that hold the same section, whatever
// the filters.
func TestAlsoIn(t *testing.T) {
	x := caughtUp(t, lanterns())
	for _, test := range []struct {
		request Request
		section string
		want    string
	}{
		{Request{Query: "whale"}, "final#s-oil", "packed#s-oil draft#s-oil"},
		{Request{Query: "whale"}, "alone#s-oil", ""},
		{Request{Query: "whale"}, "packed#s-oil-2", ""},
		{Request{Query: "whale", Filters: Filters{Statuses: []string{"draft"}}}, "draft#s-oil", "final#s-oil packed#s-oil"},
		{Request{Query: "dusk", EveryCopy: true}, "draft#s-wicks", "final#s-wicks"},
	} {
		r := ask(t, x, test.request)
		at := slices.Index(names(r), test.section)
		if at < 0 {
			t.Errorf("%+v does not find %s", test.request, test.section)
			continue
		}
		var got []string
		for _, p := range r.Hits[at].AlsoIn {
			got = append(got, sectionID(p.Document.Slug, p.Anchor))
			if p.Document.Title == "" {
				t.Errorf("%s has no title", p.Document.Slug)
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s also in %q, want %q", test.section, got, test.want)
		}
	}
}

// TestFoldsFollow: copies that come apart are two results again, also where the
// index followed the log.
func TestFoldsFollow(t *testing.T) {
	records := lanterns()
	x := caughtUp(t, records)
	for _, slug := range []string{"final", "packed", "draft"} {
		d := records.documents[slug]
		d.Copies = nil
		if slug != "packed" {
			d.Copies = copies("draft", "final")
		}
		records.put(d)
	}
	catchUp(t, x)
	want := []string{"alone#s-oil", "draft#s-oil", "packed#s-oil", "packed#s-oil-2"}
	for range 2 {
		if got := slices.Sorted(slices.Values(found(t, x, "whale"))); !slices.Equal(got, want) {
			t.Errorf("found %q, want %q", got, want)
		}
		must(t, x.Rebuild(t.Context()))
	}
}
