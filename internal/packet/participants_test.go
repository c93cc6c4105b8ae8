package packet

import (
	"slices"
	"testing"

	"communique/internal/thesaurus"
)

// TestParticipants: the sides of a conversation are those whose offices its list
// of participants names; the text below it names others.
func TestParticipants(t *testing.T) {
	th := thesaurus.Bundled()
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"two sides", "Memorandum of Conversation\n\n• Rudolf Hentzau, Minister of Foreign Affairs of France\n• Dr. Jane Doe, Secretary of State\n• Rivers; Dams in Syria\n\nSecretary Doe spoke of Syria and of the rivers.\n\n" + long, []string{"FR", "US"}},
		{"no conversation", "Meeting Report\n\n• Rudolf Hentzau, Minister of Foreign Affairs of France\n• Dr. Jane Doe, Secretary of State\n\n" + long, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := Read(plain(test.text), th)
			if got := r.Documents[0].Parties; !slices.Equal(got, test.want) {
				t.Errorf("%q, want %q: %q", got, test.want, outline(r))
			}
		})
	}
}
