package web

import (
	"errors"
	"strings"
	"testing"

	"communique/internal/archive"
)

// cheap is a cost for tests: what is tested is not how long hashing takes.
var cheap = argonCost{memory: 64, passes: 1, threads: 1}

func TestHashPasswordRules(t *testing.T) {
	for _, tt := range []struct {
		name, password, want string // want is part of the message; empty where it is taken
	}{
		{"long enough", "correct horse", ""},
		{"ten letters of two bytes", "éééééééééé", ""},
		{"nine letters of two bytes", "ééééééééé", "9 characters; it needs at least 10"},
		{"empty", "", "0 characters"},
		{"too long", strings.Repeat("x", 1025), "at most 1024"},
		{"spaces alone", strings.Repeat(" ", 12), "nothing but spaces"},
		{"no UTF-8", "password \xff\xfe", "not valid UTF-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			hash, err := hashPassword(tt.password, cheap)
			if tt.want == "" {
				if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=64,t=1,p=1$") {
					t.Fatalf("%q, %v", hash, err)
				}
				return
			}
			if !errors.Is(err, archive.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one that says %q", err, tt.want)
			}
		})
	}
}

func TestPasswordMatches(t *testing.T) {
	const password = "café au lait, s'il vous plaît"
	stored, err := hashPassword(password, cheap)
	if err != nil {
		t.Fatal(err)
	}
	hash, err := parsePasswordHash(stored)
	if err != nil {
		t.Fatal(err)
	}
	if hash.String() != stored {
		t.Errorf("read and printed again: %q, was %q", hash, stored)
	}
	decomposed := strings.NewReplacer("é", "e\u0301", "î", "i\u0302").Replace(password)
	for given, want := range map[string]bool{
		password: true, decomposed: true, password + " ": false, "Café au lait, s'il vous plaît": false, "": false,
	} {
		if hash.matches(given) != want {
			t.Errorf("%q matches: %t", given, !want)
		}
	}
	again, err := hashPassword(password, cheap)
	if err != nil || again == stored {
		t.Errorf("two hashes of one password are equal (%v): there is no salt", err)
	}
}

func TestHashPasswordCost(t *testing.T) {
	stored, err := HashPassword("correct horse")
	if err != nil {
		t.Fatal(err)
	}
	if hash, err := parsePasswordHash(stored); err != nil || hash.cost != cost || len(hash.salt) != saltSize || len(hash.key) != keySize {
		t.Errorf("%q: %v", stored, err)
	}
}

// awkwardHashes are not ones we follow.
var awkwardHashes = []string{
	"", "$", "$$$$$", "plain", "$2b$12$abcdefghijklmnopqrstuv",
	"$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U",
	"$argon2id$v=16$m=64,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U",
	"$argon2id$v=19$m=4294967295,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U",
	"$argon2id$v=19$m=64,t=0,p=1$c2FsdHNhbHRzYWx0c2FsdA$a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U",
	"$argon2id$v=19$m=64,t=1,p=0$c2FsdHNhbHRzYWx0c2FsdA$a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U",
	"$argon2id$v=19$m=-1,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U",
	"$argon2id$v=19$m=64,t=1,p=300$c2FsdHNhbHRzYWx0c2FsdA$a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U",
	"$argon2id$v=19$m=64,t=1,p=1$!!$a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U",
	"$argon2id$v=19$m=64,t=1,p=1$$",
	"$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$a2V5",
}

func TestParsePasswordHashRefuses(t *testing.T) {
	for _, s := range awkwardHashes {
		if h, err := parsePasswordHash(s); err == nil {
			t.Errorf("%q was read as %+v", s, h)
		}
	}
}

// FuzzParsePasswordHash: never panics, and what it takes is within bounds.
func FuzzParsePasswordHash(f *testing.F) {
	for _, s := range awkwardHashes {
		f.Add(s)
	}
	stored, err := hashPassword("correct horse", cheap)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(stored)
	f.Fuzz(func(t *testing.T, s string) {
		h, err := parsePasswordHash(s)
		if err != nil {
			return
		}
		if !h.sound() {
			t.Fatalf("%q is out of bounds: %+v", s, h)
		}
		again, err := parsePasswordHash(h.String())
		if err != nil || again.String() != h.String() {
			t.Fatalf("%q does not survive printing: %q, %v", s, h.String(), err)
		}
	})
}
