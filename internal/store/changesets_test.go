package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"communique/internal/archive"
)

// propose has s hold a proposal that turns what it holds of a source into
// documents, and gives its number.
func propose(t tester, s *Store, name, data string, documents ...archive.Document) int64 {
	t.Helper()
	ctx, run := context.Background(), beginRun(t, s)
	waits, err := s.Propose(ctx, reread(t, s, run, name, data, documents...))
	must(t, err)
	_, found, err := s.EndProposal(ctx, run)
	must(t, err)
	must(t, s.EndRun(ctx, run, archive.Counts{}))
	if !waits || !found {
		t.Fatalf("the proposal waits: %t, was found: %t", waits, found)
	}
	return run
}

func texts(t tester, s *Store, slug string) (list []string) {
	t.Helper()
	d, err := s.Document(context.Background(), slug)
	if errors.Is(err, archive.ErrNotFound) || errors.Is(err, archive.ErrGone) {
		return nil
	}
	must(t, err)
	for _, p := range d.Paragraphs {
		list = append(list, p.Text)
	}
	return list
}

func TestProposalIsSeenOnlyWhenApplied(t *testing.T) {
	s := openStore(t)
	set := propose(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "First.")))
	want(t, "before", texts(t, s, "a"), nil)
	records, err := s.SourceRecords(t.Context())
	must(t, err)
	want(t, "sources", len(records), 0)
	wantSound(t, s)

	var steps []int
	must(t, s.ApplySet(t.Context(), set, "admin", "looks right", func(done int) { steps = append(steps, done) }))
	want(t, "after", texts(t, s, "a"), []string{"First."})
	want(t, "steps", steps, []int{1})
	got, err := s.ChangeSet(t.Context(), set)
	must(t, err)
	if got.State != archive.Applied || got.DecidedBy != "admin" || got.Reason != "looks right" || got.Decided.IsZero() || got.Effects.New != 1 {
		t.Errorf("set %+v", got)
	}
	if err := s.ApplySet(t.Context(), set, "admin", "", nil); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("applying it twice: %v", err)
	}
	wantSound(t, s)
}

func TestDiscardedProposalLeavesNothing(t *testing.T) {
	s := openStore(t)
	set := propose(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "First.")))
	must(t, s.DiscardSet(t.Context(), set, "admin", "wrong file"))
	want(t, "documents", texts(t, s, "a"), nil)
	if err := s.ApplySet(t.Context(), set, "admin", "", nil); !errors.Is(err, archive.ErrConflict) || !strings.Contains(err.Error(), "discarded") {
		t.Errorf("applying what was discarded: %v", err)
	}
	if err := s.DiscardSet(t.Context(), 99, "admin", ""); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("discarding what is not there: %v", err)
	}
	wantSound(t, s)
}

// TestOvertakenProposal: of two that wait for one source only one can be
// applied; the other was made for what is no more.
func TestOvertakenProposal(t *testing.T) {
	s := openStore(t)
	first := propose(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "First.")))
	second := propose(t, s, "a.txt", "v2", document("a", 1, paragraph(1, "Second.")))
	other := propose(t, s, "b.txt", "b", document("b", 1, paragraph(9, "Of another source.")))
	must(t, s.ApplySet(t.Context(), second, "admin", "", nil))
	got, err := s.ChangeSet(t.Context(), first)
	must(t, err)
	if got.State != archive.Discarded || !strings.Contains(got.Reason, "overtaken by change set 2") {
		t.Errorf("the first is %+v", got)
	}
	must(t, s.ApplySet(t.Context(), other, "admin", "", nil))
	wantSound(t, s)
}

// TestSetOfSeveralSourcesIsWhole: where one source cannot be applied, none is.
func TestSetOfSeveralSourcesIsWhole(t *testing.T) {
	s := openStore(t)
	run := beginRun(t, s)
	for i, name := range []string{"a.txt", "b.txt"} {
		_, err := s.Propose(t.Context(), reread(t, s, run, name, name, document("same-slug", 1, paragraph(i+1, "Text of "+name))))
		must(t, err)
	}
	_, _, err := s.EndProposal(t.Context(), run)
	must(t, err)
	if err := s.ApplySet(t.Context(), run, "admin", "", nil); err == nil {
		t.Fatal("two sources were given one slug")
	}
	want(t, "documents", texts(t, s, "same-slug"), nil)
	wantSound(t, s)
}

// page is all that the pages of a document and of its paragraphs are made of.
type page struct {
	Document   archive.Document
	Paragraphs []archive.ParagraphRecord
	Withheld   []archive.Withheld
	Furniture  []archive.Furniture
}

