package search

import (
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// postings is what a search reads of one segment of the index: the only place
// that knows how bleve keeps its words. Sections have numbers, from 0, within
// their segment. Bitmaps that it returns belong to it and must not be changed.
type postings interface {
	// size is one more than the highest number.
	size() int
	// live are the sections that were not deleted.
	live() *roaring.Bitmap
	// having are the live sections that hold term in field.
	having(field, term string) (*roaring.Bitmap, error)
	// counts tells visit how often term stands in field, for those of among
	// that hold it, ascending.
	counts(field, term string, among *roaring.Bitmap, visit func(number uint32, count int)) error
	// places tells visit where term stands in field, for those of among that
	// hold it, ascending. visit may change its slice, and must not keep it.
	places(field, term string, among *roaring.Bitmap, visit func(number uint32, at []place)) error
	// beginning adds to terms those of field that begin with prefix, in order,
	// at most limit.
	beginning(field, prefix string, limit int, terms []string) ([]string, error)
	// stored reads a section's name and card.
	stored(number uint32) (id, card string, err error)
}

// place is where a word stands: its paragraph, and its position there.
type place struct{ paragraph, position int }

// segments opens the postings of every segment of reader.
func segments(reader index.IndexReader) ([]*segmentPostings, error) {
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("index reader is a %T", reader)
	}
	var out []*segmentPostings
	for _, s := range snapshot.Segments() {
		out = append(out, &segmentPostings{id: s.Id(), segment: s.Segment(), deleted: s.Deleted(), alive: s.DocNumbersLive()})
	}
	return out, nil
}

// segmentPostings reads one segment of a scorch index.
type segmentPostings struct {
	id      uint64 // never used again within one opening of the index
	segment segment.Segment
	deleted *roaring.Bitmap // nil where nothing is
	alive   *roaring.Bitmap
}

func (s *segmentPostings) size() int { return int(s.segment.Count()) }

func (s *segmentPostings) live() *roaring.Bitmap { return s.alive }

func (s *segmentPostings) list(field, term string) (segment.PostingsList, error) {
	dictionary, err := s.segment.Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("dictionary of %q: %w", field, err)
	}
	list, err := dictionary.PostingsList([]byte(term), s.deleted, nil)
	if err != nil {
		return nil, fmt.Errorf("postings of %q in %q: %w", term, field, err)
	}
	return list, nil
}

func (s *segmentPostings) having(field, term string) (*roaring.Bitmap, error) {
	list, err := s.list(field, term)
	if err != nil || list.Count() == 0 {
		return roaring.NewBitmap(), err
	}
	iterator := list.Iterator(false, false, false, nil)
	if o, ok := iterator.(segment.OptimizablePostingsIterator); ok {
		if b := o.ActualBitmap(); b != nil {
			return b, nil
		}
		if n, ok := o.DocNum1Hit(); ok {
			return roaring.BitmapOf(uint32(n)), nil
		}
	}
	found := roaring.NewBitmap()
	err = each(iterator, func(p segment.Posting) { found.Add(uint32(p.Number())) })
	return found, err
}

func (s *segmentPostings) counts(field, term string, among *roaring.Bitmap, visit func(number uint32, count int)) error {
	iterator, err := s.within(field, term, among, false)
	if iterator == nil || err != nil {
		return err
	}
	return each(iterator, func(p segment.Posting) {
		if n := uint32(p.Number()); among.Contains(n) {
			visit(n, int(p.Frequency()))
		}
	})
}

func (s *segmentPostings) places(field, term string, among *roaring.Bitmap, visit func(number uint32, at []place)) error {
	iterator, err := s.within(field, term, among, true)
	if iterator == nil || err != nil {
		return err
	}
	var at []place
	return each(iterator, func(p segment.Posting) {
		n := uint32(p.Number())
		if !among.Contains(n) {
			return
		}
		at = at[:0]
		for _, l := range p.Locations() {
			paragraph := 0
			if a := l.ArrayPositions(); len(a) > 0 {
				paragraph = int(a[0])
			}
			at = append(at, place{paragraph, int(l.Pos())})
		}
		visit(n, at)
	})
}

// within iterates over those of among that hold term, leaping over the others
// where the segment knows how. It is nil where there are none.
func (s *segmentPostings) within(field, term string, among *roaring.Bitmap, locations bool) (segment.PostingsIterator, error) {
	list, err := s.list(field, term)
	if err != nil || list.Count() == 0 {
		return nil, err
	}
	iterator := list.Iterator(true, false, locations, nil)
	o, ok := iterator.(segment.OptimizablePostingsIterator)
	if !ok || o.ActualBitmap() == nil {
		return iterator, nil // the caller tests each
	}
	both := roaring.And(o.ActualBitmap(), among) // a new one: theirs is mapped memory
	if both.IsEmpty() {
		return nil, nil
	}
	o.ReplaceActual(both)
	return iterator, nil
}

func each(iterator segment.PostingsIterator, visit func(segment.Posting)) error {
	for {
		p, err := iterator.Next()
		if err != nil {
			return fmt.Errorf("postings: %w", err)
		}
		if p == nil {
			return nil
		}
		visit(p)
	}
}

func (s *segmentPostings) beginning(field, prefix string, limit int, terms []string) ([]string, error) {
	dictionary, err := s.segment.Dictionary(field)
	if err != nil {
		return terms, fmt.Errorf("dictionary of %q: %w", field, err)
	}
	iterator := dictionary.AutomatonIterator(nil, []byte(prefix), prefixEnd(prefix))
	for range limit {
		entry, err := iterator.Next()
		if err != nil {
			return terms, fmt.Errorf("words of %q: %w", field, err)
		}
		if entry == nil {
			break
		}
		terms = append(terms, entry.Term)
	}
	return terms, nil
}

// prefixEnd is the first key behind all that begin with prefix; nil where
// there is none.
func prefixEnd(prefix string) []byte {
	end := slices.Clone([]byte(prefix))
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] < 0xff {
			end[i]++
			return end[:i+1]
		}
	}
	return nil
}

func (s *segmentPostings) stored(number uint32) (id, card string, err error) {
	err = s.segment.VisitStoredFields(uint64(number), func(field string, _ byte, value []byte, _ []uint64) bool {
		switch field {
		case "_id":
			id = string(value)
		case fieldCard:
			card = string(value)
		}
		return true
	})
	if err != nil {
		return "", "", fmt.Errorf("stored fields of section %d: %w", number, err)
	}
	return id, card, nil
}
