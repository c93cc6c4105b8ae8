package packet

import (
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/internal/normalize"
	"communique/internal/regexp"
)

// kind tells what a document is: by what its title says, then by the form of
// its body, then by where the site files it.
func (f *facts) kind() archive.Kind {
	title := strings.Join(f.text.parts, " : ")
	if f.text.core < len(f.text.parts) {
		if k := kindOfTitle(f.text.parts[f.text.core]); k != "" && !(k == archive.BriefingNote && f.isReport()) {
			return f.refine(k)
		}
	}
	if k := kindOfTitle(title); k != "" {
		return f.refine(k)
	}
	if k := kindOfTitle(f.text.standing); k != "" {
		return k
	}
	for _, line := range append(f.text.letterhead, f.runIn()) {
		if k := kindOfTitle(line); k != "" {
			return k
		}
	}
	for _, text := range f.opening[:min(len(f.opening), 2)] {
		if m := textOf.FindStringSubmatch(head(text, 200)); m != nil {
			return kindOfTitle(m[1])
		}
	}
	switch {
	case f.hasForm():
		return archive.BriefingNote
	case f.weCommit():
		return archive.Communique
	}
	if k := f.declared(); k != "" {
		return k
	}
	if f.quotes() || slices.ContainsFunc(f.titleTexts(), isNewsLabel) {
		return archive.PressRelease
	}
	return f.filed()
}

// textOf is how a foreign office leads in the text of somebody who spoke.
var textOf = regexp.MustCompile(`(?i)^\W*(?:the )?following (?:is|are) the (?:full )?text of (?:an? |the )?((?:address|speech|statement|joint statement|communiqu[ée]|remarks|declaration) (?:by|to|of|at|issued|made))`)

// runIn is what the first paragraph says of the paper in front of a bar or dash:
// "Press release of 25 January 2022 | Berlin – …".
func (f *facts) runIn() string {
	line, _, found := strings.Cut(head(firstOf(f.opening), 120), " | ")
	if !found || !isReleaseLine(line) {
		return ""
	}
	return line
}

// declared is the kind that the publisher files the document under in so many
// words: "oral_statement".
func (f *facts) declared() archive.Kind {
	said := strings.NewReplacer("_", " ", "-", " ").Replace(f.src.hint(metaKind))
	switch k := kindOfTitle(said); {
	case k == "" && newsWord.MatchString(normalize.Fold(said)):
		return archive.PressRelease
	case k != archive.PlanningNote: // "planning" is a subject as well
		return k
	}
	return ""
}

// isNewsLabel reports whether a line files a page as news behind its date.
func isNewsLabel(line string) bool {
	dates := findDates(line)
	if len(dates) == 0 || !kindBehindDate.MatchString(line[dates[0].end:]) {
		return false
	}
	return newsWord.MatchString(strings.Trim(normalize.Fold(line[dates[0].end:]), "|·• "))
}

// newsWord is what sites call their press releases besides.
var newsWord = regexp.MustCompile(`^(?:world )?news(?: (?:story|article|item))?$|^(?:nyhed|nyhet|nyheter|noticia|noticias|nachrichten?|actualites?|notizie|uutinen)$`)

// refine sets apart what one word names in two ways: a note whose title speaks
// of a meeting ahead is a briefing.
func (f *facts) refine(k archive.Kind) archive.Kind {
	if k == archive.MeetingReport && f.hasForm() && !strings.Contains(normalize.Fold(f.doc.PrintedTitle), "report") {
		return archive.BriefingNote
	}
	return k
}

// isReport reports whether the title says that it reports.
func (f *facts) isReport() bool {
	return strings.HasPrefix(normalize.Fold(f.text.parts[f.text.core]), "report")
}

// hasForm reports whether two headings of the form of briefing notes stand in
// the document.
func (f *facts) hasForm() bool {
	n := 0
	for _, s := range f.doc.Sections {
		if isFormHeading(s.Heading) && len(s.Heading) > 0 && !strings.EqualFold(s.Heading, "conclusion") && !strings.EqualFold(s.Heading, "introduction") {
			n++
		}
	}
	return n >= 2
}

// weCommit reports whether ministers speak in numbered paragraphs: "We reaffirm
// …", "We commit to …". That is a communiqué, whatever its title.
var undertaking = regexp.MustCompile(`\bWe (?:(?:also|therefore|further|remain|strongly|hereby|are) )?(?:re)?(?:affirm|commit|agreed?|welcome|call|reiterate|note|recognise|recognize|support|acknowledge|endorse|pledge)`)

func (f *facts) weCommit() bool {
	n := 0
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		if p.Role == archive.Numbered && undertaking.MatchString(head(p.Text, 2000)) {
			n++
		}
		return n < 3
	})
	return n >= 3
}

// quoting is how a press release brings in what somebody said.
var quoting = regexp.MustCompile(`\b(?:said|added|says|commented)(?:\s*:|,? [“"‘]|\.$)|[”"’],? (?:said|says|added)\b|\bsaid:$`)

// quotes reports whether the text quotes as a press release does.
func (f *facts) quotes() bool {
	n := 0
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		if len(p.Text) < 2000 && quoting.MatchString(p.Text) {
			n++
		}
		return n < 2
	})
	return n >= 2
}

// filed is the kind that the front matter's tags or address give.
func (f *facts) filed() archive.Kind {
	fold := normalize.Fold(f.src.hint(metaTags) + " " + f.src.hint(metaAddress))
	fold = strings.NewReplacer("-", " ", "/", " ", "_", " ").Replace(fold)
	if strings.TrimSpace(fold) == "" {
		return archive.Other
	}
	for _, r := range kindRules {
		if r.kind != archive.PlanningNote && r.match.MatchString(fold) {
			return r.kind
		}
	}
	return archive.Other
}
