package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"communique/internal/archive"
	"communique/internal/search"
	"communique/web/components"
)

// searchPage answers a search with the sections found and what narrows them.
func (s *Server) searchPage(w http.ResponseWriter, r *http.Request) error {
	request, notes := search.ParseRequest(r.URL.Query())
	results, err := s.Search.Search(r.Context(), request)
	if err != nil {
		return fmt.Errorf("search %q: %w", r.URL.RawQuery, err)
	}
	if len(results.Hits) == 0 && results.Total > 0 && request.Page > 1 {
		// The page asked for lies behind the last: results that moved, or a mistyped address.
		request.Page = part(results.Total, request.PerPage, request.Page).page
		http.Redirect(w, r, requestPath(request), http.StatusSeeOther)
		return nil
	}
	held, err := s.holdings.current(r.Context())
	if err != nil {
		return err
	}
	v := s.vocabulary()
	view := searchView(results, v)
	view.Notes = append(notes, view.Notes...)
	if results.Total > 0 {
		whole, err := s.outlines.ofYears(r.Context(), s.Search)
		if err != nil {
			return err
		}
		view.Plot = searchPlot(results, whole)
	} else {
		view.WaysOut, err = s.waysOut(r.Context(), results, v)
		if err != nil {
			return err
		}
		if len(held.all) == 0 {
			view.Heading = "The archive is empty"
		}
	}
	view.Page = s.searchFrame(r, &view, results)
	return s.render(w, r, http.StatusOK, components.Search(view))
}

// searchFrame is the frame of a page of results, which search engines leave out.
func (s *Server) searchFrame(r *http.Request, view *components.SearchView, results search.Results) components.PageView {
	title, description := "Search", "Search the archive by words, phrases, country, theme, year, kind and standing."
	if q := results.Request.Query; q != "" {
		title, description = q, "What the archive holds on "+q+"."
	}
	found := counted(results.Total, "result", "results")
	if results.Total == 0 {
		found = "no results"
	}
	page := s.page(r, title+": "+found, description)
	page.Canonical = page.Site + "/search"
	if results.Canonical != "" {
		page.Canonical += "?" + results.Canonical
	}
	page.NoIndex, page.OwnSearch, page.Current = true, true, "/search"
	page.Previous, page.Next = view.Pages.Previous, view.Pages.Next
	page.Alternates = []components.Alternate{{URL: view.JSONURL, MediaType: "application/json", Text: "JSON"}}
	return page
}

// requestPath is the address of a search.
func requestPath(request search.Request) string {
	if query := request.Values().Encode(); query != "" {
		return "/search?" + query
	}
	return "/search"
}

// searchView is the page of results, all but its frame, its plot and its ways out.
func searchView(results search.Results, v vocabulary) components.SearchView {
	request := results.Request
	p := part(results.Total, max(request.PerPage, 1), request.Page)
	view := components.SearchView{
		Heading:   searchHeading(results),
		Query:     request.Query,
		Count:     countLine(results),
		Reading:   closed(results.Reading),
		Notes:     results.Notes,
		Chips:     chips(request, v),
		ClearURL:  requestPath(search.Request{Query: request.Query, Sort: request.Sort, EveryCopy: request.EveryCopy}),
		Sorts:     sorts(request),
		Here:      fmt.Sprintf("%s–%s of %s", number(p.from+1), number(p.to), number(results.Total)),
		JSONURL:   strings.Replace(requestPath(request), "/search", "/search.json", 1),
		From:      request.Filters.From,
		To:        request.Filters.To,
		FacetsFor: "Narrow these " + counted(results.Total, "result", "results"),
		Facets:    facetViews(results.Facets),
		Missing:   results.Missing,
	}
	view.Copies, view.CopiesWay = copiesLine(results)
	if results.Total == 0 {
		view.FacetsFor = "Change the filters"
	}
	if request.Query != "" {
		view.Hidden = append(view.Hidden, components.Hidden{Name: "q", Value: request.Query})
	}
	if request.Sort != "" {
		view.Hidden = append(view.Hidden, components.Hidden{Name: "sort", Value: string(request.Sort)})
	}
	if request.EveryCopy {
		view.Hidden = append(view.Hidden, components.Hidden{Name: "versions", Value: "all"})
	}
	for i := range results.Hits {
		view.Results = append(view.Results, resultView(&results.Hits[i], v))
	}
	view.Pages = p.links("Pages of results", number(max(request.PerPage, 1))+" results", func(n int) string {
		at := request
		at.Page = n
		return requestPath(at)
	})
	return view
}

