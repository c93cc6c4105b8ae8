package packet

import (
	"fmt"

	"communique/internal/archive"
)

// doubt notes something about the document for a person to look at.
func (f *facts) doubt(lines []int, says string, args ...any) {
	f.doc.Doubts = append(f.doc.Doubts, archive.Doubt{Lines: lines, Says: fmt.Sprintf(says, args...)})
}
