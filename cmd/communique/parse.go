package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"strings"

	"communique/internal/archive"
	"communique/internal/ingest"
	"communique/internal/thesaurus"
)

type parseCommand struct {
	JSON      bool   `name:"json" help:"Print the whole reading as JSON."`
	Thesaurus string `placeholder:"DIR" help:"Folder with vocabularies of your own, instead of the bundled ones."`
	File      string `arg:"" help:"The file to read."`
}

// Run prints what the ingester reads in one file.
func (c *parseCommand) Run(std streams, _ *slog.Logger) error {
	th, err := thesaurus.Open(c.Thesaurus)
	if err != nil {
		return fmt.Errorf("thesaurus: %w", err)
	}
	data, err := readFile(c.File)
	if err != nil {
		return fmt.Errorf("parse %s: %w", c.File, err)
	}
	reading, err := ingest.Read(filepath.Base(c.File), data, th)
	if err != nil {
		return fmt.Errorf("parse %s: %w", c.File, err)
	}
	if !c.JSON {
		printReading(std.out, reading)
		return nil
	}
	encoder := json.NewEncoder(std.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(archive.FormatReading(reading))
}

// printReading is a reading for the eye: documents, headings, how much stands
// under them, and what was set aside.
func printReading(w io.Writer, r archive.Reading) {
	fmt.Fprintf(w, "%s: %s, %s\n", r.Source.Name, r.Source.MediaType, count(r.Source.Lines, "line"))
	for _, d := range r.Documents {
		fmt.Fprintf(w, "\n%d. %s\n", d.Position, d.Title)
		fmt.Fprintf(w, "   %s; status: %s; date: %s; parties: %s\n", d.Kind, orNotStated(string(d.Status)),
			orNotStated(string(d.Date)), orNotStated(strings.Join(d.Parties, " ")))
		for _, s := range d.Sections {
			heading := s.Heading
			if heading == "" {
				heading = "(no heading)"
			}
			fmt.Fprintf(w, "   %s %s: %s\n", strings.Repeat("  ", max(0, s.Level-1)), heading, count(len(s.Paragraphs), "paragraph"))
		}
	}
	for _, held := range r.Withheld {
		fmt.Fprintf(w, "\nPages %d to %d withheld (line %d)\n", held.First, held.Last, held.Lines[0])
	}
	fmt.Fprintf(w, "\n%s of furniture set aside\n", count(r.Figures().Furniture, "line"))
	for _, d := range r.Doubts {
		printDoubt(w, r.Source.Name, d)
	}
	for _, d := range r.Documents {
		for _, doubt := range d.Doubts {
			printDoubt(w, d.Title, doubt)
		}
	}
}

func orNotStated(s string) string {
	if s == "" {
		return "not stated"
	}
	return s
}
