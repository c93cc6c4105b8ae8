package search

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"communique/internal/archive"
)

// openGeneration opens the index in dir and its first view. Its files are
// proved first: bleve maps them into memory and believes what they say, and
// its goroutines would take the program down with them.
func openGeneration(dir string) (v *view, err error) {
	defer catchDamage(&err)()
	if err := verify(dir); err != nil {
		return nil, err
	}
	b, err := openBleve(dir)
	if err != nil {
		return nil, err
	}
	g := &generation{dir: dir, bleve: b, closed: make(chan struct{})}
	v, err = g.newView()
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return v, nil
}

func openBleve(dir string) (bleve.Index, error) {
	b, err := bleve.OpenUsing(dir, map[string]any{"bolt_timeout": lockTimeout.String()})
	if errors.Is(err, bolterrors.ErrTimeout) {
		err = archive.ErrBusy
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", filepath.Base(dir), err)
	}
	return b, nil
}

// verify proves the files of the index in dir: that each key of its root can be
// read, and the checksum of each segment that the root speaks of. Segments of
// which it knows nothing are what a crash left; bleve removes them. One that is
// missing shows in the stamp.
func verify(dir string) error {
	store := filepath.Join(dir, "store")
	named, err := readRoot(filepath.Join(store, "root.bolt"))
	if err != nil {
		return fmt.Errorf("root of the index: %w", err)
	}
	for _, name := range named {
		if err := verifySegment(filepath.Join(store, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("segment %s: %w", name, err)
		}
	}
	return nil
}

// verifySegment compares a segment with the CRC-32 of all that comes before it,
// in its last four bytes.
func verifySegment(file string) (err error) {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyN(sum, f, info.Size()-4); err != nil {
		return err
	}
	var want uint32
	if err := binary.Read(f, binary.BigEndian, &want); err != nil {
		return err
	}
	if got := sum.Sum32(); got != want {
		return fmt.Errorf("checksum is %08x, not %08x", got, want)
	}
	return nil
}

// readRoot reads every key of a root, and lists the segments it names. Where a
// root's pages lead nowhere, bolt panics or reads beyond the file.
func readRoot(file string) (segments []string, err error) {
	if _, err := os.Stat(file); err != nil {
		return nil, err // bolt would make one
	}
	defer catchDamage(&err)()
	db, err := bolt.Open(file, 0o600, &bolt.Options{ReadOnly: true, Timeout: lockTimeout, PreLoadFreelist: true})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, archive.ErrBusy
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	err = db.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(_ []byte, b *bolt.Bucket) error { return readBucket(b, &segments) })
	})
	return distinct(segments), err
}

func readBucket(b *bolt.Bucket, segments *[]string) error {
	return b.ForEach(func(key, value []byte) error {
		if value == nil {
			inner := b.Bucket(key)
			if inner == nil {
				return fmt.Errorf("bucket %x cannot be read", key)
			}
			return readBucket(inner, segments)
		}
		if name := string(value); filepath.Ext(name) == ".zap" && filepath.Base(name) == name {
			*segments = append(*segments, name)
		}
		return nil
	})
}
