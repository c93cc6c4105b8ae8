package extract

// What a page holds and nobody sees who looks at it must not come to light
// through the archive: text under a black box, white on white, outside the page,
// too small to read, or painted without ink where no scan shows it.

const (
	smallestType = 2.0         // points; less cannot be read
	plainSpread  = 40          // of 255: how far the colours of a plain field lie apart
	maxLooks     = 500_000_000 // of glyphs at areas, on a page
	longestSide  = 1100        // pixels of the picture that text is looked up in
)

// doubt is why a glyph may not be seen: no reason, what it is painted on, or the
// area painted over it, by its number from 1.
type doubt int

const (
	noDoubt    doubt = -1
	background doubt = 0
)

// hide marks what nobody sees. What alone can tell is whether there is anything
// to see: where there is doubt, the page is painted and looked at.
func (r *pageReader) hide() {
	if len(r.glyphs)*len(r.areas) > maxLooks {
		r.crowded = true
		return
	}
	doubtful := false
	doubts := make([]doubt, len(r.glyphs))
	page := box{0, 0, r.width, r.height}
	for i := range r.glyphs {
		g := &r.glyphs[i]
		doubts[i] = noDoubt
		switch {
		case g.made:
		case g.look.size < smallestType, g.char != ' ' && !page.holds(g.box.midX(), g.box.midY()), g.look.unseen && !r.behindScan(g):
			g.gone = true
		default:
			doubts[i] = r.doubtOf(g)
			doubtful = doubtful || doubts[i] != noDoubt
		}
	}
	if doubtful {
		r.lookAt(doubts)
	}
	r.countHidden()
}

// behindScan reports whether a glyph without ink stands where a picture shows
// what it says. Where other text stands in its place, it only doubles that.
func (r *pageReader) behindScan(g *glyph) bool {
	for _, a := range r.areas {
		if a.image && a.box.holds(g.box.midX(), g.box.midY()) && a.box.area() > r.width*r.height/20 {
			return true
		}
	}
	return false
}

// doubtOf finds why a glyph may not be seen: an area that is painted later and
// lies over it, a colour near that of paper, a field under it.
func (r *pageReader) doubtOf(g *glyph) doubt {
	d := noDoubt
	if g.look.faint || g.look.unseen {
		d = background
	}
	for i, a := range r.areas {
		if a.rule || !a.filled && !a.image || !a.box.holds(g.box.midX(), g.box.midY()) {
			continue
		}
		if a.order > g.look.order {
			return doubt(i + 1)
		}
		d = background
	}
	return d
}

// lookAt paints the page and marks the doubtful stretches in which there is
// nothing to be seen. A black bar stays to be read as one.
func (r *pageReader) lookAt(doubts []doubt) {
	p := r.paint()
	if p == nil {
		return
	}
	for i := 0; i < len(r.glyphs); {
		if doubts[i] == noDoubt {
			i++
			continue
		}
		end := r.stretchEnd(i, doubts)
		around := r.around(i, end)
		if cover := doubts[i]; cover > background {
			around = around.meet(r.areas[cover-1].box)
		} else {
			around = box{around.left - 1, around.bottom - 1, around.right + 1, around.top + 1}
		}
		if plain, dark := p.isPlain(around); plain {
			r.drop(i, end, dark && (doubts[i] > background || r.glyphs[i].look.unseen))
		}
		i = end
	}
}

// stretchEnd gives the end of the stretch that is painted as glyph i is, on one
// line with it.
func (r *pageReader) stretchEnd(i int, doubts []doubt) int {
	a := &r.glyphs[i]
	for end := i + 1; end < len(r.glyphs); end++ {
		b := &r.glyphs[end]
		same := doubts[end] == doubts[i] && a.look.faint == b.look.faint && a.look.unseen == b.look.unseen && a.base-b.base < 1 && b.base-a.base < 1
		if !same && (!b.made || b.char == '\n' || b.char == '\r') {
			return end
		}
	}
	return len(r.glyphs)
}

