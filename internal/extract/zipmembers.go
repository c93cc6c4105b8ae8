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
// in the order of their paths. Those that cannot are doubts, with the reason. An
// office document, which is a ZIP archive too, goes to its reader.
func readZIP(name string, data []byte) (Text, string) {
	return readPackage(name, data, newAllowance())
}

// readPackage reads whatever is packed as a ZIP archive, within the allowance.
func readPackage(name string, data []byte, allowed *allowance) (Text, string) {
	z, problem := openZIP(data, allowed)
	if problem != "" {
		return Text{}, problem
	}
	if text, problem, ok := z.readOffice(); ok {
		return text, problem
	}
	return z.readFiles()
}

// readFiles reads an archive of files.
func (z *zipArchive) readFiles() (Text, string) {
	if len(z.members) == 0 {
		return Text{}, "is an empty ZIP archive"
	}
	c := &zipContent{}
	z.collect(c, "")
	if len(c.parts) == 0 {
		return Text{}, noPart(c.left)
	}
	doubts := c.doubts
	for _, reason := range c.left {
		doubts = append(doubts, reason+".")
	}
	if c.junk > 0 {
		doubts = append(doubts, plural(c.junk, "entry was", "entries were")+" left out that the packing program added.")
	}
	return Text{MediaType: "application/zip", Lines: joinParts(c.parts), Doubts: doubts}, ""
}

// zipContent is what was found in an archive.
type zipContent struct {
	parts  []zipPart
	lines  int
	left   []string // members that were left out, with the reason
	doubts []string // of members that were read
	junk   int
}

// zipPart is a member that was read.
type zipPart struct {
	name  string
	lines []Line
}

// collect reads the members of an archive, whose own path is within, and of the
// archives in it. Within those an archive is not read.
func (z *zipArchive) collect(c *zipContent, within string) {
	for _, f := range z.inOrder() {
		if isJunk(f) {
			c.junk++
			continue
		}
		name := within + memberName(f)
		if z.allowed.members--; z.allowed.members < 0 {
			c.left = append(c.left, fmt.Sprintf("%s and all behind it stand beyond the %d files that are read of one archive", name, maxMembers))
			return
		}
		if reason := z.readMember(c, f, name, within != ""); reason != "" {
			c.left = append(c.left, name+" "+reason)
		}
	}
}

// readMember reads one member by its own format.
func (z *zipArchive) readMember(c *zipContent, f *zip.File, name string, deep bool) (reason string) {
	data, err := z.unpack(f)
	if err != nil {
		return err.Error()
	}
	if !bytes.HasPrefix(data, []byte("PK")) {
		text, err := Read(name, data)
		if err != nil {
			return strings.TrimPrefix(err.Error(), name+" ")
		}
		return c.add(name, text)
	}
	inner, problem := openZIP(data, z.allowed)
	if problem != "" {
		return problem
	}
	text, problem, ok := inner.readOffice()
	switch {
	case problem != "":
		return problem
	case ok:
		return c.add(name, text)
	case deep:
		return "is a ZIP archive within an archive within the archive, which is not read: send it by itself"
	case len(inner.members) == 0:
		return "is an empty ZIP archive"
	}
	inner.collect(c, name+"/")
	return ""
}

// add takes a member that was read.
func (c *zipContent) add(name string, text Text) (reason string) {
	if c.lines += len(text.Lines); c.lines > MaxLines {
		c.lines -= len(text.Lines)
		return fmt.Sprintf("has lines beyond the %d that are read of one archive", MaxLines)
	}
	c.parts = append(c.parts, zipPart{name, text.Lines})
	for _, doubt := range text.Doubts {
		c.doubts = append(c.doubts, name+": "+doubt)
	}
	return ""
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
func joinParts(parts []zipPart) []Line {
	var all []Line
	next := 1
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
