package archive

import "time"

// Correction is what an admin says of a document against its reading. It lies
// over what is read, now and at every later reading, until it is lifted.
type Correction struct {
	ID     int64
	Slug   string // of the document
	Field  Field
	Value  []string // what holds; one text for title, date, kind and status, a list for the others
	Was    []string // what was read when it was made
	By     string
	Reason string
	At     time.Time
}

// Field is what a correction is about.
type Field string

// The fields that can be corrected.
const (
	FieldTitle     Field = "title"
	FieldDate      Field = "date"
	FieldKind      Field = "kind"
	FieldStatus    Field = "status"
	FieldParties   Field = "parties"   // the whole list
	FieldCountries Field = "countries" // named, the whole list
	FieldThemes    Field = "themes"    // the whole list
	FieldJoin      Field = "join"      // Value: paragraphs in a row, by their texts, that are one
	FieldSplit     Field = "split"     // Value: the texts of the paragraphs that one is
)

// Stacks reports whether a document can have several corrections of the field:
// one of another field takes the place of the one before.
func (f Field) Stacks() bool { return f == FieldJoin || f == FieldSplit }

// Amendment is what an admin asks to have corrected in one document.
type Amendment struct {
	Slug   string
	Field  Field
	Value  []string // of a correction to make
	Lift   int64    // number of a correction to lift; 0 where one is made
	Reason string
}
