package extract

import (
	"cmp"
	"slices"
)

// column is a part of a page that is read from its top to its foot before
// anything else is.
type column struct {
	runs []glyphRun
	box  box
}

// Bounds of what is taken for columns of text. Labels before paragraphs, cells of
// tables and names beside one another are none.
const (
	columnLines = 4    // lines that a column has at least
	columnWidth = 12   // characters that half of its lines have at least
	columnFill  = 0.55 // share of the column's width that half of its lines fill
	maxColumns  = 4
)

// columnsOf cuts a page into columns, in the order in which they are read.
// Headings across the page end the columns above them.
func columnsOf(runs []glyphRun, areas []area, depth int) []*column {
	whole := []*column{newColumn(runs)}
	if len(runs) < 2*columnLines || depth == maxColumns {
		return whole
	}
	gutter, ok := findGutter(runs)
	if !ok {
		return whole
	}
	var all []*column
	cut := false
	for _, band := range bandsOf(runs, gutter) {
		left, right := band.sides(gutter)
		if !band.wall && isColumn(left) && isColumn(right) && !isRuled(band.runs, areas, gutter) {
			all = append(all, columnsOf(left, areas, depth+1)...)
			all = append(all, columnsOf(right, areas, depth+1)...)
			cut = true
		} else {
			all = append(all, newColumn(band.runs))
		}
	}
	if !cut {
		return whole
	}
	return joinColumns(all)
}

func newColumn(runs []glyphRun) *column {
	c := &column{runs: runs}
	for i, r := range runs {
		if i == 0 {
			c.box = r.box
		}
		c.box = c.box.union(r.box)
	}
	return c
}

// joinColumns joins neighbours that stand below one another and are no columns.
func joinColumns(all []*column) []*column {
	joined := all[:1]
	for _, c := range all[1:] {
		last := joined[len(joined)-1]
		if near(c.box.left, last.box.left, 40) && near(c.box.right, last.box.right, 40) && c.box.top <= last.box.bottom+4 {
			last.runs = append(last.runs, c.runs...)
			last.box = last.box.union(c.box)
			continue
		}
		joined = append(joined, c)
	}
	return joined
}

// findGutter finds the place between the sides of a page that the fewest lines
// cross.
func findGutter(runs []glyphRun) (float64, bool) {
	c := newColumn(runs)
	from, to := c.box.left+c.box.width()*0.15, c.box.right-c.box.width()*0.15
	best, fewest, width := 0.0, len(runs), 0
	const step = 1.5
	for x, wide := from, 0; x < to; x += step {
		crossing := 0
		for i := range runs {
			if runs[i].box.left < x && x < runs[i].box.right {
				crossing++
			}
		}
		if crossing != fewest {
			wide = 0
		}
		if crossing <= fewest {
			if wide++; crossing < fewest || wide > width {
				best, fewest, width = x-step*float64(wide-1)/2, crossing, wide
			}
		}
	}
	return best, width > 2 && fewest*3 < len(runs)
}

// band is a stretch of a page between lines that cross the gutter, or such a line.
type band struct {
	runs []glyphRun
	wall bool
}

// bandsOf cuts the page at the lines that cross the gutter.
func bandsOf(runs []glyphRun, gutter float64) []band {
	runs = slices.Clone(runs)
	slices.SortStableFunc(runs, func(a, b glyphRun) int { return cmp.Compare(b.base, a.base) })
	var bands []band
	for _, r := range runs {
		wall := r.box.left < gutter && gutter < r.box.right
		if n := len(bands); n > 0 && bands[n-1].wall == wall {
			bands[n-1].runs = append(bands[n-1].runs, r)
			continue
		}
		bands = append(bands, band{[]glyphRun{r}, wall})
	}
	return bands
}

// sides gives what stands on either side of the gutter.
func (b band) sides(gutter float64) (left, right []glyphRun) {
	for _, r := range b.runs {
		if r.box.midX() < gutter {
			left = append(left, r)
		} else {
			right = append(right, r)
		}
	}
	return left, right
}

// isColumn reports whether runs are lines of text that fill a column.
func isColumn(runs []glyphRun) bool {
	groups := onLines(runs)
	if len(groups) < columnLines {
		return false
	}
	c := newColumn(runs)
	full, long := 0, 0
	for _, g := range groups {
		line := newColumn(g.runs)
		chars := 0
		for _, r := range g.runs {
			chars += r.chars
		}
		full += boolToInt(line.box.width() > c.box.width()*columnFill)
		long += boolToInt(chars >= columnWidth)
	}
	return full*2 >= len(groups) && long*2 >= len(groups)
}

// isRuled reports whether lines are drawn across the gutter between the runs, as
// in a table.
func isRuled(runs []glyphRun, areas []area, gutter float64) bool {
	c := newColumn(runs)
	var seen []float64
	for _, a := range areas {
		y := a.box.midY()
		if a.rule && a.box.left-3 < gutter && gutter < a.box.right+3 && c.box.bottom < y && y < c.box.top &&
			!slices.ContainsFunc(seen, func(s float64) bool { return near(s, y, 4) }) {
			seen = append(seen, y)
		}
	}
	return len(seen) >= 2
}
