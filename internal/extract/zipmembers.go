package extract

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
)

// readZIP reads an archive: each member that can be read as a part of its own,
// in the order of their paths. Members that cannot are named first, with the
// reason. An office document, which is a ZIP archive too, goes to its reader.
func readZIP(name string, data []byte) (Text, string) {
	return readPackage(name, data, newAllowance())
}

// readPackage reads whatever is packed as a ZIP archive, within the allowance.
func readPackage(name string, data []byte, allowed *allowance) (Text, string) {
	z, problem := openZIP(data, allowed)
	if problem != "" {
		return Text{}, problem
	}
	if z.member("[Content_Types].xml") != nil {
		return z.readOffice()
	}
	if format := z.openFormat(); format != "" {
		return Text{}, "is " + format + ", a format that this version does not read"
	}
	return z.readMembers()
}

// readMembers reads an archive of files.
func (z *zipArchive) readMembers() (Text, string) {
	if len(z.members) == 0 {
		return Text{}, "is an empty ZIP archive"
	}
	var parts []zipPart
	var left []string // why members were left out
	junk, lines := 0, 0
	for _, f := range z.inOrder() {
		if isJunk(f) {
			junk++
			continue
		}
		p, reason := z.readMember(f)
		if reason == "" && lines+len(p.lines) > MaxLines {
			reason = fmt.Sprintf("has lines beyond the %d that are read of one archive", MaxLines)
		}
		if reason != "" {
			left = append(left, memberName(f)+" "+reason)
			continue
		}
		lines += len(p.lines)
		parts = append(parts, p)
	}
	if len(parts) == 0 {
		return Text{}, noPart(left)
	}
	if junk > 0 {
		left = append(left, fmt.Sprintf("left out: %s that the packing program added", plural(junk, "entry", "entries")))
	}
	return Text{MediaType: "application/zip", Lines: joinParts(left, parts)}, ""
}

// zipPart is a member that was read.
type zipPart struct {
	name  string
	lines []Line
}

// readMember reads one member by its own format. An archive within an archive
// is not read: only office documents, which look like one.
func (z *zipArchive) readMember(f *zip.File) (zipPart, string) {
	data, err := z.unpack(f)
	if err != nil {
		return zipPart{}, err.Error()
	}
	name := memberName(f)
	if bytes.HasPrefix(data, []byte("PK")) {
		inner, problem := openZIP(data, z.allowed)
		switch {
		case problem != "":
			return zipPart{}, problem
		case inner.member("[Content_Types].xml") == nil && inner.openFormat() == "":
			return zipPart{}, "is a ZIP archive within the archive, which is not read: send it by itself"
		}
		text, problem := readPackage(name, data, z.allowed)
		return zipPart{name, text.Lines}, problem
	}
	text, err := Read(name, data)
	if err != nil {
		return zipPart{}, strings.TrimPrefix(err.Error(), name+" ")
	}
	return zipPart{name, text.Lines}, ""
}

// inOrder gives the members in the order of their paths: the order within the
// archive is that in which a file system happened to list them.
func (z *zipArchive) inOrder() []*zip.File {
	all := slices.Clone(z.members)
	slices.SortStableFunc(all, func(a, b *zip.File) int { return strings.Compare(memberName(a), memberName(b)) })
	return all
}

// isJunk reports whether a member is a folder or what file systems leave behind.
func isJunk(f *zip.File) bool {
	name := memberName(f)
	base := path.Base(name)
	switch {
	case strings.HasSuffix(name, "/"), f.FileInfo().IsDir():
		return true
	case strings.HasPrefix(name, "__MACOSX/"), strings.Contains(name, "/__MACOSX/"), strings.HasPrefix(base, "._"):
		return true
	}
	switch strings.ToLower(base) {
	case ".ds_store", "thumbs.db", "desktop.ini", ".gitkeep":
		return true
	}
	return false
}

// noPart says why nothing of an archive could be read.
func noPart(left []string) string {
	switch len(left) {
	case 0:
		return "is a ZIP archive without a file in it"
	case 1:
		return "is a ZIP archive of which nothing can be read: " + left[0]
	}
	return fmt.Sprintf("is a ZIP archive of which nothing can be read: %s; and %d more", left[0], len(left)-1)
}

// joinParts numbers the lines of all parts in one count.
func joinParts(left []string, parts []zipPart) []Line {
	var all []Line
	for _, said := range left {
		all = append(all, Line{Number: len(all) + 1, Text: said, Meta: MetaFormat, Reason: said})
	}
	next := len(all) + 1
	for _, p := range parts {
		all = append(all, Line{Number: next, Text: p.name, Meta: MetaPart})
		for _, line := range p.lines {
			line.Number += next
			all = append(all, line)
		}
		next = all[len(all)-1].Number + 1
	}
	return all
}

// plural counts things: "1 entry", "2 entries".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
