package packet

import (
	"strings"

	"communique/internal/normalize"
	"communique/internal/regexp"
)

// What a source prints that belongs to no document. Each rule names the reason
// that a reader is shown.

// lineRules are the furniture that a line gives away by its words, as far as what
// stands about it bears that out. They look at the folded text, and only at lines
// up to a length: the longest that the rule is for, in bytes, so that running
// text costs next to nothing.
var lineRules = []struct {
	reason  string
	page    bool // stands at the head or foot of a page
	proof   proof
	longest int
	match   *regexp.Regexp
}{
	{"end mark", false, boilerplate, 30, regexp.MustCompile(`^(?:#{2,5}|(?:# ){2,}#|-\s?30\s?-|-?\s?ends?\s?-?(?:\s+\d{1,2}[:.]\d\d\b.{0,12})?|- ?fin ?-|\*{3,}|(?:\* ){2,}\*)$`)},
	{"number of the page", true, boilerplate, 40, regexp.MustCompile(`^(?:[-–\[(|\s]*)(?:page|p\.|pg\.?)\s*\d{1,5}(?:\s*(?:of|/|de|sur|von)\s*\d{1,5})?[-–\])|\s]*$`)},
	{"number of the page", true, boilerplate, 20, regexp.MustCompile(`^(?:-\s?\d{1,4}\s?-|\d{1,3}\s?/\s?\d{1,3}|\[\d{1,4}\]|\.{2,}\s?/?\s?\d{1,3})$`)},
	// Releases stamp each page with a running number: 000041, A0012345-12.
	{"number stamped on the page at release", true, boilerplate, 40, regexp.MustCompile(`^(?:[a-z]{1,6}[-_ ]?)?\d{5,12}(?:[-_ ]\d{1,6})?[-\s]*$`)},
	{"number stamped on the page at release", true, boilerplate, 20, regexp.MustCompile(`^\d{2,3}-\d{5}[-\s]*$`)},
	{"number stamped on the page at release", true, phrase, 60, regexp.MustCompile(`\bdoc[il1]d\W{0,2}\d{5,}|^cia-rdp[\w-]+$|^[a-z]{2} \d[\dq]{4}$`)},
	{"number of the page", true, boilerplate, 60, regexp.MustCompile(`^page \d\d\s+[a-z][a-z ]{2,24}\s+\d{4,6}(?:\s+\d\d of \d\d)?(?:\s+\d{6}z)?(?: [a-z]{3} \d\d)?$`)},
	{"head of the page", true, boilerplate, 45, regexp.MustCompile(`^\W*(?:\w{4,12} )?(?:message|copy|page)\W.{0,8}(?:top ?secret|secret|confidential)\W*$`)},
	{"end of the message", true, boilerplate, 8, regexp.MustCompile(`^(?:n{3,4}|bt)$`)},
	{"exemption printed in the margin", false, boilerplate, 40, regexp.MustCompile(`^(?:(?:s\. ?|ss\. ?|art\. ?)?\d{2}(?:\.\d)?\(\d\)(?:\([a-z]\))?(?:\s*[-–].{0,24})?|(?:25|50)x\d[a-z]?|\(b\) ?\(\d\)(?:\([a-z]\))?)$`)},
	{stampOfRelease, true, boilerplate, 160, releaseStamp},
	// Word prints the balloons of tracked changes beside the text; a conversion
	// puts them between the paragraphs.
	{"balloon of a tracked change", false, boilerplate, 160, regexp.MustCompile(`^(?:formatted(?: table)?\s*:\s*(?:font|indent|space|spacing|left|right|cent(?:er|re)d|justified|normal|list|bullet|number|no |tab|underline|strike|superscript|english|french|highlight|default|not |line|width|header|footer)|formatted table$|field code changed|deleted\s*:|inserted\s*:|moved (?:down|up|from)(?: here)?\s*(?:\[\d+\])?\s*:|moved \(insertion\)|comment(?:ed)? \[\w+\]\s*:)`)},
	{"link left over from the site", false, boilerplate, 80, regexp.MustCompile(`^\(/[\w/-]*\)$`)},
	{"path to the page on its site", false, phrase, 160, regexp.MustCompile(`^(?:you are here\s*:?\s*)?(?:home|homepage|start|accueil|startseite)\s*(?:[>|]|"|›|/.{1,60}/)\s*\S`)},
	{"button of the site", false, phrase, 60, regexp.MustCompile(`^(?:tweet|like(?: \d+)?|\d+ likes?|share (?:this(?: (?:page|article|post|item))?|on|via|by|to)\b.{0,30}|print (?:this(?: page)?|page)|e-?mail (?:this(?: page)?|page)|facebook|twitter|linkedin|whatsapp|instagram|youtube|pinterest|reddit|copy link|follow us on .{1,30}|back to top|top of page|skip to (?:main )?content|skip to (?:main )?navigation|sign up(?: for .{1,40})?|download (?:pdf|as pdf)|view pdf|accept (?:all )?cookies|reject (?:all )?cookies|cookie settings|haut de page|retour en haut)\s*:?$`)},
	{"button of the site", false, button, 20, regexp.MustCompile(`^(?:follow us|share|print|e-?mail|save|menu|search|close|subscribe|download|listen|translate|partager|imprimer)\s*:?$`)},
	{"comment box of the site", false, phrase, 60, regexp.MustCompile(`^(?:sorry,? )?comments are closed\W*$|^(?:leave a (?:reply|comment)|no comments(?: yet)?|post a comment)\W*$`)},
	{"category of the site", false, entry, 40, regexp.MustCompile(`^(?:noticias|actualites?|l'actualite|aktuelles|nyheter|sala de imprensa|sala de prensa|salle de presse|notas a imprensa|новости|اخبار|الاخبار|media releases|press releases|news releases|news|latest news|all news|newsroom|press room|speeches|transcripts|announcements|publications|statements(?: and releases)?|media cent(?:re|er)|medias?|blog)$`)},
	{"note of publication", false, button, 90, regexp.MustCompile(`^(?:(?:derniere )?mise a jour|last (?:updated|modified|reviewed)|page last|date modified|senast uppdaterad|uppdaterad|letzte (?:aktualisierung|anderung)|ultima (?:modificacao|actualizacion|atualizacao)|publicerad|publie|published|publicado|veroffentlicht)\s*:?(?:\s+(?:le|on|den|am|em|el|at))?[\s\d./:h-]*$`)},
	{"keywords of the site", false, phrase, 160, regexp.MustCompile(`^(?:tags?|keywords|mots[- ]cles|palavras[- ]chave|palabras clave|schlagworte|etiquetas|registrado em)\s*:\s*\S`)},
	{"mark of quoted text", false, boilerplate, 30, regexp.MustCompile(`^(?:text )?begins\s*:?$|^(?:begin|end) (?:of )?(?:text|quote|message)\s*[:.]?$|^(?:un)?quote\s*[:.]?$`)},
	{"notice of the site", false, boilerplate, 120, regexp.MustCompile(`^(?:innehallet publicerades\b|(?:archived content|contenu archive|information archivee)\W*$|this (?:page|content) (?:has been|was|is) archived\b|note: where available,? the (?:pdf|word)\b|indholdet er ikke tilgaengeligt pa\b|(?:this|the) (?:page|content) is not available in (?:the|your)\b|(?:ce contenu|cette page) n.est pas disponible (?:en|dans)\b|(?:hoppa till|ga till|ir para o|saltar al|aller au|skip to)(?: the)? (?:main )?(?:\w*innehall\w*|conteudo|contenido|contenu|content|navigation|menu)(?: \w+)?$|zum inhalt(?: \w+)?$)`)},
	{"notice of the site", false, phrase, 30, regexp.MustCompile(`^\W*(?:texte integral|leia (?:a nota )?na integra|lea el texto completo|النص الكامل)\W*$`)},
	{"button of the site", false, phrase, 90, regexp.MustCompile(`^\W*(?:(?:icon_\w+ )?(?:printable version|print version|mail to (?:a )?friend|e-?mail to (?:a )?friend|previous page|next page|save as homepage)\W*)+(?:icon_.*)?$`)},
	{"notice of the site", false, entry, 120, regexp.MustCompile(`^(?:webmaster|webmestre|webmaestro|optimi[sz]e[de]? (?:pour|for)|best viewed|advertisements?|publicite|publicidade|loading|laddar|carregando|chargement)\b\W*(?:$|:|.*\b(?:netscape|explorer|web)\b.*)`)},
	{"caption of a picture", false, phrase, 300, regexp.MustCompile(`^(?:photo|foto|bild|image|picture)(?: (?:by|av|von|de|credit))?\s*:\s*\S.{2,80}$|^bild pa .*|^.{10,}[.)] (?:photo|foto|bild)\s?: ?\S.{2,60}$`)},
	{"caption of a picture", false, entry, 160, regexp.MustCompile(`^(?:image of|picture of|photo of|foto de) .`)},
	{"notice of rights", false, boilerplate, 160, regexp.MustCompile(`^(?:©|\(c\) ?(?:(?:copyright\W*)?(?:19|20)\d\d\b|.*\ball rights reserved\b)|copyright\W*(?:\(c\)|©|(?:19|20)\d\d\b)|(?:\(c\) )?crown copyright\W*(?:\d|$)|all rights reserved(?:\.|$)|tous droits reserves(?:\.|$)|all content is available under)`)},
	{"notice of rights", false, phrase, 160, regexp.MustCompile(`^(?:copyright\W*by\b|crown copyright|all rights reserved|tous droits reserves)`)},
}

