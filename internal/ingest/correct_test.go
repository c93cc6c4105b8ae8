package ingest

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"communique/internal/archive"
)

const lighthouses = "2021-05-03-joint-statement-on-lighthouses"

func TestCorrect(t *testing.T) {
	in, records := newTestIngester(t)
	ctx := t.Context()
	run := func() {
		t.Helper()
		if _, err := in.Run(ctx, "test", []File{file("a.txt", statement)}, archive.ApplyAll, nil); err != nil {
			t.Fatal(err)
		}
	}
	run()
	read := everyPage(t, records)
	set, err := in.Correct(ctx, "admin", archive.Amendment{Slug: lighthouses, Field: archive.FieldThemes, Value: []string{"cyber-security"}, Reason: "it is about signals"})
	if err != nil || set.State != archive.Applied {
		t.Fatalf("set %+v, %v", set, err)
	}
	if _, err := in.Correct(ctx, "admin", archive.Amendment{Slug: lighthouses, Field: archive.FieldTitle, Value: []string{"Joint Statement on Lights"}}); err != nil {
		t.Fatal(err)
	}
	check := func(title string, themes ...string) {
		t.Helper()
		d, err := records.Document(ctx, lighthouses)
		if err != nil {
			t.Fatal(err)
		}
		if got := archive.Summarize(&d).Themes; d.Title != title || !slices.Equal(got, themes) {
			t.Errorf("the document is %q on %v, want %q on %v", d.Title, got, title, themes)
		}
	}
	check("Joint Statement on Lights", "cyber-security")
	run() // they survive a later reading
	check("Joint Statement on Lights", "cyber-security")

	held, err := records.Corrections(ctx, lighthouses)
	if err != nil || len(held) != 2 || held[1].Was[0] != "Joint Statement on Lighthouses" {
		t.Fatalf("corrections %+v, %v", held, err)
	}
	if _, err := in.Correct(ctx, "admin", archive.Amendment{Slug: lighthouses, Lift: held[1].ID}); err != nil {
		t.Fatal(err)
	}
	check("Joint Statement on Lighthouses", "cyber-security")
	if _, err := in.Correct(ctx, "admin", archive.Amendment{Slug: lighthouses, Lift: held[1].ID}); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("lifting it twice: %v", err)
	}
	for _, id := range []int64{5, 3, 2} { // run 4 changed nothing and made no set
		if _, err := records.RevertSet(ctx, id, "admin", ""); err != nil {
			t.Fatalf("revert %d: %v", id, err)
		}
	}
	if got := everyPage(t, records); got != read {
		t.Error("reverted, the pages are not what they were")
	}
	if held, err := records.Corrections(ctx, lighthouses); err != nil || len(held) != 0 {
		t.Errorf("corrections %+v, %v", held, err)
	}
	if faults, err := records.Check(ctx); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

// TestCorrectAgain: a correction that takes the place of another lifts it, so
// that lifting it in turn brings back what is read.
func TestCorrectAgain(t *testing.T) {
	in, records := newTestIngester(t)
	ctx := t.Context()
	if _, err := in.Run(ctx, "test", []File{file("a.txt", statement)}, archive.ApplyAll, nil); err != nil {
		t.Fatal(err)
	}
	correct := func(asked archive.Amendment) archive.ChangeSet {
		t.Helper()
		asked.Slug = lighthouses
		set, err := in.Correct(ctx, "admin", asked)
		if err != nil {
			t.Fatal(err)
		}
		return set
	}
	check := func(title string, corrections int) {
		t.Helper()
		d, err := records.Document(ctx, lighthouses)
		if err != nil || d.Title != title {
			t.Errorf("the title is %q, want %q, %v", d.Title, title, err)
		}
		held, err := records.Corrections(ctx, lighthouses)
		if err != nil || len(held) != corrections || corrections > 0 && held[0].Was[0] != "Joint Statement on Lighthouses" {
			t.Errorf("corrections %+v, want %d, %v", held, corrections, err)
		}
	}
	correct(archive.Amendment{Field: archive.FieldTitle, Value: []string{"One"}})
	second := correct(archive.Amendment{Field: archive.FieldTitle, Value: []string{"Two"}})
	check("Two", 1)
	if second.Effects.Corrections != 1 {
		t.Errorf("the second counts as %d corrections", second.Effects.Corrections)
	}
	if _, err := records.RevertSet(ctx, second.ID, "admin", ""); err != nil {
		t.Fatal(err)
	}
	check("One", 1)
	correct(archive.Amendment{Field: archive.FieldTitle, Value: []string{"Three"}})
	held, err := records.Corrections(ctx, lighthouses)
	if err != nil || len(held) != 1 {
		t.Fatalf("corrections %+v, %v", held, err)
	}
	correct(archive.Amendment{Lift: held[0].ID})
	check("Joint Statement on Lighthouses", 0)
}

