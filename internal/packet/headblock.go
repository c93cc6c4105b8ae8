package packet

import "strings"

// What stands between a title and the place and date below it belongs to the
// title block: the meeting under the name of the paper, or the paper under the
// name of the meeting, offices and cities.

// longestHeadBlock is how many pieces stand between a title and its date at most.
const longestHeadBlock = 5

// toDate takes into a title block the lines down to its date.
func (f *finder) toDate(o *opening, limit int) {
	to := f.dateBelow(o.to, limit)
	if to < 0 || len(o.parts) == 0 || o.core >= len(o.parts) {
		return
	}
	var names []string
	for _, p := range f.pieces[o.to:to] {
		switch {
		case isFrontDate(p.text):
		case f.isNameOfTitle(*o, p):
			names = append(names, p.text)
		default:
			o.letterhead = append(o.letterhead, p.text)
		}
	}
	o.to = to + 1
	if len(names) == 0 {
		return
	}
	name := strings.Join(names, " ")
	switch core := o.parts[o.core]; {
	case isReleaseLine(core):
		o.letterhead = append(o.letterhead, core)
		o.parts[o.core] = name
	case isPlainKind(core) && kindOfTitle(names[0]) != "":
		o.parts = append(o.parts, name)
		o.core = len(o.parts) - 1
	case isPlainKind(core) || !sameTitle(name, core):
		o.parts[o.core] += joinOf(core, name) + name
	}
}

// isNameOfTitle reports whether a line of the block is of the title: it names a
// paper or a meeting, is set as a heading, or stands where the title so far
// only says what the paper is. Offices, rooms and cities are not.
func (f *finder) isNameOfTitle(o opening, p piece) bool {
	if isReleaseLine(p.text) || isLetterhead(p.text) || placeAlone.MatchString(p.text) {
		return false
	}
	return kindOfTitle(p.text) != "" || meetingWord.MatchString(p.text) || p.heading > 0 || p.bold || isReleaseLine(o.parts[o.core]) || isPlainKind(o.parts[o.core])
}

// joinOf is what stands between the two halves of a title: the paper behind the
// meeting is set off from it.
func joinOf(core, name string) string {
	if kindOfTitle(core) == "" && kindOfTitle(name) != "" {
		return " – "
	}
	return " "
}

// dateBelow gives the piece that dates a title block which may go on at piece i,
// or -1 where it does not.
func (f *finder) dateBelow(i, limit int) int {
	for n := 0; n <= longestHeadBlock && i < limit; n, i = n+1, i+1 {
		p := f.pieces[i]
		if isFrontDate(p.text) && n > 0 {
			return i
		}
		if !couldBeTitle(p) || len(p.text) > short || i > 0 && f.fresh(i) || p.gap > 3 || isFormHeading(p.text) || isBareNumber(p.text) || strings.HasSuffix(p.text, ":") || hasVerb(p.text) {
			return -1
		}
	}
	return -1
}

// isBareNumber reports whether a line is no more than a number.
func isBareNumber(text string) bool { return !strings.ContainsFunc(text, isLetter) }

// isPlainKind reports whether a title says what the paper is and hardly a word
// more, in any language.
func isPlainKind(text string) bool {
	return isGenre(text) || countWords(text) <= 2 && kindOfTitle(text) != ""
}
