package components

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"
)

// Wording is a text in pieces, with not one space more than it has. That is
// why it is written by hand: where a redaction is glued to a word, it stays so.
// whole sets the bars of a paragraph that is nothing but marks.
func Wording(pieces []Piece, whole bool) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		for _, p := range pieces {
			writePiece(&b, p, whole)
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

func writePiece(b *strings.Builder, p Piece, whole bool) {
	switch {
	case p.Redacted:
		writeBar(b, p.Exemption, whole)
	case p.Deleted:
		b.WriteString("<del>" + templ.EscapeString(p.Text) + "</del>")
	case p.Inserted:
		b.WriteString("<ins>" + templ.EscapeString(p.Text) + "</ins>")
	case p.Mark:
		b.WriteString("<mark>" + templ.EscapeString(p.Text) + "</mark>")
	default:
		b.WriteString(templ.EscapeString(p.Text))
	}
}

// writeBar draws a redaction. The bar holds words, so that eyes, ears and the
// clipboard get the same; what is said of its extent is for ears alone.
func writeBar(b *strings.Builder, exemption string, whole bool) {
	class := "redaction"
	if whole {
		class += " whole"
	}
	b.WriteString(`<span class="` + class + `"><span class="unseen">[</span>redacted`)
	if exemption == "" {
		b.WriteString(`<span class="unseen">; extent and exemption not printed]</span></span>`)
		return
	}
	b.WriteString(`, ` + templ.EscapeString(exemption) + `<span class="unseen">; extent not printed]</span></span>`)
}

// direction is the way a language is written, for the text as a whole; the
// labels of its paragraphs stand on the side where its lines begin.
func direction(language string) string {
	base, _, _ := strings.Cut(language, "-")
	switch base {
	case "ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}
