package ingest

import (
	"context"
	"fmt"
	"sync"

	"communique/internal/archive"
)

// Sources is what a Runner needs to read known sources again.
type Sources interface {
	SourceRecords(ctx context.Context) ([]archive.SourceRecord, error)
	Source(ctx context.Context, name string) (archive.Source, error)
	SourceBytes(ctx context.Context, sha256 string) ([]byte, error)
}

// Runner does runs in the background, one at a time, for a site whose requests
// end long before a run does.
type Runner struct {
	ingester *Ingester
	sources  Sources
	ctx      context.Context // the program's: ends the run that is going on
	done     sync.WaitGroup

	mu      sync.Mutex
	current archive.Progress // of the latest run
	news    chan struct{}    // closed and made anew at each step
}

// NewRunner makes a runner whose runs end with ctx.
func NewRunner(ctx context.Context, in *Ingester, sources Sources) *Runner {
	return &Runner{ingester: in, sources: sources, ctx: ctx, news: make(chan struct{})}
}

// Start begins a run over uploads, the named sources, or all of them, and
// returns its id. It says archive.ErrBusy while another run is going on, here
// or in another process, archive.ErrNotFound for a source that is not known.
func (r *Runner) Start(ctx context.Context, actor string, uploads []archive.Upload, reread []string, all bool) (int64, error) {
	files, err := r.files(ctx, uploads, reread, all)
	if err != nil {
		return 0, fmt.Errorf("start a run: %w", err)
	}
	release, err := r.ingester.Lock()
	if err != nil {
		return 0, fmt.Errorf("start a run: %w", err)
	}
	id, err := r.ingester.Store.BeginRun(ctx, actor, len(files))
	if err != nil {
		release()
		return 0, fmt.Errorf("start a run: %w", err)
	}
	r.publish(archive.Progress{Run: id, Total: len(files)})
	r.done.Add(1)
	go func() {
		defer r.done.Done()
		r.background(id, actor, files, release)
	}()
	return id, nil
}

func (r *Runner) background(id int64, actor string, files []File, release func() error) {
	run, err := r.ingester.run(r.ctx, id, actor, files, r.publish)
	if err != nil {
		r.ingester.Log.Error("run failed", "run", id, "err", err)
	}
	if err := release(); err != nil {
		r.ingester.Log.Error("run: release the archive", "run", id, "err", err)
	}
	last := r.latest()
	r.publish(archive.Progress{Run: id, Done: last.Done, Total: len(files), Counts: run.Documents, Ended: true})
}

// Wait returns when no run is going on.
func (r *Runner) Wait() { r.done.Wait() }

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
		files = append(files, File{Name: upload.Name, Open: func(context.Context) ([]byte, error) { return upload.Data, nil }})
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
		if _, err := r.sources.Source(ctx, name); err != nil {
			return nil, err
		}
		files = append(files, File{Name: name, Open: func(ctx context.Context) ([]byte, error) { return r.bytes(ctx, name) }})
	}
	return files, nil
}

// bytes are those of the newest capture of a source.
func (r *Runner) bytes(ctx context.Context, name string) ([]byte, error) {
	source, err := r.sources.Source(ctx, name)
	if err != nil {
		return nil, err
	}
	return r.sources.SourceBytes(ctx, source.SHA256)
}
