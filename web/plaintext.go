package web

import (
	"fmt"
	"net/http"
	"strings"

	"communique/internal/archive"
)

// documentText answers with a document as plain text.
func (s *Server) documentText(w http.ResponseWriter, r *http.Request) error {
	return s.documentAs(w, r, "text/plain; charset=utf-8", plainText)
}

// documentMarkdown answers with a document as Markdown.
func (s *Server) documentMarkdown(w http.ResponseWriter, r *http.Request) error {
	return s.documentAs(w, r, "text/markdown; charset=utf-8", markdown)
}

func (s *Server) documentAs(w http.ResponseWriter, r *http.Request, mediaType string, form func(*export) string) error {
	doc, err := s.Records.Document(r.Context(), pathValue(r, "slug"))
	if err != nil {
		return err
	}
	withheld, err := s.Records.WithheldOfSource(r.Context(), doc.Source)
	if err != nil {
		return err
	}
	base := s.base(r)
	e := export{Document: &doc, words: s.vocabulary(), base: base}
	e.before, e.after = withheldAround(withheld, doc.Position)
	w.Header().Set("Link", "<"+archive.DocumentURL(base, doc.Slug)+`>; rel="canonical"`)
	return s.send(w, r, http.StatusOK, mediaType, []byte(form(&e)))
}

// export is a document to take away.
type export struct {
	*archive.Document
	words         vocabulary
	base          string   // the site's address
	before, after []string // which pages were kept back around it
}

// description is what stands under the title of a document in plain text.
func description(e *export) []string {
	doc, base := e.Document, e.base
	lines := []string{e.words.kind(string(doc.Kind)) + ", " + strings.ToLower(statusFact(doc.Status).Text) + ", " + dateFact(doc.Date).Text}
	for _, part := range []string{subtitle(doc), doc.Marking} {
		if part != "" {
			lines = append(lines, part)
		}
	}
	return append(lines, archive.DocumentURL(base, doc.Slug), "Source: "+doc.Source+", SHA-256 "+doc.SHA256)
}

// plainText is a document as text: what is printed, and where it is found.
func plainText(e *export) string {
	doc := e.Document
	var b strings.Builder
	b.WriteString(doc.Title + "\n" + strings.Join(description(e), "\n") + "\n")
	for _, w := range e.before {
		b.WriteString("\n[" + w + "]\n")
	}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		if s.Heading != "" {
			b.WriteString("\n" + s.Heading + "\n")
		}
		for k := range s.Paragraphs {
			p := &s.Paragraphs[k]
			b.WriteByte('\n')
			if p.Printed != "" {
				b.WriteString(p.Printed + "\t")
			}
			b.WriteString(p.Text + "\n")
		}
	}
	for _, w := range e.after {
		b.WriteString("\n[" + w + "]\n")
	}
	return b.String()
}

// markdown is a document as Markdown, each paragraph with its permalink.
func markdown(e *export) string {
	doc := e.Document
	var b strings.Builder
	b.WriteString("# " + escapeMarkdown(doc.Title) + "\n\n")
	for _, line := range description(e) {
		b.WriteString("- " + escapeMarkdown(line) + "\n")
	}
	for _, w := range e.before {
		b.WriteString("\n*" + escapeMarkdown(w) + "*\n")
	}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		if s.Heading != "" {
			b.WriteString("\n" + strings.Repeat("#", min(s.Level+1, 6)) + " " + escapeMarkdown(s.Heading) + "\n")
		}
		for k := range s.Paragraphs {
			p := &s.Paragraphs[k]
			b.WriteByte('\n')
			if p.Printed != "" {
				// The label is printed, not made by Markdown: its numbering restarts and has gaps.
				b.WriteString("**" + escapeMarkdown(p.Printed) + "** ")
			}
			fmt.Fprintf(&b, "%s [¶](%s)\n", escapeMarkdown(p.Text), archive.ParagraphURL(e.base, p.ID))
		}
	}
	for _, w := range e.after {
		b.WriteString("\n*" + escapeMarkdown(w) + "*\n")
	}
	return b.String()
}

// markdownMarks are the characters that could be taken for markup.
var markdownMarks = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "&", `\&`,
)

// escapeMarkdown makes text stand for itself.
func escapeMarkdown(text string) string { return markdownMarks.Replace(text) }
