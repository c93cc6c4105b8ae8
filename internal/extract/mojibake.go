package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Text that was UTF-8, was read as an encoding of one byte to a letter, and was
// written as UTF-8 again: "communiquÃ©", "donâ€™t", "РџСЂРёРІРµС‚".

// misread are the encodings that UTF-8 is commonly taken for. Latin words hold
// no such runs by chance; Cyrillic ones may, so many are asked for.
var misread = []struct {
	name  string
	page  *charmap.Charmap
	least int  // repairs without which there are none
	most  bool // most runs of the text must be of that kind
}{
	{"Latin-1", charmap.Windows1252, 1, false},
	{"windows-1251", charmap.Windows1251, 3, true},
}

// mend repairs such text and notes it.
func (d *decoded) mend() {
	for _, m := range misread {
		if !mayBeMisread(d.text, m.page) {
			continue
		}
		text, mended, left := mendRuns(d.text, m.page)
		if mended < m.least || m.most && mended < left {
			continue
		}
		d.text = text
		d.doubt("UTF-8 that had been read as %s was repaired in %s.", m.name, plural(mended, "place", "places"))
		return
	}
}

// doubtMisread notes such text where it is shown as it is printed.
func (d *decoded) doubtMisread() {
	for _, m := range misread {
		if !mayBeMisread(d.text, m.page) {
			continue
		}
		all, others, first, number := 0, 0, 0, 0
		for line := range strings.Lines(d.text) {
			number++
			_, mended, left := mendRuns(line, m.page)
			if all, others = all+mended, others+left; mended > 0 && first == 0 {
				first = number
			}
		}
		if all >= m.least && (!m.most || all >= others) {
			d.doubt("UTF-8 had been read as %s in %s, the first on line %d; the text is shown as it is printed.", m.name, plural(all, "place", "places"), first)
			return
		}
	}
}

// mayBeMisread reports whether text holds one of the characters that such runs
// begin with. Most texts hold few characters beyond ASCII.
func mayBeMisread(text string, page *charmap.Charmap) bool {
	starts := misreadStarts(page)
	for i := 0; i < len(text); i++ {
		if text[i] < utf8.RuneSelf {
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if strings.ContainsRune(starts, r) {
			return true
		}
		i += size - 1
	}
	return false
}

// misreadStarts are the characters that the first bytes of UTF-8 sequences look
// like.
func misreadStarts(page *charmap.Charmap) string {
	var b strings.Builder
	for c := 0xC2; c <= 0xF4; c++ {
		b.WriteRune(page.DecodeByte(byte(c)))
	}
	return b.String()
}

// mendRuns repairs each run of characters beyond ASCII that is UTF-8 when it is
// written in the encoding of one byte; it counts the runs repaired and left.
func mendRuns(text string, page *charmap.Charmap) (out string, mended, left int) {
	var b strings.Builder
	b.Grow(len(text))
	var raw []byte
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			b.WriteByte(text[i])
			i++
			continue
		}
		end := i
		raw = raw[:0]
		ok := true
		for end < len(text) && text[end] >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[end:])
			c, known := misreadByte(page, r)
			ok = ok && known
			raw = append(raw, c)
			end += size
		}
		if ok && isMended(raw) {
			b.Write(raw)
			mended++
		} else {
			fixed, n := mendPart(text[i:end], page)
			b.WriteString(fixed)
			if mended += n; n == 0 {
				left++
			}
		}
		i = end
	}
	return b.String(), mended, left
}

// isMended reports whether bytes are characters of UTF-8 that a text may hold:
// letters of the alphabets known here.
func isMended(raw []byte) bool {
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError || r >= 0x80 && r < 0xA0 || (unicode.IsLetter(r) || unicode.IsMark(r)) && alphabet(r) < 0 && !unicode.Is(unicode.Inherited, r) {
			return false
		}
		i += size
	}
	return true
}

// mendPart repairs the parts of a run that can be.
func mendPart(run string, page *charmap.Charmap) (string, int) {
	var b strings.Builder
	n := 0
	for len(run) > 0 {
		if r, size := misreadRune(run, page); size > 0 {
			b.WriteRune(r)
			run = run[size:]
			n++
			continue
		}
		_, size := utf8.DecodeRuneInString(run)
		b.WriteString(run[:size])
		run = run[size:]
	}
	return b.String(), n
}

// misreadRune reads one character that was misread at the start of a run, and
// how many bytes of the run it takes; 0 where there is none.
func misreadRune(run string, page *charmap.Charmap) (rune, int) {
	var raw []byte
	at := 0
	for len(raw) < utf8.UTFMax && at < len(run) {
		r, size := utf8.DecodeRuneInString(run[at:])
		c, ok := misreadByte(page, r)
		if !ok || len(raw) == 0 && c < 0xC2 {
			return 0, 0
		}
		raw = append(raw, c)
		at += size
		if utf8.FullRune(raw) {
			if r, size := utf8.DecodeRune(raw); size == len(raw) && isMended(raw) {
				return r, at
			}
			return 0, 0
		}
	}
	return 0, 0
}

// misreadByte gives the byte that was read as r. Bytes without a character were
// kept as control characters.
func misreadByte(page *charmap.Charmap, r rune) (byte, bool) {
	if r >= 0x80 && r < 0xA0 {
		return byte(r), true
	}
	return page.EncodeRune(r)
}
