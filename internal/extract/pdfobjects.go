package extract

import (
	"errors"
	"strings"
)

// look is how a text object is painted.
type look struct {
	order    int // place among all that the page paints
	place    matrix
	size     float64 // of the type as printed, in points
	bold     bool
	unseen   bool // painted without ink, as the text behind a scan is
	faint    bool // painted in a colour near that of paper
	artifact bool // marked as no part of the text
}

// glyph is one character as printed.
type glyph struct {
	char   rune
	box    box // around the ink
	x      float64
	base   float64
	look   *look
	made   bool // a space or line end that the library put in
	gone   bool // hidden from who sees the page
	bar    bool // a black bar over what is hidden
	judged bool // hidden, and counted among what is
}

// area is something that a page paints which is no text.
type area struct {
	box    box
	order  int
	image  bool
	filled bool
	rule   bool // a line as tables and footnotes have
	dot    bool // the size of a bullet
}

// pdfPage is what a page paints, as it is seen: turned upright, its corner at 0.
type pdfPage struct {
	number        int // from 1
	width, height float64
	view          matrix // from the file's coordinates
	glyphs        []glyph
	areas         []area
	hidden        int // stretches of text that nobody sees
	scanned       int // characters printed behind a picture
}

// errCrowded says that a page paints more than any text does.
var errCrowded = errors.New("holds more objects than a text ever does")

const (
	maxObjects = 200_000 // on a page
	maxNesting = 12      // of groups of objects
)

// The numbers by which the library tells kinds of objects.
const (
	objectText  = 1
	objectPath  = 2
	objectImage = 3
	objectShade = 4
	objectGroup = 5

	paintFillStroke = 2
	paintUnseen     = 3
	paintClip       = 7

	noteLink  = 2
	notePopup = 16
)

// pageReader reads the objects of one page.
type pageReader struct {
	*library
	*pdfPage
	ref, text uint64
	looks     map[uint64]*look // by object
	fonts     map[uint64]bool  // whether it is bold
	order     int
	crowded   bool
}

// readPage reads what page index of a document paints.
func (l *library) readPage(document uint64, index int) (*pdfPage, error) {
	ref := l.call("FPDF_LoadPage", document, uint64(index))
	if l.err != nil || ref == 0 {
		return nil, l.failure("cannot be opened")
	}
	defer l.call("FPDF_ClosePage", ref)
	text := l.call("FPDFText_LoadPage", ref)
	if l.err != nil || text == 0 {
		return nil, l.failure("has text that cannot be opened")
	}
	defer l.call("FPDFText_ClosePage", text)
	r := &pageReader{library: l, pdfPage: &pdfPage{number: index + 1}, ref: ref, text: text, looks: map[uint64]*look{}, fonts: map[uint64]bool{}}
	r.measure()
	r.readObjects()
	r.readNotes()
	r.readGlyphs()
	r.hide()
	if r.crowded {
		return nil, errCrowded
	}
	r.upright()
	return r.pdfPage, l.err
}

// failure is the failure of the sandbox, or else of what was asked of it.
func (l *library) failure(what string) error {
	if l.err != nil {
		return l.err
	}
	return errors.New(what)
}

// measure finds the size of the page and how it is viewed.
func (r *pageReader) measure() {
	r.call("FPDF_GetPageBoundingBox", r.ref, r.room(0))
	left, top, right, bottom := r.float(0), r.float(1), r.float(2), r.float(3)
	quarters := r.integer("FPDFPage_GetRotation", r.ref)
	r.width, r.height = right-left, top-bottom
	r.view = matrix{a: 1, d: 1, e: -left, f: -bottom}.then(turned(r.width, r.height, quarters))
	if quarters&1 == 1 {
		r.width, r.height = r.height, r.width
	}
}

// readObjects reads the objects of the page in the order in which they are painted.
func (r *pageReader) readObjects() {
	for i := range r.integer("FPDFPage_CountObjects", r.ref) {
		r.readObject(r.call("FPDFPage_GetObject", r.ref, uint64(i)), r.view, 0)
	}
}

