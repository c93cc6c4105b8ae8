package normalize

// Words of which each letter has a space behind it: "J O I N T S T A T E M E N T".
// The spaces between the words are as narrow by then, so the words are found by
// the vocabulary.
const (
	fewestSpaced  = 4 // letters, of words that are known
	unknownSpaced = 8 // letters, of a word that is not
)

// seeLetter takes a letter that stands alone.
func (p *proof) seeLetter(w letters) {
	if n := len(p.spaced); n > 0 && (p.text[p.spaced[n-1].end:w.start] != " " || w.upper != p.spaced[n-1].upper) {
		p.closeSpaced()
	}
	p.spaced = append(p.spaced, w)
}

// closeSpaced joins the letters gathered so far, where they are words.
func (p *proof) closeSpaced() {
	run := p.spaced
	p.spaced = p.spaced[:0]
	if len(run) < fewestSpaced || !p.standsAlone(run[0].start, run[len(run)-1].end) || p.isElided(run[len(run)-1]) {
		return
	}
	var folded []byte
	for _, w := range run {
		letter := Fold(p.text[w.start:w.end])
		if len(letter) != 1 { // no letter of the vocabulary
			folded = nil
			break
		}
		folded = append(folded, letter...)
	}
	lengths := inWords(string(folded))
	if lengths == nil {
		if len(run) < unknownSpaced || isAlphabet(folded) {
			return
		}
		lengths = []int{len(run)}
	}
	end := 0 // of the word at hand
	for i := range run {
		if i == end {
			end += lengths[0]
			lengths = lengths[1:]
			continue
		}
		p.edits = append(p.edits, edit{start: run[i-1].end, end: run[i].start})
	}
	p.last = letters{}
}

// isAlphabet reports whether letters stand in the order of the alphabet, as the
// marks of a list do.
func isAlphabet(letters []byte) bool {
	for i := 1; i < len(letters); i++ {
		if letters[i] != letters[i-1]+1 {
			return false
		}
	}
	return len(letters) > 0
}