// anyLineRule matches what some rule of lineRules does, in one look for all of
// them.
var anyLineRule = func() *regexp.Regexp {
	var all []string
	for _, rule := range lineRules {
		all = append(all, "(?:"+rule.match.String()+")")
	}
	return regexp.MustCompile(strings.Join(all, "|"))
}()

// related is the heading of what other pages a site proposes; it stands below
// the text, and nothing of the text comes after it.
var related = regexp.MustCompile(`^(?:recommended|related|similar|latest|recent|popular|more|other)\s+(?:posts?|articles?|content|stories|links?|news|pages?|documents?|releases?|items?|topics?|information|from .{1,40}|like this)\W*$|^(?:you (?:may|might) also like|read (?:more|next|also)|see also|explore the topic|is this page useful|share this page|articles? (?:connexes|lies))\W*$`)

// surelyRelated are those headings that no text of this genre prints itself:
// ministers speak of "Other items" too.
var surelyRelated = regexp.MustCompile(`^(?:recommended|popular|related (?:posts?|articles?|content|stories|links?|news|pages?)|you |read |share |is this page|articles? )`)

// markFurniture runs the rules over the lines that are still text.
func (s *source) markFurniture() {
	for i := range s.lines {
		s.markLine(i)
	}
	s.markRunningHeads()
	s.markMenus()
	s.markPlainMenu()
	s.markRelated()
	s.markContacts()
	s.markForm()
}

