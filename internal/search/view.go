package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2"
	index "github.com/blevesearch/bleve_index_api"

	"communique/internal/archive"
)

// stamp is how far an index has read the change log, kept inside the index and
// written with the sections it speaks of.
type stamp struct {
	Mapping  int            // mappingVersion of the program that grew the index
	Change   archive.Change // the last row read; zero for an empty log
	Sections int            // how many sections stand in the index then
}

// stampKey is the stamp's key among the index's internal values.
var stampKey = []byte("communique")

// generation is one index on disk, from its opening to its removal.
type generation struct {
	dir   string
	bleve bleve.Index
	books codebooks
	cache map[uint64]columns // of the newest view's segments, by id

	mu      sync.Mutex
	views   int
	retired bool          // no further view will be made
	remove  bool          // and the directory is to go
	closed  chan struct{} // closed behind the last view
	err     error         // of closing; read it behind closed
}

// view is one state of an index: a reader, the columns of its segments and the
// stamp they carry. It never changes. Searches acquire and release it; the last
// release closes the reader.
type view struct {
	generation *generation
	reader     index.IndexReader
	segments   []viewSegment
	documents  []string         // slugs, by code
	values     [groups][]string // the values of each group, by code
	folds      map[uint32][]*row
	stamp      stamp
	live       int

	mu    sync.Mutex
	users int // the index that published it is one
}

// viewSegment is one segment of a view.
type viewSegment struct {
	postings
	columns columns
	words   float64 // of its live sections
}

// newView reads the present state of g. Only g's writer may call it.
func (g *generation) newView() (*view, error) {
	advanced, err := g.bleve.Advanced()
	if err != nil {
		return nil, fmt.Errorf("open view: %w", err)
	}
	reader, err := advanced.Reader()
	if err != nil {
		return nil, fmt.Errorf("open view: %w", err)
	}
	v := &view{generation: g, reader: reader, users: 1}
	if err := v.load(); err != nil {
		return nil, errors.Join(fmt.Errorf("open view: %w", err), reader.Close())
	}
	g.mu.Lock()
	g.views++
	g.mu.Unlock()
	return v, nil
}

// load reads the stamp and the columns, and proves that they agree.
func (v *view) load() error {
	value, err := v.reader.GetInternal(stampKey)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(value, &v.stamp); err != nil {
		return fmt.Errorf("stamp of the index: %w", err)
	}
	if err := v.loadSegments(); err != nil {
		return err
	}
	if v.live != v.stamp.Sections {
		return fmt.Errorf("the index holds %d sections and says %d", v.live, v.stamp.Sections)
	}
	return nil
}

func (v *view) loadSegments() error {
	list, err := segments(v.reader)
	if err != nil {
		return err
	}
	g, cache := v.generation, make(map[uint64]columns, len(list))
	for _, s := range list {
		rows, ok := g.cache[s.id]
		if !ok {
			if rows, err = readColumns(s, &g.books); err != nil {
				return err
			}
		}
		cache[s.id] = rows
		segment := viewSegment{postings: s, columns: rows}
		for it := s.alive.Iterator(); it.HasNext(); {
			segment.words += float64(rows[it.Next()].words)
		}
		v.segments = append(v.segments, segment)
		v.live += int(s.alive.GetCardinality())
	}
	g.cache = cache
	v.documents = g.books.documents.names
	for i := range v.values {
		v.values[i] = g.books.values[i].names
	}
	v.loadFolds()
	return nil
}

// acquire counts a user. It fails behind the last release.
func (v *view) acquire() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.users == 0 {
		return false
	}
	v.users++
	return true
}

// release lets a view go; the last one closes its reader, and its generation
// where that has been retired.
func (v *view) release() {
	v.mu.Lock()
	v.users--
	last := v.users == 0
	v.mu.Unlock()
	if last {
		v.generation.viewClosed(v.reader.Close())
	}
}

func (g *generation) viewClosed(err error) {
	g.mu.Lock()
	g.views--
	if g.err == nil {
		g.err = err
	}
	g.mu.Unlock()
	g.closeWhenIdle()
}

// retire closes g behind its last view, and then removes it from the disk where
// remove says so.
func (g *generation) retire(remove bool) {
	g.mu.Lock()
	g.retired, g.remove = true, remove
	g.mu.Unlock()
	g.closeWhenIdle()
}

func (g *generation) closeWhenIdle() {
	g.mu.Lock()
	idle := g.retired && g.views == 0
	if idle {
		g.retired = false // once only
	}
	g.mu.Unlock()
	if !idle {
		return
	}
	err := g.bleve.Close()
	if g.remove {
		err = errors.Join(err, os.RemoveAll(g.dir))
	}
	if g.err == nil {
		g.err = err
	}
	close(g.closed)
}

// gone reports whether g has been closed.
func (g *generation) gone() bool {
	select {
	case <-g.closed:
		return true
	default:
		return false
	}
}

// sectionsOf lists the names of a document's sections.
func (v *view) sectionsOf(slug string) ([]string, error) {
	var ids []string
	for _, s := range v.segments {
		found, err := s.having(fieldSlug, slug)
		if err != nil {
			return nil, err
		}
		for it := found.Iterator(); it.HasNext(); {
			ids = append(ids, sectionID(slug, s.columns[it.Next()].anchor))
		}
	}
	return ids, nil
}

// part is a segment within one search.
type part struct {
	viewSegment
	leaves []leafMatch
	found  *roaring.Bitmap // what the query finds
	hits   *roaring.Bitmap // and the filters let through
}
