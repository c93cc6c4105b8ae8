package search

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"communique/internal/archive"
)

var (
	someWords     = strings.Fields("kappa lambda omicron sigma tau upsilon omega")
	someCountries = []string{"AU", "CA", "GB", "NZ", "US"}
	someThemes    = []string{"encryption", "drones", "fraud"}
	someKinds     = []archive.Kind{archive.Communique, archive.BriefingNote, archive.Speech}
	someDates     = []archive.Date{"", "2018", "2018-04", "2019-07-30", "2019-07", "2019", "2020-02-29"}
	someStatuses  = []archive.Status{"", archive.Draft, archive.Final}
)

// randomRecords are documents of random words and descriptions, some of them
// written again and some removed, over several batches.
func randomRecords(t *testing.T, seed uint64) (*fakeRecords, *Index) {
	r := rand.New(rand.NewPCG(seed, 1))
	pick := func(n int) int { return r.IntN(n) }
	records := newRecords()
	x := open(t, t.TempDir(), records)
	for round := range 4 {
		for i := range 12 {
			options := []option{
				ofKind(someKinds[pick(len(someKinds))]), dated(someDates[pick(len(someDates))]),
				standingAs(someStatuses[pick(len(someStatuses))]), signedBy(someCountries[pick(5)]),
			}
			for range pick(4) {
				var paragraphs []string
				for range pick(3) {
					paragraphs = append(paragraphs, randomText(r, 1+pick(5)))
				}
				options = append(options, section(randomText(r, pick(2)), paragraphs...), about(someCountries[pick(5)]+" "+someThemes[pick(3)]))
			}
			records.put(document(fmt.Sprintf("d%d", pick(30)), fmt.Sprintf("Title %s %d", randomText(r, 1), i), options...))
		}
		if round > 0 {
			copyOne(records, fmt.Sprintf("d%d", 10+round), fmt.Sprintf("c%d", round), r)
		}
		records.remove(fmt.Sprintf("d%d", round))
		catchUp(t, x)
	}
	return records, x
}

// copyOne puts a copy of a document beside it, of another description and with
// one section in other words. The copy is the principal now and then.
func copyOne(records *fakeRecords, slug, as string, r *rand.Rand) {
	found, _ := records.Documents(context.Background(), []string{slug})
	if len(found) == 0 || len(found[0].Sections) == 0 {
		return
	}
	original, twin := found[0], found[0]
	twin.Slug, twin.Title = as, "Title "+randomText(r, 1)
	twin.Kind, twin.Date, twin.Status = someKinds[r.IntN(3)], someDates[r.IntN(len(someDates))], someStatuses[r.IntN(3)]
	twin.Sections = slices.Clone(twin.Sections)
	twin.Sections[r.IntN(len(twin.Sections))].Paragraphs = []archive.Paragraph{{ID: "bbbbbbbb", Text: randomText(r, 4)}}
	group := archive.Copies{{Slug: original.Slug}, {Slug: twin.Slug}}
	if r.IntN(3) == 0 {
		slices.Reverse(group)
	}
	original.Copies, twin.Copies = group, group
	records.put(original)
	records.put(twin)
}

func randomText(r *rand.Rand, words int) string {
	list := make([]string, words)
	for i := range list {
		list[i] = someWords[r.IntN(len(someWords))]
	}
	return strings.Join(list, " ")
}

// oracle answers a request the slow way: by looking at every section.
type oracle struct {
	total, documents int
	folded           int
	names            []string
}

func answerSlowly(all []archive.Document, r Request) oracle {
	o := oracle{}
	held := map[string]bool{} // folds that have been counted
	seen := map[string]bool{}
	for _, d := range bestFirst(all) {
		names := folds(&d)
		for order, s := range d.Sections {
			if !answers(&d, order, r) {
				continue
			}
			if names != nil && !r.EveryCopy {
				if held[names[order]] {
					o.folded++
					continue
				}
				held[names[order]] = true
			}
			o.total++
			seen[d.Slug] = true
			o.names = append(o.names, sectionID(d.Slug, s.Anchor))
		}
	}
	o.documents = len(seen)
	return o
}

// bestFirst puts the principals of copies in front, and then what stands
// better.
func bestFirst(all []archive.Document) []archive.Document {
	rank := func(d archive.Document) int {
		n := map[archive.Status]int{archive.Final: 0, "": 1, archive.Draft: 2}[d.Status]
		if p := d.Copies.Principal(); p != "" && p != d.Slug {
			n += 3
		}
		return n
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b archive.Document) int { return rank(a) - rank(b) })
	return all
}

