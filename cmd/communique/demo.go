package main

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"path"
	"slices"

	"communique/internal/archive"
	"communique/internal/ingest"
	"communique/testdata"
)

type demoCommand struct {
	Addr string `default:":8080" placeholder:"HOST:PORT" env:"COMMUNIQUE_ADDR" help:"Address to serve on (${default})."`
	Data string `default:"communique-demo" placeholder:"DIR" env:"COMMUNIQUE_DATA" help:"Data directory; kept if it exists (${default})."`
}

// Run makes an archive of the bundled holdings, unless it is there already,
// and serves it until ctx ends.
func (c *demoCommand) Run(ctx context.Context, std streams, log *slog.Logger) error {
	serve := serveCommand{archiveFlag: archiveFlag{c.Data}, Addr: c.Addr}
	return serve.serve(ctx, std, log, func(s *site) error { return s.ingestHoldings(ctx, std) })
}

// ingestHoldings reads those bundled holdings that the archive has not read
// yet; a first start that was cut off is made whole by the second.
func (s *site) ingestHoldings(ctx context.Context, std streams) error {
	records, err := s.store.SourceRecords(ctx)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, record := range records {
		known[record.Name] = true
	}
	files, err := bundledFiles()
	if err != nil {
		return err
	}
	files = slices.DeleteFunc(files, func(f ingest.File) bool { return known[f.Name] })
	if len(files) == 0 {
		fmt.Fprintf(std.out, "Keeping the %d sources in %s.\n", len(records), s.dir)
		return nil
	}
	in := newIngester(s.dir, s.store, s.thesaurus, s.log)
	run, err := in.Run(ctx, "demo", files, archive.ApplyAll, nil)
	if err != nil {
		return err
	}
	printReport(std.out, run, false)
	return s.index.CatchUp(ctx)
}

// bundledFiles are the holdings that the program carries.
func bundledFiles() ([]ingest.File, error) {
	entries, err := fs.ReadDir(testdata.Holdings, "holdings")
	if err != nil {
		return nil, fmt.Errorf("bundled holdings: %w", err)
	}
	var files []ingest.File
	for _, entry := range entries {
		name := entry.Name()
		files = append(files, ingest.File{Name: name, Open: func(context.Context) ([]byte, error) {
			return fs.ReadFile(testdata.Holdings, path.Join("holdings", name))
		}})
	}
	return files, nil
}
