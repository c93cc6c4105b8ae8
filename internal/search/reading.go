package search

import (
	"fmt"
	"strings"

	"communique/internal/archive"
)

// reading says in words how a request was read: "encryption in any of its
// forms, and the exact phrase “lawful access”, without draft; kind is
// communiqué or briefing note". It is empty for a request that asks for
// everything.
func reading(p *plan, r Request, l labels) string {
	f := r.Filters
	var parts []string
	if query := p.describe(p.root); query != "" {
		parts = append(parts, query)
	}
	for group, values := range f.groups() {
		if len(values) == 0 {
			continue
		}
		words := make([]string, len(values))
		for i, v := range values {
			label, _ := l.label(group, v)
			words[i] = inSentence(group, label)
		}
		parts = append(parts, groupNames[group]+" is "+list(words, "or"))
	}
	if dates := describeDates(f); dates != "" {
		parts = append(parts, dates)
	}
	if r.EveryCopy {
		parts = append(parts, "every copy by itself")
	}
	if len(p.ignored) > 0 {
		verb := "is"
		if len(p.ignored) > 1 {
			verb = "are"
		}
		parts = append(parts, list(quoteAll(distinct(p.ignored)), "and")+" "+verb+" too common to search for")
	}
	return strings.Join(parts, "; ")
}

func describeDates(f Filters) string {
	from, to := archive.Date(f.From).String(), archive.Date(f.To).String()
	switch {
	case from != "" && to != "":
		return "dated from " + from + " to " + to
	case from != "":
		return "dated " + from + " or later"
	case to != "":
		return "dated " + to + " or earlier"
	}
	return ""
}

func quoteAll(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = "“" + w + "”"
	}
	return out
}

func (p *plan) describe(n node) string {
	switch n := n.(type) {
	case leafNode:
		return p.describeWords([]leafNode{n})
	case not:
		return "everything without " + p.describeBare(n.node)
	case or:
		parts := make([]string, len(n))
		for i, part := range n {
			parts[i] = p.describe(part)
			if _, ok := part.(and); ok {
				parts[i] = "(" + parts[i] + ")"
			}
		}
		return "either " + list(parts, "or")
	case and:
		return p.describeAnd(n)
	}
	return ""
}

// describeAnd names the plain words first, then the rest, then what must not
// be there.
func (p *plan) describeAnd(n and) string {
	var words []leafNode
	var others, without []string
	for _, part := range n {
		switch part := part.(type) {
		case not:
			without = append(without, p.describeBare(part.node))
		case leafNode:
			if p.leaves[part].isPlain() {
				words = append(words, part)
				continue
			}
			others = append(others, p.describe(part))
		default:
			others = append(others, p.describe(part))
		}
	}
	var parts []string
	if len(words) > 0 {
		parts = append(parts, p.describeWords(words))
	}
	parts = append(parts, others...)
	out := strings.Join(parts, ", and ")
	if len(without) == 0 {
		return out
	}
	if out == "" {
		out = "everything"
	}
	return out + ", without " + list(without, "or")
}

// isPlain reports whether l is a word that may stand anywhere.
func (l *leaf) isPlain() bool { return l.scope == everywhere && !l.sequences[0].exact }

// describeWords describes leaves that are alike: one of any sort, or several
// plain words.
func (p *plan) describeWords(words []leafNode) string {
	if l := &p.leaves[words[0]]; len(words) == 1 {
		return l.describe()
	}
	names := make([]string, len(words))
	for i, n := range words {
		names[i] = p.leaves[n].typed
	}
	return list(names, "and") + ", each in any of its forms"
}

func (l *leaf) describe() string {
	last := l.sequences[0].slots[len(l.sequences[0].slots)-1]
	var what string
	switch {
	case last.prefix != "":
		what = fmt.Sprintf("words that begin with “%s”", l.typed)
	case l.sequences[0].exact && len(l.sequences[0].slots) > 1:
		what = fmt.Sprintf("the exact phrase “%s”", l.typed)
	case l.sequences[0].exact:
		what = fmt.Sprintf("exactly the word “%s”", l.typed)
	default:
		what = l.typed + " in any of its forms"
	}
	if l.scope != everywhere {
		what += " in the " + string(l.scope)
	}
	return what
}

// describeBare describes what stands behind a minus: words without "in any of
// its forms", which nobody asked about.
func (p *plan) describeBare(n node) string {
	if i, ok := n.(leafNode); ok && p.leaves[i].isPlain() {
		return p.leaves[i].typed
	}
	return p.describe(n)
}
