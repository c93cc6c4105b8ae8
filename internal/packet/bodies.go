package packet

import (
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/internal/normalize"
	"communique/internal/regexp"
)

// bodies are offices, ministries and acts of law that exist in one country
// alone under the name they are printed by, folded, for each country.
var bodies = map[string][]string{
	"US": {
		"white house", "oval office", "state department", "department of state", "secretary of state", "secretary of defense", "department of defense",
		"defense department", "national security council", "national security adviser", "assistant to the president for national security affairs",
		"central intelligence agency", "director of central intelligence", "director of national intelligence", "joint chiefs of staff", "department of homeland security",
		"secretary of homeland security", "department of justice", "department of the treasury", "treasury department", "secretary of the treasury", "secretary of commerce",
		"federal bureau of investigation", "special group (5412)", "303 committee", "40 committee", "secstate", "amembassy", "usmission", "usint", "whca", "executive office of the president",
		"house foreign affairs committee", "department of health and human services", "federal reserve", "president's daily brief",
	},
	"GB": {
		"her majesty's government", "his majesty's government", "hm government", "hmg", "secretary of state for", "secretaries of state for", "command of her majesty", "command of his majesty",
		"foreign and commonwealth office", "foreign, commonwealth & development office", "foreign, commonwealth and development office", "foreign office", "commonwealth office",
		"home office", "home secretary", "hm treasury", "chancellor of the exchequer", "10 downing street", "no. 10 downing street", "downing street",
		"house of lords", "department for international development", "british embassy", "british high commission", "lord chancellor",
	},
	"CA": {
		"global affairs canada", "public safety canada", "minister of public safety and emergency preparedness", "privy council office", "department of external affairs and international trade",
		"royal canadian mounted police", "health canada", "affaires mondiales canada", "securite publique canada", "department of finance canada", "environment and climate change canada",
		"foreign affairs, trade and development canada", "public health agency of canada",
	},
	"AU": {"attorney-general's department", "australian federal police", "parliament house, canberra", "parliament house canberra"},
	"NZ": {"beehive", "mfat"},
	"IE": {"taoiseach", "tanaiste", "iveagh house"},
	"FR": {"quai d'orsay", "palais de l'elysee", "presidence de la republique francaise", "hotel de matignon", "ministere de l'europe et des affaires etrangeres"},
	"DE": {"bundesregierung", "bundesminister", "bundesministerin", "bmz", "bmwk", "auswartiges amt", "auswartigen amt", "bundeskanzlerin", "bundesministerium des innern", "federal foreign office", "bundespresseamt"},
	"SE": {
		"regeringskansliet", "statsradsberedningen", "utrikesdepartementet", "forsvarsdepartementet", "justitiedepartementet", "finansdepartementet", "socialdepartementet",
		"klimat- och naringslivsdepartementet", "miljodepartementet", "government offices of sweden",
	},
	"NO": {"utenriksdepartementet", "statsministerens kontor", "justis- og beredskapsdepartementet"},
	"DK": {"udenrigsministeriet", "statsministeriet", "forsvarsministeriet"},
	"FI": {"valtioneuvosto", "ulkoministerio"},
	"BR": {"itamaraty", "palacio do planalto", "ministerio das relacoes exteriores", "governo brasileiro", "governo do brasil"},
	"PT": {"ministerio dos negocios estrangeiros", "governo portugues", "palacio de sao bento"},
	"ES": {"palacio de la moncloa", "la moncloa", "ministerio de asuntos exteriores, union europea"},
	"MX": {"secretaria de relaciones exteriores", "gobierno de mexico"},
	"AR": {"palacio san martin", "ministerio de relaciones exteriores, comercio internacional y culto"},
	"IT": {"farnesina", "palazzo chigi", "presidenza del consiglio dei ministri", "quirinale"},
	"NL": {"rijksoverheid", "ministerie van buitenlandse zaken"},
	"CH": {"swiss federal council", "conseil federal", "eidgenossisches departement"},
	"JP": {"gaimusho", "kantei"},
	"IN": {"ministry of external affairs", "press information bureau", "lok sabha", "rajya sabha"},
	"CN": {"zhongnanhai", "state council information office"},
	"RU": {"kremlin"},
	"EU": {"european commission", "european external action service", "council of the european union", "european parliament", "high representative of the union", "commission europeenne",
		"conseil de l'union europeenne", "consejo de la union europea", "conselho da uniao europeia", "europeiska unionens rad", "rat der europaischen union", "europaische kommission", "europeiska kommissionen", "comision europea", "comissao europeia"},
}

