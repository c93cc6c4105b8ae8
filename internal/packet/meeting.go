package packet

import (
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/internal/regexp"
)

// A joint text without "we" says in its first sentence who met: "The Foreign
// Ministers of Ruritania and Graustark met in Zenda on …". Those named before
// the verb speak; the host city behind it does not.

// longestSubject is how far into the text the verb of that sentence may stand,
// in bytes: lists of ministers with their names run long.
const longestSubject = 1600

// metVerb is the verb of that sentence, in the archive's languages.
var metVerb = regexp.MustCompile(`(?i)(?:^|[\s,(])(?:met|meet|(?:meeting|assembled|gathered) (?:in|at)|held|gathered|convened|assembled|(?:have|has) (?:met|held|agreed|decided|today|reached|concluded|issued|reaffirmed)|having|agreed|decided|today|issued|reaffirm|paid|visited|concluded|exchanged|conducted|announced?|declared?|desiring|wishing|recently|` +
	`held|attended|a effectué|effectue|ha realizado|efetuou|besökte|stattete|noted|reunid[oa]s|decorreu|contou|reuniu-se|se reunió|realizou|reuniram-se|reuniram|se reunieron|reunieron|realizaram|celebraron|acordaram|acordaron|` +
	`s'est (?:réunie?|tenue?)|s’est (?:réunie?|tenue?)|se sont (?:réuni|rencontré)e?s|sont convenue?s|ont (?:tenu|convenu|décidé|adopté)|réunie?s|` +
	`höll|träffades|möttes|samlades|har (?:träffats|enats|beslutat)|trafen|kamen|haben|sind|traten|si sono riuniti|hanno|встретились|провели|договорились|` +
	`يوم|في|على هامش|لبحث)(?:[\s,;.]|$)`)

// office are words of those who speak for a country.
var office = regexp.MustCompile(`(?i)(?:^|[\s,(’'])(?:\pL*ministers?|ministr[oaei]s?|ministres?|\pL*minister\pL*|presidents?|présidente?s?|presidentes?|präsident\pL*|heads? of (?:state|government|delegation)|chefs? d'[ée]tat|leaders?|líderes|secretar(?:y|ies)|representatives?|governments?|gouvernements?|governos?|gobiernos?|regierung\pL*|regering\pL*|chancellors?|king|emir|sultan|delegations?|attorneys? general|ambassadors?|councils?|meetings?|conseil|conselho|consejo|reunião|reunión|réunion|conférence|conference|assembly|summit|cúpula|cumbre|sommet|comunidade|community|union|مجلس|المجلس|министры?|президенты?|главы|وزراء|وزير|رئيس|رؤساء|حكومة|حكومتا|قادة)(?:[\s,:’']|$)`)

// partiesOfMeeting are those who met by the first sentence: two at least, or
// the visitor and the host of a visit that one paid at the other's invitation.
func (f *facts) partiesOfMeeting() []string {
	if f.doc.Kind != archive.Communique && f.doc.Kind != archive.Statement && f.doc.Kind != archive.Other && f.doc.Kind != archive.PressRelease {
		return nil
	}
	if len(f.text.parts) > 0 && oneSided.MatchString(f.text.parts[f.text.core]) {
		return nil
	}
	text := f.firstWords(longestSubject)
	joint := f.doc.Kind == archive.Communique || slices.ContainsFunc(f.text.parts, f.isJoint)
	for n := 0; n < 3 && text != "" && (n == 0 || joint); n++ {
		sentence := firstSentence(text)
		if met := f.whoMet(sentence); len(met) > 1 && (f.doc.Kind != archive.PressRelease || f.isGroup(met)) {
			return met
		}
		text = strings.TrimLeft(text[len(sentence):], ". ")
	}
	return nil
}

// isGroup reports whether parties are the members of a group rather than two or
// three that one government's release names.
func (f *facts) isGroup(parties []string) bool {
	return len(parties) > 3 && len(f.th.FindCollective(firstSentence(f.firstWords(longestSubject)))) > 0 && f.partyOfSite() == nil
}

