// Package assets holds the files that pages need beside their text: the style
// sheet, a script that only adds comforts, and the icon.
package assets

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"sync"
)

// FS holds the assets by their plain names.
//
//go:embed site.css site.js admin.js favicon.svg favicon.ico
var FS embed.FS

// fingerprints are the first letters of each file's SHA-256, by name.
var fingerprints = sync.OnceValue(func() map[string]string {
	prints := map[string]string{}
	names, err := fs.Glob(FS, "*")
	if err != nil { // the pattern is constant and well formed
		return prints
	}
	for _, name := range names {
		if data, err := FS.ReadFile(name); err == nil {
			sum := sha256.Sum256(data)
			prints[name] = hex.EncodeToString(sum[:6])
		}
	}
	return prints
})

// Fingerprint changes whenever the bytes of the named asset do; it is empty
// for a name that is no asset.
func Fingerprint(name string) string { return fingerprints()[name] }

// Path is the address of the named asset with its fingerprint, so that
// browsers can keep what they hold for good.
func Path(name string) string { return "/assets/" + name + "?v=" + Fingerprint(name) }
