package cite

import (
	"slices"
	"strconv"
	"strings"

	"communique/internal/archive"
	"communique/internal/normalize"
	"communique/internal/thesaurus"
)

// authors are who a document is cited by: who issued it as it says itself, or
// else its parties, by the name of their group where the document uses it.
func (h Holder) authors(doc *archive.Summary) []string {
	if issuer := normalize.Text(doc.Issuer); issuer != "" {
		return []string{issuer}
	}
	if len(doc.Parties) > 1 {
		if group := h.group(doc); group != "" {
			return []string{group}
		}
	}
	var names []string
	for _, code := range doc.Parties {
		name := code
		if c, ok := h.Words.Country(code); ok {
			name = c.Name
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// group is what the parties of a document are called together: a group that its
// title or event names, whose members were just they in its year.
func (h Holder) group(doc *archive.Summary) string {
	for _, c := range h.Words.FindCollective(doc.Title + "\n" + doc.Event) {
		if sameCodes(members(c, doc.Date), doc.Parties) {
			return c.Label
		}
	}
	return ""
}

func members(c thesaurus.Collective, date archive.Date) []string {
	if year, err := strconv.Atoi(date.Year()); err == nil {
		return c.MembersIn(year)
	}
	return c.Members
}

func sameCodes(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// manyAuthors is from how many on a line names the first few alone.
const (
	manyAuthors = 6
	fewAuthors  = 3
)

// byline is the authors in a line: "Canada, Japan and Norway".
func byline(authors []string) string {
	last := len(authors) - 1
	switch {
	case last < 0:
		return ""
	case last == 0:
		return authors[0]
	case len(authors) >= manyAuthors:
		return strings.Join(authors[:fewAuthors], ", ") + " and " + strconv.Itoa(len(authors)-fewAuthors) + " others"
	}
	return strings.Join(authors[:last], ", ") + " and " + authors[last]
}

// institution is the authors where a format has room for one name.
func (i *Item) institution() string { return strings.Join(i.Authors, "; ") }

// whole reports whether formats and programs that part names at commas leave a
// name in one piece.
func whole(name string) bool { return !strings.Contains(name, ",") }

// unparted is the name of an institution for those formats: the comma behind it
// says that all of it is the family name. Without one they take its last word
// for that, and "Home Office" is listed under O.
func unparted(name string) string { return name + "," }
