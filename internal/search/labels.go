package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// labels puts the values of the facets into words.
type labels struct{ thesaurus *thesaurus.Thesaurus }

// label is how a page prints a value, and whether anybody knows it.
func (l labels) label(group int, value string) (string, bool) {
	switch group {
	case groupCountry:
		if c, ok := l.thesaurus.Country(value); ok {
			return c.Name, true
		}
	case groupTheme:
		if t, ok := l.thesaurus.Theme(value); ok {
			return t.Label, true
		}
	case groupKind:
		if k, ok := l.thesaurus.Kind(value); ok {
			return k.Label, true
		}
	case groupYear:
		return labelYear(value)
	case groupStatus:
		return labelStatus(value)
	}
	return value, false
}

func labelYear(value string) (string, bool) {
	if value == archive.Undated {
		return "Undated", true
	}
	first, _ := days(archive.Date(value))
	return value, len(value) == len("2006") && first != 0
}

func labelStatus(value string) (string, bool) {
	switch value {
	case string(archive.Final):
		return "Final", true
	case string(archive.Draft):
		return "Draft", true
	case archive.Unstated:
		return "Not stated", true
	}
	return value, false
}

// inSentence is a label as it stands in the middle of a sentence: with a small
// letter, but for proper names and initials.
func inSentence(group int, label string) string {
	if group == groupCountry || group == groupTheme {
		return label
	}
	r, size := utf8.DecodeRuneInString(label)
	if next, _ := utf8.DecodeRuneInString(label[size:]); unicode.IsUpper(next) {
		return label
	}
	return string(unicode.ToLower(r)) + label[size:]
}

// list joins words as a sentence does.
func list(words []string, conjunction string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + conjunction + " " + words[last]
}
