package packet

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/thesaurus"
)

// numbered gives lines their numbers.
func numbered(lines ...Line) []Line {
	for i := range lines {
		lines[i].Number = i + 1
	}
	return lines
}

// TestParts: each part of a file is a source of its own, with its own title,
// date and notices; what the file says of itself as a whole holds for all.
func TestParts(t *testing.T) {
	lines := numbered(
		Line{Meta: "language", Text: "en"},
		Line{Meta: "part", Text: "one.html"},
		Line{Meta: "title", Text: "Joint Statement on Ports"},
		Line{Meta: "date", Text: "2020-03-01"},
		Line{Meta: "furniture", Text: "Menu", Reason: "site menu"},
		Line{Text: "Ministers met and agreed on a plan for ports that all of them will carry out."},
		Line{Meta: "part", Text: "two.html"},
		Line{Meta: "title", Text: "Joint Statement on Ports"},
		Line{Meta: "date", Text: "2021-03-01"},
		Line{Text: "Pages 3 to 4 are withheld pursuant to section 15 of the Access to Information Act."},
		Line{},
		Line{Text: "A year later they met again and found that the plan had been carried out in full."},
	)
	r := Read(lines, thesaurus.Bundled())
	CheckAccounts(t, lines, r)
	if len(r.Documents) != 2 || len(r.Withheld) != 1 || r.Withheld[0].After != 1 {
		t.Fatalf("%d documents, withheld %+v", len(r.Documents), r.Withheld)
	}
	for i, want := range []struct{ title, date string }{
		{"Joint Statement on Ports (no. 1 of 2 in this source)", "2020-03-01"}, {"Joint Statement on Ports (no. 2 of 2 in this source)", "2021-03-01"},
	} {
		d := r.Documents[i]
		if d.Title != want.title || string(d.Date) != want.date || d.Language != "en" || d.Position != i+1 {
			t.Errorf("document %d: %q, %s, %q, position %d", i+1, d.Title, d.Date, d.Language, d.Position)
		}
	}
	var reasons []string
	for _, f := range r.Furniture {
		reasons = append(reasons, f.Reason)
	}
	want := []string{"front matter of the file", "name of a part of the file", "front matter of the file", "site menu", "name of a part of the file", "front matter of the file"}
	if diff := cmp.Diff(want, reasons); diff != "" {
		t.Error(diff)
	}
}

// TestDeclarations: what the publisher declares fills gaps and is never put
// above the text.
func TestDeclarations(t *testing.T) {
	const prose = "The House will want to know what has been done since the floods of last winter."
	for _, test := range []struct {
		name                              string
		title, kind, status               string
		wantKind, wantStatus, wantInBasis string
	}{
		{"kind", "Flood defences", "oral_statement", "", "statement", "final", "no word of a draft and no redaction in a statement"},
		{"news", "Flood defences", "news_story", "", "press-release", "final", "no word of a draft and no redaction in a press release"},
		{"the title decides", "Communiqué on floods", "speech", "", "communique", "final", "no word of a draft and no redaction in a communiqué"},
		{"withdrawn", "Flood defences", "speech", "withdrawn on 2018-05-15", "speech", "final", "no word of a draft and no redaction in a speech; the publisher says: “withdrawn on 2018-05-15”"},
		{"withdrawn, of no kind", "Flood defences", "", "withdrawn", "other", "final", "the publisher says: “withdrawn”"},
		{"draft", "Flood defences", "", "draft", "other", "draft", "the publisher says: “draft”"},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := numbered(Line{Meta: "title", Text: test.title}, Line{Meta: "issuer", Text: "River Agency"}, Line{Text: prose})
			for _, m := range []Line{{Meta: "kind", Text: test.kind}, {Meta: "status", Text: test.status}} {
				if m.Text != "" {
					lines = numbered(append([]Line{m}, lines...)...)
				}
			}
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			d := r.Documents[0]
			if string(d.Kind) != test.wantKind || string(d.Status) != test.wantStatus || d.StatusBasis != test.wantInBasis || d.Issuer != "River Agency" {
				t.Errorf("kind %s, status %s (%s), issuer %s", d.Kind, d.Status, d.StatusBasis, d.Issuer)
			}
		})
	}
}
