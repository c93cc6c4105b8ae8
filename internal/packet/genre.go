package packet

import (
	"strings"

	"communique/internal/archive"
	"communique/internal/normalize"
	"communique/internal/regexp"
)

// The genre's own words: what a paper calls itself.

// genreNouns are the words that name a kind of paper, folded, with that kind. The
// one that stands first in a title decides ("Readout of the Meeting with …"), and
// of two that begin together the one listed first.
var genreNouns = []struct {
	words string
	kind  archive.Kind
}{
	{`(?:press|media|news) releases?|pressrel|communique de presse|media statement|fact ?sheet`, archive.PressRelease},
	{`communiques?`, archive.Communique},
	{`^(?:(?:the )?text of )?(?:an? )?(?:letter|message to (?:the )?(?:congress|senate|house)|notice|proclamation|executive order|order)|(?:presidential |national security )?memorandum (?:on|to the heads|regarding)|presidential determination`, archive.Other},
	{`meeting (?:report|note|summary)|reports? of (?:the )?meeting|report:.*\bmeeting|summary (?:record|of discussions?)|minutes|record of (?:meeting|conversation|discussion)|memorandum of (?:conversation|meeting|discussion)|memcon|notes? (?:of|on) (?:a |the )?meeting|chair'?s summary|co-chairs'? summary`, archive.MeetingReport},
	{`planning(?: note| paper)?|work ?plan|forward plan`, archive.PlanningNote},
	{`brief(?:ing)?(?: (?:note|paper|memo|pack))|(?:question period|house|decision|issue|event) (?:note|card)|note for (?:the )?(?:minister|secretary|deputy)|(?:action |information |explanatory )?memorand(?:um|a)|memo|talking points|speaking notes|scenario note|information note|(?:bilateral )?meeting with`, archive.BriefingNote},
	{`statements?|declarations?|readouts?|joint (?:vision|message)|pledge|principles`, archive.Statement},
	{`^nominations? sent|announces?|names|approves|amends|awards|appoints|launches|nominates`, archive.PressRelease},
	{`speech|remarks|address (?:to|by|at|of)|keynote|discours|lecture`, archive.Speech},
}

// kindRules are genreNouns and worldNouns as expressions, whose first group is
// the noun.
var kindRules = func() (rules []struct {
	match *regexp.Regexp
	kind  archive.Kind
}) {
	for _, g := range genreNouns {
		rules = append(rules, struct {
			match *regexp.Regexp
			kind  archive.Kind
		}{regexp.MustCompile(`(?:\b|^)(` + g.words + `)\b`), g.kind})
	}
	for _, g := range worldNouns {
		rules = append(rules, struct {
			match *regexp.Regexp
			kind  archive.Kind
		}{regexp.MustCompile(`(?:^|[^\pL\pN])(` + normalize.Fold(g.words) + `)(?:[^\pL\pN]|$)`), g.kind})
	}
	return rules
}()

// kindOfTitle gives the kind that a title names, or nothing.
func kindOfTitle(title string) archive.Kind {
	fold := normalize.Key(title)
	first, kind := len(fold)+1, archive.Kind("")
	for _, r := range kindRules {
		if at := r.match.FindStringSubmatchIndex(fold); at != nil && at[2] < first {
			first, kind = at[2], r.kind
		}
	}
	return kind
}

// bareGenre is a whole line that says what a paper is and no more.
var bareGenre = regexp.MustCompile(`^[*_]{0,2}(?:(?:draft|final|revised|agreed|joint|official|ministerial|leaders'?|first|second|third|zero|updated|summit|action|information|outcome|political|chair's|co-chairs'|president's|presidency|decision|explanatory|press|media|classified|secret)\s+){0,3}` +
	`(?:communique|communique de presse|statement|declaration|(?:press|media|news) release|(?:press|media) statement|briefing note|briefing|(?:question period|house|decision|issue|event|scenario|transition|meeting) (?:note|card)|memorandum|memo|readout|summary|minutes|meeting report|report|planning note|speech|remarks|note|aide[- ]memoire|non-paper|fact ?sheet|backgrounder|telegram|cable|teletyped? message|talking points|speaking notes|conclusions|comunicado (?:final|conjunto|de prensa)|communique (?:final|conjoint)|declaration (?:finale|commune|conjointe)|declaracao (?:final|conjunta)|declaracion (?:final|conjunta)|kommunike|gemensamt uttalande|abschlusserklarung|gemeinsame erklarung|pressemitteilung|pressmeddelande)` +
	`(?: (?:for|to) (?:the )?(?:record|minister|prime minister|secretary|deputy minister|president|file|cabinet|media|press|mr|mrs|ms|hon)\b.{0,60})?\W{0,3}$`)

// isGenre reports whether a line only says what a paper is.
func isGenre(text string) bool {
	return len(text) <= 120 && bareGenre.MatchString(normalize.Key(text))
}

// genreSubject is a line in capitals that says what a paper is and about whom.
var genreSubject = regexp.MustCompile(`^(?:bilateral |trilateral |joint )?(?:meeting|call|lunch|dinner|discussion) with |^(?:joint )?(?:statement|declaration|communique|remarks|speech|address|memorandum|briefing note|readout|press release|(?:agreed )?minutes|record|summary) (?:by|of|on|from|to|for|regarding|concerning) `)

// isGenreWithSubject reports whether a line begins as a title of that form.
func isGenreWithSubject(text string) bool {
	return len(text) <= 200 && genreSubject.MatchString(normalize.Key(text))
}

// needsSubject reports whether a genre is named in front of a subject: a
// briefing note is about something, a communiqué is the thing itself.
func needsSubject(text string) bool {
	fold := normalize.Key(text)
	return !strings.Contains(fold, "communique") && !strings.Contains(fold, "declaration") && !strings.Contains(fold, "conclusions")
}

// formHeadings are the headings that the forms of briefing notes print.
var formHeadings = set("strategic-objectives objectives key-messages background talking-points speaking-points considerations " +
	"recommendation recommendations issue issues responsive responsive-lines next-steps discussion summary context purpose current-status " +
	"proposed-response suggested-response points-to-register analysis introduction conclusion overview current-situation decision-sought")

// isFormHeading reports whether a line is one of formHeadings.
func isFormHeading(text string) bool {
	return formHeadings[strings.Join(wordsOf(text), "-")]
}
