package packet

import (
	"communique/internal/archive"
	"communique/internal/regexp"
)

// isSignOff reports whether text is a line of a paper's foot: who drafted,
// consulted, approved or signed it.
func isSignOff(text string) bool { return signOff.MatchString(text) || signsFor.MatchString(text) }

// signsFor is the line above the name of one who signs for a government.
var signsFor = regexp.MustCompile(`^(?:For|Pour|Por|Für|For and on behalf of|On behalf of|Au nom du|Pelo|Pela|Im Namen der) (?:(?:the|le|la|l'|l’|el|o|a|die|den) ?)?(?:(?:Royal |Federal )?Government|Gouvernement|Gobierno|Governo|Regierung|Republic|République|República|Kingdom|Royaume|Reino)\b.{0,80}:?$`)

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
