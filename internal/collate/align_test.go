package collate

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestAlign(t *testing.T) {
	tests := []struct {
		name     string
		from, to string // paragraphs parted by "|"
		want     []int
	}{
		{"same", "a b|c d", "a b|c d", []int{0, 1}},
		{"nothing before", "", "a b", []int{-1}},
		{"inserted in front", "one two|three four", "new words here|one two|three four", []int{-1, 0, 1}},
		{"edited between neighbours", "first|we commit to explore data sharing|last", "first|we commit to pursue data sharing|last", []int{0, 1, 2}},
		{"rewritten is another", "first|we commit to explore|last", "first|nothing of that stands any more|last", []int{0, -1, 2}},
		{"moved", "alpha beta|gamma delta|epsilon zeta", "gamma delta|epsilon zeta|alpha beta", []int{1, 2, 0}},
		{"twins keep their order", "[REDACTED]|x y|[REDACTED]", "[REDACTED]|x y|[REDACTED]", []int{0, 1, 2}},
		{"a twin taken away", "[REDACTED]|x y|[REDACTED]", "x y|[REDACTED]", []int{1, 2}},
		{"the likest of two", "a b c d|a b c e", "a b c e f", []int{1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Align(split(test.from), split(test.to))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("Align (-want +got):\n%s", diff)
			}
		})
	}
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

func TestAlignGivesNothingTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		paragraph := rapid.SampledFrom([]string{"a", "b c", "b d", "b c d", "[REDACTED]", "", "e f g h"})
		from := rapid.SliceOf(paragraph).Draw(t, "from")
		to := rapid.SliceOf(paragraph).Draw(t, "to")
		seen := map[int]bool{}
		for y, x := range Align(from, to) {
			if x == -1 {
				continue
			}
			if x < 0 || x >= len(from) || seen[x] {
				t.Fatalf("paragraph %d is paired with %d, given before or out of range", y, x)
			}
			seen[x] = true
		}
		for i, x := range Align(from, from) {
			if x != i {
				t.Fatalf("a list aligned with itself pairs %d with %d", i, x)
			}
		}
	})
}

func TestLikeness(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want float64
	}{{"a b", "a b", 1}, {"a b", "c d", 0}, {"a b", "a c", 0.5}, {"", "", 0}, {"a a", "a", 2.0 / 3}} {
		if got := likeness(tally(strings.Fields(test.a)), tally(strings.Fields(test.b))); got != test.want {
			t.Errorf("likeness(%q, %q) = %v, want %v", test.a, test.b, got, test.want)
		}
	}
}
