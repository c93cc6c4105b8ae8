package extract

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decode gives the text of data, which is UTF-8 or, with a byte order mark,
// UTF-16. Otherwise it says in words what is wrong and where.
func decode(data []byte) (text, problem string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return decodeUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return decodeUTF16(data[2:], binary.BigEndian)
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		return "", fmt.Sprintf("is not text: byte %d is a zero", at)
	}
	if at := firstInvalid(data); at < len(data) {
		return "", fmt.Sprintf("is not UTF-8 text: line %d, byte %d is %#02x", lineOf(data, at), at, data[at])
	}
	return checkText(string(data))
}

// decodeUTF16 decodes what follows a byte order mark.
func decodeUTF16(data []byte, order binary.ByteOrder) (text, problem string) {
	if len(data)%2 != 0 {
		return "", "is not UTF-16 text: its last character is cut off"
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	var b strings.Builder
	b.Grow(len(data))
	for i := 0; i < len(units); i++ {
		r := rune(units[i])
		if utf16.IsSurrogate(r) {
			r = utf8.RuneError
			if i+1 < len(units) {
				r = utf16.DecodeRune(rune(units[i]), rune(units[i+1]))
			}
			if r == utf8.RuneError {
				return "", fmt.Sprintf("is not UTF-16 text: byte %d is half a character", 2+2*i)
			}
			i++
		}
		b.WriteRune(r)
	}
	return checkText(b.String())
}

// controlShare is how many control characters text may hold: one in so many
// characters. OCR and old word processors leave a few; binary data leaves more.
const controlShare = 100

// checkText refuses what decodes but is no text.
func checkText(text string) (string, string) {
	controls := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == 0:
			return "", fmt.Sprintf("is not text: line %d holds a zero", strings.Count(text[:i], "\n")+1)
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f':
			controls++
		}
	}
	if controls*controlShare > len(text)+controlShare {
		return "", fmt.Sprintf("is not text: %d of its %d bytes are control characters", controls, len(text))
	}
	if strings.TrimSpace(text) == "" {
		return "", "is empty"
	}
	return text, ""
}
