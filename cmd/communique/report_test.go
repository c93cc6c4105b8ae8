package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"communique/internal/archive"
)

// doubted is a run over n sources, each read with a doubt.
func doubted(n int) archive.Run {
	run := archive.Run{Sources: n}
	for i := range n {
		o := archive.Outcome{
			Source: fmt.Sprintf("paper-%d.txt", i+1), Counts: archive.Counts{Unchanged: 1},
			Found:  archive.Figures{Documents: 1, Paragraphs: 3, Furniture: 1, Withheld: 2, Doubts: 1},
			Doubts: []archive.SourceDoubt{{Slug: "a", Doubt: archive.Doubt{Lines: []int{3, 4, 5}, Says: "Paragraph 4 follows\x1b paragraph 2."}}},
		}
		run.Outcomes, run.Found = append(run.Outcomes, o), run.Found.Add(o.Found)
		run.Documents.Unchanged++
	}
	return run
}

// TestReport: few sources and doubts are named, many only counted unless all
// are asked for, and nothing in a name or sentence moves the cursor.
func TestReport(t *testing.T) {
	const sentence = "DOUBT: paper-1.txt, lines 3–5: Paragraph 4 follows\uFFFD paragraph 2."
	for _, test := range []struct {
		name    string
		sources int
		all     bool
		says    []string
		not     []string
	}{
		{"few", 2, false, []string{"paper-2.txt", "3 paragraphs, 1 line of furniture, 2 pages withheld, 1 doubt\n", sentence, "Read: 2 documents, 6 paragraphs, 2 lines of furniture, 4 pages withheld, 2 doubts."}, nil},
		{"many", 100, false, []string{"100 doubts; --verbose names them", "Read: 100 documents"}, []string{"paper-1.txt"}},
		{"many, all of them", 100, true, []string{sentence, "paper-100.txt"}, []string{"--verbose"}},
		{"none", 0, false, []string{"0 sources", "Read: 0 documents, 0 paragraphs, 0 lines of furniture, 0 doubts."}, []string{"DOUBT"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			printReport(&out, doubted(test.sources), test.all)
			for _, says := range test.says {
				if !strings.Contains(out.String(), says) {
					t.Errorf("%q is not said in:\n%s", says, out.String())
				}
			}
			for _, not := range test.not {
				if strings.Contains(out.String(), not) {
					t.Errorf("%q is said in:\n%s", not, out.String())
				}
			}
		})
	}
}

// TestProgressBar: what is done of how much, how fast, and it is gone at the end.
func TestProgressBar(t *testing.T) {
	var out bytes.Buffer
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	report, done := progressBar(&out, 4, func() time.Time { return at })
	at = at.Add(2 * time.Second)
	report(archive.Progress{Done: 3, Total: 4, Bytes: 5_000_000})
	if drawn := out.String(); !strings.Contains(drawn, "reading, 2.5 MB/s") || !strings.Contains(drawn, "(3/4, ") || !strings.Contains(drawn, "sources/") {
		t.Errorf("drawn: %q", drawn)
	}
	done()
	drawn := strings.TrimRight(out.String(), "\r")
	if last := drawn[strings.LastIndex(drawn, "\r")+1:]; last == "" || strings.TrimSpace(last) != "" {
		t.Errorf("left behind: %q", drawn)
	}
}

// TestNoBarWithoutTerminal: a log gets no bar.
func TestNoBarWithoutTerminal(t *testing.T) {
	var out bytes.Buffer
	report, done := progressOn(&out, 4)
	done()
	if report != nil || out.Len() > 0 {
		t.Errorf("drawn: %q", out.String())
	}
}
