package thesaurus

import "errors"

// Theme is a subject of the controlled vocabulary, with the words that earn
// it for a section of a document.
type Theme struct {
	ID     string   `yaml:"id"`
	Label  string   `yaml:"label"`
	Scope  string   `yaml:"scope"`  // one line: what belongs here
	Strong []string `yaml:"strong"` // words that speak of this theme and no other
	Weak   []string `yaml:"weak"`   // words that point to it where several meet
	Not    []string `yaml:"not"`    // phrases in which its words do not count
}

func (th Theme) check() error {
	switch {
	case !idForm.MatchString(th.ID):
		return errID
	case th.Label == "":
		return errLabel
	case th.Scope == "":
		return errors.New("has no scope")
	case len(th.Strong) == 0:
		return errors.New("has no strong words")
	}
	return checkRepeats(th.Strong, th.Weak, th.Not)
}

// weight is what a term is worth to its theme.
type weight int

const (
	notAtAll weight = 0
	weak     weight = 1
	strong   weight = 2
)

// term is what a phrase is worth, and to which theme.
type term struct {
	theme  int // its place in the vocabulary
	phrase int // its place among the theme's phrases
	weight weight
}

// terms gives all phrases of the theme, with what they are worth.
func (th Theme) terms(theme int) (phrases []string, terms []term) {
	add := func(w weight, list []string) {
		for _, phrase := range list {
			terms = append(terms, term{theme, len(phrases), w})
			phrases = append(phrases, phrase)
		}
	}
	add(strong, th.Strong)
	add(weak, th.Weak)
	add(notAtAll, th.Not)
	return phrases, terms
}

// addTo makes the theme's words known to the lexicon.
func (th Theme) addTo(l *lexicon[term], theme int) error {
	phrases, terms := th.terms(theme)
	for i, phrase := range phrases {
		if err := l.add(phrase, style{plural: true}, terms[i]); err != nil {
			return errPhrase(phrase, err)
		}
	}
	return nil
}
