package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"communique/internal/archive"
	"communique/internal/ledger"
	"communique/internal/thesaurus"
)

// Correct lays a correction over a document, or lifts one, as a change set of
// its own: the source is read again from its bytes, with the corrections that
// then hold. The set is applied at once where it touches that document alone;
// where a newer reader would change more, it waits for a decision.
//
// The error is archive.ErrInvalid where the value makes no sense,
// archive.ErrGone or ErrNotFound where the document does not stand, and
// archive.ErrConflict where nothing would change, or no paragraph reads so.
func (in *Ingester) Correct(ctx context.Context, actor string, a archive.Amendment) (set archive.ChangeSet, err error) {
	release, err := in.Lock()
	if err != nil {
		return set, fmt.Errorf("correct %q: %w", a.Slug, err)
	}
	defer func() { err = errors.Join(err, release()) }()
	d, err := in.Store.Document(ctx, a.Slug)
	if err != nil {
		return set, fmt.Errorf("correct: %w", err)
	}
	held, err := in.Store.Corrections(ctx, a.Slug)
	if err != nil {
		return set, fmt.Errorf("correct: %w", err)
	}
	r := &runOf{Ingester: in, Run: archive.Run{Actor: actor, Sources: 1}, names: newNames(in.Store)}
	change := archive.SourceChange{}
	if a.Lift != 0 {
		err = lift(&change, held, a.Lift)
	} else {
		err = r.amend(&change, &d, held, a)
	}
	if err != nil {
		return set, fmt.Errorf("correct %q: %w", a.Slug, err)
	}
	return r.correct(ctx, &d, change, a)
}

func lift(change *archive.SourceChange, held []archive.Correction, id int64) error {
	if !slices.ContainsFunc(held, func(c archive.Correction) bool { return c.ID == id }) {
		return fmt.Errorf("%w: correction %d does not hold; it was lifted or replaced", archive.ErrConflict, id)
	}
	change.Lifted = []int64{id}
	return nil
}

// amend makes the correction that is asked for.
func (r *runOf) amend(change *archive.SourceChange, d *archive.Document, held []archive.Correction, a archive.Amendment) error {
	was, err := valueOf(d, a)
	if err != nil {
		return err
	}
	if err := r.checkValue(a); err != nil {
		return err
	}
	for _, c := range held {
		if c.Field == a.Field && !a.Field.Stacks() {
			was, change.Lifted = c.Was, []int64{c.ID}
		}
	}
	made := archive.Correction{Slug: a.Slug, Field: a.Field, Value: a.Value, Was: was, By: r.Actor, Reason: a.Reason}
	change.Corrections = []archive.Correction{made}
	return ledger.Fit(d, made)
}

// valueOf is what a document says of a field now.
func valueOf(d *archive.Document, a archive.Amendment) ([]string, error) {
	summary := archive.Summarize(d)
	switch a.Field {
	case archive.FieldTitle:
		return []string{d.Title}, nil
	case archive.FieldDate:
		return []string{string(d.Date)}, nil
	case archive.FieldKind:
		return []string{string(d.Kind)}, nil
	case archive.FieldStatus:
		return []string{string(d.Status)}, nil
	case archive.FieldParties:
		return d.Parties, nil
	case archive.FieldCountries:
		return summary.Named, nil
	case archive.FieldThemes:
		return summary.Themes, nil
	case archive.FieldJoin, archive.FieldSplit:
		return nil, nil
	}
	return nil, fmt.Errorf("%w: %q is no field that can be corrected", archive.ErrInvalid, a.Field)
}

// checkValue refuses what a document cannot say.
func (r *runOf) checkValue(a archive.Amendment) error {
	one := ""
	if len(a.Value) > 0 {
		one = a.Value[0]
	}
	switch a.Field {
	case archive.FieldTitle:
		if one == "" {
			return fmt.Errorf("%w: a document must have a title", archive.ErrInvalid)
		}
	case archive.FieldDate:
		if !archive.Date(one).Valid() {
			return fmt.Errorf("%w: %q is no date; write 2019, 2019-07 or 2019-07-30, or nothing", archive.ErrInvalid, one)
		}
	case archive.FieldKind:
		if !slices.ContainsFunc(r.Thesaurus.Kinds(), func(k thesaurus.Kind) bool { return k.ID == one }) {
			return fmt.Errorf("%w: %q is no kind of document", archive.ErrInvalid, one)
		}
	case archive.FieldStatus:
		if !slices.Contains([]string{"", string(archive.Draft), string(archive.Final)}, one) {
			return fmt.Errorf("%w: %q is no status; it is draft, final or not stated", archive.ErrInvalid, one)
		}
	case archive.FieldParties, archive.FieldCountries:
		return each(a.Value, "country", func(id string) bool { _, ok := r.Thesaurus.Country(id); return ok })
	case archive.FieldThemes:
		return each(a.Value, "theme", func(id string) bool { _, ok := r.Thesaurus.Theme(id); return ok })
	case archive.FieldJoin, archive.FieldSplit:
		if len(a.Value) < 2 {
			return fmt.Errorf("%w: it takes two paragraphs at least", archive.ErrInvalid)
		}
	}
	return nil
}

