package web

import (
	"encoding/xml"
	"net/http"
	"strings"
	"testing"
)

func TestChanges(t *testing.T) {
	site := newPublicSite(t)
	for _, path := range []string{"/changes", "/changes/7"} {
		body := site.get(path).Body.String()
		for _, want := range []string{"1 document changed, 1 document removed.", "taken back by change set 9", "sent &lt;anew&gt;", "Paragraphs: 2 edited, 1 split"} {
			if !strings.Contains(body, want) {
				t.Errorf("%s does not say %q", path, want)
			}
		}
	}
	for _, path := range []string{"/changes/8", "/changes/99", "/changes/x"} { // proposed, unknown, nonsense
		if got := site.get(path); got.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", path, got.Code)
		}
	}
}

func TestChangesFeed(t *testing.T) {
	body := newPublicSite(t).get("/changes.atom").Body.String()
	var feed atomFeed
	if err := xml.Unmarshal([]byte(body), &feed); err != nil {
		t.Fatalf("%v\n%s", err, body)
	}
	if len(feed.Entries) != 1 || !strings.HasSuffix(feed.Entries[0].ID, "/changes/7") || feed.Updated != feed.Entries[0].Updated {
		t.Errorf("feed %+v", feed)
	}
	if e := feed.Entries[0]; !strings.Contains(e.Title, "and 1 more document") || !strings.Contains(e.Summary, "taken back") {
		t.Errorf("entry %+v", e)
	}
}
