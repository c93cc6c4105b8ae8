package search

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"communique/internal/archive"
)

// benchmarkRecords are documents of ten sections of some 200 words, drawn as
// unevenly as words are.
func benchmarkRecords(documents int) *fakeRecords {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.3, 4, 40_000)
	records := newRecords()
	for i := range documents {
		options := []option{dated(archive.Date(fmt.Sprintf("%d-%02d", 1990+i%30, 1+i%12))), signedBy(someCountries[i%5])}
		for s := range 10 {
			paragraphs := make([]string, 4)
			for p := range paragraphs {
				words := make([]string, 50)
				for w := range words {
					words[w] = rankedWord(zipf.Uint64())
				}
				paragraphs[p] = strings.Join(words, " ")
			}
			options = append(options, section(fmt.Sprintf("Heading %d", s), paragraphs...), about(someThemes[s%3]+" "+someCountries[s%5]))
		}
		records.put(document(fmt.Sprintf("document-%05d", i), "Paper", options...))
	}
	return records
}

// rankedWord is the word that is so many times rarer than the commonest.
func rankedWord(rank uint64) string {
	return string(rune('a'+rank%26)) + "x" + strconv.FormatUint(rank, 36)
}

func BenchmarkSearch(b *testing.B) {
	x := caughtUp(b, benchmarkRecords(500))
	question := ""
	for _, rank := range []uint64{3, 50, 700, 800, 900, 1000, 1100} {
		question += rankedWord(rank) + " "
	}
	for name, r := range map[string]Request{
		"landing":  {},
		"filter":   {Filters: Filters{Countries: []string{"CA"}, Years: []string{"1995", "1996"}}},
		"common":   {Query: rankedWord(3)},
		"rare":     {Query: rankedWord(9000)},
		"two":      {Query: rankedWord(3) + " " + rankedWord(50)},
		"phrase":   {Query: `"` + rankedWord(2) + ` ` + rankedWord(3) + `"`},
		"prefix":   {Query: "cx1*"},
		"question": {Query: question},
		"filtered": {Query: rankedWord(3), Filters: Filters{Countries: []string{"CA"}, Kinds: []string{"communique"}}},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := x.Search(b.Context(), r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkRebuild(b *testing.B) {
	x := caughtUp(b, benchmarkRecords(50))
	for b.Loop() {
		if err := x.Rebuild(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
