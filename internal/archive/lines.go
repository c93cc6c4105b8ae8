package archive

import (
	"slices"
	"strconv"
	"strings"
)

// LinesInWords is a list of source lines in words: "line 5", "lines 14 and 18",
// "lines 3–6, 9 and 12". Runs of three and more are drawn together.
func LinesInWords(lines []int) string {
	switch len(lines) {
	case 0:
		return ""
	case 1:
		return "line " + strconv.Itoa(lines[0])
	}
	parts := runs(lines)
	last := len(parts) - 1
	if last == 0 {
		return "lines " + parts[0]
	}
	return "lines " + strings.Join(parts[:last], ", ") + " and " + parts[last]
}

// runs draws three and more lines in a row together: "3–6".
func runs(lines []int) []string {
	lines = slices.Clone(lines)
	slices.Sort(lines)
	lines = slices.Compact(lines)
	var parts []string
	for i := 0; i < len(lines); {
		end := i
		for end+1 < len(lines) && lines[end+1] == lines[end]+1 {
			end++
		}
		if end-i >= 2 {
			parts = append(parts, strconv.Itoa(lines[i])+"–"+strconv.Itoa(lines[end]))
			i = end + 1
			continue
		}
		parts = append(parts, strconv.Itoa(lines[i]))
		i++
	}
	return parts
}
