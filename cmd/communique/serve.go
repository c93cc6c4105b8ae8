package main

import (
	"context"
	"errors"
	"log/slog"
)

type serveCommand struct {
	archiveFlag
	Addr    string `default:"localhost:8080" placeholder:"HOST:PORT" env:"COMMUNIQUE_ADDR" help:"Address to serve on (${default})."`
	BaseURL string `name:"base-url" placeholder:"URL" env:"COMMUNIQUE_BASE_URL" help:"The site's public address, such as https://archive.example, where it stands behind a proxy."`
}

// Run serves the archive until ctx ends.
func (c *serveCommand) Run(ctx context.Context, std streams, log *slog.Logger) error {
	return c.serve(ctx, std, log, func(*site) error { return nil })
}

// serve takes the address, opens the archive, prepares it, says where it is,
// and serves it until ctx ends.
func (c *serveCommand) serve(ctx context.Context, std streams, log *slog.Logger, prepare func(*site) error) (err error) {
	listener, err := listen(ctx, c.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	s, err := openSite(ctx, c.Data, c.BaseURL, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := prepare(s); err != nil {
		return err
	}
	if err := s.announce(ctx, std.out, listener.Addr(), c.BaseURL); err != nil {
		return err
	}
	return s.serve(ctx, listener)
}
