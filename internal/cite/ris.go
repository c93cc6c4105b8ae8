package cite

import (
	"slices"
	"strings"
	"time"

	"communique/internal/archive"
)

// RISType is the media type of RIS.
const RISType = "application/x-research-info-systems; charset=utf-8"

// RIS is the citation as a file for reference managers, seen on that day.
func (i *Item) RIS(seen time.Time) []byte {
	var r record
	r.add("TY", i.risType())
	r.add("TI", i.Title)
	for _, name := range i.Authors {
		if whole(name) {
			r.add("AU", unparted(name))
		}
	}
	if !i.draft() { // whose publisher is taken for the library that holds it
		r.add("PB", i.institution())
	}
	r.add("DA", risDate(i.Date))
	r.add("PY", risYear(i.Date))
	r.add("CY", i.Place)
	r.add("M3", i.form())
	r.add("ET", i.Version)
	r.add("SP", i.locator())
	r.add("LA", i.Language)
	r.add("DB", i.Archive)
	r.add("AN", i.accession())
	r.add("N1", i.risNote())
	r.add("UR", i.URL)
	r.add("Y2", seen.UTC().Format("2006/01/02"))
	return append(r.lines, "ER  - \r\n"...)
}

// record is a RIS record in the making.
type record struct{ lines []byte }

// add appends a field, where there is something to say.
func (r *record) add(tag, value string) {
	if value != "" {
		r.lines = append(r.lines, tag+"  - "+value+"\r\n"...)
	}
}

func (i *Item) risType() string {
	switch {
	case i.draft():
		return "MANSCPT"
	case i.Kind == archive.Speech:
		return "SLIDE" // what managers read as a presentation
	}
	return "RPRT"
}

// risNote is what RIS has no field for. It has no way to write a comma into the
// name of an author either: one that has commas is the publisher alone, and of a
// draft, which has none, it stands here.
func (i *Item) risNote() string {
	issued := ""
	if i.draft() && slices.ContainsFunc(i.Authors, func(name string) bool { return !whole(name) }) {
		issued = "Issued by " + i.institution()
	}
	return join(". ", issued, i.occasion(), join(", ", i.Section, i.locator()))
}

// risDate is YYYY/MM/DD, or YYYY/MM// or YYYY/// where less is known: the fourth
// place is for words.
func risDate(d archive.Date) string {
	switch len(d) {
	case len("2006"):
		return string(d) + "///"
	case len("2006-01"):
		return strings.ReplaceAll(string(d), "-", "/") + "//"
	}
	return strings.ReplaceAll(string(d), "-", "/")
}

func risYear(d archive.Date) string {
	if d == "" {
		return ""
	}
	return d.Year()
}