// pages gathers them for every standing document of a source.
func pages(t tester, s *Store, source string) (all []page) {
	t.Helper()
	ctx := context.Background()
	documents, err := s.DocumentsOfSource(ctx, source)
	must(t, err)
	for _, d := range documents {
		p := page{Document: d}
		for _, paragraph := range d.Paragraphs {
			record, err := s.Paragraph(ctx, paragraph.ID)
			must(t, err)
			p.Paragraphs = append(p.Paragraphs, record)
		}
		p.Withheld, err = s.WithheldOfSource(ctx, source)
		must(t, err)
		p.Furniture, err = s.FurnitureOfSource(ctx, source)
		must(t, err)
		all = append(all, p)
	}
	return all
}

func TestRevertBringsBackWhatWas(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "One."), paragraph(2, "Two.")), document("b", 2, paragraph(3, "Three.")))
	before := pages(t, s, "a.txt")
	set := propose(t, s, "a.txt", "v2",
		document("c", 1, paragraph(4, "Four.")), document("a", 2, paragraph(1, "One, edited."), paragraph(5, "Five.")))
	must(t, s.ApplySet(t.Context(), set, "admin", "", nil))
	after := pages(t, s, "a.txt")

	revert, err := s.RevertSet(t.Context(), set, "admin", "it was wrong")
	must(t, err)
	want(t, "pages after the revert", pages(t, s, "a.txt"), before)
	gone, err := s.Paragraph(t.Context(), paragraphID(5))
	must(t, err)
	want(t, "what came and went", []any{gone.State, gone.Paragraph.Text, len(gone.History)}, []any{archive.Removed, "Five.", 2})
	got, err := s.ChangeSet(t.Context(), set)
	must(t, err)
	want(t, "reverted by", got.RevertedBy, revert)
	wantSound(t, s)

	if _, err := s.RevertSet(t.Context(), set, "admin", ""); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("reverting it twice: %v", err)
	}
	_, err = s.RevertSet(t.Context(), revert, "admin", "it was right after all")
	must(t, err)
	want(t, "pages after the revert of the revert", pages(t, s, "a.txt"), after)
	wantSound(t, s)
	if _, err := s.RevertSet(t.Context(), set, "admin", ""); err != nil {
		t.Errorf("and back: %v", err)
	}
	want(t, "pages at last", pages(t, s, "a.txt"), before)
	wantSound(t, s)
}

// TestRevertOfANewSource: what a first reading brought is gone, and its
// addresses go on answering.
func TestRevertOfANewSource(t *testing.T) {
	s := openStore(t)
	set := propose(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "One.")))
	must(t, s.ApplySet(t.Context(), set, "admin", "", nil))
	_, err := s.RevertSet(t.Context(), set, "admin", "")
	must(t, err)
	if _, err := s.Document(t.Context(), "a"); !errors.Is(err, archive.ErrGone) {
		t.Errorf("the document: %v", err)
	}
	wantSound(t, s)
}

func TestRevertOverLaterChangesIsRefused(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "One.")))
	apply(t, s, "a.txt", "v2", document("a", 1, paragraph(1, "One, edited.")))
	apply(t, s, "b.txt", "b", document("b", 1, paragraph(9, "Of another source.")))
	_, err := s.RevertSet(t.Context(), 1, "admin", "")
	if !errors.Is(err, archive.ErrConflict) || !strings.Contains(err.Error(), "change set 2 (a.txt)") {
		t.Errorf("error %v", err)
	}
	for _, set := range []int64{2, 1} { // the newest first: nothing stands in the way
		if _, err := s.RevertSet(t.Context(), set, "admin", ""); err != nil {
			t.Errorf("reverting %d: %v", set, err)
		}
	}
	wantSound(t, s)
}

func TestUnfinishedProposalIsDropped(t *testing.T) {
	s := openStore(t)
	run := beginRun(t, s)
	_, err := s.Propose(t.Context(), reread(t, s, run, "a.txt", "v1", document("a", 1, paragraph(1, "One."))))
	must(t, err)
	must(t, s.CutOffRuns(t.Context()))
	if _, err := s.ChangeSet(t.Context(), run); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("the set: %v", err)
	}
	wantSound(t, s)
}

