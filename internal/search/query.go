package search

import (
	"slices"
	"strings"
)

// plan is a query made ready for the index: its leaves are analysed, and words
// too common to search for are gone.
type plan struct {
	root    node // as typed, without what was ignored; nil asks for everything
	leaves  []leaf
	ignored []string // stop words outside of phrases, as typed
}

// leaf is what a word, phrase or prefix looks for: any of its sequences.
type leaf struct {
	typed     string
	scope     scope
	positive  bool // not behind a minus: it ranks and is marked
	sequences []sequence
}

// sequence is one or more words that follow on each other.
type sequence struct {
	exact bool // of exact words; else of stems
	slots []slot
}

// slot is a place in a sequence: one of several words may fill it.
type slot struct {
	offset int      // in words, from the first
	terms  []string // one, or the words that begin with prefix
	prefix string
}

// leafNode stands in a plan's tree for the leaf with that number.
type leafNode int

func (leafNode) isNode() {}

// newPlan makes a plan of what parse read.
func newPlan(n node) plan {
	p := plan{}
	p.root = p.compile(n, true, false)
	if len(p.leaves) == 0 && len(p.ignored) > 0 { // nothing but stop words: take them at their word
		p = plan{}
		p.root = p.compile(n, true, true)
	}
	return p
}

// compile turns the words of n into leaves. literal reads words as phrases.
func (p *plan) compile(n node, positive, literal bool) node {
	switch n := n.(type) {
	case and:
		return and(p.all(n, positive, literal)).simple()
	case or:
		return or(p.all(n, positive, literal)).simple()
	case not:
		inner := p.compile(n.node, !positive, literal)
		if inner == nil {
			return nil
		}
		return not{inner}
	case phrase:
		return p.add(leafText(n), positive, phraseSequences(n.text))
	case prefix:
		return p.add(leafText(n), positive, prefixSequences(n.text))
	case word:
		if literal {
			return p.add(leafText(n), positive, phraseSequences(n.text))
		}
		return p.word(n, positive)
	}
	return nil
}

func (p *plan) all(list []node, positive, literal bool) []node {
	var out []node
	for _, n := range list {
		if n := p.compile(n, positive, literal); n != nil {
			out = append(out, n)
		}
	}
	return out
}

func (p *plan) word(n word, positive bool) node {
	w := read(n.text)
	if len(w.stems) == 0 {
		if len(w.exact) > 0 {
			p.ignored = append(p.ignored, trimWord(n.text))
		}
		return nil
	}
	sequences := []sequence{{slots: slots(w.stems)}}
	if joined, ok := joinedStem(n.text, w); ok {
		sequences = append(sequences, sequence{slots: []slot{{terms: []string{joined}}}})
	}
	return p.add(leafText(n), positive, sequences)
}

// joinedStem is the stem of a word typed with hyphens when written as one:
// "cyber-security" finds "cybersecurity" too.
func joinedStem(text string, w wording) (string, bool) {
	if len(w.exact) < 2 || !strings.Contains(text, "-") {
		return "", false
	}
	joined := read(strings.ReplaceAll(text, "-", "")).stems
	if len(joined) != 1 {
		return "", false
	}
	return joined[0].term, true
}

func (p *plan) add(text leafText, positive bool, sequences []sequence) node {
	if len(sequences) == 0 {
		return nil
	}
	p.leaves = append(p.leaves, leaf{typed: trimWord(text.text), scope: text.scope, positive: positive, sequences: sequences})
	return leafNode(len(p.leaves) - 1)
}

func phraseSequences(text string) []sequence {
	w := read(text)
	if len(w.exact) == 0 {
		return nil
	}
	return []sequence{{exact: true, slots: slots(w.exact)}}
}

// prefixSequences has the beginning in its last slot: "cyber-sec*" is two
// words.
func prefixSequences(text string) []sequence {
	sequences := phraseSequences(text)
	for _, s := range sequences {
		last := &s.slots[len(s.slots)-1]
		last.prefix, last.terms = last.terms[0], nil
	}
	return sequences
}

func slots(tokens []token) []slot {
	out := make([]slot, len(tokens))
	for i, t := range tokens {
		out[i] = slot{offset: t.position - tokens[0].position, terms: []string{t.term}}
	}
	return out
}

// trimWord takes the punctuation off the ends of a word.
func trimWord(text string) string {
	return strings.TrimFunc(strings.Join(strings.Fields(text), " "), func(r rune) bool {
		return strings.ContainsRune(".,;:!?…", r)
	})
}

// required are the leaves that stand side by side at the top of the plan as
// plain words: those of which a closest reading may let some go.
func (p *plan) required() []int {
	parts, ok := p.root.(and)
	if !ok {
		return nil
	}
	var out []int
	for _, n := range parts {
		if i, ok := n.(leafNode); ok && !p.leaves[i].sequences[0].exact {
			out = append(out, int(i))
		}
	}
	return out
}

// without is the plan's tree less some leaves at its top.
func (p *plan) without(leaves []int) node {
	parts, ok := p.root.(and)
	if !ok {
		return p.root
	}
	return and(slices.DeleteFunc(slices.Clone(parts), func(n node) bool {
		i, ok := n.(leafNode)
		return ok && slices.Contains(leaves, int(i))
	})).simple()
}
