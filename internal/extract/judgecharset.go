package extract

import (
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
	name string
	page *charmap.Charmap
}{
	{"windows-1252", charmap.Windows1252},
	{"windows-1251", charmap.Windows1251},
	{"windows-1256", charmap.Windows1256},
	{"windows-1250", charmap.Windows1250},
	{"windows-1253", charmap.Windows1253},
	{"windows-1254", charmap.Windows1254},
	{"windows-1255", charmap.Windows1255},
	{"windows-1257", charmap.Windows1257},
	{"koi8-r", charmap.KOI8R},
	{"ibm866", charmap.CodePage866},
	{"iso-8859-5", charmap.ISO8859_5},
	{"iso-8859-6", charmap.ISO8859_6},
}

// decodeUnlabelled judges the bytes of a page that does not say how it is
// encoded, or says it wrongly: in the right encoding they are words.
func decodeUnlabelled(data []byte) (text, name string) {
	sample := textBytes(data)
	best, most := 0, -1<<62
	for i, j := range judged {
		if n := wordlike(sample, j.page); n > most {
			best, most = i, n
		}
	}
	return decodeWith(judged[best].page, data), judged[best].name
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
			if c >= 0x80 && commonLetters[r] {
				score += 2
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
		return 0
	case unicode.IsLetter(before) != unicode.IsLetter(r):
		return signBeside(before, r)
	case alphabet(before) != alphabet(r):
		return -6
	case unicode.IsLower(before) && unicode.IsUpper(r):
		return -4
	}
	return 1
}

// signBeside judges a letter beside what is none: signs that hardly ever touch a
// word speak against an encoding.
func signBeside(before, r rune) int {
	sign := r
	if unicode.IsLetter(r) {
		sign = before
	}
	if sign < 0x80 || unicode.IsMark(sign) || unicode.Is(unicode.Pi, sign) || unicode.Is(unicode.Pf, sign) || unicode.Is(unicode.Pd, sign) || sign == '\u00A0' || sign == '…' || sign == '،' || sign == '؛' || sign == '؟' {
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
