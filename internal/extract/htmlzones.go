package extract

import (
	"regexp"
	"strings"

	"github.com/abadojack/whatlanggo"
)

// markOutside makes furniture of what stands outside the main element. Between
// a title that is printed above it and the main element, lines are looked at as
// those at its head are.
func (r *pageReading) markOutside() {
	first, title := len(r.blocks), -1
	for i := range r.blocks {
		if r.blocks[i].owner.within(r.main) {
			first = i
			break
		}
	}
	for i := range r.blocks[:first] {
		if r.blocks[i].meta == MetaTitle && title < 0 {
			title = i
		}
	}
	for i := range r.blocks {
		b := &r.blocks[i]
		inside := b.owner.within(r.main) || title >= 0 && i > title && i < first
		if b.meta == "" && b.reason == "" && !inside {
			b.reason = outside
		}
	}
}

// longestNote is how many letters a line may have to be a mark of the site.
const longestNote = 120

// markPhrases makes furniture of lines that say what they are.
func (r *pageReading) markPhrases() {
	for i := range r.blocks {
		b := &r.blocks[i]
		if b.reason == "" && b.meta == "" && b.letters <= longestNote && b.letters > 0 && !r.opensText(i) {
			b.reason = phraseReason(b.text, b.letters)
		} else if b.plain() && disclaimer.MatchString(b.text) {
			b.reason = siteFoot
		}
	}
}

// opensText reports whether block i is a heading of the main element with a
// sentence right under it: "Share" may head what states share.
func (r *pageReading) opensText(i int) bool {
	if r.blocks[i].heading == 0 || i+1 >= len(r.blocks) || !r.blocks[i].owner.within(r.main) {
		return false
	}
	next := &r.blocks[i+1]
	return next.plain() && next.isSaid() && (i < r.lastProse || r.main.marked()) && phraseReason(next.text, next.letters) == ""
}

// headLines is how many lines may stand between the title and the text.
const headLines = 12

var (
	// kindLine is a line that says what the page is, perhaps from whom.
	kindLine = regexp.MustCompile(`(?i)^(?:(?:press|news|media) (?:releases?|statements?|room|notes?|advisor(?:y|ies))|(?:joint )?remarks|fact ?sheets?|readouts?|backgrounders?|op-eds?|interviews?|briefings?|transcripts?|policy papers?|news(?: (?:story|item|article))?|statements?|speech(?:es)?|(?:joint )?communiqu[ée]s?(?: de presse)?|articles?|pressmeddelanden?|nyhet(?:er)?|tal|uttalanden?|comunicados?(?: de imprensa| conjunto)?|notas? (?:à|de) imprensa|notícias?|discursos?|discours|actualités?|allocutions?|пресс-релизы?|новости|заявлени[ея]|выступлени[ея]|сообщени[ея](?: для сми)?|بيان(?:ات)?(?: صحفي(?:ة)?| مشترك)?|أخبار|الأخبار|pressemitteilung(?:en)?|rede)(?:\s*(?:from|från|de|da|do|от|[-–|:•·])\s*.{2,80})?$`)
	// postedLine begins a line that says who put the page up, and when.
	postedLine = regexp.MustCompile(`(?i)^(?:submitted|posted|published|created|written|uploaded|issued|released?|publiée?|posté|publicerad|skapad|publicad[oa]|опубликован[оа]?|дата|تاريخ|نشر|veröffentlicht)`)
	// byLine names who wrote the page; fieldLine opens a field whose value stands
	// on the next line.
	byLine    = regexp.MustCompile(`^(?i:(?:written |posted |story )?by|par|por|av|von|auth?or|auteur|autor|автор|بقلم)\s*:?\s+\p{L}[^.!?:]{2,60}$`)
	fieldLine = regexp.MustCompile(`(?i)^(?:place|location|venue|city|date|lieu|ville|lugar|fecha|local|data|cidade|ort|plats|datum|место|дата|المكان|التاريخ|theme|topic|country|source|type|kind|category)\s*:$`)
	// putUpWord says within a line that it tells when the page was put up.
	putUpWord = regexp.MustCompile(`(?i)\b(?:publi(?:shed|é|ée|cado|cada|cerad|ziert)|posted|enviado|submitted|upp?daterad|updated|atualizad[oa]|actualizado|mis en ligne|modificação|modified)\b|опубликован|نشر`)
	fromLine  = regexp.MustCompile(`(?i)^(?:from|från|de|issued by|publisher|organisation|organization|ministère|ansvarig)\s*:\s*(\S.{2,120})$`)
)

