package extract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Content of gov.uk as its programming interface gives it: a description in
// fields and the text as HTML.

// govukItem are the fields of a content item that say something of its text.
type govukItem struct {
	SchemaName       string          `json:"schema_name"`
	BasePath         *string         `json:"base_path"`
	Title            string          `json:"title"`
	Description      json.RawMessage `json:"description"`
	Locale           string          `json:"locale"`
	DocumentType     string          `json:"document_type"`
	FirstPublishedAt string          `json:"first_published_at"`
	PublicUpdatedAt  string          `json:"public_updated_at"`
	Withdrawn        struct {
		Explanation string `json:"explanation"`
		WithdrawnAt string `json:"withdrawn_at"`
	} `json:"withdrawn_notice"`
	Details govukDetails               `json:"details"`
	Links   map[string]json.RawMessage `json:"links"`
}

// govukDetails hold the text. Most fields are either HTML or a list of the same
// text in several formats.
type govukDetails struct {
	Body        json.RawMessage `json:"body"`
	Parts       []govukPart     `json:"parts"`
	Documents   json.RawMessage `json:"documents"`
	Attachments []struct {
		Title string `json:"title"`
	} `json:"attachments"`
	DeliveredOn   string `json:"delivered_on"`
	FirstPublicAt string `json:"first_public_at"`
	ChangeHistory []struct {
		At   string `json:"public_timestamp"`
		Note string `json:"note"`
	} `json:"change_history"`
}

type govukPart struct {
	Title string          `json:"title"`
	Body  json.RawMessage `json:"body"`
}

// isForeign reports whether the item lacks what every content item has.
func (g *govukItem) isForeign() bool {
	return g.BasePath == nil && g.SchemaName == "" || g.SchemaName == "" && g.DocumentType == "" || g.Title == ""
}

const (
	unknownJSON = "is JSON, but not of a kind that this version knows"
	// maxJSONNesting is how deeply the arrays and objects of JSON may nest; the
	// decoder calls itself for each.
	maxJSONNesting = 1000
)

