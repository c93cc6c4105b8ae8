package extract

import "strings"

// Tables of data are read row by row; tables that only lay out a page, as those
// of the nineties, are read as the blocks in their cells.

// longestCell is how many letters a cell of data may have.
const longestCell = 700

// isDataTable tells the one from the other: data stands in several rows and
// columns of short cells that hold no other table.
func isDataTable(table *element) bool {
	if table.hasTable || table.attr["role"] == "presentation" {
		return false
	}
	rows, wide, heads := 0, 0, false
	for _, row := range tableRows(table) {
		cells := 0
		for _, cell := range row.kids {
			if cell.hidden || cell.name != "td" && cell.name != "th" {
				continue
			}
			heads = heads || cell.name == "th"
			if cell.letters > longestCell || cell.holdsStructure(2) {
				return false
			}
			if cell.letters > 0 {
				cells++
			}
		}
		if cells > 0 {
			rows++
		}
		if cells > 1 {
			wide++
		}
	}
	return (wide > 1 || wide > 0 && heads) && wide*2 >= rows
}

// partOfPage are elements that make a cell a part of the page.
var partOfPage = names("h1 h2 h3 h4 h5 h6 ul ol form hr center main article section")

// holdsStructure reports whether an element holds such elements, or several
// paragraphs of some length.
func (e *element) holdsStructure(depth int) bool {
	paragraphs := 0
	for _, kid := range e.kids {
		if kid.name == "p" && kid.letters >= proseLetters {
			paragraphs++
		}
		if partOfPage[kid.name] || paragraphs > 2 {
			return true
		}
		if depth > 0 && kid.holdsStructure(depth-1) {
			return true
		}
	}
	return false
}

// tableRows lists the rows of a table.
func tableRows(table *element) []*element {
	var rows []*element
	for _, kid := range table.kids {
		switch kid.name {
		case "tr":
			rows = append(rows, kid)
		case "thead", "tbody", "tfoot":
			for _, row := range kid.kids {
				if row.name == "tr" && !row.hidden && !kid.hidden {
					rows = append(rows, row)
				}
			}
		}
	}
	return rows
}

// rows takes a table of data: a row is a block, its cells parted by " | ".
// Whatever else a table holds is taken as it stands.
func (f *flattener) rows(table *element) {
	for _, kid := range table.kids {
		switch {
		case kid.hidden:
		case kid.name == "tr":
			f.row(kid)
		case kid.name == "thead" || kid.name == "tbody" || kid.name == "tfoot":
			f.rows(kid)
		default:
			f.walk(kid)
		}
	}
}

func (f *flattener) row(row *element) {
	f.flush()
	line := pageBlock{owner: row, row: true, bold: true, indent: max(len(f.lists)-1, 0)}
	var cells []string
	for _, cell := range row.kids {
		if cell.hidden {
			continue
		}
		inner := &flattener{owner: cell, link: f.link}
		inner.walk(cell)
		inner.flush()
		var parts []string
		for _, b := range inner.blocks {
			text := b.text
			if b.label != "" {
				text = b.label + " " + text
			}
			parts = append(parts, text)
			line.letters, line.linked = line.letters+b.letters, line.linked+b.linked
			line.bold = line.bold && (b.bold || b.letters == 0)
			if line.date == "" {
				line.date = b.date
			}
		}
		if len(parts) > 0 {
			cells = append(cells, strings.Join(parts, " "))
		}
	}
	if len(cells) > 0 {
		line.text = strings.Join(cells, " | ")
		line.bold = line.bold && line.letters > 0
		f.blocks = append(f.blocks, f.begin(line))
	}
}
