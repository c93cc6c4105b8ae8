package extract

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// pageGrower writes random pages in which every word is another.
type pageGrower struct {
	*rand.Rand
	seen, unseen []string
}

func (g *pageGrower) word(hidden bool) string {
	if hidden {
		g.unseen = append(g.unseen, fmt.Sprintf("h%dq", len(g.unseen)))
		return g.unseen[len(g.unseen)-1] + " "
	}
	g.seen = append(g.seen, fmt.Sprintf("w%dx", len(g.seen)))
	return g.seen[len(g.seen)-1] + " "
}

// grow writes an element, now and then without its end tag or with that of
// another, in no order that a writer of pages would keep to.
func (g *pageGrower) grow(depth int, hidden bool) string {
	if depth == 0 || g.IntN(4) == 0 {
		return g.word(hidden)
	}
	if hidden { // where blocks end what hides them is for the standard to say
		return "<b>" + g.word(true) + "</b><i>" + g.word(true)
	}
	tags := []string{"div", "p", "ul", "li", "table", "tr", "td", "b", "a href=/x", "span", "h2", "nav", "form", "section class=related", "div class=share", "main", "article",
		"footer", "aside", "button", "select", "option", "blockquote", "sup", "q", "pre", "details", "figure", "figcaption", "ol", "font", "x-part", "header", "dl", "dd", "i", "em"}
	tag := tags[g.IntN(len(tags))]
	if g.IntN(12) == 0 {
		tag, hidden = []string{"div style='display:none'", "p hidden", "template", "svg", "span class=sr-only"}[g.IntN(5)], true
	}
	name, _, _ := strings.Cut(tag, " ")
	var b strings.Builder
	fmt.Fprintf(&b, "<%s>", tag)
	for range g.IntN(4) {
		b.WriteString(g.grow(depth-1, hidden))
	}
	if hidden || g.IntN(5) > 0 {
		fmt.Fprintf(&b, "</%s>", name)
	}
	return b.String()
}

// TestPageLosesNothing: every word that is seen is in a line, and in one alone where
// it is text; none that is hidden is in any.
func TestPageLosesNothing(t *testing.T) {
	for seed := range uint64(400) {
		g := &pageGrower{Rand: rand.New(rand.NewPCG(seed, 7))}
		var page strings.Builder
		for range 8 {
			// Hidden elements stand by themselves: what an unclosed one hides is
			// not for this test to say.
			page.WriteString(g.grow(6, false))
		}
		page.WriteString("<p>" + g.word(false))
		text, problem := readHTML("", []byte(page.String()))
		if problem != "" {
			t.Fatal(problem)
		}
		for _, w := range g.seen {
			if all, body := occurrences(text.Lines, w); all == 0 || body > 1 {
				t.Fatalf("seed %d: %s is in %d lines of %s", seed, w, all, page.String())
			}
		}
		for _, w := range g.unseen {
			if n, _ := occurrences(text.Lines, w); n != 0 {
				t.Fatalf("seed %d: hidden %s is shown in %s", seed, w, page.String())
			}
		}
	}
}

// occurrences counts the lines that print a word, and those of them that are
// text. The head of the lines repeats titles and categories that the page prints.
func occurrences(lines []Line, word string) (all, body int) {
	for _, l := range lines {
		if strings.Contains(l.Text, word) {
			all++
			if l.Meta == "" {
				body++
			}
		}
	}
	return all, body
}
