package packet

import (
	"slices"
	"strconv"
	"strings"

	"communique/internal/archive"
	"communique/internal/regexp"
)

// parties are the countries that issue or sign a document, or nil where that is
// not known, as when the list of those who speak is blacked out.
func (f *facts) parties() []string {
	if f.th == nil {
		return nil
	}
	if we := f.weSentence(); we != "" {
		return f.partiesOfWe(we)
	}
	signed := f.signatories()
	if len(signed) > 1 {
		return signed
	}
	switch f.doc.Kind {
	case archive.MeetingReport:
		if both := f.participants(); len(both) > 1 {
			return both
		}
		return f.ownSide()
	case archive.BriefingNote, archive.PlanningNote:
		return f.ownSide()
	}
	if several := f.partiesJointly(); several != nil {
		return several
	}
	if len(signed) > 0 {
		return signed
	}
	for _, rule := range []func() []string{f.partyOfSite, f.ownBody, f.partyOfIssuer, f.partyOfHead, f.partiesPresent, f.firstAndMost, f.bodyOfLead, f.src.releasedBy} {
		if own := rule(); own != nil {
			return own
		}
	}
	return nil
}

// partiesJointly are those whom the title block or the first sentences name as
// speakers.
func (f *facts) partiesJointly() []string {
	for _, line := range f.titleTexts() {
		if listed := f.listOfCountries(line); listed != nil {
			return listed
		}
	}
	who := f.speaker()
	if found := f.countries(who); len(found) > 0 {
		return f.withSite(found, who)
	}
	if who != "" && !jointly.MatchString(strings.Join(f.text.parts, " ")) {
		return nil
	}
	if joint := f.partiesOfTitle(); len(joint) > 0 && f.includesSite(joint) {
		return f.thosePresent(joint)
	}
	if met := f.partiesOfMeeting(); len(met) > 0 && f.includesSite(met) {
		return met
	}
	return nil
}

// jointly is the word by which a title says outright that several speak.
var jointly = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:joint|conjoint|conjunt|gemeinsam|gemensam|congiunt|совместн|مشترك)`)

// withSite adds the site's own country to those of speakers of whom the first
// is known by name alone: "Remarks by Vice President Doe and the President of
// Ruritania".
func (f *facts) withSite(found []string, who string) []string {
	if site := f.partyOfSite(); site != nil && !slices.Contains(found, site[0]) && strings.Contains(who, " and ") {
		found = append(slices.Clone(found), site[0])
		slices.Sort(found)
	}
	return found
}

// manyMembers is from how many members on a group meets without some of them.
const manyMembers = 20

// thosePresent are, of a large group, the members that a text lists as present.
func (f *facts) thosePresent(group []string) []string {
	if len(group) < manyMembers {
		return group
	}
	listed := f.partiesPresent()
	for _, code := range listed {
		if !slices.Contains(group, code) {
			return group
		}
	}
	if len(listed) == 0 {
		return group
	}
	return listed
}

// bodyOfLead is the country whose bodies alone the first paragraph of a press
// release or speech names.
func (f *facts) bodyOfLead() []string {
	if f.doc.Kind != archive.PressRelease && f.doc.Kind != archive.Speech {
		return nil
	}
	if code := bodyOf(firstOf(f.opening)); code != "" {
		return []string{code}
	}
	return nil
}

// partyOfIssuer is the one country that what the file says of its issuer names.
func (f *facts) partyOfIssuer() []string {
	if found := f.countries(f.src.hint(metaIssuer)); len(found) == 1 {
		return found
	}
	return nil
}

// countries finds countries and the members of groups of countries in a text.
func (f *facts) countries(text string) []string {
	if text == "" || f.th == nil {
		return nil
	}
	all := codes(f.th.FindCountries(text))
	for _, c := range f.th.FindCollective(text) {
		if year, err := strconv.Atoi(f.doc.Date.Year()); err == nil {
			all = append(all, c.MembersIn(year)...)
		} else {
			all = append(all, c.Members...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// partiesOfWe reads "We, the Ministers of Australia, Canada … and the United
// States, have come together in London, United Kingdom": those named before the
// verb speak, those behind it do not.
func (f *facts) partiesOfWe(sentence string) []string {
	who := head(sentence, 400)
	if at := weVerb.FindStringIndex(who); at != nil {
		who = who[:at[0]]
	}
	if from, _, ok := nextMark(who, 0); ok {
		// What is blacked out behind a whole list is not of the list.
		who = strings.TrimSpace(who[:from])
		if hangs(who) || len(f.countries(who)) < 2 {
			return nil
		}
	}
	return f.countries(who)
}

var weVerb = regexp.MustCompile(`\b(?:have|having|met|meeting|gathered|convened|come|came|reaffirm\w*|affirm\w*|declar\w+|agreed?|acknowledg\w+|welcom\w+|recogni\w+|issued?|are|were|today|condemn\w*|express\w*|support|reiterate|call|strongly|commit|wish|believe|stand|share|` +
	`condamnons|réaffirmons|exprimons|appelons|saluons|déclarons|rappelons|soulignons|affirmons|confirmons|sommes|avons|réunis?|\w+[aei]mos|reunid[oa]s|haben|sind|har|träffa\w*|är|välkomnar|fördömer|hanno|abbiamo)\b|;`)

// signatories are the countries of those who sign at the foot.
func (f *facts) signatories() []string {
	var all []string
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		if p.Role == archive.SignOff && (strings.HasPrefix(p.Text, "Signed") || signsFor.MatchString(p.Text)) {
			all = append(all, f.countries(p.Text)...)
		}
		return true
	})
	slices.Sort(all)
	return slices.Compact(all)
}

// jointTitle is the form of a title that names those who speak: "Joint Statement
// …", "G7 … Communiqué", "… Leaders' Statement".
var jointTitle = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:joint|trilateral|quadrilateral|leaders['’]|ministers['’]|ministerial|communiqu[ée]|d[eé]clara(?:tion|ción|ção)|deklaration|conjointe?|communes?|conjunt[oa]|comunicado|gemensam[mt]?a?t?|gemeinsame[rs]?|congiunt[oa]|совместн\pL+|(?:ال)?مشتركة?|ثلاثي)(?:[\s,:]|$)`)