// readObject reads one object, or the objects of a group.
func (r *pageReader) readObject(object uint64, view matrix, depth int) {
	if r.order++; r.order > maxObjects {
		r.crowded = true
	}
	if r.crowded || object == 0 {
		return
	}
	switch r.integer("FPDFPageObj_GetType", object) {
	case objectText:
		r.looks[object] = &look{order: r.order}
	case objectPath:
		r.readPath(object, view)
	case objectImage, objectShade:
		if b, ok := r.bounds(object, view); ok {
			r.areas = append(r.areas, area{box: b, order: r.order, image: true})
		}
	case objectGroup:
		if depth == maxNesting {
			return
		}
		view = r.place(object).then(view)
		for i := range r.integer("FPDFFormObj_CountObjects", object) {
			r.readObject(r.call("FPDFFormObj_GetObject", object, uint64(i)), view, depth+1)
		}
	}
}

// place gives the mapping of an object.
func (r *pageReader) place(object uint64) matrix {
	if r.call("FPDFPageObj_GetMatrix", object, r.room(0)) == 0 {
		return identity
	}
	return r.matrix()
}

// matrix reads a mapping from the scratch memory.
func (r *pageReader) matrix() matrix {
	return matrix{r.float(0), r.float(1), r.float(2), r.float(3), r.float(4), r.float(5)}
}

// bounds gives the box of an object as it is seen.
func (r *pageReader) bounds(object uint64, view matrix) (box, bool) {
	at := r.room(0)
	if r.call("FPDFPageObj_GetBounds", object, at, at+4, at+8, at+12) == 0 {
		return box{}, false
	}
	return view.box(box{r.float(0), r.float(1), r.float(2), r.float(3)}), true
}

// readPath notes a painted shape.
func (r *pageReader) readPath(object uint64, view matrix) {
	b, ok := r.bounds(object, view)
	if !ok || r.call("FPDFPath_GetDrawMode", object, r.room(4), r.room(5)) == 0 {
		return
	}
	a := area{box: b, order: r.order, filled: r.word(8) != 0}
	if !a.filled && r.word(10) == 0 { // it only clips
		return
	}
	a.rule = b.height() < 2.5 && b.width() > 12
	a.dot = b.height() < 8 && b.height() > 1.5 && b.width() < b.height()*1.4 && b.width() > b.height()*0.6
	if a.rule || a.dot || a.filled {
		r.areas = append(r.areas, a)
	}
}

// readNotes notes the annotations that may lie over the text. Links and pop-ups
// paint nothing.
func (r *pageReader) readNotes() {
	for i := range min(r.integer("FPDFPage_GetAnnotCount", r.ref), maxObjects) {
		note := r.call("FPDFPage_GetAnnot", r.ref, uint64(i))
		if note == 0 {
			continue
		}
		kind := r.integer("FPDFAnnot_GetSubtype", note)
		if kind != noteLink && kind != notePopup && r.call("FPDFAnnot_GetRect", note, r.room(0)) != 0 {
			x1, y1, x2, y2 := r.float(0), r.float(1), r.float(2), r.float(3)
			b := r.view.box(box{min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)})
			r.areas = append(r.areas, area{box: b, order: maxObjects + i, filled: true})
		}
		r.call("FPDFPage_CloseAnnot", note)
	}
}

// readGlyphs reads the characters of the page in the order of its text.
func (r *pageReader) readGlyphs() {
	n := r.integer("FPDFText_CountChars", r.text)
	if n > 5*maxObjects {
		r.crowded = true
		return
	}
	var last *look
	for i := uint64(0); i < uint64(max(n, 0)) && r.err == nil; i++ {
		g := glyph{char: rune(r.call("FPDFText_GetUnicode", r.text, i))}
		g.made = r.integer("FPDFText_IsGenerated", r.text, i) == 1
		g.look = last
		if object := r.call("FPDFText_GetTextObject", r.text, i); object != 0 {
			g.look = r.lookOf(object, i)
		}
		if g.look == nil {
			continue
		}
		last = g.look
		r.call("FPDFText_GetCharBox", r.text, i, r.room(0), r.room(1), r.room(2), r.room(3))
		g.box = r.view.box(box{r.double(0), r.double(2), r.double(1), r.double(3)})
		r.call("FPDFText_GetCharOrigin", r.text, i, r.room(0), r.room(1))
		g.x, g.base = r.view.point(r.double(0), r.double(1))
		r.glyphs = append(r.glyphs, g)
	}
}

