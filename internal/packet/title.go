package packet

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/internal/archive"
	"communique/internal/normalize"
	"communique/internal/regexp"
)

// title makes the title that tells a document apart in a list. It holds the
// words of the printed one; what only says what the paper is gets the meeting,
// or who and when, in front or behind.
func (f *facts) title() string {
	if len(f.text.parts) == 0 {
		return f.untitled()
	}
	core := f.text.parts[f.text.core]
	name := f.src.readable(core)
	if before := f.genreBefore(); before != "" {
		name = before + ": " + name
	}
	if !isGenre(core) {
		return name
	}
	if long := f.titleBefore(); long != "" {
		return long + ": " + strings.Trim(name, "*_ ")
	}
	name = sentenceCase(name)
	if f.doc.Event != "" {
		return f.doc.Event + ": " + name
	}
	return f.withCircumstances(name)
}

// genreBefore is the part of the title block before the core that only says what
// the paper is: "Briefing Note for the Minister" before "Encryption".
func (f *facts) genreBefore() string {
	if f.text.core == 0 {
		return ""
	}
	if before := f.text.parts[f.text.core-1]; f.text.memo || isGenre(before) {
		return f.src.readable(before)
	}
	return ""
}

// titleBefore is the part of the title block before a bare genre, where that is a
// name of its own: the meeting over "Final Communiqué".
func (f *facts) titleBefore() string {
	if f.text.core == 0 || f.text.masthead != "" {
		return ""
	}
	if before := f.text.parts[f.text.core-1]; countWords(before) >= 4 && !isPublicationLine(before) && !isDateLine(before) && !isLetterhead(before) {
		return f.src.readable(before)
	}
	return ""
}

// withCircumstances adds to a bare name who speaks, where, and when, as far as
// the text says.
func (f *facts) withCircumstances(name string) string {
	if who := f.whoSpeaks(); who != "" {
		name += " of the " + who
	}
	if f.doc.Place != "" {
		place, _, _ := strings.Cut(f.doc.Place, ",")
		name += ", " + place
	}
	if f.doc.Date != "" {
		name += ", " + f.doc.Date.String()
	}
	return name
}

// whoSpeaks is the name that the parties give themselves ("the “Five
// Countries”"), or the issuer where that is short.
func (f *facts) whoSpeaks() string {
	if f.th != nil {
		for _, c := range f.th.FindCollective(f.weSentence()) {
			if len(c.Words) > 0 {
				return c.Words[0]
			}
		}
	}
	if n := len(f.doc.Issuer); n > 0 && n <= 60 && !hasRedaction(f.doc.Issuer) && (isCapitals(f.doc.Issuer) || office.MatchString(f.doc.Issuer) || isLetterhead(f.doc.Issuer)) {
		return f.doc.Issuer
	}
	return ""
}

// untitled names a document that prints no title: by its kind and first words.
func (f *facts) untitled() string {
	first := ""
	f.everyText(func(text string) bool { first = withoutRedactions(text); return first == "" })
	words := strings.Fields(head(first, 200))
	if len(words) > 10 {
		words = append(words[:10], "…")
	}
	if len(words) == 0 {
		return f.withCircumstances("Untitled " + kindWord(f.doc.Kind))
	}
	return f.withCircumstances(fmt.Sprintf("Untitled %s: “%s”", kindWord(f.doc.Kind), strings.Join(words, " ")))
}

// readable writes a line in capitals as a title; acronyms and names with points
// or digits stay. Other lines stay as printed. Faults of capitals are mended
// first: small l for I is no capital any more when written small.
func (s *source) readable(text string) string {
	if !isCapitals(text) {
		return text
	}
	text = normalize.Mend(text).Text
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = s.readableWord(w, i == 0 || strings.HasSuffix(words[i-1], ":"))
	}
	return strings.Join(words, " ")
}

// knownAcronyms are those of the genre that a title in capitals may hold.
var knownAcronyms = set("UK US USA UN EU G7 G8 G20 NATO ASEAN AUKUS OECD WTO WHO IMF UAE FCM FBI CIA RCMP DHS NGO ICT AI IT COVID-19 BRICS OSCE APEC IAEA UNGA II III IV VI VII VIII IX XI XII")

// readableWord writes one word of a title.
func (s *source) readableWord(w string, first bool) string {
	bare := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	small := strings.ToLower(bare)
	switch {
	case !first && functionWords[small]:
		return strings.ToLower(w)
	case len(bare) > 1 && roman.MatchString(bare), knownAcronyms[bare] || s.isAcronym(bare) && !s.plainWord(small) || strings.ContainsAny(bare, "0123456789.") || strings.ContainsAny(w, "/"):
		return w
	case strings.Contains(bare, "-"):
		parts := strings.Split(w, "-")
		for i, p := range parts {
			parts[i] = s.readableWord(p, first && i == 0)
		}
		return strings.Join(parts, "-")
	}
	return capitalised(w)
}

// roman is a number of an edition: XVI, XXIV.
var roman = regexp.MustCompile(`^X{0,3}(?:IX|IV|V?I{0,3})$`)

// plainWord reports whether the running text also prints a word small; that is
// known only for wrapped sources and holds for none else.
func (s *source) plainWord(small string) bool { return functionWords[small] }

// capitalised writes a word small but for its first letter, and the letter
// behind an apostrophe in names ("O'BRIEN").
func capitalised(w string) string {
	if rest, ok := strings.CutPrefix(w, "Mc"); ok && rest != "" {
		return "Mc" + capitalised(rest)
	}
	low := []rune(strings.ToLower(w))
	for i, r := range low {
		if unicode.IsLetter(r) {
			low[i] = unicode.ToUpper(r)
			if i+3 < len(low) && (low[i+1] == '\'' || low[i+1] == '’') && i == 0 {
				low[i+2] = unicode.ToUpper(low[i+2])
			}
			break
		}
	}
	return string(low)
}

// genreWords are the words that a line of bareGenre is made of, but for names.
var genreWords = set("communiqué communique statement declaration release note notes briefing memorandum memo readout summary minutes report planning speech remarks paper conclusions points speaking talking " +
	"draft final revised agreed joint official ministerial first second third updated summit action information outcome political decision press media news de presse aide-memoire fact sheet backgrounder telegram cable message meeting " +
	"for to the record minister deputy file cabinet")

// sentenceCase makes every word but the first small, where it is an ordinary one.
func sentenceCase(title string) string {
	words := strings.Fields(title)
	for i, w := range words {
		if i > 0 && genreWords[strings.ToLower(strings.Trim(w, ",.:"))] && !strings.HasSuffix(words[i-1], ":") {
			words[i] = strings.ToLower(w)
		}
	}
	if len(words) > 0 {
		r, size := utf8.DecodeRuneInString(words[0])
		words[0] = string(unicode.ToUpper(r)) + words[0][size:]
	}
	return strings.Join(words, " ")
}

// tellApart numbers the documents of one source that have the same title, drafts
// as drafts, in the order in which they stand in it.
func tellApart(documents []archive.Document) {
	same := map[string][]int{}
	for i, d := range documents {
		same[d.Title] = append(same[d.Title], i)
	}
	for title, places := range same {
		if len(places) < 2 {
			continue
		}
		for n, i := range places {
			d := &documents[i]
			what := "no."
			if d.Status == archive.Draft {
				what = "draft"
			}
			d.Title = fmt.Sprintf("%s (%s %d of %d in this source)", title, what, n+1, len(places))
		}
	}
}