// oneSided are the papers that one government writes of several.
var oneSided = regexp.MustCompile(`(?i)^(?:fact sheet|readout from|readout of (?:president|vice president|national|the (?:president|prime minister|secretary|minister)|prime minister|secretary|minister))`)

// isJoint reports whether a title has the form of one that several issue: by its
// words, or by a pair of countries ("Australia-United Kingdom").
func (f *facts) isJoint(title string) bool {
	if oneSided.MatchString(title) {
		return false
	}
	return jointTitle.MatchString(title) || treaty.MatchString(title) || f.isPair(title)
}

// treaty is the title of what two governments agree on.
var treaty = regexp.MustCompile(`(?i)^(?:agreement|treaty|memorandum of understanding|arrangement|protocol|accord|acordo|acuerdo|tratado|traité|abkommen|avtal)\b.{0,60}\s(?:between|entre|zwischen|mellan)\s`)

// isPair reports whether a title names a pair of countries: "Australia-United
// Kingdom".
func (f *facts) isPair(title string) bool {
	for _, at := range pairHyphen.FindAllStringIndex(title, -1) {
		hyphen := at[0] + strings.IndexAny(title[at[0]:at[1]], "-–/")
		before, behind := strings.Fields(title[:hyphen]), strings.Fields(strings.TrimLeft(title[hyphen:], "-–/"))
		before, behind = before[max(0, len(before)-3):], behind[:min(len(behind), 3)]
		if len(f.countries(strings.Join(before, " "))) > 0 && len(f.countries(strings.Join(behind, " "))) > 0 {
			return true
		}
	}
	return false
}

// topic is what a title says the paper is about, up to who speaks: "on Hong Kong".
var topic = regexp.MustCompile(`(?i)\s(?:on|about|concerning|regarding|condemning|in support of|relations with|sur|concernant|à propos d\pL+|sobre|acerca d\pL+|om|angående|über|zu|zur|zum|riguardo|sulla?|о ситуации|о положении|حول|بشأن)\s(?:\S+\s)*?(?:(?P<who>(?:by|of the|par|por|av|von|from (?:the|\p{Lu}\S*))\s)|\S+$)`)

// withoutTopic takes the topic off a title; who speaks may stand behind it.
func withoutTopic(title string) string {
	at := topic.FindStringSubmatchIndex(title)
	if at == nil {
		return title
	}
	if at[2] < 0 {
		return title[:at[0]]
	}
	return title[:at[0]] + " " + title[at[2]:]
}

