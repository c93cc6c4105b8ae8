package search

import (
	"slices"
	"strings"
	"testing"
)

func TestWhatQueriesFind(t *testing.T) {
	x := caughtUp(t, newRecords(
		plainDoc("a", "The communiqué was agreed; communiqués followed. Act on the evaluation of suppliers."),
		plainDoc("b", "A draft communique on end-to-end encrypted services and de-confliction."),
		plainDoc("c", "Freedom of Information Act requests in Canada’s interest, and the loT of ofloT devices."),
		plainDoc("d", "Information on the freedom to act. Expensive encryption. The U.S. Department's cœur."),
		document("e", "A title about telescopes", section("A heading about microscopes", "First words end here", "the second begins now")),
		plainDoc("f", "Expenses of cybersecurity and WHO guidance."),
	))
	for _, c := range []struct{ query, want string }{
		{"communique", "a b"},
		{"communiqué", "a b"},
		{"COMMUNIQUÉS", "a b"},
		{`"communique"`, "a b"},
		{`"communiques"`, "a"},
		{"encryption", "b d"},
		{`"encryption"`, "d"},
		{"evaluating suppliers", "a"},
		{`"freedom of information act"`, "c"},
		{`“freedom of information act”`, "c"},
		{"freedom of information act", "c d"},
		{"freedom information -requests", "d"},
		{`freedom -"freedom of information"`, "d"},
		{`"canada's interest"`, "c"},
		{`"Canada’s interest"`, "c"},
		{`"canada interest"`, ""},
		{"canada interest", "c"},
		{"IoT", "c"},
		{`"of IoT devices"`, "c"},
		{"lot", ""},
		{"us department", "d"},
		{"U.S.", "d"},
		{"coeur", "d"},
		{"de-confliction", "b"},
		{"deconfliction", ""},
		{"cyber-security", "f"},
		{"end-to-end", "b"},
		{"encrypt*", "b d"},
		{"telesc*", "e"},
		{"title:telescope", "e"},
		{"heading:telescope", ""},
		{"heading:microscopes", "e"},
		{`heading:"about microscopes"`, "e"},
		{`title:"about telescopes" words`, "e"},
		{"telescopes microscopes second", "e"},
		{`"end here the second"`, ""}, // over the end of a paragraph
		{`"heading about"`, "e"},
		{"suppliers OR requests", "a c"},
		{"(suppliers OR requests) freedom", "c"},
		{"freedom requests OR evaluation", "a c"},
		{"-freedom", "a b e f"},
		{"-(freedom OR communique)", "e f"},
		{"who", "f"}, // nothing but a stop word
		{`"expenses"`, "f"},
		{"end-to-enc*", ""},
		{"to-end enc*", "b"},
		{`"to end enc"`, ""},
	} {
		if got := strings.Join(slugs(t, x, c.query), " "); got != c.want {
			t.Errorf("%s: found %q, want %q", c.query, got, c.want)
		}
	}
}

// TestFaultyPrintIsFound: what the source prints with faults is found by the
// words it stands for, in phrases too, and by nothing else than before.
func TestFaultyPrintIsFound(t *testing.T) {
	x := caughtUp(t, newRecords(
		plainDoc("spaced", "J O I N T S T A T E M E N T of the Ministers"),
		plainDoc("parted", "Further infor mation on co- operation in security"),
		plainDoc("glued", "The position ofthe people and theGovernment ofCanada"),
		plainDoc("misread", "Le coup dâ€™Ã©tat et la dÃ©claration"),
		plainDoc("clean", "Joint statement of the Ministers on cooperation and information"),
		plainDoc("arabic", "البيانُ الختامـي ١٩٩٨"),
	))
	for _, c := range []struct{ query, want string }{
		{`"joint statement of the ministers"`, "clean spaced"},
		{"information", "clean parted"},
		{`"information on cooperation"`, "parted"},
		{"co-operation", "clean parted"},
		{`"of the people"`, "glued"},
		{`"the government of canada"`, "glued"},
		{"déclaration", "misread"},
		{`"coup d’état et la déclaration"`, "misread"},
		{"البيان الختامي 1998", "arabic"},
		{"mation", ""},
	} {
		if got := strings.Join(slugs(t, x, c.query), " "); got != c.want {
			t.Errorf("%s: found %q, want %q", c.query, got, c.want)
		}
	}
}

// TestTitleFindsTheDocumentOnce: words of the title alone find a document by
// its first section; with words of a section they help to find that.
func TestTitleFindsTheDocumentOnce(t *testing.T) {
	x := caughtUp(t, newRecords(
		document("note", "Meeting with Barr", section("Objectives", "Highlight the relationship."), section("Encryption", "Be aware of the difficulties."), section("Barr", "His office.")),
		plainDoc("b", "Encryption is a matter of its own."),
	))
	for query, want := range map[string]string{
		"meeting barr":    "note#s-barr note#s-objectives",
		"title:barr":      "note#s-objectives",
		"barr encryption": "note#s-encryption",
		"encryption":      "b#s-opening note#s-encryption",
	} {
		list := found(t, x, query)
		slices.Sort(list)
		if got := strings.Join(list, " "); got != want {
			t.Errorf("%s: found %q, want %q", query, got, want)
		}
	}
}

