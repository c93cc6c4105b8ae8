package thesaurus_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"communique/internal/thesaurus"
)

// small is the data files of a sound little thesaurus.
var small = map[string]string{
	"countries.yaml":   "- {code: CA, name: Canada}\n- {code: NO, name: Norway, demonyms: [Norwegian]}\n",
	"collectives.yaml": "- id: two\n  label: The two\n  names: [The Two]\n  members: [CA, {code: NO, from: 1990}]\n",
	"themes.yaml":      "- id: fish\n  label: Fish\n  scope: Fish.\n  strong: [herring]\n",
	"kinds.yaml":       "- {id: letter, label: Letter, plural: Letters}\n",
}

// files gives the small thesaurus with one file replaced.
func files(name, content string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for n, c := range small {
		fsys[n] = &fstest.MapFile{Data: []byte(c)}
	}
	fsys[name] = &fstest.MapFile{Data: []byte(content)}
	return fsys
}

func TestLoad(t *testing.T) {
	th, err := thesaurus.Load(files("kinds.yaml", small["kinds.yaml"]))
	if err != nil {
		t.Fatal(err)
	}
	if found := th.FindCountries("Norwegians in Canada"); len(found) != 2 {
		t.Errorf("countries: %v", found)
	}
	if found := th.FindThemes("", []string{"Herrings"}); len(found) != 1 {
		t.Errorf("themes: %v", found)
	}
}

func TestLoadNamesFileAndEntry(t *testing.T) {
	for _, c := range []struct{ name, file, content, want string }{
		{"duplicate code", "countries.yaml", "- {code: CA, name: Canada}\n- {code: CA, name: Kanada}", `countries.yaml: line 2: entry "CA": stands twice`},
		{"bad code", "countries.yaml", "- {code: Can, name: Canada}", `countries.yaml: line 1: entry "Can": has no code of two capital letters`},
		{"no code", "countries.yaml", "- name: Canada", `countries.yaml: line 1: has no code of two capital letters`},
		{"no name", "countries.yaml", "- code: CA", `countries.yaml: line 1: entry "CA": has no name`},
		{"empty word", "countries.yaml", `- {code: CA, name: Canada, names: [""]}`, `countries.yaml: line 1: entry "CA": "" holds no word`},
		{"name of another", "countries.yaml", "- {code: CA, name: Canada}\n- {code: XX, name: X, names: [canada]}", `countries.yaml: line 2: entry "XX": "canada" is a name of CA already`},
		{"unknown cased", "countries.yaml", "- {code: CA, name: Canada, cased: [Kanada]}", `countries.yaml: line 1: entry "CA": "Kanada" of cased is none of its names`},
		{"unknown field", "countries.yaml", "- {code: CA, nmae: Canada}", `countries.yaml: line 1: entry "CA": field nmae not found`},
		{"wrong shape", "countries.yaml", "- {code: CA, name: Canada, names: Kanada}", `countries.yaml: line 1: entry "CA": cannot unmarshal`},
		{"no list", "countries.yaml", "code: CA", `countries.yaml: not a list of entries`},
		{"no entry", "countries.yaml", "# nothing", `countries.yaml: holds no entry`},
		{"unknown member", "collectives.yaml", "- {id: g, label: G, names: [G], members: [ZZ]}", `collectives.yaml: line 1: entry "g": member "ZZ" is no country of countries.yaml`},
		{"odd field of a member", "collectives.yaml", "- {id: g, label: G, names: [G], members: [{code: CA, since: 1990}]}", `collectives.yaml: line 1: entry "g": field since not found in a member`},
		{"years", "collectives.yaml", "- {id: g, label: G, names: [G], members: [{code: CA, from: 1990, until: 1980}]}", `entry "g": member CA leaves before it comes`},
		{"no members", "collectives.yaml", "- {id: g, label: G, names: [G]}", `entry "g": has no members`},
		{"no names", "collectives.yaml", "- {id: g, label: G, members: [CA]}", `entry "g": has no names`},
		{"bad id", "themes.yaml", "- {id: Fish, label: Fish, scope: Fish., strong: [herring]}", `themes.yaml: line 1: entry "Fish": has no id of small letters`},
		{"no label", "themes.yaml", "- {id: fish, scope: Fish., strong: [herring]}", `entry "fish": has no label`},
		{"no scope", "themes.yaml", "- {id: fish, label: Fish, strong: [herring]}", `entry "fish": has no scope`},
		{"no strong word", "themes.yaml", "- {id: fish, label: Fish, scope: Fish., weak: [herring]}", `entry "fish": has no strong words`},
		{"phrase twice", "themes.yaml", "- {id: fish, label: Fish, scope: Fish., strong: [herring], weak: [Herring]}", `entry "fish": "Herring" stands twice`},
		{"star", "themes.yaml", `- {id: fish, label: Fish, scope: Fish., strong: ["her*ring"]}`, `entry "fish": "her*ring" has "*" elsewhere`},
		{"hyphens", "themes.yaml", "- {id: fish, label: Fish, scope: Fish., strong: [a-b-c-d-e-f]}", `entry "fish": "a-b-c-d-e-f" has more than 4 hyphens`},
		{"no plural", "kinds.yaml", "- {id: letter, label: Letter}", `kinds.yaml: line 1: entry "letter": has no plural`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := thesaurus.Load(files(c.file, c.content))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			if err != nil && strings.Contains(err.Error(), "thesaurus.") {
				t.Errorf("error names a Go type: %v", err)
			}
		})
	}
}

func TestLoadNamesAMissingFile(t *testing.T) {
	fsys := files("kinds.yaml", "")
	delete(fsys, "themes.yaml")
	_, err := thesaurus.Load(fsys)
	if err == nil || !strings.Contains(err.Error(), "themes.yaml") {
		t.Errorf("error %v", err)
	}
}

func TestOpenLaysFilesOverTheBundledOnes(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "themes.yaml"), small["themes.yaml"])
	th, err := thesaurus.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if all := th.Themes(); len(all) != 1 || all[0].ID != "fish" {
		t.Errorf("themes: %v", all)
	}
	if _, ok := th.Country("NZ"); !ok {
		t.Error("the bundled countries are gone")
	}
}

func TestOpenFailures(t *testing.T) {
	if _, err := thesaurus.Open(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a missing directory was opened")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "kinds.yaml"), "- {id: letter}")
	if _, err := thesaurus.Open(dir); err == nil || !strings.Contains(err.Error(), "kinds.yaml") {
		t.Errorf("error %v", err)
	}
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), fs.FileMode(0o600)); err != nil {
		t.Fatal(err)
	}
}
