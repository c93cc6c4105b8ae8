package packet

import "communique/internal/thesaurus"

// A file may hold several sources: the members of an archive, the papers of one
// TEI file. The format says where each begins, and each is read by itself, so
// that nothing runs over from one to the next.

// splitParts cuts the lines before each line that begins a part. What stands
// before the first such line is a part of its own, unless nothing does.
func splitParts(lines []Line) [][]Line {
	var parts [][]Line
	from := 0
	for i := range lines {
		if lines[i].Meta == metaPart && i > from {
			parts = append(parts, lines[from:i])
			from = i
		}
	}
	return append(parts, lines[from:])
}

// shared are the descriptions in front of the first part that hold for all.
var shared = []string{metaLang, metaIssuer, metaAddress, metaStatus}

// readParts reads each part and puts the results one behind the other.
func readParts(parts [][]Line, th *thesaurus.Thesaurus) Result {
	var all Result
	var whole map[string]string
	for i, lines := range parts {
		src := newSource(lines)
		if i == 0 && lines[0].Meta != metaPart {
			whole = src.hints
		}
		for _, name := range shared {
			if src.hints[name] == "" && whole[name] != "" {
				src.hints[name] = whole[name]
			}
		}
		all.add(readSource(src, th))
	}
	all.doubtTitles()
	tellApart(all.Documents)
	return all
}

// add puts the reading of a part behind what was read before it.
func (r *Result) add(part Result) {
	before := len(r.Documents)
	for _, d := range part.Documents {
		d.Position += before
		r.Documents = append(r.Documents, d)
	}
	for _, w := range part.Withheld {
		w.After += before
		r.Withheld = append(r.Withheld, w)
	}
	r.Furniture = append(r.Furniture, part.Furniture...)
	r.Doubts = append(r.Doubts, part.Doubts...)
}
