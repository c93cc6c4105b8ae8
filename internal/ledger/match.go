package ledger

import (
	"cmp"
	"reflect"
	"slices"

	"communique/internal/archive"
)

// sameText is the least share of paragraphs that two readings of one document
// have in common, unless title and place say so.
const sameText = 0.3

// matchDocuments says for each document read which held document it is, or -1.
// Documents are matched by the paragraphs they share, the likest and then the
// nearest first; what is left by printed title, first where the kind is the
// same.
func matchDocuments(held, read []archive.Document) []int {
	matches := make([]int, len(read))
	for i := range matches {
		matches[i] = -1
	}
	used := make([]bool, len(held))
	take := func(i, j int) {
		if matches[i] == -1 && !used[j] {
			matches[i], used[j] = j, true
		}
	}
	for _, c := range shared(held, read) {
		take(c.read, c.held)
	}
	for _, sameKind := range []bool{true, false} { // the kind may be read better now, or corrected
		for i := range read {
			for j := range held {
				if read[i].PrintedTitle == held[j].PrintedTitle && (read[i].Kind == held[j].Kind || !sameKind) {
					take(i, j)
				}
			}
		}
	}
	return matches
}

type candidate struct {
	read, held int
	share      float64
}

// shared lists the pairs of documents that have enough paragraphs in common,
// best first. It counts by wording, so that it costs no more than the
// documents have paragraphs in common.
func shared(held, read []archive.Document) []candidate {
	where := map[string][]int{}
	sizes := make([]int, len(held))
	for j := range held {
		for text := range wordings(&held[j]) {
			where[text] = append(where[text], j)
			sizes[j]++
		}
	}
	var candidates []candidate
	for i := range read {
		common := map[int]int{}
		mine := wordings(&read[i])
		for text := range mine {
			for _, j := range where[text] {
				common[j]++
			}
		}
		for j, n := range common {
			if share := float64(n) / float64(len(mine)+sizes[j]-n); share >= sameText {
				candidates = append(candidates, candidate{i, j, share})
			}
		}
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(distance(a), distance(b)), cmp.Compare(a.read, b.read))
	})
	return candidates
}

func distance(c candidate) int { return max(c.read-c.held, c.held-c.read) }

func wordings(d *archive.Document) map[string]bool {
	set := map[string]bool{}
	for _, key := range keys(standings(d)) {
		set[key] = true
	}
	return set
}

// sameReading reports whether a document reads as it did, whatever its place
// in the source, its copies, the time, and what is doubtful about it.
func sameReading(before, now *archive.Document) bool {
	a, b := cloneDocument(*before), cloneDocument(*now)
	for _, d := range []*archive.Document{&a, &b} {
		d.SHA256, d.Position, d.Doubts, d.Copies = "", 0, nil, nil
		d.Added, d.Changed = archive.Document{}.Added, archive.Document{}.Changed
		emptyToNil(d)
	}
	return reflect.DeepEqual(a, b)
}

// emptyToNil makes empty lists alike, since the record does not tell them
// apart. Parties are left: nil there means unknown.
func emptyToNil(d *archive.Document) {
	orNil(&d.TitleLines)
	orNil(&d.Sections)
	for i := range d.Sections {
		s := &d.Sections[i]
		orNil(&s.HeadingLines)
		orNil(&s.Themes)
		orNil(&s.Countries)
		orNil(&s.Paragraphs)
		for j := range s.Paragraphs {
			orNil(&s.Paragraphs[j].Redactions)
			orNil(&s.Paragraphs[j].Lines)
		}
	}
}

func orNil[T any](list *[]T) {
	if len(*list) == 0 {
		*list = nil
	}
}

// cloneDocument copies a document so far that its sections and paragraphs can
// be changed.
func cloneDocument(d archive.Document) archive.Document {
	d.Sections = slices.Clone(d.Sections)
	for i := range d.Sections {
		d.Sections[i].Paragraphs = slices.Clone(d.Sections[i].Paragraphs)
	}
	return d
}
