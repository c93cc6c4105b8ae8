package extract

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decoded is the text of a file and what was found out about its bytes.
type decoded struct {
	text    string
	charset string   // that the bytes were read as
	doubts  []string // whole sentences
}

func (d *decoded) doubt(form string, values ...any) {
	d.doubts = append(d.doubts, fmt.Sprintf(form, values...))
}

// decode gives the text of a file that has no way of saying its charset: UTF-16
// by its shape, UTF-8 where it is valid, and else the charset in which the bytes
// are words. Otherwise it says in words what is wrong and where.
func decode(data []byte) (decoded, string) {
	if w, ok := utf16FormOf(data); ok {
		return decodeUTF16(data, w)
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		return decoded{}, fmt.Sprintf("is not text: byte %d is a zero", at)
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	d := decoded{charset: "utf-8"}
	switch at := firstInvalid(data); {
	case at == len(data):
		d.text = string(data)
	case isMostlyUTF8(data):
		d.patch(data)
	default:
		text, name, sure := decodeUnlabelled(plainSample(data), data)
		if !sure {
			return decoded{}, fmt.Sprintf("is not UTF-8 text: line %d, byte %d is %#02x; and in no charset known here are its bytes words", lineOf(data, at), at, data[at])
		}
		d.text, d.charset = text, name
		d.doubt("The file does not say its charset; it was read as %s.", name)
	}
	d.doubtMisread()
	return d.checked()
}

// checked refuses what decodes but is no text.
func (d decoded) checked() (decoded, string) {
	problem := checkText(d.text)
	return d, problem
}

// plainSample gives the start of the lines of a text that are not plain ASCII.
func plainSample(data []byte) []byte {
	var sample []byte
	for line := range bytes.Lines(data) {
		if hasHigh(line) {
			sample = append(sample, line[:min(len(line), judgeSize)]...)
		}
		if len(sample) >= judgeSize {
			break
		}
	}
	return sample
}

// isMostlyUTF8 reports whether the characters of data are UTF-8 but for a few:
// bytes of other charsets hardly ever look like it.
func isMostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case size > 1:
			good++
		case r == utf8.RuneError:
			bad++
		}
		i += size
	}
	return good > bad
}

// patch reads single bytes that are not UTF-8 as windows-1252: such files were
// put together from two sources.
func (d *decoded) patch(data []byte) {
	var b strings.Builder
	b.Grow(len(data))
	patched, first := 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			if r = charmap.Windows1252.DecodeByte(data[i]); patched == 0 {
				first = lineOf(data, i)
			}
			patched++
		}
		b.WriteRune(r)
		i += size
	}
	d.text = b.String()
	if patched == 1 {
		d.doubt("1 byte is not UTF-8, on line %d; it was read as windows-1252.", first)
		return
	}
	d.doubt("%d bytes are not UTF-8, the first on line %d; they were read as windows-1252.", patched, first)
}

// controlShare is how many control characters text may hold: one in so many
// characters. OCR and old word processors leave a few; binary data leaves more.
const controlShare = 100

// checkText says why what decodes is no text.
func checkText(text string) (problem string) {
	controls, first := 0, 0
	for i := range len(text) {
		switch c := text[i]; {
		case c >= ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f':
		case c == 0:
			return fmt.Sprintf("is not text: line %d holds a zero", lineOf([]byte(text), i))
		default:
			if controls == 0 {
				first = i
			}
			controls++
		}
	}
	if controls*controlShare > len(text)+controlShare {
		return fmt.Sprintf("is not text: %d of its %d bytes are control characters, the first on line %d", controls, len(text), lineOf([]byte(text), first))
	}
	if strings.TrimSpace(text) == "" {
		return "is empty"
	}
	return ""
}
