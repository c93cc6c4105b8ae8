package extract

import (
	"bytes"
	"path"
	"regexp"
	"strings"
)

var (
	// pageStart is how a web page begins, behind comments and an XML declaration.
	pageStart = regexp.MustCompile(`(?i)^<(?:!doctype\s+html|html|head|body|title|meta|frameset)[\s>]`)
	// blockStart is how a piece cut out of a page begins. Markdown may begin so.
	blockStart = regexp.MustCompile(`(?i)^<(?:div|p|h[1-6]|table|center|font|section|article|main|header|nav|ul|ol|span|blockquote|style|script|link|base|b|strong|br|hr)(?:\s[^<>]*)?/?>`)
	// beforePage is what may stand before the first element.
	beforePage = regexp.MustCompile(`(?s)^(?:\s+|<\?xml.*?\?>|<!--.*?-->)+`)
)

// isHTML reports whether data begins as a web page does, or as a piece of one.
func isHTML(name string, data []byte) bool {
	head := pageHead(data)
	if pageStart.Match(head) {
		return true
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return false
	case ".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php", ".jsp":
		return bytes.IndexByte(head, '<') >= 0
	}
	return blockStart.Match(head)
}

// pageHead is the start of a page in ASCII, without what may stand before it.
func pageHead(data []byte) []byte {
	if _, body, ok := cutResponse(data); ok {
		data = body
	}
	head := headOf(data)
	return head[len(beforePage.Find(head)):]
}

// cutResponse cuts the header of an HTTP response off a page that was saved with
// it.
func cutResponse(data []byte) (header, body []byte, ok bool) {
	if !bytes.HasPrefix(data, []byte("HTTP/")) {
		return nil, data, false
	}
	for _, end := range []string{"\r\n\r\n", "\n\n"} {
		if at := bytes.Index(data[:min(len(data), 64<<10)], []byte(end)); at >= 0 {
			return data[:at], data[at+len(end):], true
		}
	}
	return nil, data, false
}
