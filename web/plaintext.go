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

func (s *Server) documentAs(w http.ResponseWriter, r *http.Request, mediaType string, form func(*archive.Document, vocabulary, string) string) error {
	doc, err := s.Records.Document(r.Context(), pathValue(r, "slug"))
	if err != nil {
		return err
	}
	base := s.base(r)
	w.Header().Set("Link", "<"+archive.DocumentURL(base, doc.Slug)+`>; rel="canonical"`)
	return s.send(w, r, http.StatusOK, mediaType, []byte(form(&doc, s.vocabulary(), base)))
}

// description is what stands under the title of a document in plain text.
func description(doc *archive.Document, v vocabulary, base string) []string {
	lines := []string{v.kind(string(doc.Kind)) + ", " + strings.ToLower(statusFact(doc.Status).Text) + ", " + dateFact(doc.Date).Text}
	for _, part := range []string{subtitle(doc), doc.Marking} {
		if part != "" {
			lines = append(lines, part)
		}
	}
	return append(lines, archive.DocumentURL(base, doc.Slug), "Source: "+doc.Source+", SHA-256 "+doc.SHA256)
}

// plainText is a document as text: what is printed, and where it is found.
func plainText(doc *archive.Document, v vocabulary, base string) string {
	var b strings.Builder
	b.WriteString(doc.Title + "\n" + strings.Join(description(doc, v, base), "\n") + "\n")
	for i := range doc.Sections {
		s := &doc.Sections[i]
		if s.Heading != "" {
			b.WriteString("\n" + s.Heading + "\n")
		}
		for k := range s.Paragraphs {
			p := &s.Paragraphs[k]
			b.WriteByte('\n')
			if p.Label != "" {
				b.WriteString(p.Label + "\t")
			}
			b.WriteString(p.Text + "\n")
		}
	}
	return b.String()
}

// markdown is a document as Markdown, each paragraph with its permalink.
func markdown(doc *archive.Document, v vocabulary, base string) string {
	var b strings.Builder
	b.WriteString("# " + escapeMarkdown(doc.Title) + "\n\n")
	for _, line := range description(doc, v, base) {
		b.WriteString("- " + escapeMarkdown(line) + "\n")
	}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		if s.Heading != "" {
			b.WriteString("\n" + strings.Repeat("#", min(s.Level+1, 6)) + " " + escapeMarkdown(s.Heading) + "\n")
		}
		for k := range s.Paragraphs {
			p := &s.Paragraphs[k]
			b.WriteByte('\n')
			if p.Label != "" {
				// The label is printed, not made by Markdown: its numbering restarts and has gaps.
				b.WriteString("**" + escapeMarkdown(p.Label) + "** ")
			}
			fmt.Fprintf(&b, "%s [¶](%s)\n", escapeMarkdown(p.Text), archive.ParagraphURL(base, p.ID))
		}
	}
	return b.String()
}

// markdownMarks are the characters that could be taken for markup.
var markdownMarks = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "&", `\&`,
)

// escapeMarkdown makes text stand for itself.
func escapeMarkdown(text string) string { return markdownMarks.Replace(text) }
