package collate

import (
	"fmt"
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
		moved    []int // places in to
	}{
		{"same", "a b|c d", "a b|c d", []int{0, 1}, nil},
		{"nothing before", "", "a b", []int{-1}, nil},
		{"inserted in front", "one two|three four", "new words here|one two|three four", []int{-1, 0, 1}, nil},
		{"edited between neighbours", "first|we commit to explore data sharing|last", "first|we commit to pursue data sharing|last", []int{0, 1, 2}, nil},
		{"rewritten is another", "first|we commit to explore|last", "first|nothing of that stands any more|last", []int{0, -1, 2}, nil},
		{"moved", "alpha beta|gamma delta|epsilon zeta", "gamma delta|epsilon zeta|alpha beta", []int{1, 2, 0}, []int{2}},
		{"swapped neighbours", "x|alpha beta|gamma delta|y", "x|gamma delta|alpha beta|y", []int{0, 2, 1, 3}, []int{1}},
		{"twins keep their order", "[REDACTED]|x y|[REDACTED]", "[REDACTED]|x y|[REDACTED]", []int{0, 1, 2}, nil},
		{"a twin taken away", "[REDACTED]|x y|[REDACTED]", "x y|[REDACTED]", []int{1, 2}, nil},
		{"the twin goes whose text goes", "start|Report:|a one|a two|Report:|b one|b two", "start|Report:|b one|b two", []int{0, 4, 5, 6}, nil},
		{"the twin goes with the text above it", "a one|a two|Report:|b one|b two|Report:", "a one|a two|Report:", []int{0, 1, 2}, nil},
		{"a line repeated", "a one|b two to five six|c three", "a one|b two to five six|b two to five six|c three", []int{0, 1, -1, 2}, nil},
		{"the likest of two", "a b c d|a b c e", "a b c e f", []int{1}, nil},
		{"moved and edited", "m n o p q r s t|x one|y two", "x one|y two|m n o p q r s u", []int{1, 2, 0}, []int{2}},
		{"twins moved", "k k|a b|c d|k k|e f", "a b|c d|e f|k k|k k", []int{1, 2, 4, 0, 3}, []int{3, 4}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Align(split(test.from), split(test.to))
			if diff := cmp.Diff(test.want, got.Pairs); diff != "" {
				t.Errorf("pairs (-want +got):\n%s", diff)
			}
			var moved []int
			for y, is := range got.Moved {
				if is {
					moved = append(moved, y)
				}
			}
			if diff := cmp.Diff(test.moved, moved); diff != "" {
				t.Errorf("moved (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAlignPartsOfAParagraph(t *testing.T) {
	long := "we commit to share what we learn of threats and to keep the public informed of them"
	tests := []struct {
		name                 string
		from, to             string
		pairs, split, merged []int
	}{
		{"cut in two", "x|" + long + "|y", "x|we commit to share what we learn of threats|and to keep the public informed of them|y",
			[]int{0, 1, -1, 2}, []int{-1, -1, 1, -1}, []int{-1, -1, -1}},
		{"cut in three", "x|" + long + "|y", "x|we commit to share what|we learn of threats and|to keep the public informed of them|y",
			[]int{0, 1, -1, -1, 2}, []int{-1, -1, 1, 1, -1}, []int{-1, -1, -1}},
		{"joined", "x|we commit to share what we learn of threats|and to keep the public informed of them|y", "x|" + long + "|y",
			[]int{0, 1, 3}, []int{-1, -1, -1}, []int{-1, -1, 1, -1}},
		{"a scrap joined to what it heads", "x|Report:|" + long + "|y", "x|Report: " + long + "|y",
			[]int{0, 2, 3}, []int{-1, -1, -1}, []int{-1, 1, -1, -1}},
		{"a scrap of it follows", "x|" + long + "|y", "x|" + long + "|of them|y",
			[]int{0, 1, -1, 2}, []int{-1, -1, -1, -1}, []int{-1, -1, -1}},
		{"another follows", "x|" + long + "|y", "x|" + long + "|a new sentence on other things|y",
			[]int{0, 1, -1, 2}, []int{-1, -1, -1, -1}, []int{-1, -1, -1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Align(split(test.from), split(test.to))
			want := Alignment{Pairs: test.pairs, Split: test.split, Merged: test.merged, Moved: make([]bool, len(test.pairs))}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("alignment (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLikest(t *testing.T) {
	got := Likest(
		[]string{"report", "we will act together on the threats at hand", "same words", "twin text", "twin text"},
		[]string{"twin text", "same words", "we will act together on all the threats at hand", "report of another kind"})
	if diff := cmp.Diff([]int{-1, 2, 1, -1}, got); diff != "" {
		t.Errorf("pairs (-want +got):\n%s", diff)
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
		paragraph := rapid.SampledFrom([]string{"a", "b c", "b d", "b c d", "b c b d", "[REDACTED]", "", "e f g h", "e f", "g h"})
		from := rapid.SliceOf(paragraph).Draw(t, "from")
		to := rapid.SliceOf(paragraph).Draw(t, "to")
		got := Align(from, to)
		given := map[int]int{}
		for y, x := range got.Pairs {
			if x != -1 {
				given[x]++
				if got.Split[y] != -1 {
					t.Fatalf("paragraph %d answers to one and is cut off another", y)
				}
			}
		}
		for x, y := range got.Merged {
			if y != -1 {
				given[x]++
				if got.Pairs[y] == -1 {
					t.Fatalf("paragraph %d went into %d, which answers to none", x, y)
				}
			}
		}
		for x, n := range given {
			if x < 0 || x >= len(from) || n > 1 {
				t.Fatalf("paragraph %d is given %d times", x, n)
			}
		}
		for i, x := range Align(from, from).Pairs {
			if x != i {
				t.Fatalf("a list aligned with itself pairs %d with %d", i, x)
			}
		}
	})
}

// TestAlignLongGaps: a wholly rewritten long text is aligned in bounded work,
// and what stayed is still found.
func TestAlignLongGaps(t *testing.T) {
	var from, to []string
	for i := range 6000 {
		from = append(from, fmt.Sprintf("old %d words of the paragraph %d twin", i, i%7))
		to = append(to, "twin")
	}
	from[3000], to[3000] = "stays as it was", "stays as it was"
	if got := Align(from, to).Pairs[3000]; got != 3000 {
		t.Errorf("the paragraph that stayed is paired with %d", got)
	}
}

func TestLikeness(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want float64
	}{{"a b", "a b", 1}, {"a b", "c d", 0}, {"a b", "a c", 0.5}, {"", "", 1}, {"a a", "a", 2.0 / 3}} {
		both := bags([]string{test.a, test.b}, map[string]int{})
		if got := both[0].likeness(both[1]); got != test.want {
			t.Errorf("likeness of %q and %q = %v, want %v", test.a, test.b, got, test.want)
		}
	}
}
