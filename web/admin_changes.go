package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"communique/internal/archive"
	"communique/web/components"
)

const adminChangesPath = "/admin/changes"

// adminChangePath is where the admin decides on a change set.
func adminChangePath(id int64) string { return fmt.Sprintf("%s/%d", adminChangesPath, id) }

// Bounds of the pages of change sets.
const (
	setsShown  = 200
	textsShown = 200
	linksShown = 100
)

// changeSetsPage lists the change sets, those that wait first.
func (a *admin) changeSetsPage(w http.ResponseWriter, r *http.Request) error {
	sets, err := a.config.Records.ChangeSets(r.Context(), setsShown)
	if err != nil {
		return fmt.Errorf("list the change sets: %w", err)
	}
	view := components.ChangeSetsView{Page: a.adminPage(r, "Changes", "What each run would do or did to the archive.")}
	for i := range sets {
		row := changeSetRow(&sets[i])
		if sets[i].State == archive.Proposed {
			view.Waiting = append(view.Waiting, row)
		} else {
			view.Decided = append(view.Decided, row)
		}
	}
	if len(sets) == setsShown {
		view.Note = fmt.Sprintf("The latest %d change sets.", setsShown)
	}
	return a.render(w, r, http.StatusOK, components.ChangeSets(view))
}

func changeSetRow(set *archive.ChangeSet) components.ChangeSetRow {
	return components.ChangeSetRow{
		Name: fmt.Sprintf("Change set %d", set.ID), URL: adminChangePath(set.ID), State: setState(set),
		When: fmt.Sprintf("%s, by %s", moment(set.Proposed), set.Actor), Datetime: machineTime(set.Proposed), What: changeSummary(set),
	}
}

func setState(set *archive.ChangeSet) string {
	if set.RevertedBy != 0 {
		return "Reverted"
	}
	return capital(string(set.State))
}

// changeSetPage shows what a set would do or did.
func (a *admin) changeSetPage(w http.ResponseWriter, r *http.Request) error {
	return a.renderChangeSet(w, r, http.StatusOK, components.Problem{})
}

func (a *admin) renderChangeSet(w http.ResponseWriter, r *http.Request, status int, problem components.Problem) error {
	id, err := setID(r)
	if err != nil {
		return err
	}
	set, err := a.config.Records.ChangeSet(r.Context(), id)
	if err != nil {
		return err
	}
	held, err := a.holdings.current(r.Context())
	if err != nil {
		return err
	}
	view := changeSetView(&set, held)
	view.Page, view.Problem = a.adminPage(r, view.Title, "What one change set does to the archive."), problem
	view.Page.Current = adminChangesPath
	detail := setDetail{set: &set, shifts: newFacetShifts(held, a.vocabulary())}
	if err := a.config.Records.SourceChanges(r.Context(), id, detail.add); err != nil {
		return err
	}
	view.Links, view.MoreLinks = detail.shown()
	if set.State == archive.Proposed { // of what was decided, later sets may have shifted them again
		view.Facets = detail.shifts.shown()
	}
	return a.render(w, r, status, components.ChangeSet(view))
}

// setID is the change set that the address names.
func setID(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(pathValue(r, "id"), 10, 64)
	if err != nil || id < 1 {
		return 0, fmt.Errorf("change set %q: %w", pathValue(r, "id"), archive.ErrNotFound)
	}
	return id, nil
}

func changeSetView(set *archive.ChangeSet, held *catalogue) components.ChangeSetView {
	name := fmt.Sprintf("Change set %d", set.ID)
	view := components.ChangeSetView{
		Trail: components.Trail{{URL: adminChangesPath, Text: "Changes"}, {Text: name}},
		Title: name + ": " + strings.ToLower(setState(set)), Standing: setStanding(set), Sums: setSums(set), Decision: decisionForm(set),
	}
	titles := map[string]string{}
	for i, text := range set.Effects.Texts {
		titles[text.Slug] = text.Title
		if i < textsShown {
			view.Documents = append(view.Documents, documentChange(&text, held))
		}
	}
	if more := len(set.Effects.Texts) - textsShown; more > 0 {
		view.MoreTexts = counted(more, "more document", "more documents") + "."
	}
	for i, risk := range set.Effects.Risks {
		if i == textsShown {
			break
		}
		view.Risks = append(view.Risks, components.ChangeRisk{Title: titles[risk.Slug], Why: risk.Why})
	}
	return view
}

