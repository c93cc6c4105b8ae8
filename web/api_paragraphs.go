package web

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"communique/internal/archive"
)

var paragraphOperation = huma.Operation{
	OperationID: "get-paragraph", Method: "GET", Path: "/paragraphs/{id}", Summary: "Read a paragraph",
	Description: "One paragraph by its permanent id, with where it stands and what became of it. " +
		"One that was removed answers 410: a problem that carries its last wording.",
	Errors: []int{404, 410, 503},
}

type paragraphInput struct {
	ID string `path:"id" doc:"The paragraph's id" example:"bcdf2345"`
}

type paragraphOutput struct{ Body ParagraphAnswer }

// ParagraphAnswer is a paragraph with where it stands and what became of it.
type ParagraphAnswer struct {
	ID         string             `json:"id"`
	State      string             `json:"state" enum:"current,edited,moved,split,merged,removed" doc:"What became of it since it was first read"`
	Text       string             `json:"text" doc:"Its text; of a removed one the last wording"`
	Label      *string            `json:"label" doc:"Its number or letter as printed"`
	Role       string             `json:"role" doc:"prose, numbered, lettered, bullet, footnote, sign-off or mark"`
	Redactions int                `json:"redactions" doc:"How many stretches of it are withheld"`
	URL        string             `json:"url" doc:"Its permalink"`
	Document   DocumentAnswer     `json:"document"`
	Section    SectionAnswer      `json:"section"`
	Source     PlaceAnswer        `json:"source"`
	History    []EventAnswer      `json:"history" nullable:"false" doc:"What happened to it, oldest first"`
	AlsoIn     []archive.CopyJSON `json:"also_in" nullable:"false" doc:"Documents that hold the same text as its document"`
	Versions   []VersionPlace     `json:"versions" nullable:"false" doc:"Where it stands in other versions of its document"`
}

// PlaceAnswer says where in which source a paragraph stands.
type PlaceAnswer struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256" doc:"SHA-256 of the source's bytes, in hexadecimal"`
	Lines  []int  `json:"lines" nullable:"false" doc:"Every source line it was read from, counted from 1"`
}

// EventAnswer is one event of a paragraph's history.
type EventAnswer struct {
	State string    `json:"state" enum:"current,edited,moved,split,merged,removed,restored" doc:"current: it was first read"`
	At    time.Time `json:"at"`
	Was   *string   `json:"was" doc:"Wording before; null where there was none"`
	Is    *string   `json:"is" doc:"Wording after; null where there is none"`
	Other *string   `json:"other" doc:"Id of another paragraph: the one that it was merged into, or was cut off; null elsewhere"`
	Run   int64     `json:"run" doc:"The change set that brought it"`
}

// VersionPlace is the paragraph that answers to this one in another version.
type VersionPlace struct {
	ID   string `json:"id"`
	Slug string `json:"slug"`
	URL  string `json:"url"`
}

// goneParagraph is the problem that tells of a removed paragraph.
type goneParagraph struct {
	Title  string `json:"title" doc:"The HTTP status in words"`
	Status int    `json:"status" doc:"The HTTP status"`
	Detail string `json:"detail" doc:"What happened, in a sentence"`
	ParagraphAnswer
}

// Error is the sentence for people.
func (g *goneParagraph) Error() string { return g.Detail }

// GetStatus is 410.
func (g *goneParagraph) GetStatus() int { return g.Status }

// ContentType makes the answer a problem.
func (g *goneParagraph) ContentType(string) string { return "application/problem+json" }

func (s *Server) apiParagraph(ctx context.Context, in *paragraphInput) (*paragraphOutput, error) {
	record, err := s.Records.Paragraph(ctx, in.ID)
	if err != nil {
		return nil, s.apiError(ctx, err, fmt.Sprintf(
			"No paragraph has or had the id %q. An id is eight letters and digits, as in the address of a permalink.", in.ID))
	}
	answer := formatParagraphRecord(record, baseOf(ctx))
	if record.State == archive.Removed {
		return nil, goneProblem(answer)
	}
	return &paragraphOutput{Body: answer}, nil
}

// goneProblem is the problem of a paragraph that no longer stands.
func goneProblem(p ParagraphAnswer) *goneParagraph {
	detail := "This paragraph no longer stands in the archive; text is its last wording."
	if n := len(p.History); n > 0 && p.History[n-1].State == string(archive.Removed) {
		detail = "This paragraph was removed on " + p.History[n-1].At.UTC().Format("2 January 2006") + "; text is its last wording."
	}
	return &goneParagraph{Title: http.StatusText(http.StatusGone), Status: http.StatusGone, Detail: detail, ParagraphAnswer: p}
}

func formatParagraphRecord(r archive.ParagraphRecord, base string) ParagraphAnswer {
	p := r.Paragraph
	answer := ParagraphAnswer{
		ID: p.ID, State: string(r.State), Text: p.Text, Label: orNull(p.Label), Role: string(p.Role),
		Redactions: len(p.Redactions), URL: archive.ParagraphURL(base, p.ID), Document: formatSummary(r.Document, base),
		Section:  SectionAnswer{Heading: orNull(r.Section.Heading), URL: archive.DocumentURL(base, r.Document.Slug)},
		Source:   PlaceAnswer{Name: r.Source.Name, SHA256: r.Source.SHA256, Lines: listed(p.Lines)},
		History:  []EventAnswer{},
		AlsoIn:   archive.FormatCopies(r.Document.Copies, r.Document.Slug, base),
		Versions: []VersionPlace{},
	}
	if r.Section.Anchor != "" {
		answer.Section.URL = archive.SectionURL(base, r.Document.Slug, r.Section.Anchor)
	}
	for _, e := range r.History {
		answer.History = append(answer.History, EventAnswer{
			State: string(e.State), At: e.At.UTC(), Was: orNull(e.Was), Is: orNull(e.Is), Other: orNull(e.Other), Run: e.Run,
		})
	}
	return answer
}
