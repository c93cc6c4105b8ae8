package web

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"
)

// tokenLife is how long a one-time sign-in link works.
const tokenLife = 12 * time.Hour

// tokenSize is the number of random bytes in a token.
const tokenSize = 32

// SignInPath is where a one-time link leads: SignInPath + "?token=" + token.
const SignInPath = "/admin/sign-in"

// NewSignInToken makes the token of a one-time sign-in link, what to store of
// it, and when it stops working. The token itself is stored nowhere.
func NewSignInToken(now time.Time) (token, hash string, expires time.Time) {
	random := make([]byte, tokenSize)
	// crypto/rand.Read never fails; it ends the program where there is no randomness.
	_, _ = rand.Read(random)
	token = base64.RawURLEncoding.EncodeToString(random)
	return token, hashToken(token), now.Add(tokenLife)
}

// hashToken is what is stored of a token: it is random and long, so that a
// plain hash tells nothing.
func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// looksLikeToken spares the database what cannot be a token.
func looksLikeToken(token string) bool {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	return err == nil && len(raw) == tokenSize
}