// headsOfState are persons who spoke for one country, known by their office and
// name together.
var headsOfState = map[string]*regexp.Regexp{
	"US": regexp.MustCompile(`\b(?:vice )?president (?:\w+ ){0,2}(?:truman|eisenhower|kennedy|johnson|nixon|ford|carter|reagan|bush|clinton|obama|trump|biden|harris|pence|cheney)\b`),
	"GB": regexp.MustCompile(`\bprime minister (?:\w+ )?(?:macmillan|wilson|heath|callaghan|thatcher|major|blair|cameron|sunak|starmer)\b`),
	"CA": regexp.MustCompile(`\bprime minister (?:\w+ )?(?:pearson|trudeau|mulroney|chretien|harper|carney)\b`),
	"AU": regexp.MustCompile(`\bprime minister (?:\w+ )?(?:whitlam|fraser|hawke|keating|howard|rudd|gillard|abbott|turnbull|morrison|albanese)\b`),
	"NZ": regexp.MustCompile(`\bprime minister (?:\w+ )?(?:muldoon|lange|ardern|hipkins|luxon)\b`),
	"FR": regexp.MustCompile(`\bpresident (?:\w+ )?(?:de gaulle|pompidou|giscard d'estaing|mitterrand|chirac|sarkozy|hollande|macron)\b`),
	"DE": regexp.MustCompile(`\bchancellor (?:\w+ )?(?:adenauer|erhard|kiesinger|brandt|schmidt|kohl|schroder|merkel|scholz|merz)\b`),
}

// bodyOf gives the country whose bodies or heads alone a text names, or nothing.
func bodyOf(text string) string {
	fold := normalize.Fold(head(text, 600))
	found := ""
	for _, code := range bodyCodes {
		if !namesBody(fold, code) {
			continue
		}
		if found != "" {
			return ""
		}
		found = code
	}
	return found
}

// bodyCodes are the countries of bodies, sorted.
var bodyCodes = func() []string {
	var all []string
	for code := range bodies {
		all = append(all, code)
	}
	slices.Sort(all)
	return all
}()

// namesBody reports whether a folded text names a body or head of a country.
func namesBody(fold, code string) bool {
	for _, name := range bodies[code] {
		if at := wordIndex(fold, name); at >= 0 && !belongsElsewhere(fold, name, at) {
			return true
		}
	}
	who := headsOfState[code]
	return who != nil && who.MatchString(fold)
}

// belongsElsewhere: "Secretary of State" is one of many in London, where "for"
// and what he is for go behind it, and one alone in Washington.
func belongsElsewhere(fold, name string, at int) bool {
	behind := fold[at+len(name):]
	if before := strings.TrimRight(fold[:at], " "); strings.HasSuffix(before, "assistant") || strings.HasSuffix(before, "under") || strings.HasSuffix(before, "deputy") {
		return strings.HasSuffix(name, " for") // those of Washington are "for" a matter too
	}
	switch name {
	case "secretary of state":
		return strings.HasPrefix(behind, " for ") || strings.HasPrefix(behind, " of ") || strings.HasPrefix(behind, " in the ")
	case "department of justice", "department of defense", "federal reserve":
		return strings.HasPrefix(behind, " canada") || strings.HasPrefix(behind, " of canada")
	}
	return false
}

// wordIndex is the place of whole words in a folded text, or -1.
func wordIndex(fold, words string) int {
	for from := 0; ; {
		at := strings.Index(fold[from:], words)
		if at < 0 {
			return -1
		}
		at += from
		if standsFree(fold, at, at+len(words)) {
			return at
		}
		from = at + 1
	}
}

// ownBody is the country whose bodies the document shows to be its own: those
// above its title, in it, in what the file says of its issuer, in who signs, or
// in the words in front of the text.
func (f *facts) ownBody() []string {
	texts := slices.Concat(f.text.letterhead, f.text.parts, []string{f.text.standing, f.src.hint(metaIssuer)})
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		if p.Role == archive.SignOff {
			texts = append(texts, p.Text)
		}
		return true
	})
	for _, text := range append(texts, preparedBy.FindString(head(firstOf(f.opening), 400))) {
		if text == "" {
			continue
		}
		if code := bodyOf(text); code != "" {
			return []string{code}
		}
	}
	return nil
}

// preparedBy is a first sentence that says who wrote the paper.
var preparedBy = regexp.MustCompile(`(?i)\b(?:prepared|issued|released|published|presented|made|announced|laid) (?:today )?(?:by|before) .*`)

// releaseActs are words of the stamps and notices by which one country alone
// releases papers.
var releaseActs = map[string]*regexp.Regexp{
	"CA": regexp.MustCompile(`\b(?:loi sur l'acces a l'information|access to information act)\b`),
	"US": regexp.MustCompile(`\b(?:kennedy assassination records|cia-rdp|nara\b|e\. ?o\. ?1(?:0501|1652|2065|2356|2958|3526)|executive order 1(?:0501|1652|2065|2356|2958|3526)|(?:johnson|ford|nixon|carter|reagan|eisenhower|truman|kennedy)(?: presidential)? library|mandatory declassification review|department of state .*(?:foia|declassif|released))`),
	"NZ": regexp.MustCompile(`\bofficial information act\b`),
}

// releasedBy is the country whose act the source was released under, by its
// stamps and notices.
func (s *source) releasedBy() []string {
	if s.releasers == nil {
		s.releasers = s.findReleasers()
	}
	if len(s.releasers) == 1 {
		return nil
	}
	return s.releasers[1:]
}

// findReleasers is releasedBy, behind an empty string so that it is done once.
func (s *source) findReleasers() []string {
	for i := range s.lines {
		l := &s.lines[i]
		if l.use != notice && (l.use != furnished || l.fold == "" || l.Meta != "" || len(l.fold) < 4) {
			continue
		}
		for _, code := range []string{"CA", "US", "NZ"} {
			if releaseActs[code].MatchString(l.fold) {
				return []string{"", code}
			}
		}
	}
	return []string{""}
}
