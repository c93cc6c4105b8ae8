package search

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"communique/internal/archive"
)

// Files of the index's directory. Beside them lies a directory for each
// generation, of which CURRENT names the one in use.
const (
	lockFile         = "LOCK"
	currentFile      = "CURRENT"
	generationPrefix = "grown-"
)

// lockTimeout is how long to wait for an index that another process holds.
const lockTimeout = 2 * time.Second

// builderBatch is how many sections the offline builder keeps in memory.
const builderBatch = 1000

// openCurrent opens the generation that CURRENT names, and removes what other
// generations a crash has left. It leaves x without a view where there is none,
// or none that holds together.
func (x *Index) openCurrent() error {
	name, err := os.ReadFile(filepath.Join(x.dir, currentFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("open index: %w", err)
	}
	current := strings.TrimSpace(string(name))
	if !isGeneration(current) {
		current = ""
	}
	if err := x.removeLeftovers(current); err != nil {
		return fmt.Errorf("open index: %w", err)
	}
	if current == "" {
		return nil
	}
	v, err := openGeneration(filepath.Join(x.dir, current))
	switch {
	case err == nil:
		x.stale.Store(v.stamp.Mapping != mappingVersion)
		x.publish(v)
	case !isDamage(err):
		return fmt.Errorf("open index: %w", err)
	default:
		x.broken = err
		x.log.Warn("the index cannot be used and will be built again", "dir", current, "error", err)
	}
	return nil
}

// isGeneration reports whether a name is one that newGenerationName makes: no
// path leads out of the index's directory.
func isGeneration(name string) bool {
	return strings.HasPrefix(name, generationPrefix) && filepath.Base(name) == name
}

func newGenerationName() string {
	return generationPrefix + time.Now().UTC().Format("20060102-150405-") + strings.ToLower(rand.Text()[:8])
}

// removeLeftovers removes the generations that are not current.
func (x *Index) removeLeftovers(current string) error {
	entries, err := os.ReadDir(x.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		leftover := isGeneration(e.Name()) && e.Name() != current || e.Name() == currentFile+temporary
		if !leftover {
			continue
		}
		x.log.Info("removing what an earlier build of the index left", "name", e.Name())
		if err := os.RemoveAll(filepath.Join(x.dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// isDamage tells files that do not hold together from those that cannot be
// reached: building anew mends only the former.
func isDamage(err error) bool {
	return !errors.Is(err, fs.ErrPermission) && !errors.Is(err, archive.ErrBusy)
}

// Rebuild grows the index anew from the records. The old one answers until the
// new one is whole.
func (x *Index) Rebuild(ctx context.Context) error {
	return x.write(ctx, x.rebuild)
}

func (x *Index) rebuild(ctx context.Context) error {
	dir := filepath.Join(x.dir, newGenerationName())
	v, err := x.grow(ctx, dir)
	if err != nil {
		return errors.Join(fmt.Errorf("build index: %w", err), os.RemoveAll(dir))
	}
	if err := writeCurrent(x.dir, filepath.Base(dir)); err != nil {
		v.generation.retire(true)
		v.release()
		return fmt.Errorf("build index: %w", err)
	}
	x.stale.Store(false)
	x.damaged.Store(false)
	had := x.Ready()
	x.publish(v)
	if !had { // a damaged one that could not be opened
		if err := x.removeLeftovers(filepath.Base(dir)); err != nil {
			return fmt.Errorf("build index: %w", err)
		}
	}
	x.log.Info("index built", "sections", v.live, "sequence", v.stamp.Change.Sequence)
	return nil
}

// grow builds a generation in dir from a snapshot of the records, and opens it:
// which proves that it is whole.
func (x *Index) grow(ctx context.Context, dir string) (*view, error) {
	var next stamp
	err := x.records.Snapshot(ctx, func(sequence int64, each func(func(archive.Document) error) error) error {
		next = stamp{Mapping: mappingVersion, Change: archive.Change{Sequence: sequence}}
		var err error
		next.Sections, err = buildOffline(ctx, dir, each)
		return err
	})
	if err != nil {
		return nil, err
	}
	if next.Change, err = x.changeAt(ctx, next.Change.Sequence); err != nil {
		return nil, err
	}
	if err := writeStamp(dir, next); err != nil {
		return nil, err
	}
	return openGeneration(dir)
}

// buildOffline writes the sections of all documents into a new index of one
// segment, and counts them.
func buildOffline(ctx context.Context, dir string, each func(func(archive.Document) error) error) (sections int, err error) {
	var builder bleve.Builder
	err = each(func(d archive.Document) error {
		names := folds(&d)
		for order := range d.Sections {
			if err := ctx.Err(); err != nil {
				return err
			}
			if builder == nil {
				if builder, err = newBuilder(dir); err != nil {
					return err
				}
			}
			if err := builder.Index(sectionID(d.Slug, d.Sections[order].Anchor), fields(&d, order, names)); err != nil {
				return fmt.Errorf("section %q of %q: %w", d.Sections[order].Anchor, d.Slug, err)
			}
			sections++
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	if builder == nil { // the builder cannot build an index of nothing
		empty, err := bleve.NewUsing(dir, newMapping(), scorch.Name, scorch.Name, nil)
		if err != nil {
			return 0, err
		}
		return 0, empty.Close()
	}
	return sections, builder.Close()
}

// newBuilder keeps its intermediate files within dir, so that they go with it.
func newBuilder(dir string) (bleve.Builder, error) {
	parts := filepath.Join(dir, "parts")
	if err := os.MkdirAll(parts, 0o700); err != nil {
		return nil, err
	}
	return bleve.NewBuilder(dir, newMapping(), map[string]any{
		"buildPathPrefix": parts, "batchSize": builderBatch, "mergeMax": 1 << 20,
	})
}

// writeStamp opens an index that is not in use and puts its stamp there.
func writeStamp(dir string, s stamp) error {
	value, err := json.Marshal(s)
	if err != nil {
		return err
	}
	built, err := openBleve(dir)
	if err != nil {
		return err
	}
	return errors.Join(built.SetInternal(stampKey, value), built.Close())
}

const temporary = ".new"

// writeCurrent makes CURRENT name a generation: whole or not at all.
func writeCurrent(dir, name string) error {
	file := filepath.Join(dir, currentFile)
	f, err := os.Create(file + temporary)
	if err != nil {
		return err
	}
	_, err = f.WriteString(name + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(file+temporary, file); err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
