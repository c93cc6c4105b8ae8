package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// The title of a page: what its head calls it, without the name of the site, and
// where it is printed.

// titleCuts part the title of a page from the name of its site.
var titleCuts = []string{" | ", " :: ", " » ", " › ", " · ", " • ", " – ", " — ", " - ", " / ", " < "}

// wordKey is a text reduced to its words, to compare titles.
func wordKey(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	return strings.Join(words, " ")
}

// titleCandidates are the ways in which the given titles may be read: whole, and
// cut at each sign that parts them from the name of the site.
func titleCandidates(given []string) map[string]string {
	all := map[string]string{}
	for _, title := range given {
		if len(title) > 1000 {
			continue
		}
		parts := []string{title}
		for _, cut := range titleCuts {
			pieces := strings.Split(title, cut)
			for i := 1; i < len(pieces) && i < 8; i++ {
				parts = append(parts, strings.Join(pieces[:i], cut), strings.Join(pieces[i:], cut))
			}
			parts = append(parts, pieces[:min(len(pieces), 8)]...)
		}
		for _, part := range parts {
			part = cleanSpace(part)
			if key := wordKey(part); key != "" {
				if _, ok := all[key]; !ok {
					all[key] = part
				}
			}
		}
	}
	return all
}

// longestTitle is how many letters a title may have.
const longestTitle = 300

// markTitle finds the title and the blocks that print it.
func (r *pageReading) markTitle() {
	candidates := titleCandidates(r.facts.titles)
	best := r.printedTitle(candidates)
	if best >= 0 {
		r.title = r.wholeTitle(best)
	} else {
		r.title = r.titleOfHead()
	}
	key := wordKey(r.title)
	if key == "" {
		return
	}
	prose := r.firstProse()
	for i := range r.blocks {
		b := &r.blocks[i]
		if wordKey(b.text) != key && b.meta != MetaTitle || b.item && i != best || b.reason != "" && i != best && !(b.heading > 0 && b.owner.within(r.main)) {
			continue
		}
		if i == best || i < prose || b.heading > 0 {
			b.meta, b.reason = MetaTitle, ""
		}
	}
}

// printedTitle gives the block that prints the title: the heading of the first
// order that the head of the page names, or else the only one of the text, or
// else the first block before the text that the head names; -1 for none.
func (r *pageReading) printedTitle(candidates map[string]string) int {
	type rank struct{ at, value int }
	best := rank{-1, 0}
	prose := r.firstProse()
	site := wordKey(r.facts.site)
	for i := range r.blocks {
		b := &r.blocks[i]
		if b.letters == 0 || b.letters > longestTitle || b.item && b.heading == 0 || b.row {
			continue
		}
		key := wordKey(b.text)
		_, named := candidates[key]
		inside := b.owner.within(r.main)
		value := 0
		switch {
		case key == site && site != "":
		case b.heading == 1 && named && b.reason == "":
			value = 9
		case b.heading == 1 && named && !isNavigation(b.reason):
			value = 8
		case b.heading == 1 && inside && b.reason == "":
			value = 7
		case b.heading > 0 && named && b.reason == "" && i < prose:
			value = 6
		case i < prose && b.reason == "" && (named && strings.Count(key, " ") >= 2 || beginsAlike(key, r.facts.titles, candidates)):
			value = 5
		case b.heading == 1 && b.reason == "" && i < prose, inside && i < prose && (b.bold || b.big) && b.reason == "" && namesGenre(b.text):
			value = 4
		case inside && i < prose && b.heading > 0 && b.reason == "":
			value = 3
		case inside && i < prose && b.bold && b.reason == "" && strings.Count(key, " ") >= 2 && !endsSentence(b.text):
			value = 2
		}
		if value == 9 && inside {
			value = 10
		}
		longer := value >= 8 && value == best.value && len(b.text) > len(r.blocks[max(best.at, 0)].text)
		if value > best.value || longer {
			best = rank{i, value}
		}
	}
	if best.value <= 3 && r.headNames() && !(best.at >= 0 && genreName.MatchString(r.blocks[best.at].text) && !genreName.MatchString(r.titleOfHead())) {
		return -1
	}
	return best.at
}

// likeWords is how many words at the start of two titles make them ways to print
// one.
const likeWords = 5

// beginsAlike reports whether a line begins as one of the titles that the head
// gives, and so prints it, in part or more fully.
func beginsAlike(key string, given []string, candidates map[string]string) bool {
	for _, title := range given {
		if whole := wordKey(title); strings.Contains(whole, " ") && strings.HasPrefix(key, whole+" ") {
			return true
		}
	}
	words := strings.SplitN(key, " ", likeWords+1)
	if len(words) < likeWords {
		return false
	}
	start := strings.Join(words[:likeWords], " ") + " "
	for candidate := range candidates {
		if strings.HasPrefix(candidate+" ", start) {
			return true
		}
	}
	return false
}

