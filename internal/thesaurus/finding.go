// Package thesaurus holds the archive's controlled vocabularies (countries,
// themes, kinds of documents) as data files, and finds them in text.
package thesaurus

// Finding is an entry of the thesaurus found in a text, with the words that
// earned it.
type Finding struct {
	ID    string   // a country's code or a theme's id
	Words []string // as printed, distinct, in order of appearance
}