func TestCorrectParagraphsKeepsIds(t *testing.T) {
	in, records := newTestIngester(t)
	if _, err := in.Run(t.Context(), "test", []File{file("a.txt", statement)}, archive.ApplyAll, nil); err != nil {
		t.Fatal(err)
	}
	d, err := records.Document(t.Context(), lighthouses)
	if err != nil {
		t.Fatal(err)
	}
	var paragraphs []archive.Paragraph
	for _, p := range d.Paragraphs {
		paragraphs = append(paragraphs, *p)
	}
	one, two := paragraphs[len(paragraphs)-2], paragraphs[len(paragraphs)-1]
	_, err = in.Correct(t.Context(), "admin", archive.Amendment{Slug: lighthouses, Field: archive.FieldJoin, Value: []string{one.Text, two.Text}})
	if err != nil {
		t.Fatal(err)
	}
	joined, err := records.Paragraph(t.Context(), one.ID)
	if err != nil || joined.Paragraph.Text != one.Text+" "+two.Text {
		t.Errorf("the joined paragraph reads %q, %v", joined.Paragraph.Text, err)
	}
	merged, err := records.Paragraph(t.Context(), two.ID)
	if err != nil || merged.State != archive.Merged || merged.History[len(merged.History)-1].Other != one.ID {
		t.Errorf("the other is %+v, %v", merged.State, err)
	}
	if _, err := in.Correct(t.Context(), "admin", archive.Amendment{Slug: lighthouses, Field: archive.FieldJoin, Value: []string{one.Text, two.Text}}); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("joining what is joined: %v", err)
	}
}

func TestCorrectRefuses(t *testing.T) {
	in, _ := newTestIngester(t)
	if _, err := in.Run(t.Context(), "test", []File{file("a.txt", statement)}, archive.ApplyAll, nil); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		archive.Amendment
		want error
		says string
	}{
		{"no title", archive.Amendment{Field: archive.FieldTitle}, archive.ErrInvalid, "must have a title"},
		{"no date", archive.Amendment{Field: archive.FieldDate, Value: []string{"last week"}}, archive.ErrInvalid, "2019-07-30"},
		{"no country", archive.Amendment{Field: archive.FieldParties, Value: []string{"NO", "XX"}}, archive.ErrInvalid, `"XX" is no country`},
		{"no kind", archive.Amendment{Field: archive.FieldKind, Value: []string{"poem"}}, archive.ErrInvalid, "no kind"},
		{"no field", archive.Amendment{Field: "colour", Value: []string{"blue"}}, archive.ErrInvalid, "no field"},
		{"as it is", archive.Amendment{Field: archive.FieldDate, Value: []string{"2021-05-03"}}, nil, ""},
		{"nowhere", archive.Amendment{Slug: "nowhere", Field: archive.FieldTitle, Value: []string{"x"}}, archive.ErrNotFound, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.Slug == "" {
				test.Slug = lighthouses
			}
			_, err := in.Correct(t.Context(), "admin", test.Amendment)
			if !errors.Is(err, test.want) || err != nil && !strings.Contains(err.Error(), test.says) {
				t.Errorf("error %v", err)
			}
		})
	}
}
