package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"text/tabwriter"
	"unicode"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"communique/internal/archive"
	"communique/internal/ingest"
	"communique/internal/store"
)

type ingestCommand struct {
	archiveFlag
	DryRun bool     `name:"dry-run" help:"Say what would change; store nothing."`
	Yes    bool     `name:"yes" help:"Apply what changes, also where a person should look at it first."`
	JSON   bool     `name:"json" help:"Print the report as JSON."`
	Paths  []string `arg:"" name:"path" help:"Files, or folders that are read with all they hold."`
}

// Run reads the paths into the archive and prints a report.
func (c *ingestCommand) Run(ctx context.Context, std streams, log *slog.Logger) (err error) {
	files, err := sourceFiles(c.Paths)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("ingest: the folders hold no files: %w", archive.ErrInvalid)
	}
	dir := c.Data
	if c.DryRun && !store.Exists(dir) { // against an empty archive, which is not to be made
		if dir, err = os.MkdirTemp("", "communique-dry-run-"); err != nil {
			return fmt.Errorf("dry run: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	records, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, records.Close()) }()
	th, err := openThesaurus(c.Data)
	if err != nil {
		return err
	}
	in := newIngester(c.Data, records, th, quiet(log))
	run, err := c.read(ctx, in, records, files, std)
	if err != nil {
		return err
	}
	if err := c.report(std.out, run); err != nil {
		return err
	}
	return exitOf(run)
}

// exitOf is the code that a script learns from: a set that waits comes before
// sources that failed, which the report names either way.
func exitOf(run archive.Run) error {
	switch {
	case run.Set != nil && run.Set.State == archive.Proposed && run.ID != 0:
		return exitWaits
	case run.Documents.Failed > 0:
		return exitSomeFailed
	}
	return nil
}

// quiet keeps sources that were read well, and those that failed, out of the
// log: the report says both.
func quiet(log *slog.Logger) *slog.Logger {
	return slog.New(errorsOnly{log.Handler()})
}

type errorsOnly struct{ slog.Handler }

func (h errorsOnly) Enabled(_ context.Context, level slog.Level) bool {
	return level >= slog.LevelError
}

func (c *ingestCommand) read(ctx context.Context, in *ingest.Ingester, records *store.Store, files []ingest.File, std streams) (archive.Run, error) {
	report, done := progressOn(std.err, len(files))
	defer done()
	if c.DryRun {
		return in.DryRun(ctx, files, report)
	}
	if err := closeCutOffRuns(ctx, c.Data, records); err != nil {
		return archive.Run{}, err
	}
	decision := archive.ApplySafe
	if c.Yes {
		decision = archive.ApplyAll
	}
	return in.Run(ctx, "command line", files, decision, report)
}

// progressOn draws a bar where w is a terminal.
func progressOn(w io.Writer, total int) (report func(archive.Progress), done func()) {
	file, ok := w.(*os.File)
	if !ok || !isatty.IsTerminal(file.Fd()) {
		return nil, func() {}
	}
	bar := progressbar.NewOptions(total, progressbar.OptionSetWriter(w), progressbar.OptionShowCount(),
		progressbar.OptionSetDescription("reading"), progressbar.OptionClearOnFinish())
	return func(p archive.Progress) { bar.Set(p.Done) }, func() { bar.Finish() }
}

func (c *ingestCommand) report(w io.Writer, run archive.Run) error {
	if c.JSON {
		encoder := json.NewEncoder(w)
		encoder.SetIndent("", "  ")
		return encoder.Encode(reportOf(run, c.DryRun))
	}
	if c.DryRun {
		fmt.Fprintln(w, "Nothing was stored. Reading these files would do this:")
	}
	printReport(w, run)
	return nil
}

// sourcesListed is the most sources that a report names one by one; more are
// only counted. Those that failed are always named.
const sourcesListed = 40

// printReport says what a run did: a line for each source that changed
// something or failed, and the sums.
func printReport(w io.Writer, run archive.Run) {
	if len(run.Outcomes) <= sourcesListed {
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, o := range run.Outcomes {
			if o.Problem == "" {
				fmt.Fprintf(table, "  %s\t%s\n", printable(o.Source), documentCounts(o.Counts))
			}
		}
		table.Flush()
	}
	for _, o := range run.Outcomes {
		if o.Problem != "" {
			fmt.Fprintf(w, "  FAILED: %s\n", printable(o.Problem))
		}
	}
	fmt.Fprintf(w, "%s: %s", count(run.Sources, "source"), documentCounts(run.Documents))
	if run.Documents.Failed > 0 {
		fmt.Fprintf(w, "; %s not read", count(run.Documents.Failed, "source"))
	}
	fmt.Fprintln(w, ".")
	if run.Set != nil {
		printSet(w, run.Set)
	}
}

// printSet says what a change set does to addresses that readers may hold, and
// what it waits for.
func printSet(w io.Writer, set *archive.ChangeSet) {
	e := set.Effects
	if e.Links() > 0 {
		fmt.Fprintf(w, "Addresses of paragraphs: %d edited, %d moved, %d split, %d merged, %d removed; all go on answering.\n",
			e.Edited, e.Moved, e.Split, e.Merged, e.Removed)
	}
	for i, risk := range e.Risks {
		if i == sourcesListed {
			fmt.Fprintf(w, "  and %d more like these\n", len(e.Risks)-i)
			break
		}
		fmt.Fprintf(w, "  LOOK AT: %s: %s\n", risk.Slug, risk.Why)
	}
	if set.State == archive.Proposed && set.ID != 0 {
		fmt.Fprintf(w, "Nothing was changed yet: change set %d waits on the admin page. --yes applies such a set at once.\n", set.ID)
	}
}

// printable makes the name of a file harmless on a terminal: control characters
// would move the cursor or end the line.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

func documentCounts(c archive.Counts) string {
	return fmt.Sprintf("%s added, %d changed, %d unchanged, %d removed", count(c.Added, "document"), c.Changed, c.Unchanged, c.Removed)
}

func count(n int, noun string) string {
	if n == 1 {
		return fmt.Sprintf("1 %s", noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// runReport is a run as `ingest --json` prints it.
type runReport struct {
	Run       int64           `json:"run,omitempty"` // absent where nothing was stored
	DryRun    bool            `json:"dry_run"`
	Sources   int             `json:"sources"`
	Documents countsReport    `json:"documents"`
	Failed    int             `json:"failed"` // sources
	Outcomes  []outcomeReport `json:"outcomes"`
}

type countsReport struct {
	Added     int `json:"added"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	Removed   int `json:"removed"`
}

type outcomeReport struct {
	Source    string       `json:"source"`
	Documents countsReport `json:"documents"`
	Problem   *string      `json:"problem"`
}

func reportOf(run archive.Run, dry bool) runReport {
	report := runReport{
		Run: run.ID, DryRun: dry, Sources: run.Sources, Documents: countsOf(run.Documents),
		Failed: run.Documents.Failed, Outcomes: []outcomeReport{},
	}
	for _, o := range run.Outcomes {
		outcome := outcomeReport{Source: o.Source, Documents: countsOf(o.Counts)}
		if o.Problem != "" {
			outcome.Problem = &o.Problem
		}
		report.Outcomes = append(report.Outcomes, outcome)
	}
	return report
}

func countsOf(c archive.Counts) countsReport {
	return countsReport{Added: c.Added, Changed: c.Changed, Unchanged: c.Unchanged, Removed: c.Removed}
}
