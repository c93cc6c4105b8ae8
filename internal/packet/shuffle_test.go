package packet_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"communique/internal/extract"
	"communique/internal/packet"
)

// TestShuffledLines reads lines of the holdings and of awkward seeds in random
// order, among blank lines: rules meet each other as no fixture makes them meet.
func TestShuffledLines(t *testing.T) {
	var pool []string
	files, err := filepath.Glob("../../testdata/holdings/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pool = append(pool, strings.Split(string(data), "\n")...)
	}
	for _, seed := range seeds {
		pool = append(pool, strings.Split(seed, "\n")...)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		var lines []string
		for range 1 + random.IntN(40) {
			at := random.IntN(len(pool))
			lines = append(lines, pool[at:min(len(pool), at+1+random.IntN(4))]...)
			if random.IntN(3) == 0 {
				lines = append(lines, "", "", "")[:len(lines)+1+random.IntN(3)]
			}
		}
		data := strings.Join(lines, "\n")
		if random.IntN(8) == 0 {
			data = "---\ntitle: " + data + "\n---\n" + data
		}
		text, err := extract.Read("a.md", []byte(data))
		if err != nil {
			continue
		}
		read := make([]packet.Line, len(text.Lines))
		for i, l := range text.Lines {
			read[i] = packet.Line(l)
		}
		packet.CheckAccounts(t, read, packet.Read(read, nil))
		if t.Failed() {
			t.Fatalf("the lines were %q", data)
		}
	}
}
