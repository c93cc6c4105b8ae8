package extract

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const odtRoot = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"` +
	` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"`

const odtStylesXML = `<office:document-styles` + odtRoot + `><office:styles>` +
	`<style:style style:name="Title" style:family="paragraph"/><style:style style:name="Head" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>` +
	`<style:style style:name="Apart" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.3cm"/></style:style>` +
	`<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>` +
	`<style:style style:name="Up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>` +
	`<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>` +
	`<text:outline-style><text:outline-level-style text:level="1" style:num-format=""/><text:outline-level-style text:level="2" style:num-format="1" style:num-suffix="."/></text:outline-style>` +
	`<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>` +
	`<text:list-level-style-number text:level="3" style:num-format="i" text:display-levels="3"/></text:list-style>` +
	`<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="&#xF0B7;"/></text:list-style>` +
	`</office:styles><office:master-styles><style:master-page><style:header><text:p>RESTRICTED</text:p></style:header><style:header-left><text:p>RESTRICTED</text:p></style:header-left><style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`

// odtParts are the parts of a text with this body.
func odtParts(body string) map[string]string {
	return map[string]string{
		"mimetype":    "application/vnd.oasis.opendocument.text",
		"content.xml": `<office:document-content` + odtRoot + `><office:automatic-styles><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Head"/></office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`,
		"styles.xml":  odtStylesXML,
		"meta.xml":    `<office:document-meta` + odtRoot + `><office:meta><dc:title>Draft</dc:title><meta:creation-date>2019-03-06T10:00:00</meta:creation-date><dc:language>sv-SE</dc:language></office:meta></office:document-meta>`,
	}
}

func TestODT(t *testing.T) {
	list := func(attributes, items string) string {
		return `<text:list ` + attributes + `>` + items + `</text:list>`
	}
	item := func(text string) string { return `<text:list-item><text:p>` + text + `</text:p></text:list-item>` }
	for _, test := range []struct {
		name, body string
		want       []string
	}{
		{"title and headings", `<text:p text:style-name="Title">T</text:p><text:h text:outline-level="2">A</text:h><text:p>x</text:p><text:h text:outline-level="2">B</text:h>`,
			[]string{"[h1] T", "", "[h3] 1. A", "", "x", "", "[h3] 2. B"}},
		{"faces of type", `<text:p text:style-name="P1">Bold</text:p><text:p><text:span text:style-name="B">part</text:span> of<text:s/>it<text:span text:style-name="Gone">secret</text:span><text:line-break/>m<text:span text:style-name="Up">2</text:span></text:p>`,
			[]string{"[bold] Bold", "", "part of it m²"}},
		{"numbers go on and begin anew", list(`text:style-name="N"`, item("one")+item("two")) + `<text:p>x</text:p>` + list(`text:style-name="N" text:continue-numbering="true"`, item("three")) + list(`text:style-name="N"`, item("one")),
			[]string{"[item] 1. one", "", "[item] 2. two", "", "x", "", "[item] 3. three", "", "[item] 1. one"}},
		{"levels", list(`text:style-name="N"`, `<text:list-item><text:p>one</text:p>`+list("", item("a")+`<text:list-item><text:p>b</text:p>`+list("", item("i"))+`</text:list-item>`)+`<text:p>more</text:p></text:list-item>`) + list(`text:style-name="L"`, item("dot")),
			[]string{"[item] 1. one", "", "[item] (a) a", "", "[item] (b) b", "", "[item] 1.b.i i", "", "more", "", "[item] • dot"}},
		{"a start of its own", list(`text:style-name="N"`, `<text:list-item text:start-value="7"><text:p>x</text:p></text:list-item>`+item("y")), []string{"[item] 7. x", "", "[item] 8. y"}},
		{"notes", `<text:p>Text<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Note.</text:p></text:note-body></text:note> goes on.</text:p>`, []string{"Text¹ goes on.", "", "¹ Note."}},
		{"tracked changes", `<text:tracked-changes><text:changed-region><text:deletion><text:p>old</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>new<text:change/></text:p>`,
			[]string{"new", "[doubt] 1 tracked deletion was left out."}},
		{"comments and pictures", `<text:p>a<office:annotation><text:p>no</text:p></office:annotation><draw:frame><draw:image/></draw:frame></text:p>`, []string{"a", "[doubt] 1 comment was left out.", "[doubt] 1 picture was not read."}},
		{"text boxes", `<text:p>a<draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame> b</text:p>`, []string{"a b", "", "in a box"}},
		{"tables", `<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p text:style-name="P1">A</text:p></table:table-cell><table:table-cell><text:p text:style-name="P1">B</text:p></table:table-cell></table:table-row></table:table-header-rows>` +
			`<table:table-row><table:table-cell><text:p>1</text:p><text:p>2</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>3</text:p></table:table-cell></table:table-row></table:table>`, []string{"[bold] A | B", "", "1 2 | 3"}},
		{"contents", `<text:table-of-content><text:index-body><text:p>A<text:tab/>1</text:p></text:index-body></text:table-of-content><text:p>x</text:p>`, []string{"[furniture, table of contents] A1", "x"}},
		{"spaces", `<text:p text:style-name="Apart">a</text:p><text:p>b</text:p><text:p>c</text:p>`, []string{"a", "", "b", "c"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, err := Read("f.odt", zipped(t, odtParts(test.body)))
			if err != nil {
				t.Fatal(err)
			}
			checkNumbered(t, text.Lines)
			want := append([]string{"[description] Draft", "[created] 2019-03-06T10:00:00", "[language] sv-SE", "[furniture, page head] RESTRICTED"}, test.want...)
			at := len(want)
			for at > 0 && strings.HasPrefix(want[at-1], "[doubt]") {
				at--
			}
			want = append(want[:at:at], append([]string{"[furniture, page foot] Page 1"}, want[at:]...)...)
			if diff := cmp.Diff(want, told(text)); diff != "" {
				t.Error(diff)
			}
			if text.Language != "sv-SE" || text.MediaType != odtMediaType {
				t.Errorf("%s, %s", text.MediaType, text.Language)
			}
		})
	}
}

