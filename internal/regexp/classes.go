package regexp

import (
	"regexp/syntax"
	"slices"
	"unicode"
)

// classes parts all characters into those that a program cannot tell apart.
type classes struct {
	low     [0x800]uint16 // of the characters that most texts are made of
	from    []rune        // where a stretch of characters of one class begins
	class   []uint16      // of each stretch
	example []rune        // a character of each class
	count   int
}

// endOfText is the class of what stands behind the last character.
const endOfText = 0

// of gives the class of a character.
func (c *classes) of(r rune) int {
	if r < rune(len(c.low)) {
		return int(c.low[r])
	}
	at, found := slices.BinarySearch(c.from, r)
	if !found {
		at--
	}
	return int(c.class[at])
}

func classesOf(program *syntax.Prog) *classes {
	c := &classes{example: []rune{noRune}, count: 1}
	readers := readersOf(program)
	known := map[string]uint16{}
	for _, r := range bounds(readers) {
		key := make([]byte, 0, len(readers)+1)
		key = append(key, side(r))
		for _, in := range readers {
			key = append(key, yes(in.MatchRune(r)))
		}
		class, ok := known[string(key)]
		if !ok {
			class = uint16(c.count)
			known[string(key)] = class
			c.example = append(c.example, r)
			c.count++
		}
		c.from, c.class = append(c.from, r), append(c.class, class)
	}
	c.fillLow()
	return c
}

// fillLow notes the classes of the low characters, so that they are not sought.
func (c *classes) fillLow() {
	stretch := 0
	for r := range c.low {
		for stretch+1 < len(c.from) && c.from[stretch+1] <= rune(r) {
			stretch++
		}
		c.low[r] = c.class[stretch]
	}
}

func yes(b bool) byte {
	if b {
		return 'y'
	}
	return 'n'
}

// readersOf gives the instructions that read a character, alike ones once.
func readersOf(program *syntax.Prog) []*syntax.Inst {
	var readers []*syntax.Inst
	for i := range program.Inst {
		in := &program.Inst[i]
		switch in.Op {
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			// Arg says whether the case of a single character matters.
			alike := func(other *syntax.Inst) bool { return other.Arg == in.Arg && slices.Equal(other.Rune, in.Rune) }
			if !slices.ContainsFunc(readers, alike) {
				readers = append(readers, in)
			}
		}
	}
	return readers
}

// bounds gives the characters, from the first, at which what some instruction or
// assertion makes of them may change.
func bounds(readers []*syntax.Inst) []rune {
	all := []rune{0}
	stretch := func(from, to rune) { all = append(all, from, to+1) }
	stretch('\n', '\n')
	stretch('0', '9')
	stretch('A', 'Z')
	stretch('_', '_')
	stretch('a', 'z')
	for _, in := range readers {
		if len(in.Rune) == 1 { // perhaps in either case
			stretch(in.Rune[0], in.Rune[0])
			for r := unicode.SimpleFold(in.Rune[0]); r != in.Rune[0]; r = unicode.SimpleFold(r) {
				stretch(r, r)
			}
			continue
		}
		for i := 0; i+1 < len(in.Rune); i += 2 {
			stretch(in.Rune[i], in.Rune[i+1])
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
