package extract

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

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
func decodePage(data []byte) (decoded, string) {
	header, data, _ := cutResponse(data)
	if w, ok := utf16FormOf(data); ok {
		return decodeUTF16(data, w)
	}
	data = bytes.ReplaceAll(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), []byte{0}, []byte(" "))
	declared := declaredCharset(header, data)
	d := decoded{charset: "utf-8"}
	switch enc, name := charset.Lookup(declared); {
	case utf8.Valid(data):
		d.text = string(data)
		if hasHigh(data) && declared != "" && name != "utf-8" {
			d.doubt("The page calls itself %s and is UTF-8.", declared)
		}
	case enc != nil && name != "utf-8" && !strings.HasPrefix(name, "utf-16") && name != "replacement":
		d.text, d.charset = decodeWith(enc, data), name
		d.checkLatin(data, name)
	case name == "utf-8" && isMostlyUTF8(data):
		d.patch(data)
	default:
		d.text, d.charset, _ = decodeUnlabelled(textBytes(data), data)
		if declared == "" {
			d.doubt("The page does not say its charset; it was read as %s.", d.charset)
		} else {
			d.doubt("The page calls itself %s; it was read as %s, which its bytes are.", declared, d.charset)
		}
	}
	d.mend()
	return d.checked()
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
func (d *decoded) checkLatin(data []byte, name string) {
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
	if text, found, _ := decodeUnlabelled(textBytes(data), data); found != name {
		d.text, d.charset = text, found
		d.doubt("The page calls itself %s; by its letters it is %s, and it was read so.", name, found)
	}
}
