package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"communique/assets"
	"communique/internal/archive"
	"communique/web/components"
)

// runsShown is the number of runs on their page.
const runsShown = 200

// runsPage lists the runs, the newest first.
func (a *admin) runsPage(w http.ResponseWriter, r *http.Request) error {
	runs, err := a.config.Records.Runs(r.Context(), runsShown)
	if err != nil {
		return fmt.Errorf("list the runs: %w", err)
	}
	view := components.RunsView{Page: a.adminPage(r, "Runs", "Every run of the ingester: when, for whom, and what came of it."), Runs: a.runRows(r, runs)}
	if len(runs) == runsShown {
		view.Note = fmt.Sprintf("The latest %d runs.", runsShown)
	}
	return a.render(w, r, http.StatusOK, components.Runs(view))
}

// runPage shows a run: how far it has come, or its report. While it goes on
// the page asks for itself again, where no script does that better.
func (a *admin) runPage(w http.ResponseWriter, r *http.Request) error {
	id, err := runID(r)
	if err != nil {
		return err
	}
	run, err := a.config.Records.Run(r.Context(), id)
	if err != nil {
		return fmt.Errorf("run %d: %w", id, err)
	}
	view := components.RunView{Page: a.adminPage(r, runName(id), "What one run of the ingester did, source by source."), Run: a.runRow(r, run)}
	view.Page.Current = runsPath
	set, err := a.config.Records.ChangeSet(r.Context(), id)
	if err != nil && !errors.Is(err, archive.ErrNotFound) {
		return err
	}
	if err == nil && set.State != archive.Preparing {
		row := changeSetRow(&set)
		view.Set, view.Waits = &row, set.State == archive.Proposed
		if set.State != archive.Applied {
			if run.Outcomes, err = a.withProposed(r, run); err != nil {
				return err
			}
		}
	}
	if view.Run.Progress != nil {
		view.Page.Refresh = "3"
	}
	view.Sums, view.Found = runSums(run.Documents), foundSums(run.Found)
	a.listOutcomes(&view, r, run)
	return a.render(w, r, http.StatusOK, components.Run(view))
}

// outcomesShown is the number of sources on one page of a report.
const outcomesShown = 100

// listOutcomes puts a page of the sources on view: those that failed first, then
// those with doubts.
func (a *admin) listOutcomes(view *components.RunView, r *http.Request, run archive.Run) {
	urgency := func(o archive.Outcome) int {
		switch {
		case o.Problem != "":
			return 0
		case o.Found.Doubts > 0:
			return 1
		}
		return 2
	}
	outcomes := slices.SortedStableFunc(slices.Values(run.Outcomes), func(a, b archive.Outcome) int { return urgency(a) - urgency(b) })
	n, _ := strconv.Atoi(r.URL.Query().Get("page")) // the first where it is none
	p := part(len(outcomes), outcomesShown, n)
	for _, o := range outcomes[p.from:p.to] {
		view.Outcomes = append(view.Outcomes, outcomeRow(o))
	}
	if p.pages > 1 {
		view.Pages = p.links("Pages of sources", "sources", func(n int) string { return fmt.Sprintf("%s?page=%d#outcomes", runAddress(run.ID), n) })
	}
	if rest := run.Sources - len(outcomes); rest > 0 {
		view.Note = counted(rest, "source that reads as before, without doubts, is", "sources that read as before, without doubts, are") + " not listed."
	}
}

func outcomeRow(o archive.Outcome) components.OutcomeRow {
	row := components.OutcomeRow{Source: o.Source, URL: sourceAddress(o.Source), What: countsInWords(o.Counts), Problem: o.Problem}
	if o.Found != (archive.Figures{}) {
		row.Found = foundInWords(o.Found)
	}
	row.Doubts, row.More = doubtRows(o.Doubts, doubtsShown)
	if more := o.Found.Doubts - len(row.Doubts); more > 0 && row.More == "" {
		row.More = counted(more, "doubt", "doubts") + ". The source was read again since."
	}
	return row
}

// withProposed are the outcomes of a run with those of its sources that nothing
// was written of, because their change set was not applied.
func (a *admin) withProposed(r *http.Request, run archive.Run) ([]archive.Outcome, error) {
	outcomes := run.Outcomes
	err := a.config.Records.SourceChanges(r.Context(), run.ID, func(c archive.SourceChange, _ []archive.Document) error {
		outcomes = append(outcomes, archive.Outcome{Source: c.Source.Name, Counts: c.Counts(), Found: c.Found, Doubts: c.Doubts})
		return nil
	})
	return outcomes, err
}

// runID is the run that the address names.
func runID(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(pathValue(r, "id"), 10, 64)
	if err != nil || id < 1 {
		return 0, fmt.Errorf("run %q: %w", pathValue(r, "id"), archive.ErrNotFound)
	}
	return id, nil
}

func (a *admin) runRows(r *http.Request, runs []archive.Run) []components.RunRow {
	var rows []components.RunRow
	for _, run := range runs {
		rows = append(rows, a.runRow(r, run))
	}
	return rows
}

