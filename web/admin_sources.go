package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"communique/internal/archive"
	"communique/web/components"
)

// latestRuns is the number of runs on the page of sources.
const latestRuns = 3

// sourcesPage lists the sources and the latest runs, and takes new sources.
func (a *admin) sourcesPage(w http.ResponseWriter, r *http.Request) error {
	return a.renderSources(w, r, http.StatusOK, components.Problem{})
}

// sourcesAgain shows the page of sources with what was wrong with a form.
func (a *admin) sourcesAgain(w http.ResponseWriter, r *http.Request, e *refusal) error {
	return a.renderSources(w, r, e.status, components.Problem{Title: e.title, Detail: e.detail})
}

func (a *admin) renderSources(w http.ResponseWriter, r *http.Request, status int, problem components.Problem) error {
	records, err := a.config.Records.SourceRecords(r.Context())
	if err != nil {
		return fmt.Errorf("list the sources: %w", err)
	}
	runs, err := a.config.Records.Runs(r.Context(), latestRuns)
	if err != nil {
		return fmt.Errorf("list the latest runs: %w", err)
	}
	view := components.SourcesView{
		Page: a.adminPage(r, "Sources", "The sources of the archive, and the runs that read them."), Problem: problem, Runs: a.runRows(r, runs),
		MaxFile: megabytes(a.config.MaxFile), MaxUpload: megabytes(a.config.MaxUpload),
	}
	for i, record := range records {
		view.Sources = append(view.Sources, sourceRow(i, record))
	}
	return a.render(w, r, status, components.Sources(view))
}

// readAgain starts a run over the sources that are chosen, or all.
func (a *admin) readAgain(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fmt.Errorf("read sources again: %w", errors.Join(err, archive.ErrInvalid))
	}
	chosen, all := r.PostForm["source"], r.PostForm.Get("all") != ""
	if len(chosen) == 0 && !all {
		return a.sourcesAgain(w, r, &refusal{http.StatusUnprocessableEntity, "No source was chosen.",
			"Tick those to read again, or read all of them again."})
	}
	if all {
		chosen = nil
	}
	return a.start(w, r, "read again", nil, chosen, all, decisionOf(r.PostForm.Get(applyField)))
}

// applyField is the box by which the admin has a change set applied at once,
// unless there is something to look at.
const applyField = "apply"

func decisionOf(box string) archive.Decision {
	if box != "" {
		return archive.ApplySafe
	}
	return archive.Wait
}

// start begins a run and leads to its page.
func (a *admin) start(w http.ResponseWriter, r *http.Request, action string, uploads []archive.Upload, reread []string, all bool, decision archive.Decision) error {
	run, err := a.config.Ingester.Start(r.Context(), actor, uploads, reread, all, decision)
	switch {
	case errors.Is(err, archive.ErrBusy):
		return a.sourcesAgain(w, r, &refusal{http.StatusConflict, "Another run is at work.",
			"Nothing was begun. Try again when it has ended; it is shown below."})
	case errors.Is(err, archive.ErrNotFound):
		return a.sourcesAgain(w, r, &refusal{http.StatusUnprocessableEntity, "One of the sources chosen is not here.",
			"Nothing was begun. Choose from the list as it is now."})
	case err != nil:
		return fmt.Errorf("start a run: %w", err)
	}
	if err := a.config.Records.Audit(r.Context(), actor, action, "run "+strconv.FormatInt(run, 10), asked(uploads, reread, all)); err != nil {
		return fmt.Errorf("record run %d: %w", run, err)
	}
	http.Redirect(w, r, runAddress(run), http.StatusSeeOther)
	return nil
}

// asked says in words what a run was asked to read.
func asked(uploads []archive.Upload, reread []string, all bool) string {
	if all {
		return "all sources"
	}
	names := slices.Clone(reread)
	for _, u := range uploads {
		names = append(names, u.Name)
	}
	const few = 10
	if len(names) > few {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:few], ", "), len(names)-few)
	}
	return strings.Join(names, ", ")
}

func sourceRow(i int, s archive.SourceRecord) components.SourceRow {
	row := components.SourceRow{
		ID: fmt.Sprintf("source-%d", i+1), Name: s.Name, Print: shortPrint(s.SHA256), Lines: "–",
		Documents: number(s.Documents), Paragraphs: number(s.Paragraphs), Doubts: number(s.Doubts), URL: sourceAddress(s.Name), Problem: s.Problem,
		Failed: s.State == archive.SourceFailed, Captures: s.Captures,
	}
	if s.Lines > 0 {
		row.Lines = number(s.Lines)
	}
	if !s.LastRead.IsZero() {
		row.Read, row.ReadAt = moment(s.LastRead), machineTime(s.LastRead)
	}
	if s.LastRun > 0 {
		row.Run, row.RunURL = runName(s.LastRun), runAddress(s.LastRun)
	}
	return row
}

// shortPrint is enough of a SHA-256 to compare by eye.
func shortPrint(sha256 string) string { return sha256[:min(12, len(sha256))] }
