package extract

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestZIP(t *testing.T) {
	word := string(wordFile(t, para("", "from Word"), nil))
	for _, test := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"in the order of paths", map[string]string{"b.txt": "two\n", "a/z.md": "# one\n", "c.xml": teiFile("<p>three</p>"), "d.docx": word},
			[]string{"[part] a/z.md", "[h1] one", "[part] b.txt", "two", "[part] c.xml", "three", "[part] d.docx", "from Word"}},
		{"junk is left out and said", map[string]string{"a.txt": "one", "__MACOSX/._a.txt": "x", ".DS_Store": "x", "sub/": "", "sub/Thumbs.db": "x"},
			[]string{"[part] a.txt", "one", "[doubt] 4 entries were left out that the packing program added."}},
		{"what cannot be read is named", map[string]string{"a.txt": "one", "b.png": "\x89PNG\r\n\x1A\n", "c.zip": string(zipped(t, map[string]string{"x/y.txt": "x", "z.zip": string(zipped(t, map[string]string{"a": "b"}))})), "d.txt": " ", "e.docx": word[:len(word)/2]},
			[]string{
				"[part] a.txt", "one", "[part] c.zip/x/y.txt", "x",
				"[doubt] b.png is a PNG picture, a format that this version does not read.",
				"[doubt] c.zip/z.zip is a ZIP archive within an archive within the archive, which is not read: send it by itself.",
				"[doubt] d.txt is empty.",
				"[doubt] e.docx is a broken ZIP archive: its directory cannot be read.",
			}},
		{"names that lead out of the archive", map[string]string{"../../etc/passwd": "one", "/abs.txt": "two", "a\nb\x00.txt": "three", "..\\c.txt": "four"},
			[]string{"[part] ../../etc/passwd", "one", "[part] ../c.txt", "four", "[part] /abs.txt", "two", "[part] ab.txt", "three"}},
		{"names in UTF-8 that nothing says so of, and in the code page of DOS", map[string]string{"communique\u0301.txt": "one", "\x82t\x82.txt": "two"},
			[]string{"[part] communiqué.txt", "one", "[part] été.txt", "two"}},
		{"doubts of members", map[string]string{"a.txt": "caf\xE9 au lait"}, []string{"[part] a.txt", "café au lait", "[doubt] a.txt: The file does not say its charset; it was read as windows-1252."}},
		{"a member without lines of its own numbers", map[string]string{"a.txt": "1\n\n3", "b.txt": "5"},
			[]string{"[part] a.txt", "1", "", "3", "[part] b.txt", "5"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, err := Read("f.zip", zipped(t, test.files))
			if err != nil {
				t.Fatal(err)
			}
			checkNumbered(t, text.Lines)
			if text.MediaType != "application/zip" {
				t.Error(text.MediaType)
			}
			if diff := cmp.Diff(test.want, told(text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// locked is an archive of one member that says it is encrypted.
func locked(t *testing.T) []byte {
	data := zipped(t, map[string]string{"a.txt": "one"})
	for _, at := range []int{bytes.Index(data, []byte("PK\x03\x04")) + 6, bytes.Index(data, []byte("PK\x01\x02")) + 8} {
		data[at] |= 1
	}
	return data
}

// oddMethod is an archive of one member packed by a method that nobody knows.
func oddMethod(t *testing.T) []byte {
	data := zipped(t, map[string]string{"a.txt": "one"})
	for _, at := range []int{bytes.Index(data, []byte("PK\x03\x04")) + 8, bytes.Index(data, []byte("PK\x01\x02")) + 10} {
		binary.LittleEndian.PutUint16(data[at:], 99)
	}
	return data
}

// many is an archive of n empty members.
func many(t *testing.T, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range n {
		if _, err := w.CreateHeader(&zip.FileHeader{Name: strconv.Itoa(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestZIPRefuses(t *testing.T) {
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", zipped(t, nil), "f is an empty ZIP archive"},
		{"folders alone", zipped(t, map[string]string{"a/": ""}), "f is a ZIP archive without a file in it"},
		{"cut off", zipped(t, map[string]string{"a.txt": "one"})[:40], "f is a broken ZIP archive: its directory cannot be read"},
		{"nothing that can be read", zipped(t, map[string]string{"a.png": "\x89PNG\r\n\x1A\n"}), "f is a ZIP archive of which nothing can be read: a.png is a PNG picture, a format that this version does not read"},
		{"much that cannot be read", zipped(t, map[string]string{"a": " ", "b": " ", "c": " "}), "f is a ZIP archive of which nothing can be read: a is empty; and 2 more"},
		{"locked", locked(t), "f is a ZIP archive of which nothing can be read: a.txt is locked with a password"},
		{"odd method", oddMethod(t), "f is a ZIP archive of which nothing can be read: a.txt is packed by a method that is not read"},
		{"too many", many(t, maxMembers+1), "f is a ZIP archive of 10001 files; 10000 are the most that is read"},
		{"a bomb", zipped(t, map[string]string{"a.txt": strings.Repeat("\n", 30<<20)}), "f is a ZIP archive of which nothing can be read: a.txt unpacks to more than 400 times its size"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read("f", test.data)
			if err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// TestZIPAllowance packs more than may be unpacked of one file: members, and
// documents within members, share what is allowed.
func TestZIPAllowance(t *testing.T) {
	word := wordFile(t, para("", strings.Repeat("text ", 2000)), nil)
	data := zipped(t, map[string]string{"a.txt": "one", "b.docx": string(word), "c.txt": "two"})
	text, problem := readPackage("f.zip", data, &allowance{int64(len(word)) + 5000, maxMembers})
	if problem != "" {
		t.Fatal(problem)
	}
	want := []string{"[part] a.txt", "one", "[doubt] b.docx is a Word document that unpacks to more than 128 MB.", "[doubt] c.txt unpacks to more than 128 MB."}
	if diff := cmp.Diff(want, told(text)); diff != "" {
		t.Error(diff)
	}
}

func FuzzZIP(f *testing.F) {
	f.Add(zipped(f, map[string]string{"a.txt": "one", "b.md": "# two"}))
	f.Add(zipped(f, map[string]string{"[Content_Types].xml": "<Types/>"}))
	f.Add(zipped(f, nil))
	f.Add(wordFile(f, para("", "text"), map[string]string{"styles": wordStyles}))
	f.Add([]byte("PK\x03\x04word/document.xml[Content_Types].xml"))
	f.Fuzz(func(t *testing.T, data []byte) {
		data = append([]byte("PK\x03\x04"), bytes.TrimPrefix(data, []byte("PK\x03\x04"))...)
		text, problem := readZIP("f.zip", data)
		again, problemAgain := readZIP("f.zip", data)
		if diff := cmp.Diff(text, again); diff != "" || problem != problemAgain {
			t.Fatalf("reads otherwise the second time: %s", diff)
		}
		if problem == "" {
			checkNumbered(t, text.Lines)
		}
	})
}
