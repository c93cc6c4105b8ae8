package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime/debug"

	"communique/internal/archive"
	"communique/internal/extract"
	"communique/internal/packet"
	"communique/internal/thesaurus"
)

// Read is what the ingester makes of one file; nothing is stored. Errors wrap
// archive.ErrUnreadable and say in plain words why the file cannot be read.
func Read(name string, data []byte, th *thesaurus.Thesaurus) (reading archive.Reading, err error) {
	defer catchFault(&err)
	text, err := extract.Read(name, data)
	if err != nil {
		return archive.Reading{}, unreadable(err)
	}
	found := packet.Read(packetLines(text.Lines), th)
	return archive.Reading{
		Source:    describe(name, data, text),
		Documents: found.Documents,
		Withheld:  found.Withheld,
		Furniture: found.Furniture,
		Doubts:    append(doubts(text.Doubts), found.Doubts...),
	}, nil
}

// doubts are those that the reader of the format has of the whole file.
func doubts(sentences []string) []archive.Doubt {
	var out []archive.Doubt
	for _, says := range sentences {
		out = append(out, archive.Doubt{Says: says})
	}
	return out
}

// unreadable puts a reader's problem into its category.
func unreadable(err error) error {
	if errors.Is(err, archive.ErrUnreadable) {
		return err
	}
	return &problem{err}
}

// problem is an error of the category archive.ErrUnreadable whose message is
// the reader's sentence alone.
type problem struct{ cause error }

func (p *problem) Error() string   { return p.cause.Error() }
func (p *problem) Unwrap() []error { return []error{p.cause, archive.ErrUnreadable} }

// readerFault is a panic of a reader on some input.
type readerFault struct {
	fault any
	stack []byte
}

// catchFault, deferred, turns a panic into an error: a fault of a reader must
// cost its file, never the run.
func catchFault(err *error) {
	if fault := recover(); fault != nil {
		*err = &readerFault{fault: fault, stack: debug.Stack()}
	}
}

func (f *readerFault) Error() string {
	return fmt.Sprintf("the reader failed on this file (%v); please report it with the file", f.fault)
}

func (f *readerFault) Unwrap() error { return archive.ErrUnreadable }

func describe(name string, data []byte, text extract.Text) archive.Source {
	return archive.Source{
		Name: name, SHA256: digest(data), MediaType: text.MediaType,
		Size: int64(len(data)), Lines: len(text.Lines),
	}
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// packetLines hands lines from the reader to the packet: the same fields, so
// that neither package needs the other.
func packetLines(lines []extract.Line) []packet.Line {
	out := make([]packet.Line, len(lines))
	for i, line := range lines {
		out[i] = packet.Line(line)
	}
	return out
}
