package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// apiError is the problem that tells a client of err. missing is the sentence
// for what was not found or is gone; other categories have their own.
func (s *Server) apiError(ctx context.Context, err error, missing string) error {
	f := failureOf(err)
	detail := f.detail
	switch {
	case f.status == http.StatusNotFound || f.status == http.StatusGone:
		detail = missing
	case f.status >= http.StatusInternalServerError:
		s.Log.ErrorContext(ctx, "API request failed", slog.String("request", requestID(ctx)), slog.Any("error", err))
	}
	problem := huma.NewError(f.status, detail)
	if f.status == http.StatusServiceUnavailable {
		return huma.ErrorWithHeaders(problem, http.Header{"Retry-After": {"5"}})
	}
	return problem
}

// parameterRules say what a parameter may be, for those who sent something else.
var parameterRules = map[string]string{
	"query.q":        "q is at most 1,000 characters",
	"query.page":     "page is a whole number from 1 to 1,000,000",
	"query.per_page": "per_page is a whole number from 1 to 100",
	"query.from":     "from is a date: YYYY, YYYY-MM or YYYY-MM-DD",
	"query.to":       "to is a date: YYYY, YYYY-MM or YYYY-MM-DD",
	"query.sort":     "sort is relevance, newest or oldest",
}

// explainProblem completes problems before they are written: one about
// parameters gets a sentence for each of them.
func explainProblem(ctx huma.Context, _ string, v any) (any, error) {
	if _, isProblem := v.(huma.StatusError); !isProblem {
		return v, nil
	}
	untag(ctx)
	problem, plain := v.(*huma.ErrorModel)
	if !plain || len(problem.Errors) == 0 {
		return v, nil
	}
	explained := *problem
	var sentences []string
	for _, e := range problem.Errors {
		sentences = append(sentences, ruleFor(e))
	}
	explained.Detail = strings.Join(sentences, " ")
	return &explained, nil
}

// ruleFor says in a sentence what is wrong with one parameter.
func ruleFor(e *huma.ErrorDetail) string {
	rule, known := parameterRules[e.Location]
	if !known {
		return e.Message + "."
	}
	if text := fmt.Sprint(e.Value); len(text) <= 40 {
		return fmt.Sprintf("%s; %q is not.", rule, text)
	}
	return rule + "; what was sent is not."
}

// noOperation answers addresses under the API that no operation has.
func (s *Server) noOperation(w http.ResponseWriter, _ *http.Request) {
	writeProblem(w, failure{http.StatusNotFound, http.StatusText(http.StatusNotFound),
		"The API has no such address. " + apiPath + "/openapi.json describes those it has."})
}

// onlyGet answers requests that are not for reading.
func (s *Server) onlyGet(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Allow", "GET, HEAD")
	writeProblem(w, failure{http.StatusMethodNotAllowed, http.StatusText(http.StatusMethodNotAllowed),
		"The API only reads: ask with GET. Sources are added on the admin's pages or by `communique ingest`."})
}
