package collate

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"znkr.io/diff"

	"communique/internal/archive"
)

// fewWords is how many words a text must have for its words alone, or less
// than all of them, to tell that it is a copy: shorter ones are forms.
const fewWords = 40

// faultyShare is how much of a text may be misread, or stand before or behind
// the other, as letterheads and datelines do.
const faultyShare = 0.05

// fewDays is how far apart the dates of two copies may lie: what is put
// out on a Friday is put out again on a Monday, and what is put out every week
// is another text.
const fewDays = 3 * 24 * time.Hour

// Wording is what tells whether a document is a copy of another: what it says,
// and what it says it of.
type Wording struct {
	Words      []string
	Title      []string // where it has few words; nil else: sources give one text many titles
	Language   string
	Date       archive.Date
	Draft      bool
	Redactions int
	Countries  []string // that it names
}

// NewWording reads the wording of a document.
func NewWording(d *archive.Document) Wording {
	w := Wording{Words: Words(d), Language: d.Language, Date: d.Date, Draft: d.Status == archive.Draft}
	for _, p := range d.Paragraphs {
		w.Redactions += len(p.Redactions)
	}
	for i := range d.Sections {
		for _, f := range d.Sections[i].Countries {
			w.Countries = append(w.Countries, f.ID)
		}
	}
	slices.Sort(w.Countries)
	w.Countries = slices.Compact(w.Countries)
	if len(w.Words) < fewWords {
		w.Title = wordsOf(d.Title)
	}
	return w
}

// Key is the same for wordings that are the same in everything, and for no
// others or those of another SketchVersion. Documents of one key are copies, and have the same other copies.
func (w *Wording) Key() string {
	text, err := json.Marshal(w)
	if err != nil {
		panic(err) // a struct of strings and numbers
	}
	sum := sha256.Sum256(fmt.Appendf(text, " %d", SketchVersion))
	return hex.EncodeToString(sum[:])
}

// IsCopy reports whether two documents hold the same text: the same words in
// the same order, but for what a scanner misread, and for what only one of
// them has in front or behind. Their dates must not lie apart, and as much must
// be withheld from both. It is the same asked either way round.
func (w *Wording) IsCopy(other *Wording) bool {
	switch {
	case len(w.Words) == 0 || w.Redactions != other.Redactions:
		return false
	case w.Language != other.Language && w.Language != "" && other.Language != "":
		return false
	case !SameOccasion(w.Date, other.Date):
		return false
	case slices.Equal(w.Words, other.Words):
		return slices.Equal(w.Title, other.Title)
	case min(len(w.Words), len(other.Words)) < fewWords || w.Draft || other.Draft:
		return false // a draft in other words is a version
	}
	return slices.Equal(w.Countries, other.Countries) && onlyFaults(w.Words, other.Words)
}

// SameOccasion reports whether two dates may be those of one occasion: days not
// far apart, or a month or year and what lies in it. A text that does not say
// its date may be of any.
func SameOccasion(a, b archive.Date) bool {
	firstA, lastA := span(a)
	firstB, lastB := span(b)
	if firstA.IsZero() || firstB.IsZero() {
		return true
	}
	apart := time.Duration(0)
	if firstA == lastA && firstB == lastB {
		apart = fewDays
	}
	return firstB.Sub(lastA) <= apart && firstA.Sub(lastB) <= apart
}

// span is the first and last day that a date may mean; zero times for none.
func span(d archive.Date) (first, last time.Time) {
	for layout, step := range map[string][3]int{"2006": {1, 0, 0}, "2006-01": {0, 1, 0}, "2006-01-02": {0, 0, 1}} {
		if t, err := time.Parse(layout, string(d)); err == nil {
			return t, t.AddDate(step[0], step[1], step[2]).AddDate(0, 0, -1)
		}
	}
	return time.Time{}, time.Time{}
}

// onlyFaults reports whether two texts differ in little, and in nothing that
// was meant.
func onlyFaults(a, b []string) bool {
	if slices.Compare(a, b) > 0 { // the same alignment either way round
		a, b = b, a
	}
	faultsA, faultsB := 0, 0
	for _, h := range diff.Hunks(a, b, diff.Context(0)) {
		was, is := a[h.PosX:h.EndX], b[h.PosY:h.EndY]
		atAnEnd := h.PosX == 0 && h.PosY == 0 || h.EndX == len(a) && h.EndY == len(b)
		alone := len(was) == 0 || len(is) == 0
		if !(alone && atAnEnd) && !misread(was, is) {
			return false
		}
		faultsA, faultsB = faultsA+len(was), faultsB+len(is)
	}
	return float64(faultsA) <= faultyShare*float64(len(a)) && float64(faultsB) <= faultyShare*float64(len(b))
}

// misread reports whether one stretch of words is the other as a scanner, or a
// typist, may have taken it: parted elsewhere, in letters of the same shape, or
// in long words with a letter in five wrong. One number is never another.
func misread(a, b []string) bool {
	if len(a) == len(b) {
		for i := range a {
			if !misreadWord(a[i], b[i]) {
				return false
			}
		}
		return true
	}
	return shape(strings.Join(a, "")) == shape(strings.Join(b, ""))
}

func misreadWord(a, b string) bool {
	if shape(a) == shape(b) {
		return true
	}
	if strings.ContainsFunc(a+b, unicode.IsDigit) {
		return false
	}
	x, y := []rune(a), []rune(b)
	return edits(x, y) <= min(len(x), len(y))/5
}

// shape is a word by the strokes that a scanner sees: m is three of them, and so
// are rn and in.
func shape(word string) string { return strokes.Replace(word) }

var strokes = strings.NewReplacer("m", "iii", "n", "ii", "u", "ii", "h", "ii", "b", "ii", "l", "i", "1", "i", "r", "i",
	"w", "vv", "d", "ei", "c", "e", "0", "o", "5", "s")

// edits is the number of letters put in, left out or changed between two words
// (Levenshtein).
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		left := row[0]
		row[0] = i + 1
		for j := range b {
			cost := left
			if a[i] != b[j] {
				cost++
			}
			left = row[j+1]
			row[j+1] = min(cost, left+1, row[j]+1)
		}
	}
	return row[len(b)]
}
