package store

import (
	"errors"
	"testing"

	"communique/internal/archive"
)

func TestFail(t *testing.T) {
	s := openStore(t)
	run := beginRun(t, s)
	must(t, s.Fail(t.Context(), run, "test", sourceOf("scan.pdf", "junk"), []byte("junk"), "The file is encrypted."))
	must(t, s.Fail(t.Context(), run, "test", archive.Source{Name: "huge.pdf"}, nil, "The file is too large."))
	must(t, s.Fail(t.Context(), run, "test", archive.Source{Name: "empty.txt"}, []byte{}, "The file is empty."))

	records, err := s.SourceRecords(t.Context())
	must(t, err)
	var got []archive.SourceRecord
	for _, r := range records {
		got = append(got, archive.SourceRecord{Source: archive.Source{Name: r.Name, SHA256: r.SHA256, Size: r.Size}, State: r.State, Problem: r.Problem, Captures: r.Captures})
	}
	want(t, "records", got, []archive.SourceRecord{
		{Source: archive.Source{Name: "empty.txt", SHA256: hash(nil)}, State: archive.SourceFailed, Problem: "The file is empty.", Captures: 1},
		{Source: archive.Source{Name: "huge.pdf"}, State: archive.SourceFailed, Problem: "The file is too large."},
		{Source: archive.Source{Name: "scan.pdf", SHA256: hash([]byte("junk")), Size: 4}, State: archive.SourceFailed, Problem: "The file is encrypted.", Captures: 1},
	})
	r, err := s.Run(t.Context(), run)
	must(t, err)
	want(t, "counts", r.Documents, archive.Counts{Failed: 3})
	want(t, "outcome", r.Outcomes[0], archive.Outcome{Source: "scan.pdf", Counts: archive.Counts{Failed: 1}, Problem: "The file is encrypted."})
	wantSound(t, s)
}

func TestFailKeepsDocumentsAndRecovers(t *testing.T) {
	s := openStore(t)
	d := document("a", 1, paragraph(1, "A."))
	apply(t, s, "a.txt", "v1", d)
	must(t, s.Fail(t.Context(), beginRun(t, s), "test", sourceOf("a.txt", "junk"), []byte("junk"), "It is not text."))
	stored, err := s.Document(t.Context(), "a")
	must(t, err)
	want(t, "capture of the document", stored.SHA256, hash([]byte("v1")))
	must(t, s.Fail(t.Context(), beginRun(t, s), "test", archive.Source{Name: "a.txt"}, nil, "It cannot be opened."))
	source, err := s.Source(t.Context(), "a.txt")
	must(t, err)
	want(t, "newest capture", source.SHA256, hash([]byte("junk")))

	apply(t, s, "a.txt", "v1", d)
	records, err := s.SourceRecords(t.Context())
	must(t, err)
	want(t, "state", records[0].State, archive.SourceRead)
	want(t, "problem", records[0].Problem, "")
	want(t, "newest capture", records[0].SHA256, hash([]byte("v1")))
	wantSound(t, s)
}

func TestFailingAgainIsQuiet(t *testing.T) {
	s := openStore(t)
	for range 3 {
		must(t, s.Fail(t.Context(), beginRun(t, s), "test", sourceOf("a.txt", "junk"), []byte("junk"), "It is not text."))
	}
	entries, err := s.AuditEntries(t.Context(), 10)
	must(t, err)
	want(t, "audit entries", len(entries), 1)
}

func TestFailNeedsAReason(t *testing.T) {
	s := openStore(t)
	err := s.Fail(t.Context(), beginRun(t, s), "test", archive.Source{Name: "a.txt"}, nil, "")
	if !errors.Is(err, archive.ErrInvalid) {
		t.Errorf("got %v", err)
	}
}

func TestSameBytesUnderTwoNamesAreKeptOnce(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "bytes", document("a", 1))
	apply(t, s, "b.txt", "bytes", document("b", 1))
	blobs, err := collect(t.Context(), s.reader, scanValue[int], `SELECT count(*) FROM blob`)
	must(t, err)
	want(t, "blobs", blobs, []int{1})
	wantSound(t, s)
}

func TestSourceNotFound(t *testing.T) {
	s := openStore(t)
	if _, err := s.Source(t.Context(), "a.txt"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("source: %v", err)
	}
	if _, err := s.SourceBytes(t.Context(), hash(nil)); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("bytes: %v", err)
	}
}

func TestCaptures(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "First.")), document("b", 2, paragraph(2, "Second.")))
	c := reread(t, s, beginRun(t, s), "a.txt", "v2 of it", document("a", 1, paragraph(1, "First, edited.")), document("b", 2, paragraph(2, "Second.")))
	c.File = "a-corrected.txt"
	must(t, s.Apply(t.Context(), c))
	got, err := s.Captures(t.Context(), "a.txt")
	must(t, err)
	if len(got) != 2 {
		t.Fatalf("%d captures", len(got))
	}
	want(t, "newest", []any{got[0].SHA256, got[0].File, got[0].Slugs, got[0].Size}, []any{hash([]byte("v2 of it")), "a-corrected.txt", []string{"a"}, int64(8)})
	want(t, "first", []any{got[1].SHA256, got[1].File, got[1].Slugs}, []any{hash([]byte("v1")), "", []string{"b"}})
	if _, err := s.Captures(t.Context(), "nothing.txt"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("captures of nothing: %v", err)
	}
}

// TestPublicCaptures follows one name through all that can become of bytes.
// Anybody may have what was read and published, and go on having it; what was
// only proposed, or could not be read, is nobody's.
func TestPublicCaptures(t *testing.T) {
	s := openStore(t)
	public := func(data string) bool {
		t.Helper()
		c, err := s.PublicCapture(t.Context(), hash([]byte(data)))
		if err != nil && !errors.Is(err, archive.ErrNotFound) {
			t.Fatal(err)
		}
		return err == nil && c.Public && c.SHA256 == hash([]byte(data))
	}
	run := beginRun(t, s)
	waits, err := s.Propose(t.Context(), reread(t, s, run, "a.txt", "v1", document("a", 1, paragraph(1, "First."))))
	must(t, err)
	want(t, "proposed: waits, public", []bool{waits, public("v1")}, []bool{true, false})
	_, _, err = s.EndProposal(t.Context(), run)
	must(t, err)
	must(t, s.DiscardSet(t.Context(), run, "test", ""))
	want(t, "discarded", public("v1"), false)

	unread := archive.Source{Name: "a.txt", SHA256: hash([]byte("junk")), Size: 4}
	must(t, s.Fail(t.Context(), beginRun(t, s), "test", unread, []byte("junk"), "It is not text."))
	want(t, "failed before all else", public("junk"), false)
	apply(t, s, "a.txt", "v2", document("a", 1, paragraph(1, "First.")))
	apply(t, s, "a.txt", "v3")
	want(t, "failed, replaced, last, discarded", []bool{public("junk"), public("v2"), public("v3"), public("v1")}, []bool{false, true, true, false})

	captures, err := s.Captures(t.Context(), "a.txt")
	must(t, err)
	var last []bool
	for _, c := range captures {
		last = append(last, c.Last)
	}
	want(t, "the one last read", last, []bool{true, false, false})
}
