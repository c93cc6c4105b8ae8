package ingest

import (
	"context"
	"hash/fnv"

	"communique/internal/archive"
	"communique/internal/ledger"
)

// names are the slugs and ids that a change set gives, beside those that the
// archive knows: two sources of one set must not be given the same. A set of a
// hundred thousand sources gives millions, so only their hashes are kept: two
// that have the same one are both taken to be given, which costs the second a
// number at its end.
type names struct {
	store   Store
	sources map[string]uint32
	owners  map[uint64]uint32 // by the hash of a slug or an id, the source that it was given to
}

func newNames(store Store) *names {
	return &names{store: store, sources: map[string]uint32{}, owners: map[uint64]uint32{}}
}

// taken answers for one source, which may be given again what it was given: a
// second reading of it takes the place of the first.
func (n *names) taken(ctx context.Context, source string) ledger.Taken {
	return ledger.Taken{
		Slug: func(slug string) (bool, error) {
			if n.isOthers(source, "slug", slug) {
				return true, nil
			}
			return n.store.SlugTaken(ctx, slug)
		},
		ID: func(id string) (bool, error) {
			if n.isOthers(source, "id", id) {
				return true, nil
			}
			return n.store.IDTaken(ctx, id)
		},
	}
}

// isOthers reports whether a name was given to another source.
func (n *names) isOthers(source, kind, name string) bool {
	owner, given := n.owners[hashOf(kind, name)]
	return given && owner != n.number(source)
}

// number gives a source its number.
func (n *names) number(source string) uint32 {
	number, known := n.sources[source]
	if !known {
		number = uint32(len(n.sources))
		n.sources[source] = number
	}
	return number
}

// hashOf is the same in every run, so that the same sources are always given the
// same names.
func hashOf(kind, name string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(kind))
	h.Write([]byte(name))
	return h.Sum64()
}

// plan is what a reading would do to what is held of its source.
func (n *names) plan(ctx context.Context, held ledger.Held, reading archive.Reading) (archive.SourceChange, error) {
	change, err := ledger.Plan(held, reading, n.taken(ctx, reading.Source.Name))
	if err == nil {
		n.give(&change)
	}
	return change, err
}

// give notes what a change gives.
func (n *names) give(change *archive.SourceChange) {
	owner := n.number(change.Source.Name)
	for _, d := range change.Added {
		n.owners[hashOf("slug", d.Slug)] = owner
	}
	for _, e := range change.Ledger {
		if e.State == archive.Current {
			n.owners[hashOf("id", e.ParagraphID)] = owner
		}
	}
}
