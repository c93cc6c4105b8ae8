package search

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"communique/internal/archive"
)

// checkAttempts is how often Check tries to see index and records at one
// sequence while others write.
const checkAttempts = 3

// Check catches up and compares the index with the records: the place in the
// change log, and how many sections each document has. It returns what does not
// agree, in whole sentences; also that the index was found damaged, though by
// then it has been grown again.
func (x *Index) Check(ctx context.Context) ([]string, error) {
	faults, err := x.compare(ctx)
	if broken := x.takeBroken(); broken != nil {
		faults = append(faults, fmt.Sprintf("The index was damaged (%v); it has been grown again from the database.", broken))
	}
	return faults, err
}

// takeBroken is why the index that Open found could not be used, once.
func (x *Index) takeBroken() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	broken := x.broken
	x.broken = nil
	return broken
}

func (x *Index) compare(ctx context.Context) ([]string, error) {
	for attempt := 1; ; attempt++ {
		if err := x.CatchUp(ctx); err != nil {
			return nil, fmt.Errorf("check index: %w", err)
		}
		sequence, want, err := x.recordedSections(ctx)
		if err != nil {
			return nil, fmt.Errorf("check index: %w", err)
		}
		v := x.view()
		if v == nil {
			return nil, fmt.Errorf("check index: %w", archive.ErrBusy)
		}
		at, have := v.stamp.Change.Sequence, v.countSections()
		v.release()
		if at == sequence {
			return compareSections(want, have), nil
		}
		if attempt == checkAttempts {
			return []string{fmt.Sprintf("The index has read up to change %d of %d.", at, sequence)}, nil
		}
	}
}

// recordedSections counts the sections of each document in the records.
func (x *Index) recordedSections(ctx context.Context) (sequence int64, sections map[string]int, err error) {
	sections = map[string]int{}
	err = x.records.Snapshot(ctx, func(at int64, each func(func(archive.Document) error) error) error {
		sequence = at
		return each(func(d archive.Document) error {
			sections[d.Slug] = len(d.Sections)
			return nil
		})
	})
	return sequence, sections, err
}

// countSections counts the sections of each document in the index.
func (v *view) countSections() map[string]int {
	sections := map[string]int{}
	for _, s := range v.segments {
		for it := s.live().Iterator(); it.HasNext(); {
			sections[v.documents[s.columns[it.Next()].document]]++
		}
	}
	return sections
}

func compareSections(want, have map[string]int) []string {
	all := maps.Clone(want)
	maps.Copy(all, have)
	var problems []string
	for _, slug := range slices.Sorted(maps.Keys(all)) {
		if want[slug] != have[slug] {
			problems = append(problems, fmt.Sprintf("The index holds %d sections of %s, the record %d.", have[slug], slug, want[slug]))
		}
	}
	return problems
}
