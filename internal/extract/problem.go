package extract

// Problem is why a file cannot be read: a plain sentence for the person who
// sent it. It is the only kind of error that Read returns.
type Problem struct {
	Name   string // of the file, as given to Read
	Reason string // what stands behind the name: "is a PDF, a format that this version does not read"
}

// Error is the whole sentence: the name and the reason.
func (p *Problem) Error() string { return p.Name + " " + p.Reason }

// Unreadable marks a Problem as one of the source, not of the archive, for
// callers that sort errors into categories.
func (p *Problem) Unreadable() bool { return true }
