package search

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Bounds of a query. What goes beyond them is left out, with a note.
const (
	maxQueryRunes = 1000
	maxLeaves     = 64 // leaves of one query fit the bits of a uint64
	maxDepth      = 16
	minPrefix     = 2 // letters in front of a *
)

// node is a part of a query: and, or, not, word, phrase or prefix.
type node interface{ isNode() }

type (
	and    []node // two or more
	or     []node // two or more
	not    struct{ node node }
	word   leafText // in any of its forms
	phrase leafText // exactly as typed, but for case, accents and quote marks
	prefix leafText // words that begin so
)

func (and) isNode()    {}
func (or) isNode()     {}
func (not) isNode()    {}
func (word) isNode()   {}
func (phrase) isNode() {}
func (prefix) isNode() {}

// leafText is what was typed and where it is looked for.
type leafText struct {
	text  string
	scope scope
}

// scope is the part of a section that a leaf is looked for in.
type scope string

const (
	everywhere scope = ""
	inTitle    scope = "title"
	inHeading  scope = "heading"
)

// parse reads a query. It never fails: what makes no sense is read as nearly
// as can be, and the notes say how, in whole sentences. A nil node asks for
// everything.
func parse(query string) (node, []string) {
	p := &parser{}
	if runes := []rune(query); len(runes) > maxQueryRunes {
		query = string(runes[:maxQueryRunes])
		p.note("The query is long: only its first %d characters were read.", maxQueryRunes)
	}
	p.lexemes = lex(query, p.note)
	n := p.or(0)
	for !p.done() { // a closing parenthesis too many
		p.note("A closing parenthesis has no opening one; it was left out.")
		p.at++
		n = join(n, p.or(0))
	}
	if n == nil && len(p.notes) == 0 && strings.TrimSpace(query) != "" {
		p.note("The query holds no word to search for; it was left out.")
	}
	return n, p.notes
}

type parser struct {
	lexemes []lexeme
	at      int
	scope   scope
	leaves  int
	notes   []string
}

// note adds a sentence once.
func (p *parser) note(format string, args ...any) {
	if s := fmt.Sprintf(format, args...); !slices.Contains(p.notes, s) {
		p.notes = append(p.notes, s)
	}
}

func (p *parser) done() bool { return p.at >= len(p.lexemes) }

func (p *parser) is(k lexemeKind) bool { return !p.done() && p.lexemes[p.at].kind == k }

// or reads alternatives. OR binds less tightly than standing side by side.
func (p *parser) or(depth int) node {
	var alternatives or
	dangling := false
	for {
		n := p.and(depth)
		if n != nil {
			alternatives = append(alternatives, n)
		}
		if n == nil && (dangling || p.is(orWord)) {
			p.note("An OR needs something on both sides; it was left out.")
		}
		if !p.is(orWord) {
			break
		}
		p.at++
		dangling = true
	}
	return alternatives.simple()
}

// and reads what stands side by side.
func (p *parser) and(depth int) node {
	var parts and
	for !p.done() && !p.is(orWord) && !p.is(closing) {
		if n := p.unary(depth); n != nil {
			parts = append(parts, n)
		}
	}
	return parts.simple()
}

// unary reads one part, which may be negated. It moves on by one lexeme at
// least.
func (p *parser) unary(depth int) node {
	negated := false
	for p.is(minus) {
		negated = true
		p.at++
	}
	n := p.primary(depth)
	if n == nil || !negated {
		return n
	}
	return not{n}
}

func (p *parser) primary(depth int) node {
	if p.done() || p.is(orWord) || p.is(closing) {
		p.note("A “-” has nothing behind it; it was left out.")
		return nil
	}
	l := p.lexemes[p.at]
	p.at++
	switch l.kind {
	case field:
		return p.scoped(l.text, depth)
	case opening:
		return p.group(depth)
	case quoted:
		return p.leaf(phrase{l.text, p.scope}, l.text)
	}
	return p.word(l.text)
}

// scoped reads what stands behind "title:" or "heading:".
func (p *parser) scoped(name string, depth int) node {
	if p.done() || p.is(orWord) || p.is(closing) {
		p.note("“%s:” has nothing behind it; it was left out.", name)
		return nil
	}
	outer := p.scope
	p.scope = scope(name)
	defer func() { p.scope = outer }()
	return p.unary(depth)
}

func (p *parser) group(depth int) node {
	if depth >= maxDepth {
		p.note("The parentheses are nested too deeply; the innermost were left out.")
		return nil
	}
	n := p.or(depth + 1)
	if p.is(closing) {
		p.at++
	} else {
		p.note("A parenthesis is not closed; it was read as if it closed at the end.")
	}
	return n
}

// word makes a word, or a prefix where a * ends it.
func (p *parser) word(text string) node {
	bare := strings.TrimLeft(text, "*")
	stem, rest, starred := strings.Cut(bare, "*")
	if countWordRunes(stem) > 0 && (len(bare) < len(text) || rest != "") {
		p.note("A * stands for the end of a word only; “%s” was searched for.", stem)
	}
	if !starred {
		return p.leaf(word{stem, p.scope}, stem)
	}
	if n := countWordRunes(stem); n < minPrefix {
		if n == 0 {
			return nil
		}
		p.note("A * needs at least %d letters in front of it.", minPrefix)
		return p.leaf(word{stem, p.scope}, stem)
	}
	return p.leaf(prefix{stem, p.scope}, stem)
}

// leaf counts n, and drops it where it is empty or one too many.
func (p *parser) leaf(n node, text string) node {
	if countWordRunes(text) == 0 {
		return nil
	}
	if p.leaves == maxLeaves {
		p.note("The query has many words: only the first %d were read.", maxLeaves)
		return nil
	}
	p.leaves++
	return n
}

func countWordRunes(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			n++
		}
	}
	return n
}

func join(a, b node) node {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	return and{a, b}
}

// simple is nothing, the only part, or all parts without a layer too many.
func (a and) simple() node {
	if len(a) == 0 {
		return nil
	}
	if len(a) == 1 {
		return a[0]
	}
	var flat and
	for _, n := range a {
		if inner, ok := n.(and); ok {
			flat = append(flat, inner...)
			continue
		}
		flat = append(flat, n)
	}
	return flat
}

func (o or) simple() node {
	switch len(o) {
	case 0:
		return nil
	case 1:
		return o[0]
	}
	return o
}
