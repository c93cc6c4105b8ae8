package collate

import (
	"hash/fnv"
	"math"
	"strings"
	"unicode"

	"communique/internal/archive"
	"communique/internal/normalize"
)

// SketchVersion counts what a sketch is made of, and what IsCopy goes by.
// Raise it with every change to either or to normalize.Key: documents
// compared before are then compared again.
const SketchVersion = 2

// A sketch has this many numbers, in bands of so many. Of texts that share three
// in four of their shingles, 997 in 1000 share a band; of those that share one
// in four, 60.
const (
	sketchSize = 64
	bandSize   = 4
)

// LikelyCopy is the least likeness of the sketches of copies. One word in
// twenty misread leaves six shingles in seven, which are three in four of those
// of both texts.
const LikelyCopy = 0.5

// shingleSize is how many words follow on each other in a shingle.
const shingleSize = 3

// Sketch is the MinHash of a text: the share of numbers that two sketches have
// in common estimates the share of shingles that their texts have. It is the
// same on every machine.
type Sketch [sketchSize]uint32

// Words are what a document says, in the form in which texts are compared:
// headings and paragraphs, with faults of the print repaired, folded, without
// punctuation and redaction marks.
// Titles are left out: sources give one text many.
func Words(d *archive.Document) []string {
	var words []string
	for i := range d.Sections {
		words = append(words, wordsOf(d.Sections[i].Heading)...)
		for _, p := range d.Sections[i].Paragraphs {
			words = append(words, wordsOf(unmarked(&p))...)
		}
	}
	return words
}

// unmarked is the text of a paragraph with a space for each redaction mark.
func unmarked(p *archive.Paragraph) string {
	var parts []string
	from := 0
	for _, r := range p.Redactions {
		if r.Start < from || r.End < r.Start || r.End > len(p.Text) {
			continue // not a mark of this text
		}
		parts = append(parts, p.Text[from:r.Start])
		from = r.End
	}
	return strings.Join(append(parts, p.Text[from:]), " ")
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(normalize.Key(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// NewSketch makes the sketch of a text. A text of fewer words than a shingle
// has is one shingle.
func NewSketch(words []string) Sketch {
	var least Sketch
	for i := range least {
		least[i] = math.MaxUint32
	}
	hashes := make([]uint64, len(words))
	for i, w := range words {
		hashes[i] = hashWord(w)
	}
	for from := 0; from == 0 || from+shingleSize <= len(hashes); from++ {
		shingle := uint64(0)
		for _, h := range hashes[from:min(from+shingleSize, len(hashes))] {
			shingle = mix(shingle + h)
		}
		for i := range least {
			least[i] = min(least[i], uint32(shingle*multipliers[i]>>32))
		}
	}
	return least
}

// Bands are the keys under which likely copies of a text are found: those with
// which it shares one.
func (s Sketch) Bands() []int64 {
	bands := make([]int64, 0, sketchSize/bandSize)
	for from := 0; from < sketchSize; from += bandSize {
		key := uint64(from)
		for _, n := range s[from : from+bandSize] {
			key = mix(key + uint64(n))
		}
		bands = append(bands, int64(key))
	}
	return bands
}

// multipliers are odd numbers, each of which puts shingles into another order.
var multipliers = func() (list [sketchSize]uint64) {
	for i := range list {
		list[i] = mix(uint64(i)) | 1
	}
	return list
}()

func hashWord(word string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(word)) // never fails
	return h.Sum64()
}

// golden is 2^64 divided by the golden ratio: the step of SplitMix64.
const golden = 0x9e3779b97f4a7c15

// mix is the finaliser of SplitMix64: every bit of x moves every bit of it.
func mix(x uint64) uint64 {
	x += golden
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Likeness estimates which share of their shingles two texts have in common,
// between 0 and 1.
func (s Sketch) Likeness(other Sketch) float64 {
	same := 0
	for i := range s {
		if s[i] == other[i] {
			same++
		}
	}
	return float64(same) / sketchSize
}
