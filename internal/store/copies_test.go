package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"communique/internal/archive"
)

// printed is a comparer in tests. It knows documents by their slugs, as
// "slug=key" or, for those with copies, "slug=key~other+other". The date of a
// key stands behind a colon.
type printed map[string]struct {
	archive.Fingerprint
	copies []string
}

func (p printed) learn(prints ...string) {
	for _, text := range prints {
		slug, key, _ := strings.Cut(text, "=")
		key, copies, _ := strings.Cut(key, "~")
		_, date, _ := strings.Cut(key, ":")
		entry := p[slug]
		entry.Fingerprint = archive.Fingerprint{
			Slug: slug, Key: key, Version: 1, Date: archive.Date(date), Sketch: []uint32{1, 1 << 31}, Bands: []int64{-7, 7},
		}
		entry.copies = strings.Split(copies, "+")
		p[slug] = entry
	}
}

func (p printed) Version() int { return 1 }

func (p printed) Fingerprint(d *archive.Document) archive.Fingerprint {
	if known, ok := p[d.Slug]; ok {
		return known.Fingerprint
	}
	return archive.Fingerprint{Slug: d.Slug, Key: "of " + d.Slug, Version: 1}
}

func (p printed) Likely(a, b *archive.Fingerprint) bool {
	return len(a.Sketch) == 2 && slices.Equal(a.Sketch, b.Sketch)
}

func (p printed) AreCopies(a, b *archive.Document) bool {
	one, other := p[a.Slug], p[b.Slug]
	return one.Key == other.Key || slices.Contains(one.copies, other.Key) || slices.Contains(other.copies, one.Key)
}

// openComparing opens a store that compares documents by what is printed.
func openComparing(t tester) (*Store, printed) {
	p := printed{}
	s := openStore(t.(testing.TB))
	s.comparer = p
	return s, p
}

// applySound has s hold just documents of a source, and proves the record.
func applySound(t tester, s *Store, name string, documents ...archive.Document) {
	t.Helper()
	apply(t, s, name, fmt.Sprint(name, documents), documents...)
	wantSound(t, s)
}

// wantCopies compares the groups of copies, each its principal and the others.
func wantCopies(t *testing.T, s *Store, groups ...string) {
	t.Helper()
	summaries, _, err := s.Summaries(t.Context())
	must(t, err)
	got := []string{}
	for _, summary := range summaries {
		if summary.Copies.Principal() != summary.Slug {
			continue
		}
		var slugs []string
		for _, c := range summary.Copies {
			slugs = append(slugs, c.Slug)
		}
		got = append(got, strings.Join(slugs, " "))
	}
	slices.Sort(got)
	if !slices.Equal(got, groups) {
		t.Errorf("copies %q, want %q", got, groups)
	}
}

func TestPrincipal(t *testing.T) {
	s, p := openComparing(t)
	n := 0
	paper := func(slug string, status archive.Status, date archive.Date) archive.Document {
		n++
		d := document(slug, 1, paragraph(n, "Text."))
		d.Status, d.Date = status, date
		p.learn(slug + "=k")
		return d
	}
	beside := document("beside", 2)
	applySound(t, s, "5.txt", paper("packed", archive.Final, "2019"), beside)
	wantCopies(t, s)
	applySound(t, s, "4.txt", paper("draft", archive.Draft, "2019"))
	wantCopies(t, s, "draft packed")
	applySound(t, s, "3.txt", paper("undated", "", ""))
	wantCopies(t, s, "undated draft packed")
	applySound(t, s, "2.txt", paper("dated", "", "2019"))
	wantCopies(t, s, "dated undated draft packed")
	applySound(t, s, "1.txt", paper("final", archive.Final, "2019"))
	wantCopies(t, s, "final dated undated draft packed")

	d, err := s.Document(t.Context(), "draft")
	must(t, err)
	want(t, "copies", d.Copies[4], archive.Copy{Slug: "packed", Title: "The title of packed", Source: "5.txt", Packet: true, Status: archive.Final, Date: "2019"})
	if others := d.Copies.Besides("final"); len(others) != 4 || others[0].Slug != "dated" {
		t.Errorf("besides the principal: %v", others)
	}
	if d.Copies.StandsFor("draft") != "final" || d.Copies.StandsFor("final") != "" {
		t.Error("the final stands for the draft, and for itself")
	}
}

