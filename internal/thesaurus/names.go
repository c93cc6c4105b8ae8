package thesaurus

import "strings"

// name is what a phrase of a vocabulary of names stands for.
type name struct {
	id       string
	doubtful bool // other words of the text may show that it is not meant
}

// unnamed is what a phrase stands for in which nothing is named, whatever
// names it holds ("North American").
var unnamed = name{}

// eachName visits what the text names, with the words as printed. The longest
// name wins and uses up its words.
func eachName(l *lexicon[name], t *text, visit func(n name, printed string)) {
	for i := 0; i < len(t.words); {
		n, length := longest(l, t, i)
		if n != unnamed {
			visit(n, strings.Trim(t.quote(i, length), ", "))
		}
		i += max(length, 1)
	}
}

// longest gives what the longest phrase at a word stands for. Of two as long,
// the one that names nothing wins.
func longest(l *lexicon[name], t *text, first int) (n name, length int) {
	l.at(t, first, func(entry name, took int) {
		if took > length || took == length && entry == unnamed {
			n, length = entry, took
		}
	})
	return n, length
}

// addUnnamed makes known the phrases that name nothing.
func addUnnamed(l *lexicon[name], phrases []string) error {
	for _, phrase := range phrases {
		if err := l.add(phrase, style{plural: true}, unnamed); err != nil {
			return errPhrase(phrase, err)
		}
	}
	return nil
}