// readJSON reads a content item of gov.uk; it knows no other JSON.
func readJSON(_ string, data []byte) (Text, string) {
	if w, ok := utf16FormOf(data); ok {
		wide, problem := decodeUTF16(data, w)
		if problem != "" {
			return Text{}, problem
		}
		data = []byte(wide.text)
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if nesting(data) > maxJSONNesting {
		return Text{}, fmt.Sprintf("is JSON that is nested more than %d deep", maxJSONNesting)
	}
	if !json.Valid(data) {
		return Text{}, "is JSON that is broken or cut off"
	}
	var item govukItem
	// A field of another type than expected is left empty; the rest is read.
	_ = json.Unmarshal(data, &item)
	if item.isForeign() {
		return Text{}, unknownJSON
	}
	return item.read()
}

// nesting gives how deeply brackets nest outside strings.
func nesting(data []byte) int {
	depth, deepest, quoted := 0, 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest
}

// read gives the lines of an item: its description, then its text.
func (g *govukItem) read() (Text, string) {
	w := &lineWriter{}
	w.describe(MetaTitle, g.Title)
	w.describe(MetaDate, g.date())
	w.describe(MetaLanguage, languageCode(g.Locale))
	if g.BasePath != nil && strings.HasPrefix(*g.BasePath, "/") {
		w.describe(MetaAddress, "https://www.gov.uk"+*g.BasePath)
	}
	w.describe(MetaKind, firstText(g.DocumentType, g.SchemaName))
	w.describe(MetaIssuer, g.issuer())
	w.describe(MetaStatus, g.withdrawn())
	w.describe(MetaTags, strings.Join(g.titles("taxons", "policy_areas", "topics"), ", "))
	w.describe(MetaOther, htmlText(contentHTML(g.Description)))
	w.describe(MetaOther, strings.Join(g.titles("parent"), ", "))
	for _, change := range g.Details.ChangeHistory {
		if note := cleanSpace(change.Note); note != "" {
			w.add(Line{Meta: MetaFurniture, Text: cleanSpace(readPageDate(change.At) + " " + note), Reason: "history of changes"})
		}
	}
	blocks, problem := g.blocks()
	if problem != "" {
		return Text{}, problem
	}
	if !slices.ContainsFunc(blocks, func(b pageBlock) bool { return b.reason == "" }) {
		return Text{}, "is a content item of gov.uk without text"
	}
	w.blocks(blocks)
	return Text{MediaType: "application/json", Lines: w.lines, Language: languageCode(g.Locale)}, ""
}

func firstText(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// date is the day on which a speech was given, or else that of publication.
func (g *govukItem) date() string {
	for _, d := range []string{g.Details.DeliveredOn, g.FirstPublishedAt, g.Details.FirstPublicAt, g.PublicUpdatedAt} {
		if date := readPageDate(d); date != "" {
			return date
		}
	}
	return ""
}

// issuer are the organisations that publish the item, the first of them first.
func (g *govukItem) issuer() string {
	return strings.Join(g.titles("primary_publishing_organisation", "lead_organisations", "organisations", "worldwide_organisations"), ", ")
}

// titles are the titles of what an item links to, once each.
func (g *govukItem) titles(kinds ...string) []string {
	var all []string
	seen := map[string]bool{}
	for _, kind := range kinds {
		var links []struct {
			Title string `json:"title"`
		}
		if json.Unmarshal(g.Links[kind], &links) != nil {
			continue
		}
		for _, l := range links {
			if l.Title != "" && !seen[l.Title] && len(all) < 100 {
				seen[l.Title] = true
				all = append(all, l.Title)
			}
		}
	}
	return all
}

// withdrawn is the notice by which an item was withdrawn.
func (g *govukItem) withdrawn() string {
	explanation, at := htmlText(g.Withdrawn.Explanation), readPageDate(g.Withdrawn.WithdrawnAt)
	switch {
	case explanation == "" && at == "":
		return ""
	case at == "":
		return "withdrawn: " + explanation
	case explanation == "":
		return "withdrawn on " + at
	}
	return "withdrawn on " + at + ": " + explanation
}

// contentHTML gives the HTML of a field: a string, or of several formats the
// one that is HTML.
func contentHTML(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var formats []struct {
		Type    string `json:"content_type"`
		Content string `json:"content"`
	}
	if json.Unmarshal(raw, &formats) != nil {
		return ""
	}
	for _, f := range formats {
		if f.Type == "text/html" {
			return f.Content
		}
	}
	if len(formats) > 0 {
		return formats[0].Content
	}
	return ""
}

// htmlText gives the words of a piece of HTML on one line.
func htmlText(source string) string {
	blocks, _ := fragmentBlocks(source)
	var parts []string
	for _, b := range blocks {
		parts = append(parts, b.text)
	}
	return strings.Join(parts, " ")
}

// fragmentBlocks reads a piece of HTML that is text from end to end.
func fragmentBlocks(source string) ([]pageBlock, string) {
	p, problem := parsePage(source)
	if problem != "" {
		return nil, problem
	}
	blocks := p.blocks()
	addProse(blocks)
	markFurniture(p.body, p.body, "")
	for i := range blocks {
		blocks[i].reason = blocks[i].owner.reason
	}
	return blocks, ""
}

// blocks gives the text of an item: its body, or the chapters of a guide under
// their titles, and the cards of the files attached to it as furniture.
func (g *govukItem) blocks() ([]pageBlock, string) {
	all, problem := fragmentBlocks(contentHTML(g.Details.Body))
	for _, part := range g.Details.Parts {
		blocks, trouble := fragmentBlocks(contentHTML(part.Body))
		if trouble != "" {
			problem = trouble
		}
		if title := cleanSpace(part.Title); title != "" {
			all = append(all, pageBlock{text: title, heading: 2})
		}
		all = append(all, blocks...)
	}
	var cards []string
	if json.Unmarshal(g.Details.Documents, &cards) == nil {
		for _, card := range cards {
			blocks, _ := fragmentBlocks(card)
			for _, b := range blocks {
				b.reason = "card of an attached file"
				all = append(all, b)
			}
		}
	}
	for _, a := range g.Details.Attachments {
		if title := cleanSpace(a.Title); title != "" && len(cards) == 0 {
			all = append(all, pageBlock{text: title, reason: "card of an attached file"})
		}
	}
	return all, problem
}