// TestCopiesAreSettledAnew: groups come apart and together as documents go and
// come, and the change log has whose principal is another.
func TestCopiesAreSettledAnew(t *testing.T) {
	s, p := openComparing(t)
	a, b, c := document("a", 1, paragraph(1, "A.")), document("b", 1, paragraph(2, "B.")), document("c", 1, paragraph(3, "C."))
	p.learn("a=k", "b=l~k+m", "c=m")
	news := func(want ...string) {
		t.Helper()
		changes, err := s.Changes(t.Context(), 0, 1000)
		must(t, err)
		var got []string
		for _, change := range changes[max(0, len(changes)-len(want)):] {
			got = append(got, change.Slug)
		}
		if !slices.Equal(got, want) {
			t.Errorf("the change log ends in %q, want %q", got, want)
		}
	}
	applySound(t, s, "a.txt", a)
	applySound(t, s, "c.txt", c)
	wantCopies(t, s)
	applySound(t, s, "b.txt", b) // joins the two
	wantCopies(t, s, "a b c")
	news("a", "c", "b", "a", "c")
	applySound(t, s, "b.txt", b) // unchanged: what was found stands
	wantCopies(t, s, "a b c")
	news("b", "a", "c")

	sets, err := s.ChangeSets(t.Context(), 1)
	must(t, err)
	applySound(t, s, "b.txt")
	wantCopies(t, s)
	news("b", "a", "c")
	if sets, err = s.ChangeSets(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	_, err = s.RevertSet(t.Context(), sets[0].ID, "test", "")
	must(t, err)
	wantSound(t, s)
	wantCopies(t, s, "a b c") // as it was
	news("b", "a", "c")

	p.learn("b=k")
	b.Title = "Another"
	s.comparer = nil
	applySound(t, s, "b.txt", b) // changed, and not compared
	wantCopies(t, s)
	news("b", "a", "c")
	s.comparer = p
	must(t, s.CompareOlder(t.Context()))
	wantSound(t, s)
	wantCopies(t, s, "a b")
	news("a", "b")
	p.learn("a=x")
	a.Title = "Other still"
	applySound(t, s, "a.txt", a, document("d", 2, paragraph(4, "D.")))
	wantCopies(t, s)
	news("d", "a", "b")
}

// TestCopiesWithinOneChange: two documents of one source that come together.
func TestCopiesWithinOneChange(t *testing.T) {
	s, p := openComparing(t)
	p.learn("a=k", "b=l~k", "c=l~k")
	applySound(t, s, "a.txt", document("a", 1), document("b", 2), document("c", 3))
	wantCopies(t, s, "a b c")
	applySound(t, s, "a.txt", document("b", 1), document("c", 2))
	wantCopies(t, s, "b c")
}

// TestOtherFingerprintsAreMadeAnew: those that another version of the program
// made are compared again, and with nothing else meanwhile.
func TestOtherFingerprintsAreMadeAnew(t *testing.T) {
	s, p := openComparing(t)
	p.learn("a=k", "b=l~k", "c=l~k")
	applySound(t, s, "a.txt", document("a", 1))
	applySound(t, s, "b.txt", document("b", 1))
	executeAlone(t, s, `UPDATE fingerprint SET version = 0, key = 'old ' || key; DELETE FROM fingerprint_copy; UPDATE document SET principal = NULL`)
	applySound(t, s, "c.txt", document("c", 1))
	wantCopies(t, s)
	must(t, s.CompareOlder(t.Context()))
	wantSound(t, s)
	wantCopies(t, s, "a b c")
	left, err := collect(t.Context(), s.reader, scanValue[int], `SELECT count(*) FROM fingerprint`)
	must(t, err)
	want(t, "fingerprints", left[0], 2)
}

func executeAlone(t *testing.T, s *Store, statement string) {
	t.Helper()
	_, err := s.writer.ExecContext(t.Context(), statement)
	must(t, err)
}

// TestVagueDatesJoinNothing: what is dated less precisely than two texts that
// are no copies of each other is a copy of neither.
func TestVagueDatesJoinNothing(t *testing.T) {
	day1, day2, month, none, other := int64(1), int64(2), int64(3), int64(4), int64(5)
	for _, test := range []struct {
		name  string
		pairs [][2]int64
		want  string
	}{
		{"nothing", nil, "[[1] [2] [3] [4] [5]]"},
		{"a month and one of its days", [][2]int64{{month, day1}}, "[[1 3] [2] [4] [5]]"},
		{"a month and two of its days", [][2]int64{{month, day1}, {month, day2}}, "[[1] [2] [3] [4] [5]]"},
		{"days that are one", [][2]int64{{month, day1}, {month, day2}, {day1, day2}}, "[[1 2 3] [4] [5]]"},
		{"none, by a month", [][2]int64{{none, month}, {month, day1}, {none, day1}}, "[[1 3 4] [2] [5]]"},
		{"none, torn", [][2]int64{{none, day1}, {none, day2}, {none, other}}, "[[1] [2] [3] [4 5]]"},
		{"none, by another", [][2]int64{{none, other}, {other, day1}}, "[[1 4 5] [2] [3]]"},
	} {
		x := wordings{dates: map[int64]archive.Date{day1: "2019-07-01", day2: "2019-07-30", month: "2019-07", none: "", other: ""}}
		for _, p := range test.pairs {
			x.pairs = append(x.pairs, p, [2]int64{p[1], p[0]})
		}
		got := x.groups()
		slices.SortFunc(got, slices.Compare)
		if fmt.Sprint(got) != test.want {
			t.Errorf("%s: %v, want %s", test.name, got, test.want)
		}
	}
}

func TestCheckFindsFalseCopies(t *testing.T) {
	for _, test := range []struct{ finds, statement string }{
		{`Document "b" has "" for its principal among copies, not "a".`, `UPDATE document SET principal = NULL WHERE slug = 'b'`},
		{`Document "c" has "a" for its principal among copies, not "".`, `UPDATE document SET principal = 'a' WHERE slug = 'c'`},
		{`Document "a" has "b" for its principal among copies, not "a".`, `UPDATE document SET principal = 'b' WHERE slug IN ('a', 'b')`},
		{`Document "b" is said to be a copy and was not compared.`, `UPDATE document SET fingerprint = NULL WHERE slug = 'b'`},
		{`Document "a" has "a" for its principal among copies, not "".`, `DELETE FROM fingerprint_copy`},
		{`is a copy of one that is no copy of it.`, `DELETE FROM fingerprint_copy WHERE fingerprint < other`},
		{`Fingerprint n belongs to no document.`, `UPDATE fingerprint SET key = 'n' WHERE key = 'm'; UPDATE document SET fingerprint = NULL WHERE slug = 'c'`},
		{`Document "d" was removed and is still among copies.`, `UPDATE document SET principal = 'a' WHERE slug = 'd'`},
	} {
		s, p := openComparing(t)
		p.learn("a=k", "b=l~k", "c=m")
		for _, slug := range []string{"a", "b", "c", "d"} {
			applySound(t, s, slug+".txt", document(slug, 1))
		}
		applySound(t, s, "d.txt")
		tamper(t, s, test.statement)
		problems, err := s.Check(t.Context())
		must(t, err)
		if !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, test.finds) }) {
			t.Errorf("%s: found %q, want %q", test.statement, problems, test.finds)
		}
	}
}
