package web

import (
	"slices"
	"strings"

	"communique/internal/archive"
)

// corrections are what admins say of a document against what was read.
type corrections []archive.Correction

// of is the correction of a field that holds, or nil.
func (all corrections) of(field archive.Field) *archive.Correction {
	i := slices.IndexFunc(all, func(c archive.Correction) bool { return c.Field == field })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// note says of a corrected field by whom and when, and what was read; it is
// empty where nothing was corrected.
func (all corrections) note(field archive.Field, v vocabulary) string {
	c := all.of(field)
	if c == nil {
		return ""
	}
	return correctedBy(c) + "; " + v.readAs(c)
}

// correctedBy says who made a correction, and when.
func correctedBy(c *archive.Correction) string { return "Corrected by " + c.By + " on " + day(c.At) }

// readAs says what was read where a correction holds.
func (v vocabulary) readAs(c *archive.Correction) string {
	if words := v.values(c.Field, c.Was); words != "" {
		return "read as “" + words + "”"
	}
	return "nothing was read"
}

// values are the values of a field in words; empty where it has none.
func (v vocabulary) values(field archive.Field, values []string) string {
	var words []string
	for _, value := range values {
		if value != "" {
			words = append(words, v.value(field, value))
		}
	}
	return strings.Join(words, ", ")
}

// value is one value of a field in words.
func (v vocabulary) value(field archive.Field, value string) string {
	switch field {
	case archive.FieldDate:
		return archive.Date(value).String()
	case archive.FieldKind:
		return v.kind(value)
	case archive.FieldStatus:
		return statusName(value)
	case archive.FieldParties, archive.FieldCountries:
		return v.country(value)
	case archive.FieldThemes:
		return v.theme(value)
	}
	return value
}

// gaver tells which entries of the thesaurus a correction gives that were not
// read.
func (all corrections) gaver(field archive.Field) func(id string) bool {
	c := all.of(field)
	return func(id string) bool { return c != nil && slices.Contains(c.Value, id) && !slices.Contains(c.Was, id) }
}

// cutNote says of a paragraph that it was joined, or cut out, by an admin; it is
// empty where it was not.
func (all corrections) cutNote(text string) string {
	words := strings.Join(strings.Fields(text), " ")
	is := func(other string) bool { return strings.Join(strings.Fields(other), " ") == words }
	for _, c := range all {
		switch {
		case c.Field == archive.FieldJoin && is(strings.Join(c.Value, " ")):
			return correctedBy(&c) + "; read as " + counted(len(c.Value), "paragraph", "paragraphs") + "."
		case c.Field == archive.FieldSplit && slices.ContainsFunc(c.Value, is):
			return correctedBy(&c) + "; read as a part of a longer paragraph."
		}
	}
	return ""
}

// givenWords stand in place of the words that earned an entry of the thesaurus
// where an admin gave it.
const givenWords = "given by an archivist"
