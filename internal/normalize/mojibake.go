package normalize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Text that was UTF-8, was read as an encoding of one byte to a letter and
// written as UTF-8 again: "dâ€™Ã©tat" is "d’état". Each character is put right
// where all of its bytes are there and give a letter or a mark of punctuation;
// no language writes such runs. In place of the byte 9D, which stands for nothing
// in that encoding and is lost, a closing quotation mark is read.

// misreadings are the edits that put such characters right.
func misreadings(s string) []edit {
	var edits []edit
	for at := 0; at < len(s); {
		lead := strings.IndexFunc(s[at:], isMisreadLead)
		if lead < 0 {
			break
		}
		at += lead
		behind := len(edits) > 0 && edits[len(edits)-1].end == at
		if text, size := unmisread(s, at, behind); size > 0 {
			edits = append(edits, edit{start: at, end: at + size, text: text})
			at += size
			continue
		}
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return edits
}

// isMisreadLead reports whether r is what the first byte of a character looks
// like. The capitals behind Ã may end a word of capitals that a quotation mark
// follows, so they are looked at more closely; the small letters other than those
// here begin no character that our texts hold.
func isMisreadLead(r rune) bool {
	return r >= 'Â' && r <= 'Û' || r == 'â' || r == 'ï' || r == 'ð'
}

// unmisread gives the character that was misread at a place, directly behind
// another one or not, and how many bytes of s it takes; 0 where there is none.
func unmisread(s string, at int, behind bool) (string, int) {
	last, _ := utf8.DecodeLastRuneInString(s[:at])
	if first, _ := utf8.DecodeRuneInString(s[at:]); first > 'Ã' && first <= 'Û' && !behind && unicode.IsUpper(last) {
		return "", 0
	}
	var raw []byte
	for next := at; next < len(s) && len(raw) < utf8.UTFMax; {
		r, size := utf8.DecodeRuneInString(s[next:])
		b, ok := byte(r), r >= 0x80 && r < 0xA0 // bytes without a character stay what they are
		if !ok {
			b, ok = charmap.Windows1252.EncodeRune(r)
		}
		if !ok || b < utf8.RuneSelf {
			break
		}
		raw, next = append(raw, b), next+size
		if utf8.FullRune(raw) {
			if r, size := utf8.DecodeRune(raw); size == len(raw) && isSensible(r) {
				return string(r), next - at
			}
			return "", 0
		}
	}
	if strings.HasPrefix(s[at:], "â€") {
		return "”", len("â€")
	}
	return unspaced(s, at)
}

// sensible are the characters that texts hold: those of Latin, Greek, Cyrillic
// and Arabic, punctuation, signs, ligatures and pictures.
var sensible = []struct{ from, to rune }{
	{0xA0, 0x17F}, {0x386, 0x3CE}, {0x401, 0x45F}, {0x60C, 0x66D},
	{0x2000, 0x206F}, {0x20A0, 0x20BF}, {0x2100, 0x214F}, {0x2190, 0x21FF}, {0x25A0, 0x25FF},
	{0xFB00, 0xFB06}, {0xFEFF, 0xFEFF}, {0x1F300, 0x1FAFF},
}

func isSensible(r rune) bool {
	return slices.ContainsFunc(sensible, func(s struct{ from, to rune }) bool { return r >= s.from && r <= s.to })
}

// unspaced puts right the two characters whose second byte is a no-break space
// and is printed as a space: "Ã " is "à", and "Â " is the no-break space itself.
// Both are read only where no word could end so: behind a small letter or behind
// no letter at all.
func unspaced(s string, at int) (string, int) {
	r, size := utf8.DecodeRuneInString(s[at:])
	last, _ := utf8.DecodeLastRuneInString(s[:at])
	if !strings.HasPrefix(s[at+size:], " ") || unicode.IsUpper(last) {
		return "", 0
	}
	switch r {
	case 'Ã':
		return "à", size
	case 'Â':
		return "", size
	}
	return "", 0
}