// genreName is a word by which texts call themselves.
var genreName = regexp.MustCompile(`(?i)communiqu|kommuniké|comunicad|commun|коммюнике|statement|declarati|déclarati|declaraç|declarac|erklärung|заявлени|declaration|uttalande|press ?release|pressmeddelande|pressemitteilung|пресс-релиз|conclusions|remarks|speech|discours|بيان|إعلان|كلمة`)

// namesGenre reports whether a line reads as the title of a text, and says more
// than what kind it is of.
func namesGenre(text string) bool {
	return genreName.MatchString(text) && strings.Count(wordKey(text), " ") >= 4 && !kindLine.MatchString(text) && !endsSentence(text)
}

// siteName is a title that names a site and not what is on the page.
var siteName = regexp.MustCompile(`(?i)\b(?:home ?page|welcome|official (?:web ?)?site|web ?site|untitled|document|index|portal)\b|^(?:the )?(?:ministry|department|embassy|government|office|parliament|ministère|ministério|ministerio|министерство|правительство|وزارة|مجلس|جامعة|منظمة|الأمانة|رئاسة|سفارة|(?:association|organi[sz]ation|council|league|union|community|commission|secretariat) of|regeringen)(?:[^\pL][^:]{0,60})?$`)

// headNames reports whether the head of the page has a title that is more than
// the name of the site: then an unmarked line is no better.
func (r *pageReading) headNames() bool {
	title := r.titleOfHead()
	return strings.Count(wordKey(title), " ") >= 3 && !siteName.MatchString(title)
}

// wholeTitle gives the title that begins in a block. One that is only printed in
// bold may take several lines.
func (r *pageReading) wholeTitle(at int) string {
	title := r.blocks[at].text
	for i := at + 1; i < len(r.blocks) && r.blocks[at].heading == 0 && r.blocks[at].bold; i++ {
		b := &r.blocks[i]
		if !b.tight || !b.bold || b.reason != "" || len(title) > 2*longestTitle || readPageDate(b.text) != "" {
			break
		}
		b.meta = MetaTitle
		title += " " + b.text
	}
	r.blocks[at].meta = MetaTitle
	return r.withoutKicker(title)
}

// withoutKicker leaves the words or the date out that stand before a title in one
// heading with it and that the head does not count to it.
func (r *pageReading) withoutKicker(title string) string {
	title = strings.ReplaceAll(title, "\u00AD", "")
	best := title
	for _, given := range r.facts.titles {
		given = strings.ReplaceAll(given, "\u00AD", "")
		for _, cut := range append([]string{"\x00"}, titleCuts...) {
			name, _, _ := strings.Cut(given, cut)
			before, ok := strings.CutSuffix(title, " "+name)
			if !ok || strings.Count(name, " ") < 3 || len(name) > len(best) && best != title {
				continue
			}
			if date, only := isDateOnly(before); only {
				best = name
				if r.facts.date == "" {
					r.facts.date = date
				}
			} else if strings.Count(before, " ") < 4 && !strings.ContainsAny(before[len(before)-1:], ":,-–—/") {
				best = name
			}
		}
	}
	return best
}

// isNavigation reports whether a part of the page only leads to others.
func isNavigation(reason string) bool {
	return reason == siteMenu || reason == pathToPage || reason == relatedList || reason == siteFoot || reason == linkList
}

// titleOfHead is the title that the head of the page gives, without the name of
// the site.
func (r *pageReading) titleOfHead() string {
	if len(r.facts.titles) == 0 {
		return ""
	}
	title := r.facts.titles[0]
	site := wordKey(r.facts.site)
	for _, cut := range titleCuts[:6] {
		parts := strings.Split(title, cut)
		parts = slices.DeleteFunc(parts, func(p string) bool { return wordKey(p) == site || wordKey(p) == "" })
		if len(parts) > 1 {
			title = slices.MaxFunc(parts, func(a, b string) int { return len(a) - len(b) })
		} else if len(parts) == 1 {
			title = parts[0]
		}
	}
	for _, cut := range titleCuts[6:9] {
		if at := strings.LastIndex(title, cut); at > 0 && (wordKey(title[at:]) == site || strings.Count(title[:at], " ") >= 3 && strings.Count(title[at+len(cut):], " ") < 5) {
			title = title[:at]
		}
	}
	return cleanSpace(title)
}

// firstProse gives the first block of running text in the main element, or the
// number of blocks.
func (r *pageReading) firstProse() int {
	for i := range r.blocks {
		if b := &r.blocks[i]; b.reason == "" && b.isProse() && b.owner.within(r.main) && endsSentence(b.text) {
			return i
		}
	}
	for i := range r.blocks {
		if b := &r.blocks[i]; b.reason == "" && b.isProse() && b.owner.within(r.main) {
			return i
		}
	}
	return len(r.blocks)
}
