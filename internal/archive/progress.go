package archive

// Upload is a file that an admin sends to be read.
type Upload struct {
	Name    string // base name, without folders
	Data    []byte
	As      string // name of the source that it is a new capture of; its own where empty
	Problem string // why it was not taken, as it stands behind the name ("is larger than 64 MB"); Data is nil then
}

// Progress is how far a run has come.
type Progress struct {
	Run    int64
	Done   int    // sources looked at so far
	Total  int    // sources the run looks at
	Bytes  int64  // read so far
	Source string // the source it is reading; empty before the first and at the end
	Counts Counts // so far
	// Applied of ToApply sources of its change set are written; both are 0 while
	// it reads.
	Applied, ToApply int
	Ended            bool
}
