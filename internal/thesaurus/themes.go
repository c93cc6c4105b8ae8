package thesaurus

import "slices"

// How a section earns a theme; themes.yaml says the same to its editors.
//
// Each different strong phrase gives 2 points, each different weak one 1; in
// the heading three times as much. A strong phrase that comes again gives 1
// more, three times at most. Weak phrases alone count only where three meet. How many
// points are enough grows with the length of the section: what one line says
// of drones makes them a subject of a short section, not of a long one.
const (
	headingFactor = 3
	repeatsCount  = 3   // so many repeats of a strong word count
	weakAlone     = 3   // so many different weak words do without a strong one
	enoughPoints  = 2   // for the shortest section
	mostPoints    = 5   // for the longest
	wordsPerPoint = 100 // each so many words of a section ask for a point more
)

// FindThemes finds the themes that a section clearly treats, in order of id,
// each with the words that earned it.
func (t *Thesaurus) FindThemes(heading string, paragraphs []string) []Finding {
	themes, _ := t.FindSubjects(heading, paragraphs)
	return themes
}

// FindSubjects finds the themes and the countries of a section in one reading:
// what FindThemes finds, and what FindCountries finds there and in what stands
// above the section.
func (t *Thesaurus) FindSubjects(heading string, paragraphs []string, above ...string) (themes, countries []Finding) {
	texts := slices.Concat([]string{heading}, paragraphs, above)
	tallies := make([]tally, len(t.themes))
	length := 0
	var named naming
	for i, in := range t.words.readAll(texts) {
		named.add(&t.names, in)
		switch {
		case i == 0:
			t.count(tallies, in, headingFactor)
		case i <= len(paragraphs):
			t.count(tallies, in, 1)
			length += in.length
		}
	}
	return t.earned(tallies, length), t.certain(&named, texts)
}

// earned gives the themes that a section of a length in words has earned.
func (t *Thesaurus) earned(tallies []tally, length int) []Finding {
	enough := min(enoughPoints+length/wordsPerPoint, mostPoints)
	var found findings
	for i, c := range tallies {
		if !c.earns(enough) {
			continue
		}
		for _, printed := range c.words {
			found.add(t.themes[i].ID, printed)
		}
	}
	return found.sorted()
}

// tally is what a section has gathered for one theme.
type tally struct {
	points int
	kinds  [strong + 1]int // how many different phrases of each weight
	words  []string        // as printed
	times  map[int]int     // how often each phrase came
	until  int             // words of this text before here are used up
}

func (c *tally) earns(enough int) bool {
	return c.points >= enough && (c.kinds[strong] > 0 || c.kinds[weak] >= weakAlone)
}

// add notes words that point to the theme.
func (c *tally) add(printed string, m match, factor int) {
	if c.times == nil {
		c.times = map[int]int{}
	}
	c.words = append(c.words, printed)
	c.times[m.phrase]++
	switch times := c.times[m.phrase]; {
	case times == 1:
		c.points += int(m.weight) * factor
		c.kinds[m.weight]++
	case m.weight == strong && times <= 1+repeatsCount:
		c.points++
	}
}

// count adds to the tallies what a text gives.
func (t *Thesaurus) count(tallies []tally, in *text, factor int) {
	for i := range tallies {
		tallies[i].until = 0
	}
	var best []match
	for i := range in.words {
		best = best[:0]
		t.terms.at(in, i, func(x term, length int) { best = keepLongest(best, match{x, length}) })
		for _, m := range best {
			c := &tallies[m.theme]
			if i < c.until {
				continue
			}
			c.until = i + m.length
			if m.weight != notAtAll {
				c.add(in.quote(i, m.length), m, factor)
			}
		}
	}
}

// match is a term found, and how many words it takes.
type match struct {
	term
	length int
}

// keepLongest keeps the longest match of each theme.
func keepLongest(best []match, m match) []match {
	i := slices.IndexFunc(best, func(b match) bool { return b.theme == m.theme })
	switch {
	case i < 0:
		return append(best, m)
	case m.beats(best[i]):
		best[i] = m
	}
	return best
}

// beats says whether a match is to be kept for another one: the longer of two,
// or else the one that does not count, or else the heavier.
func (m match) beats(other match) bool {
	if m.length != other.length {
		return m.length > other.length
	}
	if m.weight == notAtAll || other.weight == notAtAll {
		return m.weight == notAtAll
	}
	return m.weight > other.weight
}
