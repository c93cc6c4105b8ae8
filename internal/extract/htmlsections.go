package extract

import "strings"

// plain reports whether a block is still text.
func (b *pageBlock) plain() bool { return b.reason == "" && b.meta == "" }

// headingLevel is the level of a heading, where a short line in bold or one that
// ends with a colon stands below those that are marked; 0 for none.
func (b *pageBlock) headingLevel() int {
	switch {
	case b.heading > 0:
		return b.heading
	case b.letters > proseLetters || b.row:
		return 0
	case b.bold && !b.item:
		return 7
	case strings.HasSuffix(b.text, ":") && !b.item:
		return 8
	}
	return 0
}

const (
	longestContact = 300 // letters of a block under a heading for contacts
	longestRelated = 120 // letters of a block under a heading for links
	longestCard    = 40  // blocks of a section whose heading is not marked
)

// markSections makes furniture of sections whose heading says that they hold
// contacts, links, or buttons, if what stands under it agrees.
func (r *pageReading) markSections() {
	r.lastProse = r.findLastProse()
	for i := range r.blocks {
		b := &r.blocks[i]
		level := b.headingLevel()
		if !b.plain() || level == 0 && (i < r.lastProse || b.letters > proseLetters) {
			continue
		}
		reason := sectionReason(b.text)
		if reason == "" {
			continue
		}
		if level == 0 { // a line behind the text that only its words make a heading
			level = 8
		}
		end := r.sectionEnd(i, level)
		if !r.agrees(i+1, end, reason) || reason == shareBar && r.opensText(i) {
			continue
		}
		for j := i; j < end; j++ {
			if r.blocks[j].plain() {
				r.blocks[j].reason = reason
			}
		}
	}
}

// sectionEnd gives the block behind the last of the section that begins at i. A
// section under a line in bold or with a colon also ends at running text.
func (r *pageReading) sectionEnd(i, level int) int {
	for j := i + 1; j < len(r.blocks); j++ {
		b := &r.blocks[j]
		if !b.plain() {
			continue
		}
		if other := b.headingLevel(); other > 0 && other <= level && (other < 8 || b.text != "") && !(level >= 7 && other == 8) {
			return j
		}
		if level >= 7 && (b.isProse() && b.letters > longestContact || j > i+longestCard) {
			return j
		}
	}
	return len(r.blocks)
}

// agrees reports whether the blocks of a section are what its heading says.
func (r *pageReading) agrees(from, to int, reason string) bool {
	letters, linked := 0, 0
	longest := longestContact
	if reason != contactCard {
		longest = longestRelated
	}
	for j := from; j < to; j++ {
		b := &r.blocks[j]
		if !b.plain() {
			continue
		}
		if b.letters > longest && b.linked*2 < b.letters {
			return false
		}
		letters, linked = letters+b.letters, linked+b.linked
	}
	return reason == contactCard || letters == 0 || linked*2 >= letters || to > r.lastProse
}

// findLastProse gives the last block of running text, or -1.
func (r *pageReading) findLastProse() int {
	for j := len(r.blocks) - 1; j >= 0; j-- {
		if r.blocks[j].plain() && r.blocks[j].isProse() {
			return j
		}
	}
	return -1
}

// markLinks makes furniture of runs of lines that are nothing but links: before
// and behind the running text any, within it three and more that nothing leads
// in.
func (r *pageReading) markLinks() {
	first, last := len(r.blocks), -1
	for i := range r.blocks {
		if b := &r.blocks[i]; b.plain() && (b.isProse() || b.isSaid() && r.main.marked()) {
			first, last = min(first, i), i
		}
	}
	for i := 0; i < len(r.blocks); i++ {
		if !r.blocks[i].plain() || !r.blocks[i].isLink() || r.blocks[i].heading > 0 {
			continue
		}
		var run []int
		anchors, items := 0, 0
		j := i
		for ; j < len(r.blocks); j++ {
			b := &r.blocks[j]
			if !b.plain() {
				continue
			}
			if !b.isLink() || b.heading > 0 {
				break
			}
			run = append(run, j)
			if b.anchors > 0 {
				anchors++
			}
			if b.item {
				items++
			}
		}
		switch {
		case anchors == len(run) && (len(run) > 2 || i < first):
			r.furnish(run, pageList)
		case last >= 0 && (i < first || i > last) && !r.ledIn(i):
			r.furnish(run, linkList)
		case len(run) >= 3 && !r.ledIn(i) && items < len(run):
			r.furnish(run, linkList)
		}
		i = j - 1
	}
}

func (r *pageReading) furnish(run []int, reason string) {
	for _, i := range run {
		r.blocks[i].reason = reason
	}
}

// ledIn reports whether the text above block i leads into it.
func (r *pageReading) ledIn(i int) bool {
	for i--; i >= 0; i-- {
		if b := &r.blocks[i]; b.plain() {
			return strings.HasSuffix(strings.TrimSpace(b.text), ":") && b.isProse()
		}
	}
	return false
}

// markEmptyHeadings makes furniture of headings under which nothing but
// furniture stands.
func (r *pageReading) markEmptyHeadings() {
	reason, level := "", 0 // of what stands between here and the next text, and the level of its heading
	level = 1
	for i := len(r.blocks) - 1; i >= 0; i-- {
		b := &r.blocks[i]
		switch own := b.headingLevel(); {
		case b.reason != "":
			reason = b.reason
		case b.meta != "":
		case own > 0 && own < 8 && reason != "" && level > 0 && level <= own && isOwnFurniture(reason):
			b.reason = reason
		case own > 0:
			reason, level = "", own
		default:
			reason, level = "", 0
		}
	}
}

// isOwnFurniture reports whether furniture of this kind has headings of its own.
func isOwnFurniture(reason string) bool {
	return reason != caption && reason != outside && reason != changeNote
}
