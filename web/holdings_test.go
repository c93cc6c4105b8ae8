package web

import (
	"context"
	"testing"
	"time"

	"communique/internal/archive"
)

// slowStore takes its time over summaries, by a clock of its own.
type slowStore struct {
	publicStore
	clock time.Time
	takes time.Duration
}

func (s *slowStore) Summaries(ctx context.Context) ([]archive.Summary, int64, error) {
	s.clock = s.clock.Add(s.takes)
	return s.publicStore.Summaries(ctx)
}

func TestHoldingsRestAfterASlowReading(t *testing.T) {
	for _, c := range []struct {
		takes time.Duration
		later time.Duration
		want  int // readings in all
	}{
		{time.Millisecond, 0, 2}, {time.Second, time.Second, 1}, {time.Second, longestRest, 2}, {100 * time.Millisecond, 900 * time.Millisecond, 1}, {100 * time.Millisecond, time.Second, 2},
	} {
		store := &slowStore{clock: firstRead, takes: c.takes}
		held := &holdings{records: store, now: func() time.Time { return store.clock }}
		for range 2 {
			if _, err := held.current(context.Background()); err != nil {
				t.Fatal(err)
			}
			store.sequence++
			store.clock = store.clock.Add(c.later)
		}
		if store.asked != c.want {
			t.Errorf("reading takes %v, asked again after %v: read %d times, want %d", c.takes, c.later, store.asked, c.want)
		}
	}
}

func TestPacketOrder(t *testing.T) {
	store := &publicStore{documents: []archive.Document{nastyDocument(), finalDocument()}, sequence: 1}
	summaries, _, _ := store.Summaries(context.Background())
	held := newCatalogue(summaries, 1)
	order, err := held.packetOrder(context.Background(), store, "release.txt")
	if err != nil || len(order) != 2 || order[0] != "note" {
		t.Errorf("%v, %v", order, err)
	}
	store.err = errBroken // it is not asked again
	if order, err = held.packetOrder(context.Background(), store, "release.txt"); err != nil || len(order) != 2 {
		t.Errorf("%v, %v", order, err)
	}
}
