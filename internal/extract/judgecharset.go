package extract

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
)

// judgeSize is how many bytes of text an encoding is judged by.
const judgeSize = 64 << 10

// judged are the encodings of one byte to a letter that ministries' pages of the
// last thirty years use; of two that read the bytes equally well the first wins.
// It is judged here and not by a library, so that the same bytes are always read
// in the same way.
var judged = []struct {
	name  string
	page  *charmap.Charmap
	latin bool
}{
	{"windows-1252", charmap.Windows1252, true},
	{"windows-1251", charmap.Windows1251, false},
	{"windows-1256", charmap.Windows1256, false},
	{"windows-1254", charmap.Windows1254, true},
	{"windows-1250", charmap.Windows1250, true},
	{"windows-1253", charmap.Windows1253, false},
	{"windows-1255", charmap.Windows1255, false},
	{"windows-1257", charmap.Windows1257, true},
	{"koi8-r", charmap.KOI8R, false},
	{"ibm866", charmap.CodePage866, false},
	{"iso-8859-5", charmap.ISO8859_5, false},
	{"iso-8859-6", charmap.ISO8859_6, false},
	{"macintosh", charmap.Macintosh, true},
	{"ibm850", charmap.CodePage850, true},
}

// decodeUnlabelled judges a sample of the bytes of a file that does not say its
// charset, or says it wrongly: in the right one they are words. It is sure where
// they plainly are.
func decodeUnlabelled(sample, data []byte) (text, name string, sure bool) {
	best, most := judged[0], -1<<62
	for _, j := range judged {
		if n := wordlike(sample, j.page); n > most {
			best, most = j, n
		}
	}
	return decodeWith(best.page, data), best.name, isSure(most, sample, len(data), best.latin, best.page == charmap.Windows1252)
}

// rareShare is how many bytes of text there are for each of those few signs that
// text in the commonest charset may hold and that are no letters.
const rareShare = 50

// isSure reports whether the best charset is more than the least bad. Accented
// letters stand one by one, those of other alphabets side by side: of these each
// gives about two points.
func isSure(points int, sample []byte, size int, latin, common bool) bool {
	high := 0
	for _, c := range sample {
		if c >= 0x80 {
			high++
		}
	}
	return points >= high || latin && points*2 >= high || common && points >= 0 && high*rareShare <= size
}

// commonLetters are the commonest letters of the languages that are not written
// in Latin letters; they make up more than half of any text.
var commonLetters = func() map[rune]bool {
	set := map[rune]bool{}
	for _, r := range "оеаинтсрвл" + "اليمنوتره" + "αοιετσνηυρ" + "יוהלארתבמ" {
		set[r] = true
	}
	return set
}()

// wordlike tells how much the bytes look like words in an encoding: letters that
// follow letters of their own alphabet and of a fitting case speak for it;
// capitals within words, mixed alphabets and signs within words against it.
func wordlike(sample []byte, page *charmap.Charmap) int {
	score := 0
	previous := ' '
	for _, c := range sample {
		r := page.DecodeByte(c)
		if c >= 0x80 || previous >= 0x80 {
			score += fits(previous, r)
			switch {
			case c < 0x80 || !unicode.IsLetter(previous):
			case commonLetters[unicode.ToLower(r)]:
				score += 2
			case r == 'ð' || r == 'þ': // of Icelandic alone; in Turkish they are others
				score--
			}
		}
		previous = r
	}
	return score
}

// fits judges two neighbouring characters, one of which is not plain ASCII.
func fits(before, r rune) int {
	switch {
	case r == unicode.ReplacementChar || r >= 0x80 && r < 0xA0:
		return -8
	case !unicode.IsLetter(before) && !unicode.IsLetter(r):
		return signsTogether(before, r)
	case unicode.IsLetter(before) != unicode.IsLetter(r):
		return signBeside(before, r)
	case alphabet(before) != alphabet(r):
		return -6
	case unicode.IsLower(before) && unicode.IsUpper(r):
		return -4
	}
	return 1
}

// signsTogether judges two characters neither of which is a letter.
func signsTogether(before, r rune) int {
	if unicode.IsDigit(before) && strings.ContainsRune("°%‰\u00A0", r) || unicode.IsDigit(r) && strings.ContainsRune("£€§–\u00A0", before) {
		return 1
	}
	return 0
}

// signBeside judges a letter beside what is none: signs that hardly ever touch a
// word speak against an encoding.
func signBeside(before, r rune) int {
	letter, sign := before, r
	if unicode.IsLetter(r) {
		letter, sign = r, before
	}
	switch {
	case sign == '’':
		return 2
	case sign == '\u00A0', unicode.Is(unicode.Pi, sign), unicode.Is(unicode.Pf, sign):
		return 1
	case unicode.IsDigit(sign) && letter >= 0x80:
		return -2
	case sign < 0x80, unicode.IsMark(sign), unicode.Is(unicode.Pd, sign), strings.ContainsRune("…،؛؟", sign):
		return 0
	}
	return -3
}

// alphabet tells the alphabets apart that encodings of one byte hold.
func alphabet(r rune) int {
	for i, table := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Arabic, unicode.Greek, unicode.Hebrew} {
		if unicode.Is(table, r) {
			return i
		}
	}
	return -1
}
