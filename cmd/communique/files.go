package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/internal/extract"
	"communique/internal/ingest"
)

// sourceFiles lists the files that paths name. A file in a folder is known by
// its path below that folder, a file named alone by its base name; two files
// that would be known by one name are refused. Hidden files are left out of
// folders.
func sourceFiles(paths []string) ([]ingest.File, error) {
	var files []ingest.File
	at := map[string]string{}
	add := func(name, path string) error {
		name = strings.ToValidUTF8(filepath.ToSlash(name), "\uFFFD")
		if other, ok := at[name]; ok {
			if other == path {
				return nil
			}
			return fmt.Errorf("%s and %s would both be known as %q; ingest them by a folder above both: %w", other, path, name, archive.ErrInvalid)
		}
		at[name] = path
		files = append(files, ingest.File{Name: name, Open: func(context.Context) ([]byte, error) { return readFile(path) }})
		return nil
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, fmt.Errorf("ingest: %w", err)
		}
		if info.IsDir() {
			err = walk(path, add)
		} else {
			err = add(filepath.Base(path), filepath.Clean(path))
		}
		if err != nil {
			return nil, fmt.Errorf("ingest: %w", err)
		}
	}
	slices.SortStableFunc(files, func(a, b ingest.File) int { return strings.Compare(a.Name, b.Name) })
	return files, nil
}

// walk adds every file below a folder. A part of it that cannot be listed is
// an error: a source must not be missed unsaid.
func walk(folder string, add func(name, path string) error) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if hidden := strings.HasPrefix(entry.Name(), ".") && path != folder; hidden {
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
			return nil // folders, sockets, links to folders
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		return add(name, path)
	})
}

// readFile reads a file that is not larger than the ingester takes; of a
// larger one it reads just enough to be told so.
func readFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", archive.ErrUnreadable, err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, extract.MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", archive.ErrUnreadable, err)
	}
	return data, nil
}
