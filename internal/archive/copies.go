package archive

// Copy is one of the documents that hold the same text.
type Copy struct {
	Slug    string
	Title   string
	Source  string
	Packet  bool // its source holds other documents too
	Status  Status
	Date    Date
	Marking string
}

// Copies are all documents that hold one text, the principal in front: the one
// that stands for them where one is enough. A document that is alone has none.
type Copies []Copy

// Principal is the slug of the document that stands for all; empty where there
// are no copies.
func (c Copies) Principal() string {
	if len(c) == 0 {
		return ""
	}
	return c[0].Slug
}

// StandsFor is the slug of the document that stands for one of them; empty for
// the principal itself and where there are no copies.
func (c Copies) StandsFor(slug string) string {
	if principal := c.Principal(); principal != slug {
		return principal
	}
	return ""
}

// Besides are the copies other than one of them.
func (c Copies) Besides(slug string) []Copy {
	var others []Copy
	for _, other := range c {
		if other.Slug != slug {
			others = append(others, other)
		}
	}
	return others
}

// Fingerprint is by what the likely copies of a document are found.
type Fingerprint struct {
	Slug    string   // a document that has it
	Key     string   // the same for documents that are the same in all that tells copies
	Version int      // of the way it was made; others cannot be compared
	Date    Date     // of the document
	Sketch  []uint32 // likely copies have much of it in common
	Bands   []int64  // and at least one of these
}
