package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode"

	"communique/internal/archive"
)

// What a report names one by one; more are only counted, unless everything is
// asked for. Sources that failed are always named.
const (
	sourcesListed = 40
	doubtsListed  = 20
)

// printReport says what a run did: a line for each source that changed
// something or failed, what is doubtful, and the sums.
func printReport(w io.Writer, run archive.Run, all bool) {
	if all || len(run.Outcomes) <= sourcesListed {
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, o := range run.Outcomes {
			if o.Problem == "" {
				fmt.Fprintf(table, "  %s\t%s; %s\n", printable(o.Source), documentCounts(o.Counts), figures(o.Found))
			}
		}
		table.Flush()
	}
	for _, o := range run.Outcomes {
		if o.Problem != "" {
			fmt.Fprintf(w, "  FAILED: %s\n", printable(o.Problem))
		}
	}
	printDoubts(w, run, all)
	fmt.Fprintf(w, "%s: %s", count(run.Sources, "source"), documentCounts(run.Documents))
	if run.Documents.Failed > 0 {
		fmt.Fprintf(w, "; %s not read", count(run.Documents.Failed, "source"))
	}
	fmt.Fprintf(w, ".\nRead: %s, %s.\n", count(run.Found.Documents, "document"), figures(run.Found))
	if run.Set != nil {
		printSet(w, run.Set)
	}
}

// printSet says what a change set does to addresses that readers may hold, and
// what it waits for.
func printSet(w io.Writer, set *archive.ChangeSet) {
	e := set.Effects
	if set.State == archive.Proposed {
		printTexts(w, e.Texts)
		printShifts(w, set.Shifts)
	}
	if e.Links() > 0 {
		fmt.Fprintf(w, "Addresses of paragraphs: %d edited, %d moved, %d split, %d merged, %d removed; all go on answering.\n",
			e.Edited, e.Moved, e.Split, e.Merged, e.Removed)
	}
	for i, risk := range e.Risks {
		if i == sourcesListed {
			fmt.Fprintf(w, "  and %d more like these\n", len(e.Risks)-i)
			break
		}
		fmt.Fprintf(w, "  LOOK AT: %s: %s\n", risk.Slug, printable(risk.Why))
	}
	if set.State == archive.Proposed && set.ID != 0 {
		fmt.Fprintf(w, "Nothing was changed yet: change set %d waits; look at it on the admin page, or say: communique changes apply %[1]d\n", set.ID)
	}
}

// printDoubts says what a person should look at.
func printDoubts(w io.Writer, run archive.Run, all bool) {
	if !all && run.Found.Doubts > doubtsListed {
		fmt.Fprintf(w, "  %s; --verbose names them, and so does the page of the run.\n", count(run.Found.Doubts, "doubt"))
		return
	}
	for _, o := range run.Outcomes {
		for _, d := range o.Doubts {
			printDoubt(w, o.Source, d.Doubt)
		}
	}
}

// printDoubt names one doubt and the lines it is about.
func printDoubt(w io.Writer, of string, d archive.Doubt) {
	if lines := archive.LinesInWords(d.Lines); lines != "" {
		of += ", " + lines
	}
	fmt.Fprintf(w, "  DOUBT: %s: %s\n", printable(of), printable(d.Says))
}

// figures says how much was read.
func figures(f archive.Figures) string {
	parts := []string{count(f.Paragraphs, "paragraph"), count(f.Furniture, "line") + " of furniture"}
	if f.Withheld > 0 {
		parts = append(parts, count(f.Withheld, "page")+" withheld")
	}
	return strings.Join(append(parts, count(f.Doubts, "doubt")), ", ")
}

// printable makes the name of a file harmless on a terminal: control characters
// would move the cursor or end the line.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

func documentCounts(c archive.Counts) string {
	return fmt.Sprintf("%s added, %d changed, %d unchanged, %d removed", count(c.Added, "document"), c.Changed, c.Unchanged, c.Removed)
}

