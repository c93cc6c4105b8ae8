package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// teiFile is a TEI file with this text in its body.
func teiFile(body string) string {
	return `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>` + body + `</body></text></TEI>`
}

func TestTEIText(t *testing.T) {
	for _, test := range []struct {
		name, body string
		want       []string
	}{
		{"line ends and spaces", "<p>a\n   b<lb/>c <hi rend='italic'>d</hi>.</p>", []string{"a b c d."}},
		{"parted words", `<p>com-<lb break="no"/> muni<pb n="2" break="no"/>qué</p>`, []string{"communiqué"}},
		{"pages", `<pb n="7"/><p>a<pb n="8"/>b</p><p>c</p><pb n="[xi]"/><p>d</p>`, []string{"[p7] a b", "", "[p8] c", "", "[p9] d"}},
		{"headings", `<div><head>A</head><div><head>B</head><p rend="underline">C</p><p><hi rend="bold">D </hi><hi rend="underline">E</hi></p><p>x</p></div></div><div><head>F</head></div>`,
			[]string{"[h1] A", "", "[h2] B", "", "[h3, bold] C", "", "[h3, bold] D E", "", "x", "", "[h1] F"}},
		{"bold text is no heading", `<p rend="bold">We have agreed on all that was put before us today.</p>`, []string{"[bold] We have agreed on all that was put before us today."}},
		{"notes", `<p>a<note>one</note> b<note n="7">seven <note n="8">eight</note></note><note type="source">from</note><note place="inline"> here</note>.</p>`,
			[]string{"a¹ b⁷ here.", "", "¹ one", "", "⁷ seven⁸", "[furniture, editorial note] from", "", "⁸ eight"}},
		{"lists", `<list type="gloss"><label>NATO</label><item>a treaty</item></list><list rend="bulleted"><item><p>x</p><p>y</p></item></list><list type="simple"><item>z</item></list><list><item n="4">w</item></list>`,
			[]string{"[item] NATO a treaty", "[item] • x", "", "y", "", "z", "[item] 4. w"}},
		{"gaps", `<p><gap reason="redacted"/>, <gap><desc>two lines withheld</desc></gap>, <gap/>, [<supplied>x</supplied>]</p>`, []string{"[REDACTED], [two lines withheld], [gap], [x]"}},
		{"text between blocks", `<div>loose <p>a</p> more</div>`, []string{"loose", "", "a", "", "more"}},
		{"a list within a paragraph", `<p>We agreed: <list><item>1. a</item></list> and left.</p>`, []string{"We agreed:", "[item] 1. a", "", "and left."}},
		{"letters", `<opener><address><addrLine>The Office</addrLine><addrLine>London</addrLine></address><salute>Sir,</salute></opener><p>x</p><closer>Yours, <signed>A. B.<lb/>Minister</signed></closer>`,
			[]string{"The Office", "London", "", "Sir,", "", "x", "", "Yours,", "", "A. B. Minister"}},
		{"figures", `<figure><head>A map</head><graphic url="x"/><figDesc>of the north</figDesc></figure><p>x</p>`,
			[]string{"[bold] A map", "[furniture, description of a picture] of the north", "", "x", "[doubt] 1 picture not read."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, err := Read("f.xml", []byte(teiFile(test.body)))
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

// TestTEIBytes: XML whose bytes are not what it says, or says nothing of.
func TestTEIBytes(t *testing.T) {
	const body = `<TEI><text><body><p>Le ministre a été reçu à Nîmes.</p></body></text></TEI>`
	for _, test := range []struct{ name, data, doubt string }{
		{"UTF-8", body, ""},
		{"declared", `<?xml version="1.0" encoding="ISO-8859-1"?>` + encoded(t, "windows-1252", body), ""},
		{"unsaid", encoded(t, "windows-1252", body), "The file does not say its charset; it was read as windows-1252."},
		{"said wrongly", `<?xml version="1.0" encoding="utf-8"?>` + encoded(t, "windows-1252", body), "The file does not say its charset; it was read as windows-1252."},
	} {
		text, err := Read("f.xml", []byte(test.data))
		if err != nil || strings.Join(texts(text.Lines), "") != "Le ministre a été reçu à Nîmes." || strings.Join(text.Doubts, "") != test.doubt {
			t.Errorf("%s: %v %v %v", test.name, err, shown(text.Lines), text.Doubts)
		}
	}
}

func TestTEIDocuments(t *testing.T) {
	const header = `<teiHeader><fileDesc><titleStmt><title>Volume</title></titleStmt></fileDesc><profileDesc><creation><date when="1970-02-03"/></creation></profileDesc></teiHeader>`
	for _, test := range []struct {
		name, file string
		want       []string
	}{
		{"one document keeps the header", `<TEI>` + header + `<text><body><p>Found in a box.</p><div type="letter"><head>A</head><p>x</p></div></body></text></TEI>`,
			[]string{"[title] Volume", "[date] 1970-02-03", "[furniture, matter of the edition] Found in a box.", "[h1] A", "", "x"}},
		{"a volume of one document", `<TEI><teiHeader><fileDesc><titleStmt><title type="complete">Volume IX</title><title type="series">Series</title></titleStmt></fileDesc></teiHeader><text><body><div type="document" n="3"><head>3. Letter<note type="source">Source: box.</note></head><dateline><date when="1970-05-27">May 27</date></dateline><p>x<note n="2">By the editor.</note><note n="3">Of the writer. [Footnote in the original.]</note></p></div></body></text></TEI>`,
			[]string{"[description] Volume IX", "[description] Series", "[title] Letter", "[date] 1970-05-27", "[h1] 3. Letter", "[furniture, editorial note] Source: box.", "", "May 27", "", "x²³", "[furniture, editorial note] By the editor.", "", "³ Of the writer. [Footnote in the original.]"}},
		{"a numbered document under a header that names no series", `<TEI>` + header + `<text><body><div type="document" n="242"><head>242. Editorial Note</head><p>x</p></div></body></text></TEI>`,
			[]string{"[description] Volume", "[description] 1970-02-03", "[title] Editorial Note", "[h1] 242. Editorial Note", "", "x"}},
		{"an attachment", `<TEI xmlns:frus="http://history.state.gov/frus/ns/1.0"><text><body><div type="document"><head>A</head><p>x</p><frus:attachment><head>Tab A</head><p>y</p></frus:attachment></div></body></text></TEI>`,
			[]string{"[part] A", "[h1] A", "", "x", "[part] Tab A", "", "[h1] Tab A", "", "y"}},
		{"several, one within another", `<TEI>` + header + `<text><body><div type="document"><head>A</head><div type="document" xml:id="b"><p>y</p></div><p>x</p></div><div type="telegram"><p>z</p></div></body></text></TEI>`,
			[]string{"[description] Volume", "[description] 1970-02-03", "[part] A", "[h1] A", "", "x", "[part] b", "", "y", "[part] untitled", "[kind] telegram", "", "z"}},
		{"a corpus", `<teiCorpus><TEI>` + header + `<text><body><p>x</p></body></text></TEI><TEI><text><body><p>y</p></body></text></TEI></teiCorpus>`,
			[]string{"[part] untitled", "[title] Volume", "[date] 1970-02-03", "x", "[part] untitled", "", "y"}},
		{"a group", `<TEI><text><group><text><body><head>A</head><p>x</p></body></text><text><body><p>y</p></body></text></group></text></TEI>`,
			[]string{"[part] A", "[h1] A", "", "x", "[part] untitled", "", "y"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, err := Read("f.xml", []byte(test.file))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, told(text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTEIRefuses(t *testing.T) {
	for _, test := range []struct{ name, data, want string }{
		{"other XML", `<?xml version="1.0"?><rss><channel/></rss>`, "f is XML, but not TEI: its first element is <rss>"},
		{"cut off", `<TEI><text><body><p>x`, "f is broken XML: line 1: unexpected EOF"},
		{"no text", `<TEI><teiHeader><title>x</title></teiHeader></TEI>`, "f is a TEI file without text"},
		{"too deep", teiFile(strings.Repeat("<div>", 300) + strings.Repeat("</div>", 300)), "f is XML that is not read: its elements stand more than 256 deep in one another"},
		{"entities that grow", `<!DOCTYPE TEI [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>` + teiFile("<p>&b;</p>"), "f is broken XML: line 1: invalid character entity &b;"},
		{"entities of other files", `<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + teiFile("<p>&a;</p>"), "f is broken XML: line 1: invalid character entity &a;"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read("f", []byte(test.data))
			if err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestTEIEncodings(t *testing.T) {
	utf16 := []byte("\xFE\xFF")
	for _, r := range `<?xml version="1.0" encoding="UTF-16"?>` + teiFile("<p>communiqué</p>") {
		utf16 = append(utf16, byte(r>>8), byte(r))
	}
	for name, data := range map[string][]byte{
		"Latin-1": []byte(`<?xml version="1.0" encoding="ISO-8859-1"?>` + teiFile("<p>communiqu\xE9</p>")),
		"UTF-8":   []byte("\xEF\xBB\xBF" + teiFile("<p>communiqu&#233;</p>")),
		"UTF-16":  utf16,
	} {
		text, problem := readXML("f.xml", data)
		if got := texts(text.Lines); problem != "" || len(got) != 1 || got[0] != "communiqué" {
			t.Errorf("%s: %q, %s", name, got, problem)
		}
	}
}

func FuzzTEI(f *testing.F) {
	for _, seed := range []string{
		"<p>a</p>", "<head><note><note/></note></head>", "<list><label>a</label></list>", "<sp><speaker>a</speaker></sp>", `<p>-<lb break="no"/><pb n="99999999999999999999"/>b</p>`,
		"<div type='document'><div type='document'/></div>", "<table><row><cell><list><item>a</item></list></cell></row></table>", "<choice/><app/><supplied/><gap/>", "<p>a\u2028b&#133;c&#10;d</p>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		data := []byte(teiFile(body))
		text, err := Read("f.xml", data)
		again, errAgain := Read("f.xml", data)
		if diff := cmp.Diff(text, again); diff != "" || (err == nil) != (errAgain == nil) {
			t.Fatalf("reads otherwise the second time: %s", diff)
		}
		if err == nil {
			checkNumbered(t, text.Lines)
		}
	})
}
