package search

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/gofrs/flock"

	"communique/internal/archive"
	"communique/internal/thesaurus"
)

// Index answers searches and follows the change log. It is safe for concurrent
// use. One process owns an index's directory at a time.
type Index struct {
	dir     string
	records Records
	labels  labels
	log     *slog.Logger
	lock    *flock.Flock

	searches chan struct{} // a place for each search in flight
	writer   chan struct{} // held by the one that changes the index
	wake     chan struct{}
	ctx      context.Context // ends with Close
	cancel   context.CancelFunc

	mu      sync.Mutex
	current *view // nil until an index has been built
	closed  bool
	retired []*generation // still answering their last searches
	broken  error         // why the index that Open found could not be used, until it is told

	damaged atomic.Bool // a search met files that do not hold together
	stale   atomic.Bool // the index opened was grown by another program
}

// Open opens the index in dir/index, whose lock it holds until Close. A missing,
// damaged or outdated index is no error: CatchUp, Follow and Rebuild grow it
// anew, and an outdated one answers meanwhile. The error is archive.ErrBusy
// where another process holds the index.
func Open(ctx context.Context, dir string, records Records, th *thesaurus.Thesaurus, log *slog.Logger) (*Index, error) {
	dir = filepath.Join(dir, "index")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	lock := flock.New(filepath.Join(dir, lockFile))
	if held, err := lock.TryLock(); err != nil || !held {
		if err == nil {
			err = archive.ErrBusy
		}
		return nil, fmt.Errorf("open index %s: %w", dir, err)
	}
	x := &Index{
		dir: dir, records: records, labels: labels{th}, log: log, lock: lock,
		searches: make(chan struct{}, runtime.GOMAXPROCS(0)),
		writer:   make(chan struct{}, 1),
		wake:     make(chan struct{}, 1),
	}
	x.ctx, x.cancel = context.WithCancel(context.WithoutCancel(ctx))
	if err := x.openCurrent(); err != nil {
		x.cancel()
		return nil, errors.Join(err, lock.Unlock())
	}
	return x, nil
}

// enter waits for a place among the searches and acquires the current view.
func (x *Index) enter(ctx context.Context) (*view, error) {
	select {
	case x.searches <- struct{}{}:
	case <-ctx.Done():
		return nil, fmt.Errorf("search: %w", ctx.Err())
	}
	if v := x.view(); v != nil {
		return v, nil
	}
	<-x.searches
	return nil, fmt.Errorf("search: the index is not built yet: %w", archive.ErrNotReady)
}

// leave gives back what enter acquired.
func (x *Index) leave(v *view) {
	v.release()
	<-x.searches
}

// view acquires the current view; the caller releases it. It is nil where there
// is none.
func (x *Index) view() *view {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.current == nil || !x.current.acquire() {
		return nil
	}
	return x.current
}

// publish puts v in place of the current view, which goes when its last search
// ends, with its generation where v is of another.
func (x *Index) publish(v *view) {
	x.mu.Lock()
	old := x.current
	x.current = v
	replaced := old != nil && (v == nil || v.generation != old.generation)
	if replaced {
		x.retired = append(slices.DeleteFunc(x.retired, (*generation).gone), old.generation)
	}
	x.mu.Unlock()
	if replaced {
		old.generation.retire(v != nil)
	}
	if old != nil {
		old.release()
	}
}

// failed sorts out what a search met. Damage is logged, and mended by the
// follower.
func (x *Index) failed(v *view, err error) error {
	if !errors.Is(err, errDamaged) {
		return fmt.Errorf("search: %w", err)
	}
	x.mu.Lock()
	current := x.current != nil && x.current.generation == v.generation
	x.mu.Unlock()
	if current && !x.damaged.Swap(true) {
		x.log.Error("the index is damaged and will be built again", "dir", v.generation.dir, "error", err)
		x.Wake()
	}
	return fmt.Errorf("search: %w: %w", err, archive.ErrNotReady)
}

// Sequence is how far in the change log searches reach; 0 where none can.
func (x *Index) Sequence() int64 {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.current == nil {
		return 0
	}
	return x.current.stamp.Change.Sequence
}

// Ready reports whether an index has been built, so that Search can answer.
func (x *Index) Ready() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.current != nil
}

// Close ends what follows or rebuilds the index, waits for the searches in
// flight, and closes it. A second Close does nothing.
func (x *Index) Close() error {
	x.cancel()
	x.writer <- struct{}{} // waits for the writer, who sees the context's end
	defer func() { <-x.writer }()
	x.mu.Lock()
	closed := x.closed
	x.closed = true
	x.mu.Unlock()
	if closed {
		return nil
	}
	x.publish(nil)
	x.mu.Lock()
	retired := x.retired
	x.mu.Unlock()
	var err error
	for _, g := range retired {
		<-g.closed
		err = errors.Join(err, g.err)
	}
	return errors.Join(err, x.lock.Unlock())
}
