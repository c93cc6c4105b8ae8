package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"communique/internal/archive"
	"communique/internal/extract"
	"communique/internal/thesaurus"
)

// account proves that a file is read in full: every line that its reader gives
// and that holds something is in exactly one title, heading, paragraph,
// withheld notice or piece of furniture, and no other line is; and that it is
// read the same twice.
func account(t *testing.T, name string, data []byte) archive.Reading {
	t.Helper()
	text, err := extract.Read(name, data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	reading, err := Read(name, data, thesaurus.Bundled())
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	places := map[int][]string{}
	put := func(where string, lines []int) {
		for _, n := range lines {
			places[n] = append(places[n], where)
		}
	}
	for _, d := range reading.Documents {
		put("title", d.TitleLines)
		for _, s := range d.Sections {
			put("heading", s.HeadingLines)
			for _, p := range s.Paragraphs {
				put("paragraph", p.Lines)
			}
		}
	}
	for _, w := range reading.Withheld {
		put("notice", w.Lines)
	}
	for _, f := range reading.Furniture {
		put("furniture", f.Lines)
	}
	for _, l := range text.Lines {
		holds := strings.TrimSpace(l.Text) != "" || l.Meta != ""
		if at := places[l.Number]; holds != (len(at) == 1) || len(at) > 1 {
			t.Errorf("%s: line %d (%q, %s) is in %v", name, l.Number, l.Text, l.Meta, at)
		}
		delete(places, l.Number)
	}
	if len(places) > 0 {
		t.Errorf("%s: lines that are none: %v", name, places)
	}
	for _, d := range doubtsIn(reading) {
		if d.Says == "" || !slices.IsSorted(d.Lines) {
			t.Errorf("%s: doubt %+v", name, d)
		}
	}
	again, err := Read(name, data, thesaurus.Bundled())
	if a, b := asJSON(t, reading), asJSON(t, again); err != nil || a != b {
		t.Errorf("%s reads otherwise the second time: %v", name, err)
	}
	return reading
}

func doubtsIn(r archive.Reading) []archive.Doubt {
	all := slices.Clone(r.Doubts)
	for _, d := range r.Documents {
		all = append(all, d.Doubts...)
	}
	return all
}

func asJSON(t *testing.T, r archive.Reading) string {
	t.Helper()
	data, err := json.Marshal(archive.FormatReading(r))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestEveryFileIsReadInFull walks the files of every format that the tests hold.
func TestEveryFileIsReadInFull(t *testing.T) {
	kinds := map[string]int{}
	for _, folder := range []string{"../extract/testdata", "../../testdata/holdings"} {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				if err == nil && d.Name() == "fuzz" {
					return fs.SkipDir
				}
				return err
			}
			kind := filepath.Ext(path)
			if kind == ".golden" || kind == ".fodt" || kind == ".go" { // what is read, and what files were made from
				return nil
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if _, err := extract.Read(filepath.Base(path), data); err != nil {
				t.Logf("%s is refused: %v", path, err)
				return nil
			}
			kinds[kind]++
			account(t, filepath.Base(path), data)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, kind := range []string{".txt", ".html", ".pdf", ".docx", ".xml", ".json"} {
		if kinds[kind] == 0 {
			t.Errorf("no %s was read: %v", kind, kinds)
		}
	}
}

// TestGeneratedDocumentsAreReadInFull reads documents made at random of what the
// genre prints, in every format that can be written here.
func TestGeneratedDocumentsAreReadInFull(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	for n := range 60 {
		paper := generate(random)
		var members []string
		for _, write := range []struct {
			name string
			make func([]block) string
		}{
			{"paper.txt", asText}, {"wrapped.txt", asWrappedText}, {"paper.md", asMarkdown}, {"paper.html", asHTML}, {"paper.json", asGovuk}, {"paper.xml", asTEI},
		} {
			data := write.make(paper)
			members = append(members, write.name, data)
			account(t, write.name, []byte(data))
			if t.Failed() {
				t.Fatalf("paper %d as %s:\n%s", n, write.name, data)
			}
		}
		if n%10 == 0 {
			account(t, "papers.zip", zipped(t, members))
		}
	}
}

// block is a part of a generated paper.
type block struct {
	what string // "title", "heading", "item", "mark" or "text"
	text string
}

// parts are what papers of the genre are made of.
var parts = []func(*rand.Rand) []block{
	func(r *rand.Rand) []block {
		return []block{{"title", pick(r, "JOINT COMMUNIQUÉ", "BRIEFING NOTE FOR THE MINISTER", "Statement on Rivers", "DRAFT COMMUNIQUÉ", "MEETING WITH THE MINISTER OF RURITANIA", "Communiqué final")},
			{"text", pick(r, "5 May 2022", "London, 29–30 July 2019", "FIVE LAKES MINISTERIAL", "OTTAWA, May 5, 2022 – We met.", "")}}
	},
	func(r *rand.Rand) []block {
		return []block{{"heading", pick(r, "Way Forward", "KEY MESSAGES", "II. Rivers and Lakes", "Background:", "Encryption", "1. Introduction")}}
	},
	func(r *rand.Rand) []block {
		var items []block
		for i := range 1 + r.IntN(5) {
			items = append(items, block{"item", fmt.Sprintf(pick(r, "%d. ", "%d) ", "(%d) ", "- %[1]d. "), i+1) + prose(r)})
		}
		return items
	},
	func(r *rand.Rand) []block {
		var items []block
		for i := range 1 + r.IntN(4) {
			items = append(items, block{"item", pick(r, "- ", "• ", "("+string(rune('a'+i))+") ", "— ") + prose(r)})
		}
		return items
	},
	func(r *rand.Rand) []block { return []block{{"text", prose(r)}, {"text", prose(r)}} },
	func(r *rand.Rand) []block { return []block{{"text", prose(r) + " [REDACTED]"}, {"mark", "[REDACTED]"}} },
	func(r *rand.Rand) []block {
		page := pick(r, "1", "- 2 -", "Page 3 of 9", "000123")
		return []block{{"mark", pick(r, "SECRET", "UNCLASSIFIED // FOR OFFICIAL USE ONLY", "Protected B")}, {"mark", page}, {"mark", "SECRET"}}
	},
	func(r *rand.Rand) []block {
		return []block{{"mark", "Pages 9 to / à 14"}, {"mark", "are withheld pursuant to sections"}, {"mark", "sont retenues en vertu des articles"}, {"mark", "15(1), 19(1)"}, {"mark", "of the Access to Information Act"}}
	},
	func(r *rand.Rand) []block {
		return []block{{"mark", pick(r, "Share this page", "Print this page", "Related content", "Skip to main content", "Home | News | About", "Cookies")}}
	},
	func(r *rand.Rand) []block {
		return []block{{"text", pick(r, "Drafted by: ABC/DEF", "Approved by: A. Person", "Signed at London, 30 July 2019", "¹ See the report of 2018.", "***", "Ruritania | 12 | 14")}}
	},
	func(r *rand.Rand) []block {
		return []block{{"text", pick(r, "\u200f البيان الختامي", "RIVERS\u00ad AND \u200bLAKES", "l0cal auth0rities of~rivers", "DÃ©claration", "x", "“”", "\ufeff", "…")}}
	},
}

func generate(r *rand.Rand) []block {
	var paper []block
	for range 1 + r.IntN(14) {
		paper = append(paper, parts[r.IntN(len(parts))](r)...)
	}
	return paper
}

func pick(r *rand.Rand, of ...string) string { return of[r.IntN(len(of))] }

// prose is a sentence or several, now and then cut off in the middle.
func prose(r *rand.Rand) string {
	text := ""
	for range 1 + r.IntN(3) {
		text += pick(r, "We, the Ministers of Norway and Iceland, met in Oslo. ", "They agreed to keep the rivers clean and the trans-boundary waters safe from harm. ",
			"In 2018 (see Annex A) the Council noted that 12. of the 14 dams were unsafe; ", "The ministers said: ", "Les ministres ont convenu de poursuivre leurs travaux. ")
	}
	return strings.TrimSpace(text[:len(text)-r.IntN(2)*r.IntN(20)])
}

func asText(paper []block) string {
	var b strings.Builder
	for i, p := range paper {
		b.WriteString(p.text + strings.Repeat("\n", 1+i%3))
	}
	return b.String()
}

func asWrappedText(paper []block) string {
	var b strings.Builder
	for _, p := range paper {
		width := 0
		for _, word := range strings.Fields(p.text) {
			if width+len(word) > 70 {
				b.WriteByte('\n')
				width = 0
			}
			b.WriteString(word + " ")
			width += len(word) + 1
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

func asMarkdown(paper []block) string {
	b := strings.Builder{}
	b.WriteString("---\ntitle: A paper\ndate: 2022-05-05\n---\n\n")
	for i, p := range paper {
		switch {
		case p.what == "title":
			b.WriteString("# " + p.text)
		case p.what == "heading" && i%2 == 0:
			b.WriteString("## " + p.text)
		case p.what == "heading":
			b.WriteString("**" + p.text + "**")
		default:
			b.WriteString(p.text)
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

// asBody is the paper as elements of HTML.
func asBody(paper []block) string {
	var b strings.Builder
	for i, p := range paper {
		element := map[string]string{"title": "h1", "heading": "h2", "item": "li", "mark": "div"}[p.what]
		if element == "" {
			element = "p"
		}
		text := html.EscapeString(p.text)
		if i%4 == 0 && len(text) > 20 {
			text = "<strong>" + text + "</strong><br>and more"
		}
		fmt.Fprintf(&b, "<%s>%s</%s>\n", element, text, element)
	}
	return b.String()
}

func asHTML(paper []block) string {
	return "<!doctype html><html lang=en><head><meta charset=utf-8><title>A paper</title></head><body><nav><ul><li><a href=/>Home</a><li><a href=/x>About</a></ul></nav><main>" +
		asBody(paper) + "</main><footer><p>Contact us</p></footer></body></html>"
}

func asGovuk(paper []block) string {
	data, err := json.Marshal(map[string]any{
		"base_path": "/government/news/a-paper", "title": "A paper", "document_type": "press_release", "schema_name": "news_article", "locale": "en",
		"first_published_at": "2022-05-05T09:00:00Z", "description": "What it says.", "details": map[string]any{"body": asBody(paper)},
	})
	if err != nil {
		panic(err) // strings alone
	}
	return string(data)
}

func asTEI(paper []block) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A paper</title></titleStmt></fileDesc></teiHeader><text><body><div type="document">`)
	for i, p := range paper {
		element := "p"
		if p.what == "title" && i == 0 {
			element = "head"
		}
		fmt.Fprintf(&b, "<%s>%s</%s>\n", element, html.EscapeString(strings.ReplaceAll(p.text, "\x00", "")), element)
	}
	b.WriteString("</div></body></text></TEI>")
	return b.String()
}

// zipped is an archive of names and texts, by turns.
func zipped(t *testing.T, members []string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		f, err := w.Create(members[i])
		if err == nil {
			_, err = f.Write([]byte(members[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
