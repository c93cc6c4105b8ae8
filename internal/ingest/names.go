package ingest

import (
	"context"

	"communique/internal/archive"
	"communique/internal/ledger"
)

// names are the slugs and ids that a change set gives, beside those that the
// archive knows: two sources of one set must not be given the same.
type names struct {
	store Store
	slugs map[string]string // by slug, the source that it was given to
	ids   map[string]string
}

func newNames(store Store) *names {
	return &names{store: store, slugs: map[string]string{}, ids: map[string]string{}}
}

// taken answers for one source, which may be given again what it was given: a
// second reading of it takes the place of the first.
func (n *names) taken(ctx context.Context, source string) ledger.Taken {
	return ledger.Taken{
		Slug: func(slug string) (bool, error) {
			if owner, given := n.slugs[slug]; given && owner != source {
				return true, nil
			}
			return n.store.SlugTaken(ctx, slug)
		},
		ID: func(id string) (bool, error) {
			if owner, given := n.ids[id]; given && owner != source {
				return true, nil
			}
			return n.store.IDTaken(ctx, id)
		},
	}
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
	for _, d := range change.Added {
		n.slugs[d.Slug] = change.Source.Name
	}
	for _, e := range change.Ledger {
		if e.State == archive.Current {
			n.ids[e.ParagraphID] = change.Source.Name
		}
	}
}
