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
)

// automaton follows all ways to match at once. A state is the set of them that
// what was read so far leaves open; states and the steps between them are
// worked out when a text first asks for them.
type automaton struct {
	anchored bool // a match begins with the text
	bounded  bool // whether it matches depends on the characters beside a place
	classes  *classes

	first atomic.Pointer[state]

	mu     sync.Mutex // for what follows
	walker walker
	states map[string]*state
}

// state is where the ways to match stand between two characters.
type state struct {
	at     []uint32                // instructions to be followed, in order
	before rune                    // stands for the character read last; noRune at the start of the text
	next   []atomic.Pointer[state] // by class of the next character; nil where not yet known
	final  bool                    // no further character changes the answer
}

// noRune stands beyond either end of a text, as for the syntax package.
const noRune = -1

// The answers.
var matched, failed = &state{final: true}, &state{final: true}

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

// forget drops all states but the first. A match under way keeps those it needs.
func (a *automaton) forget() {
	a.states = map[string]*state{}
	a.first.Store(a.newState([]uint32{a.walker.start()}, noRune))
}

func (a *automaton) newState(at []uint32, before rune) *state {
	return &state{at: at, before: before, next: make([]atomic.Pointer[state], a.classes.count)}
}

// matches reports whether text holds a match, and whether that is sure.
func (a *automaton) matches(text string) (matches, sure bool) {
	s, steps, low := a.first.Load(), 0, &a.classes.low
	for i := 0; i <= len(text); {
		class := endOfText
		switch {
		case i == len(text):
			i++
		case text[i] < utf8.RuneSelf:
			class = int(low[text[i]])
			i++
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			class = a.classes.of(r)
			i += size
		}
		next := s.next[class].Load()
		if next == nil {
			if steps++; steps > mostSteps {
				return false, false
			}
			next = a.step(s, class)
		}
		if next.final {
			return next == matched, true
		}
		s = next
	}
	return false, true
}

// step works out the state behind a character of a class and notes it.
func (a *automaton) step(s *state, class int) *state {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.classes.example[class]
	next := a.follow(s, r)
	s.next[class].Store(next)
	return next
}

// follow gives the state behind another one and the character r.
func (a *automaton) follow(s *state, r rune) *state {
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
	return a.state(at, r)
}

// state gives the one state of its kind.
func (a *automaton) state(at []uint32, before rune) *state {
	if !a.bounded {
		before = ' '
	}
	slices.Sort(at)
	at = slices.Compact(at)
	key := make([]byte, 0, 2*len(at)+1)
	key = append(key, side(before))
	for _, pc := range at {
		key = append(key, byte(pc), byte(pc>>8), byte(pc>>16))
	}
	if s := a.states[string(key)]; s != nil {
		return s
	}
	if len(a.states) >= mostStates {
		a.forget()
	}
	s := a.newState(at, before)
	a.states[string(key)] = s
	return s
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
