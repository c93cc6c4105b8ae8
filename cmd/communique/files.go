package main

import (
	"cmp"
	"context"
	"errors"
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

// walk adds every file below a folder.
func walk(folder string, add func(name, path string) error) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		return visit(folder, path, entry, err, add)
	})
}

// visit adds what the walk through folder meets at path, if it is a file and
// not hidden. A folder that cannot be listed is added too, to fail with its
// reason when it is read: a source must not be missed unsaid.
func visit(folder, path string, entry fs.DirEntry, refused error, add func(name, path string) error) error {
	if refused != nil && path == folder {
		return refused
	}
	name, err := filepath.Rel(folder, path)
	if err != nil {
		return err
	}
	if refused != nil {
		return add(name, path)
	}
	if strings.HasPrefix(entry.Name(), ".") && path != folder {
		if entry.IsDir() {
			return filepath.SkipDir
		}
		return nil
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil // folders, sockets, links to folders
	}
	return add(name, path)
}

// readFile reads a file that is not larger than the ingester takes; of a
// larger one it reads just enough to be told so.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path) // before it is opened: a pipe would wait for a writer
	if err != nil {
		return nil, unreadable(err)
	}
	if info.IsDir() {
		_, err := os.ReadDir(path)
		return nil, unreadable(cmp.Or[error](err, errFolder))
	}
	if !info.Mode().IsRegular() {
		return nil, unreadable(errNoFile)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, unreadable(err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, extract.MaxSize+1))
	if err != nil {
		return nil, unreadable(err)
	}
	return data, nil
}

var (
	errNoFile = errors.New("it is no regular file")
	errFolder = errors.New("it is a folder")
)

// unreadable puts what the system says of a file into its category, in its
// plain words and without the path, which the report names anyway.
func unreadable(err error) error {
	var about *fs.PathError
	if errors.As(err, &about) {
		err = about.Err
	}
	return &unreadableFile{err}
}

type unreadableFile struct{ cause error }

func (u *unreadableFile) Error() string   { return u.cause.Error() }
func (u *unreadableFile) Unwrap() []error { return []error{u.cause, archive.ErrUnreadable} }