// lookOf gives the look of a text object, of which character i is the first to
// be read.
func (r *pageReader) lookOf(object, i uint64) *look {
	l := r.looks[object]
	if l == nil { // nested deeper than is read, or made by the library
		l = &look{order: r.order}
		r.looks[object] = l
	}
	if l.size > 0 {
		return l
	}
	l.place = r.view
	if r.call("FPDFText_GetMatrix", r.text, i, r.room(0)) != 0 {
		l.place = r.matrix().then(r.view)
	}
	r.call("FPDFTextObj_GetFontSize", object, r.room(0))
	l.size = max(r.float(0)*l.place.scale(), 0.01)
	switch r.integer("FPDFTextObj_GetTextRenderMode", object) {
	case paintUnseen, paintClip:
		l.unseen = true
	case paintFillStroke:
		l.bold = true
	}
	at := r.room(0)
	if r.call("FPDFPageObj_GetFillColor", object, at, at+4, at+8, at+12) != 0 {
		l.faint = r.word(3) < 64 || min(r.word(0), r.word(1), r.word(2)) > 215
	}
	l.bold = l.bold || r.isBold(object)
	l.artifact = r.isArtifact(object)
	return l
}

// isBold reports whether an object's font says that it is bold.
func (r *pageReader) isBold(object uint64) bool {
	font := r.call("FPDFTextObj_GetFont", object)
	if font == 0 {
		return false
	}
	bold, known := r.fonts[font]
	if !known {
		bold = isBoldFont(string(r.bytes("FPDFFont_GetBaseFontName", font)))
		r.fonts[font] = bold
	}
	return bold
}

// boldFonts are the parts of font names that say bold, in lower case.
var boldFonts = []string{"bold", "black", "heavy", "demi", "-medi", "cmbx", "sfbx"}

func isBoldFont(name string) bool {
	name = strings.ToLower(name)
	for _, part := range boldFonts {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// isArtifact reports whether an object is marked as no part of the text, as the
// programs of offices mark running heads.
func (r *pageReader) isArtifact(object uint64) bool {
	for i := range min(r.integer("FPDFPageObj_CountMarks", object), maxNesting) {
		mark := r.call("FPDFPageObj_GetMark", object, uint64(i))
		if mark == 0 || r.call("FPDFPageObjMark_GetName", mark, r.room(8), 64, r.room(0)) == 0 {
			continue
		}
		name, _ := r.module.Memory().Read(uint32(r.room(8)), min(r.word(0), 64))
		if wide(name) == "Artifact" {
			return true
		}
	}
	return false
}

// upright turns a page whose text runs up or down its side.
func (p *pdfPage) upright() {
	var chars [4]int
	for _, g := range p.glyphs {
		if turns, ok := g.look.place.quarters(); ok {
			chars[turns]++
		}
	}
	most := 0
	for turns, n := range chars {
		if n > chars[most] {
			most = turns
		}
	}
	if most == 0 {
		return
	}
	m := turned(p.width, p.height, most)
	if most&1 == 1 {
		p.width, p.height = p.height, p.width
	}
	done := map[*look]bool{}
	for i := range p.glyphs {
		g := &p.glyphs[i]
		g.box = m.box(g.box)
		g.x, g.base = m.point(g.x, g.base)
		if !done[g.look] {
			g.look.place, done[g.look] = g.look.place.then(m), true
		}
	}
	for i := range p.areas {
		p.areas[i].box = m.box(p.areas[i].box)
	}
}