// markLine tries what a line alone can tell.
func (s *source) markLine(i int) {
	l := &s.lines[i]
	if l.use != body || l.fold == "" {
		return
	}
	if m := pageHeading.FindStringSubmatch(l.fold); m != nil && l.Heading > 0 {
		s.furnish(i, "number of the page")
		l.page = true
		return
	}
	if l.Heading > 0 && l.fold == "document" { // what converters call a file without a name
		s.furnish(i, "mark of the file format")
		return
	}
	if isMarking(l.fold) {
		l.marking, l.page = markingOf(l), true
		s.furnish(i, "security marking at the head or foot of a page")
		return
	}
	if _, rest := cutLabel(l.text); rest == "" {
		s.furnish(i, "list mark whose text is gone")
		return
	}
	if !hasWords(l.text) && !hasRedaction(l.text) {
		s.furnish(i, "marks without words")
		if endMark.MatchString(l.fold) {
			l.reason = "end mark"
		}
		return
	}
	if !anyLineRule.MatchString(l.fold) {
		return
	}
	if isListed(l.text) {
		return
	}
	for _, rule := range lineRules {
		if len(l.fold) <= rule.longest && rule.match.MatchString(l.fold) && s.bearsOut(i, rule.proof) {
			s.furnish(i, rule.reason)
			l.page = rule.page
			return
		}
	}
}

