package ingest

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// floors are the figures below which a change of the ingester is a step back.
// They are raised as it gets better, never lowered.
var floors = map[string]float64{
	"documents": 1, "paragraphs": 0.99, "text_kept": 1, "furniture_dropped": 0.99, "withheld": 1,
	"kind": 1, "status": 1, "date": 0.85, "title": 1, "redactions": 1,
	"headings": 0.99, "parties": 0.95, "countries": 0.95, "themes": 0.95,
}

// goldFile is what a careful archivist reads in one of the holdings.
type goldFile struct {
	Source    string
	Documents []goldDocument
	Withheld  []struct{ Pages string }
	Noise     []struct{ Line json.RawMessage }
}

type goldDocument struct {
	N                   int
	Title, Kind, Status string
	Date                string
	DateExtractable     string   `json:"date_extractable"`
	Parties             []string `json:"countries_party"`
	Named               []string `json:"countries_named"`
	PartyNamed          []string `json:"party_countries_named"`
	Marking             string
	Redactions          int `json:"redactions_total"`
	Sections            []goldSection
}

type goldSection struct {
	Heading   string
	Themes    []string
	Secondary []string `json:"themes_secondary"`
	Items     []struct{ Lines []int }
}

// TestGold scores what is read in the holdings against the gold, prints each
// figure between 0 and 1, and fails where one is below its floor.
func TestGold(t *testing.T) {
	s := &score{sums: map[string][]float64{}, t: t}
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "gold", "0*.json"))
	if err != nil || len(files) != 5 {
		t.Fatalf("%d gold files, %v", len(files), err)
	}
	for _, file := range files {
		s.file(file)
	}
	for _, name := range slices.Sorted(maps.Keys(s.sums)) {
		figure := mean(s.sums[name])
		t.Logf("%-18s %.3f", name, figure)
		if figure < floors[name] {
			t.Errorf("%s is %.3f, below %.3f", name, figure, floors[name])
		}
	}
}

type score struct {
	sums map[string][]float64
	t    *testing.T
}

func (s *score) add(name string, value float64, what string, args ...any) {
	s.sums[name] = append(s.sums[name], value)
	if value < 1 {
		s.t.Logf("  %s: %s", name, fmt.Sprintf(what, args...))
	}
}

func (s *score) file(path string) {
	s.t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		s.t.Fatal(err)
	}
	var gold goldFile
	if err := json.Unmarshal(raw, &gold); err != nil {
		s.t.Fatalf("%s: %v", path, err)
	}
	name := strings.TrimSuffix(filepath.Base(path), ".json") + ".txt"
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "holdings", name))
	if err != nil {
		s.t.Fatal(err)
	}
	reading, err := Read(name, data, thesaurus.Bundled())
	if err != nil {
		s.t.Fatalf("%s: %v", name, err)
	}
	s.compare(name, reading, gold)
}

func (s *score) compare(name string, reading archive.Reading, gold goldFile) {
	pairs := s.pair(name, reading.Documents, gold.Documents)
	s.lines(name, reading, gold)
	var goldPages, pages []string
	for _, w := range gold.Withheld {
		goldPages = append(goldPages, w.Pages)
	}
	for _, w := range reading.Withheld {
		pages = append(pages, fmt.Sprintf("%d-%d", w.First, w.Last))
	}
	s.add("withheld", setF1(pages, goldPages), "%s: %v for %v", name, pages, goldPages)
	for i, j := range pairs {
		s.document(fmt.Sprintf("%s#%d", name[:3], gold.Documents[i].N), reading.Documents[j], gold.Documents[i])
	}
}

// pair finds for each gold document the one read that shares its lines.
func (s *score) pair(name string, read []archive.Document, gold []goldDocument) map[int]int {
	pairs, used := map[int]int{}, map[int]bool{}
	for i := range gold {
		want, best, at := goldLines(gold[i]), 0.0, -1
		for j := range read {
			if overlap := jaccard(want, readLines(read[j])); !used[j] && overlap > best {
				best, at = overlap, j
			}
		}
		if best >= 0.8 {
			pairs[i], used[at] = at, true
		}
	}
	s.add("documents", f1(len(pairs), len(read), len(gold)), "%s: %d matched, %d read, %d in gold", name, len(pairs), len(read), len(gold))
	return pairs
}

// lines compares paragraphs by the lines they were read from, and what was
// kept and dropped of the file.
func (s *score) lines(name string, reading archive.Reading, gold goldFile) {
	wanted, got := map[string]bool{}, map[string]bool{}
	text, kept, noise := map[int]bool{}, map[int]bool{}, map[int]bool{}
	for _, d := range gold.Documents {
		for _, section := range d.Sections {
			for _, item := range section.Items {
				wanted[fmt.Sprint(slices.Sorted(slices.Values(item.Lines)))] = true
			}
		}
		maps.Copy(text, goldLines(d))
	}
	for i := range reading.Documents {
		for section, p := range reading.Documents[i].Paragraphs {
			got[fmt.Sprint(p.Lines)] = true
			maps.Copy(kept, set(section.HeadingLines))
		}
		maps.Copy(kept, readLines(reading.Documents[i]))
	}
	for _, n := range gold.Noise {
		maps.Copy(noise, set(noiseLines(n.Line)))
	}
	maps.DeleteFunc(noise, func(line int, _ bool) bool { return text[line] })
	both := common(wanted, got)
	s.add("paragraphs", f1(both, len(got), len(wanted)), "%s: missing %v extra %v", name, without(wanted, got), without(got, wanted))
	s.add("text_kept", share(common(text, kept), len(text)), "%s: lost %v", name, without(text, kept))
	s.add("furniture_dropped", 1-float64(common(noise, kept))/float64(max(1, len(noise))), "%s: kept furniture", name)
}

