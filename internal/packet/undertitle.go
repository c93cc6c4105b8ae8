package packet

import (
	"strings"

	"communique/internal/normalize"
	"communique/internal/regexp"
)

// What offices and sites print between a title and its text, below the date or
// without one: who was in the chair, the stamp of a registry, the name and office
// of a minister. It belongs to the title block.

// longestName is how long such a line is at most, in bytes.
const longestName = 70

var (
	// chairLine is the line that says who presided.
	chairLine = regexp.MustCompile(`^(?:Chair(?:man|woman|person)?|Co-[Cc]hairs?|President|Presided (?:over )?by|Pr[ée]sidente?|Presidência|Vorsitz(?:ender?)?)\s?:\s?\p{Lu}[^:;]{2,60}$`)
	// registryStamp is what a registry stamps on a paper that comes in.
	registryStamp = regexp.MustCompile(`^(?:executive|central|general|secret|confidential|top secret|ministerial|cabinet|foreign office|chief clerk's)? ?registry$`)
	// stampNumber is the number beside it: "85- 4369 C".
	stampNumber = regexp.MustCompile(`^\d{2,4} ?[-/] ?\d{2,6}(?: ?[-/] ?[A-Z\d]{1,4}| [A-Z])?$`)
	// honorific begins the name of somebody in office.
	honorific = regexp.MustCompile(`^(?:(?:Rt|Right|The) )?(?:Hon(?:ou?rable)?|Sen(?:ator)?|H\.?E|Sir|Dame|Dr|Mr|Mrs|Ms)\b\.? \p{Lu}`)
	// officeOf is a line that says of what somebody is the minister.
	officeOf = regexp.MustCompile(`^(?:deputy |acting |associate |assistant |federal |prime )?(?:minister|secretary|secretary of state|attorney general|ambassador|high commissioner|president)(?:$| (?:of|for|to) )`)
)

// underTitle takes the lines into a title block that belong to it by what they
// say.
func (f *finder) underTitle(o *opening, limit int) {
	for o.to < limit && !f.fresh(o.to) {
		switch p := f.pieces[o.to]; {
		case chairLine.MatchString(p.text) && isTitleCase(p.text) && !hasVerb(p.text) && len(p.text) <= longestName:
			o.to++
		case registryStamp.MatchString(normalize.Fold(p.text)):
			o.to++
			if o.to < limit && stampNumber.MatchString(f.pieces[o.to].text) {
				o.to++
			}
		default:
			o.to = f.belowNames(o.to, limit)
			return
		}
	}
}

// mostNames is how many lines a block of names and offices has at most.
const mostNames = 4

// belowNames gives the piece behind a block that names somebody and then the
// office, with text below it; i where none begins at piece i.
func (f *finder) belowNames(i, limit int) int {
	if !honorific.MatchString(f.pieces[i].text) {
		return i
	}
	offices, to := 0, i
	for ; to < limit && to-i <= mostNames && len(f.pieces[to].text) <= longestName; to++ {
		p := f.pieces[to]
		if !couldBeTitle(p) || p.heading > 0 || to > i && (f.fresh(to) || p.gap > 0) || hasVerb(p.text) || strings.Contains(p.text, ":") || !isTitleCase(p.text) {
			return i
		}
		if officeOf.MatchString(normalize.Fold(p.text)) {
			offices++
		}
	}
	if offices == 0 || to-i > mostNames || to >= limit || f.pieces[to].gap == 0 || len(f.pieces[to].text) <= short {
		return i
	}
	return to
}
