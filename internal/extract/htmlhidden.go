package extract

import (
	"fmt"
	"regexp"
	"strings"
)

// What a page holds and no reader sees.

var (
	hiddenStyle = regexp.MustCompile(`(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|left\s*:\s*-\d{3,})`)
	boldStyle   = regexp.MustCompile(`(?i)font-weight\s*:\s*(?:bold|bolder|[6-9]00)`)
	lightStyle  = regexp.MustCompile(`(?i)font-weight\s*:\s*(?:normal|lighter|[1-5]00)`)
	// hiddenClass are the names that style sheets give to what only reading
	// machines shall find, or nobody yet.
	hiddenClass = regexp.MustCompile(`^(?:[a-z]{1,8}[-_]{1,2})?(?:sr-?only|visually-?hidden|screen-?reader(?:s|-text|-only)?|element-(?:invisible|hidden)|hidden|invisible|inv|off-?screen|no-?display|d-none|hide|assistive-text|accessibility-text|show-for-sr)$`)
	shownAgain  = regexp.MustCompile(`^d-(?:sm|md|lg|xl|xxl)-(?:block|flex|inline|grid|table)|^(?:sm|md|lg|xl):(?:block|flex|inline|grid)`)
)

// hiddenByAttributes reports whether the attributes of an element hide it.
func hiddenByAttributes(attr map[string]string) bool {
	if len(attr) == 0 {
		return false
	}
	if _, ok := attr["hidden"]; ok && !strings.EqualFold(attr["hidden"], "false") {
		return true
	}
	return hiddenStyle.MatchString(attr["style"])
}

// mayHide reports whether an element says that it is hidden in a way that pages
// also use for what is shown later: their own class names, or the mark by which
// a dialogue silences the page behind it.
func mayHide(e *element) bool {
	if strings.EqualFold(e.attr["aria-hidden"], "true") {
		return true
	}
	hidden := false
	for _, class := range strings.Fields(strings.ToLower(e.attr["class"])) {
		if shownAgain.MatchString(class) {
			return false
		}
		hidden = hidden || hiddenClass.MatchString(class)
	}
	return hidden
}

// hide marks what style sheets and class names hide. An element that holds the
// heart of the page is not hidden, whatever its class says.
func (p *page) hide() {
	rules := hidingRules(p.styles)
	p.body.hideWithin(rules)
}

func (e *element) hideWithin(rules hidingSelectors) (heart bool) {
	heart = e.name == "main" || e.name == "article" || e.name == "h1" || e.attr["role"] == "main"
	for _, kid := range e.kids {
		if kid.name != "" && !kid.hidden {
			heart = kid.hideWithin(rules) || heart
		}
	}
	if e.parent != nil && (!heart || e.name == "h1") && (mayHide(e) || rules.hides(e)) {
		e.hidden = true
		return false
	}
	return heart
}

// hidingSelectors are the simple selectors that style sheets give "display: none".
type hidingSelectors map[string]bool

// hides reports whether one of the selectors is that of an element.
func (h hidingSelectors) hides(e *element) bool {
	if len(h) == 0 {
		return false
	}
	if id := e.attr["id"]; id != "" && (h["#"+id] || h[e.name+"#"+id]) {
		return true
	}
	for _, class := range strings.Fields(e.attr["class"]) {
		if h["."+class] || h[e.name+"."+class] {
			return true
		}
	}
	return false
}

var (
	simpleSelector = regexp.MustCompile(`^[a-zA-Z0-9]*[.#][\w-]+$`)
	cssComment     = regexp.MustCompile(`(?s)/\*.*?\*/`)
)

// hidingRules collects those selectors. Rules within @media and the like hold
// somewhere else and are left out.
func hidingRules(styles []string) hidingSelectors {
	rules := hidingSelectors{}
	for _, style := range styles {
		depth, from, selectors := 0, 0, ""
		style = cssComment.ReplaceAllString(style, "")
		for i := range len(style) {
			switch style[i] {
			case '{':
				if depth == 0 {
					selectors = style[from:i]
				}
				depth++
				from = i + 1
			case '}':
				if depth == 1 && hiddenStyle.MatchString(style[from:i]) {
					rules.add(selectors)
				}
				depth = max(depth-1, 0)
				from = i + 1
			}
		}
	}
	return rules
}

// add notes the simple ones of a list of selectors.
func (h hidingSelectors) add(selectors string) {
	for s := range strings.SplitSeq(selectors, ",") {
		if s = strings.TrimSpace(s); simpleSelector.MatchString(s) && len(h) < 10_000 {
			h[s] = true
		}
	}
}

// hiddenDoubts says how much the main element holds that reads as text and that
// no reader of the page sees.
func (r *pageReading) hiddenDoubts() []string {
	words := 0
	var count func(e *element)
	count = func(e *element) {
		for _, kid := range e.kids {
			switch {
			case kid.name == "" || kid.reason != "" || unseen[kid.name] || kid.name == "button" || kid.name == "select":
			case kid.hidden && !forMachines(kid):
				if text := cleanSpace(kid.allText()); endsSentence(text) {
					words += len(strings.Fields(text))
				}
			case !kid.hidden:
				count(kid)
			}
		}
	}
	count(r.main)
	if words == 0 {
		return nil
	}
	return []string{fmt.Sprintf("The page hides text from its readers (%d words), which was left out.", words)}
}

// forMachines reports whether an element is hidden from the eye alone, as what
// is read out to the blind is.
func forMachines(e *element) bool {
	_, plainly := e.attr["hidden"]
	return !plainly && mayHide(e)
}

// allText is what stands in an element and all within it, seen or not.
func (e *element) allText() string {
	if e.name == "" {
		return e.text
	}
	var b strings.Builder
	for _, kid := range e.kids {
		if !unseen[kid.name] {
			b.WriteString(kid.allText())
			b.WriteByte(' ')
		}
	}
	return b.String()
}
