package packet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communique/internal/archive"
)

// doubtsOf are the sentences of all doubts, each with its lines.
func doubtsOf(r Result) []string {
	var all []string
	add := func(doubts []archive.Doubt) {
		for _, d := range doubts {
			all = append(all, fmt.Sprintf("%v %s", d.Lines, d.Says))
		}
	}
	add(r.Doubts)
	for _, d := range r.Documents {
		add(d.Doubts)
	}
	return all
}

// TestDoubts: each is said where it holds, and not where something explains it.
func TestDoubts(t *testing.T) {
	const title = "Statement on Rivers\n\n5 May 2022\n\n"
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"none", title + long, nil},
		{"no date", "Statement on Rivers\n\n" + long, []string{"[] Nothing says when it was made."}},
		{"a number is missing", title + "1. " + long + "\n2. " + long + "\n4. " + long, []string{"[7] Paragraph 4 follows paragraph 2."}},
		{"a list begins anew", title + "1. " + long + "\n2. " + long + "\n1. " + long, nil},
		{"what is missing is blacked out", title + "1. " + long + "\n\n[REDACTED]\n\n4. " + long, nil},
		{"what is missing is withheld", title + "1. " + long + "\n\nPages 9 to 14 are withheld pursuant to section 15(1)\n\n4. " + long, nil},
		{"another count", title + "1. " + long + "\n2022. " + long, nil},
		{"many numbers are missing", title + "1. " + long + "\n3. " + long + "\n5. " + long + "\n7. " + long + "\n9. " + long + "\n11. " + long + "\n13. " + long, []string{
			"[6] Paragraph 3 follows paragraph 1.", "[7] Paragraph 5 follows paragraph 3.", "[8] Paragraph 7 follows paragraph 5.",
			"[9] Paragraph 9 follows paragraph 7.", "[10 11] And 2 more like it."}},
		{"nothing under a heading", title + long + "\n\n# Way Forward\n\n# Next\n\n" + long, []string{"[7] Nothing stands under the heading “Way Forward”."}},
		{"a deeper heading", title + long + "\n\n# Way Forward\n\n## Next\n\n" + long, nil},
		{"nothing under a heading of a release", title + long + "\n\n[REDACTED]\n\n# Way Forward\n\n# Next\n\n" + long, nil},
		{"a wrong charset", title + long + "\n\nDÃ©claration sur les fleuves et les riviÃ¨res.", []string{"[7] “DÃ©claration” looks like text read in a wrong charset."}},
		{"no charset is wrong", title + long + "\n\nDéclaration sur les fleuves. Ângela e São João.", nil},
		{"misread words", title + strings.Repeat("We~met t0day and l1ked rlth of rivers. ", 12), []string{"[] 48 of 84 words look misread, such as We~met, t0day, l1ked, rlth."}},
		{"names and numbers", title + strings.Repeat("The G20 of 2nd May, COVID-19 and CO2, see www.example.org/a1b and the U.S. at 10.30am. ", 12), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := plain(test.text)
			for i := range lines {
				for strings.HasPrefix(lines[i].Text, "#") {
					lines[i].Text = lines[i].Text[1:]
					lines[i].Heading++
				}
				lines[i].Text = strings.TrimSpace(lines[i].Text)
			}
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			if diff := cmp.Diff(test.want, doubtsOf(r)); diff != "" {
				t.Errorf("%s\n%q", diff, outline(r))
			}
		})
	}
}

// TestDoubtsOfTheSource: what no document has alone.
func TestDoubtsOfTheSource(t *testing.T) {
	var text strings.Builder
	for i := range 3 {
		fmt.Fprintf(&text, "SECRET\n\nMEMORANDUM ON RIVERS\n\n%d May 2022\n\n%s\n\n", i+1, long)
	}
	r := Read(plain(text.String()), nil)
	if len(r.Documents) != 3 {
		t.Fatalf("%q", outline(r))
	}
	if got := doubtsOf(r); len(got) != 1 || !strings.Contains(got[0], "3 documents have the title “Memorandum on Rivers”.") {
		t.Errorf("%q", got)
	}
	text.Reset()
	for range 30 {
		text.WriteString("UNCLASSIFIED\n\nRuritania\n\n")
	}
	r = Read(plain("Statement on Rivers\n\n5 May 2022\n\n"+long+"\n\n"+text.String()), nil)
	if got := doubtsOf(r); !strings.Contains(strings.Join(got, ""), "lines of text were set aside as furniture.") {
		t.Errorf("%q", got)
	}
}

func TestIsNoWord(t *testing.T) {
	for word, want := range map[string]bool{
		"l0cal": true, "do.not": true, "tee¢": true, "wi~h": true, "rlth": true, "a;b": true, "Ruri|tania": true,
		"COVID-19": false, "G20": false, "5G": false, "3rd": false, "U.S.": false, "e.g.": false, "www.gov.uk": false, "a@b.org": false,
		"end.": false, "rhythm": false, "l’État": false, "Länder": false, "встреча": false, "اجتماع": false, "NATO's": false, "km²": false,
		"mid-2019": false, "10.30am": false, "McDonald": false, "iPhone": false, "Mr": false, "(a)": false, "§": false, "[REDACTED]": false,
	} {
		if isNoWord(word) != want {
			t.Errorf("%q: want %v", word, want)
		}
	}
}
