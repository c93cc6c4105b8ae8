package packet

import (
	"strings"

	"communique/internal/regexp"
)

// releaseStamp is what an office that releases a paper stamps on its pages, as a
// whole line: a sentence on hostages released under a ceasefire is text.
var releaseStamp = regexp.MustCompile(strings.NewReplacer("LAW", releaseLaw, "LOI", releaseLoi, "TAIL", stampTail).Replace(
	`^\W*(?:[a-z]ia special collections(?: releas.{0,40})?` +
		`|(?:[a-z]ia |state |dos )?released? (?:in|as) (?:full|part|sanitized)TAIL` +
		`|(?:partial )?sanitized copy(?: (?:approved|released?)\b.{0,40})?` +
		`|no objection to declassification(?: in (?:part|full))?TAIL` +
		`|reproduced at the national archives` +
		`|(?:photo)?copy from .{4,40} library` +
		`|exempted from automatic (?:declassification|downgrading)TAIL` +
		`|(?:automatically )?downgrad(?:ed|ing) at \d{1,2} years? intervals?\b(?:\W*(?:not automatically )?declassified(?: after \d{1,2} years)?)?` +
		`|(?:(?:\S{1,4}\s+)?\S*\d\S*\s+(?:(?:\S{1,4}|\S*\d\S*)\s+){0,6})?releas(?:e|ed|es) under (?:the )?LAWTAIL(?:[/|–-].{0,100})?` +
		`|documents? (?:released|disclosed) (?:under|pursuant to) (?:the )?LAWTAIL(?:[/|–-].{0,100})?` +
		`|(?:document )?(?:divulguee?|communiquee?|diffusee?) en vertu de LOITAIL(?:[/|–-].{0,100})?` +
		`|released? (?:pursuant to (?:the )?LAW|by (?:the )?(?:nara|authority))TAIL` +
		`|declassified (?:by|under|in part\W+(?:and )?)(?:\W*(?:the|of|by|for|and|authority|approved|release|executive order|interagency|security|classification|appeals|panel|sanitized|copy|national|archives|[a-z]{2,4}))*TAIL` +
		`|declassified(?: authority)?TAIL|authority:? (?:nnd|nw|e\.?o)\W{0,2}\d{3,}TAIL` +
		`|(?:sanitized )?approved for (?:public )?releaseTAIL` +
		`|obtained (?:by .{3,40} )?under (?:the )?LAW(?: by .{3,60})?TAIL)\W*$`))

// The laws by which papers are released.
const (
	releaseLaw = `(?:access to information(?: act)?|freedom of information(?: and protection of privacy)?(?: act)?|foi(?:a| act)?|ati[ap]?(?: act)?|privacy act|(?:[\w.]+ ){1,6}(?:records|archives|disclosure)(?: [a-z]+){0,3} act)(?: of \d{4})?`
	releaseLoi = `(?:la )?loi (?:sur l.acces a l.information|sur la protection des renseignements personnels)`
)

// stampTail is what stands behind the words of a stamp: numbers, dates,
// exemptions and the office.
const stampTail = `(?:\W*\b(?:\w*\d[\w.()-]*|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|on|date|authority|nnd|nara|(?:by )?(?:nara|cia|nsa|dia|fbi|dod|state)|rdp\w*|[a-z]))*\W*`
