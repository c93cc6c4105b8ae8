package extract

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// frontValues gives the entries of front matter, each value as text. Where it is
// broken it is still front matter: it only tells nothing. Most of it says nothing
// that takes a reader of YAML, which is left the lines from the first that may.
func frontValues(block []string) map[string]string {
	values := map[string]string{}
	for i, line := range block {
		key, value, ok := simpleEntry(line)
		if !ok || i+1 < len(block) && !yamlKey.MatchString(block[i+1]) { // or it goes on
			return withYAML(values, strings.Join(block[i:], "\n"))
		}
		if !addNew(values, key, value) {
			return nil
		}
	}
	return values
}

// withYAML adds the entries of a block to those given; nil where it is broken.
func withYAML(values map[string]string, block string) map[string]string {
	var file yaml.Node
	if yaml.Unmarshal([]byte(block), &file) != nil || len(file.Content) == 0 || file.Content[0].Kind != yaml.MappingNode {
		return nil
	}
	entries := file.Content[0].Content
	for i := 0; i+1 < len(entries); i += 2 {
		if !addNew(values, entries[i].Value, nodeText(entries[i+1])) {
			return nil
		}
	}
	return values
}

// addNew adds an entry, and reports whether none has its key: which of two is
// meant is not known.
func addNew(values map[string]string, key, value string) bool {
	if _, known := values[key]; known {
		return false
	}
	values[key] = value
	return true
}

// nodeText gives a scalar as printed, or the scalars of a list with commas.
func nodeText(n *yaml.Node) string {
	if n.Kind == yaml.SequenceNode {
		var parts []string
		for _, c := range n.Content {
			parts = append(parts, c.Value)
		}
		return strings.Join(parts, ", ")
	}
	return n.Value
}

// longestSimple is how long a simple entry is at most: YAML bounds its keys too.
const longestSimple = 1000

// simpleEntry reads a line that is an entry of front matter with one reading
// only: a key of letters and digits, and ASCII in single quotes or none, which
// begins with a letter or digit and holds no mark that YAML knows.
func simpleEntry(line string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(line, ": ")
	if !ok || len(line) > longestSimple || !isSimpleKey(key) || !isPrintable(value) {
		return "", "", false
	}
	value = strings.Trim(value, " ")
	if n := len(value); n >= 2 && value[0] == '\'' && value[n-1] == '\'' {
		value = value[1 : n-1]
		return key, value, !strings.Contains(value, "'")
	}
	return key, value, isSimpleValue(value)
}

func isSimpleKey(key string) bool {
	for i := range len(key) {
		if c := key[i]; !isAlphanumeric(c) && c != '_' && c != '-' && c != '.' {
			return false
		}
	}
	return key != "" && isAlphanumeric(key[0]) && key[0] > '9'
}

func isSimpleValue(value string) bool {
	return value != "" && isAlphanumeric(value[0]) &&
		!strings.Contains(value, ": ") && !strings.Contains(value, " #") && !strings.HasSuffix(value, ":")
}

func isAlphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
}

// isPrintable reports whether s is of spaces and signs of ASCII alone.
func isPrintable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
