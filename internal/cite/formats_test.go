package cite

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"communique/internal/archive"
	"communique/internal/normalize"
)

// The parsers here take the formats at their word: whatever is not as it should
// be is an error.

// risLine is a tag, two spaces, a dash, a space and a value.
var risLine = regexp.MustCompile(`^([A-Z][A-Z0-9])  - (.*)$`)

// parseRIS gives the values of each tag of a record.
func parseRIS(file string) (map[string][]string, error) {
	lines := strings.Split(file, "\r\n")
	if n := len(lines); n < 3 || lines[n-1] != "" || lines[n-2] != "ER  - " || !strings.HasPrefix(lines[0], "TY  - ") {
		return nil, fmt.Errorf("no record from TY to ER: %q", file)
	}
	tags := map[string][]string{}
	for _, line := range lines[:len(lines)-2] {
		found := risLine.FindStringSubmatch(line)
		if found == nil || strings.ContainsAny(line, "\n\r\v\f\u0085\u2028\u2029") || strings.Contains(found[2], "  ") {
			return nil, fmt.Errorf("no line of RIS: %q", line)
		}
		tags[found[1]] = append(tags[found[1]], found[2])
	}
	return tags, nil
}

// parseBibTeX gives the type, key and fields of an entry. As BibTeX does, it
// counts braces and knows nothing of backslashes.
func parseBibTeX(file string) (kind, key string, fields map[string]string, err error) {
	head, body, found := strings.Cut(file, ",\n  ")
	kind, key, ok := strings.Cut(strings.TrimPrefix(head, "@"), "{")
	if !found || !ok || strings.Trim(key, "-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return "", "", nil, fmt.Errorf("no head of an entry: %q", head)
	}
	fields = map[string]string{}
	for rest := body; ; {
		name, after, ok := strings.Cut(rest, " = ")
		if !ok {
			return "", "", nil, fmt.Errorf("no field: %q", rest)
		}
		end := endOfValue(after)
		if end < 0 || fields[name] != "" {
			return "", "", nil, fmt.Errorf("field %s has no end, or comes twice: %q", name, after)
		}
		fields[name] = after[:end]
		if rest = after[end:]; rest == "\n}\n" {
			return kind, key, fields, nil
		}
		if rest, ok = strings.CutPrefix(rest, ",\n  "); !ok {
			return "", "", nil, fmt.Errorf("nothing behind field %s: %q", name, after[end:])
		}
	}
}

// endOfValue is where a value in braces, or a macro, ends.
func endOfValue(text string) int {
	depth := 0
	for n, c := range text {
		switch {
		case c == '{':
			depth++
		case c == '}':
			depth--
			if depth == 0 {
				return n + 1
			}
		case depth == 0 && (c == ',' || c == '\n'):
			return n
		}
	}
	return -1
}

