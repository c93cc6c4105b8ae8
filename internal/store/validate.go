package store

import (
	"fmt"

	"communique/internal/archive"
)

// invalid is an error of category archive.ErrInvalid.
func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{archive.ErrInvalid}, args...)...)
}

// checkChange refuses what can be seen to be wrong in a change alone.
func checkChange(c *archive.SourceChange) error {
	if c.Source.Name == "" {
		return invalid("the source has no name")
	}
	if sum := hash(c.Bytes); sum != c.Source.SHA256 {
		return invalid("its bytes have the SHA-256 %s, not %q", sum, c.Source.SHA256)
	}
	positions := map[int]string{}
	for _, documents := range [][]archive.Document{c.Added, c.Changed} {
		for i := range documents {
			d := &documents[i]
			if err := checkDocument(c, d); err != nil {
				return fmt.Errorf("document %q: %w", d.Slug, err)
			}
			if other, taken := positions[d.Position]; taken {
				return invalid("documents %q and %q both have position %d", other, d.Slug, d.Position)
			}
			positions[d.Position] = d.Slug
		}
	}
	return nil
}

// checkFailure refuses a failure of nothing, or without a reason.
func checkFailure(source archive.Source, problem string) error {
	switch {
	case source.Name == "":
		return invalid("the source has no name")
	case problem == "":
		return invalid("it failed for no reason")
	}
	return nil
}

// checkDocument refuses a document that does not belong to its source or
// cannot be addressed.
func checkDocument(c *archive.SourceChange, d *archive.Document) error {
	switch {
	case d.Slug == "":
		return invalid("it has no slug")
	case d.Source != "" && d.Source != c.Source.Name:
		return invalid("it belongs to source %q", d.Source)
	case d.SHA256 != "" && d.SHA256 != c.Source.SHA256:
		return invalid("it was read from the bytes %s", d.SHA256)
	case d.Position < 1:
		return invalid("position %d is not a place in its source", d.Position)
	case !d.Date.Valid():
		return invalid("date %q is not YYYY, YYYY-MM or YYYY-MM-DD", d.Date)
	}
	for _, p := range d.Paragraphs {
		if err := checkParagraph(p); err != nil {
			return err
		}
	}
	return nil
}

// checkParagraph refuses a paragraph that no link can reach, or whose
// redactions lie outside of its text.
func checkParagraph(p *archive.Paragraph) error {
	if !archive.IsParagraphID(p.ID) {
		return invalid("paragraph id %q has not the form of one", p.ID)
	}
	for _, r := range p.Redactions {
		if r.Start < 0 || r.End < r.Start || r.End > len(p.Text) {
			return invalid("paragraph %s: redaction %d to %d lies outside of its %d bytes", p.ID, r.Start, r.End, len(p.Text))
		}
	}
	return nil
}
