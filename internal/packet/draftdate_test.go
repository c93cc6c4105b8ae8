package packet

import "testing"

// TestNumberOfDraft: the number of a draft in front of its date begins no span.
func TestNumberOfDraft(t *testing.T) {
	for text, span := range map[string]bool{"Draft 3 - 12 May 2020": false, "Version 2 – 4 May 2020": false, "Oslo, 3 - 12 May 2020": true} {
		if dates := findDates(text); len(dates) != 1 || dates[0].span != span || dates[0].month != 5 {
			t.Errorf("%q: %+v", text, dates)
		}
	}
}
