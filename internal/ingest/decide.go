package ingest

import (
	"context"
	"errors"
	"fmt"
)

// Apply applies a change set that waits. No run may go on meanwhile:
// archive.ErrBusy says that one does. It outlives ctx: what was begun is ended.
func (in *Ingester) Apply(ctx context.Context, set int64, by, reason string) error {
	return in.locked(ctx, func(ctx context.Context) error { return in.Store.ApplySet(ctx, set, by, reason, nil) })
}

// Discard gives up a change set that waits.
func (in *Ingester) Discard(ctx context.Context, set int64, by, reason string) error {
	return in.locked(ctx, func(ctx context.Context) error { return in.Store.DiscardSet(ctx, set, by, reason) })
}

// Revert takes an applied change set back, as a new set whose number it gives.
// Like Apply it outlives ctx.
func (in *Ingester) Revert(ctx context.Context, set int64, by, reason string) (revert int64, err error) {
	err = in.locked(ctx, func(ctx context.Context) error {
		revert, err = in.Store.RevertSet(ctx, set, by, reason)
		return err
	})
	return revert, err
}

func (in *Ingester) locked(ctx context.Context, do func(context.Context) error) (err error) {
	release, err := in.Lock()
	if err != nil {
		return fmt.Errorf("decide on a change set: %w", err)
	}
	defer func() { err = errors.Join(err, release()) }()
	return do(context.WithoutCancel(ctx))
}
