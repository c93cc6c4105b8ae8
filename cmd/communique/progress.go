package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"communique/internal/archive"
)

// progressOn draws a bar where w is a terminal: how many sources are done, how
// fast, and how long the rest will take.
func progressOn(w io.Writer, total int) (report func(archive.Progress), done func()) {
	if file, ok := w.(*os.File); !ok || !isatty.IsTerminal(file.Fd()) {
		return nil, func() {}
	}
	return progressBar(w, total, time.Now)
}

// redraw is how often the bar is drawn at most.
const redraw = 100 * time.Millisecond

func progressBar(w io.Writer, total int, now func() time.Time) (report func(archive.Progress), done func()) {
	bar := progressbar.NewOptions(total, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("sources"),
		progressbar.OptionSetPredictTime(true), progressbar.OptionSetWidth(24), progressbar.OptionClearOnFinish())
	began := now()
	var told time.Time
	report = func(p archive.Progress) {
		at := now()
		if at.Sub(told) < redraw {
			return
		}
		told = at
		if p.ToApply > 0 {
			bar.Describe(fmt.Sprintf("applying %d of %d", p.Applied, p.ToApply))
		} else {
			bar.Describe("reading" + rate(p.Bytes, at.Sub(began)))
		}
		bar.Set(p.Done)
	}
	return report, func() { bar.Finish() }
}

// rate is how fast bytes are read: ", 21.3 MB/s"; nothing before it can be told.
func rate(bytes int64, in time.Duration) string {
	if in < time.Second {
		return ""
	}
	return fmt.Sprintf(", %.1f MB/s", float64(bytes)/1e6/in.Seconds())
}