// TestEmptyHeadingComesLast: a heading whose text was withheld comes behind a
// section that says something.
func TestEmptyHeadingComesLast(t *testing.T) {
	x := caughtUp(t, newRecords(
		document("a", "One", section("Encryption")),
		document("b", "Two", section("Lawful access", "We spoke of encryption at length, and of many other things besides that.")),
		plainDoc("c", "Nothing of that."), plainDoc("d", "Nor of this."),
	))
	if list := found(t, x, "encryption"); len(list) != 2 || list[0] != "b#s-lawful-access" {
		t.Errorf("found %q", list)
	}
}

func TestClosestReading(t *testing.T) {
	x := caughtUp(t, newRecords(
		plainDoc("a", "We will evaluate suppliers of 5G for risk, and their control by foreign governments."),
		plainDoc("b", "Suppliers of paper were late."),
		plainDoc("c", "Foreign governments sent suppliers of 5G."),
	))
	r := ask(t, x, Request{Query: "risk evaluation of 5G suppliers and control by foreign governments in zanzibar"})
	if got := names(r); !slices.Equal(got, []string{"a#s-opening", "c#s-opening"}) {
		t.Errorf("found %q", got)
	}
	if !slices.Equal(r.Missing, []string{"zanzibar"}) {
		t.Errorf("missing %q", r.Missing)
	}
	if len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "at least 4 of the 8") {
		t.Errorf("notes %q", r.Notes)
	}
	for _, query := range []string{"5G zanzibar", `5G suppliers foreign "zanzibar"`, "5G suppliers foreign zanzibar -governments -suppliers"} {
		if r := ask(t, x, Request{Query: query}); r.Total != 0 {
			t.Errorf("%s: found %q", query, names(r))
		}
	}
}

func TestHits(t *testing.T) {
	texts := []string{"Nothing here.", "Access to data.", "Lawful access to <data> & lawful ways.", "access", "access", "access", "access", "access"}
	x := caughtUp(t, newRecords(document("a", "Access & more", section("On lawful access", texts...))))
	r := ask(t, x, Request{Query: "lawful accessing"})
	if len(r.Hits) != 1 {
		t.Fatalf("%d hits", len(r.Hits))
	}
	h := r.Hits[0]
	if h.HeadingHTML != "On <mark>lawful</mark> <mark>access</mark>" || h.TitleHTML != "<mark>Access</mark> &amp; more" {
		t.Errorf("heading %q, title %q", h.HeadingHTML, h.TitleHTML)
	}
	if len(h.Paragraphs) != maxParagraphs || h.More != 2 {
		t.Errorf("%d paragraphs and %d more", len(h.Paragraphs), h.More)
	}
	if want := "<mark>Lawful</mark> <mark>access</mark> to &lt;data&gt; &amp; <mark>lawful</mark> ways."; h.Paragraphs[0].HTML != want {
		t.Errorf("best paragraph %q", h.Paragraphs[0].HTML)
	}
	r = ask(t, x, Request{Query: `"lawful access" -absent`})
	if want := "<mark>Lawful access</mark> to &lt;data&gt; &amp; lawful ways."; r.Hits[0].Paragraphs[0].HTML != want {
		t.Errorf("phrase marked as %q", r.Hits[0].Paragraphs[0].HTML)
	}
	r = ask(t, x, Request{Query: "heading:lawful"})
	if p := r.Hits[0].Paragraphs; len(p) != 1 || p[0].Paragraph.Text != texts[0] || len(p[0].Marks) != 0 {
		t.Errorf("a match in the heading alone shows %+v", p)
	}
}

func TestReading(t *testing.T) {
	x := caughtUp(t, newRecords(plainDoc("a", "text")))
	for _, c := range []struct {
		request Request
		want    string
	}{
		{Request{}, ""},
		{Request{Query: "encryption"}, "encryption in any of its forms"},
		{
			Request{Query: `encryption "lawful access" -draft`, Filters: Filters{Kinds: []string{"communique", "briefing-note"}}},
			"encryption in any of its forms, and the exact phrase “lawful access”, without draft; kind is briefing note or communiqué",
		},
		{Request{Query: "the 5G suppliers of control"}, "5G, suppliers and control, each in any of its forms; “of” and “the” are too common to search for"},
		{Request{Query: "who"}, "exactly the word “who”"},
		{Request{Query: "a* enc* title:data"}, "words that begin with “enc”, and data in any of its forms in the title; “a” is too common to search for"},
		{Request{Query: "lawful access OR backdoor"}, "either (lawful and access, each in any of its forms) or backdoor in any of its forms"},
		{Request{Query: "-draft"}, "everything without draft"},
		{Request{Filters: Filters{Countries: []string{"CA"}, Years: []string{"undated"}, From: "2019-07"}}, "country is Canada; year is undated; dated July 2019 or later"},
		{Request{Filters: Filters{Statuses: []string{"none", "final"}}}, "status is final or not stated"},
	} {
		if got := ask(t, x, c.request).Reading; got != c.want {
			t.Errorf("%+v:\n got %q\nwant %q", c.request, got, c.want)
		}
	}
}
