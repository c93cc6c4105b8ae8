package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"communique/internal/archive"
	"communique/web/components"
)

// Bounds of the history for readers.
const (
	changesShown   = 100
	documentsNamed = 12 // of one change set in a list
)

const changesPath = "/changes"

// changePath is the page of one change set.
func changePath(id int64) string { return changesPath + "/" + strconv.FormatInt(id, 10) }

// changesPage tells what the archive gained or changed, newest first.
func (s *Server) changesPage(w http.ResponseWriter, r *http.Request) error {
	sets, err := s.news(r)
	if err != nil {
		return err
	}
	held, err := s.holdings.current(r.Context())
	if err != nil {
		return err
	}
	view := components.ChangesView{
		Page:  s.page(r, "Changes", "What the archive gained or changed, newest first."),
		Trail: components.Trail{{Text: "Changes"}},
	}
	view.Page.Alternates = []components.Alternate{{URL: changesPath + ".atom", MediaType: atomType, Text: "Atom"}}
	for i := range sets {
		view.Entries = append(view.Entries, changeEntry(&sets[i], held, documentsNamed))
	}
	if len(sets) == changesShown {
		view.Note = fmt.Sprintf("The latest %d change sets.", changesShown)
	}
	return s.render(w, r, http.StatusOK, components.Changes(view))
}

// news are the applied change sets that tell a reader something: not those that
// only read the same bytes better.
func (s *Server) news(r *http.Request) ([]archive.ChangeSet, error) {
	sets, err := s.Records.AppliedSets(r.Context(), changesShown)
	if err != nil {
		return nil, fmt.Errorf("changes: %w", err)
	}
	return sets, nil
}

// changePage tells what one change set did.
func (s *Server) changePage(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.ParseInt(pathValue(r, "id"), 10, 64)
	if err != nil {
		return fmt.Errorf("change set %q: %w", pathValue(r, "id"), archive.ErrNotFound)
	}
	set, err := s.Records.ChangeSet(r.Context(), id)
	if err != nil {
		return err
	}
	if set.State != archive.Applied { // what is only proposed is nobody's business yet
		return fmt.Errorf("change set %d is %s: %w", id, set.State, archive.ErrNotFound)
	}
	held, err := s.holdings.current(r.Context())
	if err != nil {
		return err
	}
	entry := changeEntry(&set, held, len(set.Effects.Texts))
	view := components.ChangesView{
		Page:    s.page(r, entry.Title, entry.Summary),
		Trail:   components.Trail{{URL: changesPath, Text: "Changes"}, {Text: entry.Title}},
		Entries: []components.ChangeEntry{entry}, Alone: true,
	}
	return s.render(w, r, http.StatusOK, components.Changes(view))
}

// changeEntry tells a set in words. It names at most so many documents.
func changeEntry(set *archive.ChangeSet, held *catalogue, most int) components.ChangeEntry {
	entry := components.ChangeEntry{
		Title: fmt.Sprintf("Change set %d", set.ID), URL: changePath(set.ID),
		When: day(set.Decided), Datetime: machineTime(set.Decided), Summary: changeSummary(set), Note: changeNote(set),
	}
	for i, text := range set.Effects.Texts {
		if i == most {
			entry.More = counted(len(set.Effects.Texts)-most, "more document", "more documents")
			break
		}
		document := components.ChangedDocument{Title: text.Title, What: string(text.Fate), Detail: tallyWords(&text)}
		if held.holds(text.Slug) {
			document.URL = documentPath(text.Slug)
		}
		entry.Documents = append(entry.Documents, document)
	}
	return entry
}

// changeSummary says what a set did, in a sentence.
func changeSummary(set *archive.ChangeSet) string {
	n := set.Effects.Documents
	var parts []string
	for _, part := range []struct {
		n         int
		one, many string
	}{
		{n.Added, "document added", "documents added"}, {n.Changed, "document changed", "documents changed"},
		{n.Removed, "document removed", "documents removed"}, {set.Effects.Corrections, "correction", "corrections"},
	} {
		if part.n > 0 {
			parts = append(parts, counted(part.n, part.one, part.many))
		}
	}
	switch {
	case set.Sources == 0:
		return "Made by an older version of the program, which kept no account of it."
	case len(parts) == 0:
		return "A newer copy of " + counted(set.Sources, "source", "sources") + ", which reads as before."
	}
	return strings.Join(parts, ", ") + "."
}

// changeNote says how a set stands to another, and why it was made where
// somebody said so.
func changeNote(set *archive.ChangeSet) string {
	var notes []string
	switch {
	case set.RevertedBy != 0:
		notes = append(notes, fmt.Sprintf("It was taken back by change set %d.", set.RevertedBy))
	case set.Reverts != 0:
		notes = append(notes, fmt.Sprintf("It takes change set %d back.", set.Reverts))
	}
	if set.Reason != "" {
		notes = append(notes, "Reason given: “"+set.Reason+"”.")
	}
	return strings.Join(notes, " ")
}

// tallyWords says what became of a document's paragraphs.
func tallyWords(text *archive.DocumentEffect) string {
	if text.Fate == archive.DocumentAdded {
		return counted(text.New+text.Restored+text.Moved, "paragraph", "paragraphs")
	}
	var parts []string
	for _, part := range []struct {
		n    int
		word string
	}{{text.New, "new"}, {text.Edited, "edited"}, {text.Moved, "moved"}, {text.Split, "split"}, {text.Merged, "merged"}, {text.Removed, "removed"}, {text.Restored, "restored"}} {
		if part.n > 0 {
			parts = append(parts, number(part.n)+" "+part.word)
		}
	}
	switch {
	case len(parts) > 0:
		return "Paragraphs: " + strings.Join(parts, ", ")
	case text.Fate == archive.DocumentChanged:
		return "Its description"
	}
	return ""
}
