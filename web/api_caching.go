package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
)

// indexSequence is how far in the change log searches reach.
func (s *Server) indexSequence(context.Context) (int64, error) { return s.Search.Sequence(), nil }

// tagged gives operations an ETag that stands for a sequence of the change
// log, and answers 304 to who holds that one. The sequence is read before the
// answer is made: an answer may be newer than its tag, never older. Another
// run of the program makes other tags, as it may print the same state otherwise.
func (s *Server) tagged(sequence func(context.Context) (int64, error)) func(huma.Operation) huma.Operation {
	program := rand.Text()[:8]
	check := func(ctx huma.Context, next func(huma.Context)) {
		n, err := sequence(ctx.Context())
		if err != nil { // the operation itself will say what is wrong
			s.Log.WarnContext(ctx.Context(), "no tag for an answer", slog.Any("error", err))
			next(ctx)
			return
		}
		tag := fmt.Sprintf(`W/"%s-%d"`, program, n)
		ctx.SetHeader("ETag", tag)
		ctx.SetHeader("Cache-Control", "no-cache")
		if held := ctx.Header("If-None-Match"); held != "*" && tagMatches(held, tag) {
			ctx.SetStatus(http.StatusNotModified)
			return
		}
		next(ctx)
	}
	return func(op huma.Operation) huma.Operation {
		op.Middlewares = huma.Middlewares{check}
		return op
	}
}

// untag takes back what tagged promised, for an answer that is a problem.
func untag(ctx huma.Context) {
	_, w := humachi.Unwrap(ctx)
	w.Header().Del("ETag")
	w.Header().Set("Cache-Control", "no-store")
}
