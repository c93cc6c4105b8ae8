package extract

import (
	"regexp"
	"strings"
)

// What stands behind the text of a page and is none of it: whom to ask, what the
// site says of itself.

var (
	// contactLine opens a line that says whom the press may ask.
	contactLine = regexp.MustCompile(`(?i)^(?:(?:press|media|public)?[ -]?(?:contacts?(?: (?:persons?|person|details|for (?:the )?(?:press|media)))?|enquir(?:y|ies)|inquir(?:y|ies))|for (?:more|further) information|kontakt(?:person|personer|uppgifter)?|presskontakt|ansprechpartner(?:in)?|pressekontakt|rückfragen|contact (?:presse|médias)|contacts? presse|renseignements|pour (?:plus d'|plus d’)informations?|(?:mais )?informações(?: à imprensa)?|contac?tos?(?: (?:de|para a?) (?:imprensa|prensa))?|контакт(?:ы|ное лицо)?|للتواصل|للاستفسار)\s*[:：]`)
	phoneOrMail = regexp.MustCompile(`(?:\+|\(?0)\d[\d ()./-]{5,}\d|\b[\w.+-]+@[\w-]+\.[\w.-]+|(?i)\b(?:tel|tél|tfn|fax|phone|mobile?|ph)\b[.:]? ?[+(\d]`)
)

// markTail makes furniture of the lines behind the text that are the site's: all
// behind a line of its foot, and contacts.
func (r *pageReading) markTail() {
	last := r.lastSentence()
	foot, contact := false, false
	for i := last + 1; i < len(r.blocks); i++ {
		b := &r.blocks[i]
		switch {
		case b.reason == siteFoot || b.reason == changeNote:
			foot = true
		case !b.plain():
		case strings.Contains(b.text, "©") && b.heading == 0:
			b.reason, foot = siteFoot, true
		case foot && b.heading == 0:
			b.reason = siteFoot
		case contactLine.MatchString(b.text) && b.letters <= longestNote, contact && phoneOrMail.MatchString(b.text) && b.letters <= longestNote:
			b.reason, contact = contactCard, true
		default:
			contact = false
		}
	}
	r.markLastDate(last)
}

// sentenceLetters is how many letters a sentence of the text has at least.
const sentenceLetters = 30

// lastSentence gives the last block of text that ends as text does, or -1.
func (r *pageReading) lastSentence() int {
	for i := len(r.blocks) - 1; i >= 0; i-- {
		if b := &r.blocks[i]; b.plain() && b.letters >= sentenceLetters && !b.isLink() && endsSentence(b.text) && !strings.Contains(b.text, "©") {
			return i
		}
	}
	return -1
}

// markLastDate takes the date that ends the text for that of the page, where the
// head of the text has another: that is when it was put up.
func (r *pageReading) markLastDate(last int) {
	var end *pageBlock
	for i := last + 1; i < len(r.blocks); i++ {
		if b := &r.blocks[i]; b.plain() {
			if end != nil {
				return
			}
			end = b
		}
	}
	if end == nil {
		return
	}
	date, only := isDateOnly(end.text)
	if !only || date == "" {
		return
	}
	for i := range r.firstProse() {
		if b := &r.blocks[i]; b.plain() && b.letters < proseLetters {
			if other := readPageDate(b.text); other != "" && other != date {
				end.meta = MetaDate
				return
			}
		}
	}
}
