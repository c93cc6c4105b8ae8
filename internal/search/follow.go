package search

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"communique/internal/archive"
)

// batchChanges is how many rows of the change log are read at a time.
const batchChanges = 64

// Follow keeps the index up with the change log until ctx ends: it looks every
// so often, and whenever Wake is called. What fails is logged and tried again,
// after a pause that doubles with each failure up to a minute: what fails may
// be the building of a whole index.
// It looks once a second where every is not positive.
func (x *Index) Follow(ctx context.Context, every time.Duration) error {
	if every <= 0 {
		every = time.Second
	}
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for pause := every; ; {
		err := x.CatchUp(ctx)
		if err != nil && ctx.Err() == nil && x.ctx.Err() == nil {
			x.log.Error("the index could not follow the change log", "error", err, "again_in", pause)
			pause = min(2*pause, time.Minute)
			ticker.Reset(pause)
		} else if pause != every {
			pause = every
			ticker.Reset(every)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-x.ctx.Done():
			return nil
		case <-ticker.C:
		case <-x.wake:
		}
	}
}

// Wake makes Follow look at once. It never waits.
func (x *Index) Wake() {
	select {
	case x.wake <- struct{}{}:
	default:
	}
}

// CatchUp brings the index up to the head of the change log, building it anew
// where it is missing, damaged, outdated or of another archive.
func (x *Index) CatchUp(ctx context.Context) error {
	return x.write(ctx, func(ctx context.Context) error {
		why, err := x.misfit(ctx)
		if err != nil {
			return err
		}
		if why != "" {
			x.log.Info("building the index", "because", why)
			if err := x.rebuild(ctx); err != nil {
				return err
			}
		}
		for more := true; more && err == nil; {
			more, err = x.step(ctx)
		}
		return err
	})
}

// write runs f as the one writer, until ctx ends or the index is closed.
func (x *Index) write(ctx context.Context, f func(context.Context) error) error {
	select {
	case x.writer <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	case <-x.ctx.Done():
		return fmt.Errorf("index is closed: %w", archive.ErrBusy)
	}
	defer func() { <-x.writer }()
	if x.ctx.Err() != nil {
		return fmt.Errorf("index is closed: %w", archive.ErrBusy)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(x.ctx, cancel)()
	return f(ctx)
}

// misfit says why the index cannot follow the change log from where it stands;
// nothing where it can.
func (x *Index) misfit(ctx context.Context) (string, error) {
	v := x.view()
	if v == nil {
		return "there is none", nil
	}
	defer v.release()
	if x.damaged.Load() {
		return "its files are damaged", nil
	}
	if x.stale.Load() {
		return "another version of the program built it", nil
	}
	head, err := x.records.Sequence(ctx)
	if err != nil {
		return "", fmt.Errorf("head of the change log: %w", err)
	}
	at := v.stamp.Change
	if at.Sequence > head {
		return fmt.Sprintf("it has read up to change %d of %d", at.Sequence, head), nil
	}
	row, err := x.changeAt(ctx, at.Sequence)
	if err != nil {
		return "", err
	}
	if row != at {
		return fmt.Sprintf("change %d is not the one it read", at.Sequence), nil
	}
	return "", nil
}

// changeAt is the row of the change log with that number; zero for 0.
func (x *Index) changeAt(ctx context.Context, sequence int64) (archive.Change, error) {
	if sequence == 0 {
		return archive.Change{}, nil
	}
	rows, err := x.records.Changes(ctx, sequence-1, 1)
	if err != nil {
		return archive.Change{}, fmt.Errorf("change %d: %w", sequence, err)
	}
	if len(rows) == 0 {
		return archive.Change{}, nil
	}
	return rows[0], nil
}

// step applies some rows of the change log, if there are more.
func (x *Index) step(ctx context.Context) (more bool, err error) {
	v := x.view()
	if v == nil {
		return false, fmt.Errorf("index is closed: %w", archive.ErrBusy)
	}
	defer v.release()
	changes, err := x.records.Changes(ctx, v.stamp.Change.Sequence, batchChanges)
	if err != nil {
		return false, fmt.Errorf("change log behind %d: %w", v.stamp.Change.Sequence, err)
	}
	if len(changes) == 0 {
		return false, nil
	}
	if err := x.apply(ctx, v, changes); err != nil {
		return false, fmt.Errorf("changes %d to %d: %w", changes[0].Sequence, changes[len(changes)-1].Sequence, err)
	}
	return len(changes) == batchChanges, nil
}

// apply writes the documents that changed, as they stand now, and the stamp in
// one batch, and publishes what comes of it. A document may be newer than its
// row: the later row will find nothing left to do.
func (x *Index) apply(ctx context.Context, v *view, changes []archive.Change) (err error) {
	defer x.noteDamage(&err)
	defer catchDamage(&err)()
	var slugs []string
	for _, c := range changes {
		if !slices.Contains(slugs, c.Slug) {
			slugs = append(slugs, c.Slug)
		}
	}
	documents, err := x.records.Documents(ctx, slugs)
	if err != nil {
		return err
	}
	batch := v.generation.bleve.NewBatch()
	next := stamp{Mapping: mappingVersion, Change: changes[len(changes)-1], Sections: v.live}
	for _, slug := range slugs {
		old, err := v.sectionsOf(slug)
		if err != nil {
			return err
		}
		next.Sections -= len(old)
		for _, id := range old {
			batch.Delete(id)
		}
	}
	for i := range documents {
		names := folds(&documents[i])
		for order := range documents[i].Sections {
			id := sectionID(documents[i].Slug, documents[i].Sections[order].Anchor)
			if err := batch.Index(id, fields(&documents[i], order, names)); err != nil { // takes the place of a deletion
				return err
			}
			next.Sections++
		}
	}
	value, err := json.Marshal(next)
	if err != nil {
		return err
	}
	batch.SetInternal(stampKey, value)
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := v.generation.bleve.Batch(batch); err != nil {
		return err
	}
	fresh, err := v.generation.newView()
	if err != nil {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	x.publish(fresh)
	return nil
}

// noteDamage remembers that the index has to be built again.
func (x *Index) noteDamage(err *error) {
	if errors.Is(*err, errDamaged) {
		x.damaged.Store(true)
	}
}
