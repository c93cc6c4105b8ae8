package packet

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFirstRomanHeading: the number of the first section is no pronoun.
func TestFirstRomanHeading(t *testing.T) {
	r := Read(plain("Statement on Rivers\n\n"+long+"\n\nI. Naval cooperation\n\nThey met.\n\nII. Mills\n\nThey met again.\n\nI welcome the mills\n\nThey met."), nil)
	var got []string
	for _, s := range r.Documents[0].Sections {
		got = append(got, s.Heading)
	}
	if diff := cmp.Diff([]string{"", "I. Naval cooperation", "II. Mills"}, got); diff != "" {
		t.Error(diff)
	}
}