// isListed reports whether a line is a numbered or lettered item of a list with
// words of its own: text, whatever the words. "(c) 2019 Ministry" is none.
func isListed(text string) bool {
	label, rest := cutLabel(text)
	return label != "" && label != bullet && !strings.HasPrefix(label, "fn:") && hasWords(rest) && !ofYear.MatchString(rest) && strings.ContainsFunc(rest, isLetter)
}

// ofYear is the year of a notice of rights.
var ofYear = regexp.MustCompile(`^(?:(?i:copyright)\W*)?(?:19|20)\d\d\b`)

// pageHeading is the heading that OCR writes above each page.
var pageHeading = regexp.MustCompile(`^page (\d{1,5})$`)

// endMark is what closes a release: ###, * * *.
var endMark = regexp.MustCompile(`^(?:#{2,5}|(?:# ){2,}#|\*{3,}|(?:\* ){2,}\*)$`)

// hasWords reports whether text holds a digit or two letters: OCR reads specks
// as commas, quotes and single letters.
func hasWords(text string) bool {
	letters := 0
	for _, r := range text {
		if r >= '0' && r <= '9' || r >= '¹' && r <= '³' || r >= '⁰' && r <= '⁹' {
			return true
		}
		if isLetter(r) {
			if letters++; letters > 1 {
				return true
			}
		}
	}
	return false
}

// markingWord is a word of a security marking, in English or French.
const markingWord = `(?:top secret|secret|confidential|confidentiel|protected(?: [abc])?|protege(?: [abc])?|unclassified|non classifie|restricted|restreint|diffusion restreinte|official[- ]sensitive|official|sensitive|for official use(?: only)?|official use only|limited (?:use|distribution|official use)|internal(?: use)? only|(?:canadian|five|uk|us|can|auscannzukus)? ?eyes only|noforn|cabinet confidence|advice to (?:the )?minister|not for (?:public )?(?:release|distribution|circulation|publication)|embargoed(?: until.{1,40})?|without prejudice|solicitor-client privileged?|draft(?: \d{1,2}| v\d{1,2}| as of .{4,20}| only)?)`

var marking = regexp.MustCompile(`^[\[(|*\s]*` + markingWord + `(?:[\s/,;|()-]+` + markingWord + `)*[\])|*.\s]*$`)

// isMarking reports whether a line is nothing but a security marking. The
// longest that are printed say two markings and a date.
func isMarking(fold string) bool { return len(fold) < 100 && marking.MatchString(fold) }

// besideMarking is the number of the page that a running head prints beside the
// marking: "SECRET | Page 2 of 9".
var besideMarking = regexp.MustCompile(`(?i)[\s|–—-]+(?:page )?\d{1,4}(?: ?(?:of|de|/) ?\d{1,4})?$`)

// markingOf gives the security marking that a line of a page's head or foot
// prints, or nothing.
func markingOf(l *line) string {
	if isMarking(l.fold) {
		if isSpread(l.text) {
			return normalize.Mend(l.text).Text
		}
		return strings.Trim(l.text, " []()|*.")
	}
	if at := besideMarking.FindStringIndex(l.fold); at != nil && isMarking(l.fold[:at[0]]) {
		return strings.Trim(besideMarking.ReplaceAllString(l.text, ""), " []()|*.")
	}
	return ""
}

