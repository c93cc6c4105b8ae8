package search

import (
	"context"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
)

// Ranking is BM25 over three fields: a word's counts in text, heading and title
// are weighed, added, and saturate together. Lengths are those of the text.
const (
	saturation   = 1.2
	lengthWeight = 0.4 // less than the usual 0.75: sections are short by nature, drafts shorter than finals

	headingWeight = 3.0
	titleWeight   = 1.5

	// draftFactor keeps a draft behind a final that says the same, in the same
	// words or in some more: the final's length would cost it the first place.
	draftFactor = 0.8

	// emptyFactor puts a heading whose text was withheld behind sections that
	// say something.
	emptyFactor = 0.4

	// concentration is how much a section gains when one paragraph of it holds
	// all that was asked for. It is weighed for the best candidates only.
	concentration = 1.0
	candidates    = 200
)

var fieldWeights = map[string]float64{fieldText: 1, fieldHeading: headingWeight, fieldTitle: titleWeight}

// ranking holds what scores need to know of the whole index.
type ranking struct {
	weights       []float64 // by leaf: its inverse document frequency; 0 where it does not rank
	averageLength float64
}

// newRanking counts a leaf's sections over all segments, so that a section's
// score does not depend on the segment it lies in.
func newRanking(leaves []leaf, parts []*part) ranking {
	r := ranking{weights: make([]float64, len(leaves))}
	total, words := 0.0, 0.0
	for _, p := range parts {
		total += float64(p.live().GetCardinality())
		words += p.words
	}
	r.averageLength = max(words/max(total, 1), 1)
	for i, l := range leaves {
		if !l.positive {
			continue
		}
		n := 0.0
		for _, p := range parts {
			n += float64(p.leaves[i].sections.GetCardinality())
		}
		r.weights[i] = math.Log(1 + (total-n+0.5)/(n+0.5))
	}
	return r
}

// score fills scores, by section number, for those of hits.
func (r *ranking) score(ctx context.Context, p *part, hits *roaring.Bitmap, scores []float64) error {
	weighed := make([]float64, len(scores))
	for i, m := range p.leaves {
		if err := ctx.Err(); err != nil {
			return err
		}
		if r.weights[i] == 0 {
			continue
		}
		among := roaring.And(hits, m.sections)
		for _, f := range m.fields {
			if err := f.weigh(p, among, weighed); err != nil {
				return err
			}
		}
		for it := among.Iterator(); it.HasNext(); {
			n := it.Next()
			scores[n] += r.weights[i] * r.saturate(weighed[n], p.columns[n].words)
			weighed[n] = 0
		}
	}
	for it := hits.Iterator(); it.HasNext(); {
		n := it.Next()
		if p.columns[n].standing == isDraft {
			scores[n] *= draftFactor
		}
		if p.columns[n].words == 0 {
			scores[n] *= emptyFactor
		}
	}
	return nil
}

func (r *ranking) saturate(count float64, words int32) float64 {
	length := 1 - lengthWeight + lengthWeight*float64(words)/r.averageLength
	return count * (saturation + 1) / (count + saturation*length)
}

// weigh adds the weighed counts of a match to those of each section.
func (m *fieldMatch) weigh(p postings, among *roaring.Bitmap, weighed []float64) error {
	weight := fieldWeights[m.field]
	if m.starts != nil {
		m.starts.each(func(number uint32, at []place) {
			if among.Contains(number) {
				weighed[number] += weight * float64(len(at))
			}
		})
		return nil
	}
	for _, t := range m.sequence.slots[0].terms {
		err := p.counts(m.name(), t, among, func(number uint32, count int) {
			weighed[number] += weight * float64(count)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// concentrate says, for some sections of a segment, which share of the query's
// weight their best paragraph bears. What stands in the heading counts for
// every paragraph under it.
func (r *ranking) concentrate(ctx context.Context, p *part, among *roaring.Bitmap) (map[uint32]float64, error) {
	paragraphs := map[uint32]map[int]uint64{} // leaves held, as bits, by section and paragraph
	for i, m := range p.leaves {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if r.weights[i] == 0 {
			continue
		}
		for _, f := range m.fields {
			err := f.places(p, among, func(number uint32, at []place) {
				held := paragraphs[number]
				if held == nil {
					held = map[int]uint64{}
					paragraphs[number] = held
				}
				for _, a := range at {
					if f.field != fieldText {
						a.paragraph = wholeSection
					}
					held[a.paragraph] |= 1 << i
				}
			})
			if err != nil {
				return nil, err
			}
		}
	}
	shares := make(map[uint32]float64, len(paragraphs))
	for number, held := range paragraphs {
		shares[number] = r.bestShare(held)
	}
	return shares, nil
}

// wholeSection stands for a paragraph's number where a match counts for all.
const wholeSection = -1

func (r *ranking) bestShare(held map[int]uint64) float64 {
	total, best := 0.0, 0.0
	for _, w := range r.weights {
		total += w
	}
	for _, bits := range held {
		bits |= held[wholeSection]
		share := 0.0
		for i, w := range r.weights {
			if bits&(1<<i) != 0 {
				share += w
			}
		}
		best = max(best, share)
	}
	if total == 0 {
		return 0
	}
	return best / total
}

// places tells visit where a match stands.
func (m *fieldMatch) places(p postings, among *roaring.Bitmap, visit func(uint32, []place)) error {
	if m.starts != nil {
		m.starts.each(func(number uint32, at []place) {
			if among.Contains(number) {
				visit(number, at)
			}
		})
		return nil
	}
	for _, t := range m.sequence.slots[0].terms {
		if err := p.places(m.name(), t, among, visit); err != nil {
			return err
		}
	}
	return nil
}