func searchHeading(results search.Results) string {
	switch {
	case results.Total == 0 && results.Request.Query == "":
		return "Nothing answers to these filters"
	case results.Total == 0:
		return "Nothing holds all of this"
	case results.Request.Query == "":
		return "Search"
	}
	return "Search: " + results.Request.Query
}

func countLine(results search.Results) string {
	if results.Total == 0 {
		return "No section found."
	}
	return counted(results.Total, "section", "sections") + " in " + counted(results.Documents, "document", "documents") + "."
}

// closed ends a clause with a full stop where it has none.
func closed(clause string) string {
	if clause == "" || strings.HasSuffix(clause, ".") {
		return clause
	}
	return clause + "."
}

// sorts are the orders that results can stand in. Without words there is
// nothing to rank by.
func sorts(request search.Request) []components.SortLink {
	current := request.Sort
	if current == "" || current == search.Relevance && request.Query == "" {
		current = search.Newest
		if request.Query != "" {
			current = search.Relevance
		}
	}
	var links []components.SortLink
	for _, o := range []struct {
		sort search.Sort
		text string
	}{{search.Relevance, "Best first"}, {search.Newest, "Newest"}, {search.Oldest, "Oldest"}} {
		if o.sort == search.Relevance && request.Query == "" {
			continue
		}
		link := components.SortLink{Text: o.text}
		if o.sort != current {
			at := request
			at.Sort, at.Page = o.sort, 1
			link.URL = requestPath(at)
		}
		links = append(links, link)
	}
	return links
}

// resultView is a section that was found.
func resultView(hit *search.Hit, v vocabulary) components.ResultView {
	name := headingOr(hit.Heading, hit.Anchor)
	slug := hit.Document.Slug
	view := components.ResultView{
		URL:     archive.SectionURL("", slug, hit.Anchor),
		Heading: markedPieces(hit.HeadingHTML),
		Facts:   append([]components.Fact{{Text: hit.Document.Title, URL: documentPath(slug)}}, v.standing(&hit.Document)...),
	}
	if hit.Heading == "" {
		view.Heading = []components.Piece{{Text: name}}
	}
	for i := range hit.Paragraphs {
		p := &hit.Paragraphs[i].Paragraph
		view.Paragraphs = append(view.Paragraphs, components.ParagraphView{
			Label: p.Printed, Role: string(p.Role), Wording: excerpt(*p, hit.Paragraphs[i].Marks),
			URL: paragraphPath(p.ID), Name: paragraphName(p, name), PlaceURL: placePath(slug, p.ID),
		})
	}
	var more int
	if view.AlsoIn, more = alsoIn(hit.AlsoIn); more > 0 {
		view.MoreCopies, view.CopiesURL = counted(more, "more copy", "more copies"), documentPath(slug)+"#copies"
	}
	switch {
	case len(hit.Paragraphs) == 0:
		view.Note = "No text of its own stands under this heading."
	case hit.More > 0:
		view.Note, view.MoreURL = counted(hit.More, "more paragraph of this section matches", "more paragraphs of this section match"), view.URL
	}
	return view
}

// waysOut are requests near the one that found nothing which find something:
// without one group of filters each, without any, without the words that
// nothing holds.
func (s *Server) waysOut(ctx context.Context, results search.Results, v vocabulary) ([]components.WayOut, error) {
	var ways []components.WayOut
	for _, try := range nearRequests(results, v) {
		found, err := s.Search.Search(ctx, try.request)
		if errors.Is(err, archive.ErrInvalid) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("ways out: %w", err)
		}
		if found.Total > 0 {
			ways = append(ways, components.WayOut{
				Text: try.text, URL: requestPath(try.request), Count: counted(found.Total, "section", "sections"),
			})
		}
	}
	return ways, nil
}
