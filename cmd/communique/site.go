package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"communique/internal/archive"
	"communique/internal/collate"
	"communique/internal/ingest"
	"communique/internal/search"
	"communique/internal/store"
	"communique/internal/thesaurus"
	"communique/web"
)

// Bounds of the server. Uploads and event streams set longer ones of their own;
// how long a body may take to come is web's to bound.
const (
	headerTimeout   = 10 * time.Second
	writeTimeout    = time.Minute
	idleTimeout     = 2 * time.Minute
	shutdownTimeout = 10 * time.Second
	followEvery     = time.Second
)

// site is one archive with everything that serving it needs.
type site struct {
	dir       string
	log       *slog.Logger
	store     *store.Store
	index     *search.Index
	thesaurus *thesaurus.Thesaurus
	runner    *ingest.Runner
	web       *web.Server
	closes    []func() error // in the order they were opened
}

// openSite opens the archive in dir for serving, alone.
func openSite(ctx context.Context, dir, baseURL string, log *slog.Logger) (s *site, err error) {
	s = &site{dir: dir, log: log}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	release, err := store.LockServer(dir)
	if err != nil {
		return s, err
	}
	s.closes = append(s.closes, release)
	if s.store, err = openRecords(ctx, dir); err != nil {
		return s, err
	}
	s.closes = append(s.closes, s.store.Close)
	if err := closeCutOffRuns(ctx, dir, s.store); err != nil {
		return s, err
	}
	th, err := openThesaurus(dir)
	if err != nil {
		return s, err
	}
	if s.index, err = search.Open(ctx, dir, s.store, th, log); err != nil {
		return s, err
	}
	s.closes = append(s.closes, s.index.Close)
	s.thesaurus = th
	s.runner = ingest.NewRunner(ctx, newIngester(dir, s.store, th, log), s.store)
	s.web, err = web.New(web.Config{
		Records: s.store, Search: s.index, Thesaurus: th, Log: log, BaseURL: baseURL, Version: version(),
		Lines: ingest.NewLines(s.store),
		Admin: web.AdminConfig{Records: s.store, Ingester: s.runner, Sessions: s.store.Sessions()},
	})
	return s, err
}

// Close closes what was opened, the last first.
func (s *site) Close() error {
	var errs []error
	for i := len(s.closes) - 1; i >= 0; i-- {
		errs = append(errs, s.closes[i]())
	}
	s.closes = nil
	return errors.Join(errs...)
}

// listen takes the address before anything is promised.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", addr, err)
	}
	return listener, nil
}

// serve answers requests and follows the change log until ctx ends, then lets
// what is going on come to its end.
func (s *site) serve(ctx context.Context, listener net.Listener) error {
	server := &http.Server{
		Handler:           s.web.Handler(),
		ReadHeaderTimeout: headerTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serve: %w", err)
		}
		return nil
	})
	group.Go(func() error {
		if err := s.index.Follow(ctx, followEvery); err != nil && ctx.Err() == nil {
			return fmt.Errorf("follow the change log: %w", err)
		}
		return nil
	})
	group.Go(func() error {
		if err := s.store.CompareOlder(ctx); err != nil && ctx.Err() == nil {
			s.log.Error("documents stored by an earlier version were not compared; the next run does", "err", err)
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		s.log.Info("stopping")
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
		defer cancel()
		stopped := make(chan struct{})
		go func() { // also ends the streams that follow a run
			s.runner.Stop()
			close(stopped)
		}()
		err := server.Shutdown(grace)
		if errors.Is(err, context.DeadlineExceeded) { // a client that is too slow must not keep us
			s.log.Warn("some requests were cut off")
			err = server.Close()
		}
		<-stopped
		if err != nil {
			return fmt.Errorf("stop: %w", err)
		}
		return nil
	})
	return group.Wait()
}

// announce prints where the archive is and, while no password is set, how to
// sign in for the first time.
func (s *site) announce(ctx context.Context, out io.Writer, addr net.Addr, baseURL string) error {
	home := baseURL
	if home == "" {
		home = "http://" + reachable(addr)
	}
	access, err := s.access(ctx, home)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "The archive is at %s/\n%s", home, access)
	return nil
}

// access says how to reach the administration. While no password is set it
// makes a link to sign in with.
func (s *site) access(ctx context.Context, home string) (string, error) {
	_, err := s.store.Password(ctx)
	if err == nil {
		return fmt.Sprintf("Administration: %s/admin\n", home), nil
	}
	if !errors.Is(err, archive.ErrNotFound) {
		return "", err
	}
	token, hash, expires := web.NewSignInToken(time.Now())
	if err := s.store.AddSignInToken(ctx, hash, expires); err != nil {
		return "", err
	}
	if err := s.store.Audit(ctx, "program", "one-time link", "", "printed at the start"); err != nil {
		return "", err
	}
	return fmt.Sprintf("No password is set. Sign in as admin with this link, once, before %s:\n  %s/admin/sign-in?token=%s\nor set one: communique admin passwd --data %s\n",
		expires.Format("15:04 MST on 2 January"), home, token, s.dir), nil
}

// reachable is an address as this machine's browser can open it.
func reachable(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return addr.String()
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() || ip.IsLoopback() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// openRecords opens the record in dir, which finds copies among the documents it
// is given.
func openRecords(ctx context.Context, dir string) (*store.Store, error) {
	return store.Open(ctx, dir, store.WithComparer(collate.Comparer{}))
}

// newIngester makes the pipeline into a store.
func newIngester(dir string, records *store.Store, th *thesaurus.Thesaurus, log *slog.Logger) *ingest.Ingester {
	return &ingest.Ingester{
		Store: records, Thesaurus: th, Log: log, Version: version(),
		Lock: func() (func() error, error) { return store.LockIngest(dir) },
	}
}

// openThesaurus opens the bundled vocabularies, or the operator's own in the
// archive's folder "thesaurus".
func openThesaurus(dir string) (*thesaurus.Thesaurus, error) {
	th, err := thesaurus.Open(filepath.Join(dir, "thesaurus"))
	if errors.Is(err, fs.ErrNotExist) {
		return thesaurus.Bundled(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("thesaurus: %w", err)
	}
	return th, nil
}

// closeCutOffRuns ends the runs that a killed program left open. Where another
// process is ingesting, an open run is its own and is left alone.
func closeCutOffRuns(ctx context.Context, dir string, records *store.Store) error {
	release, err := store.LockIngest(dir)
	if errors.Is(err, archive.ErrBusy) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(records.CutOffRuns(ctx), release())
}
