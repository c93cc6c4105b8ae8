// Package normalize cleans the characters of a text without changing its
// wording: Unicode composition, spaces, invisible characters. It also makes the
// folded form by which texts are compared, and undoes the few faults of optical
// character recognition that are certain. It is pure and knows nothing of the
// archive.
package normalize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text gives s as the archive keeps it: in NFC, every run of white space
// (no-break and thin spaces too) one plain space, invisible characters and soft
// hyphens gone, nothing at either end. Words, punctuation, quotation marks and
// dashes stay as printed. It is idempotent.
func Text(s string) string {
	s = strings.TrimSpace(s)
	if isPlain(s) || isClean(s) {
		return s
	}
	return textOfAny(s)
}

// textOfAny is Text for whatever s holds.
func textOfAny(s string) string {
	// Composing after dropping: a joiner between a letter and its accent would
	// otherwise leave them apart, and a second pass would give another answer.
	return squeeze(norm.NFC.String(strings.Map(visible, strings.ToValidUTF8(s, "\uFFFD"))))
}

// isPlain reports whether s is ASCII text that Text would leave as it is, which
// most lines are.
func isPlain(s string) bool {
	space := true
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return !space || s == ""
}

// isClean reports whether s holds nothing that Text would change, as nearly all
// lines do that are not plain.
func isClean(s string) bool {
	space, composed := true, true
	for i, r := range s {
		if r < utf8.RuneSelf {
			if r < ' ' || r > '~' || r == ' ' && space {
				return false
			}
			space = r == ' '
			continue
		}
		if unicode.IsSpace(r) || visible(r) < 0 || r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return false
		}
		space = false
		composed = composed && isSettled(r)
	}
	return !space && (composed || norm.NFC.IsNormalString(s))
}

// isSettled reports whether r, letter or punctuation, is composed whatever
// settled characters stand beside it.
func isSettled(r rune) bool { return r < '\u0300' || r >= '\u2010' && r <= '\u2027' }

// visible maps characters that are never seen to nothing, and keeps the rest.
// Joiners (U+200C, U+200D) go too: no script of the archive's genre needs them.
func visible(r rune) rune {
	switch {
	case r == '\u00AD', r == '\uFEFF', r == '\u034F', r == '\u180E':
		return -1
	case r >= '\u200B' && r <= '\u200F', r >= '\u202A' && r <= '\u202E', r >= '\u2060' && r <= '\u206F':
		return -1
	case unicode.IsControl(r) && !unicode.IsSpace(r):
		return -1
	}
	return r
}

// squeeze makes every run of white space one plain space, and none at the ends.
func squeeze(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}