func TestODTRefuses(t *testing.T) {
	broken, locked, empty := odtParts("<text:p>"), odtParts("<text:p>x</text:p>"), odtParts("<text:p/>")
	locked["META-INF/manifest.xml"] = `<manifest:encryption-data/>`
	deep := odtParts(strings.Repeat("<text:section>", 300))
	for want, parts := range map[string]map[string]string{
		"f is a broken OpenDocument text: content.xml: line 1: element <p> closed by </text>":                           broken,
		"f is a broken OpenDocument text: content.xml: is locked with a password":                                       locked,
		"f is an OpenDocument text without text: only pictures, or nothing":                                             empty,
		"f is an OpenDocument text that is not read: content.xml: its elements stand more than 256 deep in one another": deep,
		"f is an OpenDocument file without a text in it":                                                                {"mimetype": "application/vnd.oasis.opendocument.text"},
		"f is an OpenDocument file, a format that this version does not read":                                           {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"},
	} {
		if text, err := Read("f", zipped(t, parts)); err == nil || err.Error() != want {
			t.Errorf("got %v %v, want %s", err, shown(text.Lines), want)
		}
	}
}

// TestFlatODT: the same text in one XML file is read alike.
func TestFlatODT(t *testing.T) {
	text, err := Read("f.fodt", []byte(`<?xml version="1.0"?><office:document`+odtRoot+`><office:body><office:text><text:p>x</text:p></office:text></office:body></office:document>`))
	if err != nil || len(text.Lines) != 1 || text.Lines[0].Text != "x" {
		t.Errorf("%v %v", err, shown(text.Lines))
	}
}

// FuzzODT reads any content of a text.
func FuzzODT(f *testing.F) {
	for _, seed := range []string{
		`<text:p>x</text:p>`, `<text:list text:style-name="N"><text:list-item text:start-value="-9"><text:list><text:list-item/></text:list></text:list-item></text:list>`,
		`<text:h text:outline-level="99">x</text:h>`, `<text:p><text:note/><text:note><text:note-body><text:p><text:note/></text:p></text:note-body></text:note></text:p>`,
		`<table:table><table:table-row><table:table-cell><table:table/></table:table-cell></table:table-row></table:table>`, strings.Repeat(`<text:list>`, 30), `<text:p text:style-name="P1">a<text:s/></text:p>`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		data := zipped(t, odtParts(body))
		text, problem := readZIP("f.odt", data)
		if again, same := readZIP("f.odt", bytes.Clone(data)); !cmp.Equal(text, again) || problem != same {
			t.Fatal("reads otherwise the second time")
		}
		if problem == "" {
			checkNumbered(t, text.Lines)
		}
	})
}
