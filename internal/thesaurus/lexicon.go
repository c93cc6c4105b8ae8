package thesaurus

// lexicon holds the phrases of a whole vocabulary as a tree of words, so that
// a text is read once, however many phrases there are.
type lexicon[E any] struct {
	words *vocabulary
	root  node[E]
}

// node is the first words of some phrases.
type node[E any] struct {
	words  map[wordID]*node[E]
	stems  map[wordID]*node[E]
	leaves []leaf[E]
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
			at = at.child(l.words.add(w.fold, w.stem), w.stem)
		}
		at.leaves = append(at.leaves, leaf[E]{entry, p})
	}
	return nil
}

func (n *node[E]) child(id wordID, stem bool) *node[E] {
	children := &n.words
	if stem {
		children = &n.stems
	}
	if *children == nil {
		*children = map[wordID]*node[E]{}
	}
	if (*children)[id] == nil {
		(*children)[id] = &node[E]{}
	}
	return (*children)[id]
}

// at visits every phrase that begins with a word of the text: what it stands
// for, and how many words it takes. Shorter ones come first.
func (l *lexicon[E]) at(t *text, first int, visit func(entry E, length int)) {
	l.root.walk(t, first, first, visit)
}

// walk goes on from a node with the word at next.
func (n *node[E]) walk(t *text, first, next int, visit func(E, int)) {
	for _, leaf := range n.leaves {
		if leaf.printedIn(t, first) {
			visit(leaf.entry, next-first)
		}
	}
	if next > first && !t.follows(next) {
		return
	}
	w := &t.words[next]
	if child := n.words[w.id]; child != nil {
		child.walk(t, first, next+1, visit)
	}
	for _, stem := range t.stems[w.from:w.to] {
		if child := n.stems[stem]; child != nil {
			child.walk(t, first, next+1, visit)
		}
	}
}

func (l leaf[E]) printedIn(t *text, first int) bool {
	for i, w := range l.phrase {
		if !w.allows(t.stretch(first+i, 1)) {
			return false
		}
	}
	return true
}