// markHead takes the lines around the title that file the page: its date, its
// kind, its category, who published it.
func (r *pageReading) markHead() {
	title := -1
	for i := range r.blocks {
		if r.blocks[i].meta == MetaTitle {
			title = i
			break
		}
	}
	seen, field := 0, false // the name of a field stands on the line above
	for i := range r.blocks {
		b := &r.blocks[i]
		if b.reason != "" || b.meta == MetaTitle {
			continue
		}
		if b.heading > 0 && i > title && title >= 0 && !isNote(b) && r.dateBelow(i) {
			b.meta = MetaOther // who speaks, and where
			continue
		}
		if seen++; seen > headLines || b.isProse() && !(i > title && isPutUp(b)) || b.heading > 0 && i > title && !isNote(b) {
			break
		}
		if field && b.letters < proseLetters && !endsSentence(b.text) {
			b.meta = MetaOther
		} else {
			r.markHeadLine(b, i < title)
		}
		field = b.meta == MetaOther && fieldLine.MatchString(b.text)
	}
	r.markByline(title)
	r.takeDates(title)
}

// markByline takes the short lines between the title and a date below it: who
// speaks, where. What they say stays with the descriptions.
func (r *pageReading) markByline(title int) {
	var lines []int
	for i := title + 1; title >= 0 && i < len(r.blocks); i++ {
		b := &r.blocks[i]
		switch {
		case b.meta == MetaDate, b == r.dateline:
			for _, j := range lines {
				r.blocks[j].meta = MetaOther
			}
			return
		case !b.plain():
		case b.letters >= proseLetters || b.item || b.row || b.heading > 0 || endsSentence(b.text) || len(lines) == 4:
			return
		default:
			lines = append(lines, i)
		}
	}
}

// isPutUp reports whether a line says when the page was put up.
func isPutUp(b *pageBlock) bool {
	return b.letters <= longestNote && !endsSentence(b.text) && readPageDate(b.text) != "" && putUpWord.MatchString(b.text)
}

// dateBelow reports whether the line right below a block, or the next, is but a
// date.
func (r *pageReading) dateBelow(i int) bool {
	for _, b := range r.blocks[i+1 : min(i+3, len(r.blocks))] {
		if _, only := isDateOnly(b.text); only {
			return true
		}
		if b.isProse() {
			return false
		}
	}
	return false
}

// isNote reports whether a heading only files the page.
func isNote(b *pageBlock) bool {
	_, date := isDateOnly(b.text)
	return date || kindLine.MatchString(b.text)
}

