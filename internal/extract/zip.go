package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// Bounds on what a ZIP archive may make of its bytes. An archive of a few
// kilobytes can name itself a thousand times over, or hold gigabytes of zeros.
const (
	maxUnpacked = 2 * MaxSize
	maxMembers  = 10_000
	maxRatio    = 400     // times its packed size that a member may unpack to
	smallMember = 8 << 20 // bytes up to which the ratio does not matter
)

// allowance is how many bytes may still be unpacked from one file, archives
// within it included.
type allowance struct {
	left    int64
	members int // that may still be read
}

func newAllowance() *allowance { return &allowance{maxUnpacked, maxMembers} }

var (
	errTooMuch   = fmt.Errorf("unpacks to more than %d MB", maxUnpacked>>20)
	errTooLarge  = fmt.Errorf("unpacks to more than %d MB, the most that is read of one file", MaxSize>>20)
	errTooTight  = fmt.Errorf("unpacks to more than %d times its size", maxRatio)
	errEncrypted = errors.New("is locked with a password")
	errMethod    = errors.New("is packed by a method that is not read")
	errDamaged   = errors.New("is damaged")
)

// zipArchive is a ZIP archive in memory. Nothing of it is ever written to disk.
type zipArchive struct {
	members []*zip.File
	byName  map[string]*zip.File // by their names in small letters
	allowed *allowance
}

// openZIP reads the directory of an archive.
func openZIP(data []byte, allowed *allowance) (*zipArchive, string) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	// Names that lead out of the archive are harmless to whoever writes no files.
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, "is a broken ZIP archive: its directory cannot be read"
	}
	if len(r.File) > maxMembers {
		return nil, fmt.Sprintf("is a ZIP archive of %d files; %d are the most that is read", len(r.File), maxMembers)
	}
	z := &zipArchive{r.File, make(map[string]*zip.File, len(r.File)), allowed}
	for _, f := range r.File {
		name := strings.ToLower(strings.TrimPrefix(f.Name, "/"))
		if z.byName[name] == nil {
			z.byName[name] = f
		}
	}
	return z, ""
}

// member gives the member of a name, in any case, or nil.
func (z *zipArchive) member(name string) *zip.File { return z.byName[strings.ToLower(name)] }

// unpack gives the bytes of a member. What it costs comes off the allowance.
func (z *zipArchive) unpack(f *zip.File) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, errEncrypted
	}
	r, err := f.Open()
	if err != nil {
		if errors.Is(err, zip.ErrAlgorithm) {
			return nil, errMethod
		}
		return nil, errDamaged
	}
	defer r.Close()
	most, reason := z.most(f)
	// The sizes that the directory states may be false: only reading tells.
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	z.allowed.left -= int64(len(data))
	if int64(len(data)) > most {
		return nil, reason
	}
	if err != nil {
		return nil, errDamaged
	}
	return data, nil
}

// most is how many bytes a member may unpack to, and what to say of more: no
// more than a file by itself may have, so that one bomb leaves something for the
// members behind it.
func (z *zipArchive) most(f *zip.File) (int64, error) {
	most, reason := max(z.allowed.left, 0), errTooMuch
	if most > MaxSize {
		most, reason = MaxSize, errTooLarge
	}
	if tight := max(smallMember, int64(min(f.CompressedSize64, MaxSize))*maxRatio); tight < most {
		most, reason = tight, errTooTight
	}
	return most, reason
}

// memberName is the path of a member as one reads it: old archives write it in
// the code page of DOS, others in UTF-8 without saying so, and anything may stand
// in it.
func memberName(f *zip.File) string {
	name := f.Name
	if f.NonUTF8 && !utf8.ValidString(name) {
		if decoded, err := charmap.CodePage437.NewDecoder().String(name); err == nil {
			name = decoded
		}
	}
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(strings.ReplaceAll(name, "\\", "/"), "\uFFFD")))
	if runes := []rune(name); len(runes) > 300 {
		name = string(runes[:300]) + "…"
	}
	return name
}
