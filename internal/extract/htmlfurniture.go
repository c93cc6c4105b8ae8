package extract

import (
	"regexp"
	"strings"
)

// Parts of a page that its own marks show to be no text.

// reasons as a reader is told them.
const (
	siteMenu    = "site menu"
	siteHead    = "head of the site"
	siteFoot    = "foot of the site"
	pathToPage  = "path to the page on its site"
	searchForm  = "form of the site"
	shareBar    = "share bar of the site"
	cookieNote  = "cookie notice of the site"
	relatedList = "what the site proposes beside the text"
	contactCard = "contact card of the site"
	linkList    = "list of links of the site"
	siteButton  = "button of the site"
	caption     = "caption of a picture"
	outside     = "outside the text of the page"
	changeNote  = "when the page was changed"
	pageList    = "contents of the page"
	siteNote    = "note of the site on this page"
	skipLink    = "skip link of the site"
)

var elementReasons = map[string]string{"nav": siteMenu, "footer": siteFoot, "aside": relatedList, "form": searchForm, "dialog": "dialogue of the site", "menu": siteMenu,
	"button": siteButton, "select": searchForm, "textarea": searchForm, "label": searchForm, "legend": searchForm, "optgroup": searchForm, "option": searchForm}

var roleReasons = map[string]string{
	"navigation": siteMenu, "menu": siteMenu, "menubar": siteMenu, "tablist": siteMenu, "toolbar": siteMenu, "banner": siteHead, "contentinfo": siteFoot, "search": searchForm,
	"complementary": relatedList, "form": searchForm, "dialog": "dialogue of the site", "alertdialog": "dialogue of the site", "button": siteButton,
}

// classReasons are the names that sites give to parts of a page. They are looked
// at word by word ("ep-a_share" is "ep", "a", "share"), since names are made of
// such words the world over.
var classReasons = []struct {
	reason string
	words  map[string]bool
}{
	{pathToPage, names("breadcrumb breadcrumbs crumbs trail youarehere fildariane ariane")},
	{cookieNote, names("cookie cookies consent gdpr cookiebanner onetrust cookiebot")},
	{"bar of the web archive that kept the page", names("wm-ipp wm-ipp-base wm-ipp-print donato")},
	{skipLink, names("skip skiplink skiplinks skipnav skiptocontent wai")},
	{shareBar, names("share sharing shares addthis addtoany sharethis socials social socialmedia sharebar sharedaddy sharelinks socialshare share42 ya-share2 at-share dela partager partilhar compartilhar")},
	{contactCard, names("contact contacts contactcard presscontact mediacontact kontakt kontakter contacto contactos vcard")},
	{siteMenu, names("menu menus nav navbar navigation navmenu subnav sidenav topnav megamenu sitemap languages languageswitcher langswitch language-switch lang-switch langs pagination pager paging pagenav toolbar topbar tabs submenu quicklinks")},
	{relatedList, names("related relatedcontent relatedlinks relacionados recommended recommendations sidebar aside teaser teasers promo promos widgets widget-area widgetarea latest popular mostread trending seealso more-news morenews othernews readmore newsletter subscribe subscription signup advert advertisement ads banner relaterat relaterade liens-connexes connexes associes")},
	{siteFoot, names("footer pagefooter sitefooter foot copyright colophon")},
	{searchForm, names("search searchbox searchform login signin feedback survey rating comment-form commentform respond captcha")},
	{"comment box of the site", names("comments disqus commentlist")},
	{caption, names("caption wp-caption-text figcaption legend photocredit photo-credit")},
	{"tags of the site", names("tags taglist tag-list keywords")},
}

var (
	nameParts = regexp.MustCompile(`[a-z]+|[A-Z][a-z]+|[A-Z]+|\d+`)
	// classPrefix begins names that say what a page is about, or how it is built.
	classPrefix = regexp.MustCompile(`^(?:category|tag|term|wp-block|elementor|et_pb|vc|menu-item)[-_]`)
	// notParts are words that turn around what stands beside them: an element
	// "has-sidebar" is none.
	notParts = names("has with no not without is container wrapper layout body content item text column row grid inner field fields title")
)

