package web

import (
	"fmt"
	"net/url"
	"slices"

	"communique/internal/archive"
	"communique/web/components"
)

// mergedFrom is the query parameter by which a page knows that its reader
// followed the address of a paragraph that was merged into it.
const mergedFrom = "merged"

// mergedPath leads from a paragraph that was merged to the one it went into.
func mergedPath(rec *archive.ParagraphRecord) string {
	return paragraphPath(mergedInto(rec)) + "?" + url.Values{mergedFrom: {rec.Paragraph.ID}}.Encode()
}

// mergedInto is the paragraph that a merged one went into.
func mergedInto(rec *archive.ParagraphRecord) string { return rec.History[len(rec.History)-1].Other }

// stateOf says what became of a paragraph, in a few words and a sentence.
func stateOf(rec *archive.ParagraphRecord) (state, note string) {
	last, ok := lastEvent(rec.History)
	if !ok {
		return "As first read", ""
	}
	switch when := day(last.At); last.State {
	case archive.Removed:
		return "Removed on " + when, "It no longer stands in the archive. This address goes on answering, with its last wording."
	case archive.Restored:
		return "Back since " + when, "It was removed for a time, and stands again. Its history is below."
	case archive.Edited:
		return "Edited on " + when, "It reads otherwise than at first. What changed stands below."
	case archive.Moved:
		return "Moved on " + when, "It stands in another place than before, in the same words."
	case archive.Split:
		return "Split on " + when, "What stood behind it as one paragraph is now one of its own, and follows it."
	case archive.Merged:
		return "Merged on " + when, "It is part of another paragraph now."
	}
	return "Unchanged since " + day(last.At), "It stands as it was first read."
}

// lastEvent is the newest line of a history.
func lastEvent(history []archive.LedgerEntry) (archive.LedgerEntry, bool) {
	if len(history) == 0 {
		return archive.LedgerEntry{}, false
	}
	return history[len(history)-1], true
}

// historyEntries are the lines of a history, newest first.
func historyEntries(rec *archive.ParagraphRecord) []components.HistoryEntry {
	entries := make([]components.HistoryEntry, 0, len(rec.History))
	for _, e := range slices.Backward(rec.History) {
		entry := components.HistoryEntry{
			When: day(e.At), Datetime: machineTime(e.At), What: eventNames[e.State], Note: eventNote(rec, e),
		}
		if e.Run > 0 {
			entry.SetName, entry.SetURL = fmt.Sprintf("change set %d", e.Run), changePath(e.Run)
		}
		if e.Other != "" {
			entry.Other = components.Link{URL: paragraphPath(e.Other), Text: paragraphPath(e.Other)}
		}
		switch e.State {
		case archive.Edited, archive.Split:
			entry.Wording = differences(e.Was, e.Is)
		case archive.Removed, archive.Merged:
			if e.Was != rec.Paragraph.Text { // else it stands on the page already
				entry.Wording = []components.Piece{{Text: e.Was}}
			}
		}
		entries = append(entries, entry)
	}
	return entries
}

var eventNames = map[archive.State]string{
	archive.Current: "First read", archive.Edited: "Edited", archive.Moved: "Moved", archive.Split: "Split",
	archive.Merged: "Merged", archive.Removed: "Removed", archive.Restored: "Restored",
}

// eventNote says of an event what its name does not. Another paragraph that it
// speaks of is named behind it.
func eventNote(rec *archive.ParagraphRecord, e archive.LedgerEntry) string {
	switch {
	case e.State == archive.Current && e.Other != "":
		return "as a paragraph of its own, which had been part of"
	case e.State == archive.Current:
		return "from " + rec.Source.Name + ". Its address was made then and has not changed."
	case e.State == archive.Merged:
		return "into"
	case e.State == archive.Moved || e.State == archive.Edited && e.WasIn != "":
		return movedNote(e)
	case e.State == archive.Split:
		return "in two:"
	}
	return ""
}

// movedNote says where a paragraph stood before.
func movedNote(e archive.LedgerEntry) string {
	switch {
	case e.WasIn == "":
		return "to another place among its neighbours."
	case e.WasIn != e.Slug:
		return "from another document of its source."
	case e.WasHeading != "":
		return "from the section “" + e.WasHeading + "”."
	}
	return "from the opening of its document."
}