// markHeadLine looks at one line near the title.
func (r *pageReading) markHeadLine(b *pageBlock, aboveTitle bool) {
	date, only := isDateOnly(b.text)
	if fromTime := readPageDate(b.date); fromTime != "" {
		date = fromTime
		only = only || b.letters <= 40
	}
	switch {
	case only && r.title != "" && !aboveTitle && r.printsDate(b):
		r.dateline, b.heading, b.bold = b, 0, false
	case only, date != "" && b.letters <= longestNote && postedLine.MatchString(b.text) && !endsSentence(b.text):
		b.meta = MetaDate
		b.date = date
	case date != "" && b.letters <= longestNote && !endsSentence(b.text) && (dateParts(b.text) || isPutUp(b)):
		b.meta = MetaDate
		b.date = date
	case kindLine.MatchString(b.text) && !endsSentence(b.text):
		b.meta = MetaTags
		r.facts.tags = append(r.facts.tags, b.text)
	case !aboveTitle && r.title != "" && b.letters < proseLetters && (byLine.MatchString(b.text) || fieldLine.MatchString(b.text)):
		b.meta = MetaOther
	case fromLine.MatchString(b.text):
		b.meta = MetaIssuer
		if r.facts.issuer == "" && readPageDate(b.text) == "" {
			r.facts.issuer = strings.TrimSpace(fromLine.FindStringSubmatch(b.text)[1])
		}
	case b.isLink() && strings.Count(b.text, "|") > 1:
		b.reason = siteMenu
	case b.isLink() && b.letters < proseLetters && b.anchors == 0 || aboveTitle && b.letters < proseLetters:
		if date != "" {
			b.date = date
		}
		b.meta = MetaTags
		if b.letters > 0 {
			r.facts.tags = append(r.facts.tags, b.text)
		}
	}
	if b.letters == 0 && b.meta == "" {
		b.reason = outside
	}
}

// printsDate reports whether a line is the first that prints a date in words and
// nothing else, with no word that makes it the day on which the page was put up
// and no mark for machines. It stays text, which says when it was made.
func (r *pageReading) printsDate(b *pageBlock) bool {
	return r.dateline == nil && b.date == "" && (dayMonth.MatchString(b.text) || monthDay.MatchString(b.text)) && !postedLine.MatchString(b.text) && !putUpWord.MatchString(b.text)
}

// dateParts reports whether a line is a row of facts, one of them a date:
// "March 3, 2021 – Ottawa – Department of Rivers".
func dateParts(text string) bool {
	parts := factCut.Split(text, 8)
	for i, part := range parts {
		if _, only := isDateOnly(part); only && len(parts) > 1 {
			return len(parts) > 2 || i == 0 || kindLine.MatchString(parts[0]) // "Capital – 3 May 2021" is a dateline
		}
	}
	return false
}

// factCut parts facts in a row.
var factCut = regexp.MustCompile(`\s+[–—|•·-]\s+`)

// takeDates gives the page the date printed nearest below its title, or above
// it, where its head gives none.
func (r *pageReading) takeDates(title int) {
	if r.facts.date != "" || r.dateline != nil {
		return
	}
	for _, above := range []bool{false, true} {
		for i := range r.blocks {
			b := &r.blocks[i]
			if (i < title) != above || b.meta != MetaDate && b.meta != MetaTags {
				continue
			}
			if r.facts.date = readPageDate(b.date); r.facts.date == "" {
				r.facts.date = readPageDate(b.text)
			}
			if r.facts.date != "" {
				return
			}
		}
	}
	for i := range r.blocks { // a date that the page marks, far from its title
		b := &r.blocks[i]
		if date, only := isDateOnly(b.text); only && b.date != "" && b.owner.within(r.main) && b.reason == "" && b.meta == "" {
			r.facts.date, b.meta = date, MetaDate
			return
		}
	}
}

// checkLetters is how many letters the language of a page is checked with.
const checkLetters = 400

// checkLanguage forgets the language that a page states where its text is
// plainly of another: sites keep one language in their template.
func (r *pageReading) checkLanguage() {
	var b strings.Builder
	for i := range r.blocks {
		if r.blocks[i].reason == "" && r.blocks[i].meta == "" && b.Len() < 20_000 {
			b.WriteString(r.blocks[i].text)
			b.WriteByte('\n')
		}
	}
	if r.facts.language == "" || len(b.String()) < checkLetters {
		return
	}
	found := whatlanggo.Detect(b.String())
	if code := found.Lang.Iso6391(); code != "" && code != r.facts.language && found.IsReliable() && found.Confidence > 0.95 {
		r.facts.language = code
	}
}
