package store

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"communique/internal/archive"
)

// Lock files in the data directory. They stay when released: deleting one
// would let two processes hold locks on different files of one name.
const (
	openingLock = "open.lock"
	serverLock  = "serve.lock"
	ingestLock  = "ingest.lock"
)

// LockServer takes the lock that one server holds for as long as it serves
// dir. The error is archive.ErrBusy where another one does. The lock ends with
// release or with the process.
func LockServer(dir string) (release func() error, err error) {
	return tryLock(dir, serverLock, "another server is already serving")
}

// LockIngest takes the lock that one run of the ingester holds on dir. The
// error is archive.ErrBusy where another run does. The lock ends with release
// or with the process.
func LockIngest(dir string) (release func() error, err error) {
	return tryLock(dir, ingestLock, "another ingest is already running on")
}

// tryLock takes the named lock of dir or says who is in the way.
func tryLock(dir, name, inTheWay string) (release func() error, err error) {
	if err := makeDirectory(dir); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(dir, name))
	held, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", lock.Path(), err)
	}
	if !held {
		return nil, fmt.Errorf("%w: %s %s", archive.ErrBusy, inTheWay, dir)
	}
	return lock.Close, nil
}

// lockOpening waits for the lock under which a database is made, migrated or
// restored.
func lockOpening(ctx context.Context, dir string) (release func() error, err error) {
	lock := flock.New(filepath.Join(dir, openingLock))
	if _, err := lock.TryLockContext(ctx, 10*time.Millisecond); err != nil {
		return nil, fmt.Errorf("data directory %s: lock %s: %w", dir, openingLock, err)
	}
	return lock.Close, nil
}