func (s *score) document(who string, d archive.Document, gold goldDocument) {
	s.add("kind", truth(string(d.Kind) == gold.Kind), "%s: %s for %s", who, d.Kind, gold.Kind)
	if gold.Status != "" {
		s.add("status", truth(string(d.Status) == gold.Status), "%s: %q for %q", who, d.Status, gold.Status)
	}
	s.add("date", truth(dateFits(string(d.Date), gold)), "%s: %q for %q or %q", who, d.Date, gold.Date, gold.DateExtractable)
	want := fold(gold.Title[strings.LastIndex(gold.Title, " / ")+1:])
	title := fold(d.Title)
	s.add("title", truth(strings.Contains(title, strings.TrimSpace(want)) || title != "" && strings.Contains(fold(gold.Title), title)), "%s: %q for %q", who, d.Title, gold.Title)
	if gold.Parties != nil {
		s.add("parties", setF1(d.Parties, gold.Parties), "%s: %v for %v", who, d.Parties, gold.Parties)
	}
	summary := archive.Summarize(&d)
	named := append(slices.Clone(gold.Named), gold.PartyNamed...)
	s.add("countries", setF1(summary.Named, named), "%s: %v for %v", who, summary.Named, named)
	s.add("redactions", truth(summary.Redactions == gold.Redactions), "%s: %d for %d", who, summary.Redactions, gold.Redactions)
	s.headings(who, d, gold)
	s.themes(who, d, gold)
}

func (s *score) headings(who string, d archive.Document, gold goldDocument) {
	var got, want []string
	for _, section := range d.Sections {
		if section.Heading != "" {
			got = append(got, fold(section.Heading))
		}
	}
	for _, section := range gold.Sections {
		if section.Heading != "" {
			want = append(want, fold(section.Heading))
		}
	}
	hits, left := 0, slices.Clone(want)
	for _, heading := range got {
		if i := slices.Index(left, heading); i >= 0 {
			hits++
			left = slices.Delete(left, i, i+1)
		}
	}
	s.add("headings", f1(hits, len(got), len(want)), "%s: %q for %q", who, got, want)
}

// themes compares section by section; a secondary theme of the gold is neither
// asked for nor wrong.
func (s *score) themes(who string, d archive.Document, gold goldDocument) {
	for _, section := range d.Sections {
		mine := map[int]bool{}
		for _, p := range section.Paragraphs {
			maps.Copy(mine, set(p.Lines))
		}
		best, at := 0.0, -1
		for i, g := range gold.Sections {
			lines := map[int]bool{}
			for _, item := range g.Items {
				maps.Copy(lines, set(item.Lines))
			}
			if overlap := jaccard(lines, mine); overlap > best {
				best, at = overlap, i
			}
		}
		if best < 0.5 {
			continue
		}
		want, soft := gold.Sections[at].Themes, gold.Sections[at].Secondary
		var got []string
		for _, f := range section.Themes {
			if slices.Contains(want, f.ID) || !slices.Contains(soft, f.ID) {
				got = append(got, f.ID)
			}
		}
		s.add("themes", setF1(got, want), "%s %q: %v for %v", who, section.Heading, got, want)
	}
}

func dateFits(date string, gold goldDocument) bool {
	for _, want := range []string{gold.Date, gold.DateExtractable} {
		if want != "" && date != "" && (strings.HasPrefix(want, date) || strings.HasPrefix(date, want)) {
			return true
		}
	}
	return false
}

func goldLines(d goldDocument) map[int]bool {
	lines := map[int]bool{}
	for _, section := range d.Sections {
		for _, item := range section.Items {
			maps.Copy(lines, set(item.Lines))
		}
	}
	return lines
}

func readLines(d archive.Document) map[int]bool {
	lines := map[int]bool{}
	for _, p := range d.Paragraphs {
		maps.Copy(lines, set(p.Lines))
	}
	return lines
}

// noiseLines reads a line, a range of two, or a list.
func noiseLines(raw json.RawMessage) []int {
	var one int
	if json.Unmarshal(raw, &one) == nil {
		return []int{one}
	}
	var list []int
	if json.Unmarshal(raw, &list) != nil || len(list) != 2 {
		return list
	}
	var lines []int
	for n := list[0]; n <= list[1]; n++ {
		lines = append(lines, n)
	}
	return lines
}

var notWord = regexp.MustCompile(`[^\p{L}\p{N}_]+`)

func fold(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'").Replace(norm.NFKC.String(s))
	return strings.TrimSpace(notWord.ReplaceAllString(strings.ToLower(s), " "))
}

func set[T comparable](list []T) map[T]bool {
	m := map[T]bool{}
	for _, v := range list {
		m[v] = true
	}
	return m
}

func common[T comparable](a, b map[T]bool) int {
	n := 0
	for v := range a {
		if b[v] {
			n++
		}
	}
	return n
}

func without[T comparable](a, b map[T]bool) []T {
	var list []T
	for v := range a {
		if !b[v] {
			list = append(list, v)
		}
	}
	return list[:min(12, len(list))]
}

func jaccard(a, b map[int]bool) float64 {
	both := common(a, b)
	return float64(both) / float64(max(1, len(a)+len(b)-both))
}

func setF1(got, want []string) float64 {
	a, b := set(got), set(want)
	return f1(common(a, b), len(a), len(b))
}

func f1(hits, got, want int) float64 {
	if got+want == 0 {
		return 1
	}
	return 2 * float64(hits) / float64(got+want)
}

func share(part, whole int) float64 { return float64(part) / float64(max(1, whole)) }

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(max(1, len(values)))
}
