package web

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"time"

	"communique/internal/archive"
)

const atomType = "application/atom+xml; charset=utf-8"

// Atom, RFC 4287, as far as a feed of changes needs it.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Author  atomAuthor  `xml:"author"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
	Type string `xml:"type,attr,omitempty"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Links   []atomLink `xml:"link"`
	Summary string     `xml:"summary"`
}

// changesFeed is the history for readers as an Atom feed, an entry a change set.
func (s *Server) changesFeed(w http.ResponseWriter, r *http.Request) error {
	sets, err := s.news(r)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	body.WriteString(xml.Header)
	if err := xml.NewEncoder(&body).Encode(feedOf(sets, s.base(r))); err != nil {
		return fmt.Errorf("feed of changes: %w", err)
	}
	return s.send(w, r, http.StatusOK, atomType, body.Bytes())
}

func feedOf(sets []archive.ChangeSet, base string) atomFeed {
	feed := atomFeed{
		ID: base + changesPath, Title: "Changes of the archive", Author: atomAuthor{"Communiqué"}, Updated: machineTime(time.Unix(0, 0)),
		Links: []atomLink{{Rel: "self", Href: base + changesPath + ".atom", Type: "application/atom+xml"}, {Rel: "alternate", Href: base + changesPath, Type: "text/html"}},
	}
	for i := range sets {
		set := &sets[i]
		if i == 0 {
			feed.Updated = machineTime(set.Decided)
		}
		feed.Entries = append(feed.Entries, atomEntry{
			ID: base + changePath(set.ID), Title: feedTitle(set), Updated: machineTime(set.Decided),
			Links:   []atomLink{{Rel: "alternate", Href: base + changePath(set.ID), Type: "text/html"}},
			Summary: strings.TrimSpace(changeSummary(set) + " " + changeNote(set)),
		})
	}
	return feed
}

// feedTitle names the first document of a set, and how many more there are.
func feedTitle(set *archive.ChangeSet) string {
	texts := set.Effects.Texts
	switch {
	case len(texts) == 0:
		return changeSummary(set)
	case len(texts) == 1:
		return capital(string(texts[0].Fate)) + ": " + texts[0].Title
	}
	return fmt.Sprintf("%s: %s, and %s", capital(string(texts[0].Fate)), texts[0].Title, counted(len(texts)-1, "more document", "more documents"))
}
