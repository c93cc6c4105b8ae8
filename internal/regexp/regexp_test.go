package regexp

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// expressions are awkward in one way each: assertions at either end and within,
// classes in either case, characters beyond ASCII, counted repeats, empty ones.
var expressions = []string{
	``, `a`, `^`, `$`, `^$`, `^a*$`, `\ba`, `a\b`, `\bab?\b`, `\Bb`, `a\B`, `(?m)^b`, `(?m)a$`, `^\W{0,3}a`, `(?i)k`, `(?i)straße|s`, `(?i)[k-m]b`,
	`[^a]b`, `.b`, `(?s).\n`, `a.b`, `é`, `(?i)É`, `\pL\d`, `\P{Lu}é`, `(?:a|ab)(?:c|bcd)`, `a{2,3}?b`, `^.{5,9}$`, `a[^b]{0,200}c`, `(?:^|\s)b(?:\s|$)`, `^(a|b)*c|b\b`,
	`[أإ]`, `�`, `x*`, `(?:)|a`, `\Aab\z`, `^(?:\s+|b)+$`, `a(?i:b)c`, `^a|^b`, `(?:^|\b)a`, `(?:^a)?b`, `[[:^alpha:]]a`,
}

func TestSameAsStandard(t *testing.T) {
	alphabet := []string{"a", "b", "c", "A", "B", "k", "K", "\u212A", "s", "ſ", "é", "É", " ", "\n", "_", "1", "أ", "�", "\xff", "\xc3", "-", "ß", "x"}
	random := rand.New(rand.NewPCG(1, 2))
	texts := []string{"", "abcabc", strings.Repeat("ab ", 300), "a" + strings.Repeat("x", 199) + "c", "a" + strings.Repeat("x", 201) + "c"}
	for range 2000 {
		var b strings.Builder
		for range random.IntN(12) {
			b.WriteString(alphabet[random.IntN(len(alphabet))])
		}
		texts = append(texts, b.String())
	}
	for _, expression := range expressions {
		re, standard := MustCompile(expression), regexp.MustCompile(expression)
		for _, text := range texts {
			if got, want := re.MatchString(text), standard.MatchString(text); got != want {
				t.Errorf("%q in %q: %v, want %v", expression, text, got, want)
			}
		}
	}
}

// TestManyStates is about an expression that has more states than are kept, in
// a text that visits them.
func TestManyStates(t *testing.T) {
	expression := `a[ab]{20}c`
	re, standard := MustCompile(expression), regexp.MustCompile(expression)
	random := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		text := make([]byte, 1000)
		for i := range text {
			text[i] = "ab"[random.IntN(2)]
		}
		if random.IntN(2) == 0 {
			text = append(text, 'c')
		}
		if got, want := re.MatchString(string(text)), standard.MatchString(string(text)); got != want {
			t.Errorf("%q in %q: %v, want %v", expression, text, got, want)
		}
		if n := len(re.automaton().states); n > mostStates {
			t.Fatalf("%d states are kept", n)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	re := MustCompile(`\b(?:one|two|three) (?:words?|lines?)\b`)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 100 {
				if !re.MatchString("of three words") || re.MatchString("of three swords") {
					t.Error("wrong answer")
				}
			}
		})
	}
	all.Wait()
}

func TestFinds(t *testing.T) {
	re, standard := MustCompile(`(\d+)-(\d+)`), regexp.MustCompile(`(\d+)-(\d+)`)
	for _, text := range []string{"", "1-", "pages 1-2 and 33-44", "é 5-6"} {
		if got, want := re.FindString(text), standard.FindString(text); got != want {
			t.Errorf("FindString in %q: %q, want %q", text, got, want)
		}
		if got, want := len(re.FindStringIndex(text)), len(standard.FindStringIndex(text)); got != want {
			t.Errorf("FindStringIndex in %q: %d, want %d", text, got, want)
		}
		if got, want := strings.Join(re.FindStringSubmatch(text), "|"), strings.Join(standard.FindStringSubmatch(text), "|"); got != want {
			t.Errorf("FindStringSubmatch in %q: %q, want %q", text, got, want)
		}
		if got, want := strings.Join(re.FindAllString(text, -1), "|"), strings.Join(standard.FindAllString(text, -1), "|"); got != want {
			t.Errorf("FindAllString in %q: %q, want %q", text, got, want)
		}
		if got, want := len(re.FindAllStringSubmatchIndex(text, -1)), len(standard.FindAllStringSubmatchIndex(text, -1)); got != want {
			t.Errorf("FindAllStringSubmatchIndex in %q: %d, want %d", text, got, want)
		}
	}
}

func FuzzMatch(f *testing.F) {
	for _, expression := range expressions {
		f.Add(expression, "ab\xffé\n a")
	}
	f.Fuzz(func(t *testing.T, expression, text string) {
		standard, err := regexp.Compile(expression)
		if err != nil || len(expression) > 100 {
			t.Skip()
		}
		if got, want := MustCompile(expression).MatchString(text), standard.MatchString(text); got != want {
			t.Errorf("%q in %q: %v, want %v", expression, text, got, want)
		}
	})
}
