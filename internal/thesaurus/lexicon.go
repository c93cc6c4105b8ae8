package thesaurus

import "slices"

// lexicon holds the phrases of a whole vocabulary as a tree of words, so that
// a text is read once, however many phrases there are.
type lexicon[E any] struct{ root node[E] }

type node[E any] struct {
	words    map[string]*node[E]
	stems    map[string]*node[E]
	stemLens []int // lengths of the stems, in bytes
	leaves   []leaf[E]
}

// leaf ends a phrase: what the phrase stands for, and the words whose print
// has to be looked at.
type leaf[E any] struct {
	entry  E
	phrase phrase
}

// add makes every way of writing the phrase stand for the entry.
func (l *lexicon[E]) add(written string, st style, entry E) error {
	all, err := phrases(written, st)
	if err != nil {
		return err
	}
	for _, p := range all {
		at := &l.root
		for _, w := range p {
			at = at.child(w)
		}
		at.leaves = append(at.leaves, leaf[E]{entry, p})
	}
	return nil
}

func (n *node[E]) child(w phraseWord) *node[E] {
	children := &n.words
	if w.stem {
		children = &n.stems
		if !slices.Contains(n.stemLens, len(w.fold)) {
			n.stemLens = append(n.stemLens, len(w.fold))
		}
	}
	if *children == nil {
		*children = map[string]*node[E]{}
	}
	if (*children)[w.fold] == nil {
		(*children)[w.fold] = &node[E]{}
	}
	return (*children)[w.fold]
}

// at visits every phrase that begins with the first of the words: what it
// stands for, and how many words it takes. Shorter ones come first.
func (l *lexicon[E]) at(text string, words []word, visit func(entry E, length int)) {
	l.root.walk(text, words, 0, visit)
}

func (n *node[E]) walk(text string, words []word, depth int, visit func(E, int)) {
	for _, leaf := range n.leaves {
		if leaf.printedIn(text, words) {
			visit(leaf.entry, depth)
		}
	}
	if depth == len(words) {
		return
	}
	next := words[depth].fold
	if child := n.words[next]; child != nil {
		child.walk(text, words, depth+1, visit)
	}
	for _, length := range n.stemLens {
		if length > len(next) {
			continue
		}
		if child := n.stems[next[:length]]; child != nil {
			child.walk(text, words, depth+1, visit)
		}
	}
}

func (l leaf[E]) printedIn(text string, words []word) bool {
	for i, w := range l.phrase {
		if !w.allows(text[words[i].start:words[i].end]) {
			return false
		}
	}
	return true
}
