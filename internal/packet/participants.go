package packet

import (
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/internal/normalize"
	"communique/internal/regexp"
)

// A memorandum of conversation lists those who took part under its title, each
// with an office: the sides that spoke.

// conversation is the title of such a record, folded.
var conversation = regexp.MustCompile(`^(?:\d{1,4}\. )?(?:memorandum|record|minutes|note) of (?:an? )?conversation\b`)

// longestParticipant is how long the line of one who took part is, in bytes.
const longestParticipant = 200

// participants are the countries of that list, or nil where the paper has none.
func (f *facts) participants() []string {
	if !slices.ContainsFunc(f.text.parts, func(part string) bool { return conversation.MatchString(normalize.Fold(part)) }) {
		return nil
	}
	var all []string
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		if len(p.Text) > longestParticipant || endsSentence(p.Text) {
			return false
		}
		if name, held, ok := strings.Cut(p.Text, ","); ok && !startsLower(name) && office.MatchString(held) {
			all = append(all, f.countries(p.Text)...)
			if code := bodyOf(held); code != "" {
				all = append(all, code)
			}
		}
		return true
	})
	slices.Sort(all)
	return slices.Compact(all)
}
