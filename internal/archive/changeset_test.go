package archive

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEffectsOf(t *testing.T) {
	long := Document{Slug: "long", Sections: []Section{{Paragraphs: make([]Paragraph, 20)}}}
	short := Document{Slug: "short", Sections: []Section{{Paragraphs: make([]Paragraph, 4)}}}
	gone := Document{Slug: "gone"}
	change := SourceChange{
		Changed: []Document{long, short}, Removed: []string{"gone"}, Unchanged: []string{"same"},
		Ledger: []LedgerEntry{
			{Slug: "long", State: Edited}, {Slug: "long", State: Split}, {Slug: "long", State: Current}, {Slug: "long", State: Moved},
			{Slug: "elsewhere", WasIn: "short", State: Edited}, {Slug: "short", State: Restored}, {Slug: "gone", State: Merged}, {Slug: "gone", State: Removed},
		},
	}
	got := EffectsOf(&change, []Document{long, short, gone})
	want := Effects{
		Documents: Counts{Changed: 2, Removed: 1, Unchanged: 1},
		Captures:  1,
		Tally:     Tally{New: 1, Edited: 2, Moved: 1, Split: 1, Merged: 1, Removed: 1, Restored: 1},
		Texts: []DocumentEffect{
			{Slug: "long", Fate: DocumentChanged, Tally: Tally{New: 1, Edited: 1, Split: 1, Moved: 1}, Same: 17},
			{Slug: "short", Fate: DocumentChanged, Tally: Tally{Edited: 1, Restored: 1}, Same: 3},
			{Slug: "gone", Fate: DocumentRemoved, Tally: Tally{Merged: 1, Removed: 1}},
		},
		Risks: []Risk{{"short", "1 of its 4 paragraphs are edited or vanish"}, {"gone", "the document vanishes"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("effects (-want +got):\n%s", diff)
	}
	if got.Links() != 6 {
		t.Errorf("%d links", got.Links())
	}
}
