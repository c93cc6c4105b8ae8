package ledger

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

var madeAt = time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)

func correction(field archive.Field, value ...string) archive.Correction {
	return archive.Correction{Field: field, Value: value, By: "admin", At: madeAt}
}

func TestCorrectFields(t *testing.T) {
	d := document("As read", "one")
	d.Sections[0].Themes = []thesaurus.Finding{{ID: "cyber", Words: []string{"cyber"}}, {ID: "drones", Words: []string{"drone"}}}
	d.Sections[0].Countries = []thesaurus.Finding{{ID: "FR", Words: []string{"France"}}}
	Correct(&d, []archive.Correction{
		correction(archive.FieldTitle, "As it is"), correction(archive.FieldDate, "2019-08"), correction(archive.FieldKind, "statement"),
		correction(archive.FieldStatus, "final"), correction(archive.FieldParties, "NZ", "AU"),
		correction(archive.FieldThemes, "cyber", "encryption"), correction(archive.FieldCountries),
	})
	got := []any{d.Title, d.Date, d.DateBasis, d.Kind, d.Status, d.Parties, d.Sections[0].Themes, len(d.Sections[0].Countries), len(d.Doubts)}
	want := []any{"As it is", archive.Date("2019-08"), "corrected by admin", archive.Statement, archive.Final, []string{"AU", "NZ"},
		[]thesaurus.Finding{{ID: "cyber", Words: []string{"cyber"}}, {ID: "encryption"}}, 0, 0}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCorrectParagraphs(t *testing.T) {
	d := document("One", "We met", "in [REDACTED] today and", "agreed.", "So it was.")
	d.Sections[0].Paragraphs[1].Redactions = []archive.Redaction{{Start: 3, End: 13, Form: "[REDACTED]"}}
	Correct(&d, []archive.Correction{
		correction(archive.FieldJoin, "We met", "in [REDACTED] today and", "agreed."),
		correction(archive.FieldSplit, "So it", "was."),
		correction(archive.FieldJoin, "nowhere", "to be found"),
	})
	want := []archive.Paragraph{
		{Text: "We met in [REDACTED] today and agreed.", Lines: []int{1, 2, 3}, Redactions: []archive.Redaction{{Start: 10, End: 20, Form: "[REDACTED]"}}},
		{Text: "So it", Lines: []int{4}},
		{Text: "was.", Lines: []int{4}, Role: archive.Prose},
	}
	if diff := cmp.Diff(want, d.Sections[0].Paragraphs); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(d.Doubts) != 1 || d.Doubts[0].Says != "A correction by admin of 4 March 2026 no longer fits what is read: join." {
		t.Errorf("doubts %+v", d.Doubts)
	}
}

func TestSplitNeverCutsARedaction(t *testing.T) {
	d := document("One", "We met [in full redacted] today.")
	d.Sections[0].Paragraphs[0].Redactions = []archive.Redaction{{Start: 7, End: 25}}
	Correct(&d, []archive.Correction{correction(archive.FieldSplit, "We met [in full", "redacted] today.")})
	if n := len(d.Sections[0].Paragraphs); n != 1 || len(d.Doubts) != 1 {
		t.Errorf("%d paragraphs, doubts %v", n, d.Doubts)
	}
	d = document("One", "We met [in full redacted] today.")
	d.Sections[0].Paragraphs[0].Redactions = []archive.Redaction{{Start: 7, End: 25}}
	Correct(&d, []archive.Correction{correction(archive.FieldSplit, "We met", "[in full redacted] today.")})
	if diff := cmp.Diff([]archive.Redaction{{Start: 0, End: 18}}, d.Sections[0].Paragraphs[1].Redactions); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestCorrectionsSurviveReadings: read again, a document is as it was
// corrected; lifted, it is as it is read.
func TestCorrectionsSurviveReadings(t *testing.T) {
	m := newMemory()
	r := reading(document("One", "a b c", "d e f"))
	m.apply(t, r)
	m.held.Corrections = map[string][]archive.Correction{"2019-07-30-one": {correction(archive.FieldTitle, "Better"), correction(archive.FieldKind, "speech")}}
	if change := m.apply(t, r); len(change.Changed) != 1 || change.Changed[0].Title != "Better" || change.Changed[0].Slug != "2019-07-30-one" {
		t.Fatalf("corrected: %+v", change.Counts())
	}
	if change := m.apply(t, r); len(change.Unchanged) != 1 {
		t.Errorf("read again: %+v", change.Counts())
	}
	m.held.Corrections = nil
	if change := m.apply(t, r); len(change.Changed) != 1 || change.Changed[0].Title != "One" {
		t.Errorf("lifted: %+v", change.Counts())
	}
}

func TestFit(t *testing.T) {
	d := archive.Document{Sections: []archive.Section{
		{Paragraphs: []archive.Paragraph{{Text: "Report:"}, {Text: "We met."}, {Text: "We\u00a0met [in full redacted] today.", Redactions: []archive.Redaction{{Start: 8, End: 26}}}}},
		{Paragraphs: []archive.Paragraph{{Text: "Report:"}, {Text: "We met."}, {Text: "We left."}}},
	}}
	for _, test := range []struct {
		name string
		c    archive.Correction
		want error
	}{
		{"join", correction(archive.FieldJoin, "We met.", "We left."), nil},
		{"join twins", correction(archive.FieldJoin, "Report:", "We met."), archive.ErrConflict},
		{"join over a heading", correction(archive.FieldJoin, "We met [in full redacted] today.", "Report:"), archive.ErrConflict},
		{"join what is gone", correction(archive.FieldJoin, "We met.", "We sang."), archive.ErrConflict},
		{"split", correction(archive.FieldSplit, "We met", "[in full redacted] today."), nil},
		{"split a redaction", correction(archive.FieldSplit, "We met [in full", "redacted] today."), archive.ErrInvalid},
		{"split twins", correction(archive.FieldSplit, "We", "met."), archive.ErrConflict},
		{"title", correction(archive.FieldTitle, "x"), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if err := Fit(&d, test.c); !errors.Is(err, test.want) {
				t.Errorf("error %v, want %v", err, test.want)
			}
			if d.Sections[1].Paragraphs[1].Text != "We met." || len(d.Sections[0].Paragraphs) != 3 {
				t.Error("to try it changed the document")
			}
		})
	}
	Correct(&d, []archive.Correction{correction(archive.FieldSplit, "We met", "[in full redacted] today.")})
	if got := d.Sections[0].Paragraphs; len(got) != 4 || got[2].Text != "We\u00a0met" || got[3].Redactions[0].Start != 0 {
		t.Errorf("cut at a no-break space: %+v", got)
	}
}
