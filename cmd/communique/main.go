// Command communique is a searchable web archive of ministerial communiqués:
// it reads sources into a record, indexes them and serves them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
	if err == nil {
		return
	}
	var silent exitCode
	if !errors.As(err, &silent) {
		fmt.Fprintln(os.Stderr, "communique:", err)
		silent = exitNothingDone
	}
	stop()
	os.Exit(int(silent))
}

// streams are the program's standard input and outputs.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// exitCode is an error whose report has been printed already.
type exitCode int

// The codes that scripts rest on.
const (
	exitNothingDone exitCode = 1
	exitSomeFailed  exitCode = 2
	exitWaits       exitCode = 3 // a change set waits for a decision
)

func (c exitCode) Error() string { return fmt.Sprintf("exit status %d", int(c)) }

// commandLine is every verb and flag of the program.
type commandLine struct {
	LogFormat string           `name:"log-format" enum:"text,json" default:"text" env:"COMMUNIQUE_LOG_FORMAT" help:"Form of the log on standard error: text or json."`
	Version   kong.VersionFlag `help:"Print the version and quit."`

	Demo    demoCommand    `cmd:"" help:"Make an archive of the bundled holdings and serve it."`
	Serve   serveCommand   `cmd:"" help:"Serve an archive, and keep its index up to date."`
	Ingest  ingestCommand  `cmd:"" help:"Read files or folders into an archive, also while it is served."`
	Changes changesCommand `cmd:"" help:"List change sets, and apply, discard or revert one."`
	Parse   parseCommand   `cmd:"" help:"Show what the ingester reads in one file; stores nothing."`
	Reindex reindexCommand `cmd:"" help:"Grow the index again from the database."`
	Check   checkCommand   `cmd:"" help:"Prove that sources, database, ledger and index agree."`
	Backup  backupCommand  `cmd:"" help:"Write an archive to one file, also while it is served."`
	Restore restoreCommand `cmd:"" help:"Make an archive from a backup."`
	Admin   adminCommand   `cmd:"" help:"Look after the admin's access."`
	Health  healthCommand  `cmd:"" help:"Ask a running server whether it is well."`
}

// archiveFlag names the archive that a verb works on.
type archiveFlag struct {
	Data string `required:"" placeholder:"DIR" env:"COMMUNIQUE_DATA" help:"Data directory of the archive."`
}

// run is the whole program: it reads the command line and does what it says
// until that is done or ctx ends.
func run(ctx context.Context, args []string, std streams) error {
	var cli commandLine
	leave := -1
	parser, err := kong.New(&cli,
		kong.Name("communique"),
		kong.Description("A searchable web archive of ministerial communiqués."),
		kong.Writers(std.out, std.err),
		kong.Exit(func(code int) { leave = code }),
		kong.Vars{"version": version()},
		kong.UsageOnError(),
	)
	if err != nil {
		return fmt.Errorf("command line: %w", err)
	}
	command, err := parser.Parse(args)
	if leave == 0 { // --help or --version has said it all
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w (see communique --help)", err)
	}
	command.BindTo(ctx, (*context.Context)(nil))
	return command.Run(std, newLog(std.err, cli.LogFormat))
}

func newLog(w io.Writer, format string) *slog.Logger {
	if format == "json" {
		return slog.New(slog.NewJSONHandler(w, nil))
	}
	return slog.New(slog.NewTextHandler(w, nil))
}

// version is that of the module, or of the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value[:min(12, len(s.Value))]
		}
	}
	return info.Main.Version
}
