package packet

import (
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/internal/regexp"
)

// runIn is the label by which a report of a meeting opens a topic within the
// line: "Terror Listings: Minister … noted that".
var runIn = regexp.MustCompile(`^([\p{Lu}\d][^.:;?!]{1,50}:) \p{Lu}`)

// topics gives the topics of a meeting report sections of their own, under the
// label that opens them. The label stays in its paragraph, as it is printed.
func (f *facts) topics(sections []archive.Section) []archive.Section {
	if f.doc.Kind != archive.MeetingReport {
		return sections
	}
	var all []archive.Section
	for _, s := range sections {
		whole := s.Paragraphs
		s.Paragraphs = nil
		for j, p := range whole {
			if label := topicOf(p); label != "" {
				if j > 0 || s.Heading != "" {
					all = append(all, s)
				}
				s = archive.Section{Heading: label, Level: max(s.Level, 2)}
			}
			s.Paragraphs = append(s.Paragraphs, p)
		}
		all = append(all, s)
	}
	return slices.Clip(all)
}

// topicOf gives the label of the topic that a paragraph opens.
func topicOf(p archive.Paragraph) string {
	m := runIn.FindStringSubmatch(p.Text)
	if p.Role != archive.Prose || m == nil || countWords(m[1]) > 5 || hasVerb(m[1]) || listOfPersons.MatchString(m[1]) || hasRedaction(m[1]) || !isTitleCase(strings.TrimSuffix(m[1], ":")) {
		return ""
	}
	return m[1]
}
