package extract

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf16"
)

// Office documents are ZIP archives of XML parts that point at one another by
// relationships.

// readDOCX reads a Word document. A file that only looks like one, as an archive
// with a document in it may, is read as what it is.
func readDOCX(name string, data []byte) (Text, string) {
	return readPackage(name, data, newAllowance())
}

// readOffice reads an archive that is an office document; others are not ok.
func (z *zipArchive) readOffice() (text Text, problem string, ok bool) {
	if z.member("[Content_Types].xml") != nil {
		text, problem = z.readOpenXML()
		return text, problem, true
	}
	kind := z.openFormat()
	if kind == "" {
		return Text{}, "", false
	}
	if kind == openText {
		text, problem = z.readODT()
		return text, problem, true
	}
	return Text{}, "is " + kind + ", a format that this version does not read", true
}

// readOpenXML reads a package that has the list of contents of an office
// document.
func (z *zipArchive) readOpenXML() (Text, string) {
	main := z.mainPart()
	switch {
	case strings.HasPrefix(main, "xl/"):
		return Text{}, "is an Excel workbook, a format that this version does not read"
	case strings.HasPrefix(main, "ppt/"):
		return Text{}, "is a PowerPoint presentation, a format that this version does not read"
	case z.member(main) == nil:
		return Text{}, "is an office document without a text in it"
	}
	return z.readWord(main)
}

// mainPart gives the name of the part that the package is about.
func (z *zipArchive) mainPart() string {
	for _, r := range z.relations("") {
		if r.kind == "officeDocument" {
			return r.target
		}
	}
	return "word/document.xml"
}

// openText is the kind of package that holds a text.
const openText = "an OpenDocument text"

// openFormat names the format of a package of the other great family, which
// says in its first member what it is.
func (z *zipArchive) openFormat() string {
	f := z.member("mimetype")
	if f == nil || f.UncompressedSize64 > 200 {
		return ""
	}
	kind, err := z.unpack(f)
	switch {
	case err != nil:
		return ""
	case bytes.HasPrefix(kind, []byte("application/vnd.oasis.opendocument.text")):
		return openText
	case bytes.HasPrefix(kind, []byte("application/vnd.oasis.opendocument")):
		return "an OpenDocument file"
	case bytes.HasPrefix(kind, []byte("application/epub")):
		return "an e-book"
	}
	return ""
}

// relation is what one part points at.
type relation struct{ id, kind, target string }

// maxRelations is how many parts a part may point at; Word writes some twenty.
const maxRelations = 2000

// relations gives what a part points at within the package; of the package
// itself for the empty name. Relations that cannot be read are none.
func (z *zipArchive) relations(name string) []relation {
	dir, base := path.Split(name)
	f := z.member(dir + "_rels/" + base + ".rels")
	if f == nil {
		return nil
	}
	data, err := z.unpack(f)
	if err != nil {
		return nil
	}
	tree, err := readTree(data, nil)
	if err != nil {
		return nil
	}
	var all []relation
	for _, r := range tree.kids {
		if r.name != "Relationship" || r.attr("TargetMode") == "External" || len(all) == maxRelations {
			continue
		}
		target := r.attr("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", dir, target)
		}
		all = append(all, relation{r.attr("Id"), path.Base(r.attr("Type")), strings.TrimPrefix(path.Clean(target), "/")})
	}
	return all
}

// namespaces are those of a Word document, in the older and the strict version
// of its standard, with the prefixes they are known by.
var namespaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":            "w",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                        "w",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":             "mc",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":              "m",
	"http://purl.oclc.org/ooxml/officeDocument/math":                          "m",
	"http://schemas.openxmlformats.org/drawingml/2006/main":                   "a",
	"http://purl.oclc.org/ooxml/drawingml/main":                               "a",
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
	"http://purl.org/dc/elements/1.1/":                                        "dc",
	"http://purl.org/dc/terms/":                                               "dcterms",
}

// faultyPart is a part of a package that cannot be read.
type faultyPart struct {
	name  string
	cause error
}

func (f *faultyPart) Error() string { return f.name + ": " + xmlFault(f.cause) }
func (f *faultyPart) Unwrap() error { return f.cause }

// tree reads a part of a package whole. A part that is not there is nil.
func (z *zipArchive) tree(name string) (*node, error) {
	data, err := z.part(name)
	if data == nil || err != nil {
		return nil, err
	}
	tree, err := readTree(data, namespaces)
	if err != nil {
		return nil, &faultyPart{name, err}
	}
	return tree, nil
}

// part gives the bytes of a part, nil where it is not there.
func (z *zipArchive) part(name string) ([]byte, error) {
	f := z.member(name)
	if name == "" || f == nil {
		return nil, nil
	}
	data, err := z.unpack(f)
	if err != nil {
		return nil, &faultyPart{name, err}
	}
	if len(data) == 0 {
		return nil, nil
	}
	return data, nil
}

// eachBlock yields the children of the body one by one, so that no more than
// one of them is in memory as a tree.
func eachBlock(data []byte, yield func(*node)) error {
	r := newXMLReader(data, namespaces)
	seen := false
	for {
		t, err := r.token()
		if err != nil {
			if seen && r.depth == 0 && errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch name := r.name(start.Name); {
		case name == "w:document" || name == "w:body":
			seen = true
		default:
			n, err := r.tree(start)
			if err != nil {
				return err
			}
			yield(n)
		}
	}
}

// readOldOffice says what a file in the older container of office programs is:
// a document of before 2007, or a newer one behind a password.
func readOldOffice(_ string, data []byte) (Text, string) {
	if bytes.Contains(data, utf16Name("EncryptedPackage")) {
		return Text{}, "is an office document that is locked with a password"
	}
	for _, kind := range []struct{ stream, name string }{
		{"WordDocument", "a Word document of the older kind (.doc)"},
		{"Workbook", "an Excel workbook of the older kind (.xls)"},
		{"PowerPoint Document", "a PowerPoint presentation of the older kind (.ppt)"},
		{"__properties_version1.0", "an Outlook message (.msg)"},
	} {
		if bytes.Contains(data, utf16Name(kind.stream)) {
			return Text{}, "is " + kind.name + ", a format that this version does not read"
		}
	}
	return Text{}, "is an office document of the older kind, a format that this version does not read"
}

// utf16Name is a name as the directory of that container writes it.
func utf16Name(name string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(name)) {
		b = append(b, byte(unit), byte(unit>>8))
	}
	return b
}

// docxProblem says why a document cannot be read: it is too much, it is locked,
// or a part of it is broken.
func docxProblem(err error) string {
	for _, whole := range []error{errTooMuch, errTooLarge, errTooTight, errEncrypted} {
		if errors.Is(err, whole) {
			return "is a Word document that " + whole.Error()
		}
	}
	if isBeyondBounds(err) {
		return "is a Word document that is not read: " + err.Error()
	}
	return "is a broken Word document: " + err.Error()
}
