package packet

import (
	"slices"
	"testing"

	"communique/internal/archive"
)

// TestUnderTitle: what stands between a title and its text belongs to the title
// block where it surely is no text.
func TestUnderTitle(t *testing.T) {
	for _, test := range []struct {
		name, text string
		first      string
	}{
		{"who was in the chair", "Final Communiqué\n\nZenda, 4 May 1979\n\nChairman: Mr. R. Hentzau.\n\n" + long, long},
		{"what the chair said", "Final Communiqué\n\nZenda, 4 May 1979\n\nChairman: We welcome all of you to Zenda.\n\n" + long, "Chairman: We welcome all of you to Zenda."},
		{"the stamp of a registry", "Joint Communique\nExecutive Registry\n85- 4369 C\n" + long, long},
		{"a name and an office", "Joint Statement on Rivers\n\n4 May 2021\n\nHon Flavia Elphberg\nMinister of Foreign Affairs\n\n" + long, long},
		{"a name and what was said", "Joint Statement on Rivers\n\n4 May 2021\n\nHon Flavia Elphberg\nspoke of rivers.\n\n" + long, "Hon Flavia Elphberg spoke of rivers."},
		{"a list of names", "Joint Statement on Rivers\n\n4 May 2021\n\nHon Flavia Elphberg\nHon Rudolf Rassendyll\n\n" + long, "Hon Flavia Elphberg"},
		{"what a page is filed under", "Floderna kan mer\n\n27.05.14 | Nyhed\n" + long, long},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := plain(test.text)
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			if first := r.Documents[0].Sections[0].Paragraphs[0].Text; first != test.first {
				t.Errorf("begins %q: %q", first, outline(r))
			}
		})
	}
}

// TestNewsLabel: a date with the kind of a page behind it says both.
func TestNewsLabel(t *testing.T) {
	for _, test := range []struct{ line, date, kind string }{
		{"27.05.14 | Nyhed", "2014-05-27", string(archive.PressRelease)},
		{"4 May 2021 | News", "2021-05-04", string(archive.PressRelease)},
		{"4 May 2021 | Rivers", "2021-05-04", string(archive.Other)},
	} {
		lines := plain("Floderna kan mer\n\n" + test.line + "\n\n" + long)
		r := Read(lines, nil)
		CheckAccounts(t, lines, r)
		if d := r.Documents[0]; string(d.Date) != test.date || string(d.Kind) != test.kind {
			t.Errorf("%s: %s, %s: %q", test.line, d.Date, d.Kind, outline(r))
		}
	}
}

// TestDashedHeadings: a number with a dash before a phrase heads the text below
// it; before a short line it is an item of a list.
func TestDashedHeadings(t *testing.T) {
	for _, test := range []struct {
		text string
		want bool
	}{
		{"Communiqué\n\n" + long + "\n1 - Dialogue politique\n" + long, true},
		{"Communiqué\n\n" + long + "\nII - Le renforcement de la coopération politique bilatérale\n" + long, true},
		{"Communiqué\n\n" + long + "\n1 - Rivers\n2 - Dams\n" + long + "\n", false},
		{"Communiqué\n\n" + long + "\n1 - We agreed on rivers\n" + long, false},
	} {
		lines := plain(test.text)
		r := Read(lines, nil)
		CheckAccounts(t, lines, r)
		got := slices.ContainsFunc(r.Documents[0].Sections, func(s archive.Section) bool { return s.Heading != "" })
		if got != test.want {
			t.Errorf("%q", outline(r))
		}
	}
}

// TestMisreadMemo: recognition reads one letter of a memorandum's head wrong.
func TestMisreadMemo(t *testing.T) {
	for _, head := range []string{"REMORANDUM POR: The Deputy Director", "MEMORANDUM FOR: The Deputy Director", "MEMORANDJM FOR: The Deputy Director"} {
		lines := plain(head + "\nSUBJECT ¢ Rivers of Ruritania\n\n" + long + "\n\n" + long)
		r := Read(lines, nil)
		CheckAccounts(t, lines, r)
		if d := r.Documents[0]; d.Kind != archive.BriefingNote && d.Kind != archive.Other || d.Sections[0].Paragraphs[0].Text != long {
			t.Errorf("%s: %s %q: %q", head, d.Kind, d.Title, outline(r))
		}
	}
}
