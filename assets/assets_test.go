package assets

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

func TestFingerprints(t *testing.T) {
	names, err := fs.Glob(FS, "*")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d assets, %v", len(names), err)
	}
	seen := map[string]string{}
	for _, name := range names {
		held := Fingerprint(name)
		if len(held) != 12 || seen[held] != "" {
			t.Errorf("%s has the fingerprint %q, as %q", name, held, seen[held])
		}
		seen[held] = name
		if got, want := Path(name), "/assets/"+name+"?v="+held; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if Fingerprint("none") != "" {
		t.Error("what is no asset has a fingerprint")
	}
}

// TestStyleSheet keeps the two colour schemes together and every request on
// the site.
func TestStyleSheet(t *testing.T) {
	css, err := FS.ReadFile("site.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, forbidden := range []string{"@import", "url(", "!important"} {
		if strings.Contains(string(css), forbidden) {
			t.Errorf("the style sheet has %s", forbidden)
		}
	}
	text := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(string(css), "")
	if open, closed := strings.Count(text, "{"), strings.Count(text, "}"); open != closed {
		t.Errorf("%d blocks open, %d close", open, closed)
	}
	for _, token := range []string{"--paper", "--ink", "--accent", "--mark", "--bar", "--rule-2"} {
		if !strings.Contains(text, token+": light-dark(") {
			t.Errorf("%s has no pair of colours", token)
		}
	}
}
