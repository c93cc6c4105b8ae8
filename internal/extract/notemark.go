package extract

import "regexp"

// noteMark is the mark of a note as it stands in the text.
func noteMark(number string) string {
	if isDigits(number) {
		return raisedDigits.Replace(number)
	}
	return "[" + number + "]"
}

// wordNumber is a number of a note in letters: "a", "iv".
var wordNumber = regexp.MustCompile(`^\w{1,8}$`)

// footnoteLabel is the mark of a note as it stands before the note.
func footnoteLabel(number string) string {
	switch {
	case number == "":
		return ""
	case isDigits(number):
		return noteMark(number)
	case wordNumber.MatchString(number):
		return "[^" + number + "]:"
	}
	return "[" + number + "]"
}
