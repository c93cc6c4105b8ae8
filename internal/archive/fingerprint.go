package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Fingerprint tells readings of one source apart: two that are the same in all
// that is stored of them have one fingerprint, whatever read them and when.
func (r *Reading) Fingerprint() string {
	sum := sha256.New()
	// A reading is plain data, and a hash takes any bytes: neither can fail.
	_ = json.NewEncoder(sum).Encode(Reading{
		Source:    Source{MediaType: r.Source.MediaType, Lines: r.Source.Lines},
		Documents: r.Documents, Withheld: r.Withheld, Furniture: r.Furniture, Doubts: r.Doubts,
	})
	return hex.EncodeToString(sum.Sum(nil))
}
