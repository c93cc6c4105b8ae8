package web

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/web/components"
)

// closeLimit is how many documents a page that is not found offers.
const closeLimit = 3

// closeTo guesses what an address that is not found was meant to lead to: the
// words to search for, and documents of which it shares the words. It offers
// nothing where the records do not answer: the failure page must not fail.
func (s *Server) closeTo(ctx context.Context, path string) (query string, near []components.Item) {
	slug, ok := strings.CutPrefix(path, "/d/")
	if !ok {
		return "", nil
	}
	words := strings.FieldsFunc(archive.Slugify(slug), func(r rune) bool { return r == '-' })
	held, err := s.holdings.current(ctx)
	if err != nil || len(words) == 0 {
		return strings.Join(words, " "), nil
	}
	v := s.vocabulary()
	for _, d := range closest(words, held.all) {
		item := v.item(&d)
		item.Gist, item.Facts = "", append([]components.Fact{{Text: item.URL, Code: true}}, item.Facts...)
		near = append(near, item)
	}
	return strings.Join(plainWords(words), " "), near
}

// plainWords leaves out the numbers of a slug: dates find little as words.
func plainWords(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return strings.Trim(w, "0123456789") == "" })
}

// closest are the documents whose slugs share the most words, if at least half.
func closest(words []string, all []archive.Summary) []archive.Summary {
	type candidate struct{ place, shared int }
	var found []candidate
	for i := range all {
		shared, has := 0, strings.Split(all[i].Slug, "-")
		for _, w := range words {
			if slices.Contains(has, w) {
				shared++
			}
		}
		if shared > 0 && shared*2 >= len(words) {
			found = append(found, candidate{i, shared})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(b.shared, a.shared) })
	found = found[:min(len(found), closeLimit)]
	docs := make([]archive.Summary, len(found))
	for i, c := range found {
		docs[i] = all[c.place]
	}
	return docs
}