// isFurnitureElement tells from an element's own marks why what it holds is no
// text, or gives nothing.
func isFurnitureElement(e *element) string {
	if reason := roleReasons[strings.ToLower(e.attr["role"])]; reason != "" {
		return reason
	}
	if e.attr["role"] == "main" || e.name == "main" || e.name == "body" {
		return ""
	}
	if e.name == "figcaption" {
		return captionReason(e)
	}
	if e.name == "footer" && e.parent != nil && e.parent.name == "blockquote" { // whom it quotes
		return ""
	}
	if reason := elementReasons[e.name]; reason != "" {
		return reason
	}
	if e.name == "header" && !insideText(e) {
		return siteHead
	}
	if headingElements[e.name] {
		return ""
	}
	return classReason(e)
}

// captionReason: the caption of a table or quotation is text.
func captionReason(e *element) string {
	if e.parent != nil {
		for _, kid := range e.parent.kids {
			if kid.name == "table" || kid.name == "blockquote" {
				return ""
			}
		}
	}
	return caption
}

// insideText reports whether e stands in an article or in the main element.
func insideText(e *element) bool {
	for p := e.parent; p != nil; p = p.parent {
		if p.name == "article" || p.name == "main" || p.name == "section" || p.attr["role"] == "main" {
			return true
		}
	}
	return false
}

// classReason tells by the names in class and id.
func classReason(e *element) string {
	if e.attr["class"] == "" && e.attr["id"] == "" {
		return ""
	}
	for _, name := range append(strings.Fields(e.attr["id"]), strings.Fields(e.attr["class"])...) {
		parts := nameParts.FindAllString(name, 12)
		whole := strings.ToLower(name)
		if classPrefix.MatchString(whole) {
			continue
		}
		for i, part := range parts {
			parts[i] = strings.ToLower(part)
			if notParts[parts[i]] {
				parts = nil
				break
			}
		}
		for _, c := range classReasons {
			if c.words[whole] {
				return c.reason
			}
			for _, part := range parts {
				if c.words[part] {
					return c.reason
				}
			}
		}
	}
	return ""
}

// markFurniture gives each element the reason why it is no text. Sites name
// things carelessly, so what holds a good part of the text stays text.
func markFurniture(e, main *element, inherited string) {
	for _, kid := range e.kids {
		if kid.hidden || kid.name == "" {
			continue
		}
		kid.reason = inherited
		if reason := isFurnitureElement(kid); reason != "" && !holdsText(kid, main) && !namedInPassing(kid, main, reason) {
			kid.reason = reason
		}
		markFurniture(kid, main, kid.reason)
	}
}

// namedInPassing reports whether an element is furniture by its name alone and
// holds running text of the main element without a link, as a lead that a site
// calls "teaser" does. Where the page marks its main element, sentences of any
// length are such text.
func namedInPassing(e, main *element, reason string) bool {
	if e.linked > 0 || !e.within(main) || e.name == "form" && e.asks() {
		return false
	}
	byName := reason == classReason(e) && elementReasons[e.name] != reason || e.name == "form"
	if !byName || reason == caption && e.besidePicture() || reason == cookieNote || reason == contactCard && !main.marked() {
		return false
	}
	if main.marked() && e.said*2 > e.letters && !e.asks() {
		return true
	}
	return e.prose > 0 && (reason == relatedList || reason == caption || reason == siteMenu || reason == searchForm)
}

// marked reports whether the page itself marks an element as its main one.
func (e *element) marked() bool {
	return e.name == "main" || e.name == "article" || e.attr["role"] == "main"
}

// asks reports whether a reader can fill something in, or press something, in an
// element.
func (e *element) asks() bool {
	found := false
	visit(e, func(in *element) bool {
		field := in.name == "input" && !strings.EqualFold(in.attr["type"], "hidden")
		found = found || field || in.name == "textarea" || in.name == "select" || in.name == "button"
		return !found
	})
	return found
}

