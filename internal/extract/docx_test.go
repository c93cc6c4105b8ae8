package extract

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const wordSpaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`

// wordFile makes a Word document of the XML of its body and of other parts, by
// the names of their elements: "styles", "numbering", "footnotes", "hdr" …
func wordFile(t testing.TB, body string, parts map[string]string) []byte {
	t.Helper()
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	const kind = ` Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	files := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":         rels + `<Relationship Id="r1"` + kind + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<w:document ` + wordSpaces + `><w:body>` + body + `</w:body></w:document>`,
	}
	related := rels
	for name, content := range parts {
		file, relation := name, name
		switch name {
		case "core":
			files["docProps/core.xml"] = content
			continue
		case "hdr":
			file, relation = "header1", "header"
		case "ftr":
			file, relation = "footer1", "footer"
		}
		related += `<Relationship Id="` + name + `"` + kind + relation + `" Target="` + file + `.xml"/>`
		files["word/"+file+".xml"] = `<w:` + name + ` ` + wordSpaces + `>` + content + `</w:` + name + `>`
	}
	files["word/_rels/document.xml.rels"] = related + `</Relationships>`
	return zipped(t, files)
}

// para is a paragraph of one run, with properties and text.
func para(properties, text string) string {
	return `<w:p><w:pPr>` + properties + `</w:pPr><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

// inList is a paragraph of a list.
func inList(list, level, text string) string {
	return para(`<w:numPr><w:ilvl w:val="`+level+`"/><w:numId w:val="`+list+`"/></w:numPr>`, text)
}

// level is one level of a numbering.
func level(at, format, pattern, more string) string {
	return `<w:lvl w:ilvl="` + at + `"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/><w:lvlText w:val="` + pattern + `"/>` + more + `</w:lvl>`
}

var wordNumbering = `<w:abstractNum w:abstractNumId="0">` + level("0", "decimal", "%1.", "") + level("1", "decimal", "%1.%2", "") +
	level("2", "lowerLetter", "(%3)", "") + level("3", "lowerRoman", "%4.", "") + `</w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="1">` + level("0", "bullet", "\uF0B7", "") + level("1", "bullet", "-", "") + `</w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="2">` + level("0", "upperRoman", "Article %1", "") + level("1", "decimal", "%1.%2", "<w:isLgl/>") + level("2", "decimal", "%3)", `<w:lvlRestart w:val="1"/>`) + `</w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="3">` + level("0", "decimal", "%1", `<w:pStyle w:val="One"/>`) + level("1", "decimal", "%1.%2", `<w:pStyle w:val="Two"/>`) + `</w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Linked"/></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="Linked"/>` + level("0", "upperLetter", "%1)", "") + `</w:abstractNum>` +
	`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>` +
	`<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>` +
	`<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>` +
	`<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>` +
	`<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>` +
	`<w:num w:numId="6"><w:abstractNumId w:val="4"/></w:num>` +
	`<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>`