// whoMet are those who met by a sentence: named before its verb with their
// office, or the visitor and the host of a visit.
func (f *facts) whoMet(sentence string) []string {
	at := metVerb.FindStringIndex(sentence)
	if f.doc.Language == "ar" { // the verb stands first
		sentence = membersIn.ReplaceAllString(sentence, "$1 ")
		at = firstBehind(arabicObject, sentence, office)
	}
	if at == nil {
		return nil
	}
	who := sentence[:at[0]]
	if !office.MatchString(who) {
		return nil
	}
	found := f.countries(who)
	if len(found) < 2 && invited.MatchString(sentence) {
		if both := f.countries(sentence); len(both) == 2 {
			return both
		}
	}
	return found
}

var (
	// arabicObject is what stands behind those who met in an Arabic sentence: the
	// meeting, its place, its day.
	arabicObject = regexp.MustCompile(`(?:^|[\s،])(?:يوم|اليوم|في|على هامش|لبحث|دورت\pL+|اجتماع\pL*|أول|جلسة|مباحثات|لقاء|قمة|بمدينة|ب?العاصمة|برئاسة|بدعوة)(?:[\s،.]|$)`)
	// membersIn are the members of a group, which are named in it.
	membersIn = regexp.MustCompile(`(الأعضاء|المشاركة|المشاركين|الأطراف) في `)
)

// firstBehind finds the first match of what behind a match of other.
func firstBehind(what *regexp.Regexp, text string, other *regexp.Regexp) []int {
	from := other.FindStringIndex(text)
	if from == nil {
		return nil
	}
	if at := what.FindStringIndex(text[from[1]:]); at != nil {
		return []int{at[0] + from[1], at[1] + from[1]}
	}
	return nil
}

// invited: the host of a visit issues its communiqué with the visitor.
var invited = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:at the invitation of|on the invitation of|[àa] l['’]invitation d|på inbjudan av|по приглашению|بدعوة|por invita(?:ción|ção) d|a convite d|a invitación d|auf einladung)`)

// firstSentence cuts a text behind its first sentence.
func firstSentence(text string) string {
	for from := 0; ; {
		at := strings.Index(text[from:], ". ")
		if at < 0 {
			return text
		}
		at += from
		word := text[strings.LastIndexByte(text[:at], ' ')+1 : at]
		if len(word) > 3 {
			return text[:at]
		}
		from = at + 1
	}
}

// firstWords is the front of the running text, over paragraphs: the list of
// those who met may stand in lines of its own.
func (f *facts) firstWords(n int) string {
	var b strings.Builder
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		if p.Role != archive.Footnote && p.Role != archive.Mark && p.Role != archive.SignOff {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(head(p.Text, n))
		}
		return b.Len() < n
	})
	return head(b.String(), n)
}

// fewestPresent is how many names make a list of those present.
const fewestPresent = 4

// frontParagraphs is among how many paragraphs at the front those present are
// listed.
const frontParagraphs = 6

// partiesPresent are the countries of a list of those who took part, which a
// communiqué prints in a paragraph or note with hardly another word.
func (f *facts) partiesPresent() []string {
	if f.doc.Kind != archive.Communique && f.doc.Kind != archive.Statement {
		return nil
	}
	var all []string
	n, last := 0, 0
	f.doc.Paragraphs(func(*archive.Section, *archive.Paragraph) bool { last++; return true })
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		n++
		if n > frontParagraphs && n < last-1 && p.Role != archive.Footnote { // those named within the text are others
			return true
		}
		if len(p.Text) > 1500 || !present.MatchString(p.Text) && strings.Count(p.Text, ",") < fewestPresent-2 {
			return true
		}
		found := codes(f.th.FindCountries(beforeObservers(p.Text)))
		if len(found) >= fewestPresent && (len(p.Text) < 30*len(found) || present.MatchString(p.Text)) {
			all = found
		}
		return all == nil
	})
	return all
}

// beforeObservers cuts a text before those who took part as observers.
func beforeObservers(text string) string {
	if at := observers.FindStringIndex(text); at != nil {
		return text[:at[0]]
	}
	return text
}

var observers = regexp.MustCompile(`(?i)[^.;]*\b(?:as (?:an )?observers?|observateurs?|observadores|observatörer|beobachter)\b`)

// present says that those named behind it took part.
var present = regexp.MustCompile(`(?i)(?:^|[\s,(])(?:attended by|participants|delegations? (?:of|from)|representatives of|participating (?:countries|states)|[ée]taient pr[ée]sents|com a (?:participação|presença)|contou com a|took part|participated|deltog|nahmen teil|ont (?:participé|pris part)|участвовали|con la participación|بمشاركة|(?:har )?deltagit)(?:[\s,:]|$)`)
