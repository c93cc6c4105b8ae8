package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// leaf is one page as a reader's browser sees it.
type leaf struct {
	links []string
	ids   map[string]int
}

func readPage(t *testing.T, body string) leaf {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	page := leaf{ids: map[string]int{}}
	for node := range root.Descendants() {
		for _, a := range node.Attr {
			switch {
			case a.Key == "id":
				page.ids[a.Val]++
			case a.Key == "href" || a.Key == "src" || a.Key == "action":
				page.links = append(page.links, a.Val)
			}
		}
	}
	return page
}

// TestNoLinkIsDead follows every link of the site from its home page, and
// every fragment to the place it names.
func TestNoLinkIsDead(t *testing.T) {
	site := newPublicSite(t)
	site.index.answer = found
	waiting, met := []string{"/", "/p/zzzzzzzz", "/years/undated"}, map[string]bool{}
	pages := map[string]leaf{}
	fragments := map[string]string{} // address with fragment, and where it stands
	for len(waiting) > 0 && len(met) < 500 {
		address := waiting[0]
		waiting = waiting[1:]
		if met[address] {
			continue
		}
		met[address] = true
		got := site.get(address)
		if got.Code != http.StatusOK && !strings.HasPrefix(address, "/p/zzzzzzzz") { // that one was removed
			t.Errorf("%s: status %d", address, got.Code)
		}
		if !strings.HasPrefix(got.Header().Get("Content-Type"), "text/html") {
			continue
		}
		page := readPage(t, got.Body.String())
		pages[address] = page
		for id, n := range page.ids {
			if n > 1 {
				t.Errorf("%s: the id %q stands %d times", address, id, n)
			}
		}
		for _, link := range page.links {
			target, fragment, err := resolve(address, link)
			if err != nil {
				t.Errorf("%s: link %q: %v", address, link, err)
			}
			if fragment != "" {
				fragments[target+"#"+fragment] = address
			}
			waiting = append(waiting, target)
		}
	}
	for place, from := range fragments {
		target, fragment, _ := strings.Cut(place, "#")
		if page, ok := pages[target]; ok && page.ids[fragment] == 0 {
			t.Errorf("%s leads to %s, where nothing has that id", from, place)
		}
	}
	if len(pages) < 20 {
		t.Errorf("met only %d pages", len(pages))
	}
}

// resolve is where a link on the page at address leads: a path with its
// query, and a fragment. No link may leave the site.
func resolve(address, link string) (target, fragment string, err error) {
	base, err := url.Parse("https://archive.example" + address)
	if err != nil {
		return "", "", err
	}
	u, err := base.Parse(link)
	if err != nil {
		return "", "", err
	}
	if u.Host != "archive.example" {
		return "", "", fmt.Errorf("leads off the site to %s", u.Host)
	}
	fragment, u.Fragment = u.Fragment, ""
	return u.RequestURI(), fragment, nil
}
