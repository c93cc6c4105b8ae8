package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"communique/internal/archive"
)

// amendment is what a form asks to have corrected in a document, or what is
// wrong with it.
func (v vocabulary) amendment(doc *archive.Document, form url.Values) (archive.Amendment, *refusal) {
	asked := archive.Amendment{Slug: doc.Slug, Field: archive.Field(form.Get("field")), Reason: firstWords(strings.TrimSpace(form.Get("reason")), maxReason)}
	if lift := form.Get("lift"); lift != "" {
		n, err := strconv.ParseInt(lift, 10, 64)
		if err != nil || n < 1 {
			return asked, &refusal{http.StatusUnprocessableEntity, "There is no such correction.", "Nothing was changed."}
		}
		asked.Lift = n
		return asked, nil
	}
	var wrong *refusal
	switch asked.Field {
	case archive.FieldParties, archive.FieldCountries:
		asked.Value, wrong = v.countriesNamed(form.Get("value"))
	case archive.FieldThemes:
		asked.Value = slices.Compact(slices.Sorted(slices.Values(form["value"])))
	case archive.FieldJoin:
		asked.Value, wrong = joinAsked(doc, form.Get("paragraph"))
	case archive.FieldSplit:
		asked.Value, wrong = splitAsked(doc, form.Get("paragraph"), form.Get("text"))
	default:
		asked.Value = []string{strings.Join(strings.Fields(form.Get("value")), " ")}
	}
	return asked, wrong
}

// countriesNamed are the codes of the countries that lines name.
func (v vocabulary) countriesNamed(lines string) ([]string, *refusal) {
	var codes []string
	for line := range strings.Lines(lines) {
		name := strings.TrimSpace(line)
		if name == "" {
			continue
		}
		code := v.countryCode(name)
		if code == "" {
			return nil, &refusal{http.StatusUnprocessableEntity, fmt.Sprintf("“%s” is no country that the vocabulary knows.", firstWords(name, 100)),
				"Write one country a line, by its name or its code. Nothing was changed."}
		}
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return slices.Compact(codes), nil
}

// countryCode is the code of a country by any of its names; empty where none
// has it.
func (v vocabulary) countryCode(name string) string {
	is := func(other string) bool { return strings.EqualFold(other, name) }
	for _, c := range v.Countries() {
		if is(c.Code) || is(c.Name) || is(c.Short) || slices.ContainsFunc(c.Names, is) {
			return c.Code
		}
	}
	return ""
}

// mark names paragraphs in a row as they read: the first, and what all say.
// Sent back, it tells whether they still do.
func mark(row []archive.Paragraph) string {
	var all strings.Builder
	for _, p := range row {
		all.WriteString(p.Text + "\n")
	}
	sum := sha256.Sum256([]byte(all.String()))
	return row[0].ID + "." + hex.EncodeToString(sum[:8])
}

// marked are the n paragraphs in a row that a mark names, if they read as they
// did.
func marked(doc *archive.Document, sent string, n int) ([]archive.Paragraph, *refusal) {
	id, _, _ := strings.Cut(sent, ".")
	gone := &refusal{http.StatusConflict, "This paragraph is gone.", "It no longer stands in this document. Look at the text as it is now. Nothing was changed."}
	for _, s := range doc.Sections {
		at := slices.IndexFunc(s.Paragraphs, func(p archive.Paragraph) bool { return p.ID == id })
		if at < 0 {
			continue
		}
		if at+n > len(s.Paragraphs) || mark(s.Paragraphs[at:at+n]) != sent {
			return nil, &refusal{http.StatusConflict, "The text reads otherwise by now.", "Look at the paragraphs as they are now, and correct them again. Nothing was changed."}
		}
		return s.Paragraphs[at : at+n], nil
	}
	return nil, gone
}

func joinAsked(doc *archive.Document, sent string) ([]string, *refusal) {
	row, wrong := marked(doc, sent, 2)
	if wrong != nil {
		return nil, wrong
	}
	return []string{row[0].Text, row[1].Text}, nil
}

// splitAsked are the parts into which empty lines cut a paragraph.
func splitAsked(doc *archive.Document, sent, text string) ([]string, *refusal) {
	row, wrong := marked(doc, sent, 1)
	if wrong != nil {
		return nil, wrong
	}
	parts := parted(text)
	switch {
	case strings.Join(parts, " ") != strings.Join(strings.Fields(row[0].Text), " "):
		return nil, &refusal{http.StatusUnprocessableEntity, "Words were changed.", "A split only cuts: it leaves every word as it was read. Nothing was changed."}
	case len(parts) < 2:
		return nil, &refusal{http.StatusUnprocessableEntity, "There is no empty line to cut at.", "Put one where the second paragraph begins. Nothing was changed."}
	}
	return parts, nil
}

// parted are the stretches of text between empty lines, each with single
// spaces between its words.
func parted(text string) []string {
	var parts []string
	var words []string
	for line := range strings.Lines(text + "\n\n") {
		if fields := strings.Fields(line); len(fields) > 0 {
			words = append(words, fields...)
		} else if len(words) > 0 {
			parts, words = append(parts, strings.Join(words, " ")), nil
		}
	}
	return parts
}
