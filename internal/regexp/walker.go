package regexp

import "regexp/syntax"

// walker goes along the instructions of a program that read nothing. It keeps
// its room between walks.
type walker struct {
	program *syntax.Prog
	todo    []uint32 // instructions to be looked at
	seen    []uint32 // the walk in which each was
	round   uint32
}

func (w *walker) start() uint32 { return uint32(w.program.Start) }

// from begins a walk at some instructions.
func (w *walker) from(at []uint32) {
	w.round++
	w.todo = append(w.todo[:0], at...)
}

// walk visits the instructions that read a character or match, past the
// assertions that hold.
func (w *walker) walk(holds syntax.EmptyOp, visit func(*syntax.Inst)) {
	for len(w.todo) > 0 {
		pc := w.todo[len(w.todo)-1]
		w.todo = w.todo[:len(w.todo)-1]
		if w.seen[pc] == w.round {
			continue
		}
		w.seen[pc] = w.round
		switch in := &w.program.Inst[pc]; in.Op {
		case syntax.InstFail:
		case syntax.InstAlt, syntax.InstAltMatch:
			w.todo = append(w.todo, in.Out, in.Arg)
		case syntax.InstCapture, syntax.InstNop:
			w.todo = append(w.todo, in.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg)&^holds == 0 {
				w.todo = append(w.todo, in.Out)
			}
		default:
			visit(in)
		}
	}
}

// isAnchored reports whether nothing is read before the start of the text is
// asked for.
func (w *walker) isAnchored() bool {
	anchored := true
	w.from([]uint32{w.start()})
	w.walk(^syntax.EmptyBeginText, func(*syntax.Inst) { anchored = false })
	return anchored
}
