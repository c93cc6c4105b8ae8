package thesaurus

import (
	"iter"

	"communique/internal/normalize"
)

// text is a text read for the words of the vocabulary, in the form in which its
// faults are repaired.
type text struct {
	printed string
	mended  normalize.Mended
	words   []word
	stems   []wordID // of all words, each word's behind one another
	length  int      // how many words and breaks it has
	folded  []byte   // the last word
}

// word is a word or break of a text that some phrase holds. All others are left
// out: no phrase runs across them.
type word struct {
	place      int32  // among all words and breaks
	start, end int32  // its bytes in the text
	id         wordID // noWord where only stems are known
	from, to   int32  // its stems
}

// readAll reads texts one after another. Each stands until the next is read.
func (v *vocabulary) readAll(texts []string) iter.Seq2[int, *text] {
	return func(yield func(int, *text) bool) {
		t := v.room.Get().(*text)
		defer func() {
			t.printed = ""
			v.room.Put(t)
		}()
		for i, printed := range texts {
			if t.read(v, printed); !yield(i, t) {
				return
			}
		}
	}
}

// read reads a text, in the room of the last.
func (t *text) read(v *vocabulary, printed string) {
	t.printed, t.mended, t.words, t.stems, t.length = printed, normalize.Mend(printed), t.words[:0], t.stems[:0], 0
	for s := (splitter{text: t.mended.Text}); s.scan(); t.length++ {
		t.add(v, &s.last)
	}
}

// add takes a word or break, if some phrase holds it.
func (t *text) add(v *vocabulary, last *token) {
	stems := len(t.stems)
	id := t.look(v, last)
	if id == noWord && len(t.stems) == stems {
		return
	}
	t.words = append(t.words, word{
		place: int32(t.length), start: int32(last.start), end: int32(last.end),
		id: id, from: int32(stems), to: int32(len(t.stems)),
	})
}

// look gives the number of a word or break, and notes the stems of a word.
func (t *text) look(v *vocabulary, last *token) wordID {
	switch last.kind {
	case breakToken:
		return v.breakMark
	case commaToken:
		return v.comma
	}
	t.folded = last.appendFold(t.folded[:0], t.mended.Text)
	t.stems = v.addStems(t.stems, t.folded)
	return v.number(t.folded)
}

// stretch is the text from one of the words on, over a number of them.
func (t *text) stretch(from, length int) string {
	return t.mended.Text[t.words[from].start:t.words[from+length-1].end]
}

// quote is a stretch as it is printed.
func (t *text) quote(from, length int) string {
	start, end := t.mended.Printed(int(t.words[from].start), int(t.words[from+length-1].end))
	return t.printed[start:end]
}

// follows reports whether a word stands right behind the one before it.
func (t *text) follows(i int) bool {
	return i < len(t.words) && t.words[i].place == t.words[i-1].place+1
}
