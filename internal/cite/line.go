package cite

import (
	"regexp"
	"strings"
	"unicode"

	"communique/internal/normalize"
)

// Line is the citation as one writes it into a note:
//
//	Five Country Ministerial, “Communiqué”, London, 30 July 2019, Emerging Technologies, para. 2. https://…
//
// What the title says already is not said again.
func (i *Item) Line() string {
	said := join(", ",
		byline(i.Authors), "“"+inner.Replace(i.Title)+"”", i.standing(), i.occasion(), i.where(),
		i.when(), i.Section, i.locator())
	if !strings.HasSuffix(said, ".") {
		said += "."
	}
	return said + " " + i.URL
}

// inner makes the quotation marks in a title those of a quotation in another.
var inner = strings.NewReplacer("“", "‘", "”", "’", `"`, "'")

// standing is what the document is, and that it is a draft.
func (i *Item) standing() string {
	version := strings.ToLower(i.Version)
	if version == "draft" {
		version = unless(i.Title, version)
	}
	return join(", ", unless(i.Title, strings.ToLower(i.Genre)), version)
}

// yearBehind is a year at the end of an event's name.
var yearBehind = regexp.MustCompile(`,? \d{4}$`)

// occasion is the event, unless the title names it, with its year or without.
func (i *Item) occasion() string {
	if unless(i.Title, yearBehind.ReplaceAllString(i.Event, "")) == "" {
		return ""
	}
	return i.Event
}

// where is the place, unless the title names its town.
func (i *Item) where() string {
	town, _, _ := strings.Cut(i.Place, ",")
	if unless(i.Title, town) == "" {
		return ""
	}
	return i.Place
}

// when is the date, or that there is none.
func (i *Item) when() string {
	if i.Date == "" {
		return "n.d."
	}
	return unless(i.Title, i.Date.String())
}

// unless is text, or nothing where the title has it as words of its own.
func unless(title, text string) string {
	if text == "" || strings.Contains(" "+words(title)+" ", " "+words(text)+" ") {
		return ""
	}
	return text
}

// words are those of text, without case, accents and punctuation.
func words(text string) string {
	return strings.Join(strings.FieldsFunc(normalize.Fold(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}
