package archive

import "testing"

func TestLinesInWords(t *testing.T) {
	for want, lines := range map[string][]int{
		"": nil, "line 5": {5}, "lines 14 and 18": {14, 18}, "lines 3–6, 9 and 12": {3, 4, 5, 6, 9, 12}, "lines 3–5": {3, 4, 5}, "lines 3 and 4": {3, 4},
	} {
		if got := LinesInWords(lines); got != want {
			t.Errorf("%v: %q, want %q", lines, got, want)
		}
	}
}
