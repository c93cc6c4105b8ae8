package extract

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// Bounds on what an XML file may make of its bytes: an element takes up some
// hundred bytes of memory, however short it is written, and every level of
// nesting a call.
const (
	maxXMLDepth = 256
	maxXMLNodes = 1_500_000 // in one tree
)

var (
	errXMLTooDeep = fmt.Errorf("its elements stand more than %d deep in one another", maxXMLDepth)
	errXMLTooMany = fmt.Errorf("it has more than %d elements in one place", maxXMLNodes)
)

// node is an element of an XML file with what stands in it, or a stretch of
// text, which has no name.
type node struct {
	name  string // local name, with the prefix that its namespace was given
	attrs []xml.Attr
	text  string
	kids  []*node
}

// attr gives the value of an attribute by its local name.
func (n *node) attr(local string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// kid gives the first child of a name, or nil.
func (n *node) kid(name string) *node {
	if n != nil {
		for _, k := range n.kids {
			if k.name == name {
				return k
			}
		}
	}
	return nil
}

// path follows children by their names.
func (n *node) path(names ...string) *node {
	for _, name := range names {
		n = n.kid(name)
	}
	return n
}

// find yields every descendant of a name, in order; it does not look into those
// it yields.
func (n *node) find(name string, yield func(*node)) {
	if n == nil {
		return
	}
	for _, k := range n.kids {
		if k.name == name {
			yield(k)
			continue
		}
		k.find(name, yield)
	}
}

// has reports whether a descendant has the name.
func (n *node) has(name string) bool {
	found := false
	n.find(name, func(*node) { found = true })
	return found
}

// xmlReader reads XML as elements. Entities of other files are never fetched,
// and those of its own only where they stand for plain text.
type xmlReader struct {
	decoder  *xml.Decoder
	prefixes map[string]string // prefix for each namespace; nil: local names alone
	depth    int
	nodes    int
}

// decodeXML decodes what XML cannot say of itself: UTF-16, and bytes that are not
// the UTF-8 that a file says they are, or says nothing of.
func decodeXML(data []byte) (decoded, string) {
	if w, ok := utf16FormOf(data); ok {
		return decodeUTF16(data, w)
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	_, name := charset.Lookup(declaredCharset(nil, data))
	if utf8.Valid(data) || name != "" && name != "utf-8" {
		return decoded{text: string(data), charset: name}, ""
	}
	return decode(data)
}

func newXMLReader(data []byte, prefixes map[string]string) *xmlReader {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") { // decoded before
			return r, nil
		}
		return charset.NewReaderLabel(label, r)
	}
	d.Entity = entities(data)
	return &xmlReader{decoder: d, prefixes: prefixes}
}

// entityDeclaration is an entity that stands for plain text.
var entityDeclaration = regexp.MustCompile(`<!ENTITY\s+([\w.-]{1,40})\s+(?:"([^"&%<]{0,200})"|'([^'&%<]{0,200})')\s*>`)

// entities are those of HTML, which editors of texts write, and those that the
// file declares for plain text. None stands for another, so none can grow.
func entities(data []byte) map[string]string {
	head := data[:min(len(data), 64<<10)]
	declared := entityDeclaration.FindAllSubmatch(head, 1000)
	if len(declared) == 0 {
		return xml.HTMLEntity
	}
	all := make(map[string]string, len(xml.HTMLEntity)+len(declared))
	for name, value := range xml.HTMLEntity {
		all[name] = value
	}
	for _, m := range declared {
		all[string(m[1])] = string(m[2]) + string(m[3])
	}
	return all
}

// name gives a name with the prefix of its namespace.
func (r *xmlReader) name(n xml.Name) string {
	if p := r.prefixes[n.Space]; p != "" {
		return p + ":" + n.Local
	}
	return n.Local
}

// token gives the next token, or an error that says why there is none.
func (r *xmlReader) token() (xml.Token, error) {
	t, err := r.decoder.Token()
	switch t.(type) {
	case xml.StartElement:
		if r.depth++; r.depth > maxXMLDepth {
			return nil, errXMLTooDeep
		}
	case xml.EndElement:
		r.depth--
	}
	return t, err
}

// root gives the first element.
func (r *xmlReader) root() (xml.StartElement, error) {
	for {
		t, err := r.token()
		if err != nil {
			return xml.StartElement{}, err
		}
		if start, ok := t.(xml.StartElement); ok {
			return start, nil
		}
	}
}

// tree reads the element that start begins, to its end.
func (r *xmlReader) tree(start xml.StartElement) (*node, error) {
	r.nodes = 0
	return r.grow(start)
}

func (r *xmlReader) grow(start xml.StartElement) (*node, error) {
	n := &node{name: r.name(start.Name), attrs: start.Attr}
	for {
		t, err := r.token()
		if err != nil {
			return nil, err
		}
		var k *node
		switch t := t.(type) {
		case xml.StartElement:
			if k, err = r.grow(t); err != nil {
				return nil, err
			}
		case xml.CharData:
			k = &node{text: string(t)}
		case xml.EndElement:
			return n, nil
		default:
			continue
		}
		if r.nodes++; r.nodes > maxXMLNodes {
			return nil, errXMLTooMany
		}
		n.kids = append(n.kids, k)
	}
}

// readTree reads a whole file.
func readTree(data []byte, prefixes map[string]string) (*node, error) {
	r := newXMLReader(data, prefixes)
	start, err := r.root()
	if err != nil {
		return nil, err
	}
	return r.tree(start)
}

// xmlFault says in words why a file is no XML, or none that is read.
func xmlFault(err error) string {
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "it breaks off"
	case errors.As(err, &syntax):
		return fmt.Sprintf("line %d: %s", syntax.Line, syntax.Msg)
	}
	return strings.TrimPrefix(err.Error(), "xml: ")
}

// isBeyondBounds reports whether a file is sound, but more than is read.
func isBeyondBounds(err error) bool {
	return errors.Is(err, errXMLTooDeep) || errors.Is(err, errXMLTooMany)
}
