package web

import (
	"slices"
	"strings"

	"communique/internal/archive"
	"communique/internal/search"
	"communique/web/components"
)

// copiesShown is how many copies a result names before it only counts them.
const copiesShown = 3

// copyOf says of a document that is not the principal among its copies which
// one is.
func copyOf(copies archive.Copies, slug string) []components.Fact {
	principal := copies.StandsFor(slug)
	if principal == "" {
		return nil
	}
	return []components.Fact{{Text: "copy of " + copies[0].Title, URL: documentPath(principal)}}
}

// copyViews are the other documents that hold the text of d, each with where it
// is held and what it says otherwise of itself.
func copyViews(d *archive.Summary) []components.CopyView {
	var views []components.CopyView
	for _, c := range d.Copies.Besides(d.Slug) {
		view := components.CopyView{Link: components.Link{URL: documentPath(c.Slug), Text: c.Title}, Place: heldIn(&c)}
		for _, f := range []struct{ name, here, there string }{
			{"marking", d.Marking, c.Marking},
			{"date", d.Date.String(), c.Date.String()},
			{"standing", string(d.Status), string(c.Status)},
		} {
			if f.here != f.there {
				view.Differs = append(view.Differs, differs(f.name, f.there))
			}
		}
		views = append(views, view)
	}
	return views
}

// heldIn is where a copy is held: "in the packet release.txt".
func heldIn(c *archive.Copy) string {
	if c.Packet {
		return "in the packet " + c.Source
	}
	return "in " + c.Source
}

// differs says what a copy says of itself, or that it does not: "marking
// SECRET", "no date".
func differs(name, value string) string {
	if value == "" {
		return "no " + name
	}
	if name == "standing" {
		return name + " " + strings.ToLower(statusName(value))
	}
	return name + " " + value
}

// alsoIn are the copies of a section that was found, the first few by name.
func alsoIn(places []search.Place) (views []components.CopyView, more int) {
	for _, p := range places[:min(len(places), copiesShown)] {
		views = append(views, components.CopyView{
			Link:  components.Link{URL: archive.SectionURL("", p.Document.Slug, p.Anchor), Text: p.Document.Title},
			Place: heldIn(&p.Document),
		})
	}
	return views, len(places) - len(views)
}

// copiesLine says what a search made of copies, and leads to the other way of
// showing them. It is empty where there are none.
func copiesLine(results search.Results) (text string, link *components.Link) {
	other := results.Request
	other.EveryCopy, other.Page = !other.EveryCopy, 1
	switch {
	case results.Folded > 0:
		return counted(results.Folded, "more section is a copy of one of these.", "more sections are copies of these."),
			&components.Link{URL: requestPath(other), Text: "Show every copy"}
	case results.Request.EveryCopy && slices.ContainsFunc(results.Hits, func(h search.Hit) bool { return len(h.AlsoIn) > 0 }):
		return "Copies of a section are shown one by one.", &components.Link{URL: requestPath(other), Text: "Show one of each"}
	}
	return "", nil
}
