package packet

import (
	"slices"
	"strings"
	"testing"
)

// CheckAccounts checks what holds of every reading: each line that holds
// something is in exactly one title, heading, paragraph, notice or piece of
// furniture; lines ascend; marks of redaction lie where they say.
func CheckAccounts(t testing.TB, lines []Line, r Result) {
	t.Helper()
	seen := map[int]int{}
	count := func(what string, numbers []int) {
		for i, n := range numbers {
			seen[n]++
			if i > 0 && numbers[i-1] >= n {
				t.Errorf("lines of %s do not ascend: %v", what, numbers)
			}
		}
	}
	for i, d := range r.Documents {
		if d.Position != i+1 || d.Title == "" || !d.Date.Valid() || (d.Date == "") != (d.DateBasis == "") {
			t.Errorf("document %d: position %d, title %q, date %q (%s)", i+1, d.Position, d.Title, d.Date, d.DateBasis)
		}
		count("title", d.TitleLines)
		anchors := map[string]bool{}
		for _, s := range d.Sections {
			if anchors[s.Anchor] || s.Anchor == "" || s.Level < 1 {
				t.Errorf("section %q: anchor %q, level %d", s.Heading, s.Anchor, s.Level)
			}
			anchors[s.Anchor] = true
			count("heading", s.HeadingLines)
			for _, p := range s.Paragraphs {
				count("paragraph", p.Lines)
				if len(p.Lines) == 0 || p.Text == "" || p.Role == "" || p.Text != strings.TrimSpace(p.Text) {
					t.Errorf("paragraph %q of lines %v, role %q", p.Text, p.Lines, p.Role)
				}
				for _, m := range p.Redactions {
					if m.Start < 0 || m.End > len(p.Text) || m.Start >= m.End || p.Text[m.Start:m.End] != m.Form {
						t.Errorf("mark %+v in %q", m, p.Text)
					}
				}
			}
		}
	}
	for _, w := range r.Withheld {
		count("notice", w.Lines)
		if w.First > w.Last || w.After < 0 || w.After > len(r.Documents) {
			t.Errorf("notice %+v", w)
		}
	}
	for _, f := range r.Furniture {
		count("furniture", f.Lines)
		if f.Reason == "" {
			t.Errorf("furniture %v without a reason", f.Lines)
		}
	}
	var wrong []int
	for _, l := range lines {
		want := 0
		if strings.TrimSpace(l.Text) != "" || l.Meta != "" {
			want = 1
		}
		if seen[l.Number] != want {
			wrong = append(wrong, l.Number)
		}
	}
	if len(wrong) > 0 {
		t.Errorf("not accounted for exactly once: lines %v", slices.Clip(wrong))
	}
}
