package extract

import "regexp"

// label is what may open a list item, a numbered paragraph or a note: a bullet,
// a number, a letter, a small roman number, with the marks that stand beside them.
var labelForm = regexp.MustCompile(`^(?:[•·▪▫◦‣⁃●○■□➢➤✓–—*o-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})$`)

func isLabel(text string) bool { return len(text) <= longestLabel && labelForm.MatchString(text) }

// bulletForm is a label that counts nothing.
var bulletForm = regexp.MustCompile(`^[•·▪▫◦‣⁃●○■□➢➤✓–—*o-]$`)
