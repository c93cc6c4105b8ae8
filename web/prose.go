package web

import (
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
