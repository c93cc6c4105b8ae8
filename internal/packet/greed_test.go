package packet

import (
	"slices"
	"testing"
)

// TestNoGreed: what has the form of furniture and is text stays text.
func TestNoGreed(t *testing.T) {
	for _, test := range []struct {
		name, text string
		kept       []int
	}{
		{"a lettered item is no notice of rights", "They noted:\n\n(a) the harvest;\n\n(b) the floods; and\n\n(c) the rights of the millers of Ruritania.", []int{7, 9, 11}},
		{"an item on rights", long + "\n\n(c) copyright in maps of rivers, and\n\n(d) documents released under the Rivers Act.", []int{5, 7}},
		{"a sentence on rights", long + "\n\nCopyright in maps of rivers was discussed.", []int{5}},
		{"a notice of rights", long + "\n\n(c) 2019 Ministry of Rivers\n\n© Ministry of Rivers\n\nCopyright 2019 Ministry of Rivers", nil},
		{"a last heading over items", long + "\n\n" + long + "\n\n" + long + "\n\nOther items\n\n1. The ministers spoke of mills.\n\n2. They spoke of weirs.", []int{9, 11, 13}},
		{"a span of years at the foot", long + "\n\nWork programme of the millers 2019 - 2022", []int{5}},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := plain("Statement on Rivers\n\n" + test.text)
			r := Read(lines, nil)
			CheckAccounts(t, lines, r)
			var dropped []int
			for _, f := range r.Furniture {
				dropped = append(dropped, f.Lines...)
			}
			for i := 3; i <= len(lines); i += 2 {
				if slices.Contains(test.kept, i) && slices.Contains(dropped, i) {
					t.Errorf("line %d is furniture", i)
				}
				if test.kept == nil && i > 3 && !slices.Contains(dropped, i) {
					t.Errorf("line %d is text", i)
				}
			}
		})
	}
}
