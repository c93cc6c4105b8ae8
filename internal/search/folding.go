package search

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/internal/normalize"
)

// folds names, for each section of a document that has copies, the fold it lies
// in: one for all sections of those copies that read the same. Where a section
// repeats within the document, the n-th folds with the n-th. It is nil for a
// document without copies.
func folds(d *archive.Document) []string {
	principal := d.Copies.Principal()
	if principal == "" {
		return nil
	}
	names, seen := make([]string, len(d.Sections)), map[string]int{}
	for i := range d.Sections {
		text := normalize.Fold(d.Sections[i].Wording())
		seen[text]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d\x00%s", principal, seen[text], text))
		names[i] = hex.EncodeToString(sum[:8])
	}
	return names
}

// folded is a section that was found in a fold, with the groups of filters that
// refuse it, as bits: one at most.
type folded struct {
	part    *part
	number  uint32
	row     *row
	refused uint
}

// fold counts what sift laid aside: the sections of a fold as one, by the best
// of them that the filters let through. Each value of a facet counts a fold
// once: it finds one section there, whichever.
func (c *census) fold(v *view) {
	slices.SortFunc(c.aside, func(a, b folded) int {
		return cmp.Or(cmp.Compare(a.row.fold, b.row.fold), byRank(a.row, b.row), strings.Compare(v.documents[a.row.document], v.documents[b.row.document]))
	})
	for len(c.aside) > 0 {
		n := 1
		for n < len(c.aside) && c.aside[n].row.fold == c.aside[0].row.fold {
			n++
		}
		c.countFold(c.aside[:n])
		c.aside = c.aside[n:]
	}
}

// byRank puts the principal of copies first, then what stands better.
func byRank(a, b *row) int {
	if a.copy != b.copy {
		if a.copy {
			return 1
		}
		return -1
	}
	return cmp.Compare(a.standing, b.standing)
}

func (c *census) countFold(list []folded) {
	for group := range c.counts {
		var codes []uint32
		for _, f := range list {
			if f.refused&^(1<<group) == 0 {
				codes = append(codes, f.row.codes[group]...)
			}
		}
		slices.Sort(codes)
		for _, code := range slices.Compact(codes) {
			c.counts[group][code]++
		}
	}
	shown := false
	for _, f := range list {
		switch {
		case bits.OnesCount(f.refused) > 0:
		case shown:
			c.folded++
		default:
			shown = true
			f.part.hits.Add(f.number)
			c.count(f.row)
		}
	}
}

// twin is a section of another document in the same fold.
type twin struct{ slug, anchor string }

// twins are the other sections that lie in the fold of a section, the
// principal's first.
func (v *view) twins(r *row) []twin {
	var out []twin
	for _, other := range v.folds[r.fold] {
		if other != r {
			out = append(out, twin{v.documents[other.document], other.anchor})
		}
	}
	return out
}

// loadFolds gathers the live sections of each fold.
func (v *view) loadFolds() {
	v.folds = map[uint32][]*row{}
	for i := range v.segments {
		s := &v.segments[i]
		for it := s.live().Iterator(); it.HasNext(); {
			if r := &s.columns[it.Next()]; r.fold != 0 {
				v.folds[r.fold] = append(v.folds[r.fold], r)
			}
		}
	}
	for _, rows := range v.folds {
		slices.SortFunc(rows, func(a, b *row) int {
			return cmp.Or(byRank(a, b), strings.Compare(v.documents[a.document], v.documents[b.document]))
		})
	}
}
