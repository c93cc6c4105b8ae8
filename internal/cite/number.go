package cite

import (
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/internal/normalize"
)

// number is what a paragraph is numbered as printed, and what the number counts.
// A letter says little without the number that it stands under: "2(a)".
func number(rec *archive.ParagraphRecord) (term, number string) {
	p := &rec.Paragraph
	label := normalize.Text(p.Label)
	switch {
	case p.Role == archive.Footnote:
		return Notes, label
	case p.Role == archive.Lettered && under(rec) != "":
		return Paragraphs, under(rec) + "(" + label + ")"
	case p.Role == archive.Numbered || p.Role == archive.Lettered:
		return Paragraphs, label
	case p.Role == "" && strings.Trim(label, "0123456789.") == "": // all that is known of a removed one
		return Paragraphs, label
	}
	return Paragraphs, ""
}

// under is the number of the paragraph that a lettered one belongs to.
func under(rec *archive.ParagraphRecord) string {
	all := rec.Section.Paragraphs
	at := slices.IndexFunc(all, func(p archive.Paragraph) bool { return p.ID == rec.Paragraph.ID })
	for at--; at >= 0; at-- {
		if all[at].Role == archive.Numbered {
			return normalize.Text(all[at].Label)
		}
	}
	return ""
}
