package cite

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"communique/internal/archive"
)

// CSLType is the media type of CSL-JSON.
const CSLType = "application/vnd.citationstyles.csl+json"

// cslItem is an item of CSL-JSON. The format knows no other keys than its own:
// what it has none for stands in Custom.
type cslItem struct {
	ID                string    `json:"id"`
	Type              string    `json:"type"`
	Title             string    `json:"title"`
	Author            []cslName `json:"author,omitempty"`
	Authority         string    `json:"authority,omitempty"`
	Issued            *cslDate  `json:"issued,omitempty"`
	Genre             string    `json:"genre,omitempty"`
	Status            string    `json:"status,omitempty"`
	Version           string    `json:"version,omitempty"`
	EventTitle        string    `json:"event-title,omitempty"`
	EventPlace        string    `json:"event-place,omitempty"`
	PublisherPlace    string    `json:"publisher-place,omitempty"`
	Jurisdiction      string    `json:"jurisdiction,omitempty"`
	Language          string    `json:"language,omitempty"`
	Section           string    `json:"section,omitempty"`
	Locator           string    `json:"locator,omitempty"`
	Archive           string    `json:"archive,omitempty"`
	ArchiveCollection string    `json:"archive_collection,omitempty"`
	ArchiveLocation   string    `json:"archive_location,omitempty"`
	URL               string    `json:"URL"`
	Accessed          *cslDate  `json:"accessed"`
	Custom            cslCustom `json:"custom"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// cslCustom is what CSL has no key for.
type cslCustom struct {
	Label    string   `json:"label,omitempty"` // what the locator counts
	Document string   `json:"document"`        // its slug
	Parties  []string `json:"parties,omitempty"`
}

// CSL is the citation as CSL-JSON, a list of one item, seen on that day.
func (i *Item) CSL(seen time.Time) ([]byte, error) {
	item := cslItem{
		ID: i.ID, Type: i.cslType(), Title: i.Title, Authority: i.Issuer, Issued: cslParts(string(i.Date)),
		Genre: i.form(), Version: i.Version, EventTitle: i.Event, PublisherPlace: i.Place,
		Jurisdiction: strings.Join(i.Parties, "; "), Language: i.Language, Section: i.Section, Locator: i.Number,
		Archive: i.Archive, ArchiveCollection: i.Source, ArchiveLocation: i.Lines,
		URL: i.URL, Accessed: cslParts(seen.UTC().Format(time.DateOnly)),
		Custom: cslCustom{Document: i.Slug, Parties: i.Parties},
	}
	for _, name := range i.Authors {
		item.Author = append(item.Author, cslName{name})
	}
	if i.Event != "" {
		item.EventPlace = i.Place
	}
	if i.draft() {
		item.Status = "draft"
	}
	if i.Number != "" {
		item.Custom.Label = i.Term
	}
	var body bytes.Buffer
	e := json.NewEncoder(&body)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode([]cslItem{item}); err != nil {
		return nil, fmt.Errorf("CSL of %q: %w", i.ID, err)
	}
	return body.Bytes(), nil
}

func (i *Item) cslType() string {
	switch {
	case i.draft():
		return "manuscript"
	case i.Kind == archive.Speech:
		return "speech"
	}
	return "report"
}

// cslParts is a date as far as it is known, or nil.
func cslParts(date string) *cslDate {
	var parts []int
	for p := range strings.SplitSeq(date, "-") {
		n, err := strconv.Atoi(p)
		if err != nil {
			return nil
		}
		parts = append(parts, n)
	}
	return &cslDate{[][]int{parts}}
}