// runRow is a run in a list. A run that has no end is going on: here, where
// its progress is known, or in another process.
func (a *admin) runRow(r *http.Request, run archive.Run) components.RunRow {
	row := components.RunRow{
		ID: fmt.Sprintf("run-%d", run.ID), Name: runName(run.ID), URL: runAddress(run.ID),
		When:    fmt.Sprintf("%s, by %s", moment(run.Started), run.Actor),
		Started: machineTime(run.Started),
		What:    counted(run.Sources, "source", "sources") + ": " + countsInWords(run.Documents),
	}
	if !run.Ended.IsZero() {
		row.State = endInWords(run.Documents.Failed)
		row.When += ", " + duration(run.Ended.Sub(run.Started))
		row.Problems = problems(run.Outcomes)
		return row
	}
	if run.CutOff {
		row.State = "Cut off"
		row.What += ". The program ended in the middle; what was read stands, and reading again goes on from there."
		row.Problems = problems(run.Outcomes)
		return row
	}
	now, here := a.underWay(r.Context(), run.ID)
	if !here {
		row.State, row.What = "Reading elsewhere", "Another program reads "+counted(run.Sources, "source", "sources")+" into this archive."
		return row
	}
	row.State = "Reading"
	row.Progress = &components.RunProgress{
		Events: runAddress(run.ID) + "/events", Done: now.Done, Total: max(now.Total, 1), Text: progressInWords(now),
	}
	return row
}

// problemsShown is the number of failures that a list names for a run.
const problemsShown = 5

// problems says which sources failed, and why.
func problems(outcomes []archive.Outcome) []string {
	var told []string
	for _, o := range outcomes {
		if o.Problem != "" {
			told = append(told, o.Problem)
		}
	}
	if n := len(told); n > problemsShown {
		told = append(told[:problemsShown:problemsShown], fmt.Sprintf("and %d more", n-problemsShown))
	}
	return told
}

func endInWords(failed int) string {
	if failed == 0 {
		return "Done"
	}
	return fmt.Sprintf("Done, %s failed", number(failed))
}

// countsInWords is what a run did with documents, without what it did not.
func countsInWords(c archive.Counts) string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{c.Added, "added"}, {c.Changed, "changed"}, {c.Unchanged, "unchanged"}, {c.Removed, "removed"}} {
		if p.n > 0 {
			parts = append(parts, counted(p.n, "document", "documents")+" "+p.what)
		}
	}
	if c.Failed > 0 {
		parts = append(parts, counted(c.Failed, "source", "sources")+" not read")
	}
	if len(parts) == 0 {
		return "nothing changed"
	}
	return strings.Join(parts, ", ")
}

func runSums(c archive.Counts) []components.Sum {
	return []components.Sum{
		{Name: "documents added", Value: number(c.Added)}, {Name: "changed", Value: number(c.Changed)},
		{Name: "unchanged", Value: number(c.Unchanged)}, {Name: "removed", Value: number(c.Removed)},
		{Name: "sources not read", Value: number(c.Failed)},
	}
}

// foundSums is how much was read; nothing where it was not counted.
func foundSums(f archive.Figures) []components.Sum {
	if f == (archive.Figures{}) {
		return nil
	}
	return []components.Sum{
		{Name: "documents", Value: number(f.Documents)}, {Name: "paragraphs", Value: number(f.Paragraphs)},
		{Name: "lines of furniture", Value: number(f.Furniture)}, {Name: "pages withheld", Value: number(f.Withheld)},
		{Name: "doubts", Value: number(f.Doubts)},
	}
}

// foundInWords is how much was read in a source.
func foundInWords(f archive.Figures) string {
	parts := []string{counted(f.Documents, "document", "documents"), counted(f.Paragraphs, "paragraph", "paragraphs")}
	if f.Furniture > 0 {
		parts = append(parts, counted(f.Furniture, "line", "lines")+" of furniture")
	}
	if f.Withheld > 0 {
		parts = append(parts, counted(f.Withheld, "page", "pages")+" withheld")
	}
	return strings.Join(parts, ", ")
}

// progressInWords says how far a run has come.
func progressInWords(p archive.Progress) string {
	where := fmt.Sprintf("%s of %s", number(p.Done), counted(p.Total, "source", "sources"))
	if p.Source == "" {
		return where
	}
	return p.Source + ": " + where
}

// adminPage is the frame of the admin's pages.
func (a *admin) adminPage(r *http.Request, title, description string) components.PageView {
	page := a.page(r, title+" – Administration", description)
	page.NoIndex, page.Canonical, page.OwnSearch = true, "", true
	page.MenuLabel, page.Current = "Administration", r.URL.Path
	page.Menu = []components.Link{
		{URL: sourcesPath, Text: "Sources"}, {URL: adminChangesPath, Text: "Changes"}, {URL: runsPath, Text: "Runs"}, {URL: auditPath, Text: "Audit"},
	}
	page.Tools = components.SignOut()
	page.MoreScript = assets.Path("admin.js")
	return page
}

// auditView lists who did what to what.
func auditView(page components.PageView, entries []archive.AuditEntry) components.AuditView {
	view := components.AuditView{Page: page}
	for _, e := range entries {
		view.Entries = append(view.Entries, components.AuditRow{
			At: moment(e.At), AtMachine: machineTime(e.At), Actor: e.Actor, Action: e.Action, Object: e.Object, Detail: e.Detail,
		})
	}
	if len(entries) == auditShown {
		view.Note = fmt.Sprintf("The latest %d entries.", auditShown)
	}
	return view
}

// moment is a time as the admin's pages print it.
func moment(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04 UTC") }

// duration is how long a run took, in words.
func duration(d time.Duration) string {
	switch {
	case d < time.Second:
		return "under a second"
	case d < 2*time.Minute:
		return counted(int(d/time.Second), "second", "seconds")
	}
	return counted(int(d/time.Minute), "minute", "minutes")
}
