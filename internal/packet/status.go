package packet

import (
	"fmt"
	"strings"

	"communique/internal/archive"
	"communique/internal/normalize"
	"communique/internal/regexp"
)

var (
	draftWord = regexp.MustCompile(`\b(?:draft|zero draft|projet de)\b`)
	// approving are the lines at a paper's foot that make it final.
	approving = regexp.MustCompile(`^(?:Approved|Signed|Cleared|Approuvé|Signé)(?: (?:by|par))?\s*:`)
)

// status tells whether a document is a draft or final, and why in words. What
// the paper calls itself comes first; then who approved or signed it; then, for
// the kinds that are published, that nothing calls it a draft and no passage is
// blacked out. Working papers without either say nothing. What the publisher
// declares is told with the ground, and stands where the paper says nothing.
func (f *facts) status() (archive.Status, string) {
	status, basis := f.statusOfText()
	said := f.src.hint(metaStatus)
	if said == "" {
		return status, basis
	}
	said = fmt.Sprintf("the publisher says: “%s”", said)
	switch {
	case basis != "":
		return status, basis + "; " + said
	case draftWord.MatchString(normalize.Fold(said)):
		return archive.Draft, said
	}
	return archive.Final, said
}

// statusOfText is the status by the document's own words.
func (f *facts) statusOfText() (archive.Status, string) {
	for _, part := range f.text.parts {
		if fold := normalize.Fold(part); draftWord.MatchString(fold) && len(part) <= short {
			return archive.Draft, fmt.Sprintf("title: “%s”", part)
		}
	}
	if draftWord.MatchString(normalize.Fold(f.doc.Marking)) {
		return archive.Draft, fmt.Sprintf("marking: “%s”", f.doc.Marking)
	}
	if line := f.approval(); line != "" {
		return archive.Final, fmt.Sprintf("“%s”", line)
	}
	switch f.doc.Kind {
	case archive.Communique, archive.Statement, archive.PressRelease, archive.Speech:
		if f.src.hint(metaAddress) != "" {
			return archive.Final, "published on a web site"
		}
		if given := f.src.hint(metaDate); given != "" && f.src.datesText() {
			return archive.Final, fmt.Sprintf("dated “%s” in the description of the file", given)
		}
		if f.redacted() {
			return "", ""
		}
		return archive.Final, fmt.Sprintf("no word of a draft and no redaction in a %s", kindWord(f.doc.Kind))
	}
	return "", ""
}

// approval gives the line that says who approved or signed, cut to its start.
func (f *facts) approval() string {
	found := ""
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		if p.Role == archive.SignOff && approving.MatchString(p.Text) {
			found = p.Text
		}
		return found == ""
	})
	if len(found) > 60 {
		found = strings.TrimRight(head(found, 60), " ,;") + " …"
	}
	return found
}

// redacted reports whether a passage of the document is blacked out.
func (f *facts) redacted() bool {
	found := false
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		found = len(p.Redactions) > 0
		return !found
	})
	return found
}

// kindWord is a kind in a sentence.
func kindWord(k archive.Kind) string {
	switch k {
	case archive.Communique:
		return "communiqué"
	case archive.MeetingReport, archive.PressRelease, archive.BriefingNote, archive.PlanningNote:
		return strings.ReplaceAll(string(k), "-", " ")
	case archive.Other:
		return "document"
	}
	return string(k)
}
