package normalize

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form of s by which texts are matched and told to be the same:
// lower case, without accents, quotation marks and dashes straight, ligatures,
// full-width and presentation forms taken apart, Arabic letters without their
// marks and in one form, digits of any script as 0 to 9, single spaces, nothing
// at either end. It is idempotent: Fold(Fold(s)) == Fold(s).
func Fold(s string) string {
	if isPlain(s) {
		return strings.ReplaceAll(strings.ToLower(s), "`", "'") // neither copies what needs no change
	}
	if folded, ok := foldCommon(s); ok {
		return folded
	}
	return foldAny(s)
}

// foldAny folds whatever s holds.
func foldAny(s string) string {
	s = strings.Map(visible, strings.ToValidUTF8(s, "\uFFFD"))
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(s) {
		foldRune(&b, r)
	}
	return squeeze(b.String())
}

// foldCommon folds s where it holds nothing but ASCII and characters that fold
// by themselves, whatever stands beside them: nearly all lines.
func foldCommon(s string) (string, bool) {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		if r == ' ' {
			space = b.Len() > 0
			continue
		}
		folded := commonFold(r)
		if folded == "" {
			return "", false
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteString(folded)
	}
	return b.String(), true
}

// The stretches of characters that foldCommon knows: letters from ASCII to
// Arabic, dashes and quotation marks.
const (
	lastLetter = '\u06FF'
	firstMark  = '\u2010'
	lastMark   = '\u2027'
)

// letterFolds and markFolds are what those fold to; nothing for those that take
// more than a look.
var letterFolds, markFolds = foldsOf(0, lastLetter), foldsOf(firstMark, lastMark)

// commonFold gives what r folds to, or nothing.
func commonFold(r rune) string {
	switch {
	case r <= lastLetter:
		return letterFolds[r]
	case r >= firstMark && r <= lastMark:
		return markFolds[r-firstMark]
	}
	return ""
}

func foldsOf(from, to rune) []string {
	folds := make([]string, to-from+1)
	for r := from; r <= to; r++ {
		// What folds to a space as well needs its neighbours.
		if folded := foldAny("a" + string(r) + "a"); !strings.Contains(folded, " ") {
			folds[r-from] = folded[1 : len(folded)-1]
		}
	}
	return folds
}

// foldRune writes what is left of one decomposed character.
func foldRune(b *strings.Builder, r rune) {
	if r < unicode.MaxASCII {
		switch {
		case r == '`':
			r = '\''
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		}
		b.WriteRune(r)
		return
	}
	if unicode.Is(unicode.Mn, r) || visible(r) < 0 {
		return
	}
	if straight, ok := straights[r]; ok {
		b.WriteString(straight)
		return
	}
	if unicode.Is(unicode.Nd, r) {
		b.WriteByte('0' + digit(r))
		return
	}
	// Lower-casing may itself leave an accent ('İ'), so fold what it gives.
	for _, low := range norm.NFKD.String(strings.ToLower(string(r))) {
		if !unicode.Is(unicode.Mn, low) {
			b.WriteRune(low)
		}
	}
}

// digit gives the value of a decimal digit: each script has ten in a row, and
// the first of a row is none that has a digit before it.
func digit(r rune) byte {
	n := byte(0)
	for n < 9 && unicode.Is(unicode.Nd, r-1-rune(n)) {
		n++
	}
	return n
}

// straights are the typographic characters that a typewriter has one key for,
// and the letters that no decomposition takes apart.
var straights = map[rune]string{
	'‘': "'", '’': "'", '‚': "'", '‛': "'", '′': "'", '´': "'", 'ʼ': "'", '‹': "'", '›': "'",
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '″': `"`, '«': `"`, '»': `"`,
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-", '⁃': "-", '﹣': "-",
	'⁄': "/", '∕': "/",
	'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ø': "o", 'Ø': "o", 'ß': "ss", 'ẞ': "ss", 'ı': "i",
	'đ': "d", 'Đ': "d", 'ł': "l", 'Ł': "l", 'þ': "th", 'Þ': "th", 'ð': "d", 'Ð': "d",
	'ـ': "", 'ى': "ي", 'ی': "ي", 'ې': "ي", 'ة': "ه", 'ە': "ه", 'ک': "ك", 'ٱ': "ا",
}