func answers(d *archive.Document, order int, r Request) bool {
	own := " " + strings.ReplaceAll(d.Sections[order].Wording(), "\n", " ") + " "
	text := " " + d.Title + own
	fits, asks, speaks := fitsFilters(d, order, r.Filters), false, order == 0
	for w := range strings.FieldsSeq(r.Query) {
		bare := strings.TrimPrefix(w, "-")
		fits = fits && strings.Contains(text, " "+bare+" ") == (bare == w)
		asks = asks || bare == w
		speaks = speaks || bare == w && strings.Contains(own, " "+bare+" ")
	}
	return fits && (speaks || !asks)
}

func fitsFilters(d *archive.Document, order int, f Filters) bool {
	c := newCard(d, order)
	status := string(c.status)
	if status == "" {
		status = archive.Unstated
	}
	any := func(chosen []string, has ...string) bool {
		return len(chosen) == 0 || slices.ContainsFunc(has, func(h string) bool { return slices.Contains(chosen, h) })
	}
	from, to := f.From, f.To
	inRange := from == "" && to == "" || d.Date != "" &&
		(from == "" || earliest(string(d.Date)) >= earliest(from)) && (to == "" || latest(string(d.Date)) <= latest(to))
	return inRange && any(f.Countries, c.countries...) && any(f.Themes, c.themes...) &&
		any(f.Years, d.Date.Year()) && any(f.Kinds, string(d.Kind)) && any(f.Statuses, status)
}

// earliest and latest are the days a date may mean, for comparing only.
func earliest(date string) string { return date + "0000-01-01"[len(date):] }
func latest(date string) string   { return date + "0000-99-99"[len(date):] }

func drawRequest(t *rapid.T) Request {
	some := func(label string, values ...string) []string {
		return distinct(rapid.SliceOfN(rapid.SampledFrom(values), 0, 3).Draw(t, label))
	}
	query := []string{}
	for range rapid.IntRange(0, 2).Draw(t, "words") {
		query = append(query, rapid.SampledFrom([]string{"", "", "-"}).Draw(t, "minus")+rapid.SampledFrom(someWords).Draw(t, "word"))
	}
	dates := []string{"", "", "", "2018", "2018-04", "2019-07", "2019-07-30", "2020"}
	return Request{
		Query: strings.Join(query, " "), PerPage: MaxPerPage, EveryCopy: rapid.IntRange(0, 3).Draw(t, "every copy") == 0, Sort: rapid.SampledFrom([]Sort{"", Relevance, Newest, Oldest}).Draw(t, "sort"),
		Filters: Filters{
			Countries: some("countries", append(someCountries, "XX")...), Themes: some("themes", someThemes...),
			Years: some("years", "2018", "2019", "2020", "2021", archive.Undated),
			Kinds: some("kinds", "communique", "briefing-note", "speech", "other"), Statuses: some("statuses", "draft", "final", "none"),
			From: rapid.SampledFrom(dates).Draw(t, "from"), To: rapid.SampledFrom(dates).Draw(t, "to"),
		},
	}
}

// TestCounts: totals and hits are those of an answer found the slow way, and
// the count of each facet is the total one gets on choosing it alone in its
// group.
func TestCounts(t *testing.T) {
	records, x := randomRecords(t, 7)
	all := records.all()
	rapid.Check(t, func(rt *rapid.T) {
		r := drawRequest(rt)
		got, want := ask(t, x, r), answerSlowly(all, r)
		if got.Total != want.total || got.Documents != want.documents || got.Folded != want.folded {
			rt.Fatalf("%d sections in %d documents, %d folded, want %+v", got.Total, got.Documents, got.Folded, want)
		}
		if list := names(got); got.Total <= MaxPerPage && !slices.Equal(slices.Sorted(slices.Values(list)), slices.Sorted(slices.Values(want.names))) {
			rt.Fatalf("found %q, want %q", list, want.names)
		}
		for group, facet := range got.Facets {
			chosen := r.Filters.groups()[group]
			for _, v := range facet.Values {
				if alone := answerSlowly(all, choose(r, group, v.Value)); v.Count != alone.total || v.Selected != slices.Contains(chosen, v.Value) {
					rt.Fatalf("%s %+v, choosing it alone finds %d", facet.Name, v, alone.total)
				}
				if v.Count == 0 && !v.Selected {
					rt.Fatalf("%s %+v stands for nothing", facet.Name, v)
				}
			}
			for _, c := range chosen {
				if !slices.ContainsFunc(facet.Values, func(v FacetValue) bool { return v.Value == c }) {
					rt.Fatalf("%s does not show %q, which is chosen", facet.Name, c)
				}
			}
		}
	})
}

