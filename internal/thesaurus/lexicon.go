package thesaurus

// lexicon holds the phrases of a whole vocabulary as a tree of words, so that
// a text is read once, however many phrases there are.
type lexicon[E any] struct {
	words *vocabulary
	first []*node[E] // by the number of a phrase's first word; nil where none begins so
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
		at := l.begin(l.words.add(p[0].fold, p[0].stem))
		for _, w := range p[1:] {
			at = at.child(l.words.add(w.fold, w.stem), w.stem)
		}
		at.leaves = append(at.leaves, leaf[E]{entry, p})
	}
	return nil
}

// begin gives the node of the phrases that begin with a word or stem.
func (l *lexicon[E]) begin(id wordID) *node[E] {
	for len(l.first) <= int(id) {
		l.first = append(l.first, nil)
	}
	if l.first[id] == nil {
		l.first[id] = &node[E]{}
	}
	return l.first[id]
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
	w := &t.words[first]
	l.from(w.id, t, first, visit)
	for _, stem := range t.stems[w.from:w.to] {
		l.from(stem, t, first, visit)
	}
}

// from visits those that begin with a word or stem of that number. Few words
// begin a phrase.
func (l *lexicon[E]) from(id wordID, t *text, first int, visit func(entry E, length int)) {
	if int(id) < len(l.first) && l.first[id] != nil {
		l.first[id].walk(t, first, first+1, visit)
	}
}

// walk goes on from a node with the word at next.
func (n *node[E]) walk(t *text, first, next int, visit func(E, int)) {
	for _, leaf := range n.leaves {
		if leaf.printedIn(t, first) {
			visit(leaf.entry, next-first)
		}
	}
	if !t.follows(next) {
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
