package web

import (
	"context"
	"fmt"

	"github.com/danielgtaylor/huma/v2"

	"communique/internal/archive"
)

var documentsOperation = huma.Operation{
	OperationID: "list-documents", Method: "GET", Path: "/documents", Summary: "List documents",
	Description: "All documents, the newest date first and those without a date last.",
	Errors:      []int{422, 503},
}

var documentOperation = huma.Operation{
	OperationID: "get-document", Method: "GET", Path: "/documents/{slug}", Summary: "Read a document",
	Description: "One document with all its text, its sections and paragraphs, and the source lines each was read from.",
	Errors:      []int{404, 410, 503},
}

type documentsInput struct{ PageInput }

type documentsOutput struct{ Body DocumentsAnswer }

// DocumentsAnswer is a page of the list of documents.
type DocumentsAnswer struct {
	Total     int            `json:"total" doc:"Documents in the archive"`
	Page      int            `json:"page"`
	PerPage   int            `json:"per_page"`
	Sequence  int64          `json:"sequence" doc:"How far in the change log the answer reaches"`
	Documents []ListedAnswer `json:"documents" nullable:"false"`
}

// ListedAnswer is a document in a list.
type ListedAnswer struct {
	DocumentAnswer
	Source NameAnswer `json:"source"`
}

// NameAnswer names a source.
type NameAnswer struct {
	Name string `json:"name"`
}

func (s *Server) apiDocuments(ctx context.Context, in *documentsInput) (*documentsOutput, error) {
	summaries, sequence, err := s.Records.Summaries(ctx)
	if err != nil {
		return nil, s.apiError(ctx, err, "There are no documents.")
	}
	answer := DocumentsAnswer{
		Total: len(summaries), Page: in.Page, PerPage: in.PerPage, Sequence: sequence, Documents: []ListedAnswer{},
	}
	for _, d := range pageOf(summaries, in.Page, in.PerPage) {
		answer.Documents = append(answer.Documents, formatListed(d, baseOf(ctx)))
	}
	return &documentsOutput{Body: answer}, nil
}

func formatListed(d archive.Summary, base string) ListedAnswer {
	return ListedAnswer{DocumentAnswer: formatSummary(d, base), Source: NameAnswer{Name: d.Source}}
}

// pageOf is the items of one page, counted from 1; none behind the last.
func pageOf[T any](items []T, page, perPage int) []T {
	from := min((page-1)*perPage, len(items))
	return items[from:min(from+perPage, len(items))]
}

type documentInput struct {
	Slug string `path:"slug" doc:"The document's slug" example:"2019-07-30-five-country-ministerial-communique"`
}

type documentOutput struct{ Body archive.DocumentJSON }

func (s *Server) apiDocument(ctx context.Context, in *documentInput) (*documentOutput, error) {
	d, err := s.Records.Document(ctx, in.Slug)
	if err != nil {
		return nil, s.apiError(ctx, err, fmt.Sprintf(
			"No document has the slug %q now. %s/documents lists those there are; a slug that was ever given out and removed answers 410.", in.Slug, apiPath))
	}
	withheld, err := s.Records.WithheldOfSource(ctx, d.Source)
	if err != nil {
		return nil, s.apiError(ctx, err, "")
	}
	corrected, err := s.Records.Corrections(ctx, d.Slug)
	if err != nil {
		return nil, s.apiError(ctx, err, "")
	}
	body := archive.FormatDocument(d)
	body.Corrections = archive.FormatCorrections(corrected)
	body.Withheld = archive.FormatWithheld(withheld, d.Position)
	body.SetURLs(baseOf(ctx))
	return &documentOutput{Body: body}, nil
}