// markRunningHeads takes out the lines that stand first or last on most pages,
// whatever number they carry: the running heads of a source whose format has
// pages.
func (s *source) markRunningHeads() {
	edges := s.pageEdges()
	if len(edges) < 3 {
		return
	}
	count := map[string]int{}
	for _, page := range edges {
		for _, i := range page {
			count[withoutDigits(s.lines[i].fold)]++
		}
	}
	for _, page := range edges {
		for _, i := range page {
			if n := count[withoutDigits(s.lines[i].fold)]; n >= 3 && n*2 > len(edges) {
				s.furnish(i, "running head")
				s.lines[i].page = true
			}
		}
	}
}

// pageEdges gives, for each page, the indexes of its first and last short lines.
func (s *source) pageEdges() [][]int {
	var pages [][]int
	for i := 0; i < len(s.lines); {
		page, first, last := s.lines[i].Page, -1, -1
		for ; i < len(s.lines) && s.lines[i].Page == page; i++ {
			if s.lines[i].use == body {
				last = i
				if first < 0 {
					first = i
				}
			}
		}
		var edge []int
		for _, k := range []int{first, last} {
			if k >= 0 && s.lines[k].fold != "" && (len(edge) == 0 || edge[0] != k) {
				edge = append(edge, k)
			}
		}
		if page > 0 && len(edge) > 0 {
			pages = append(pages, edge)
		}
	}
	return pages
}

// withoutDigits masks the page number in a running head.
func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, s)
}

// markMenus takes out runs of three and more lines that are nothing but links.
func (s *source) markMenus() {
	for i := 0; i < len(s.lines); i++ {
		var run []int
		for ; i < len(s.lines) && (s.lines[i].use != body || s.isMenuLine(i)); i++ {
			if s.lines[i].use == body {
				run = append(run, i)
			}
		}
		if len(run) >= 3 {
			for _, k := range run {
				s.furnish(k, "menu of the site")
			}
		}
	}
}

// isMenuLine reports whether a line is a link on its own. Lists of links within a
// text are text.
func (s *source) isMenuLine(i int) bool {
	l := &s.lines[i]
	if !l.Link || len(l.text) > short || l.Soft || l.Item {
		return false
	}
	label, _ := cutLabel(l.text)
	return label == ""
}

// markRelated takes out what a web page proposes below its text: from the
// heading of the proposals to the end of the page, which is the end of the
// source or a run of blank lines.
func (s *source) markRelated() {
	prose := 0
	for i := 0; i < len(s.lines); i++ {
		l := &s.lines[i]
		if l.use != body {
			continue
		}
		if len(l.text) > short {
			prose++
		}
		if prose < 3 || l.fold == "" || !related.MatchString(l.fold) {
			continue
		}
		end := s.proposals(i)
		if end < 0 {
			continue
		}
		for ; i < end; i++ {
			s.furnish(i, "what the site proposes beside the text")
		}
		prose = 0
	}
}

// proposals gives the end of the block of proposals that begins with line i: the
// end of the source or a run of blank lines; -1 where items of a list or
// paragraphs of prose stand in it, which are text ("Other items").
func (s *source) proposals(i int) int {
	gap, prose, sure := 0, 0, surelyRelated.MatchString(s.lines[i].fold)
	for ; i < len(s.lines) && gap < 3; i++ {
		l := &s.lines[i]
		gap++
		if l.use == blank {
			continue
		}
		gap = 0
		if l.use != body || l.Link {
			continue
		}
		if isListed(l.text) {
			return -1
		}
		if s.isProse(i) {
			prose++
		}
	}
	if prose > 0 && !sure {
		return -1
	}
	return i
}
