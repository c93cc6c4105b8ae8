package store

import (
	"slices"
	"strings"
	"testing"
)

func TestCheckFindsWhatIsWrong(t *testing.T) {
	one, two := paragraphID(1), paragraphID(2)
	for _, test := range []struct {
		name, finds string
		statements  []string
	}{
		{"changed bytes", "The bytes kept as " + hash([]byte("v1")) + " have the SHA-256", []string{
			`UPDATE blob SET bytes = X'00', size = 1`}},
		{"lost bytes", `Document "a" was read from bytes that are not kept.`, []string{`DELETE FROM blob`}},
		{"lost capture", `Source "a.txt" has a newest capture that is not kept.`, []string{`DELETE FROM capture`}},
		{"lost reference", "In table document, 2 rows refer to rows of table capture that are not there.", []string{`DELETE FROM capture`}},
		{"lost source", `Document "b" was read from bytes that are not kept.`, []string{`DELETE FROM source`}},
		{"lost ledger", "Paragraph " + one + " stands and is not in the ledger.", []string{`DELETE FROM ledger`}},
		{"lost paragraph", "Paragraph " + one + " does not stand and the ledger does not say that it was removed.", []string{
			`DELETE FROM paragraph WHERE id = '` + one + `'`}},
		{"vanished document", "Paragraph " + one + " does not stand", []string{
			`DELETE FROM paragraph WHERE document = 'a'`, `DELETE FROM section WHERE document = 'a'`, `DELETE FROM document WHERE slug = 'a'`}},
		{"false removal", "Paragraph " + one + " stands and the ledger says that it was removed.", []string{
			`UPDATE ledger SET state = 'removed' WHERE paragraph = '` + one + `'`}},
		{"changed wording", "Paragraph " + one + " reads otherwise than the ledger says.", []string{
			`UPDATE paragraph SET text = 'Forged.' WHERE id = '` + one + `'`}},
		{"false summary", `Document "a" is listed with other figures or words than its text has.`, []string{
			`UPDATE document SET gist = 'Forged.' WHERE slug = 'a'`}},
		{"redaction outside", "lies outside of its", []string{
			`INSERT INTO redaction VALUES ('` + two + `', 1, 0, 999, '[…]', '')`}},
		{"line outside", "Paragraph " + two + " was read from lines that its source has not.", []string{
			`UPDATE paragraph SET lines = '[1,21]' WHERE id = '` + two + `'`}},
		{"same place", `Document "a" has the same place in its source as another.`, []string{`UPDATE document SET position = 1`}},
		{"gap in sections", `Document "a" has sections that are not numbered from 1 without a gap.`, []string{
			`UPDATE section SET position = 2 WHERE document = 'a'`}},
		{"gap in paragraphs", `Paragraphs of document "a" are not numbered`, []string{
			`DELETE FROM paragraph WHERE id = '` + one + `'`}},
		{"text that hangs in the air", "A document cannot be put together", []string{`UPDATE paragraph SET section = 7 WHERE document = 'a'`}},
		{"removed with text", `Document "a" was removed and still has text.`, []string{
			`UPDATE document SET removed = '2026-01-01T00:00:00.000000Z' WHERE slug = 'a'`}},
		{"change log denies it", `Document "a" stands and the change log says that it was removed, or the other way round.`, []string{
			`INSERT INTO change_log (document, removed) VALUES ('a', 1)`}},
		{"change log never heard of it", `Document "b" is not in the change log.`, []string{`DELETE FROM change_log WHERE document = 'b'`}},
		{"doubted elsewhere", `Document "a" is doubted in another source than it stands in.`, []string{
			`INSERT INTO doubt (source, position, document, lines, says) VALUES (7, 1, 'a', '[]', 'It is not here.')`}},
		{"constraint", "The database file is damaged: CHECK constraint failed", []string{`UPDATE blob SET size = 9`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := openStore(t)
			apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "First."), paragraph(2, "Second.")), document("b", 2, paragraph(3, "Third.")))
			wantSound(t, s)
			tamper(t, s, test.statements...)
			problems, err := s.Check(t.Context())
			must(t, err)
			if !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, test.finds) }) {
				t.Errorf("found %q, want %q", problems, test.finds)
			}
		})
	}
}

func TestLogsCannotBeRewritten(t *testing.T) {
	s := openStore(t)
	apply(t, s, "a.txt", "v1", document("a", 1, paragraph(1, "First.")))
	for _, statement := range []string{
		`UPDATE ledger SET was = 'forged'`, `DELETE FROM ledger`,
		`UPDATE change_log SET removed = 1`, `DELETE FROM change_log`,
		`UPDATE audit SET actor = 'nobody'`, `DELETE FROM audit`,
		`UPDATE blob SET bytes = X'00', size = 1`, `DELETE FROM blob`, `DELETE FROM capture`,
	} {
		if _, err := s.writer.Exec(statement); err == nil {
			t.Errorf("%s: went through", statement)
		}
	}
}