// setStanding says who proposed a set, with which reader, and what became of it.
func setStanding(set *archive.ChangeSet) string {
	var parts []string
	say := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	say("%s.", counted(set.Sources, "source", "sources"))
	say("Proposed on %s by %s.", moment(set.Proposed), set.Actor)
	if set.Version != "" {
		say("Read with version %s.", set.Version)
	}
	switch set.State {
	case archive.Proposed:
		say("Readers see none of it yet.")
	case archive.Applied, archive.Discarded:
		say("%s on %s by %s.", capital(string(set.State)), moment(set.Decided), set.DecidedBy)
	}
	if note := changeNote(set); note != "" {
		say("%s", note)
	}
	return strings.Join(parts, " ")
}

func setSums(set *archive.ChangeSet) []components.Sum {
	e := &set.Effects
	sums := []components.Sum{}
	for _, sum := range []struct {
		name string
		n    int
	}{
		{"documents added", e.Documents.Added}, {"documents changed", e.Documents.Changed}, {"documents removed", e.Documents.Removed},
		{"paragraphs edited", e.Edited + e.Split}, {"paragraphs moved", e.Moved}, {"addresses removed", e.Removed}, {"addresses merged", e.Merged},
	} {
		sums = append(sums, components.Sum{Name: sum.name, Value: number(sum.n)})
	}
	return sums
}

func documentChange(text *archive.DocumentEffect, held *catalogue) components.DocumentChange {
	change := components.DocumentChange{
		Sign: map[archive.Fate]string{archive.DocumentAdded: "+", archive.DocumentChanged: "~", archive.DocumentRemoved: "−"}[text.Fate],
		Fate: string(text.Fate), Title: text.Title, Same: figure(text.Same), New: figure(text.New + text.Restored),
		Edited: figure(text.Edited + text.Split + text.Merged), Moved: figure(text.Moved), Removed: figure(text.Removed),
	}
	if held.holds(text.Slug) {
		change.URL, change.CorrectURL = documentPath(text.Slug), correctPath(text.Slug)
	}
	return change
}

// figure is a number in a table, a dash for none.
func figure(n int) string {
	if n == 0 {
		return "–"
	}
	return number(n)
}

func decisionForm(set *archive.ChangeSet) *components.DecisionForm {
	form := components.DecisionForm{URL: adminChangePath(set.ID)}
	switch {
	case set.State == archive.Proposed:
		form.Apply, form.Discard = fmt.Sprintf("Apply change set %d", set.ID), "Discard it"
		form.Hint = "It can be reverted whole afterwards."
	case set.State == archive.Applied && set.RevertedBy == 0:
		form.Revert = fmt.Sprintf("Revert change set %d", set.ID)
		form.Hint = "That is a change set of its own, and can be reverted in turn."
	default:
		return nil
	}
	return &form
}

// decideOnSet applies, discards or reverts a set.
func (a *admin) decideOnSet(w http.ResponseWriter, r *http.Request) error {
	id, err := setID(r)
	if err != nil {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return fmt.Errorf("decide on change set %d: %w", id, errors.Join(err, archive.ErrInvalid))
	}
	// Where the connection cannot have deadlines the server's own hold.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Time{})
	reason := firstWords(strings.TrimSpace(r.PostForm.Get("reason")), maxReason)
	to := id
	switch do := r.PostForm.Get("do"); do {
	case "apply":
		err = a.config.Ingester.Apply(r.Context(), id, actor, reason)
	case "discard":
		err = a.config.Ingester.Discard(r.Context(), id, actor, reason)
	case "revert":
		to, err = a.config.Ingester.Revert(r.Context(), id, actor, reason)
	default:
		return fmt.Errorf("decide on change set %d: %q is no decision: %w", id, do, archive.ErrInvalid)
	}
	if problem, status := decisionProblem(err); status != 0 {
		return a.renderChangeSet(w, r, status, problem)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, adminChangePath(to), http.StatusSeeOther)
	return nil
}

const maxReason = 500 // letters

// decisionProblem is what the admin is told where a decision cannot be followed.
func decisionProblem(err error) (components.Problem, int) {
	switch {
	case errors.Is(err, archive.ErrBusy):
		return components.Problem{Title: "A run is at work.", Detail: "Nothing was done. Try again when it has ended."}, http.StatusConflict
	case errors.Is(err, archive.ErrConflict):
		_, why, _ := strings.Cut(err.Error(), archive.ErrConflict.Error()+": ")
		return components.Problem{Title: "That cannot be done now.", Detail: capital(why) + ". Nothing was done."}, http.StatusConflict
	}
	return components.Problem{}, 0
}
