package ingest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"communique/internal/archive"
	"communique/internal/extract"
)

// Sources is what a Runner needs to read known sources again.
type Sources interface {
	SourceRecords(ctx context.Context) ([]archive.SourceRecord, error)
	// CapturesToRead are the captures a source is read again from, in order, or
	// archive.ErrNotFound.
	CapturesToRead(ctx context.Context, name string) ([]string, error)
	SourceBytes(ctx context.Context, sha256 string) ([]byte, error)
}

// Runner does runs in the background, one at a time, for a site whose requests
// end long before a run does.
type Runner struct {
	*Ingester
	sources Sources
	ctx     context.Context // ends the run that is going on
	cancel  context.CancelFunc
	done    sync.WaitGroup

	mu      sync.Mutex
	stopped bool
	current archive.Progress // of the latest run
	news    chan struct{}    // closed and made anew at each step
}

// NewRunner makes a runner whose runs end with ctx, or with Stop.
func NewRunner(ctx context.Context, in *Ingester, sources Sources) *Runner {
	r := &Runner{Ingester: in, sources: sources, news: make(chan struct{})}
	r.ctx, r.cancel = context.WithCancel(ctx)
	return r
}

// Start begins a run over uploads, the named sources, or all of them, and
// returns its id. It says archive.ErrBusy while another run is going on, here
// or in another process, archive.ErrNotFound for a source that is not known.
func (r *Runner) Start(ctx context.Context, actor string, uploads []archive.Upload, reread []string, all bool, decision archive.Decision) (int64, error) {
	files, err := r.files(ctx, uploads, reread, all)
	if err != nil {
		return 0, fmt.Errorf("start a run: %w", err)
	}
	release, err := r.Lock()
	if err != nil {
		return 0, fmt.Errorf("start a run: %w", err)
	}
	id, err := r.Store.BeginRun(ctx, actor, len(files))
	if err != nil {
		return 0, errors.Join(fmt.Errorf("start a run: %w", err), release())
	}
	if !r.enter() {
		return 0, errors.Join(fmt.Errorf("start a run: the program is stopping: %w", archive.ErrBusy),
			r.Store.EndRun(ctx, id, archive.Counts{}), release())
	}
	r.publish(archive.Progress{Run: id, Total: len(files)})
	go func() {
		defer r.done.Done()
		r.background(id, actor, files, decision, release)
	}()
	return id, nil
}

func (r *Runner) background(id int64, actor string, files []File, decision archive.Decision, release func() error) {
	run, err := r.run(r.ctx, id, actor, files, decision, r.publish)
	if err != nil {
		r.Log.Error("run failed", "run", id, "err", err)
	}
	if err := release(); err != nil {
		r.Log.Error("run: release the archive", "run", id, "err", err)
	}
	last := r.latest()
	r.publish(archive.Progress{Run: id, Done: last.Done, Total: len(files), Counts: run.Documents, Ended: true})
}

// enter counts a run in, unless the runner was stopped.
func (r *Runner) enter() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stopped {
		return false
	}
	r.done.Add(1)
	return true
}

// Wait returns when no run is going on.
func (r *Runner) Wait() { r.done.Wait() }

// Stop ends the run that is going on behind the source it is reading, lets no
// other begin, and returns when it has ended.
func (r *Runner) Stop() {
	r.mu.Lock()
	r.stopped = true
	r.mu.Unlock()
	r.cancel()
	r.done.Wait()
}

// Progress calls f with each step of a run until the run ends, the program
// does, or ctx does; for a run that is not going on it returns at once.
func (r *Runner) Progress(ctx context.Context, run int64, f func(archive.Progress) error) error {
	for {
		progress, news := r.step()
		if progress.Run != run {
			return nil
		}
		if err := f(progress); err != nil || progress.Ended {
			return err
		}
		select {
		case <-news:
		case <-ctx.Done():
			return ctx.Err()
		case <-r.ctx.Done():
			return nil
		}
	}
}

func (r *Runner) publish(p archive.Progress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.current = p
	close(r.news)
	r.news = make(chan struct{})
}

func (r *Runner) step() (archive.Progress, <-chan struct{}) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.current, r.news
}

func (r *Runner) latest() archive.Progress {
	progress, _ := r.step()
	return progress
}

// files are the sources of a run: uploads first, then what is read again.
func (r *Runner) files(ctx context.Context, uploads []archive.Upload, reread []string, all bool) ([]File, error) {
	var files []File
	for _, upload := range uploads {
		files = append(files, uploaded(upload))
	}
	if all {
		records, err := r.sources.SourceRecords(ctx)
		if err != nil {
			return nil, err
		}
		reread = nil
		for _, record := range records {
			reread = append(reread, record.Name)
		}
	}
	for _, name := range reread {
		captures, err := r.sources.CapturesToRead(ctx, name)
		if err != nil {
			return nil, err
		}
		if len(captures) == 0 {
			files = append(files, uploaded(archive.Upload{Name: name, Problem: "was never received, so that there is nothing to read again; send it anew"}))
		}
		for _, sum := range captures {
			files = append(files, File{Name: name, Held: true, Open: func(ctx context.Context) ([]byte, error) { return r.sources.SourceBytes(ctx, sum) }})
		}
	}
	return files, nil
}

// uploaded is an upload as a file of a run; one that was not taken fails there,
// beside those that are read.
func uploaded(u archive.Upload) File {
	name, file := u.Name, ""
	if u.As != "" && u.As != u.Name {
		name, file = u.As, u.Name
	}
	return File{Name: name, File: file, Open: func(context.Context) ([]byte, error) {
		if u.Problem != "" {
			return nil, unreadable(&extract.Problem{Name: u.Name, Reason: u.Problem})
		}
		return u.Data, nil
	}}
}
