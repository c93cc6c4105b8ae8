package thesaurus

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"sync"
)

//go:embed data/*.yaml
var bundled embed.FS

// The data files of a thesaurus.
const (
	countriesFile   = "countries.yaml"
	collectivesFile = "collectives.yaml"
	themesFile      = "themes.yaml"
	kindsFile       = "kinds.yaml"
)

// Thesaurus is the controlled vocabularies, ready to be found in texts. It
// never changes and is safe for concurrent use; callers must not change the
// lists within the entries it returns.
type Thesaurus struct {
	countries   []Country
	collectives []Collective
	themes      []Theme
	kinds       []Kind

	words  *vocabulary   // of all phrases below
	names  lexicon[name] // of countries, by code
	doubts lexicon[name] // words that take doubtful names away, by code
	groups lexicon[name] // names of collectives, by id
	terms  lexicon[term] // words of themes
}

// Bundled gives the thesaurus of the data files that come with the program.
var Bundled = sync.OnceValue(func() *Thesaurus {
	t, err := Open("")
	if err != nil {
		panic("thesaurus: bundled data: " + err.Error()) // a test loads them: no input leads here
	}
	return t
})

// Open reads the data files in a directory. Where one is missing, the bundled
// file of that name stands in for it; without a directory all of them do.
func Open(dir string) (*Thesaurus, error) {
	base, err := fs.Sub(bundled, "data")
	if err != nil {
		return nil, fmt.Errorf("bundled data: %w", err)
	}
	if dir == "" {
		return Load(base)
	}
	if _, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("thesaurus directory: %w", err)
	}
	return Load(overlay{over: os.DirFS(dir), base: base})
}

// overlay opens a file of its upper layer, or else of its base.
type overlay struct{ over, base fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.over.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.base.Open(path.Clean(name))
	}
	return f, err
}

// Countries gives all countries in order of name.
func (t *Thesaurus) Countries() []Country { return slices.Clone(t.countries) }

// Themes gives all themes in order of label.
func (t *Thesaurus) Themes() []Theme { return slices.Clone(t.themes) }

// Kinds gives all kinds of documents in order of label.
func (t *Thesaurus) Kinds() []Kind { return slices.Clone(t.kinds) }

// Country gives the country of a code, if there is one.
func (t *Thesaurus) Country(code string) (Country, bool) {
	return first(t.countries, func(c Country) bool { return c.Code == code })
}

// Collective gives the group of countries of an id, if there is one.
func (t *Thesaurus) Collective(id string) (Collective, bool) {
	return first(t.collectives, func(c Collective) bool { return c.ID == id })
}

// Theme gives the theme of an id, if there is one.
func (t *Thesaurus) Theme(id string) (Theme, bool) {
	return first(t.themes, func(th Theme) bool { return th.ID == id })
}

// Kind gives the kind of document of an id, if there is one.
func (t *Thesaurus) Kind(id string) (Kind, bool) {
	return first(t.kinds, func(k Kind) bool { return k.ID == id })
}

func first[T any](list []T, is func(T) bool) (entry T, ok bool) {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i], true
	}
	return entry, false
}
