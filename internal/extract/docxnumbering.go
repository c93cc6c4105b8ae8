package extract

import (
	"strconv"
	"strings"
)

// maxListLevels is how deep lists of Word nest.
const maxListLevels = 9

// listLevel is how one level of a list is numbered.
type listLevel struct {
	start   int
	format  string // "decimal", "lowerRoman", "bullet" …
	pattern string // "%1.%2": %n stands for the number of level n
	restart int    // begins anew behind this level, from 1, or a higher one; -1 behind any higher one; 0 never
	legal   bool   // all its numbers in figures
	hidden  bool
	style   string // the paragraph style that is numbered so
}

// listPlan is a numbering that several lists may share.
type listPlan struct {
	levels [maxListLevels]listLevel
	link   string // the style whose list this one stands for
	counts [maxListLevels]int
	begun  [maxListLevels]bool
}

// docxList is one list of a document.
type docxList struct {
	plan   *listPlan
	starts [maxListLevels]int  // where it begins anew; -1 for nowhere
	own    [maxListLevels]bool // levels that the list itself sets
	levels [maxListLevels]listLevel
	begun  [maxListLevels]bool // its own start was used
}

// numbering counts the paragraphs of all lists of a document. Numbers are
// nowhere in the text of a Word file: they are worked out as Word would.
type numbering struct{ lists map[string]*docxList }

// readNumbering reads the part of a document that holds its lists; nil is none.
func readNumbering(tree *node, styles styleSheet) *numbering {
	n := &numbering{lists: map[string]*docxList{}}
	if tree == nil {
		return n
	}
	plans, linked := map[string]*listPlan{}, map[string]*listPlan{}
	for _, k := range tree.kids {
		if k.name == "w:abstractNum" {
			p := readListPlan(k)
			plans[k.attr("abstractNumId")] = p
			if style := k.kid("w:styleLink").attr("val"); style != "" {
				linked[style] = p
			}
		}
	}
	for _, k := range tree.kids {
		if k.name != "w:num" {
			continue
		}
		plan := plans[k.kid("w:abstractNumId").attr("val")]
		if plan != nil && plan.link != "" && linked[plan.link] != nil {
			plan = linked[plan.link]
		}
		if plan != nil {
			n.lists[k.attr("numId")] = readList(k, plan)
		}
	}
	return n
}

func readListPlan(n *node) *listPlan {
	p := &listPlan{link: n.kid("w:numStyleLink").attr("val")}
	for i := range p.levels {
		p.levels[i] = listLevel{start: 1, format: "none", restart: -1}
	}
	for _, k := range n.kids {
		if i := wholeNumber(k.attr("ilvl"), -1); k.name == "w:lvl" && i >= 0 && i < maxListLevels {
			p.levels[i] = readListLevel(k)
		}
	}
	return p
}

func readListLevel(n *node) listLevel {
	format := n.kid("w:numFmt")
	if format == nil { // formats of newer versions stand beside one for older versions
		n.find("w:numFmt", func(f *node) { format = f })
	}
	level := listLevel{
		start: wholeNumber(n.kid("w:start").attr("val"), 0), format: format.attr("val"), pattern: n.kid("w:lvlText").attr("val"),
		restart: wholeNumber(n.kid("w:lvlRestart").attr("val"), -1), legal: toggleOf(n.kid("w:isLgl")) == on,
		hidden: toggleOf(n.path("w:rPr", "w:vanish")) == on, style: n.kid("w:pStyle").attr("val"),
	}
	if level.format == "" {
		level.format = "decimal"
	}
	if n.kid("w:lvlPicBulletId") != nil {
		level.format = "bullet"
	}
	return level
}

// readList reads one list and where it goes its own way.
func readList(n *node, plan *listPlan) *docxList {
	l := &docxList{plan: plan, levels: plan.levels}
	for i := range l.starts {
		l.starts[i] = -1
	}
	for _, k := range n.kids {
		i := wholeNumber(k.attr("ilvl"), -1)
		if k.name != "w:lvlOverride" || i < 0 || i >= maxListLevels {
			continue
		}
		if own := k.kid("w:lvl"); own != nil {
			l.levels[i], l.own[i] = readListLevel(own), true
		}
		l.starts[i] = wholeNumber(k.kid("w:startOverride").attr("val"), -1)
	}
	return l
}

// label counts a paragraph that stands in a list and gives what is printed
// before its text. Where the paragraph names no level, its style has one.
func (n *numbering) label(id string, level int, style string) (label string, listed bool) {
	l := n.lists[id]
	if l == nil || id == "0" {
		return "", false
	}
	if level < 0 {
		level = l.levelOf(style)
	}
	if level >= maxListLevels {
		return "", false
	}
	l.count(level)
	return l.print(level), true
}

// levelOf is the level at which a style is numbered, the first where none says.
func (l *docxList) levelOf(style string) int {
	for i, level := range l.levels {
		if level.style == style && style != "" {
			return i
		}
	}
	return 0
}

// count counts one more paragraph at a level.
func (l *docxList) count(level int) {
	p := l.plan
	switch {
	case l.starts[level] >= 0 && !l.begun[level]:
		p.counts[level] = l.starts[level]
	case !p.begun[level]:
		p.counts[level] = l.levels[level].start
	default:
		p.counts[level]++
	}
	p.begun[level], l.begun[level] = true, true
	for deeper := level + 1; deeper < maxListLevels; deeper++ {
		if r := l.levels[deeper].restart; r < 0 || r > level {
			p.begun[deeper] = false
		}
	}
}

// print writes the label of the paragraph counted last at a level.
func (l *docxList) print(level int) string {
	at := l.levels[level]
	switch {
	case at.hidden:
		return ""
	case at.format == "bullet":
		return bulletSign(at.pattern)
	}
	var b strings.Builder
	for rest := at.pattern; rest != ""; {
		before, after, ok := strings.Cut(rest, "%")
		b.WriteString(before)
		if !ok {
			break
		}
		rest = after
		if rest == "" || rest[0] < '1' || rest[0] > '9' {
			b.WriteByte('%')
			continue
		}
		if k := int(rest[0] - '1'); k <= level {
			b.WriteString(l.number(k, at.legal))
		}
		rest = rest[1:]
	}
	return strings.TrimSpace(b.String())
}

// number writes the number that a level stands at. A level that no paragraph
// has used yet stands at its start.
func (l *docxList) number(level int, legal bool) string {
	n := l.plan.counts[level]
	if !l.plan.begun[level] {
		n = l.levels[level].start
	}
	if legal {
		return strconv.Itoa(n)
	}
	return formatNumber(n, l.levels[level].format)
}

// bulletSign is the sign of a list without numbers. Bullets are letters of
// symbol fonts; dashes are themselves.
func bulletSign(pattern string) string {
	switch s := strings.TrimSpace(pattern); s {
	case "-", "–", "—", "*", "+", "▪", "◦", "‣", "●", "○", "■", "□", "➢", "✓":
		return s
	}
	return "•"
}
