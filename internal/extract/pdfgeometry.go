package extract

import "math"

// box is a rectangle on a page, in points; y grows upwards.
type box struct{ left, bottom, right, top float64 }

func (b box) width() float64  { return b.right - b.left }
func (b box) height() float64 { return b.top - b.bottom }
func (b box) midX() float64   { return (b.left + b.right) / 2 }
func (b box) midY() float64   { return (b.bottom + b.top) / 2 }
func (b box) area() float64   { return max(b.width(), 0) * max(b.height(), 0) }

// holds reports whether a point is in the box.
func (b box) holds(x, y float64) bool {
	return b.left <= x && x <= b.right && b.bottom <= y && y <= b.top
}

// union is the smallest box around both.
func (b box) union(c box) box {
	return box{min(b.left, c.left), min(b.bottom, c.bottom), max(b.right, c.right), max(b.top, c.top)}
}

// matrix maps a point (x, y) to (ax+cy+e, bx+dy+f), as the PDF format writes it.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// then is the mapping by m followed by the mapping by n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) point(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// box is the smallest upright box around the image of b.
func (m matrix) box(b box) box {
	x1, y1 := m.point(b.left, b.bottom)
	x2, y2 := m.point(b.right, b.top)
	x3, y3 := m.point(b.left, b.top)
	x4, y4 := m.point(b.right, b.bottom)
	return box{min(x1, x2, x3, x4), min(y1, y2, y3, y4), max(x1, x2, x3, x4), max(y1, y2, y3, y4)}
}

// scale is how much the mapping enlarges what is upright.
func (m matrix) scale() float64 { return math.Hypot(m.c, m.d) }

// quarters is the direction in which text runs, in quarter turns anticlockwise
// from upright; ok is false where it runs aslant.
func (m matrix) quarters() (turns int, ok bool) {
	angle := math.Atan2(m.b, m.a) / (math.Pi / 2)
	turns = int(math.Round(angle))
	return (turns + 4) % 4, math.Abs(angle-float64(turns)) < 0.05
}

// turned maps a page of the given size so that it is seen after so many quarter
// turns clockwise.
func turned(width, height float64, quarters int) matrix {
	switch quarters & 3 {
	case 1:
		return matrix{b: -1, c: 1, f: width}
	case 2:
		return matrix{a: -1, d: -1, e: width, f: height}
	case 3:
		return matrix{b: 1, c: -1, e: height}
	}
	return identity
}

// meet is what two boxes share.
func (b box) meet(c box) box {
	return box{max(b.left, c.left), max(b.bottom, c.bottom), min(b.right, c.right), min(b.top, c.top)}
}
