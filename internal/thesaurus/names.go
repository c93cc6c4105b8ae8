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
func eachName(l *lexicon[name], text string, visit func(n name, printed string)) {
	words := split(text)
	for i := 0; i < len(words); {
		n, length := longest(l, text, words[i:])
		if n != unnamed {
			visit(n, strings.Trim(text[words[i].start:words[i+length-1].end], ", "))
		}
		i += max(length, 1)
	}
}

// longest gives what the longest phrase at the first word stands for. Of two
// as long, the one that names nothing wins.
func longest(l *lexicon[name], text string, words []word) (n name, length int) {
	l.at(text, words, func(entry name, took int) {
		if took > length || took == length && entry == unnamed {
			n, length = entry, took
		}
	})
	return n, length
}

// addUnnamed makes known the phrases that name nothing.
func addUnnamed(l *lexicon[name], phrases []string) error {
	for _, phrase := range phrases {
		if err := l.add(phrase, style{}, unnamed); err != nil {
			return errPhrase(phrase, err)
		}
	}
	return nil
}
