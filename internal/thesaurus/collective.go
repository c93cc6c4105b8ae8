package thesaurus

import (
	"errors"
	"fmt"
	"math"

	"go.yaml.in/yaml/v3"
)

// Collective is a group of countries that texts name as one, such as the Five
// Eyes or ASEAN.
type Collective struct {
	ID          string       `yaml:"id"`
	Label       string       `yaml:"label"`
	Names       []string     `yaml:"names"`
	Not         []string     `yaml:"not"` // phrases in which the group is not meant
	Memberships []Membership `yaml:"members"`

	Members []string `yaml:"-"` // codes of today's members, in the order of the file
	Words   []string `yaml:"-"` // where it was found in a text: as printed, distinct, in order of appearance
}

// Membership says that a country belongs to a group, and from and until which
// year where that matters; the years themselves count as years of membership.
type Membership struct {
	Code  string `yaml:"code"`
	From  int    `yaml:"from"`  // 0: from the start
	Until int    `yaml:"until"` // 0: to this day
}

// UnmarshalYAML reads a bare code, or a code with years.
func (m *Membership) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		m.Code = n.Value
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if key := n.Content[i].Value; key != "code" && key != "from" && key != "until" {
			return fmt.Errorf("field %s not found in a member", key)
		}
	}
	type plain Membership
	return n.Decode((*plain)(m))
}

// MembersIn gives the codes of the members in a year.
func (c Collective) MembersIn(year int) []string {
	var codes []string
	for _, m := range c.Memberships {
		if m.From <= year && (m.Until == 0 || year <= m.Until) {
			codes = append(codes, m.Code)
		}
	}
	return codes
}

// today lies in the years of every membership that has not ended.
const today = math.MaxInt

func (c Collective) check(known func(code string) bool) error {
	switch {
	case !idForm.MatchString(c.ID):
		return errID
	case c.Label == "":
		return errLabel
	case len(c.Names) == 0:
		return errors.New("has no names")
	case len(c.Memberships) == 0:
		return errors.New("has no members")
	}
	for _, m := range c.Memberships {
		if !known(m.Code) {
			return fmt.Errorf("member %q is no country of %s", m.Code, countriesFile)
		}
		if m.Until != 0 && m.Until < m.From {
			return fmt.Errorf("member %s leaves before it comes", m.Code)
		}
	}
	return nil
}

// addTo makes the group's names known to the lexicon.
func (c Collective) addTo(l *lexicon[name]) error {
	for _, phrase := range c.Names {
		if err := l.add(phrase, style{cased: true}, name{id: c.ID}); err != nil {
			return errPhrase(phrase, err)
		}
	}
	return addUnnamed(l, c.Not)
}

// FindCollective finds the groups of countries that a text names, in order of
// their first mention, each with its members and the words that name it.
func (t *Thesaurus) FindCollective(text string) []Collective {
	var found findings
	for _, in := range t.words.readAll([]string{text}) {
		eachName(&t.groups, in, func(n name, printed string) { found.add(n.id, printed) })
	}
	collectives := make([]Collective, 0, len(found.list))
	for _, f := range found.list {
		c, _ := t.Collective(f.ID)
		c.Words = f.Words
		collectives = append(collectives, c)
	}
	return collectives
}
