package extract

import (
	"strconv"
	"strings"
)

// listCount counts the items of a list.
type listCount struct {
	form string // of the labels: "1", "a", "A", "i", "I"; empty for bullets
	next int
	step int
}

// countList reads how a list labels its items.
func countList(e *element) *listCount {
	if e.name != "ol" {
		return &listCount{}
	}
	l := &listCount{form: "1", next: 1, step: 1}
	switch form := e.attr["type"]; form {
	case "a", "A", "i", "I":
		l.form = form
	}
	for style, form := range listStyles {
		if strings.Contains(strings.ToLower(e.attr["style"]), style) {
			l.form = form
		}
	}
	if n, err := strconv.Atoi(strings.TrimSpace(e.attr["start"])); err == nil {
		l.next = n
	}
	if _, ok := e.attr["reversed"]; ok {
		l.step = -1
		if e.attr["start"] == "" {
			l.next = countItems(e)
		}
	}
	return l
}

// listStyles are the names of labels in style sheets; none holds another.
var listStyles = map[string]string{"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I"}

func countItems(list *element) int {
	n := 0
	for _, kid := range list.kids {
		if kid.name == "li" && !kid.hidden {
			n++
		}
	}
	return n
}

// bulletLabel is the label of items that have no number.
const bulletLabel = "•"

// beginItem keeps the label of an item until its text begins.
func (f *flattener) beginItem(e *element) {
	f.item, f.label = true, bulletLabel
	if len(f.lists) == 0 {
		return
	}
	l := f.lists[len(f.lists)-1]
	if l.form == "" {
		return
	}
	if n, err := strconv.Atoi(strings.TrimSpace(e.attr["value"])); err == nil {
		l.next = n
	}
	f.label = l.label() + "."
	l.next += l.step
}

// label writes the number of an item in the form of its list.
func (l *listCount) label() string {
	switch l.form {
	case "a", "A":
		if l.next > 0 && l.next <= 26 {
			return string(rune(l.form[0]) + rune(l.next-1))
		}
	case "i", "I":
		if l.next > 0 && l.next < 100 {
			if roman := romanNumber(l.next); l.form == "i" {
				return strings.ToLower(roman)
			} else {
				return roman
			}
		}
	}
	return strconv.Itoa(l.next)
}

// romanNumber writes a number below 100 in Roman numerals.
func romanNumber(n int) string {
	tens := []string{"", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"}
	ones := []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	return tens[n/10] + ones[n%10]
}
