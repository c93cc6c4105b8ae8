package extract

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// utf16Form is the form of text in UTF-16.
type utf16Form struct {
	order binary.ByteOrder
	mark  bool // a byte order mark opens it
	name  string
}

var (
	wideLittle = utf16Form{binary.LittleEndian, true, "utf-16le"}
	wideBig    = utf16Form{binary.BigEndian, true, "utf-16be"}
)

// utf16FormOf tells UTF-16 by its byte order mark or, without one, by zeros among
// bytes that read as text in one order and not in the other.
func utf16FormOf(data []byte) (utf16Form, bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return wideLittle, true
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return wideBig, true
	}
	sample := data[:min(len(data), headSize)&^1]
	if len(sample) < 8 || bytes.IndexByte(sample, 0) < 0 {
		return utf16Form{}, false
	}
	little, big := plainShare(sample, binary.LittleEndian), plainShare(sample, binary.BigEndian)
	switch {
	case little > 0.95 && big < 0.6:
		return utf16Form{wideLittle.order, false, wideLittle.name}, true
	case big > 0.95 && little < 0.6:
		return utf16Form{wideBig.order, false, wideBig.name}, true
	}
	return utf16Form{}, false
}

// plainShare tells which share of the characters are such as texts are made of.
func plainShare(data []byte, order binary.ByteOrder) float64 {
	plain := 0
	for i := 0; i+1 < len(data); i += 2 {
		if isPlainRune(rune(order.Uint16(data[i:]))) {
			plain++
		}
	}
	return float64(plain) / float64(len(data)/2)
}

func isPlainRune(r rune) bool {
	switch {
	case r < ' ':
		return r == '\n' || r == '\r' || r == '\t' || r == '\f'
	case r < 0x7F, 0x2010 <= r && r <= 0x2026, r == 0xA0, r == 0xAB, r == 0xBB, r == 0x20AC:
		return true
	}
	return alphabet(r) >= 0 || unicode.IsMark(r)
}

// decodeUTF16 decodes UTF-16. What is cut off at the end is left out.
func decodeUTF16(data []byte, w utf16Form) (decoded, string) {
	from := 0
	if w.mark {
		from = 2
	}
	d := decoded{charset: w.name}
	if len(data)%2 != 0 {
		d.doubt("The last character of the file is cut off.")
		data = data[:len(data)-1]
	}
	if !w.mark {
		d.doubt("The file does not say its charset; it was read as %s.", w.name)
	}
	text, at := runesOf(data[from:], w.order)
	if at >= 0 {
		return decoded{}, fmt.Sprintf("is not UTF-16 text: byte %d is half a character", from+at)
	}
	d.text = text
	return d.checked()
}

// runesOf gives the text of UTF-16, or the place of the first half of a character
// that lacks the other; -1 where there is none.
func runesOf(data []byte, order binary.ByteOrder) (string, int) {
	var b strings.Builder
	b.Grow(len(data))
	for i := 0; i+1 < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if i+3 < len(data) {
				low = rune(order.Uint16(data[i+2:]))
			}
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				return "", i
			}
			i += 2
		}
		b.WriteRune(r)
	}
	return b.String(), -1
}

// narrowed gives the start of a file in UTF-8 where it is in UTF-16, so that its
// format can be told.
func narrowed(head []byte) []byte {
	w, ok := utf16FormOf(head)
	if !ok {
		return head
	}
	if w.mark {
		head = head[2:]
	}
	text, at := runesOf(head[:len(head)&^1], w.order)
	if at >= 0 { // the head ends within a character
		text, _ = runesOf(head[:at], w.order)
	}
	return []byte(text)
}
