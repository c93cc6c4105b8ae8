// Package regexp is the standard package for expressions that are asked of
// every line and hardly ever match. Whether an expression matches is told by an
// automaton that looks at each character once; where it does, the standard
// package says what matched. The answers are the same, for a twentieth of the
// time.
package regexp

import (
	"regexp"
	"regexp/syntax"
	"sync"
)

// Regexp is a compiled expression. It is safe for concurrent use.
type Regexp struct {
	*regexp.Regexp
	automaton func() *automaton // made when it is first asked
}

// MustCompile compiles an expression, and panics where it is none.
func MustCompile(expression string) *Regexp {
	return &Regexp{
		Regexp:    regexp.MustCompile(expression),
		automaton: sync.OnceValue(func() *automaton { return newAutomaton(program(expression)) }),
	}
}

// program is the expression as instructions. That it parses is known.
func program(expression string) *syntax.Prog {
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		panic(err)
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		panic(err)
	}
	return program
}

// MatchString reports whether s holds a match.
func (re *Regexp) MatchString(s string) bool {
	if matches, sure := re.automaton().matches(s); sure {
		return matches
	}
	return re.Regexp.MatchString(s)
}

// FindString gives the first match in s, or nothing.
func (re *Regexp) FindString(s string) string {
	if !re.MatchString(s) {
		return ""
	}
	return re.Regexp.FindString(s)
}

// FindStringIndex gives the place of the first match in s, or nil.
func (re *Regexp) FindStringIndex(s string) []int {
	if !re.MatchString(s) {
		return nil
	}
	return re.Regexp.FindStringIndex(s)
}

// FindStringSubmatch gives the first match in s and its groups, or nil.
func (re *Regexp) FindStringSubmatch(s string) []string {
	if !re.MatchString(s) {
		return nil
	}
	return re.Regexp.FindStringSubmatch(s)
}

// FindStringSubmatchIndex gives the places of the first match in s and its
// groups, or nil.
func (re *Regexp) FindStringSubmatchIndex(s string) []int {
	if !re.MatchString(s) {
		return nil
	}
	return re.Regexp.FindStringSubmatchIndex(s)
}

// FindAllString gives the first n matches in s, all of them where n is below 0.
func (re *Regexp) FindAllString(s string, n int) []string {
	if !re.MatchString(s) {
		return nil
	}
	return re.Regexp.FindAllString(s, n)
}

// FindAllStringSubmatchIndex gives the places of the first n matches in s and
// their groups, of all where n is below 0.
func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !re.MatchString(s) {
		return nil
	}
	return re.Regexp.FindAllStringSubmatchIndex(s, n)
}