func TestDOCXNumbering(t *testing.T) {
	for _, test := range []struct {
		name, body string
		want       []string
	}{
		{"levels and restarts", inList("1", "0", "a") + inList("1", "1", "b") + inList("1", "1", "c") + inList("1", "2", "d") + inList("1", "3", "e") + inList("1", "3", "f") +
			inList("1", "1", "g") + inList("1", "2", "h") + inList("1", "0", "i") + inList("1", "1", "j"),
			[]string{"1. a", "1.1 b", "1.2 c", "(a) d", "i. e", "ii. f", "1.3 g", "(a) h", "2. i", "2.1 j"}},
		{"goes on behind text", inList("1", "0", "a") + para("", "text") + inList("1", "0", "b"), []string{"1. a", "text", "2. b"}},
		{"two lists of one plan go on, one with a start of its own does not", inList("1", "0", "a") + inList("7", "0", "b") + inList("3", "0", "c") + inList("3", "0", "d"),
			[]string{"1. a", "2. b", "1. c", "2. d"}},
		{"a level without the one above", inList("1", "1", "a") + inList("1", "0", "b"), []string{"1.1 a", "1. b"}},
		{"bullets", inList("2", "0", "a") + inList("2", "1", "b"), []string{"• a", "- b"}},
		{"figures throughout, and a level that one above does not restart", inList("4", "0", "a") + inList("4", "1", "b") + inList("4", "2", "c") + inList("4", "1", "d") + inList("4", "2", "e") + inList("4", "0", "f") + inList("4", "2", "g"),
			[]string{"Article I a", "1.1 b", "1) c", "1.2 d", "2) e", "Article II f", "1) g"}},
		{"by style, its level by the list", para(`<w:pStyle w:val="One"/>`, "a") + para(`<w:pStyle w:val="Two"/>`, "b") + para(`<w:pStyle w:val="Child"/>`, "c") + para(`<w:pStyle w:val="Two"/><w:numPr><w:numId w:val="0"/></w:numPr>`, "d"),
			[]string{"1 a", "1.1 b", "1.2 c", "d"}},
		{"a plan that stands for that of a style", inList("6", "0", "a") + inList("6", "0", "b"), []string{"A) a", "B) b"}},
		{"lists and levels that are nowhere", inList("99", "0", "a") + inList("1", "12", "b") + inList("1", "-3", "c"), []string{"a", "b", "1. c"}},
		{"what is deleted does not count", inList("1", "0", "a") +
			`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>` +
			inList("1", "0", "b"), []string{"1. a", "2. b"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			data := wordFile(t, test.body, map[string]string{
				"numbering": wordNumbering,
				"styles": `<w:style w:type="paragraph" w:styleId="One"><w:name w:val="One"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>` +
					`<w:style w:type="paragraph" w:styleId="Two"><w:name w:val="Two"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>` +
					`<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Two"/></w:style>`,
			})
			text, err := Read("f.docx", data)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, texts(text.Lines)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFormatNumber(t *testing.T) {
	for _, test := range []struct {
		n            int
		format, want string
	}{
		{4, "decimal", "4"}, {4, "decimalZero", "04"}, {4, "lowerRoman", "iv"}, {1994, "upperRoman", "MCMXCIV"}, {28, "lowerLetter", "bb"}, {26, "upperLetter", "Z"},
		{0, "lowerLetter", "0"}, {-3, "upperRoman", "-3"}, {1 << 30, "lowerRoman", "1073741824"}, {1 << 30, "lowerLetter", "1073741824"},
		{11, "ordinal", "11th"}, {22, "ordinal", "22nd"}, {3, "chicago", "‡"}, {3, "none", ""}, {2, "decimalEnclosedParen", "(2)"}, {7, "klingon", "7"},
	} {
		if got := formatNumber(test.n, test.format); got != test.want {
			t.Errorf("%d as %s: %q, want %q", test.n, test.format, got, test.want)
		}
	}
}

func TestDOCXText(t *testing.T) {
	run := func(properties, text string) string {
		return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
	}
	box := func(text string) string { return `<w:txbxContent>` + para("", text) + `</w:txbxContent>` }
	for _, test := range []struct {
		name, body string
		want       []string
	}{
		{"bold from end to end", `<w:p>` + run(`<w:b/>`, "All ") + run(`<w:b w:val="1"/>`, "bold") + `</w:p><w:p>` + run(`<w:b/>`, "Half") + run(`<w:b w:val="0"/>`, " bold") + `</w:p>`,
			[]string{"[bold] All bold", "", "Half bold"}},
		{"tabs, breaks and hyphens", `<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d e</w:t><w:softHyphen/><w:t>f</w:t></w:r></w:p>`,
			[]string{"a\tb c‑d ef"}},
		{"empty lines within a paragraph part it", `<w:p><w:r><w:t>a</w:t><w:br/><w:br/><w:t>b</w:t></w:r></w:p>`, []string{"a", "", "b"}},
		{"pages", para("", "a") + `<w:p><w:r><w:br w:type="page"/><w:t>b</w:t></w:r></w:p>` + para("<w:pageBreakBefore/>", "c") + `<w:p><w:pPr><w:sectPr/></w:pPr></w:p>` + para("", "d") + `<w:sectPr/>`,
			[]string{"[p1] a", "", "[p2] b", "", "[p3] c", "", "[p4] d"}},
		{"pages as they were printed", para("", "a") + `<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>b</w:t></w:r></w:p>`,
			[]string{"[p1] a", "", "[p2] b"}},
		{"paragraphs without space between them", para("", "a") + para("", "b") + para("", "c"), []string{"a", "", "b", "", "c"}},
		{"one page is none", para("", "a"), []string{"a"}},
		{"capitals as printed", `<w:p>` + run(`<w:caps/>`, "été ") + run("", "été") + `</w:p>`, []string{"ÉTÉ été"}},
		{"raised figures, not letters", `<w:p>` + run("", "text") + run(`<w:vertAlign w:val="superscript"/>`, "12") + run("", " 4") + run(`<w:vertAlign w:val="superscript"/>`, "th") + `</w:p>`,
			[]string{"text¹² 4th"}},
		{"signs of symbol fonts", `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> ` + "\uF0B7" + ` x</w:t><w:sym w:char="zz"/></w:r></w:p>`, []string{"✓ • x□"}},
		{"tracked changes", `<w:p><w:ins><w:r><w:t>new </w:t></w:r></w:ins><w:del><w:r><w:delText>old </w:delText><w:t>older </w:t></w:r></w:del><w:moveFrom><w:r><w:t>there</w:t></w:r></w:moveFrom><w:r><w:t>text</w:t></w:r></w:p>` +
			`<w:del><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:del>`,
			[]string{"new text", "[doubt] 4 tracked changes: 1 insertion kept, 3 deletions left out, 0 changes of format."}},
		{"a deleted end of a paragraph", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p>`,
			[]string{"one two", "[doubt] 1 tracked change: 0 insertions kept, 1 deletion left out, 0 changes of format."}},
		{"hidden text", `<w:p>` + run(`<w:vanish/>`, "secret ") + run(`<w:color w:val="FFFFFF"/>`, "white") + run("", "seen") + run(`<w:color w:val="ffffff"/><w:shd w:val="clear" w:fill="000000"/>`, " on black") + `</w:p>` +
			`<w:p>` + run(`<w:vanish/>`, "alone") + `</w:p>`,
			[]string{"seen on black", "[doubt] 16 characters of hidden text left out."}},
		{"fields give their results", `<w:p><w:r><w:t>see </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText><w:t>code</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>4.3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>` +
			`<w:fldSimple w:instr="DATE"><w:r><w:t> May</w:t></w:r></w:fldSimple></w:p>`, []string{"see 4.3 May"}},
		{"a field without an end loses no text", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>` + para("", "a"), []string{"a"}},
		{"links, controls, tags", `<w:p><w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>b</w:t></w:r></w:smartTag><w:sdt><w:sdtContent><w:r><w:t>c</w:t></w:r></w:sdtContent></w:sdt>` +
			`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt></w:p><w:sdt><w:sdtContent>` + para("", "d") + `</w:sdtContent></w:sdt>`,
			[]string{"abc", "", "d", "[doubt] 1 empty field of a form left out."}},
		{"text boxes once", `<w:p><w:r><w:t>a</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>` + box("boxed") + `</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>` + box("boxed") + `</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
			[]string{"a", "", "boxed"}},
		{"rows", `<w:tbl><w:tr><w:tc>` + para("", "a") + `</w:tc><w:tc>` + para("", "b") + para("", "c") + `</w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc>` + para("", "gone") + `</w:tc></w:tr></w:tbl>`,
			[]string{"a | b c", "[doubt] 1 tracked change: 0 insertions kept, 1 deletion left out, 0 changes of format."}},
		{"a table that is only a frame", `<w:tbl><w:tr><w:tc>` + para("", "a") + para("", "b") + `</w:tc><w:tc/></w:tr></w:tbl>`, []string{"a", "", "b"}},
		{"spaces make blank lines", para(`<w:spacing w:after="0"/>`, "a") + para(`<w:spacing w:after="200"/>`, "b") + para("", "c"), []string{"a", "b", "", "c"}},
		{"pictures are counted", `<w:p><w:r><w:t>a</w:t><w:drawing/></w:r></w:p>`, []string{"a", "[doubt] 1 picture or object not read."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, err := Read("f.docx", wordFile(t, test.body, nil))
			if err != nil {
				t.Fatal(err)
			}
			checkNumbered(t, text.Lines)
			if diff := cmp.Diff(test.want, told(text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

const wordStyles = `<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Rubrik3"><w:name w:val="Rubrik 3"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="My head"/><w:basedOn w:val="H1"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop2"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Loop2"><w:name w:val="Loop2"/><w:basedOn w:val="Loop"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="C"><w:name w:val="toc 1"/></w:style>` +
	`<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>`

func TestDOCXStyles(t *testing.T) {
	styled := func(style, text string) string { return para(`<w:pStyle w:val="`+style+`"/>`, text) }
	for _, test := range []struct {
		name, body string
		want       []string
	}{
		{"headings", styled("H1", "One") + styled("H2", "Two") + styled("Rubrik3", "Three") + styled("Own", "Four") + para(`<w:outlineLvl w:val="4"/>`, "Five") + styled("H1", ""),
			[]string{"[h1, bold] One", "", "[h2, bold] Two", "", "[h3] Three", "", "[h1, bold] Four", "", "[h5] Five"}},
		{"the title stands above", styled("T", "Title") + styled("H1", "One"), []string{"[h1] Title", "", "[h2, bold] One"}},
		{"a style of headings that sets text", styled("H2", "We met in the city and agreed on what follows here.") + styled("H2", "We shall meet again, in the same place, in two years.") + styled("H1", "Next"),
			[]string{"[bold] We met in the city and agreed on what follows here.", "", "[bold] We shall meet again, in the same place, in two years.", "", "[h1, bold] Next"}},
		{"styles based on one another in a circle", styled("Loop", "text") + styled("Nowhere", "more"), []string{"text", "", "more"}},
		{"a table of contents", styled("C", "One\t1") + styled("H1", "One"), []string{"[furniture, table of contents] One\t1", "[h1, bold] One"}},
		{"bold twice is not bold", `<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t>One</w:t></w:r></w:p><w:p><w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t>Two</w:t></w:r></w:p>`,
			[]string{"[h1] One", "", "[bold] Two"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, err := Read("f.docx", wordFile(t, test.body, map[string]string{"styles": wordStyles}))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, told(text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDOCXNotesAndMargins(t *testing.T) {
	cite := func(kind, id, more string) string {
		return `<w:r><w:` + kind + ` w:id="` + id + `"` + more + `/></w:r>`
	}
	body := `<w:p><w:r><w:t>First</w:t></w:r>` + cite("footnoteReference", "2", "") + `<w:r><w:t> and end</w:t></w:r>` + cite("endnoteReference", "1", "") + `<w:r><w:t>.</w:t></w:r></w:p>` +
		`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r>` + cite("footnoteReference", "3", "") + `</w:p></w:tc><w:tc>` + para("", "b") + `</w:tc></w:tr></w:tbl>` +
		`<w:p><w:r><w:t>Own</w:t></w:r>` + cite("footnoteReference", "4", ` w:customMarkFollows="1"`) + `<w:r><w:t>*</w:t></w:r>` + cite("footnoteReference", "77", "") + `</w:p>`
	data := wordFile(t, body, map[string]string{
		"footnotes": `<w:footnote w:type="separator" w:id="0">` + para("", "rule") + `</w:footnote><w:footnote w:id="2">` + para("", "Note two.") + para("", "Goes on.") + `</w:footnote>` +
			`<w:footnote w:id="3">` + para("", "Note three.") + `</w:footnote><w:footnote w:id="4">` + para("", "* Own mark.") + `</w:footnote><w:footnote w:id="5">` + para("", "Cited nowhere.") + `</w:footnote>`,
		"endnotes": `<w:endnote w:id="1">` + para("", "At the end.") + `</w:endnote>`,
		"comments": `<w:comment w:id="1">` + para("", "who says?") + `</w:comment>`,
		"hdr":      para("", "SECRET") + para("", "SECRET"),
		"ftr":      `<w:p><w:r><w:t>Page </w:t></w:r><w:fldSimple><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>`,
		"core": `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">` +
			`<dc:title>Microsoft Word - x</dc:title><dcterms:created>2019-03-06T10:26:00Z</dcterms:created><dc:language>fr-CA</dc:language></cp:coreProperties>`,
	})
	text, err := Read("f.docx", data)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"[description] Microsoft Word - x", "[created] 2019-03-06T10:26:00Z", "[language] fr-CA", "[furniture, page head] SECRET",
		"First¹ and end[i].", "", "¹ Note two.", "", "Goes on.", "",
		"a² | b", "", "² Note three.", "",
		"Own*", "", "* Own mark.", "",
		"[^i]: At the end.",
		"[furniture, page foot] Page 1", "[doubt] 1 comment left out.", "[doubt] 1 note that the text does not cite left out.",
	}
	if diff := cmp.Diff(want, told(text)); diff != "" {
		t.Error(diff)
	}
	if text.Language != "fr-CA" || text.MediaType != docxMediaType {
		t.Errorf("%s, %s", text.MediaType, text.Language)
	}
}

func TestDOCXRefuses(t *testing.T) {
	whole := wordFile(t, para("", "text"), map[string]string{"styles": wordStyles})
	deep := strings.Repeat("<w:sdt><w:sdtContent>", 200) + para("", "text") + strings.Repeat("</w:sdtContent></w:sdt>", 200)
	other := func(target string) []byte {
		return zipped(t, map[string]string{
			"[Content_Types].xml": "<Types/>",
			"_rels/.rels":         `<Relationships><Relationship Type="x/officeDocument" Target="` + target + `"/></Relationships>`,
		})
	}
	old := func(stream string) string {
		return "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 512) + string(utf16Name(stream))
	}
	for _, test := range []struct {
		name string
		data string
		want string
	}{
		{"cut off", string(whole[:len(whole)/2]), "f is a broken ZIP archive: its directory cannot be read"},
		{"broken text", string(wordFile(t, "<w:p>", nil)), "f is a broken Word document: word/document.xml: line 1: element <p> closed by </body>"},
		{"broken styles", string(wordFile(t, para("", "a"), map[string]string{"styles": "<w:x>"})), "f is a broken Word document: word/styles.xml: line 1: element <x> closed by </styles>"},
		{"nested too deep", string(wordFile(t, deep, nil)), "f is a Word document that is not read: word/document.xml: its elements stand more than 256 deep in one another"},
		{"no text", string(wordFile(t, para("", " "), nil)), "f is a Word document without text: only pictures, or nothing"},
		{"a bomb", string(wordFile(t, para("", strings.Repeat(" ", 40<<20)), nil)), "f is a Word document that unpacks to more than 400 times its size"},
		{"a workbook", string(other("xl/workbook.xml")), "f is an Excel workbook, a format that this version does not read"},
		{"a presentation", string(other("/ppt/presentation.xml")), "f is a PowerPoint presentation, a format that this version does not read"},
		{"nothing in it", string(other("word/document.xml")), "f is an office document without a text in it"},
		{"old", old("WordDocument"), "f is a Word document of the older kind (.doc), a format that this version does not read"},
		{"locked", old("EncryptedPackage"), "f is an office document that is locked with a password"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read("f", []byte(test.data))
			if err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add(para("", "text"), wordStyles, wordNumbering)
	f.Add(inList("1", "8", "text")+`<w:tbl><w:tr/></w:tbl>`, `<w:style w:styleId=""/>`, `<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	f.Add(`<w:p><w:r><w:fldChar w:fldCharType="end"/><w:sym w:char="FFFFFFFF"/></w:r></w:p>`, wordStyles, level("0", "decimal", "%%%1%", ""))
	f.Add(`<w:p><w:r><w:t>a&#xD;b&#xA;c`+"\u2028"+`</w:t></w:r></w:p>`, "", `<w:abstractNum/><w:num/>`)
	f.Add(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>carried</w:t></w:r></w:p>`, "", "")
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		parts := map[string]string{"styles": styles, "numbering": numbering}
		data := wordFile(t, body, maps.Clone(parts))
		text, err := Read("f.docx", data)
		again, errAgain := Read("f.docx", data)
		if diff := cmp.Diff(text, again); diff != "" || (err == nil) != (errAgain == nil) {
			t.Fatalf("reads otherwise the second time: %s", diff)
		}
		if err == nil {
			checkNumbered(t, text.Lines)
		}
	})
}
