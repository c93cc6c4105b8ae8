package search

import (
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
	"pgregory.net/rapid"
)

// ofBleve puts a plan into bleve's own queries.
func ofBleve(p *plan, n node) query.Query {
	switch n := n.(type) {
	case and:
		return bleve.NewConjunctionQuery(allOfBleve(p, n)...)
	case or:
		return bleve.NewDisjunctionQuery(allOfBleve(p, n)...)
	case not:
		q := bleve.NewBooleanQuery()
		q.AddMust(bleve.NewMatchAllQuery())
		q.AddMustNot(ofBleve(p, n.node))
		return q
	case leafNode:
		return leafOfBleve(&p.leaves[n])
	}
	return bleve.NewMatchAllQuery()
}

func allOfBleve(p *plan, list []node) (out []query.Query) {
	for _, n := range list {
		out = append(out, ofBleve(p, n))
	}
	return out
}

func leafOfBleve(l *leaf) query.Query {
	var any []query.Query
	for _, field := range textFields[l.scope] {
		for _, s := range l.sequences {
			name, last := fieldName(field, s.exact), s.slots[len(s.slots)-1]
			if last.prefix != "" {
				q := bleve.NewPrefixQuery(last.prefix)
				q.SetField(name)
				any = append(any, q)
				continue
			}
			terms := make([]string, last.offset+1)
			for _, slot := range s.slots {
				terms[slot.offset] = slot.terms[0]
			}
			any = append(any, bleve.NewPhraseQuery(terms, name))
		}
	}
	return bleve.NewDisjunctionQuery(any...)
}

// TestBleveFindsTheSame: over the raw postings we find what bleve's own
// searchers find.
func TestBleveFindsTheSame(t *testing.T) {
	_, x := randomRecords(t, 11)
	v := x.view()
	defer v.release()
	part := rapid.Custom(func(t *rapid.T) string {
		words := rapid.SliceOfN(rapid.SampledFrom(append([]string{"title"}, someWords...)), 1, 4).Draw(t, "words")
		form := rapid.SampledFrom([]string{"%", `"%"`, "-%", `-"%"`, "(%)", "heading:%", "title:%", "^*", "OR"}).Draw(t, "form")
		return strings.NewReplacer("%", strings.Join(words, " "), "^", words[0][:2]).Replace(form)
	})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(part, 1, 4).Draw(t, "parts"), " ")
		n, _ := parse(text)
		p := newPlan(n)
		a := answer{view: v, plan: p, parts: partsOf(v)}
		if err := a.expand(); err != nil {
			t.Fatal(err)
		}
		ours := []string{}
		for _, part := range a.parts {
			for i := range a.plan.leaves {
				m, err := matchLeaf(t.Context(), part, &a.plan.leaves[i])
				if err != nil {
					t.Fatal(err)
				}
				part.leaves = append(part.leaves, m)
			}
			for it := evaluate(p.root, part, part.leaves).Iterator(); it.HasNext(); {
				r := part.columns[it.Next()]
				ours = append(ours, sectionID(v.documents[r.document], r.anchor))
			}
		}
		result, err := v.generation.bleve.Search(bleve.NewSearchRequestOptions(ofBleve(&p, p.root), 1000, 0, false))
		if err != nil {
			t.Fatal(err)
		}
		theirs := []string{}
		for _, h := range result.Hits {
			theirs = append(theirs, h.ID)
		}
		slices.Sort(ours)
		slices.Sort(theirs)
		if !slices.Equal(ours, theirs) {
			t.Fatalf("%s: %s\nours   %q\ntheirs %q", text, show(n), ours, theirs)
		}
	})
}

func partsOf(v *view) (parts []*part) {
	for _, s := range v.segments {
		parts = append(parts, &part{viewSegment: s})
	}
	return parts
}