// besidePicture reports whether a picture stands right before an element, or
// around it.
func (e *element) besidePicture() bool {
	for range 3 {
		if e.parent == nil {
			return false
		}
		for _, kid := range e.parent.kids {
			if kid == e {
				break
			}
			if kid.name == "img" || kid.name == "picture" {
				return true
			}
		}
		e = e.parent
	}
	return false
}

// holdsText reports whether an element holds the main one, or so much of its
// running text that its name must mean something else.
func holdsText(e, main *element) bool {
	if main.within(e) {
		return true
	}
	if main.prose == 0 {
		return e.letters*2 > main.letters && e.name != "nav" && e.name != "footer"
	}
	return e.within(main) && e.prose*3 > main.prose || e.prose*2 > main.prose
}

// linePhrases are lines that say by their words what they are, in the languages
// of ministries. They are looked at in small letters and only where they are
// short.
var linePhrases = []struct {
	reason string
	match  *regexp.Regexp
}{
	{skipLink, regexp.MustCompile(`^(?:skip|jump|go) (?:directly )?to (?:the )?(?:main )?(?:content|navigation|menu|search|top)|^(?:aller|passer) (?:directement )?au (?:contenu|menu)|^hoppa (?:till|över)|^(?:ir|saltar|pular) (?:para|al?) |^перейти к|^(?:تخطي|انتقل|تجاوز) إلى`)},
	{shareBar, regexp.MustCompile(`^(?:share(?: (?:this|on|via|by|to|page|article)\b.*)?|tweet|facebook|(?:x \(formerly )?twitter\)?|linkedin|whats ?app|telegram|instagram|youtube|flickr|rss|vk|вконтакте|одноклассники|pinterest|reddit|partag(?:er|ez)\b.{0,40}|dela(?: (?:på|via|sidan|med|artikeln)\b.*)?|partilh(?:ar|e)\b.{0,30}|compartilh(?:ar|e)\b.{0,30}|comparti[rd]\b.{0,30}|teilen(?: .{0,20})?|поделиться.{0,30}|شارك.{0,30}|مشاركة.{0,30}|copy (?:link|url)|kopiera länk|copiar link|copier le lien)\s*[:.]?$`)},
	{siteButton, regexp.MustCompile(`^(?:print|e-?mail|email)(?: (?:this|the))?(?: (?:page|article|release|version))?$|^(?:print(?:er)?[- ]friendly.{0,20}|back to (?:top|.{0,30}list|news.{0,20}|press.{0,20})|top of (?:the )?page|return to .{0,30}|go back.{0,40}|read more|show more|load more|see all.{0,30}|view all.{0,30}|listen|lyssna|play|close|menu|search|subscribe|sign up.{0,40}|download(?: .{0,30})?|ladda ne[rd].{0,40}|skriv ut|till toppen.{0,20}|tillbaka.{0,30}|imprim(?:er|ir|e)\b.{0,30}|haut de (?:la )?page|retour.{0,30}|télécharger.{0,40}|transferir.{0,30}|descarregar.{0,30}|voltar.{0,30}|topo|(?:printable|print) version.{0,40}|(?:e-?)?mail (?:this page )?to (?:a )?friend.{0,20}|(?:<<|«|‹|←)? ?previous(?: page)?|next(?: page)? ?(?:>>|»|›|→)?|versión para impresión.{0,20}|enviar (?:a un amigo|por (?:e-?mail|correo)).{0,20}|versão para impressão.{0,20}|envoyer (?:à un ami|par (?:e-?mail|courriel)).{0,40}|(?:augmenter|réduire|diminuer) la taille du texte.{0,30}|печать|версия для печати|распечатать|наверх|назад|скачать.{0,30}|طباعة.{0,20}|اطبع|إطبع|تحميل.{0,30}|أعلى الصفحة|عودة.{0,20}|المزيد|drucken|nach oben|zurück)\W*$`)},
	{changeNote, regexp.MustCompile(`^(?:(?:page |content )?last (?:updated|modified|reviewed|changed)|date modified|updated:|modified:|date de modification|(?:dernière )?(?:mise à jour|modification)\b.{0,3}:|dernière (?:mise à jour|modification)|mis à jour|senast (?:uppdaterad|ändrad|granskad)|uppdaterad|última (?:atualização|modificação|actualización|actualização)|atualizado (?:em|a)|actualizado|обновлено|дата изменения|последнее изменение|آخر تحديث|تاريخ التحديث|zuletzt (?:aktualisiert|geändert)|report a problem|is this page useful)`)},
	{cookieNote, regexp.MustCompile(`\bcookies\b.{0,200}\b(?:accept|use|website|site|sidan|webbplats|navega)|^(?:accept|reject|manage)(?: all)? cookies|^(?:accepter|tout accepter|acceptera|aceitar|принять).{0,25}$`)},
	{siteFoot, regexp.MustCompile(`^(?:©|\(c\) ?(?:copyright|(?:19|20)\d\d)|copyright\b|all rights reserved|tous droits réservés|todos os direitos|все права защищены|جميع الحقوق محفوظة)|^(?:(?:contact|e-?mail|write to|(?:send )?(?:your )?comments to) (?:the |our )?)?web ?(?:master|mestre)\b|\bweb ?master@|^(?:best viewed|optimi[sz](?:ed|é) (?:for|pour)|(?:proudly )?powered by|(?:site )?designed (?:and|&) (?:developed|maintained)|fièrement propulsé|orgulhosamente desenvolvido|drivs med)\b|^(?:visitors?|hits) ?:|^(?:please )?(?:send |e-?mail )?(?:any |your )?(?:comments|questions|suggestions|feedback)\b.{0,60}@`)},
	{siteNote, regexp.MustCompile(`^(?:innehållet publicerades under|denna sida är arkiverad|this (?:page|content|article|story|information) (?:was|is|has been) (?:archived|published|no longer)|(?:this is )?archived (?:content|page)|published under the .{3,40} government|cette page est archivée|este conteúdo (?:foi|está) arquivado|опубликован[оа]? в раздел|дата публикации:|ссылка на материал|постоянный адрес|текстовая версия|статус материала|published in (?:the )?(?:sections?|news)|publication date:|direct link|permalink|(?:ref(?:erence)?(?:\.| no\.?| number)?|prn|ip/\d+) ?:|short url|reading time|word count|\d+ (?:views|min(?:ute)?s? read))`)},
	{contactCard, regexp.MustCompile(`^if you are (?:not )?a (?:journalist|member of the (?:press|media|public))\b`)},
	{"tags of the site", regexp.MustCompile(`^(?:tags?|keywords?|mots[- ]clés|palavras[- ]chave|etiquetas|ämnesord|nyckelord|schlag(?:wörter|worte)|теги|ключевые слова|الكلمات (?:المفتاحية|الدلالية))\s*:`)},
	{"advertisement", regexp.MustCompile(`^(?:advertisements?|publicité|publicidade|publicidad|annons(?:er)?|anzeige|реклама|إعلان(?:ات)?)\W*$`)},
	{pathToPage, regexp.MustCompile(`^(?:you are here|vous êtes ici|du är här|está (?:aqui|em)|вы здесь|أنت هنا|home|start|startsida|accueil|início|главная|الرئيسية)\s*(?:[:>/|»›→]|$)`)},
}

