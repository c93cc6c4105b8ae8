package archive

import "errors"

// Categories of errors. Packages wrap them with operation and key; web maps
// them to HTTP statuses in one table.
var (
	ErrNotFound    = errors.New("not found")
	ErrGone        = errors.New("gone")         // it was here once and was removed
	ErrInvalid     = errors.New("not valid")    // what was asked for makes no sense
	ErrUnreadable  = errors.New("unreadable")   // a source that cannot be read; the message says why in plain words
	ErrBusy        = errors.New("busy")         // another run or process holds it; try again later
	ErrNotReady    = errors.New("not ready")    // the index is being built; try again in a moment
	ErrConflict    = errors.New("conflict")     // what was asked for no longer fits the archive; the message says what stands in the way
	ErrNewerSchema = errors.New("newer schema") // the data directory was written by a newer version
)
