package thesaurus

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"

	"communique/internal/normalize"
)

var (
	idForm      = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	errID       = errors.New("has no id of small letters, digits and hyphens")
	errLabel    = errors.New("has no label")
	errRepeated = errors.New("stands twice")
)

// errPhrase says which phrase of an entry is at fault.
func errPhrase(phrase string, err error) error { return fmt.Errorf("%q %w", phrase, err) }

// Load reads the data files countries.yaml, collectives.yaml, themes.yaml and
// kinds.yaml. Errors name the file and the entry at fault.
func Load(fsys fs.FS) (*Thesaurus, error) {
	words := newVocabulary()
	t := &Thesaurus{
		words: words, names: lexicon[name]{words: words}, doubts: lexicon[name]{words: words},
		groups: lexicon[name]{words: words}, terms: lexicon[term]{words: words},
	}
	for _, load := range []func(fs.FS) error{t.loadCountries, t.loadCollectives, t.loadThemes, t.loadKinds} {
		if err := load(fsys); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *Thesaurus) loadCountries(fsys fs.FS) error {
	entries, err := readEntries(fsys, countriesFile, func(c Country) string { return c.Code })
	if err != nil {
		return err
	}
	owners := map[string]string{} // the code that a name stands for
	for _, e := range entries {
		c := e.entry
		c.Short = cmp.Or(c.Short, c.Name)
		if err := cmp.Or(c.check(), claim(owners, c)); err != nil {
			return e.fault(c.Code, err)
		}
		if err := c.addTo(&t.names, &t.doubts); err != nil {
			return e.fault(c.Code, err)
		}
		t.countries = append(t.countries, c)
	}
	sortBy(t.countries, func(c Country) string { return c.Name })
	return nil
}

// claim notes the country's names as its own, and refuses one that another
// country has.
func claim(owners map[string]string, c Country) error {
	for _, name := range c.words() {
		if owner := owners[normalize.Fold(name)]; owner != "" && owner != c.Code {
			return fmt.Errorf("%q is a name of %s already", name, owner)
		}
		owners[normalize.Fold(name)] = c.Code
	}
	return nil
}

func (t *Thesaurus) loadCollectives(fsys fs.FS) error {
	entries, err := readEntries(fsys, collectivesFile, func(c Collective) string { return c.ID })
	if err != nil {
		return err
	}
	known := func(code string) bool { _, ok := t.Country(code); return ok }
	for _, e := range entries {
		c := e.entry
		if err := c.check(known); err != nil {
			return e.fault(c.ID, err)
		}
		if err := c.addTo(&t.groups); err != nil {
			return e.fault(c.ID, err)
		}
		c.Members = c.MembersIn(today)
		t.collectives = append(t.collectives, c)
	}
	sortBy(t.collectives, func(c Collective) string { return c.Label })
	return nil
}

func (t *Thesaurus) loadThemes(fsys fs.FS) error {
	entries, err := readEntries(fsys, themesFile, func(th Theme) string { return th.ID })
	if err != nil {
		return err
	}
	// terms know their theme by its place: the order must stand before they do
	sortBy(entries, func(e placed[Theme]) string { return e.entry.Label })
	for i, e := range entries {
		if err := e.entry.check(); err != nil {
			return e.fault(e.entry.ID, err)
		}
		if err := e.entry.addTo(&t.terms, i); err != nil {
			return e.fault(e.entry.ID, err)
		}
		t.themes = append(t.themes, e.entry)
	}
	return nil
}

func (t *Thesaurus) loadKinds(fsys fs.FS) error {
	entries, err := readEntries(fsys, kindsFile, func(k Kind) string { return k.ID })
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := e.entry.check(); err != nil {
			return e.fault(e.entry.ID, err)
		}
		t.kinds = append(t.kinds, e.entry)
	}
	sortBy(t.kinds, func(k Kind) string { return k.Label })
	return nil
}

// checkRepeats refuses a phrase that stands twice in the lists of an entry.
func checkRepeats(lists ...[]string) error {
	seen := map[string]bool{}
	for _, phrase := range slices.Concat(lists...) {
		if seen[normalize.Fold(phrase)] {
			return errPhrase(phrase, errRepeated)
		}
		seen[normalize.Fold(phrase)] = true
	}
	return nil
}

func sortBy[T any](list []T, label func(T) string) {
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(normalize.Fold(label(a)), normalize.Fold(label(b))) })
}
