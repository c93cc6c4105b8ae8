package packet_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/extract"
	"communique/internal/packet"
	"communique/internal/thesaurus"
)

var update = flag.Bool("update", false, "write the golden files")

// readSource extracts and reads a source.
func readSource(t testing.TB, name string, data []byte) ([]packet.Line, packet.Result) {
	t.Helper()
	text, err := extract.Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	lines := make([]packet.Line, len(text.Lines))
	for i, l := range text.Lines {
		lines[i] = packet.Line(l)
	}
	return lines, packet.Read(lines, thesaurus.Bundled())
}

// TestHoldings reads the five sources that the archive began with.
func TestHoldings(t *testing.T) {
	files, err := filepath.Glob("../../testdata/holdings/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no holdings", err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			lines, result := readSource(t, name, data)
			packet.CheckAccounts(t, lines, result)
			golden := filepath.Join("testdata", strings.TrimSuffix(name, ".txt")+".golden")
			got := render(result)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// render writes a result so that a change shows in review. Countries and themes
// have goldens of their own in thesaurus.
func render(r packet.Result) string {
	var b strings.Builder
	for _, d := range r.Documents {
		fmt.Fprintf(&b, "DOCUMENT %d %s\n  printed %s %v\n  %s, %s (%s)\n  dated %s (%s)\n", d.Position, d.Title, d.PrintedTitle, d.TitleLines, d.Kind, orNone(string(d.Status)), d.StatusBasis, orNone(string(d.Date)), d.DateBasis)
		fmt.Fprintf(&b, "  event %s; place %s; marking %s; language %s\n  issuer %s\n  parties %v\n", orNone(d.Event), orNone(d.Place), orNone(d.Marking), orNone(d.Language), orNone(d.Issuer), d.Parties)
		for _, doubt := range d.Doubts {
			fmt.Fprintf(&b, "  DOUBT %v %s\n", doubt.Lines, doubt.Says)
		}
		for _, s := range d.Sections {
			fmt.Fprintf(&b, "  SECTION %s %d %q %v\n", s.Anchor, s.Level, s.Heading, s.HeadingLines)
			for _, p := range s.Paragraphs {
				fmt.Fprintf(&b, "    %s %q %v %s", p.Role, p.Label, p.Lines, ends(p.Text))
				if len(p.Redactions) > 0 {
					fmt.Fprintf(&b, " %d redactions", len(p.Redactions))
				}
				b.WriteByte('\n')
			}
		}
	}
	for _, w := range r.Withheld {
		fmt.Fprintf(&b, "WITHHELD %d-%d behind %d %v\n", w.First, w.Last, w.After, w.Lines)
	}
	for _, f := range r.Furniture {
		fmt.Fprintf(&b, "FURNITURE %v %s\n", f.Lines, f.Reason)
	}
	for _, d := range r.Doubts {
		fmt.Fprintf(&b, "DOUBT %v %s\n", d.Lines, d.Says)
	}
	return b.String()
}

func orNone(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// ends shows the first and last words of a text.
func ends(text string) string {
	words := strings.Fields(text)
	if len(words) > 12 {
		words = append(append(words[:6:6], "…"), words[len(words)-6:]...)
	}
	return strings.Join(words, " ")
}

// FuzzRead: whatever the lines are, each that holds something is accounted for
// exactly once, and what is read is well formed.
func FuzzRead(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	th := thesaurus.Bundled()
	f.Fuzz(func(t *testing.T, data string) {
		for _, name := range []string{"a.txt", "a.md"} {
			text, err := extract.Read(name, []byte(data))
			if err != nil {
				return
			}
			lines := make([]packet.Line, len(text.Lines))
			for i, l := range text.Lines {
				lines[i] = packet.Line(l)
				lines[i].Item = len(l.Text)%7 == 3 // as a format with lists would say
				lines[i].Page = len(data) % 2 * (1 + i/5)
			}
			packet.CheckAccounts(t, lines, packet.Read(lines, th))
		}
	})
}

var seeds = []string{
	"a", "\u200B\nx", "- \n\n1.\n\n•", "COMMUNIQUÉ\n\nCOMMUNIQUÉ\n\nCOMMUNIQUÉ",
	"FIVE COUNTRY\nMINISTERIAL\n\nLondon 2019\n\nDRAFT COMMUNIQUÉ\n\n1. We met\n\nSECRET\n\nin London. [REDACTED]\n\nSECRET\n\nLondon 2019\nA b\n",
	"Title of a page here\n\nstandfirst\n\nTitle of a page here\n\n\n\n\nOther title of a page\n\nstand\n\nOther title of a page\n\nText.",
	"**Pages 9 to / à 14\nare withheld pursuant to sections\n\n15(1)\n**of the Access to Information\nde la Loi sur l'accès à l'information**",
	"Pages 1 to 2\n\nPages 3 to 4\nare withheld", "¹ note\n\nText that¹\n\n² other\n\ngoes on", "---\ntitle: T\ndate: x\n---\nT\n\nMEMORANDUM\n\nSUBJECT: y\n",
	"Report: A b c d meeting: x\n\nReport:\n\nReport: A b c d meeting: y", "Drafted: x\nApproved by: y", "[REDACTED]\n[REDACTED]\n\n1. [REDACTED]\nText",
	"---\ntitle: 0\n0000\n---", "---\ntitle: T\n---\nSame title as that\n\ns\n\nSame title as that\n\n\n\nOther title as that\n\ns\n\nOther title as that",
	"text\n\nRelated posts\n\nx\n\n\n\ny", "word-\nword and\n\nwords-\nmore", "We, the Ministers of [REDACTED], met on 31 February 2019", "30 July\n\n30 July 2019 London",
	"EXPLANATORY MEMORANDUM TO\n\nTHE RULES\n\n2019 No. 461\n\n# 1. Introduction\n\nText of", "Лондон, 5 мая 2022 г.\n\n٥ مايو ٢٠٢٢\n\n5 de março", "٢٠٢٢ آب\nتشرين  الأول ٢٠",
	"\xEF\xBB\xBFé\u0301\u0301 \u00A0\u00AD", "(a)\n(i)\n(A) x\n1.1 y\n", "# Page 3\n\n# Document", "█████ ▪ █", "Mr. X said:\n\n“Y”\n\nAdded: z said:",
}
