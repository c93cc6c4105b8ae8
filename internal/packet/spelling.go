package packet

import (
	"slices"
	"strings"
	"unicode"

	"communique/internal/archive"
	"communique/internal/regexp"
)

// How well the words of a text were read. Recognition of pictures puts signs and
// digits into words, and loses their vowels; people do so rarely.

const (
	wordsLooked  = 3000 // enough to tell
	wordsNeeded  = 60
	wordsWrongIn = 25 // one of so many is doubted
)

// doubtSpelling notes that many words are none.
func (f *facts) doubtSpelling() {
	words, wrong := 0, 0
	var examples []string
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		for word := range strings.FieldsSeq(head(p.Text, 10_000)) {
			words++
			if isNoWord(word) {
				wrong++
				if len(examples) < 4 && !slices.Contains(examples, word) {
					examples = append(examples, word)
				}
			}
		}
		return words < wordsLooked
	})
	if words >= wordsNeeded && wrong*wordsWrongIn > words {
		f.doubt(nil, "%d of %d words look misread, such as %s.", wrong, words, strings.Join(examples, ", "))
	}
}

var (
	// signInWord is a sign that no word holds, beside a letter.
	signInWord = regexp.MustCompile(`[\pL][¢~|\\^<>{}=¬°»«•¥£¤]|[¢~|\\^<>{}=¬¤][\pL]|\p{Ll}[!?;:,]\p{Ll}`)
	// digitInWord is a digit among small letters: "l0cal".
	digitInWord = regexp.MustCompile(`\p{Ll}\d\p{Ll}`)
	// pointInWord is a point where a space should be: "do.not".
	pointInWord = regexp.MustCompile(`^\p{Ll}{2,}\.\p{Ll}{2,}\W*$`)
	capsInWord  = regexp.MustCompile(`\p{Ll}{2}\p{Lu}{1,2}\p{Ll}?(?:$|\p{Ll}?\d)`)
)

// isNoWord reports whether a word between spaces looks misread.
func isNoWord(word string) bool {
	if isPlainWord(word) {
		return false
	}
	if len(word) > 60 || strings.ContainsAny(word, "/@") || strings.Contains(word, "www.") { // an address
		return false
	}
	if signInWord.MatchString(word) || digitInWord.MatchString(word) || capsInWord.MatchString(word) {
		return true
	}
	return pointInWord.MatchString(word) && !strings.Contains(word, ".gov") || lacksVowels(word)
}

// isPlainWord reports whether a word is one of small letters and a vowel, as
// nearly all are, with a capital before and a mark behind at most.
func isPlainWord(word string) bool {
	vowel := false
	for i := range len(word) {
		switch c := word[i]; {
		case c == 'a', c == 'e', c == 'i', c == 'o', c == 'u':
			vowel = true
		case c >= 'b' && c <= 'z', i == 0 && c >= 'A' && c <= 'Z':
		case i+1 == len(word) && (c == '.' || c == ',' || c == ';' || c == ':'):
		default:
			return false
		}
	}
	return vowel
}

// lacksVowels reports whether a Latin word of four small letters or more has no
// vowel.
func lacksVowels(word string) bool {
	letters := 0
	for _, r := range word {
		switch {
		case strings.ContainsRune("aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœąęłőűğıå", unicode.ToLower(r)), !unicode.Is(unicode.Latin, r) && unicode.IsLetter(r), unicode.IsUpper(r):
			return false
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r), r == '.':
			return false
		}
	}
	return letters >= 4
}
