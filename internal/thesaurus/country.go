package thesaurus

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
)

// Country is an entry of ISO 3166-1, or the European Union.
type Country struct {
	Code     string   `yaml:"code"`     // ISO 3166-1 alpha-2, or EU
	Name     string   `yaml:"name"`     // as a page shows it: "United Kingdom"
	Short    string   `yaml:"short"`    // where room is scarce: "UK"; the name where no shorter is in use
	Names    []string `yaml:"names"`    // further names, in English and French
	Demonyms []string `yaml:"demonyms"` // adjectives and peoples
	World    []string `yaml:"world"`    // all of these in other languages
	Cased    []string `yaml:"cased"`    // of those above, which need their capital: "China", not "china"
	Not      []string `yaml:"not"`      // phrases in which no country is named: "North American"
	Unless   []string `yaml:"unless"`   // words that show, anywhere in a text, that the name is not the country's
}

var codeForm = regexp.MustCompile(`^[A-Z]{2}$`)

func (c Country) check() error {
	switch {
	case !codeForm.MatchString(c.Code):
		return errors.New("has no code of two capital letters")
	case c.Name == "":
		return errors.New("has no name")
	}
	for _, w := range c.Cased {
		if !slices.Contains(c.words(), w) {
			return fmt.Errorf("%q of cased is none of its names", w)
		}
	}
	return nil
}

// words gives every name and demonym of the country.
func (c Country) words() []string {
	return slices.Concat([]string{c.Name, c.Short}, c.Names, c.Demonyms, c.World)
}

// addTo makes the country's words known to the lexicons. Only the name itself
// is doubtful: a demonym or a longer name ("Republic of Georgia") is not.
func (c Country) addTo(names, doubts *lexicon[name]) error {
	for _, w := range distinct(c.words()) {
		st := style{plural: slices.Contains(c.Demonyms, w), cased: slices.Contains(c.Cased, w)}
		if slices.Contains(c.World, w) {
			st = style{plural: true, cased: true, small: true, marks: true}
		}
		if err := names.add(w, st, name{id: c.Code, doubtful: w == c.Name && len(c.Unless) > 0}); err != nil {
			return errPhrase(w, err)
		}
	}
	for _, w := range c.Unless {
		if err := doubts.add(w, style{}, name{id: c.Code}); err != nil {
			return errPhrase(w, err)
		}
	}
	return addUnnamed(names, c.Not)
}

// FindCountries finds the countries that the texts name, in order of code,
// each with the words that name it. The longest name wins and uses up its
// words: "Papua New Guinea" does not name Guinea. No name runs from one text
// into the next.
func (t *Thesaurus) FindCountries(texts ...string) []Finding {
	var named naming
	for _, in := range t.words.readAll(texts) {
		named.add(&t.names, in)
	}
	return t.certain(&named, texts)
}

// naming gathers the countries that texts name.
type naming struct {
	findings
	sure map[string]bool // those that a name without doubt stands for
}

// add notes what a text names.
func (n *naming) add(names *lexicon[name], in *text) {
	eachName(names, in, func(found name, printed string) {
		if n.sure == nil {
			n.sure = map[string]bool{}
		}
		n.findings.add(found.id, printed)
		n.sure[found.id] = n.sure[found.id] || !found.doubtful
	})
}

// certain gives the countries named but for those that the texts show to be
// none.
func (t *Thesaurus) certain(named *naming, texts []string) []Finding {
	named.drop(func(code string) bool { return !named.sure[code] && t.isDoubted(code, texts) })
	return named.sorted()
}

// isDoubted says whether the texts hold words that show a country's name to
// stand for something else.
func (t *Thesaurus) isDoubted(code string, texts []string) (doubted bool) {
	for _, in := range t.words.readAll(texts) {
		eachName(&t.doubts, in, func(n name, _ string) { doubted = doubted || n.id == code })
	}
	return doubted
}

// distinct drops repeated words (the short form is often the name).
func distinct(words []string) []string {
	sorted := slices.Clone(words)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
