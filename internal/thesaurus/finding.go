// Package thesaurus holds the archive's controlled vocabularies (countries,
// groups of them, themes, kinds of documents) as data files that a person can
// edit, and finds them in text.
package thesaurus

import (
	"cmp"
	"slices"

	"communique/internal/normalize"
)

// Finding is an entry of the thesaurus found in a text, with the words that
// earned it.
type Finding struct {
	ID    string   // a country's code or a theme's id
	Words []string // as printed, distinct, in order of appearance
}

// findings gathers what is found, by id, in order of appearance.
type findings struct {
	list []Finding
	seen map[[2]string]bool // id and folded words
}

// add notes words that earned an entry. Words that differ from earlier ones
// only in capitals or accents are not noted again.
func (f *findings) add(id, printed string) {
	key := [2]string{id, normalize.Fold(printed)}
	if f.seen[key] {
		return
	}
	if f.seen == nil {
		f.seen = map[[2]string]bool{}
	}
	f.seen[key] = true
	i := slices.IndexFunc(f.list, func(x Finding) bool { return x.ID == id })
	if i < 0 {
		f.list, i = append(f.list, Finding{ID: id}), len(f.list)
	}
	f.list[i].Words = append(f.list[i].Words, printed)
}

// drop takes away the findings whose id is as said.
func (f *findings) drop(is func(id string) bool) {
	f.list = slices.DeleteFunc(f.list, func(x Finding) bool { return is(x.ID) })
}

func (f *findings) sorted() []Finding {
	slices.SortFunc(f.list, func(a, b Finding) int { return cmp.Compare(a.ID, b.ID) })
	return f.list
}