// untex reads what TeX would print of a value.
func untex(value string) (string, error) {
	for strings.HasPrefix(value, "{") && endOfValue(value) == len(value) {
		value = value[1 : len(value)-1]
	}
	read := strings.NewReplacer(
		`\textbackslash{}`, `\`, `\textbraceleft{}`, "{", `\textbraceright{}`, "}",
		`\textasciitilde{}`, "~", `\textasciicircum{}`, "^",
		`\&`, "&", `\%`, "%", `\$`, "$", `\#`, "#", `\_`, "_", "-{}", "-", "`{}", "`", "'{}", "'",
		`\`, "\x00", "{", "\x00", "}", "\x00", "~", "\x00", "^", "\x00", "&", "\x00", "%", "\x00", "$", "\x00", "#", "\x00", "_", "\x00",
		"--", "\x00", "``", "\x00", "''", "\x00",
	).Replace(value)
	if strings.Contains(read, "\x00") {
		return read, fmt.Errorf("a character that TeX takes for markup: %q", value)
	}
	return read, nil
}

// cslKeys are all that CSL-JSON 1.0.2 knows of an item, by the kind of value.
var cslKeys = func() map[string]string {
	keys := map[string]string{"custom": "object", "categories": "list"}
	for kind, names := range map[string]string{
		"names": "author chair collection-editor compiler composer container-author contributor curator director editor editorial-director executive-producer guest host interviewer illustrator narrator organizer original-author performer producer recipient reviewed-author script-writer series-creator translator",
		"date":  "accessed available-date event-date issued original-date submitted",
		"text":  "type id citation-key language journalAbbreviation shortTitle abstract annote archive archive_collection archive_location archive-place authority call-number chapter-number citation-number citation-label collection-number collection-title container-title container-title-short dimensions division DOI edition event event-title event-place first-reference-note-number genre ISBN ISSN issue jurisdiction keyword locator medium note number number-of-pages number-of-volumes original-publisher original-publisher-place original-title page page-first part part-title PMCID PMID printing publisher publisher-place references reviewed-genre reviewed-title scale section source status supplement title title-short URL version volume volume-title volume-title-short year-suffix",
	} {
		for name := range strings.FieldsSeq(names) {
			keys[name] = kind
		}
	}
	return keys
}()

// checkCSL holds a file to the schema of CSL-JSON, and gives its item.
func checkCSL(file []byte) (map[string]any, error) {
	var items []map[string]any
	if err := json.Unmarshal(file, &items); err != nil || len(items) != 1 {
		return nil, fmt.Errorf("no list of one item: %w", err)
	}
	for key, value := range items[0] {
		ok := false
		switch cslKeys[key] {
		case "text":
			_, ok = value.(string)
		case "object":
			_, ok = value.(map[string]any)
		case "names":
			ok = isNames(value)
		case "date":
			ok = isDate(value)
		}
		if !ok {
			return nil, fmt.Errorf("%s is %v, which CSL does not know", key, value)
		}
	}
	return items[0], nil
}

func isNames(value any) bool {
	names, _ := value.([]any)
	for _, n := range names {
		name, _ := n.(map[string]any)
		if literal, ok := name["literal"].(string); !ok || literal == "" || len(name) != 1 {
			return false
		}
	}
	return len(names) > 0
}

func isDate(value any) bool {
	date, _ := value.(map[string]any)
	lists, _ := date["date-parts"].([]any)
	if len(date) != 1 || len(lists) != 1 {
		return false
	}
	parts, _ := lists[0].([]any)
	for _, p := range parts {
		if _, ok := p.(float64); !ok {
			return false
		}
	}
	return len(parts) >= 1 && len(parts) <= 3
}

// awkward has one text in every field that a source could put it in.
func awkward(text string, status archive.Status, kind archive.Kind) archive.ParagraphRecord {
	p := archive.Paragraph{ID: "bcdfghjk", Label: text, Role: archive.Numbered, Text: text, Lines: []int{1}}
	return archive.ParagraphRecord{
		Paragraph: p, Section: archive.Section{Heading: text, Paragraphs: []archive.Paragraph{p}}, Source: archive.Source{Name: text},
		Document: archive.Summary{
			Slug: "slug", Title: "T " + text, Issuer: text, Event: text, Place: text, Language: "en", Date: "2019-07", Status: status, Kind: kind,
		},
	}
}

// awkwardTexts are what formats and programs trip over.
var awkwardTexts = []string{
	"plain", "", " ", "{", "}", "{}", `\`, `\{`, `\textbackslash{}`, `ends in \`, "%", "100 % & more", "$x^2_1$ #1 ~", "a -- b --- c", "``quoted''", `"quoted"`,
	"ER  - ", "TI  - other", "a\r\nTI  - other", "a\nb\tc", "a\u2028b\u0085c", "A, B; C and D", " and ", "Smith, John", "<b>bold</b> &amp;", "@article{x,", "],[",
	"\x00\x1b\ufeff", "\xff\xfe", "بيان مشترك", "\u202eright to left", "e\u0301", "中文标题", "😀", "=1+1", "// %2F %", `\url{x}`, "n.d.", "-", "_", "^", "--", strings.Repeat("long ", 200),
}

func FuzzFiles(f *testing.F) {
	for n, text := range awkwardTexts {
		f.Add(text, n%2 == 0, n%3 == 0)
	}
	f.Fuzz(func(t *testing.T, text string, draft, speech bool) {
		status, kind := archive.Final, archive.Communique
		if draft {
			status = archive.Draft
		}
		if speech {
			kind = archive.Speech
		}
		rec := awkward(text, status, kind)
		item := holder.Paragraph(&rec)
		checkRIS(t, &item)
		checkBibTeX(t, &item)
		csl, err := item.CSL(seen)
		if err != nil {
			t.Fatal(err)
		}
		got, err := checkCSL(csl)
		if err != nil {
			t.Fatal(err)
		}
		if got["title"] != item.Title || got["URL"] != item.URL {
			t.Errorf("CSL has the title %q, want %q", got["title"], item.Title)
		}
		if line := item.Line(); strings.ContainsAny(line, "\r\n") || !strings.HasSuffix(line, ". "+item.URL) {
			t.Errorf("line %q", line)
		}
	})
}

func checkRIS(t *testing.T, item *Item) {
	t.Helper()
	tags, err := parseRIS(string(item.RIS(seen)))
	if err != nil {
		t.Fatal(err)
	}
	for tag, want := range map[string]string{"TI": item.Title, "CY": item.Place, "LA": item.Language, "AN": item.accession(), "SP": item.locator(), "UR": item.URL, "DA": "2019/07//"} {
		if got := strings.Join(tags[tag], "|"); got != want {
			t.Errorf("%s is %q, want %q", tag, got, want)
		}
	}
	for _, name := range tags["AU"] {
		if strings.Count(name, ",") != 1 || !strings.HasSuffix(name, ",") {
			t.Errorf("an importer takes %q apart", name)
		}
	}
	if issuer := strings.Join(slices.Concat(tags["AU"], tags["PB"], tags["N1"]), "|"); !strings.Contains(issuer, item.Issuer) {
		t.Errorf("the issuer %q is not in %q", item.Issuer, issuer)
	}
}

func checkBibTeX(t *testing.T, item *Item) {
	t.Helper()
	_, _, fields, err := parseBibTeX(string(item.BibTeX(seen)))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"title": item.Title, "author": item.Issuer, "address": item.Place, "note": item.note(), "language": item.Language} {
		got, err := untex(fields[name])
		if err != nil || got != want {
			t.Errorf("%s is %q, want %q: %v", name, got, want, err)
		}
	}
	if fields["url"] != "{"+item.URL+"}" || fields["month"] != "jul" || fields["year"] != "{2019}" || fields["urldate"] != "{2026-11-22}" {
		t.Errorf("%v", fields)
	}
}

func TestFilesAreOfTheirFormat(t *testing.T) {
	for name, doc := range documents() {
		item := holder.Document(&doc)
		if _, err := parseRIS(string(item.RIS(seen))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		kind, key, fields, err := parseBibTeX(string(item.BibTeX(seen)))
		if err != nil || key != item.key() {
			t.Errorf("%s: key %q, %v", name, key, err)
		}
		if kind == "unpublished" && fields["note"] == "" {
			t.Errorf("%s: a draft needs a note", name)
		}
		csl, err := item.CSL(seen)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := checkCSL(csl); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTheDaySeenIsInUTC takes a late evening west of Greenwich.
func TestTheDaySeenIsInUTC(t *testing.T) {
	item := Item{ID: "a"}
	tags, err := parseRIS(string(item.RIS(time.Date(2026, 11, 22, 22, 0, 0, 0, time.FixedZone("", -5*3600)))))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"2026/11/23"}, tags["Y2"]); diff != "" {
		t.Error(diff)
	}
}

func TestFieldsAreOfOneLine(t *testing.T) {
	rec := awkward("a\r\nb\u2028c", archive.Final, archive.Other)
	item := holder.Paragraph(&rec)
	for _, text := range []string{item.Title, item.Issuer, item.Event, item.Place, item.Language, item.Section, item.Number, item.Source} {
		if text != normalize.Text(text) {
			t.Errorf("%q is not of one line", text)
		}
	}
}
