package extract

import "strings"

// describe adds what the header of a file says. Every statement becomes a line;
// those that describe the text itself, and not its edition, are named as such,
// unless the header is that of a collection.
func (t *tei) describe(n *node) {
	h := n.kid("teiHeader")
	if language := languageOf(n, h); language != "" {
		t.lines.add(Line{Text: language, Meta: MetaLanguage})
		if t.language == "" {
			t.language = language
		}
	}
	if h == nil {
		return
	}
	r := headerReader{tei: t, whole: (t.several || t.volume) && n.name != inCorpus, date: dateOfText(h), title: titleOfText(h)}
	r.read(h, nil)
}

// headerReader reads a header.
type headerReader struct {
	*tei
	whole bool  // of a collection
	date  *node // the date of the text
	title *node // its title
}

// read adds a line for each element that holds text.
func (r *headerReader) read(n *node, above []string) {
	when := ""
	if n == r.date {
		when = whenOf(n)
	}
	if isStatement(n) || when != "" {
		text := when
		if text == "" {
			text = squeezed(printedTEI(n))
		}
		if text != "" {
			r.lines.add(Line{Text: text, Meta: r.meta(n, above)})
		}
		return
	}
	within := append(above, n.name)
	for _, k := range n.kids {
		r.read(k, within)
	}
}

// meta is what a statement of the header describes.
func (r *headerReader) meta(n *node, above []string) string {
	if r.whole {
		return MetaOther
	}
	parent := ""
	if len(above) > 0 {
		parent = above[len(above)-1]
	}
	switch {
	case n == r.title:
		return MetaTitle
	case n == r.date:
		return MetaDate
	case n.name == "term" && parent == "keywords", n.name == "item" && strings.Contains(strings.Join(above, " "), "keywords"):
		return MetaTags
	case n.name == "author" && parent == "titleStmt":
		return MetaIssuer
	case n.name == "idno" && strings.HasPrefix(squeezed(printedTEI(n)), "http"):
		return MetaAddress
	}
	return MetaOther
}

// isStatement reports whether an element is to be read as one line: it holds
// text itself, or nothing that does.
func isStatement(n *node) bool {
	if n.name == "" {
		return strings.TrimSpace(n.text) != ""
	}
	for _, k := range n.kids {
		if k.name == "" && strings.TrimSpace(k.text) != "" {
			return true
		}
	}
	return false
}

// titleOfText is the title that names the text: the one marked as complete or
// main, or else the first.
func titleOfText(h *node) *node {
	statement := h.path("fileDesc", "titleStmt")
	first := statement.kid("title")
	if statement != nil {
		for _, k := range statement.kids {
			if kind := k.attr("type"); k.name == "title" && (kind == "complete" || kind == "main") {
				return k
			}
		}
	}
	return first
}

// dateOfText is the date that a header gives the text, which is not the date of
// the edition: of its creation, of its sending, of the source.
func dateOfText(h *node) *node {
	for _, find := range []struct {
		path []string
		name string
		ok   func(*node) bool
	}{
		{[]string{"profileDesc", "creation"}, "date", anyDate},
		{[]string{"profileDesc", "correspDesc"}, "date", anyDate},
		{[]string{"fileDesc", "publicationStmt"}, "date", func(d *node) bool { return d.attr("type") == "created" }},
		{[]string{"fileDesc", "sourceDesc"}, "origDate", anyDate},
		{[]string{"fileDesc", "sourceDesc"}, "date", anyDate},
	} {
		var found *node
		h.path(find.path...).find(find.name, func(d *node) {
			if found == nil && find.ok(d) {
				found = d
			}
		})
		if found != nil {
			return found
		}
	}
	return nil
}

func anyDate(d *node) bool { return whenOf(d) != "" || strings.TrimSpace(plainText(d)) != "" }

// languageOf is the language that a file states.
func languageOf(n, header *node) string {
	for _, of := range []*node{n.kid("text"), n} {
		if language := of.attr("lang"); language != "" {
			return language
		}
	}
	use := header.path("profileDesc", "langUsage")
	if language := use.kid("language"); language != nil {
		for _, name := range []string{"ident", "id"} {
			if ident := language.attr(name); ident != "" {
				return ident
			}
		}
	}
	return ""
}
