package collate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// lighthouses is an invented statement of some 90 words.
const lighthouses = `We, the Ministers responsible for lighthouses of Norway and Iceland, met in Oslo to review the state of our coasts.
We agreed that every lamp north of the sixty-fifth parallel will burn through the winter of 2021, and that the 14 keepers who
asked for relief will have it before the first storm. We noted with concern the fog off Reykjanes. We will share charts, oil and
spare lenses, and our harbour masters will speak with each other every morning. We thank the people of Tromsø for their patience,
and will meet again in Reykjavik next year.`

type change func(*archive.Document)

// statement is a document that says text, one paragraph a line.
func statement(text string, changes ...change) *archive.Document {
	d := &archive.Document{Title: "Joint Statement on Lighthouses", Language: "en", Date: "2021-05-03", Status: archive.Final}
	s := archive.Section{Countries: []thesaurus.Finding{{ID: "NO"}, {ID: "IS"}}}
	for line := range strings.Lines(text) {
		s.Paragraphs = append(s.Paragraphs, archive.Paragraph{Text: strings.TrimSpace(line)})
	}
	d.Sections = []archive.Section{s}
	for _, c := range changes {
		c(d)
	}
	return d
}

func on(date archive.Date) change      { return func(d *archive.Document) { d.Date = date } }
func in(language string) change        { return func(d *archive.Document) { d.Language = language } }
func titled(title string) change       { return func(d *archive.Document) { d.Title = title } }
func standing(s archive.Status) change { return func(d *archive.Document) { d.Status = s } }
func replaced(from, to string) string  { return strings.ReplaceAll(lighthouses, from, to) }
func naming(countries ...string) change {
	return func(d *archive.Document) {
		d.Sections[0].Countries = nil
		for _, c := range countries {
			d.Sections[0].Countries = append(d.Sections[0].Countries, thesaurus.Finding{ID: c})
		}
	}
}

// redacted puts a mark where a text says "keepers".
func redacted(d *archive.Document) {
	for i := range d.Sections[0].Paragraphs {
		p := &d.Sections[0].Paragraphs[i]
		if at := strings.Index(p.Text, "keepers"); at >= 0 {
			p.Text = p.Text[:at] + "[REDACTED]" + p.Text[at+len("keepers"):]
			p.Redactions = []archive.Redaction{{Start: at, End: at + len("[REDACTED]"), Form: "[REDACTED]"}}
		}
	}
}

// TestIsCopy: what is the same text in another dress, and what only looks it.
func TestIsCopy(t *testing.T) {
	const slip = "Please find the minutes of the meeting."
	scanned := strings.NewReplacer("burn", "bum", "harbour", "harbonr", "Ministers", "Mmisters", "the fog", "tbe fog").Replace(lighthouses)
	tests := []struct {
		name string
		a, b *archive.Document
		want bool
	}{
		{"itself", statement(lighthouses), statement(lighthouses), true},
		{"another title", statement(lighthouses), statement(lighthouses, titled("Communiqué, Oslo")), true},
		{"another status", statement(lighthouses), statement(lighthouses, standing("")), true},
		{"a draft in the same words", statement(lighthouses), statement(lighthouses, standing(archive.Draft)), true},
		{"lines broken elsewhere", statement(lighthouses), statement(strings.ReplaceAll(lighthouses, "\n", " ")), true},
		{"typographic", statement(lighthouses), statement(replaced("sixty-fifth", "sixty–fifth")), true},
		{"a Monday after", statement(lighthouses, on("2021-05-07")), statement(lighthouses, on("2021-05-10")), true},
		{"the month alone", statement(lighthouses, on("2021-05-03")), statement(lighthouses, on("2021-05")), true},
		{"no date", statement(lighthouses), statement(lighthouses, on("")), true},
		{"language not known", statement(lighthouses), statement(lighthouses, in("")), true},
		{"scanned", statement(lighthouses), statement(scanned), true},
		{"a dateline left in the text", statement(lighthouses), statement("Oslo, 3 May\n" + lighthouses), true},
		{"a sign-off left out", statement(lighthouses + "\nFor release."), statement(lighthouses), true},
		{"words parted", statement(lighthouses), statement(replaced("harbour masters", "harbourmasters")), true},
		{"redacted alike", statement(lighthouses, redacted), statement(lighthouses, redacted), true},
		{"a slip", statement(slip), statement(slip), true},

		{"next year's", statement(lighthouses), statement(lighthouses, on("2022-05-03")), false},
		{"the week after", statement(lighthouses, on("2021-05-03")), statement(lighthouses, on("2021-05-10")), false},
		{"the month after", statement(lighthouses, on("2021-05")), statement(lighthouses, on("2021-06")), false},
		{"another month", statement(lighthouses, on("2021-05")), statement(lighthouses, on("2021-07")), false},
		{"another year in the text", statement(lighthouses), statement(replaced("2021", "2022")), false},
		{"another figure", statement(lighthouses), statement(replaced("14", "15")), false},
		{"another name", statement(lighthouses), statement(replaced("Reykjavik", "Bodø")), false},
		{"another country", statement(lighthouses), statement(replaced("Iceland", "Ireland"), naming("IE", "NO")), false},
		{"a word put in", statement(lighthouses), statement(replaced("will share", "will not share")), false},
		{"a word left out", statement(lighthouses), statement(replaced("with concern ", "")), false},
		{"another order", statement(lighthouses), statement(replaced("charts, oil", "oil, charts")), false},
		{"redacted", statement(lighthouses), statement(lighthouses, redacted), false},
		{"a scanned draft", statement(lighthouses), statement(scanned, standing(archive.Draft)), false},
		{"much in front", statement(lighthouses), statement("The text of the statement that was agreed today in Oslo by both ministers follows.\n" + lighthouses), false},
		{"another language", statement(lighthouses), statement(lighthouses, in("fr")), false},
		{"a slip to something else", statement(slip), statement(slip, titled("Note on Buoys")), false},
		{"a slip, misread", statement(slip), statement("Please find the rninutes of the meeting."), false},
		{"nothing", statement(""), statement(""), false},
		{"nothing but marks", statement("keepers", redacted), statement("keepers", redacted), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, b := NewWording(test.a), NewWording(test.b)
			if got := a.IsCopy(&b); got != test.want {
				t.Errorf("is a copy: %t", got)
			}
			if a.IsCopy(&b) != b.IsCopy(&a) {
				t.Error("not the same asked the other way round")
			}
			if same := a.Key() == b.Key(); same && !test.want && len(a.Words) > 0 {
				t.Error("one key, and no copies")
			}
			if likeness := NewSketch(a.Words).Likeness(NewSketch(b.Words)); test.want && likeness < LikelyCopy {
				t.Errorf("the sketches are alike to %.2f only", likeness)
			}
		})
	}
}

