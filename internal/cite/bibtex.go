package cite

import (
	"strings"
	"time"

	"communique/internal/archive"
)

// BibTeXType is the media type of BibTeX.
const BibTeXType = "application/x-bibtex; charset=utf-8"

// BibTeX is the citation as an entry of a bibliography, seen on that day.
func (i *Item) BibTeX(seen time.Time) []byte {
	var e entry
	kind := i.bibType()
	e.text = append(e.text, "@"+kind+"{"+i.key()...)
	e.add("author", i.bibAuthors())
	e.add("title", kept(i.Title))
	if kind == "techreport" {
		e.add("institution", kept(i.institution()))
	}
	e.add("type", escape(i.form()))
	e.addDate(i.Date)
	e.add("address", kept(i.Place)) // "and" parts what stands in single braces
	if kind == "misc" {
		e.add("howpublished", braced(`\url`+braced(i.URL)))
	}
	e.add("note", escape(i.note()))
	e.add("language", escape(i.Language))
	e.add("url", braced(i.URL)) // taken to the letter
	e.add("urldate", braced(seen.UTC().Format(time.DateOnly)))
	return append(e.text, "\n}\n"...)
}

// entry is an entry in the making.
type entry struct{ text []byte }

// add appends a field, where there is something to say.
func (e *entry) add(name, value string) {
	if value != "" {
		e.text = append(e.text, ",\n  "+name+" = "+value...)
	}
}

// addDate appends the parts of a date. Months are macros, which each style
// prints in its own way.
func (e *entry) addDate(d archive.Date) {
	if d == "" {
		e.add("year", braced("n.d."))
		return
	}
	parts := strings.Split(string(d), "-")
	e.add("year", braced(parts[0]))
	if len(parts) > 1 {
		if t, err := time.Parse("01", parts[1]); err == nil {
			e.add("month", strings.ToLower(t.Format("Jan")))
		}
	}
	if len(parts) > 2 { // BibTeX has no days; its successors read them here
		e.add("date", braced(string(d)))
	}
}

func (i *Item) bibType() string {
	switch {
	case i.draft():
		return "unpublished"
	case i.Kind == archive.Speech:
		return "misc"
	}
	return "techreport"
}

// bibAuthors are the authors, each in braces that keep it one name.
func (i *Item) bibAuthors() string {
	if len(i.Authors) == 0 {
		return ""
	}
	names := make([]string, len(i.Authors))
	for n, name := range i.Authors {
		names[n] = escape(name)
	}
	return braced(strings.Join(names, " and "))
}

// note is what BibTeX has no field for.
func (i *Item) note() string {
	return join(". ", i.Version, i.occasion(), join(", ", i.Section, i.locator()), i.accession())
}

// kept is a text that styles leave as it is, capitals and all.
func kept(text string) string {
	if text == "" {
		return ""
	}
	return braced(escape(text))
}

// escape is a text as a value in braces.
func escape(text string) string {
	if text == "" {
		return ""
	}
	return braced(tex.Replace(text))
}

func braced(text string) string { return "{" + text + "}" }

// tex makes text stand for itself in TeX. Braces are named, since BibTeX counts
// them even behind a backslash; what TeX would draw together to a dash or a
// quotation mark is kept apart.
var tex = strings.NewReplacer(
	`\`, `\textbackslash{}`, "{", `\textbraceleft{}`, "}", `\textbraceright{}`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
	"&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`,
	"--", "-{}-{}", "``", "`{}`{}", "''", "'{}'{}",
)
