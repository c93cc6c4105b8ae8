package thesaurus

import "errors"

// Kind is a kind of document, such as a communiqué or a briefing note.
type Kind struct {
	ID     string `yaml:"id"`
	Label  string `yaml:"label"`  // "Communiqué"
	Plural string `yaml:"plural"` // "Communiqués"
}

func (k Kind) check() error {
	switch {
	case !idForm.MatchString(k.ID):
		return errID
	case k.Label == "":
		return errLabel
	case k.Plural == "":
		return errors.New("has no plural")
	}
	return nil
}
