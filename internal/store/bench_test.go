package store

import (
	"fmt"
	"testing"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// benchDocuments is how many documents the archive of a benchmark holds.
const benchDocuments = 1000

// longDocument has 8 sections of 5 paragraphs.
func longDocument(n int) archive.Document {
	d := document(fmt.Sprintf("document-%05d", n), 1)
	d.Sections = nil
	for i := range 8 {
		s := archive.Section{
			Heading: fmt.Sprintf("Heading %d", i), Level: 1,
			Themes:    []thesaurus.Finding{{ID: "cyber", Words: []string{"cyber"}}, {ID: "migration", Words: []string{"visa"}}},
			Countries: []thesaurus.Finding{{ID: "CA", Words: []string{"Canada"}}, {ID: "NZ", Words: []string{"New Zealand"}}},
		}
		for j := range 5 {
			text := fmt.Sprintf("Ministers of document %d agreed, in paragraph %d of section %d, to go on working together on matters of common concern.", n, j, i)
			s.Paragraphs = append(s.Paragraphs, paragraph(n*40+i*5+j, text))
		}
		d.Sections = append(d.Sections, s)
	}
	archive.SetAnchors(&d)
	return d
}

func fill(b *testing.B) *Store {
	b.Helper()
	s := openStore(b)
	for n := range benchDocuments {
		name := fmt.Sprintf("%05d.txt", n)
		apply(b, s, name, name, longDocument(n))
	}
	return s
}

func BenchmarkApply(b *testing.B) {
	s := openStore(b)
	n := 0
	for b.Loop() {
		n++
		name := fmt.Sprintf("%05d.txt", n)
		apply(b, s, name, name, longDocument(n))
	}
}

// BenchmarkApplyOneChange applies one changed document to archives of two sizes:
// it must not matter how much else they hold.
func BenchmarkApplyOneChange(b *testing.B) {
	for _, held := range []int{300, 3000} {
		b.Run(fmt.Sprint(held), func(b *testing.B) {
			s := openStore(b)
			for n := range held {
				name := fmt.Sprintf("%05d.txt", n)
				apply(b, s, name, name, longDocument(n))
			}
			for n := 0; b.Loop(); n++ {
				d := longDocument(7)
				d.Sections[3].Paragraphs[2].Text += fmt.Sprintf(" Change %d.", n)
				apply(b, s, "00007.txt", fmt.Sprint("change ", n), d)
			}
		})
	}
}

func BenchmarkApplyUnchanged(b *testing.B) {
	s := openStore(b)
	apply(b, s, "a.txt", "a", longDocument(1))
	c := reread(b, s, beginRun(b, s), "a.txt", "a", longDocument(1))
	for b.Loop() {
		must(b, s.Apply(b.Context(), c))
	}
}

func BenchmarkSummaries(b *testing.B) {
	s := fill(b)
	for b.Loop() {
		_, _, err := s.Summaries(b.Context())
		must(b, err)
	}
	b.ReportMetric(benchDocuments, "documents")
}

func BenchmarkSnapshot(b *testing.B) {
	s := fill(b)
	for b.Loop() {
		must(b, s.Snapshot(b.Context(), func(_ int64, each func(func(archive.Document) error) error) error {
			return each(func(archive.Document) error { return nil })
		}))
	}
	b.ReportMetric(benchDocuments, "documents")
}

func BenchmarkDocument(b *testing.B) {
	s := fill(b)
	for b.Loop() {
		_, err := s.Document(b.Context(), "document-00500")
		must(b, err)
	}
}

func BenchmarkParagraph(b *testing.B) {
	s := fill(b)
	for b.Loop() {
		_, err := s.Paragraph(b.Context(), paragraphID(20000))
		must(b, err)
	}
}

func BenchmarkCheck(b *testing.B) {
	s := fill(b)
	for b.Loop() {
		wantSound(b, s)
	}
	b.ReportMetric(benchDocuments, "documents")
}
