package regexp

import (
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

const (
	// mostStates bounds the memory of an automaton: beyond it, all is forgotten.
	mostStates = 4000
	// mostSteps bounds what is worked out for one text. A text that asks for more
	// is left to the standard package.
	mostSteps = 2000
	// fewStates is how many the first table has room for.
	fewStates = 8
)

// automaton follows all ways to match at once. A state is the set of them that
// what was read so far leaves open; states and the steps between them are
// worked out when a text first asks for them.
type automaton struct {
	anchored bool // a match begins with the text
	bounded  bool // whether it matches depends on the characters beside a place
	classes  *classes

	table atomic.Pointer[table] // read by all matches, changed under mu

	mu     sync.Mutex // for what follows
	walker walker
	states []state // by number, as their rows stand in the table
	known  map[string]int32
}

// state is where the ways to match stand between two characters.
type state struct {
	at     []uint32 // instructions to be followed, in order
	before rune     // stands for the character read last; noRune at the start of the text
}

// table holds a row for each state, and in it where each class of the next
// character leads: to a row, or to an answer. It grows into a new one.
type table struct {
	next  []atomic.Int32
	round int // how often all was forgotten before
}

// Where a step leads, where to no row: they are below all rows but the first,
// which none leads to.
const (
	unknown = 0
	matched = 1
	failed  = 2
)

// firstRow is where the row of the start of a text stands.
const firstRow = 0

// noRune stands beyond either end of a text, as for the syntax package.
const noRune = -1

func newAutomaton(program *syntax.Prog) *automaton {
	a := &automaton{classes: classesOf(program), walker: walker{program: program, seen: make([]uint32, len(program.Inst))}}
	a.anchored = a.walker.isAnchored()
	a.bounded = slices.ContainsFunc(program.Inst, func(i syntax.Inst) bool {
		const ends = syntax.EmptyBeginText | syntax.EmptyEndText
		return i.Op == syntax.InstEmptyWidth && syntax.EmptyOp(i.Arg)&^ends != 0
	})
	a.forget()
	return a
}

// forget drops all states but the first. A match under way keeps its table.
func (a *automaton) forget() {
	round := 0
	if t := a.table.Load(); t != nil {
		round = t.round + 1
	}
	a.states, a.known = []state{{at: []uint32{a.walker.start()}, before: noRune}}, map[string]int32{}
	a.table.Store(&table{next: make([]atomic.Int32, fewStates*a.classes.count), round: round})
}

// matches reports whether text holds a match, and whether that is sure.
func (a *automaton) matches(text string) (matches, sure bool) {
	t, row, low := a.table.Load(), int32(firstRow), &a.classes.low
	steps := 0
	for i := 0; i <= len(text); {
		class, size := int32(endOfText), 1
		if i < len(text) {
			if c := text[i]; c < utf8.RuneSelf {
				class = int32(low[c])
			} else {
				class, size = a.classOf(text[i:])
			}
		}
		next := t.next[row+class].Load()
		if next == unknown {
			if steps++; steps > mostSteps {
				return false, false
			}
			if t, next = a.step(t, row, class); t == nil {
				return false, false
			}
		}
		if next <= failed {
			return next == matched, true
		}
		row = next
		i += size
	}
	return false, true
}

// classOf gives the class of the first character of a text, and its length.
func (a *automaton) classOf(text string) (class int32, size int) {
	r, size := utf8.DecodeRuneInString(text)
	return int32(a.classes.of(r)), size
}

// step works out where a character of a class leads from a row and notes it. It
// gives the table that holds the row it leads to; none where the row was
// forgotten since.
func (a *automaton) step(t *table, row, class int32) (*table, int32) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.table.Load().round != t.round {
		return nil, unknown
	}
	next := a.follow(a.states[int(row)/a.classes.count], a.classes.example[class])
	now := a.table.Load()
	if now.round != t.round {
		return nil, unknown
	}
	now.next[row+class].Store(next)
	return now, next
}

// follow gives where the character r leads from a state.
func (a *automaton) follow(s state, r rune) int32 {
	holds := syntax.EmptyOpContext(s.before, r)
	a.walker.from(s.at)
	if !a.anchored {
		a.walker.todo = append(a.walker.todo, a.walker.start())
	}
	var at []uint32
	matches := false
	a.walker.walk(holds, func(in *syntax.Inst) {
		switch {
		case in.Op == syntax.InstMatch:
			matches = true
		case r != noRune && in.MatchRune(r):
			at = append(at, in.Out)
		}
	})
	if matches {
		return matched
	}
	if r == noRune || len(at) == 0 && a.anchored {
		return failed
	}
	return a.row(at, r)
}

// row gives the row of the one state of its kind.
func (a *automaton) row(at []uint32, before rune) int32 {
	if !a.bounded {
		before = ' '
	}
	slices.Sort(at)
	at = slices.Compact(at)
	key := make([]byte, 0, 3*len(at)+1)
	key = append(key, side(before))
	for _, pc := range at {
		key = append(key, byte(pc), byte(pc>>8), byte(pc>>16))
	}
	if row, ok := a.known[string(key)]; ok {
		return row
	}
	if len(a.states) >= mostStates {
		a.forget()
	}
	row := int32(len(a.states) * a.classes.count)
	a.states = append(a.states, state{at: at, before: before})
	a.known[string(key)] = row
	a.grow(int(row) + a.classes.count)
	return row
}

// grow makes room for a number of entries. Who reads the smaller table still
// asks for what is noted in the larger one only, and is told again.
func (a *automaton) grow(entries int) {
	old := a.table.Load()
	if entries <= len(old.next) {
		return
	}
	larger := &table{next: make([]atomic.Int32, 2*entries), round: old.round}
	for i := range old.next {
		larger.next[i].Store(old.next[i].Load())
	}
	a.table.Store(larger)
}

// side tells the characters apart that assertions do.
func side(r rune) byte {
	switch {
	case r == '\n':
		return 'n'
	case syntax.IsWordChar(r):
		return 'w'
	}
	return ' '
}
