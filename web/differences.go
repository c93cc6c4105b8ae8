package web

import (
	"strings"

	"znkr.io/diff"

	"communique/web/components"
)

// differences is how one wording became another, word by word: what was
// struck out, what was added, and what stayed.
func differences(was, is string) []components.Piece {
	var out []components.Piece
	for _, e := range diff.Edits(strings.SplitAfter(was, " "), strings.SplitAfter(is, " ")) {
		piece := components.Piece{Text: e.X}
		switch e.Op {
		case diff.Delete:
			piece.Deleted = true
		case diff.Insert:
			piece.Text, piece.Inserted = e.Y, true
		}
		out = joinPiece(out, piece)
	}
	return out
}

// joinPiece appends piece, to the last one where both are of a kind.
func joinPiece(pieces []components.Piece, piece components.Piece) []components.Piece {
	if n := len(pieces); n > 0 && pieces[n-1].Deleted == piece.Deleted && pieces[n-1].Inserted == piece.Inserted {
		pieces[n-1].Text += piece.Text
		return pieces
	}
	return append(pieces, piece)
}
