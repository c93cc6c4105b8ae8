package web

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"communique/web/components"
)

// sentence is a basis as a sentence: "inferred: …" becomes "Inferred: …."
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	text = string(unicode.ToUpper(first)) + text[size:]
	if !strings.ContainsAny(text[len(text)-1:], ".!?…\"'”") {
		text += "."
	}
	return text
}

// languageName is what English calls the language of a BCP 47 tag.
func languageName(tag string) string {
	if tag == "" {
		return ""
	}
	parsed, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	if name := display.English.Tags().Name(parsed); name != "" {
		return name
	}
	return tag
}

// timeEntry is a moment in a record, by its day.
func timeEntry(name string, at time.Time) components.RecordEntry {
	return components.RecordEntry{Name: name, Text: day(at), Date: machineTime(at)}
}

// day is a moment as readers see it: "20 November 2026".
func day(at time.Time) string { return at.UTC().Format("2 January 2006") }

// machineTime is a moment as a datetime attribute has it.
func machineTime(at time.Time) string { return at.UTC().Format(time.RFC3339) }

// linesText is a list of source lines in words: "line 5", "lines 14 and 18",
// "lines 3–6, 9 and 12". Runs of three and more are drawn together.
func linesText(lines []int) string {
	switch len(lines) {
	case 0:
		return ""
	case 1:
		return "line " + strconv.Itoa(lines[0])
	}
	parts := runs(lines)
	last := len(parts) - 1
	if last == 0 {
		return "lines " + parts[0]
	}
	return "lines " + strings.Join(parts[:last], ", ") + " and " + parts[last]
}

// runs draws three and more lines in a row together: "3–6".
func runs(lines []int) []string {
	lines = slices.Clone(lines)
	slices.Sort(lines)
	lines = slices.Compact(lines)
	var parts []string
	for i := 0; i < len(lines); {
		end := i
		for end+1 < len(lines) && lines[end+1] == lines[end]+1 {
			end++
		}
		if end-i >= 2 {
			parts = append(parts, strconv.Itoa(lines[i])+"–"+strconv.Itoa(lines[end]))
			i = end + 1
			continue
		}
		parts = append(parts, strconv.Itoa(lines[i]))
		i++
	}
	return parts
}

// descriptionLength bounds what a page says of itself to search engines.
const descriptionLength = 160

// firstWords is the beginning of text, whole words of at most limit bytes.
func firstWords(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	end := strings.LastIndexByte(text[:limit], ' ')
	if end <= 0 {
		for end = limit; end > 0 && !utf8.RuneStart(text[end]); end-- {
		}
	}
	return text[:end] + " …"
}
