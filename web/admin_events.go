package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"communique/internal/archive"
)

// heartbeat keeps proxies from closing a stream on which nothing happens.
const heartbeat = 15 * time.Second

// runEvents streams how far a run has come as server-sent events: "progress"
// at each step, "end" when its report can be read.
func (a *admin) runEvents(w http.ResponseWriter, r *http.Request) error {
	id, err := runID(r)
	if err != nil {
		return err
	}
	if _, err := a.config.Records.Run(r.Context(), id); err != nil {
		return fmt.Errorf("events of run %d: %w", id, err)
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	stream := newEventStream(w)
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	// What fails from here on is a client that has gone: there is nobody to tell.
	_ = stream.follow(ctx, a.follow(ctx, id), beat.C)
	return nil
}

// follow is a channel of a run's steps, closed when there are no more.
func (a *admin) follow(ctx context.Context, run int64) <-chan archive.Progress {
	steps := make(chan archive.Progress)
	go func() {
		defer close(steps)
		// It ends with the run or with ctx; neither is a fault.
		_ = a.config.Ingester.Progress(ctx, run, func(p archive.Progress) error {
			select {
			case steps <- p:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	return steps
}

// eventStream writes server-sent events.
type eventStream struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

func newEventStream(w http.ResponseWriter) *eventStream {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // proxies that would collect the stream
	s := &eventStream{w: w, control: http.NewResponseController(w)}
	// The stream lasts as long as the run; a connection without deadlines has none to lift.
	_ = s.control.SetWriteDeadline(time.Time{})
	return s
}

// follow writes steps until they end, with a beat in between.
func (s *eventStream) follow(ctx context.Context, steps <-chan archive.Progress, beat <-chan time.Time) error {
	if err := s.write("retry: 3000\n\n"); err != nil {
		return err
	}
	cutOff := false // steps came, and none of them was the last
	for {
		select {
		case p, more := <-steps:
			if !more && cutOff {
				return nil // the program stops: the browser will ask again
			}
			if !more || p.Ended {
				return s.event("end", p)
			}
			cutOff = true
			if err := s.event("progress", p); err != nil {
				return err
			}
		case <-beat:
			if err := s.write(": still here\n\n"); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// event writes one event with what the page shows of p.
func (s *eventStream) event(name string, p archive.Progress) error {
	data, err := json.Marshal(map[string]any{"done": p.Done, "total": p.Total, "text": progressInWords(p)})
	if err != nil {
		return err
	}
	return s.write("event: " + name + "\ndata: " + string(data) + "\n\n")
}

func (s *eventStream) write(text string) error {
	if _, err := s.w.Write([]byte(text)); err != nil {
		return err
	}
	return s.control.Flush()
}
