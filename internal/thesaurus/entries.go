package thesaurus

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"regexp"

	"go.yaml.in/yaml/v3"
)

// placed is an entry of a data file with its place there, for messages.
type placed[T any] struct {
	entry T
	file  string
	line  int
}

// fault describes what is wrong with the entry, naming file, line and entry.
func (p placed[T]) fault(id string, err error) error {
	if id == "" {
		return fmt.Errorf("%s: line %d: %w", p.file, p.line, err)
	}
	return fmt.Errorf("%s: line %d: entry %q: %w", p.file, p.line, id, err)
}

// readEntries reads a data file: a list of entries whose every field is known.
func readEntries[T any](fsys fs.FS, file string, id func(T) string) ([]placed[T], error) {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("reading vocabulary: %w", err) // the cause names the file
	}
	var nodes []yaml.Node
	if err := yaml.Unmarshal(data, &nodes); err != nil {
		return nil, fmt.Errorf("%s: not a list of entries: %w", file, err)
	}
	if len(nodes) == 0 {
		return nil, fmt.Errorf("%s: holds no entry", file)
	}
	seen := map[string]bool{}
	entries := make([]placed[T], 0, len(nodes))
	for _, n := range nodes {
		p := placed[T]{file: file, line: n.Line}
		if err := decodeStrictly(&n, &p.entry); err != nil {
			return nil, p.fault(id(p.entry), err)
		}
		key := id(p.entry)
		if seen[key] && key != "" {
			return nil, p.fault(key, errRepeated)
		}
		seen[key] = true
		entries = append(entries, p)
	}
	return entries, nil
}

// goDetail is what the YAML package says for programmers only: a line within
// the entry alone, and the name of a Go type.
var goDetail = regexp.MustCompile(`line \d+: | in type thesaurus\.\w+| into thesaurus\.\w+`)

// decodeStrictly decodes one entry, refusing fields that it does not know.
func decodeStrictly(n *yaml.Node, entry any) error {
	raw, err := yaml.Marshal(n)
	if err != nil {
		return fmt.Errorf("re-reading: %w", err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	decoder.KnownFields(true)
	err = decoder.Decode(entry)
	var faults *yaml.TypeError
	if errors.As(err, &faults) {
		return errors.New(goDetail.ReplaceAllString(faults.Errors[0], ""))
	}
	return err
}