// choose is r with one value alone in a group.
func choose(r Request, group int, value string) Request {
	for g, p := range []*[]string{&r.Filters.Countries, &r.Filters.Themes, &r.Filters.Years, &r.Filters.Kinds, &r.Filters.Statuses} {
		if g == group {
			*p = []string{value}
		}
	}
	return r
}

func TestFacets(t *testing.T) {
	x := caughtUp(t, newRecords(
		document("a", "A", dated("2019-07-30"), standingAs(archive.Final), signedBy("GB"), section("", "x"), about("drones CA GB")),
		document("b", "B", dated("2018"), section("", "x"), about("fraud CA")),
		document("c", "C", ofKind(archive.BriefingNote), section("", "x")),
	))
	r := ask(t, x, Request{Filters: Filters{Countries: []string{"CA", "XX"}}})
	var got []string
	for _, f := range r.Facets {
		for _, v := range f.Values {
			got = append(got, fmt.Sprint(f.Name, " ", v.Label, " ", v.Count, " ", v.Selected))
		}
	}
	want := []string{
		"country Canada 2 true", "country United Kingdom 1 false", "country XX 0 true",
		"theme Drones 1 false", "theme Fraud 1 false",
		"year 2019 1 false", "year 2018 1 false",
		"kind Communiqué 2 false",
		"status Final 1 false", "status Not stated 1 false",
	}
	if !slices.EqualFunc(got, want, func(a, b string) bool { return strings.EqualFold(a, b) }) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	years := ask(t, x, Request{}).Facets[groupYear].Values
	if years[len(years)-1].Value != archive.Undated || years[0].Value != "2019" {
		t.Errorf("years %+v", years)
	}
}

func TestOrders(t *testing.T) {
	records := newRecords()
	for i, date := range []archive.Date{"", "2018-04", "2019", "2019-07-30", "2019-07", "2019-07-30"} {
		records.put(document(fmt.Sprintf("%d", i), "T", dated(date), section("One", "alpha"), section("Two", "alpha")))
	}
	x := caughtUp(t, records)
	for sort, want := range map[Sort]string{
		Newest: "3 3 5 5 4 4 2 2 1 1 0 0",
		Oldest: "1 1 2 2 4 4 3 3 5 5 0 0",
		"":     "3 3 5 5 4 4 2 2 1 1 0 0",
	} {
		r := ask(t, x, Request{Sort: sort})
		var got []string
		for i, h := range r.Hits {
			got = append(got, h.Document.Slug)
			if h.Anchor != []string{"s-one", "s-two"}[i%2] {
				t.Errorf("%s: hit %d is %s", sort, i, h.Anchor)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", sort, got, want)
		}
	}
}

// TestPages: the pages of a result, in a row, are the whole of it.
func TestPages(t *testing.T) {
	_, x := randomRecords(t, 3)
	for _, r := range []Request{{}, {Query: "kappa"}, {Query: "kappa OR tau", Sort: Oldest}} {
		whole := names(ask(t, x, r))
		var paged []string
		for page := 1; ; page++ {
			r.Page, r.PerPage = page, 7
			part := names(ask(t, x, r))
			paged = append(paged, part...)
			if len(part) < 7 {
				break
			}
		}
		if len(whole) == 0 || !slices.Equal(whole, paged) {
			t.Errorf("%q: whole %q\npaged %q", r.Query, whole, paged)
		}
	}
}

// TestBuiltAndFollowedAgree: an index grown by following the log scores and
// orders as one built at once.
func TestBuiltAndFollowedAgree(t *testing.T) {
	_, x := randomRecords(t, 5)
	queries := []string{"kappa", "kappa tau", `"kappa tau"`, "om*", "kappa -tau", "kappa lambda sigma omega tau"}
	before := map[string]Results{}
	for _, q := range queries {
		before[q] = ask(t, x, Request{Query: q})
	}
	must(t, x.Rebuild(t.Context()))
	for _, q := range slices.Sorted(maps.Keys(before)) {
		after := ask(t, x, Request{Query: q})
		if !slices.Equal(names(before[q]), names(after)) {
			t.Errorf("%s: %q, then %q", q, names(before[q]), names(after))
		}
		for i, h := range after.Hits {
			if h.Score != before[q].Hits[i].Score {
				t.Errorf("%s: score %d is %v, was %v", q, i, h.Score, before[q].Hits[i].Score)
			}
		}
	}
}
