package extract

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// decodedPage is the text of a page and what was found out about its bytes.
type decodedPage struct {
	text    string
	charset string   // that the bytes were read as
	address string   // where the page was, if the response says
	notes   []string // of what is worth telling: a wrong label, a repair
}

var (
	metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w:.-]{2,40})`)
	xmlCharset  = regexp.MustCompile(`(?i)^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})`)
	httpCharset = regexp.MustCompile(`(?im)^content-type:[^\r\n]{0,200}?charset\s*=\s*"?([\w:.-]{2,40})`)
	pageComment = regexp.MustCompile(`(?s)<!--.*?-->`)
)

// charsetHead is how far into a page its encoding may be declared.
const charsetHead = 8192

// decodePage gives the text of a page. A byte order mark decides; else valid
// UTF-8 is UTF-8 whatever the page says; else its own word; else the bytes are
// judged by what they look like.
func decodePage(data []byte) (decodedPage, string) {
	header, data, _ := cutResponse(data)
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return decodeWide(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return decodeWide(data[2:], binary.BigEndian)
	}
	data = bytes.ReplaceAll(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), []byte{0}, []byte(" "))
	declared := declaredCharset(header, data)
	p := decodedPage{charset: "utf-8"}
	switch enc, name := charset.Lookup(declared); {
	case utf8.Valid(data):
		p.text = string(data)
		if hasHigh(data) && declared != "" && name != "utf-8" {
			p.notes = append(p.notes, fmt.Sprintf("the page calls itself %s and is UTF-8", declared))
		}
	case enc != nil && name != "utf-8" && !strings.HasPrefix(name, "utf-16") && name != "replacement":
		p.text, p.charset = decodeWith(enc, data), name
		p.checkLatin(data, name)
	case name == "utf-8" && mostlyUTF8(data):
		p.text = patchUTF8(data)
		p.notes = append(p.notes, "single bytes that are not UTF-8 were read as windows-1252")
	default:
		p.text, p.charset = decodeUnlabelled(data)
		p.notes = append(p.notes, "the page does not say how it is encoded; by its bytes it is "+p.charset)
	}
	p.mend()
	text, problem := checkText(p.text)
	p.text = text
	return p, problem
}

// decodeWide decodes UTF-16.
func decodeWide(data []byte, order binary.ByteOrder) (decodedPage, string) {
	text, problem := decodeUTF16(data[:len(data)&^1], order)
	return decodedPage{text: text, charset: "utf-16"}, problem
}

// declaredCharset gives the encoding that the response, the page or its XML
// declaration names.
func declaredCharset(header, data []byte) string {
	head := pageComment.ReplaceAll(data[:min(len(data), charsetHead)], nil)
	for _, place := range []struct {
		form *regexp.Regexp
		text []byte
	}{{httpCharset, header}, {metaCharset, head}, {xmlCharset, head}} {
		if m := place.form.FindSubmatch(place.text); m != nil {
			return string(m[1])
		}
	}
	return ""
}

func hasHigh(data []byte) bool {
	for _, c := range data {
		if c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// decodeWith decodes what cannot fail: bytes that stand for nothing become the
// sign for that.
func decodeWith(enc encoding.Encoding, data []byte) string {
	text, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	return string(text)
}

// mostlyUTF8 reports whether the characters of data are UTF-8 but for a few.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case size > 1:
			good++
		case r == utf8.RuneError:
			bad++
		}
		i += size
	}
	return good > bad*4
}

// patchUTF8 reads single bytes that are not UTF-8 as windows-1252: such pages
// were put together from two sources.
func patchUTF8(data []byte) string {
	var b strings.Builder
	b.Grow(len(data))
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(data[i])
		}
		b.WriteRune(r)
		i += size
	}
	return b.String()
}

// textBytes gives the start of the text of a page without its tags.
func textBytes(data []byte) []byte {
	tokens := html.NewTokenizer(bytes.NewReader(data[:min(len(data), 16*judgeSize)]))
	var text []byte
	skip := false
	for len(text) < judgeSize {
		switch tokens.Next() {
		case html.ErrorToken:
			return text
		case html.StartTagToken:
			name, _ := tokens.TagName()
			skip = string(name) == "script" || string(name) == "style"
		case html.EndTagToken:
			skip = false
		case html.TextToken:
			// Plain stretches say nothing of an encoding.
			if raw := tokens.Raw(); !skip && hasHigh(raw) {
				text = append(append(text, raw...), ' ')
			}
		}
	}
	return text
}

// checkLatin reads a page again that calls itself Latin and whose words are
// made of accented letters alone: it is of another alphabet.
func (p *decodedPage) checkLatin(data []byte, name string) {
	if name != "windows-1252" && name != "iso-8859-15" && name != "iso-8859-2" && name != "windows-1250" {
		return
	}
	plain, accented := 0, 0
	for _, c := range textBytes(data) {
		switch {
		case c >= 0xC0:
			accented++
		case c >= 'A' && c < 0x80:
			plain++
		}
	}
	if accented < 100 || accented < plain*2 {
		return
	}
	if text, found := decodeUnlabelled(data); found != name {
		p.text, p.charset = text, found
		p.notes = append(p.notes, fmt.Sprintf("the page calls itself %s; by its letters it is %s", name, found))
	}
}
