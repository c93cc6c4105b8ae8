package web

import (
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"communique/internal/archive"
)

func TestUpload(t *testing.T) {
	a := newAdminSite(t)
	a.signIn()
	got := a.upload(file{"one.txt", "COMMUNIQUÉ"}, file{"zwei.md", "# Two"})
	if got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != "/admin/runs/7" {
		t.Fatalf("%s to %q\n%s", got.Status, got.Header.Get("Location"), got.text)
	}
	if u := a.ingester.uploads; len(u) != 2 || u[0].Name != "one.txt" || string(u[0].Data) != "COMMUNIQUÉ" || u[1].Name != "zwei.md" {
		t.Errorf("uploads %q", u)
	}
	if a.ingester.reread != nil || a.ingester.all {
		t.Error("an upload read known sources again")
	}
	if got := a.store.actions(); got != "admin sign-in, admin upload" {
		t.Errorf("audit: %s", got)
	}
	if e := a.store.audit[1]; e.Object != "run 7" || e.Detail != "one.txt, zwei.md" {
		t.Errorf("audit: %+v", e)
	}
}

func TestUploadRefused(t *testing.T) {
	tiny := func(c *Config) { c.Admin.MaxFile, c.Admin.MaxUpload = 100, 600 }
	for _, tt := range []struct {
		name   string
		files  []file
		status int
		say    string
	}{
		{"none chosen", []file{{"", ""}}, http.StatusUnprocessableEntity, "No file was chosen."},
		{"no part at all", nil, http.StatusUnprocessableEntity, "No file was chosen."},
		{"too large together", []file{{"a.txt", strings.Repeat("x", 100)}, {"b.txt", strings.Repeat("x", 100)}, {"c.txt", strings.Repeat("x", 100)}, {"d.txt", "x"}},
			http.StatusRequestEntityTooLarge, "too large together"},
		{"far too large", []file{{"a.txt", strings.Repeat("x", 5000)}}, http.StatusRequestEntityTooLarge, "too large together"},
		{"the same name twice", []file{{"a/x.txt", "1"}, {`b\x.txt`, "2"}}, http.StatusUnprocessableEntity, "Two of the files are called x.txt."},
		{"a name of nothing", []file{{"../..", "1"}}, http.StatusUnprocessableEntity, "no usable name"},
		{"script in the name", []file{{"<script>.txt", "1"}, {"<script>.txt", "2"}}, http.StatusUnprocessableEntity, "called &lt;script&gt;.txt."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := newAdminSite(t, tiny)
			a.signIn()
			a.upload(tt.files...).wants(t, tt.status, tt.say, `role="alert"`, "Upload and read")
			if a.ingester.started != 0 {
				t.Error("a run began")
			}
		})
	}
}

// TestUploadOneTooLarge: the run is told, so that the others are read.
func TestUploadOneTooLarge(t *testing.T) {
	a := newAdminSite(t, func(c *Config) { c.Admin.MaxFile, c.Admin.MaxUpload = 100, 5000 })
	a.signIn()
	a.upload(file{"large.txt", strings.Repeat("x", 300)}, file{"small.txt", "x"})
	if a.ingester.started != 1 || len(a.ingester.uploads) != 2 {
		t.Fatalf("%d runs, %d uploads", a.ingester.started, len(a.ingester.uploads))
	}
	large, small := a.ingester.uploads[0], a.ingester.uploads[1]
	if large.Name != "large.txt" || large.Data != nil || !strings.Contains(large.Problem, "larger than 100 bytes") {
		t.Errorf("the large one: %+v", large)
	}
	if small.Problem != "" || string(small.Data) != "x" {
		t.Errorf("the small one: %+v", small)
	}
}

func TestUploadMalformed(t *testing.T) {
	a := newAdminSite(t)
	a.signIn()
	for contentType, body := range map[string]string{
		"application/x-www-form-urlencoded": "files=x",
		"multipart/form-data":               "x",
		"multipart/form-data; boundary=b":   "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"x.txt\"\r\n\r\ncut of",
		"text/plain":                        "",
	} {
		r := a.request(http.MethodPost, "/admin/sources", strings.NewReader(body))
		r.Header.Set("Content-Type", contentType)
		a.do(r).wants(t, http.StatusBadRequest, `role="alert"`)
	}
	if a.ingester.started != 0 {
		t.Error("a run began")
	}
}

func TestUploadWhileBusy(t *testing.T) {
	a := newAdminSite(t)
	a.signIn()
	a.ingester.err = archive.ErrBusy
	a.upload(file{"one.txt", "x"}).wants(t, http.StatusConflict, "Another run is at work.")
	if got := a.store.actions(); got != "admin sign-in" {
		t.Errorf("audit: %s", got)
	}
}

// awkwardNames are what browsers and others send as names of files.
var awkwardNames = []struct{ sent, want string }{
	{"plain.txt", "plain.txt"},
	{"../../x", "x"},
	{"/etc/passwd", "passwd"},
	{`C:\Users\me\release.pdf`, "release.pdf"},
	{"a\x00b.txt", "ab.txt"},
	{"line\nbreak\r.txt", "linebreak.txt"},
	{"invoice\u202etxt.exe", "invoicetxt.exe"}, // the mark that turns the direction of text
	{"e\u0301te\u0301.txt", "été.txt"},         // NFC
	{"공동성명.txt", "공동성명.txt"},
	{"  spaces .txt ", "spaces .txt"},
	{"bad\xff\xfe.txt", "bad.txt"},
	{".hidden", ".hidden"},
	{"", ""}, {".", ""}, {"..", ""}, {"/", ""}, {"...", ""}, {"\x00", ""}, {"\u200b", ""},
	{strings.Repeat("x", 500) + ".txt", strings.Repeat("x", 196) + ".txt"},
	{strings.Repeat("é", 300) + ".txt", strings.Repeat("é", 98) + ".txt"},
	{"x." + strings.Repeat("y", 500), "x." + strings.Repeat("y", 198)},
}

func TestSafeName(t *testing.T) {
	for _, tt := range awkwardNames {
		got, ok := safeName(tt.sent)
		if !ok {
			got = ""
		}
		if got != tt.want {
			t.Errorf("%q became %q, want %q", tt.sent, got, tt.want)
		}
	}
}

// FuzzSafeName: a name that is taken is short, valid, of one piece, and safe
// already when it is made safe again.
func FuzzSafeName(f *testing.F) {
	for _, tt := range awkwardNames {
		f.Add(tt.sent)
	}
	f.Fuzz(func(t *testing.T, sent string) {
		name, ok := safeName(sent)
		if !ok {
			return
		}
		if len(name) > maxName || !utf8.ValidString(name) || strings.ContainsAny(name, "/\\\x00\n\r") || strings.Trim(name, ".") == "" {
			t.Fatalf("%q became %q", sent, name)
		}
		if again, ok := safeName(name); !ok || again != name {
			t.Fatalf("%q became %q, then %q", sent, name, again)
		}
	})
}
