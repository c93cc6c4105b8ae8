package thesaurus

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxHyphens bounds the ways of writing one phrase: each hyphen doubles them.
const maxHyphens = 4

var (
	errNoWord  = errors.New("holds no word")
	errHyphens = fmt.Errorf("has more than %d hyphens", maxHyphens)
	errStar    = errors.New(`has "*" elsewhere than at the end of a word of three letters or more`)
)

// phrase is one way of writing an entry's words, ready to be compared.
type phrase []phraseWord

type phraseWord struct {
	fold  string
	stem  bool   // any word that begins so
	exact string // not empty: as printed, full stops aside
	cased bool   // must begin with a capital
	small bool   // must begin with a small letter
	marks string // not empty: in small letters with its accents, which it must have
}

// style says how the words of a vocabulary may vary in print.
type style struct {
	plural bool // the last word also in the plural
	cased  bool // a word written with a capital needs it in print
	small  bool // a word written small needs that in print: "russo" is Russian, Mr Russo no Russian
	marks  bool // a short word written with accents needs them in print
}

// shortWord is how many letters a word may have to need its accents: "Irã" is a
// country and "IRA" none.
const shortWord = 4

// phrases compiles what an editor wrote into the ways it may be printed:
//   - a space stands for a space or a hyphen, a hyphen for a space, a hyphen or nothing;
//   - a word ending in "*" stands for all words that begin so;
//   - a word of capitals alone ("US", "FTF") counts only in capitals;
//   - accents, other capitals and the form of quotation marks do not matter.
func phrases(written string, st style) ([]phrase, error) {
	if strings.Count(written, "-") > maxHyphens {
		return nil, errHyphens
	}
	var all []phrase
	for _, spelling := range spellings(written) {
		p, err := parsePhrase(spelling, st)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
		for _, word := range attached(p[0].fold) {
			all = append(all, append(phrase{{fold: word, stem: p[0].stem}}, p[1:]...))
		}
		if last := p[len(p)-1]; st.plural && !last.stem {
			for _, plural := range plurals(last) {
				all = append(all, append(slices.Clone(p[:len(p)-1]), plural))
			}
		}
	}
	return all, nil
}

// spellings gives every way to keep or to close up the hyphens of a phrase.
func spellings(written string) []string {
	before, after, found := strings.Cut(written, "-")
	if !found {
		return []string{written}
	}
	var all []string
	for _, rest := range spellings(after) {
		all = append(all, before+" "+rest, before+rest)
	}
	return all
}

func parsePhrase(written string, st style) (phrase, error) {
	starred := strings.Count(written, "*")
	var p phrase
	empty := true
	for s := (splitter{text: written}); s.scan(); {
		w, fold := s.last, s.last.fold(written)
		printed := undotted(written[w.start:w.end])
		pw := phraseWord{fold: fold, cased: st.cased && startsUpper(printed), small: st.small && startsLower(printed)}
		if isAcronym(printed) {
			pw.exact = printed
		}
		if st.marks && strings.ToLower(printed) != fold && utf8.RuneCountInString(printed) <= shortWord {
			pw.marks = strings.ToLower(printed)
		}
		empty = empty && (w.kind == breakToken || w.kind == commaToken)
		if endsInStar(written[w.end:]) && utf8.RuneCountInString(fold) >= 3 {
			pw.stem = true
			starred--
		}
		p = append(p, pw)
	}
	if starred != 0 {
		return nil, errStar
	}
	if empty {
		return nil, errNoWord
	}
	return p, nil
}

// endsInStar says whether the word before the rest of a phrase ends in "*".
func endsInStar(rest string) bool { return rest == "*" || strings.HasPrefix(rest, "* ") }

// isAcronym says whether a word is written in two or more capitals alone.
func isAcronym(word string) bool {
	letters := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 2
}

// plurals gives the regular plurals of a word.
func plurals(w phraseWord) []phraseWord {
	if len(w.fold) < 3 || strings.HasSuffix(w.fold, "s") || w.fold[len(w.fold)-1] >= utf8.RuneSelf {
		return nil
	}
	with := func(cut int, ending string) phraseWord {
		p := w
		p.fold = w.fold[:len(w.fold)-cut] + ending
		if w.exact != "" {
			p.exact = w.exact + ending
		}
		return p
	}
	switch {
	case w.exact != "":
		return []phraseWord{with(0, "s")}
	case strings.HasSuffix(w.fold, "y"):
		return []phraseWord{with(0, "s"), with(1, "ies")}
	case strings.HasSuffix(w.fold, "ch"), strings.HasSuffix(w.fold, "sh"), strings.HasSuffix(w.fold, "x"):
		return []phraseWord{with(0, "es"), with(0, "s")}
	}
	return []phraseWord{with(0, "s")}
}

// allows says whether the word as printed keeps the capitals asked for. The
// plural of an acronym may be all in capitals, as in a heading.
func (w phraseWord) allows(printed string) bool {
	if w.exact != "" {
		printed = undotted(printed)
		return printed == w.exact || printed == strings.ToUpper(w.exact)
	}
	if w.marks != "" && strings.ToLower(printed) != w.marks {
		return false
	}
	return (!w.cased || startsUpper(printed)) && (!w.small || startsLower(printed))
}

func startsUpper(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first)
}

func startsLower(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(first)
}

func undotted(word string) string { return strings.ReplaceAll(word, ".", "") }
