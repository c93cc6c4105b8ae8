package search

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"communique/internal/archive"
)

// Groups of facets. Their codes index the columns.
const (
	groupCountry = iota
	groupTheme
	groupYear
	groupKind
	groupStatus
	groups
)

// groupNames are the facets' names, in the order a page shows them.
var groupNames = [groups]string{"country", "theme", "year", "kind", "status"}

// row is what filters, facets and orders know of a section, in small codes.
type row struct {
	document uint32 // code of its slug
	anchor   string
	order    int32 // place in its document
	words    int32
	first    int32 // first and last day that its date may mean, yyyymmdd; 0 where undated
	last     int32
	standing standing
	fold     uint32 // number of its fold, from 1; 0 for a section without copies
	copy     bool   // its document is not the principal of its copies
	codes    [groups][]uint32
}

// standing orders equals: a final before a text of which nothing is said,
// before a draft.
type standing uint8

const (
	isFinal standing = iota
	isUnstated
	isDraft
)

// columns are the rows of one segment, by section number. Rows of deleted
// sections are there too, and never asked for.
type columns []row

// codebook gives each value of a group, each document and each fold, a small
// number. It
// only grows. One writer adds; readers use the lists of names, which are
// copied with each view and so never change under them.
type codebook struct {
	numbers map[string]uint32
	names   []string
}

func (b *codebook) code(name string) uint32 {
	if n, ok := b.numbers[name]; ok {
		return n
	}
	if b.numbers == nil {
		b.numbers = map[string]uint32{}
	}
	n := uint32(len(b.names))
	b.numbers[name] = n
	b.names = append(b.names, name)
	return n
}

// codebooks are those of one index.
type codebooks struct {
	documents codebook
	folds     codebook
	values    [groups]codebook
}

// readColumns reads the cards of a segment.
func readColumns(p postings, books *codebooks) (columns, error) {
	rows := make(columns, p.size())
	for n := range rows {
		id, text, err := p.stored(uint32(n))
		if err != nil {
			return nil, err
		}
		slug, anchor, found := strings.Cut(id, "#")
		if !found {
			return nil, fmt.Errorf("section %d has the name %q", n, id)
		}
		c, err := parseCard(text)
		if err != nil {
			return nil, fmt.Errorf("section %q: %w", id, err)
		}
		rows[n] = books.row(slug, anchor, c)
	}
	return rows, nil
}

func (b *codebooks) row(slug, anchor string, c card) row {
	status, stands := string(c.status), isUnstated
	switch c.status {
	case archive.Final:
		stands = isFinal
	case archive.Draft:
		stands = isDraft
	case "":
		status = archive.Unstated
	}
	r := row{document: b.documents.code(slug), anchor: anchor, order: int32(c.order), words: int32(c.words), standing: stands}
	r.first, r.last = days(c.date)
	if c.fold != "" {
		r.fold, r.copy = b.folds.code(c.fold)+1, c.copy
	}
	for group, values := range [groups][]string{
		groupCountry: c.countries, groupTheme: c.themes, groupYear: {c.date.Year()},
		groupKind: {string(c.kind)}, groupStatus: {status},
	} {
		for _, v := range values {
			r.codes[group] = append(r.codes[group], b.values[group].code(v))
		}
	}
	return r
}

// days are the first and last day that a date may mean, as yyyymmdd; zeros for
// a date that is empty or none. The 31st stands for the end of every month:
// days are compared here, never counted.
func days(d archive.Date) (first, last int32) {
	if d == "" || !d.Valid() {
		return 0, 0
	}
	n, err := strconv.Atoi(strings.ReplaceAll(string(d), "-", ""))
	if err != nil {
		return 0, 0
	}
	switch len(d) {
	case len("2006"):
		return int32(n*10000 + 101), int32(n*10000 + 1231)
	case len("2006-01"):
		return int32(n*100 + 1), int32(n*100 + 31)
	}
	return int32(n), int32(n)
}

// distinct sorts list and drops what stands there twice, and empty values. It
// is nil where nothing is left.
func distinct(list []string) []string {
	list = slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == "" })
	if len(list) == 0 {
		return nil
	}
	slices.Sort(list)
	return slices.Compact(list)
}
