package web

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"communique/internal/archive"
)

// Bounds of the admin's password.
const (
	minPassword = 10   // characters
	maxPassword = 1024 // bytes
)

// argonCost is what one argon2id hash costs. A hash carries its own, so that
// raising ours leaves old hashes valid.
type argonCost struct {
	memory  uint32 // KiB
	passes  uint32
	threads uint8
}

// cost is the second recommendation of RFC 9106: 64 MiB, three passes.
var cost = argonCost{memory: 64 << 10, passes: 3, threads: 4}

// Bounds of the costs we follow in a stored hash: a damaged one must not make
// the program ask for all the memory there is.
const (
	maxMemory = 1 << 20 // KiB
	maxPasses = 64
	saltSize  = 16
	keySize   = 32
)

// HashPassword makes what is kept of the admin's password: an argon2id hash as
// a PHC string. Its errors wrap archive.ErrInvalid and say what the password
// lacks.
func HashPassword(password string) (string, error) {
	return hashPassword(password, cost)
}

func hashPassword(password string, c argonCost) (string, error) {
	if err := checkPassword(password); err != nil {
		return "", err
	}
	salt := make([]byte, saltSize)
	// crypto/rand.Read never fails; it ends the program where there is no randomness.
	_, _ = rand.Read(salt)
	h := passwordHash{cost: c, salt: salt, key: c.key(password, salt, keySize)}
	return h.String(), nil
}

// checkPassword says what is wrong with a new password.
func checkPassword(password string) error {
	switch n := utf8.RuneCountInString(password); {
	case !utf8.ValidString(password):
		return fmt.Errorf("the password is not valid UTF-8: %w", archive.ErrInvalid)
	case len(password) > maxPassword:
		return fmt.Errorf("the password has %d bytes; it can have at most %d: %w", len(password), maxPassword, archive.ErrInvalid)
	case n < minPassword:
		return fmt.Errorf("the password has %d characters; it needs at least %d: %w", n, minPassword, archive.ErrInvalid)
	case strings.TrimSpace(password) == "":
		return fmt.Errorf("the password is nothing but spaces: %w", archive.ErrInvalid)
	}
	return nil
}

// passwordHash is a PHC string taken apart:
// $argon2id$v=19$m=65536,t=3,p=4$salt$key
type passwordHash struct {
	cost      argonCost
	salt, key []byte
}

func (h passwordHash) String() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.cost.memory, h.cost.passes, h.cost.threads,
		base64.RawStdEncoding.EncodeToString(h.salt), base64.RawStdEncoding.EncodeToString(h.key))
}

// errDamagedHash is for the operator: nobody else can mend it.
var errDamagedHash = errors.New("the stored password hash is damaged; set the password again")

// parsePasswordHash reads a stored hash of whatever cost within bounds.
func parsePasswordHash(s string) (passwordHash, error) {
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return passwordHash{}, errDamagedHash
	}
	var h passwordHash
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.cost.memory, &h.cost.passes, &h.cost.threads); err != nil {
		return passwordHash{}, errDamagedHash
	}
	var errSalt, errKey error
	h.salt, errSalt = base64.RawStdEncoding.DecodeString(parts[4])
	h.key, errKey = base64.RawStdEncoding.DecodeString(parts[5])
	if errSalt != nil || errKey != nil || !h.sound() {
		return passwordHash{}, errDamagedHash
	}
	return h, nil
}

// sound reports whether h is within bounds.
func (h passwordHash) sound() bool {
	c := h.cost
	return c.threads >= 1 && c.passes >= 1 && c.passes <= maxPasses && c.memory >= 8 && c.memory <= maxMemory &&
		len(h.salt) >= 8 && len(h.salt) <= 64 && len(h.key) >= 16 && len(h.key) <= 64
}

// matches compares in constant time.
func (h passwordHash) matches(password string) bool {
	key := h.cost.key(password, h.salt, uint32(len(h.key)))
	return subtle.ConstantTimeCompare(key, h.key) == 1
}

// key folds the password to NFC first: keyboards differ in how they send é.
func (c argonCost) key(password string, salt []byte, size uint32) []byte {
	return argon2.IDKey(norm.NFC.Bytes([]byte(password)), salt, c.passes, c.memory, c.threads, size)
}