// around is the box around the glyphs from i up to end.
func (r *pageReader) around(i, end int) box {
	b := r.glyphs[i].box
	for _, g := range r.glyphs[i:end] {
		if !g.made {
			b = b.union(g.box)
		}
	}
	return b
}

// drop leaves out the glyphs from i up to end. A bar takes their place where one
// is seen.
func (r *pageReader) drop(i, end int, bar bool) {
	around := r.around(i, end)
	for k := i; k < end; k++ {
		r.glyphs[k].gone, r.glyphs[k].judged = true, true
	}
	r.hidden++
	if bar {
		r.glyphs[i].char, r.glyphs[i].box, r.glyphs[i].gone, r.glyphs[i].bar = '█', around, false, true
	}
}

// countHidden counts the stretches that were hidden without a look at the page,
// and the characters behind a picture that are seen in it.
func (r *pageReader) countHidden() {
	gone := false
	for i := range r.glyphs {
		g := &r.glyphs[i]
		if g.made || g.char <= ' ' {
			continue
		}
		if g.gone && !gone && !g.judged {
			r.hidden++
		}
		if !g.gone && g.look.unseen {
			r.scanned++
		}
		gone = g.gone
	}
}

// picture is a painted page: four bytes a pixel.
type picture struct {
	pixels        []byte
	width, height int
	scale         float64 // pixels to a point
}

// paint paints the page as it is seen, annotations included; nil where it cannot be.
func (r *pageReader) paint() *picture {
	if r.width < 1 || r.height < 1 {
		return nil
	}
	p := &picture{scale: min(2, longestSide/max(r.width, r.height))}
	p.width, p.height = max(int(r.width*p.scale), 1), max(int(r.height*p.scale), 1)
	const fourBytes, white, withNotes = 3, 0xFFFFFFFF, 1
	bitmap := r.call("FPDFBitmap_CreateEx", uint64(p.width), uint64(p.height), fourBytes, 0, 0)
	if bitmap == 0 {
		return nil
	}
	defer r.call("FPDFBitmap_Destroy", bitmap)
	w, h := uint64(p.width), uint64(p.height)
	r.call("FPDFBitmap_FillRect", bitmap, 0, 0, w, h, white)
	r.call("FPDF_RenderPageBitmap", bitmap, r.ref, 0, 0, w, h, 0, withNotes)
	stride := r.call("FPDFBitmap_GetStride", bitmap)
	buffer := r.call("FPDFBitmap_GetBuffer", bitmap)
	data, ok := r.module.Memory().Read(uint32(buffer), uint32(stride*h))
	if r.err != nil || !ok || stride != 4*w {
		return nil
	}
	p.pixels = append([]byte(nil), data...)
	return p
}

// isPlain reports whether all of a box has one colour, but for specks, and
// whether that is dark.
func (p *picture) isPlain(b box) (plain, dark bool) {
	x1, x2 := p.clamp(b.left, p.width), p.clamp(b.right, p.width)
	y1, y2 := p.height-1-p.clamp(b.top, p.height), p.height-1-p.clamp(b.bottom, p.height)
	var levels [3][256]int
	n, light := 0, 0
	for y := y1; y <= y2; y++ {
		for x := x1; x <= x2; x++ {
			at := 4 * (y*p.width + x)
			for c := range levels {
				levels[c][p.pixels[at+c]]++
				light += int(p.pixels[at+c])
			}
			n++
		}
	}
	for c := range levels {
		if spread(&levels[c], n/100) > plainSpread {
			return false, false
		}
	}
	return true, light < n*3*100
}

// clamp turns points into a pixel that is on the picture.
func (p *picture) clamp(points float64, size int) int {
	return min(max(int(points*p.scale), 0), size-1)
}

// spread is how far the levels lie apart, without the outermost few.
func spread(levels *[256]int, few int) int {
	low, high := 0, 255
	for rest := few; low < 255 && levels[low] <= rest; low++ {
		rest -= levels[low]
	}
	for rest := few; high > 0 && levels[high] <= rest; high-- {
		rest -= levels[high]
	}
	return high - low
}
