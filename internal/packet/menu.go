package packet

import (
	"strings"

	"communique/internal/regexp"
)

// menuWords are what the menus of sites lead to, folded.
var menuWords = regexp.MustCompile(`^(?:home|homepage|about(?: us| this site)?|contact(?: us)?|search|site ?map|archive|links|jobs|login|menu|press room|newsroom|publications|accueil|inicio|startseite|kontakt|impressum|recherche|buscar|hem|sok)$`)

// markPlainMenu takes out the menu at the front of a page whose format kept no
// links: lines of a few words right below one another, or side by side with
// bars between, two of which at least are what menus lead to.
func (s *source) markPlainMenu() {
	const longestMenu, fewest = 60, 6
	var run []int
	entries, text := 0, false
	for i := 0; i < len(s.lines) && i < longestMenu && !text; i++ {
		l := &s.lines[i]
		switch {
		case l.use != body:
		case l.fold != "" && strings.Count(l.text, "|") > 2 && (entriesOfMenu(l.fold) > 1 || strings.Count(l.text, "|") > 3 && entriesOfMenu(l.fold) == 1):
			s.furnish(i, "menu of the site")
		case l.fold == "" || countWords(l.text) > 5 || endsSentence(l.text) || l.Heading > 0:
			text = true
		default:
			run = append(run, i)
			entries += entriesOfMenu(l.fold)
		}
	}
	if len(run) < fewest || entries < 2 {
		return
	}
	for _, i := range run {
		s.furnish(i, "menu of the site")
	}
}

// entriesOfMenu counts the entries of a line that are menuWords.
func entriesOfMenu(fold string) int {
	n := 0
	for entry := range strings.SplitSeq(fold, "|") {
		if menuWords.MatchString(strings.TrimSpace(entry)) {
			n++
		}
	}
	return n
}
