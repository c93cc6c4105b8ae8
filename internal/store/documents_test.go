package store

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"communique/internal/archive"
)

func TestDocumentNotFound(t *testing.T) {
	s := openStore(t)
	_, err := s.Document(t.Context(), "nowhere")
	if !errors.Is(err, archive.ErrNotFound) || errors.Is(err, archive.ErrGone) {
		t.Errorf("got %v", err)
	}
}

func TestDocumentsInTheOrderAsked(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "A.")), document("b", 2, paragraph(2, "B.")), document("c", 3, paragraph(3, "C.")))
	apply(t, s, "a.txt", "v2", document("a", 1, paragraph(1, "A.")), document("c", 2, paragraph(3, "C.")))
	for _, test := range []struct {
		asked, wanted []string
	}{
		{[]string{"c", "a"}, []string{"c", "a"}},
		{[]string{"a", "b", "nowhere", "c"}, []string{"a", "c"}},
		{[]string{`a","b`, "'"}, nil},
		{nil, nil},
	} {
		documents, err := s.Documents(t.Context(), test.asked)
		must(t, err)
		var got []string
		for _, d := range documents {
			got = append(got, d.Slug)
		}
		want(t, fmt.Sprint(test.asked), got, test.wanted)
	}
}

func TestSummariesNewestFirst(t *testing.T) {
	s := openStore(t)
	var documents []archive.Document
	for i, date := range []archive.Date{"", "2019-07", "2021", "2019-07-30", "2021-01-02"} {
		d := document(fmt.Sprintf("d%d", i), i+1)
		d.Date = date
		documents = append(documents, d)
	}
	apply(t, s, "a.txt", "v1", documents...)
	summaries, _, err := s.Summaries(t.Context())
	must(t, err)
	var dates []archive.Date
	for _, summary := range summaries {
		dates = append(dates, summary.Date)
	}
	want(t, "dates", dates, []archive.Date{"2021-01-02", "2021", "2019-07-30", "2019-07", ""})
}

func TestTakenForEver(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "A.")))
	apply(t, s, "a.txt", "v2")
	for _, test := range []struct {
		slug  string
		id    int
		taken bool
	}{{"a", 1, true}, {"b", 2, false}} {
		slug, err := s.SlugTaken(t.Context(), test.slug)
		must(t, err)
		id, err := s.IDTaken(t.Context(), paragraphID(test.id))
		must(t, err)
		want(t, test.slug, []bool{slug, id}, []bool{test.taken, test.taken})
	}
}

func TestSnapshotSeesOneMoment(t *testing.T) {
	s := openStore(t)
	var first []archive.Document
	for i := range batchSize + 5 { // more than one batch
		first = append(first, document(fmt.Sprintf("d%03d", i), i+1, paragraph(i, "Old.")))
	}
	apply(t, s, "a.txt", "v1", first...)
	err := s.Snapshot(t.Context(), func(sequence int64, each func(func(archive.Document) error) error) error {
		want(t, "sequence", sequence, int64(len(first)))
		apply(t, s, "b.txt", "v1", document("late", 1, paragraph(9999, "Late.")))
		seen := 0
		defer func() { want(t, "documents", seen, len(first)) }()
		return each(func(d archive.Document) error {
			want(t, "slug", d.Slug, first[seen].Slug)
			seen++
			return nil
		})
	})
	must(t, err)
	sequence, err := s.Sequence(t.Context())
	must(t, err)
	want(t, "sequence afterwards", sequence, int64(len(first)+1))
}

func TestSnapshotEndsWithTheVisitorsError(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1), document("b", 2))
	enough := errors.New("enough")
	calls := 0
	err := s.Snapshot(t.Context(), func(_ int64, each func(func(archive.Document) error) error) error {
		return each(func(archive.Document) error { calls++; return enough })
	})
	if !errors.Is(err, enough) || calls != 1 {
		t.Errorf("%d calls, %v", calls, err)
	}
}

func TestCancelledReadsEnd(t *testing.T) {
	s := openStore(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Document(ctx, "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	apply(t, s, "a.txt", "v1", document("a", 1)) // the connections are as good as before
	wantSound(t, s)
}

func TestChangesInPortions(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1), document("b", 2), document("c", 3))
	changes, err := s.Changes(t.Context(), 1, 1)
	must(t, err)
	want(t, "one change", changes, []archive.Change{{Sequence: 2, Slug: "b"}})
	changes, err = s.Changes(t.Context(), 3, 10)
	must(t, err)
	want(t, "no more changes", len(changes), 0)
}
