package extract

import (
	"strconv"
	"strings"
)

// formatNumber writes a number as lists of Word do. A format that is not known
// here gives figures.
func formatNumber(n int, format string) string {
	switch format {
	case "none":
		return ""
	case "lowerLetter":
		return inLetters(n, "abcdefghijklmnopqrstuvwxyz")
	case "upperLetter":
		return inLetters(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	case "russianLower":
		return inLetters(n, "абвгдежзиклмнопрстуфхцчшщыэюя")
	case "russianUpper":
		return inLetters(n, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ")
	case "arabicAlpha":
		return inLetters(n, "أبتثجحخدذرزسشصضطظعغفقكلمنهوي")
	case "arabicAbjad":
		return inLetters(n, "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ")
	case "hebrew2":
		return inLetters(n, "אבגדהוזחטיכלמנסעפצקרשת")
	case "chicago":
		return inLetters(n, "*†‡§")
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	case "decimalZero":
		return padded(n, 2)
	case "decimalEnclosedFullstop":
		return strconv.Itoa(n) + "."
	case "decimalEnclosedParen":
		return "(" + strconv.Itoa(n) + ")"
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	case "ordinal":
		return strconv.Itoa(n) + ordinalEnd(n)
	}
	return strconv.Itoa(n)
}

// maxRepeated is how often a letter is repeated for high numbers.
const maxRepeated = 20

// inLetters writes n as Word does with letters: … y, z, aa, bb.
func inLetters(n int, alphabet string) string {
	signs := []rune(alphabet)
	times := (n-1)/len(signs) + 1
	if n < 1 || times > maxRepeated {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(signs[(n-1)%len(signs)]), times)
}

var romanParts = []struct {
	value int
	sign  string
}{
	{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
}

// roman writes n in Roman numerals, and in figures where none are used.
func roman(n int) string {
	if n < 1 || n > 9999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, part := range romanParts {
		for ; n >= part.value; n -= part.value {
			b.WriteString(part.sign)
		}
	}
	return b.String()
}

// padded writes n with zeros before it.
func padded(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

// ordinalEnd is the end of an ordinal number: "st", "nd", "rd", "th".
func ordinalEnd(n int) string {
	if n%100 >= 11 && n%100 <= 13 {
		return "th"
	}
	switch n % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}

// raisedDigits are digits as they are printed above the line.
var raisedDigits = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// isDigits reports whether s is a number of up to three figures.
func isDigits(s string) bool {
	return s != "" && len(s) <= 3 && strings.Trim(s, "0123456789") == ""
}

// symbols are the signs of symbol fonts, by their place in the private area.
var symbols = map[rune]string{
	0xF0B7: "•", 0xF0A7: "▪", 0xF0A8: "◦", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0FB: "✗", 0xF0FE: "☑", 0xF0FD: "☒", 0xF06F: "□", 0xF06E: "■", 0xF071: "❑",
	0xF076: "❖", 0xF0E0: "→", 0xF0DF: "←", 0xF0E8: "➔", 0xF02D: "-", 0xF0A3: "≤", 0xF0B3: "≥", 0xF0B1: "±", 0xF0B0: "°", 0xF0D7: "×", 0xF0B4: "×", 0xF0AE: "→",
}

// symbol writes a sign of a symbol font.
func symbol(r rune) string {
	if r >= 0x20 && r < 0x100 {
		r += 0xF000
	}
	if s, ok := symbols[r]; ok {
		return s
	}
	return "□"
}

// isPrivate reports whether r is a place that symbol fonts use for their signs.
func isPrivate(r rune) bool { return r >= 0xF020 && r <= 0xF0FF }