// disclaimer is a sentence, of any length, by which a site answers for itself and
// not for what it shows.
var disclaimer = regexp.MustCompile(`(?i)manages this (?:web)?site as a portal|(?:external|other internet) (?:links|sites)[^.]{0,80} should not be (?:construed|interpreted)|^(?:this (?:web)?site|our (?:web)?site|ce site|ta strona|este (?:site|portal|sítio)) (?:uses?|utilise|utiliza) cookies`)

// longestPhrase is the length in bytes up to which a line is looked at so.
const longestPhrase = 260

// mayBeLong are the reasons of lines that run to more than a few words.
var mayBeLong = map[string]bool{cookieNote: true, siteFoot: true, changeNote: true, siteNote: true, contactCard: true}

// phraseReason tells by its words why a line of so many letters is no text.
func phraseReason(text string, letters int) string {
	if len(text) > longestPhrase {
		return ""
	}
	low := strings.ToLower(text)
	for _, p := range linePhrases {
		if (letters < proseLetters || mayBeLong[p.reason]) && p.match.MatchString(low) {
			return p.reason
		}
	}
	return ""
}

// sectionPhrases are headings under which stands no text of the document.
var sectionPhrases = []struct {
	reason string
	match  *regexp.Regexp
}{
	{contactCard, regexp.MustCompile(`^(?:(?:media|press|public|news ?desk)[ -](?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|relations|office(?:r|s)?)|contacts?(?: (?:us|information|details|for (?:media|press|journalists)))?|further contacts?|for (?:more|further) information,?(?: (?:please )?contact.*)?|contacts? (?:presse|médias|avec la presse)|relations (?:avec les )?médias|service de presse|personnes?-ressources?|(?:press)?kontakt(?:er|personer|uppgifter)?|contac?tos?(?: (?:de imprensa|para a imprensa))?|assessoria de (?:imprensa|comunicação)|контакты.{0,30}|пресс-служба.{0,30}|للتواصل.{0,20}|اتصل بنا|pressekontakt|ansprechpartner)\s*[:.]?$`)},
	{relatedList, regexp.MustCompile(`^(?:(?:related|associated|useful|external|quick|further|more|other|latest|recent|similar|recommended|popular|most read|read)[ -](?:content|links?|articles?|posts?|news|pages?|documents?|information|stories|releases?|items?|topics?|resources?|products?|publications?|reading|files|materials?|next|more|on this|also|in this .{0,30})|(?:more|latest|recent|other news) (?:from|in|on|by) .{1,60}|links?|see also|explore the topic|in this section|on this page|documents?|downloads?|attachments?|files|tags?|topics?|categor(?:y|ies)|categorias?|catégories?|kategori(?:er|en)?|keywords|product information|you (?:may|might) also .{0,30}|was this (?:page|article|information) (?:helpful|useful)\??|part of.{0,60}|liens? (?:connexes?|associés?|utiles?)|articles? (?:connexes?|liés|similaires)|(?:à lire|voir) aussi|sur le même (?:sujet|thème)|pour en savoir plus|documents? (?:associés?|liés|joints?)|en savoir plus|mots[- ]clés|relaterat(?: innehåll)?|relaterade .{0,20}|läs (?:mer|också|även)|mer om .{0,60}|genvägar|länkar|ämnen|dokument|fler nyheter.{0,30}|notícias relacionadas|(?:artigos|conteúdos?|documentos) relacionad[oa]s|(?:noticias|comunicados|art[ií]culos?|contenidos?|documentos|enlaces|temas|notas) relacionad[oa]s|(?:otras|últimas|más) noticias|lea también|ver además|(?:outras|últimas|mais) notícias|ver também|veja também|leia (?:mais|também)|saiba mais|ligações (?:úteis|externas)|etiquetas|temas|см\. также|смотрите также|читайте также|другие новости|последние новости|по теме|ссылки|теги|материалы по теме|أخبار ذات صلة|مواضيع ذات صلة|اقرأ أيضا.{0,3}|روابط.{0,20}|الأخبار ذات الصلة|weitere .{0,30}|verwandte .{0,20})(?:\s*\(.{1,60}\))?\s*[:.]?$`)},
	{shareBar, regexp.MustCompile(`^(?:share|follow us|suivez-nous|följ oss|dela|partager|partilhar|compartilhar|поделиться|подписаться|تابعنا|شارك).{0,30}$`)},
}

// sectionReason tells by a heading why what stands under it is no text.
func sectionReason(heading string) string {
	if len(heading) > longestPhrase {
		return ""
	}
	low := strings.ToLower(strings.TrimSpace(heading))
	for _, p := range sectionPhrases {
		if p.match.MatchString(low) {
			return p.reason
		}
	}
	return ""
}