func TestChangeSetTellsItsSources(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "One.")))
	set := propose(t, s, "a.txt", "v2", document("a", 1, paragraph(1, "One, edited.")))
	var was, is []string
	err := s.SourceChanges(t.Context(), set, func(c archive.SourceChange, before []archive.Document) error {
		for i := range before {
			was = append(was, before[i].Sections[0].Paragraphs[0].Text)
			is = append(is, c.Changed[i].Sections[0].Paragraphs[0].Text)
		}
		return nil
	})
	must(t, err)
	want(t, "wordings", slices.Concat(was, is), []string{"One.", "One, edited."})
	sets, err := s.ChangeSets(t.Context(), 10)
	must(t, err)
	want(t, "sets", []int64{sets[0].ID, sets[1].ID}, []int64{set, 1})
	want(t, "effects", sets[0].Effects.Documents, archive.Counts{Changed: 1})
}

// TestRevertAboveARevertedBase: a set is not done again while what it stood upon
// is taken back.
func TestRevertAboveARevertedBase(t *testing.T) {
	s := openStore(t)
	edition := func(one, two string) archive.Document {
		return document("a", 1, paragraph(1, one), paragraph(2, two))
	}
	apply(t, s, "a.txt", "v1", edition("One.", "Two."))
	apply(t, s, "a.txt", "v2", edition("One.", "Two, edited."))
	apply(t, s, "a.txt", "v3", edition("One, edited.", "Two, edited."))
	ctx := t.Context()
	third, err := s.RevertSet(ctx, 3, "admin", "")
	must(t, err)
	second, err := s.RevertSet(ctx, 2, "admin", "")
	must(t, err)
	if _, err := s.RevertSet(ctx, third, "admin", ""); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("the third is done again over the reverted second: %v", err)
	}
	for _, set := range []int64{second, third} { // the newest first
		if _, err := s.RevertSet(ctx, set, "admin", ""); err != nil {
			t.Errorf("reverting %d: %v", set, err)
		}
	}
	want(t, "texts", texts(t, s, "a"), []string{"One, edited.", "Two, edited."})
	wantSound(t, s)
}

// TestRedoOfAMergeLeadsOn: taken back and done again, a merged paragraph leads
// to where it went, as it did at first.
func TestRedoOfAMergeLeadsOn(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "We met"), paragraph(2, "and agreed.")))
	c := reread(t, s, beginRun(t, s), "a.txt", "v2", document("a", 1, paragraph(1, "We met and agreed.")))
	for i := range c.Ledger {
		if c.Ledger[i].ParagraphID == paragraphID(2) {
			c.Ledger[i].State, c.Ledger[i].Other = archive.Merged, paragraphID(1)
		}
	}
	must(t, s.Apply(t.Context(), c))
	merged, err := s.Paragraph(t.Context(), paragraphID(2))
	must(t, err)
	revert, err := s.RevertSet(t.Context(), c.Run, "admin", "")
	must(t, err)
	back, err := s.Paragraph(t.Context(), paragraphID(2))
	must(t, err)
	want(t, "state between", back.State, archive.Current)
	_, err = s.RevertSet(t.Context(), revert, "admin", "")
	must(t, err)
	again, err := s.Paragraph(t.Context(), paragraphID(2))
	must(t, err)
	want(t, "state, history and where it went", []any{again.State, again.History}, []any{archive.Merged, merged.History})
	wantSound(t, s)
}

// TestOvertakenInPart: a set that waits loses the one source that another set
// has changed, and keeps the others.
func TestOvertakenInPart(t *testing.T) {
	s := openStore(t)
	run := beginRun(t, s)
	for i, name := range []string{"a.txt", "b.txt"} {
		_, err := s.Propose(t.Context(), reread(t, s, run, name, name, document(name, 1, paragraph(i+1, "Text of "+name))))
		must(t, err)
	}
	_, _, err := s.EndProposal(t.Context(), run)
	must(t, err)
	newer := propose(t, s, "a.txt", "a2", document("a.txt", 1, paragraph(1, "Newer text.")))
	old, err := s.ChangeSet(t.Context(), run)
	must(t, err)
	want(t, "the older set", []any{old.State, old.Sources}, []any{archive.Proposed, 1})
	must(t, s.ApplySet(t.Context(), newer, "admin", "", nil))
	must(t, s.ApplySet(t.Context(), run, "admin", "", nil))
	want(t, "texts", [][]string{texts(t, s, "a.txt"), texts(t, s, "b.txt")}, [][]string{{"Newer text."}, {"Text of b.txt"}})
	wantSound(t, s)
}

// TestReadingBetterIsNoNews: the same bytes, read otherwise, are nothing to tell
// readers of.
func TestReadingBetterIsNoNews(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "One.")))
	apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "One, read better.")))
	news, err := s.AppliedSets(t.Context(), 9)
	must(t, err)
	if len(news) != 1 || news[0].ID != 1 {
		t.Errorf("told: %+v", news)
	}
}