func each(values []string, noun string, known func(string) bool) error {
	for _, v := range values {
		if !known(v) {
			return fmt.Errorf("%w: %q is no %s that the vocabulary knows", archive.ErrInvalid, v, noun)
		}
	}
	return nil
}

// correct reads the source again with what is asked for, and applies that.
func (r *runOf) correct(ctx context.Context, d *archive.Document, asked archive.SourceChange, a archive.Amendment) (set archive.ChangeSet, err error) {
	// The newest capture that could be read: the document itself may go on
	// referring to an older one that reads the same.
	captures, err := r.Store.CapturesToRead(ctx, d.Source)
	if err != nil || len(captures) == 0 {
		return set, fmt.Errorf("correct %q: no capture to read: %w", a.Slug, errors.Join(err, archive.ErrNotFound))
	}
	data, err := r.Store.SourceBytes(ctx, captures[0])
	if err != nil {
		return set, fmt.Errorf("correct %q: %w", a.Slug, err)
	}
	reading, err := Read(d.Source, data, r.Thesaurus)
	if err != nil {
		return set, fmt.Errorf("correct %q: %w", a.Slug, err)
	}
	held, err := r.held(ctx, d.Source)
	if err != nil {
		return set, fmt.Errorf("correct %q: %w", a.Slug, err)
	}
	held.Corrections[a.Slug] = withAsked(held.Corrections[a.Slug], asked)
	change, err := r.names.plan(ctx, held, reading)
	if err != nil {
		return set, fmt.Errorf("correct %q: %w", a.Slug, err)
	}
	if change.Quiet() && len(asked.Corrections) > 0 {
		return set, fmt.Errorf("correct %q: %w: nothing would change; it says so already", a.Slug, archive.ErrConflict)
	}
	change.Corrections, change.Lifted, change.Reading = asked.Corrections, asked.Lifted, reading.Fingerprint()
	return r.applyCorrection(ctx, change, data, a)
}

// withAsked are the corrections that will hold.
func withAsked(held []archive.Correction, asked archive.SourceChange) []archive.Correction {
	held = slices.DeleteFunc(slices.Clone(held), func(c archive.Correction) bool { return slices.Contains(asked.Lifted, c.ID) })
	return append(held, asked.Corrections...)
}

func (r *runOf) applyCorrection(ctx context.Context, change archive.SourceChange, data []byte, a archive.Amendment) (set archive.ChangeSet, err error) {
	if r.ID, err = r.Store.BeginRun(ctx, r.Actor, 1); err != nil {
		return set, fmt.Errorf("correct %q: %w", a.Slug, err)
	}
	defer func() {
		err = errors.Join(err, r.Store.EndRun(context.WithoutCancel(ctx), r.ID, change.Counts()))
	}()
	change.Run, change.Actor, change.Version, change.Bytes, change.Held = r.ID, r.Actor, r.Version, data, true
	if _, err := r.Store.Propose(ctx, change); err != nil {
		return set, fmt.Errorf("correct %q: %w", a.Slug, err)
	}
	set, _, err = r.Store.EndProposal(ctx, r.ID)
	if err != nil || !touchesOnly(&change, a.Slug) {
		return set, err
	}
	if err := r.Store.ApplySet(ctx, set.ID, r.Actor, a.Reason, nil); err != nil {
		return set, fmt.Errorf("correct %q: %w", a.Slug, err)
	}
	set.State = archive.Applied
	return set, nil
}

// touchesOnly reports whether a change rewrites no other document than one.
func touchesOnly(c *archive.SourceChange, slug string) bool {
	other := func(d archive.Document) bool { return d.Slug != slug }
	return len(c.Added)+len(c.Removed) == 0 && !slices.ContainsFunc(c.Changed, other)
}