func count(n int, noun string) string {
	if n == 1 {
		return fmt.Sprintf("1 %s", noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// runReport is a run as `ingest --json` prints it.
type runReport struct {
	Run       int64           `json:"run,omitempty"` // absent where nothing was stored
	DryRun    bool            `json:"dry_run"`
	Sources   int             `json:"sources"`
	Documents countsReport    `json:"documents"`
	Failed    int             `json:"failed"` // sources
	Found     foundReport     `json:"found"`
	ChangeSet *setReport      `json:"change_set"` // null where nothing is proposed
	Outcomes  []outcomeReport `json:"outcomes"`
}

// setReport is the change set that a run proposed.
type setReport struct {
	ID    int64  `json:"id,omitempty"`
	State string `json:"state"`
	archive.Tally
	Risks []archive.Risk `json:"risks"`
}

type countsReport struct {
	Added     int `json:"added"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	Removed   int `json:"removed"`
}

// foundReport is how much was read.
type foundReport struct {
	Documents  int `json:"documents"`
	Paragraphs int `json:"paragraphs"`
	Furniture  int `json:"furniture_lines"`
	Withheld   int `json:"withheld_pages"`
	Doubts     int `json:"doubts"`
}

type outcomeReport struct {
	Source    string        `json:"source"`
	Documents countsReport  `json:"documents"`
	Found     foundReport   `json:"found"`
	Doubts    []doubtReport `json:"doubts"`
	Problem   *string       `json:"problem"`
}

type doubtReport struct {
	Document *string `json:"document"` // null for one of the source as a whole
	Lines    []int   `json:"lines"`
	Says     string  `json:"says"`
}

func reportOf(run archive.Run, dry bool) runReport {
	report := runReport{
		Run: run.ID, DryRun: dry, Sources: run.Sources, Documents: countsOf(run.Documents),
		Failed: run.Documents.Failed, Found: foundReport(run.Found), Outcomes: []outcomeReport{},
	}
	if set := run.Set; set != nil {
		report.ChangeSet = &setReport{ID: set.ID, State: string(set.State), Tally: set.Effects.Tally, Risks: append([]archive.Risk{}, set.Effects.Risks...)}
	}
	for _, o := range run.Outcomes {
		outcome := outcomeReport{Source: o.Source, Documents: countsOf(o.Counts), Found: foundReport(o.Found), Doubts: doubtsOf(o.Doubts)}
		if o.Problem != "" {
			outcome.Problem = &o.Problem
		}
		report.Outcomes = append(report.Outcomes, outcome)
	}
	return report
}

func doubtsOf(doubts []archive.SourceDoubt) []doubtReport {
	list := make([]doubtReport, 0, len(doubts))
	for _, d := range doubts {
		report := doubtReport{Lines: append([]int{}, d.Lines...), Says: d.Says}
		if d.Slug != "" {
			report.Document = &d.Slug
		}
		list = append(list, report)
	}
	return list
}

func countsOf(c archive.Counts) countsReport {
	return countsReport{Added: c.Added, Changed: c.Changed, Unchanged: c.Unchanged, Removed: c.Removed}
}

// printTexts names the documents that a set would add, change or remove.
func printTexts(w io.Writer, texts []archive.DocumentEffect) {
	for i, t := range texts {
		if i == sourcesListed {
			fmt.Fprintf(w, "  and %s more\n", count(len(texts)-i, "document"))
			return
		}
		fmt.Fprintf(w, "  %s: %s (paragraphs: %d same, %d new, %d edited, %d moved, %d split, %d merged, %d removed)\n",
			t.Fate, printable(t.Title), t.Same, t.New, t.Edited, t.Moved, t.Split, t.Merged, t.Removed)
	}
}

// printShifts says how the counts of facets would shift.
func printShifts(w io.Writer, shifts map[archive.FacetValue]int) {
	var lines []string
	for value, by := range shifts {
		if by != 0 {
			lines = append(lines, fmt.Sprintf("%s %s %+d", value.Facet, value.Value, by))
		}
	}
	slices.Sort(lines)
	if more := len(lines) - sourcesListed; more > 0 {
		lines = append(lines[:sourcesListed], fmt.Sprintf("and %d more", more))
	}
	if len(lines) > 0 {
		fmt.Fprintf(w, "Counts of documents: %s.\n", strings.Join(lines, ", "))
	}
}
