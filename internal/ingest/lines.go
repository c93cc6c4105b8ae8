package ingest

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"communique/internal/archive"
	"communique/internal/extract"
)

// Bounds of reading captures again to show their lines. A scan takes minutes,
// and a large file hundreds of megabytes while it is read.
const (
	linesReaders = 2        // captures read at a time
	linesKept    = 64 << 20 // bytes of lines that are kept for the next reader
	lineCost     = 48       // bytes that a line takes up besides its text
)

// Bytes gives the bytes of captures; *store.Store does.
type Bytes interface {
	SourceBytes(ctx context.Context, sha256 string) ([]byte, error)
}

// Lines reads captures again, for those who want to see what a text was read
// from. It keeps the last few. It is safe for concurrent use.
type Lines struct {
	bytes Bytes
	turns chan struct{}

	mu   sync.Mutex
	held map[capture]*linesReading
	used []capture // those that were read, the longest unused first
	cost int       // of those
}

// capture is some bytes under a name, which decides on the format where the
// bytes do not.
type capture struct{ name, sha256 string }

// linesReading is one capture that was or is being read; done is closed when it
// was.
type linesReading struct {
	done  chan struct{}
	lines []archive.SourceLine
	err   error
}

// NewLines reads captures from bytes.
func NewLines(bytes Bytes) *Lines {
	return &Lines{bytes: bytes, turns: make(chan struct{}, linesReaders), held: map[capture]*linesReading{}}
}

// Lines gives the lines of a capture of the source of that name, in the order of
// their numbers; they must not be changed. Where ctx ends first the reading goes
// on, so that whoever asks again need not wait as long.
func (l *Lines) Lines(ctx context.Context, name, sha256 string) ([]archive.SourceLine, error) {
	reading, err := l.reading(ctx, capture{name, sha256})
	if err != nil {
		return nil, fmt.Errorf("lines of %q: %w", name, err)
	}
	select {
	case <-reading.done:
	case <-ctx.Done():
		return nil, fmt.Errorf("lines of %q: %w", name, ctx.Err())
	}
	if reading.err != nil {
		return nil, fmt.Errorf("lines of %q: %w", name, reading.err)
	}
	return reading.lines, nil
}

// reading finds a capture that was or is being read, or begins to read it when
// it is its turn.
func (l *Lines) reading(ctx context.Context, of capture) (*linesReading, error) {
	if reading := l.find(of); reading != nil {
		return reading, nil
	}
	select {
	case l.turns <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if reading := l.held[of]; reading != nil { // somebody else began meanwhile
		<-l.turns
		return reading, nil
	}
	reading := &linesReading{done: make(chan struct{})}
	l.held[of] = reading
	go func() {
		reading.lines, reading.err = l.read(context.WithoutCancel(ctx), of)
		l.keep(of, reading)
		close(reading.done)
		<-l.turns
	}()
	return reading, nil
}

// find gives the reading of a capture, where there is one, and notes its use.
func (l *Lines) find(of capture) *linesReading {
	l.mu.Lock()
	defer l.mu.Unlock()
	if i := slices.Index(l.used, of); i >= 0 {
		l.used = append(slices.Delete(l.used, i, i+1), of)
	}
	return l.held[of]
}

// read is the reading itself.
func (l *Lines) read(ctx context.Context, of capture) (lines []archive.SourceLine, err error) {
	defer catchFault(&err)
	data, err := l.bytes.SourceBytes(ctx, of.sha256)
	if err != nil {
		return nil, err
	}
	text, err := extract.Read(of.name, data)
	if err != nil {
		return nil, unreadable(err)
	}
	lines = make([]archive.SourceLine, len(text.Lines))
	for i, line := range text.Lines {
		lines[i] = archive.SourceLine{Number: line.Number, Page: line.Page, Text: line.Text}
	}
	return lines, nil
}

// keep holds on to a reading, at the cost of those that were not used for
// longest; one that failed is tried again by whoever asks next.
func (l *Lines) keep(of capture, reading *linesReading) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if reading.err != nil {
		delete(l.held, of)
		return
	}
	l.used, l.cost = append(l.used, of), l.cost+costOf(reading.lines)
	for l.cost > linesKept && len(l.used) > 1 {
		oldest := l.used[0]
		l.cost -= costOf(l.held[oldest].lines)
		delete(l.held, oldest)
		l.used = l.used[1:]
	}
}

// costOf is about how many bytes of memory lines take up.
func costOf(lines []archive.SourceLine) int {
	cost := len(lines) * lineCost
	for _, line := range lines {
		cost += len(line.Text)
	}
	return cost
}
