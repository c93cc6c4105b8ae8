package packet_test

import (
	"os"
	"path/filepath"
	"testing"

	"communique/internal/archive"
	"communique/internal/packet"
)

// TestPages reads web pages: each is one document with the title and date that
// the page gives it, and every line of it is accounted for.
func TestPages(t *testing.T) {
	for _, want := range []struct {
		file       string
		title      string
		date       archive.Date
		paragraphs int
	}{
		{"aem-bold-br.html", "Remarks at the Opening of the Maritime Security Forum", "2024-10-02", 4},
		{"arabic-rtl.html", "بيان مشترك لوزراء الصحة", "2018-05-22", 5},
		{"canada-like.html", "Minister of Rivers concludes visit to the northern basin", "2022-08-19", 6},
		{"commission-like.html", "Joint statement following the summit with Examplia", "2020-09-15", 9},
		{"drupal-en.html", "Trade ministers agree steps on supply chains", "2021-11-04", 10},
		{"gov-pt-latin1-unlabelled.html", "Comunicado conjunto dos Ministros da Justiça", "2015-10-09", 4},
		{"government-se.html", "Nordiska ministrar enas om gemensam beredskap", "2023-03-14", 6},
		{"govuk-page.html", "G9 Energy Ministers' Communiqué", "2021-05-21", 6},
		{"kremlin-like-1251.html", "Совместное заявление министров энергетики", "2009-05-22", 4},
		{"sharepoint-en.aspx", "Readout of the Defence Ministers Call", "2020-03-02", 3},
		{"tables-1998.htm", "Joint Communiqué of the Foreign Ministers of the Lake States", "1998-04-17", 4},
		{"wordpress-fr-mojibake.html", "Déclaration conjointe sur la pêche durable", "2019-06-10", 9},
	} {
		t.Run(want.file, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("../extract/testdata/pages", want.file))
			if err != nil {
				t.Fatal(err)
			}
			lines, r := readSource(t, want.file, data)
			packet.CheckAccounts(t, lines, r)
			if len(r.Documents) != 1 {
				t.Fatalf("%d documents", len(r.Documents))
			}
			d := r.Documents[0]
			n := 0
			d.Paragraphs(func(*archive.Section, *archive.Paragraph) bool { n++; return true })
			if d.Title != want.title || d.Date != want.date || n < want.paragraphs-1 || n > want.paragraphs+1 {
				t.Errorf("%q, %s, %d paragraphs", d.Title, d.Date, n)
			}
		})
	}
}
