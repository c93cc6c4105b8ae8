package extract

import (
	"strconv"
	"strings"
)

// odtStyle is how a style prints, as far as a reader of text cares.
type odtStyle struct {
	name, parent  string
	bold          toggle
	raised        bool
	hidden        bool
	title         bool
	before, after int // in twentieths of a point; -1 unset
	done          bool
}

// odtStyles are the styles of a document, by family and name.
type odtStyles struct {
	byName  map[string]*odtStyle // "paragraph Text_20_body"
	lists   map[string]odtLevels
	outline odtLevels
}

// readODTStyles reads the styles of both parts that hold some.
func readODTStyles(parts ...*node) odtStyles {
	s := odtStyles{byName: map[string]*odtStyle{}, lists: map[string]odtLevels{}}
	for _, part := range parts {
		for _, group := range []string{"styles", "automatic-styles"} {
			for _, n := range part.kid(group).children() {
				switch n.name {
				case "style":
					s.byName[n.attr("family")+" "+n.attr("name")] = readODTStyle(n)
				case "default-style":
					s.byName[n.attr("family")+" "] = readODTStyle(n)
				case "list-style":
					s.lists[n.attr("name")] = readODTLevels(n)
				case "outline-style":
					s.outline = readODTLevels(n)
				}
			}
		}
	}
	return s
}

// children are the children of a node that may be nil.
func (n *node) children() []*node {
	if n == nil {
		return nil
	}
	return n.kids
}

func readODTStyle(n *node) *odtStyle {
	text, paragraph := n.kid("text-properties"), n.kid("paragraph-properties")
	s := &odtStyle{name: n.attr("name"), parent: n.attr("parent-style-name"), before: odtLength(paragraph.attr("margin-top")), after: odtLength(paragraph.attr("margin-bottom"))}
	switch weight := text.attr("font-weight"); weight {
	case "":
	case "bold", "600", "700", "800", "900":
		s.bold = on
	default:
		s.bold = off
	}
	s.raised = strings.HasPrefix(text.attr("text-position"), "super") || strings.HasPrefix(text.attr("text-position"), "3")
	s.hidden = text.attr("display") == "none"
	named := n.attr("display-name")
	if named == "" {
		named = s.name
	}
	s.title = titleName.MatchString(named)
	return s
}

// odtLength reads a length in twentieths of a point; -1 where there is none.
func odtLength(text string) int {
	for unit, points := range map[string]float64{"cm": 28.35, "mm": 2.835, "in": 72, "pt": 1, "pc": 12} {
		if number, ok := strings.CutSuffix(text, unit); ok {
			if n, err := strconv.ParseFloat(number, 64); err == nil && n >= 0 && n < 1000 {
				return int(n * points * 20)
			}
		}
	}
	return -1
}

// paragraph gives the style of a paragraph with what its parents say.
func (s odtStyles) paragraph(name string) odtStyle { return *s.find("paragraph", name, 0) }

// text gives the style of a stretch of text.
func (s odtStyles) text(name string) odtStyle { return *s.find("text", name, 0) }

func (s odtStyles) find(family, name string, depth int) *odtStyle {
	style := s.byName[family+" "+name]
	if style == nil {
		return &odtStyle{name: name, before: -1, after: -1}
	}
	if style.done || depth > maxStyleChain {
		return style
	}
	style.done = true
	if name == "" {
		return style
	}
	above := s.find(family, style.parent, depth+1)
	style.bold = style.bold.or(above.bold)
	style.before, style.after = orAbove(style.before, above.before), orAbove(style.after, above.after)
	style.raised, style.hidden = style.raised || above.raised, style.hidden || above.hidden
	style.title = style.title || above.title && style.parent != ""
	return style
}

// odtList is a list around what is read.
type odtList struct {
	style string
	level int // from 1
}

// odtLevel is how a level of a list labels its items.
type odtLevel struct {
	format, before, after string
	bullet                string
	start, show           int
}

type odtLevels map[int]odtLevel

// odtFormats are the formats of numbers by the letters that name them.
var odtFormats = map[string]string{"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}

func readODTLevels(n *node) odtLevels {
	levels := odtLevels{}
	for _, k := range n.kids {
		level := wholeNumber(k.attr("level"), 0)
		if level < 1 || level > maxListLevels {
			continue
		}
		l := odtLevel{before: k.attr("num-prefix"), after: k.attr("num-suffix"), start: max(wholeNumber(k.attr("start-value"), 1), 0), show: max(wholeNumber(k.attr("display-levels"), 1), 1)}
		switch k.name {
		case "list-level-style-bullet":
			l.bullet = bulletOf(k.attr("bullet-char"))
		case "list-level-style-number", "outline-level-style":
			l.format = odtFormats[k.attr("num-format")]
		case "list-level-style-image":
			l.bullet = bulletLabel
		default:
			continue
		}
		levels[level] = l
	}
	return levels
}

// bulletOf is the bullet that a list prints; those of symbol fonts are read as
// bullets.
func bulletOf(sign string) string {
	for _, r := range sign {
		if r == '-' || r == '–' || r == '—' || r == '◦' || r == '○' {
			return string(r)
		}
	}
	return bulletLabel
}

// next counts an item of a list and gives its label; empty where it prints none.
func (levels odtLevels) next(all map[string][]int, list string, level int) string {
	l, ok := levels[level]
	if !ok {
		return ""
	}
	if l.bullet != "" {
		return l.bullet
	}
	counts := all[list]
	for len(counts) < level {
		counts = append(counts, max(levels[len(counts)+1].start, 0)-1)
	}
	counts = counts[:level]
	counts[level-1]++
	all[list] = counts
	if l.format == "" {
		return ""
	}
	var parts []string
	for i := max(level-l.show+1, 1); i <= level; i++ {
		if format := levels[i].format; format != "" {
			n := counts[i-1]
			if i < level {
				n = max(n, levels[i].start)
			}
			parts = append(parts, formatNumber(n, format))
		}
	}
	return strings.TrimSpace(l.before + strings.Join(parts, ".") + l.after)
}
