package ingest_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"communique/internal/archive"
	"communique/internal/ingest"
	"communique/internal/store"
	"communique/internal/thesaurus"
)

// BenchmarkRead reads one text of three lengths in each form: reading is linear
// in length where the rate stays the same.
func BenchmarkRead(b *testing.B) {
	for _, form := range []struct {
		name  string
		write func(bytes int) string
	}{{"communique.md", markdownText}, {"communique.txt", plainText}} {
		for _, times := range []int{1, 4, 16} {
			data := []byte(form.write(times << 16))
			b.Run(fmt.Sprintf("%s/%dx", form.name, times), func(b *testing.B) {
				benchmarkRead(b, form.name, data)
			})
		}
	}
}

func benchmarkRead(b *testing.B, name string, data []byte) {
	th := thesaurus.Bundled()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ingest.Read(name, data, th); err != nil {
			b.Fatal(err)
		}
	}
}

// markdownText is a communiqué as converters write it: front matter, marked
// headings, paragraphs wrapped in the source, lists, emphasis and links.
func markdownText(bytes int) string {
	w := writer{random: rand.New(rand.NewPCG(1, 2))}
	w.line("---", "title: Joint Communiqué of the Ministers", "date: 2019-07-30", "---", "", "# Joint Communiqué of the Ministers", "")
	for w.Len() < bytes {
		w.line("## "+w.pick(subjects), "")
		for range 3 {
			w.wrapped("", w.sentences(4))
			w.line("")
		}
		w.wrapped("", "**"+w.pick(subjects)+"**: "+w.sentences(1)+" See the [earlier statement](https://example.org/statement).")
		w.line("")
		for range 3 {
			w.wrapped("- ", w.sentences(1))
		}
		w.line("")
	}
	return w.String()
}

// plainText is one as a typewriter prints it: hard-wrapped, with numbered
// paragraphs, headings in capitals and the number of each page.
func plainText(bytes int) string {
	w := writer{random: rand.New(rand.NewPCG(3, 4))}
	w.line("JOINT COMMUNIQUÉ OF THE MINISTERS", "", "London, 30 July 2019", "")
	for number, page := 1, 1; w.Len() < bytes; page++ {
		w.line(strings.ToUpper(w.pick(subjects)), "")
		for range 5 {
			w.wrapped(fmt.Sprintf("%d. ", number%200), w.sentences(3))
			w.line("")
			number++
		}
		w.line(fmt.Sprintf("- %d -", page), "")
	}
	return w.String()
}

// writer puts texts together from a stock of words, the same each time.
type writer struct {
	strings.Builder
	random *rand.Rand
}

func (w *writer) line(lines ...string) {
	for _, l := range lines {
		w.WriteString(l)
		w.WriteByte('\n')
	}
}

func (w *writer) pick(list []string) string { return list[w.random.IntN(len(list))] }

func (w *writer) sentences(n int) string {
	var all []string
	for range n {
		all = append(all, fmt.Sprintf("%s %s %s, %s.", w.pick(speakers), w.pick(verbs), w.pick(objects), w.pick(endings)))
	}
	return strings.Join(all, " ")
}

// wrapped writes a paragraph in lines of some 72 characters.
func (w *writer) wrapped(mark, text string) {
	column := len(mark)
	w.WriteString(mark)
	for i, word := range strings.Fields(text) {
		if i > 0 && column+len(word) > 72 {
			w.WriteByte('\n')
			column = 0
		} else if i > 0 {
			w.WriteByte(' ')
		}
		w.WriteString(word)
		column += len(word) + 1
	}
	w.WriteByte('\n')
}

var (
	subjects = []string{"Countering Foreign Interference", "Emerging Technologies", "Online Child Safety", "Border Security and Migration", "Cyber Security", "Trade and Supply Chains"}
	speakers = []string{"Ministers", "We", "The Governments of Australia, Canada and New Zealand", "The United Kingdom and the United States", "Officials of the “Five Countries”", "The Minister of Public Safety"}
	verbs    = []string{"agreed to strengthen", "reaffirmed their commitment to", "discussed the state of", "welcomed progress towards", "will continue to support", "noted the risks that remain for"}
	objects  = []string{
		"the sharing of information on terrorist travel and violent extremism", "the resilience of critical infrastructure against cyber threats",
		"lawful access to encrypted communications, with safeguards for privacy", "voluntary principles that industry adopted in March 2020",
		"cooperation with partners in Europe, Japan and the Republic of Korea", "the protection of 5G networks and of the firms that build them, worth $144 billion",
	}
	endings = []string{
		"as set out in the earlier statement", "and tasked senior officials to report back within a year", "including at the next meeting in Ottawa",
		"in line with international law and the rule of law", "so that victims’ voices are heard – and heard early", "while respecting human rights and fundamental freedoms",
	}
)

// BenchmarkReadAgain reads sources of 100,000 paragraphs that have not changed,
// by the pipeline and, to compare, without the archive: the figure "times" is
// how much longer the first takes.
func BenchmarkReadAgain(b *testing.B) {
	const sources, paragraphs = 200, 500
	files, texts := make([]ingest.File, sources), make([][]byte, sources)
	for i := range files {
		w := writer{random: rand.New(rand.NewPCG(7, uint64(i)))}
		w.line(fmt.Sprintf("Statement %d on Matters of Common Concern", i), "", "3 May 2021", "")
		for range paragraphs {
			w.line(w.sentences(3), "")
		}
		texts[i] = []byte(w.String())
		files[i] = ingest.File{Name: fmt.Sprintf("%d.txt", i), Open: func(context.Context) ([]byte, error) { return texts[i], nil }}
	}
	dir, th := b.TempDir(), thesaurus.Bundled()
	records, err := store.Open(b.Context(), dir)
	if err != nil {
		b.Fatal(err)
	}
	defer records.Close()
	in := &ingest.Ingester{Store: records, Thesaurus: th, Log: slog.New(slog.DiscardHandler), Lock: func() (func() error, error) { return store.LockIngest(dir) }}
	if _, err := in.Run(b.Context(), "benchmark", files, archive.ApplyAll, nil); err != nil {
		b.Fatal(err)
	}
	var alone, again time.Duration
	for b.Loop() {
		start := time.Now()
		for i, text := range texts {
			if _, err := ingest.Read(files[i].Name, text, th); err != nil {
				b.Fatal(err)
			}
		}
		alone += time.Since(start)
		start = time.Now()
		run, err := in.Run(b.Context(), "benchmark", files, archive.ApplyAll, nil)
		if err != nil || run.Documents.Unchanged != sources {
			b.Fatalf("%+v, %v", run.Documents, err)
		}
		again += time.Since(start)
	}
	b.ReportMetric(again.Seconds()/alone.Seconds(), "times")
}
