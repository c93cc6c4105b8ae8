package normalize

import "sort"

// Mended is a text whose certain faults are repaired, for search and matching
// to use, with the places at which its words are printed. Pages show what is
// printed.
type Mended struct {
	Text   string
	rounds [][]edit // what each round of repairs changed in the text before it
}

// edit says that text stands where the faulty text has the bytes from start to
// end.
type edit struct {
	start, end int
	text       string
	at         int // where text stands when all edits of its round are made
}

// maxRounds bounds how often a repair may bring another fault to light, as
// where a text was misread twice.
const maxRounds = 8

// Mend repairs the faults of s of which there is one reading only: text in a
// wrong encoding, words with a space behind each letter, words parted or glued
// together, small l for capital I in acronyms, what a comparison of versions
// left behind. What might be meant stays as it is. It is idempotent.
func Mend(s string) Mended {
	m := Mended{Text: s}
	for range maxRounds {
		edits := misreadings(m.Text)
		if len(edits) == 0 {
			edits = misprints(m.Text)
		}
		if len(edits) == 0 {
			break
		}
		m.Text = apply(m.Text, edits)
		m.rounds = append(m.rounds, edits)
	}
	return m
}

// Key gives the form by which two prints of a text are told to be the same,
// though one has faults that the other has not.
func Key(s string) string { return Fold(Mend(s).Text) }

// apply makes the edits, which are in order and do not overlap, and notes where
// each stands then.
func apply(s string, edits []edit) string {
	out := make([]byte, 0, len(s)+len(edits))
	from := 0
	for i := range edits {
		e := &edits[i]
		out = append(out, s[from:e.start]...)
		e.at = len(out)
		out = append(out, e.text...)
		from = e.end
	}
	return string(append(out, s[from:]...))
}

// Printed gives the bytes of the printed text that the bytes from start to end
// of the mended one stand for.
func (m Mended) Printed(start, end int) (int, int) {
	for i := len(m.rounds) - 1; i >= 0; i-- {
		start, end = beginBefore(m.rounds[i], start), endBefore(m.rounds[i], end)
	}
	return start, max(start, end)
}

// beginBefore gives the place before the edits of what begins at a place behind
// them. What begins where something was taken away begins behind it.
func beginBefore(edits []edit, place int) int {
	i := sort.Search(len(edits), func(i int) bool { return edits[i].at > place })
	if i == 0 {
		return place
	}
	e := edits[i-1]
	if place < e.at+len(e.text) {
		return e.start
	}
	return e.end + place - e.at - len(e.text)
}

// endBefore is beginBefore for what ends at a place: where something was taken
// away it ends before it.
func endBefore(edits []edit, place int) int {
	i := sort.Search(len(edits), func(i int) bool { return edits[i].at >= place })
	if i == 0 {
		return place
	}
	e := edits[i-1]
	return e.end + max(0, place-e.at-len(e.text))
}
