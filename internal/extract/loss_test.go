package extract

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// grower writes random documents in which every word is another, so that each
// can be looked for in what is read.
type grower struct {
	*rand.Rand
	words int
}

func (g *grower) word() string {
	g.words++
	return fmt.Sprintf("w%dx", g.words)
}

// some writes between one and n pieces.
func (g *grower) some(n int, piece func() string) string {
	var b strings.Builder
	for range 1 + g.IntN(n) {
		b.WriteString(piece())
	}
	return b.String()
}

// checkWords holds that every word stands in exactly one line.
func (g *grower) checkWords(t *testing.T, text Text, err error, source string) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v in %s", err, source)
	}
	checkNumbered(t, text.Lines)
	seen := map[string]int{}
	for _, l := range text.Lines {
		if l.Meta == MetaPart {
			continue // repeats a heading
		}
		for _, w := range strings.FieldsFunc(l.Text, func(r rune) bool { return r != 'w' && r != 'x' && (r < '0' || r > '9') }) {
			seen[w]++
		}
	}
	for i := range g.words {
		if w := fmt.Sprintf("w%dx", i+1); seen[w] != 1 {
			t.Fatalf("%s is read %d times in %s", w, seen[w], source)
		}
	}
}

func (g *grower) wordRun() string {
	switch w := g.word(); g.IntN(9) {
	case 0:
		return `<w:hyperlink><w:r><w:t xml:space="preserve"> ` + w + ` </w:t></w:r></w:hyperlink>`
	case 1:
		return `<w:ins><w:r><w:rPr><w:b/></w:rPr><w:t> ` + w + ` </w:t></w:r></w:ins>`
	case 2:
		return `<w:r><w:br/><w:t>` + w + ` </w:t><w:br w:type="page"/></w:r>`
	case 3:
		return `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF</w:instrText><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> ` + w + ` </w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	case 4:
		return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>` + para("", w) + `</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>`
	default:
		return `<w:r><w:t xml:space="preserve">` + w + ` </w:t></w:r>`
	}
}

func (g *grower) wordBlock(depth int) func() string {
	return func() string {
		switch n := g.IntN(8); {
		case n == 0 && depth < 3:
			cell := func() string { return `<w:tc>` + g.some(2, g.wordBlock(depth+1)) + `</w:tc>` }
			return `<w:tbl>` + g.some(2, func() string { return `<w:tr>` + g.some(3, cell) + `</w:tr>` }) + `</w:tbl>`
		case n == 1 && depth < 3:
			return `<w:sdt><w:sdtContent>` + g.some(2, g.wordBlock(depth+1)) + `</w:sdtContent></w:sdt>`
		case n == 2:
			return `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + g.some(2, g.wordRun) + `</w:p>`
		case n == 3:
			return inList("1", fmt.Sprint(g.IntN(4)), g.word())
		case n == 4:
			return para(`<w:pStyle w:val="H1"/>`, g.word())
		}
		return `<w:p>` + g.some(4, g.wordRun) + `</w:p>`
	}
}

func TestDOCXLosesNoWord(t *testing.T) {
	for seed := range uint64(300) {
		g := &grower{Rand: rand.New(rand.NewPCG(seed, 1))}
		body := g.some(6, g.wordBlock(0))
		text, err := Read("f.docx", wordFile(t, body, map[string]string{"styles": wordStyles, "numbering": wordNumbering}))
		g.checkWords(t, text, err, body)
	}
}

func (g *grower) teiInline() string {
	switch w := g.word(); g.IntN(8) {
	case 0:
		return ` <hi rend="underline">` + w + `</hi> `
	case 1:
		return ` <note>` + w + `</note> `
	case 2:
		return ` <note type="source"><p>` + w + `</p></note> `
	case 3:
		return ` <lb/>` + w + `<pb n="3"/> `
	case 4:
		return ` <supplied>` + w + `</supplied> `
	default:
		return ` ` + w + ` `
	}
}

func (g *grower) teiBlock(depth int) func() string {
	return func() string {
		within := g.teiBlock(depth + 1)
		switch n := g.IntN(10); {
		case n == 0 && depth < 4:
			return `<div><head>` + g.teiInline() + `</head>` + g.some(3, within) + `</div>`
		case n == 1 && depth < 4:
			return `<div type="document"><head>` + g.word() + `</head>` + g.some(3, within) + g.teiInline() + `</div>`
		case n == 2 && depth < 4:
			return `<list><label>` + g.word() + `</label>` + g.some(2, func() string { return `<item>` + g.teiInline() + g.some(2, within) + `</item>` }) + `</list>`
		case n == 3:
			return `<table>` + g.some(2, func() string {
				return `<row>` + g.some(3, func() string { return `<cell>` + g.teiInline() + `</cell>` }) + `</row>`
			}) + `</table>`
		case n == 4:
			return `<sp><speaker>` + g.word() + `</speaker>` + within() + `</sp>`
		case n == 5:
			return `<closer>` + g.teiInline() + `<signed>` + g.teiInline() + `</signed></closer>`
		case n == 6:
			return `<fw type="header">` + g.word() + `</fw>`
		case n == 7 && depth < 4:
			return `<quote>` + g.some(2, within) + `</quote>`
		}
		return `<p>` + g.some(4, g.teiInline) + `</p>`
	}
}

func TestTEILosesNoWord(t *testing.T) {
	for seed := range uint64(500) {
		g := &grower{Rand: rand.New(rand.NewPCG(seed, 2))}
		body := `<p>` + g.word() + `</p>` + g.some(6, g.teiBlock(0))
		text, err := Read("f.xml", []byte(teiFile(body)))
		g.checkWords(t, text, err, body)
	}
}

// TestNestingIsReadOnce nests what holds itself as deep as it may stand: a reader
// that looks into each level twice never comes to its end.
func TestNestingIsReadOnce(t *testing.T) {
	groups := strings.Repeat("<group><text>", 100) + "<body><p>end</p></body>" + strings.Repeat("</text></group>", 100)
	tables := strings.Repeat(`<w:tbl><w:tr><w:tc>`, 60) + para("", "end") + strings.Repeat(`</w:tc></w:tr></w:tbl>`, 60)
	boxes := strings.Repeat(`<w:p><w:r><w:pict><w:txbxContent>`, 50) + para("", "end") + strings.Repeat(`</w:txbxContent></w:pict></w:r></w:p>`, 50)
	for name, data := range map[string][]byte{
		"groups": []byte("<TEI><text>" + groups + "</text></TEI>"), "tables": wordFile(t, tables, nil), "boxes": wordFile(t, boxes, nil),
	} {
		text, err := Read(name, data)
		if err != nil || len(texts(text.Lines)) != 1 || texts(text.Lines)[0] != "end" {
			t.Errorf("%s: %v, %v", name, shown(text.Lines), err)
		}
	}
}
