package web

import (
	"fmt"
	"slices"
	"strconv"

	"communique/internal/archive"
	"communique/web/components"
)

// plotWords are the words around a plot.
type plotWords struct {
	id, title, caption, unit string
	height                   int
}

// Bounds of plots, in bars.
const (
	sparseFrom = 13  // from here on no figures stand over the bars
	tickEach   = 6   // up to here each year is named under the axis
	widestSpan = 150 // a longer stretch leaves out years without documents
)

// yearPlot draws how many there are of each year. Where of is not nil its
// figures are the outlines that counts fill. It is nil where fewer than two
// years have anything: there is nothing to compare.
func yearPlot(counts, of map[string]int, words plotWords) *components.Plot {
	outline := of
	if outline == nil {
		outline = counts
	}
	years := span(outline)
	if len(years) < 2 {
		return nil
	}
	plot := &components.Plot{
		ID: words.id, Title: words.title, Caption: words.caption, Unit: words.unit,
		Height: words.height, Sparse: len(years) >= sparseFrom,
	}
	most := 1
	for _, y := range years {
		most = max(most, outline[y], counts[y])
	}
	for i, y := range years {
		b := bar{place: i, places: len(years), value: counts[y], of: outline[y], most: most}
		plot.Bars = append(plot.Bars, b.view(y, plot))
	}
	plot.Ticks = ticks(years)
	return plot
}

// span is every year from the first to the last of counts.
func span(counts map[string]int) []string {
	var years []int
	for y, n := range counts {
		if v, err := strconv.Atoi(y); err == nil && n > 0 {
			years = append(years, v)
		}
	}
	if len(years) == 0 {
		return nil
	}
	slices.Sort(years)
	if first, last := years[0], years[len(years)-1]; last-first < widestSpan {
		years = years[:0]
		for y := first; y <= last; y++ {
			years = append(years, y)
		}
	}
	out := make([]string, len(years))
	for i, y := range years {
		out[i] = fmt.Sprintf("%04d", y)
	}
	return out
}

// bar is one year's figures and its place in the plot.
type bar struct {
	place, places, value, of, most int
}

func (b bar) view(name string, plot *components.Plot) components.Bar {
	slot := 100 / float64(b.places)
	width := min(slot*0.7, 9)
	middle := slot * (float64(b.place) + 0.5)
	floor := float64(plot.Floor())
	v := components.Bar{
		Name: name, Figure: number(b.value), Label: number(b.value),
		X: percent(middle - width/2), Middle: percent(middle), Width: percent(width),
	}
	if b.of != b.value {
		v.Figure = fmt.Sprintf("%s of %s", number(b.value), number(b.of))
		if b.places <= 4 {
			v.Label = v.Figure
		}
		v.OutlineHeight, v.OutlineY = pixels(b.height(b.of, plot)), pixels(floor-b.height(b.of, plot))
	}
	if b.value > 0 {
		v.Height, v.Y = pixels(b.height(b.value, plot)), pixels(floor-b.height(b.value, plot))
	}
	v.LabelY = pixels(floor - b.height(max(b.of, b.value), plot) - 6)
	return v
}

// height is how high n stands, in pixels; what is there at all can be seen.
func (b bar) height(n int, plot *components.Plot) float64 {
	if n == 0 {
		return 0
	}
	return max(2, float64(n)/float64(b.most)*float64(plot.BarRoom()))
}

// ticks name the years under the axis: all of a few, or the first and last.
func ticks(years []string) []components.Tick {
	if len(years) > tickEach {
		return []components.Tick{
			{X: "0%", Anchor: "start", Text: years[0]},
			{X: "100%", Anchor: "end", Text: years[len(years)-1]},
		}
	}
	marks := make([]components.Tick, len(years))
	for i, y := range years {
		marks[i] = components.Tick{X: percent(100 / float64(len(years)) * (float64(i) + 0.5)), Anchor: "middle", Text: y}
	}
	return marks
}

func percent(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) + "%" }

func pixels(y float64) string { return strconv.FormatFloat(y, 'f', 1, 64) }

// sizes are how many documents each group of a catalogue holds.
func sizes(groups map[string][]int) map[string]int {
	counts := make(map[string]int, len(groups))
	for name, places := range groups {
		counts[name] = len(places)
	}
	return counts
}

// yearsOf are how many of docs are of each year.
func yearsOf(docs []archive.Summary) map[string]int {
	return countBy(docs, func(d *archive.Summary) []string { return []string{d.Date.Year()} })
}

// countBy is how many of docs have each of the values that of gives.
func countBy(docs []archive.Summary, of func(*archive.Summary) []string) map[string]int {
	counts := map[string]int{}
	for i := range docs {
		for _, value := range of(&docs[i]) {
			counts[value]++
		}
	}
	return counts
}