// pairHyphen joins two names.
var pairHyphen = regexp.MustCompile(`[\p{L}.][-–/]\p{Lu}`)

// partiesOfTitle are the countries of such a title: two at least, or a group.
func (f *facts) partiesOfTitle() []string {
	for _, part := range f.text.parts {
		if !f.isJoint(part) {
			continue
		}
		if found := f.countries(withoutTopic(part)); len(found) >= 2 {
			return found
		}
		if found := f.countries(part); len(found) >= 2 && f.isPair(part) {
			return found
		}
	}
	if m := releasedByMany.FindStringSubmatch(f.firstWords(longestSubject)); m != nil {
		if found := f.countries(m[1]); len(found) >= 2 {
			return found
		}
	}
	if !slices.ContainsFunc(f.text.parts, f.isJoint) {
		return nil
	}
	if found := f.countries(jointOpening.FindString(head(firstOf(f.opening), 300))); len(found) >= 2 {
		return found
	}
	return nil
}

// listOfCountries are the countries of a line of the title block that lists those
// who speak and says no more: "Canada, France, Japan".
func (f *facts) listOfCountries(line string) []string {
	const fewest, longestName = 3, 25
	if found := codes(f.th.FindCountries(line)); len(found) >= fewest && len(line) < longestName*len(found) && strings.Count(line, ",") >= fewest-1 {
		return found
	}
	return nil
}

// jointOpening is a first sentence that begins with those who act: "Australia,
// the United Kingdom and the United States of America recently held".
var jointOpening = regexp.MustCompile(`^.{5,250}?\b(?:have|has|held|met|are|agreed|announced|today|recently)\b`)

// releasedByMany is how a foreign office leads in a statement that it shares:
// "The text of the following statement was released by the Governments of …".
var releasedByMany = regexp.MustCompile(`(?i)^.{0,160}?\b(?:statement|communiqu[ée]|declaration|text)\b.{0,40}? (?:was|is|has been) (?:released|issued|made|agreed|adopted) (?:today |jointly )?by the (?:governments?|foreign ministers|ministers|leaders|heads) of ([^:.]{5,600})`)

// speaker is who speaks by the title or standfirst.
func (f *facts) speaker() string {
	if byWhom.MatchString(f.text.standing) {
		who, _, _ := strings.Cut(f.text.standing, " at ")
		return who
	}
	if len(f.text.parts) > 0 {
		if m := byWhom.FindStringSubmatch(f.text.parts[f.text.core]); m != nil {
			return m[1]
		}
	}
	return ""
}

// bilingualAct is the law by which only Canada withholds, in the languages in
// which only Canada prints it.
var bilingualAct = regexp.MustCompile(`loi sur l'acces a l'information`)

// ownSide is the side for which an internal paper is written: that of the
// government that released it under its own act. In a Canadian release the
// notices name the act in both languages.
func (f *facts) ownSide() []string {
	for _, n := range f.src.notices {
		for _, i := range n.lines {
			if bilingualAct.MatchString(f.src.lines[i].fold) {
				return []string{"CA"}
			}
		}
	}
	for _, rule := range []func() []string{f.ownBody, f.partyOfSite, f.partyOfIssuer, f.src.releasedBy} {
		if own := rule(); own != nil {
			return own
		}
	}
	return nil
}

// includesSite reports whether the site's own country is one of those given: a
// government that writes of two others speaks for itself.
func (f *facts) includesSite(parties []string) bool {
	site := f.partyOfSite()
	return site == nil || slices.Contains(parties, site[0])
}

// nearFront is where the subject of a first sentence ends, in bytes.
const nearFront = 40

// firstAndMost is the country that a press release names first, where it also
// names none more often: its own government.
func (f *facts) firstAndMost() []string {
	if f.doc.Kind != archive.PressRelease {
		return nil
	}
	count := map[string]int{}
	first := ""
	if subject := codes(f.th.FindCountries(head(firstOf(f.opening), nearFront))); len(subject) == 1 {
		first = subject[0]
	}
	f.everyText(func(text string) bool {
		found := codes(f.th.FindCountries(text))
		if first == "" && len(found) == 1 {
			first = found[0]
		}
		if first == "" && len(found) > 1 {
			first = "?"
		}
		for _, c := range found {
			count[c]++
		}
		return true
	})
	for _, n := range count {
		if n > count[first] {
			return nil
		}
	}
	if count[first] < 2 {
		return nil
	}
	return []string{first}
}
