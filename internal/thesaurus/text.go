package thesaurus

// text is a text read for the words of the vocabulary.
type text struct {
	printed string
	words   []word
	stems   []wordID // of all words, each word's behind one another
	length  int      // how many words and breaks it has
}

// word is a word or break of a text that some phrase holds. All others are left
// out: no phrase runs across them.
type word struct {
	place      int32  // among all words and breaks
	start, end int32  // its bytes in the text
	id         wordID // noWord where only stems are known
	from, to   int32  // its stems
}

// read reads a text once, however many phrases there are.
func (v *vocabulary) read(printed string) *text {
	t := &text{printed: printed}
	for s := (splitter{text: printed}); s.scan(); t.length++ {
		look := printed[s.last.start:s.last.end]
		if s.last.kind != wordToken || !s.last.ascii {
			look = s.last.fold(printed)
		}
		w := word{place: int32(t.length), start: int32(s.last.start), end: int32(s.last.end), from: int32(len(t.stems))}
		w.id, t.stems = v.look(look, t.stems)
		w.to = int32(len(t.stems))
		if w.id != noWord || w.from < w.to {
			t.words = append(t.words, w)
		}
	}
	return t
}

// stretch is what is printed from one of the words on, over a number of them.
func (t *text) stretch(from, length int) string {
	return t.printed[t.words[from].start:t.words[from+length-1].end]
}

// follows reports whether a word stands right behind the one before it.
func (t *text) follows(i int) bool {
	return i < len(t.words) && t.words[i].place == t.words[i-1].place+1
}
