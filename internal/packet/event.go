package packet

import (
	"strings"
	"unicode/utf8"

	"communique/internal/archive"
	"communique/internal/regexp"
)

// meetingWord is a word that makes a name one of a meeting.
var meetingWord = regexp.MustCompile(`(?i)\b(?:ministerial|summit|conference|meeting|forum|council|quintet|assembly|dialogue|session|FCM|G7|G20|G8|COP ?\d*|CHOGM)\b`)

// eventInTitle is a meeting's short name with its year: "FCM 2019", "G20 2017".
var eventInTitle = regexp.MustCompile(`\b(\p{Lu}[\pL\d]{1,7}|(?:\p{Lu}[\pL]+ ){1,4}(?:Ministerial|Summit|Conference|Forum|Meeting)) ((?:19|20)\d\d)\b`)

// event names the meeting that a document belongs to: its masthead, or a short
// name with a year in its title.
func (f *facts) event() string {
	for i, part := range f.text.parts {
		if i == f.text.core && len(f.text.parts) > 1 {
			break
		}
		if f.text.masthead != "" && meetingWord.MatchString(part) && !placeYear.MatchString(part) && !isGenre(part) {
			return f.src.readable(part)
		}
	}
	for _, part := range f.text.parts {
		if m := eventInTitle.FindStringSubmatch(part); m != nil && meetingWord.MatchString(m[1]) {
			return m[1] + " " + m[2]
		}
		if meetingWord.MatchString(part) && !isGenre(part) && kindOfTitle(part) == archive.Communique {
			return strings.TrimSpace(trimGenre(f.src.readable(part)))
		}
	}
	if m := atEvent.FindStringSubmatch(f.text.standing); m != nil {
		return m[1]
	}
	return ""
}

// atEvent is the occasion in a standfirst: "Statement by … at the Security
// Council briefing on Syria".
var atEvent = regexp.MustCompile(`\bat (?:the |a )?(\p{Lu}[^.,]{5,80})$`)

// trimGenre takes the name of the paper off the name of the meeting.
func trimGenre(title string) string {
	for _, word := range []string{"Joint Communiqué", "Communiqué", "Communique", "Final Statement"} {
		title = strings.TrimSuffix(strings.TrimSuffix(title, word), " ")
	}
	return title
}

// withYear adds the year to a meeting's name that has none, since most meet
// every year.
func withYear(event string, date archive.Date) string {
	if event == "" || date == "" || anyYear.MatchString(event) {
		return event
	}
	return event + " " + date.Year()
}

// wherePlace is where the opening says that the meeting met: "in London, United
// Kingdom on 29–30 July 2019".
var wherePlace = regexp.MustCompile(`\b(?:in|at|à) (\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3}(?:, \p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3}){0,2}),? (?:on|from|between|les?|du) $`)

// place is where the meeting was held or the paper signed.
func (f *facts) place() string {
	for _, text := range f.opening[:min(len(f.opening), 3)] {
		for _, d := range findDates(text) {
			if m := wherePlace.FindStringSubmatch(text[:d.at]); m != nil && saysMeeting(sentenceBefore(text, d.at)) {
				return m[1]
			}
		}
	}
	place := ""
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		if p.Role == archive.SignOff && isDateline(p.Text) {
			dates := findDates(p.Text)
			if m := placeBehind.FindStringSubmatch(p.Text[dates[len(dates)-1].end:]); m != nil {
				place = m[1]
			}
		}
		return place == ""
	})
	if place != "" {
		return place
	}
	for _, part := range f.text.parts {
		if placeYear.MatchString(part) {
			return strings.TrimRight(anyYear.ReplaceAllString(part, ""), " ,")
		}
	}
	return f.placeOfDateline()
}

// issuer says who speaks, in the words of the text.
func (f *facts) issuer() string {
	if m := weThe.FindStringSubmatch(f.weSentence()); m != nil {
		return strings.TrimSpace(m[1])
	}
	if m := byWhom.FindStringSubmatch(f.text.standing); m != nil {
		return m[1]
	}
	if len(f.text.parts) > 0 {
		if m := byWhom.FindStringSubmatch(f.text.parts[f.text.core]); m != nil {
			return m[1]
		}
	}
	found := ""
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		if p.Role == archive.SignOff && found == "" {
			if m := draftedBy.FindStringSubmatch(p.Text); m != nil {
				found = withoutRedactions(m[1])
			}
		}
		return found == ""
	})
	if found == "" {
		return f.src.hint(metaIssuer)
	}
	return found
}

var (
	// weThe is how a joint text names those who speak, up to the verb.
	weThe = regexp.MustCompile(`(?i)\bwe, (?:the )?(.{3,400}?)(?:\s*[,(]?\s*(?:\(the [“"']|, (?:met|have|gathered|having|today)|\b(?:have|having|met|gathered|convened|come|reaffirm|affirm|declare|agree|acknowledge|welcome|recognise|recognize)\b))`)
	// byWhom is the speaker that a title or standfirst names.
	byWhom    = regexp.MustCompile(`^(?:Joint )?(?:Press )?(?:Statement|Remarks|Speech|Address|Declaration|Message) (?:by|from|of the) (?:the )?(\p{Lu}.{2,120}?)(?:,? (?i:at|on|in|after|ahead|before|during|regarding|concerning|marking|following|welcoming|announcing|congratulating|commemorating|celebrating|honou?ring|recogni[sz]ing|condemning|responding|to the (?:press|nation|house|senate|media)) .*)?$`)
	draftedBy = regexp.MustCompile(`^(?:Drafted|Prepared|Rédigé)(?: (?:by|par))?\s*:\s*(\S.*)$`)
)

// weSentence is the sentence of the opening that begins "We, the …".
func (f *facts) weSentence() string {
	for _, text := range f.opening[:min(len(f.opening), 3)] {
		if weOpening.MatchString(head(text, 60)) {
			return text
		}
	}
	return ""
}

// weOpening is how such a sentence begins, in the archive's languages.
var weOpening = regexp.MustCompile(`^[“"(]?(?i:(?:we|nous|wir|nosotros|nosotras|nós|vi|noi|мы),? (?:the|les?|la|die|los?|las|os|as|i|gli|министры|главы|президенты|\d|\pL+er(?:na)?\b)|(?:we|nous|wir|nosotros|nosotras|nós|vi|noi|мы), |نحن[،,]? )`)

// nameEvents writes a meeting's acronym out where another document of the source
// prints the whole name: "FCM 2019" beside "Five Country Ministerial 2019".
func nameEvents(documents []archive.Document) {
	whole := map[string]string{}
	for _, d := range documents {
		words := strings.Fields(d.Event)
		if len(words) < 3 || !anyYear.MatchString(words[len(words)-1]) {
			continue
		}
		initials := ""
		for _, w := range words[:len(words)-1] {
			if !functionWords[strings.ToLower(w)] {
				initials += strings.ToUpper(head(w, utf8.RuneLen([]rune(w)[0])))
			}
		}
		if key := initials + " " + words[len(words)-1]; len(initials) > 1 && whole[key] == "" {
			whole[key] = d.Event
		}
	}
	for i := range documents {
		if name := whole[documents[i].Event]; name != "" {
			documents[i].Event = name
		}
	}
}
