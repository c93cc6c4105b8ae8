package packet

import (
	"communique/internal/archive"
	"communique/internal/regexp"
)

// isSignOff reports whether text is a line of a paper's foot: who drafted,
// consulted, approved or signed it.
func isSignOff(text string) bool { return signOff.MatchString(text) }

var signOff = regexp.MustCompile(`^(?:Drafted|Prepared|Consulted|Consultations?|Approved|Reviewed|Cleared|Signed|Released|Distribution|Drafting officer|Rédigé|Approuvé|Consulté|Signé)(?: (?:by|par|on behalf of|for|with))?\s*:`)

// roleInBody gives the role of a piece, which its label alone does not tell.
func roleInBody(p piece) archive.Role {
	switch {
	case isOnlyRedacted(p.text):
		return archive.Mark
	case p.role == archive.Prose && isSignOff(p.text):
		return archive.SignOff
	}
	return p.role
}
