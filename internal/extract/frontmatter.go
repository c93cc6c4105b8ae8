package extract

import (
	"regexp"
	"strings"
)

// maxFrontMatter is how many lines front matter may have: a rule that opens a
// text and another far below are not its bounds.
const maxFrontMatter = 100

// hasFrontMatter reports whether text begins with a YAML block between rules.
func hasFrontMatter(text string) bool {
	if !strings.HasPrefix(text, "---\n") && !strings.HasPrefix(text, "---\r\n") {
		return false
	}
	return frontMatterEnd(strings.SplitN(text, "\n", maxFrontMatter+1)) > 0
}

// frontMatterEnd gives the number of lines that front matter takes up, rules
// included; 0 where there is none.
func frontMatterEnd(raw []string) int {
	if len(raw) == 0 || strings.TrimRight(raw[0], " \r") != "---" {
		return 0
	}
	for i := 1; i < min(len(raw), maxFrontMatter); i++ {
		if s := strings.TrimRight(raw[i], " \r"); s == "---" || s == "..." {
			if i > 1 && yamlKey.MatchString(raw[1]) {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

// yamlKey is the first line of an entry of front matter.
var yamlKey = regexp.MustCompile(`^([A-Za-z][\w.-]*):(?:\s|$)`)

// metaNames are the entries of front matter that say something of the text, by
// what they are for.
var metaNames = map[string]string{
	"title": MetaTitle,
	"date":  MetaDate, "published": MetaDate, "publish_date": MetaDate, "date_published": MetaDate, "published_time": MetaDate,
	"tags": MetaTags, "type": MetaTags, "category": MetaTags, "categories": MetaTags, "kind": MetaTags, "document_type": MetaTags,
	"lang": MetaLanguage, "language": MetaLanguage,
	"source_url": MetaAddress, "url": MetaAddress, "canonical_url": MetaAddress, "source": MetaAddress,
}

// frontMatter reads the block that opens the lines, if there is one. The first
// line of an entry gets its decoded value, the lines that it runs on over none.
func frontMatter(raw []string) []Line {
	end := frontMatterEnd(raw)
	if end == 0 {
		return nil
	}
	values := frontValues(raw[1 : end-1])
	lines := make([]Line, end)
	entry := MetaFormat
	for i := range lines {
		lines[i].Number = i + 1
		if strings.TrimSpace(raw[i]) == "" {
			continue
		}
		value := ""
		if m := yamlKey.FindStringSubmatch(raw[i]); m != nil {
			entry = MetaOther
			if name, ok := metaNames[strings.ToLower(m[1])]; ok {
				entry, value = name, values[m[1]]
			}
		}
		if i == end-1 {
			entry = MetaFormat
		}
		lines[i].Meta, lines[i].Text = entry, value
	}
	return lines
}
