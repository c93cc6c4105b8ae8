package collate

import "communique/internal/archive"

// Comparer tells copies for the record.
type Comparer struct{}

// Version is that of the fingerprints.
func (Comparer) Version() int { return SketchVersion }

// Fingerprint is by what the likely copies of a document are found.
func (Comparer) Fingerprint(d *archive.Document) archive.Fingerprint {
	w := NewWording(d)
	s := NewSketch(w.Words)
	f := archive.Fingerprint{Slug: d.Slug, Key: w.Key(), Version: SketchVersion, Date: d.Date, Sketch: s[:], Bands: s.Bands()}
	if len(w.Words) == 0 { // it says nothing, so that nothing is a copy of it
		f.Key += " of " + d.Slug
		f.Bands = nil
	}
	return f
}

// Likely reports whether two documents are worth comparing word by word.
func (Comparer) Likely(a, b *archive.Fingerprint) bool {
	return SameOccasion(a.Date, b.Date) && len(a.Sketch) == sketchSize && len(b.Sketch) == sketchSize &&
		Sketch(a.Sketch).Likeness(Sketch(b.Sketch)) >= LikelyCopy
}

// AreCopies reports whether two documents hold the same text; see IsCopy.
func (Comparer) AreCopies(a, b *archive.Document) bool {
	x, y := NewWording(a), NewWording(b)
	return x.IsCopy(&y)
}