// TestMisreadWords: short words, names and figures are what they
// are, however near.
func TestMisreadWords(t *testing.T) {
	for _, pair := range []string{"the tbe", "government govemment", "ministers mmisters", "and ancl", "winter wlntcr", "burn bum", "hosted hosed", "iot lot", "2019 2ol9", "reciprocal recipricol"} {
		if a, b, _ := strings.Cut(pair, " "); !misreadWord(a, b) {
			t.Errorf("%q is not %q misread", b, a)
		}
	}
	for _, pair := range []string{"iran iraq", "now not", "may day", "june july", "monday sunday", "2019 2018", "10 15", "north south", "austria australia", "niger nigeria", "slovakia slovenia", "shall should"} {
		if a, b, _ := strings.Cut(pair, " "); misreadWord(a, b) {
			t.Errorf("%q is taken for %q misread", b, a)
		}
	}
}

// TestSketchIsStable: sketches stand in archives, so they must not change
// unless SketchVersion does.
func TestSketchIsStable(t *testing.T) {
	s := NewSketch(Words(statement(lighthouses)))
	got := fmt.Sprint(SketchVersion, s[0], s[1], s[63], s.Bands()[0], s.Bands()[15])
	if want := "2 56217731 12894327 21692987 8862921217065965929 -51406528572752333"; got != want {
		t.Errorf("sketch %s, want %s", got, want)
	}
	w := NewWording(statement(lighthouses))
	if got, want := w.Key()[:16], "e7257582b7558674"; got != want {
		t.Errorf("key %s, want %s", got, want)
	}
}

// TestSketchLikeness: sketches estimate the share of shingles in common.
func TestSketchLikeness(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := strings.Fields(strings.Repeat(lighthouses+" ", 3))
		for i := range words {
			words[i] += fmt.Sprint(i)
		}
		other := slices.Clone(words)
		from := rapid.IntRange(0, len(words)).Draw(t, "from")
		for i := from; i < len(other); i++ {
			other[i] += "x"
		}
		same := float64(max(0, from-shingleSize+1))
		all := 2*float64(len(words)-shingleSize+1) - same
		if got := NewSketch(words).Likeness(NewSketch(other)); got < same/all-0.25 || got > same/all+0.25 {
			t.Fatalf("likeness %.2f, want about %.2f", got, same/all)
		}
	})
}

func TestSketchOfAnything(t *testing.T) {
	for _, words := range [][]string{nil, {"one"}, {"one", "two"}, {"\xff", "", "三"}} {
		if s := NewSketch(words); s.Likeness(s) != 1 || len(s.Bands()) != 16 {
			t.Errorf("%q: %v", words, s)
		}
	}
}

func BenchmarkSketch(b *testing.B) {
	text := strings.Repeat(lighthouses+"\n", 20)
	b.SetBytes(int64(len(text)))
	d := statement(text)
	for b.Loop() {
		NewSketch(Words(d))
	}
}

// FuzzIsCopy: whatever two texts hold, the answer is the same either way round,
// a text that says something is a copy of itself, and a key tells no more than
// the text does.
func FuzzIsCopy(f *testing.F) {
	for _, pair := range [][2]string{
		{"", ""}, {"\xff", "\xfe\x00"}, {lighthouses, lighthouses + " ﷽"}, {strings.Repeat("a ", 50), strings.Repeat("a ", 51)},
		{lighthouses, strings.ToUpper(lighthouses)}, {strings.Repeat("rn m in ", 20), strings.Repeat("m rn m ", 20)}, {"[X] \u202e…", "１２ ²"},
	} {
		f.Add(pair[0], pair[1], "2021", "2021-05-03", 0, 3)
	}
	f.Fuzz(func(t *testing.T, one, other, date, otherDate string, from, to int) {
		a, b := statement(one, on(archive.Date(date))), statement(other, on(archive.Date(otherDate)))
		for i := range a.Sections[0].Paragraphs {
			a.Sections[0].Paragraphs[i].Redactions = []archive.Redaction{{Start: from, End: to}}
		}
		v, w := NewWording(a), NewWording(b)
		if v.IsCopy(&w) != w.IsCopy(&v) {
			t.Error("not the same the other way round")
		}
		if v.IsCopy(&v) != (len(v.Words) > 0) {
			t.Error("a text is a copy of itself where it says something")
		}
		if v.Key() == w.Key() && len(v.Words) > 0 && !v.IsCopy(&w) {
			t.Error("one key, and no copies")
		}
		if s := NewSketch(v.Words); s != NewSketch(NewWording(a).Words) {
			t.Error("two sketches of one text")
		}
	})
}
