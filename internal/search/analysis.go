package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	segmenter "github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/registry"

	"communique/internal/normalize"
)

// Names of our analyzers in bleve's registry.
const (
	exactAnalyzerName = "communique_exact"
	stemsAnalyzerName = "communique_stems"
)

// A text is read in two ways. Its exact words are all its words, folded: that
// is what phrases and prefixes are looked for in. Its stems are what is left of
// them without possessives, stop words and endings: that is what words are
// looked for in. Both count positions alike, so that a stop word leaves a gap.
//
// Both read the text with its faults mended, and say where each word is printed.
// Folding comes before stemming, which treats "communiqués" and "communiques"
// differently.
var (
	stemFilters = []analysis.TokenFilter{
		en.NewPossessiveFilter(), stopFilter(englishStopWords()), en.NewEnglishStemmerFilter(),
	}
	exactAnalyzer = analyzer{foldFilter{}}
	stemsAnalyzer = append(analyzer{foldFilter{}}, stemFilters...)
)

// analyzer cuts mended texts into words and filters them.
type analyzer []analysis.TokenFilter

var tokenizer = segmenter.NewUnicodeTokenizer()

// Analyze implements bleve's analysis.Analyzer. The words stand at the bytes at
// which they are printed, whatever was repaired.
func (a analyzer) Analyze(input []byte) analysis.TokenStream {
	mended := normalize.Mend(string(input))
	stream := tokenizer.Tokenize([]byte(mended.Text))
	for _, t := range stream {
		t.Start, t.End = mended.Printed(t.Start, t.End)
	}
	for _, f := range a {
		stream = f.Filter(stream)
	}
	return stream
}

// bleve finds analyzers by name in its registry, and only there.
func init() {
	for name, analyzer := range map[string]analysis.Analyzer{exactAnalyzerName: exactAnalyzer, stemsAnalyzerName: stemsAnalyzer} {
		err := registry.RegisterAnalyzer(name, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
			return analyzer, nil
		})
		if err != nil {
			panic(err) // the name is taken: a fault of the program, not of its input
		}
	}
}

// token is a word of a text as the index knows it.
type token struct {
	term       string
	position   int // counts words, stop words too
	start, end int // bytes in the text
}

// wording is a text in both readings.
type wording struct{ exact, stems []token }

// read analyses a text as the index does.
func read(text string) wording {
	stream := exactAnalyzer.Analyze([]byte(text))
	return wording{exact: tokens(stream), stems: stemsOf(stream)}
}

// readFor is read for somebody who looks for words with certain initials only.
// Neither a stop word nor a stem has another initial than its word, so that most
// words of a text need not be stemmed.
func readFor(text string, wanted *initials) wording {
	stream := exactAnalyzer.Analyze([]byte(text))
	stream = slices.DeleteFunc(stream, func(t *analysis.Token) bool {
		return len(t.Term) == 0 || !wanted[t.Term[0]]
	})
	return wording{exact: tokens(stream), stems: stemsOf(stream)}
}

// initials are the first bytes of words.
type initials [256]bool

func (i *initials) add(word string) {
	if word != "" {
		i[word[0]] = true
		i['\''] = true // the stemmer takes one off
	}
}

// stemsOf reads exact words as stems, and changes them.
func stemsOf(stream analysis.TokenStream) []token {
	for _, f := range stemFilters {
		stream = f.Filter(stream)
	}
	return tokens(stream)
}

func tokens(stream analysis.TokenStream) []token {
	out := make([]token, len(stream))
	for i, t := range stream {
		out[i] = token{string(t.Term), t.Position, t.Start, t.End}
	}
	return out
}

// foldFilter brings words into their matching form.
type foldFilter struct{}

func (foldFilter) Filter(in analysis.TokenStream) analysis.TokenStream {
	for _, t := range in {
		t.Term = []byte(foldWord(string(t.Term)))
	}
	return in
}

// foldWord folds a word, and takes the points out of initials: "U.S" is "us".
func foldWord(word string) string {
	word = normalize.Fold(word)
	if !strings.Contains(word, ".") {
		return word
	}
	for part := range strings.SplitSeq(word, ".") {
		if utf8.RuneCountInString(part) > 1 || part >= "0" && part <= "9" {
			return word
		}
	}
	return strings.ReplaceAll(word, ".", "")
}

// stopFilter drops words without moving the positions of those behind them.
type stopFilter map[string]bool

func (stop stopFilter) Filter(in analysis.TokenStream) analysis.TokenStream {
	out := in[:0]
	for _, t := range in {
		if !stop[string(t.Term)] {
			out = append(out, t)
		}
	}
	return out
}

// englishStopWords is bleve's list in the form that words have behind
// folding and without possessives.
func englishStopWords() map[string]bool {
	words, err := en.TokenMapConstructor(nil, nil)
	if err != nil {
		panic(err) // the list is part of the program
	}
	return words
}
