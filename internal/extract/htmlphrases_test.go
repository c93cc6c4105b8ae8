package extract

import "testing"

// TestPhrases: lines that say what they are, and others that only look like them.
func TestPhrases(t *testing.T) {
	for text, want := range map[string]string{
		"© Ministry of Harbours 2009": siteFoot, "(c) 2009 Ministry of Harbours": siteFoot, "(c) the harbours of the south;": "", "Copyright 2003 Association": siteFoot,
		"Webmaster: a@example.org": siteFoot, "Posted by webmaster on 3 May": "", "Optimisé pour Netscape 3.0": siteFoot,
		"Printable Version": siteButton, "Print media were invited": "", "Previous page": siteButton, "Previous meetings were held in Rome": "",
		"Tags: Fish, Nets": "tags of the site", "Advertisements": "advertisement", "Advertisements for nets are banned": "",
		"Mise à jour : 04.07.05": changeNote, "Mise à jour des règles de pêche": "", "Постоянный адрес страницы: http://example.ru": siteNote,
		"Innehållet publicerades under perioden 3 maj 2014 till den 5 maj 2019": siteNote,
	} {
		if got := phraseReason(text, letterCount(text)); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	for heading, want := range map[string]string{
		"Comunicados relacionados": relatedList, "You may also like": relatedList, "Contacts": contactCard, "Contacts between the two navies": "", "Was this page helpful?": relatedList,
		"Documents": relatedList, "Document of the session": "",
	} {
		if got := sectionReason(heading); got != want {
			t.Errorf("%s: %q, want %q", heading, got, want)
		}
	}
}

// TestContactLines: whom to ask, at the end of a page.
func TestContactLines(t *testing.T) {
	for text, want := range map[string]bool{
		"Kontaktperson: Pressekreteraren, tfn 08-555 10 00": true, "Media inquiries: Jo Example": true, "For further information: a@example.org": true, "Contacts between the two:": false,
		"Renseignements: service de presse": true, "Contacto de prensa: Jo": true,
	} {
		if got := contactLine.MatchString(text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
