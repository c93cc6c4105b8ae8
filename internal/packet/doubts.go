package packet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"communique/internal/archive"
)

// What a person should look at: nothing here changes what was read.

// doubt notes something about the document.
func (f *facts) doubt(lines []int, says string, args ...any) {
	f.doc.Doubts = append(f.doc.Doubts, archive.Doubt{Lines: lines, Says: fmt.Sprintf(says, args...)})
}

// doubtDocuments notes what is missing or odd in each document, when all is
// known of it.
func (s *source) doubtDocuments(documents []archive.Document) {
	for i := range documents {
		f := facts{src: s, doc: &documents[i]}
		f.doubtDescription()
		f.doubtSpelling()
		for _, found := range [][]archive.Doubt{f.gapsInNumbers(), f.emptyHeadings(), f.wrongCharsets()} {
			f.doc.Doubts = append(f.doc.Doubts, fewOf(found)...)
		}
	}
}

// alike is how many doubts of one kind a document is told with; more would be
// no longer read.
const alike = 4

// fewOf keeps the first of many doubts of one kind, and says how many more there
// are.
func fewOf(doubts []archive.Doubt) []archive.Doubt {
	if len(doubts) <= alike {
		return doubts
	}
	more := archive.Doubt{Says: fmt.Sprintf("And %d more like it.", len(doubts)-alike)}
	for _, d := range doubts[alike:] {
		more.Lines = append(more.Lines, d.Lines...)
	}
	return append(doubts[:alike:alike], more)
}

// doubtDescription notes what could not be told of a document.
func (f *facts) doubtDescription() {
	d := f.doc
	if d.PrintedTitle == "" {
		f.doubt(nil, "No title was found; it is listed by its kind and first words.")
	}
	if d.Date == "" {
		f.doubt(nil, "Nothing says when it was made.")
	}
	texts := 0
	for i := range d.Sections {
		texts += len(d.Sections[i].Paragraphs)
	}
	switch {
	case texts == 0:
		f.doubt(d.TitleLines, "It has no paragraphs.")
	case d.Language == "":
		f.doubt(nil, "Its language could not be told.")
	}
}

// gapsInNumbers are the places where numbered paragraphs leave numbers out,
// unless what stands between them was withheld. A list that begins anew, or goes
// on after one within it, leaves none out.
func (f *facts) gapsInNumbers() []archive.Doubt {
	var found []archive.Doubt
	last, withheld, at := 0, false, 0
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		withheld = withheld || len(p.Redactions) > 0 || f.src.noticeBetween(at, firstLine(p))
		at = firstLine(p)
		n, err := strconv.Atoi(p.Label)
		if p.Role != archive.Numbered || err != nil {
			return true
		}
		if n > last+1 && n <= last+longestGap && last > 0 && !withheld {
			found = append(found, archive.Doubt{
				Lines: []int{firstLine(p)}, Says: fmt.Sprintf("Paragraph %d follows paragraph %d.", n, last),
			})
		}
		last, withheld = n, false
		return true
	})
	return found
}

// longestGap is how many numbers may be missing: a longer step is that of a
// number which counts something else.
const longestGap = 20

func firstLine(p *archive.Paragraph) int {
	if len(p.Lines) == 0 {
		return 0
	}
	return p.Lines[0]
}

// noticeBetween reports whether a notice of withheld pages stands between two
// lines.
func (s *source) noticeBetween(from, to int) bool {
	return slices.ContainsFunc(s.notices, func(n withheldNotice) bool {
		at := s.lines[n.lines[0]].Number
		return from < at && at < to
	})
}

// emptyHeadings are the headings that nothing stands under, neither text nor a
// deeper heading, in a source from which nothing was withheld.
func (f *facts) emptyHeadings() []archive.Doubt {
	if f.src.released {
		return nil
	}
	var found []archive.Doubt
	for i := range f.doc.Sections {
		s := &f.doc.Sections[i]
		deeper := i+1 < len(f.doc.Sections) && f.doc.Sections[i+1].Level > s.Level
		if s.Heading != "" && len(s.Paragraphs) == 0 && !deeper {
			found = append(found, archive.Doubt{Lines: s.HeadingLines, Says: fmt.Sprintf("Nothing stands under the heading “%s”.", head(s.Heading, 100))})
		}
	}
	return found
}

// mojibake are the beginnings of what UTF-8 looks like when it is read as another
// charset, and the character that stands for what could not be read.
var mojibake = []string{"Ã©", "Ã¨", "Ã ", "Ã¡", "Ã³", "Ã§", "Ã£", "Ã¶", "Ã¼", "Ã¤", "â€", "Â«", "Â ", "Ð°", "Ð¾", "Ã±", "\uFFFD"}

// wrongCharsets are the paragraphs that hold such signs.
func (f *facts) wrongCharsets() []archive.Doubt {
	var found []archive.Doubt
	f.doc.Paragraphs(func(_ *archive.Section, p *archive.Paragraph) bool {
		for _, sign := range mojibake {
			if at := strings.Index(p.Text, sign); at >= 0 {
				found = append(found, archive.Doubt{Lines: p.Lines, Says: fmt.Sprintf("“%s” looks like text read in a wrong charset.", around(p.Text, at, len(sign)))})
				break
			}
		}
		return true
	})
	return found
}

// around is the word of text that a place stands in.
func around(text string, at, size int) string {
	from := strings.LastIndexByte(text[:at], ' ') + 1
	to := len(text)
	if space := strings.IndexByte(text[at+size:], ' '); space >= 0 {
		to = at + size + space
	}
	return head(text[from:to], 60)
}

// doubtFurniture notes that much of the text was set aside, which its format did
// not tell to be furniture.
func (s *source) doubtFurniture() []archive.Doubt {
	all, aside := 0, 0
	for i := range s.lines {
		l := &s.lines[i]
		if l.use == blank || l.Meta != "" {
			continue
		}
		if all++; l.use == furnished {
			aside++
		}
	}
	if all < fewestLines || aside*3 <= all {
		return nil
	}
	return []archive.Doubt{{Says: fmt.Sprintf("%d of its %d lines of text were set aside as furniture.", aside, all)}}
}

// fewestLines is how many lines a share can be told of.
const fewestLines = 12

// doubtTitles notes which documents of one source have the same title. Drafts
// have, and are told apart by their order.
func (r *Result) doubtTitles() {
	same := map[string][]int{}
	var titles []string
	for i := range r.Documents {
		d := &r.Documents[i]
		if d.Status == archive.Draft {
			continue
		}
		if len(same[d.Title]) == 1 {
			titles = append(titles, d.Title)
		}
		same[d.Title] = append(same[d.Title], i)
	}
	var found []archive.Doubt
	for _, title := range titles {
		d := archive.Doubt{Says: fmt.Sprintf("%d documents have the title “%s”.", len(same[title]), head(title, 200))}
		for _, i := range same[title] {
			d.Lines = append(d.Lines, r.Documents[i].TitleLines...)
		}
		found = append(found, d)
	}
	r.Doubts = append(r.Doubts, fewOf(found)...)
}
