package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"communique/internal/archive"
)

// disagreements are ways in which two tables can contradict each other. Each
// query yields the keys of the rows that do, each sentence speaks of one key.
var disagreements = []struct{ sentence, query string }{
	{"Source %q has a newest capture that is not kept.", `
		SELECT name FROM source
		WHERE sha256 IS NOT NULL AND NOT EXISTS (
			SELECT 1 FROM capture JOIN blob USING (sha256)
			WHERE capture.source = source.id AND capture.sha256 = source.sha256)
		ORDER BY name`},

	{"Document %q was read from bytes that are not kept.", `
		SELECT slug FROM document
		WHERE NOT EXISTS (
			SELECT 1 FROM source JOIN capture ON capture.source = source.id JOIN blob USING (sha256)
			WHERE source.id = document.source AND capture.sha256 = document.sha256)
		ORDER BY slug`},

	{"Document %q has the same place in its source as another.", `
		SELECT slug FROM document
		WHERE removed IS NULL AND EXISTS (
			SELECT 1 FROM document AS other
			WHERE other.source = document.source AND other.position = document.position
				AND other.removed IS NULL AND other.slug <> document.slug)
		ORDER BY slug`},

	{"Document %q was removed and still has text.", `
		SELECT DISTINCT slug FROM document JOIN section ON section.document = slug
		WHERE removed IS NOT NULL ORDER BY slug`},

	{"Document %q has sections that are not numbered from 1 without a gap.", `
		SELECT document FROM section
		GROUP BY document HAVING max(position) <> count(*) ORDER BY document`},

	{"Paragraphs of document %q are not numbered from 1 without a gap.", `
		SELECT DISTINCT document FROM paragraph
		GROUP BY document, section HAVING max(position) <> count(*) ORDER BY document`},

	{"Document %q is doubted in another source than it stands in.", `
		SELECT DISTINCT slug FROM document JOIN doubt ON doubt.document = slug
		WHERE doubt.source <> document.source OR removed IS NOT NULL ORDER BY slug`},

	{"Paragraph %s stands and is not in the ledger.", `
		SELECT id FROM paragraph
		WHERE NOT EXISTS (SELECT 1 FROM ledger WHERE ledger.paragraph = paragraph.id)
		ORDER BY id`},

	{"Paragraph %s stands and the ledger says that it was removed.", lastLedger + `
		SELECT paragraph FROM last WHERE state IN ('removed', 'merged')
			AND EXISTS (SELECT 1 FROM paragraph WHERE paragraph.id = last.paragraph)
		ORDER BY paragraph`},

	{"Paragraph %s does not stand and the ledger does not say that it was removed.", lastLedger + `
		SELECT paragraph FROM last WHERE state NOT IN ('removed', 'merged')
			AND NOT EXISTS (SELECT 1 FROM paragraph WHERE paragraph.id = last.paragraph)
		ORDER BY paragraph`},

	{"Paragraph %s reads otherwise than the ledger says.", lastLedger + `
		SELECT paragraph.id FROM last JOIN paragraph ON paragraph.id = last.paragraph
		WHERE last.became <> paragraph.text AND last.state NOT IN ('removed', 'merged')
		ORDER BY paragraph.id`},

	{"Paragraph %s went into one, or was cut off one, that the ledger does not know.", `
		SELECT DISTINCT paragraph FROM ledger
		WHERE other <> '' AND NOT EXISTS (SELECT 1 FROM ledger AS into_it WHERE into_it.paragraph = ledger.other)
		ORDER BY paragraph`},

	{"Change set %s was reverted, and by no set that is applied.", `
		SELECT id FROM change_set AS taken_back
		WHERE reverted_by IS NOT NULL AND NOT EXISTS (
			SELECT 1 FROM change_set WHERE id = taken_back.reverted_by AND reverts = taken_back.id AND state = 'applied')
		ORDER BY id`},

	{"Paragraph %s was read from lines that its source has not.", `
		SELECT DISTINCT paragraph.id
		FROM paragraph
		JOIN document ON document.slug = paragraph.document
		JOIN capture ON capture.source = document.source AND capture.sha256 = document.sha256,
		json_each(paragraph.lines) AS line
		WHERE line.value < 1 OR line.value > capture.lines
		ORDER BY paragraph.id`},

	{"Document %q is not in the change log.", `
		SELECT slug FROM document
		WHERE NOT EXISTS (SELECT 1 FROM change_log WHERE change_log.document = slug)
		ORDER BY slug`},

	{"Fingerprint %s belongs to no document.", `
		SELECT key FROM fingerprint
		WHERE NOT EXISTS (SELECT 1 FROM document WHERE document.fingerprint = fingerprint.id)
		ORDER BY key`},

	{"Fingerprint %s is a copy of one that is no copy of it.", `
		SELECT key FROM fingerprint_copy AS pair JOIN fingerprint ON fingerprint.id = pair.fingerprint
		WHERE NOT EXISTS (
			SELECT 1 FROM fingerprint_copy AS back
			WHERE back.fingerprint = pair.other AND back.other = pair.fingerprint)
		ORDER BY key`},

	{"Document %q was removed and is still among copies.", `
		SELECT slug FROM document
		WHERE removed IS NOT NULL AND (fingerprint IS NOT NULL OR principal IS NOT NULL)
		ORDER BY slug`},

	{"Document %q stands and the change log says that it was removed, or the other way round.", `
		SELECT slug FROM document
		JOIN change_log ON change_log.document = slug
		WHERE sequence = (SELECT max(sequence) FROM change_log WHERE change_log.document = slug)
			AND change_log.removed <> (document.removed IS NOT NULL)
		ORDER BY slug`},
}

// lastLedger begins a query over the newest ledger row of each paragraph.
const lastLedger = `
	WITH last AS (
		SELECT paragraph, state, became FROM ledger
		WHERE id IN (SELECT max(id) FROM ledger GROUP BY paragraph))`

// checkSummaries proves that what lists say of each document is what its text
// says, and that redactions lie inside of their paragraphs.
func checkSummaries(ctx context.Context, tx *sql.Tx) ([]string, error) {
	listed := map[string]archive.Summary{}
	err := each(ctx, tx, func(row scanner) error {
		s, err := scanSummary(row)
		listed[s.Slug] = s
		return err
	}, selectSummary+` WHERE removed IS NULL`)
	if err != nil {
		return nil, fmt.Errorf("summaries: %w", err)
	}
	var problems []string
	err = eachDocument(ctx, tx, func(d archive.Document) error {
		if !agree(listed[d.Slug], archive.Summarize(&d)) {
			problems = append(problems, fmt.Sprintf("Document %q is listed with other figures or words than its text has.", d.Slug))
		}
		for _, p := range d.Paragraphs {
			if err := checkParagraph(p); err != nil {
				problems = append(problems, fmt.Sprintf("Document %q has a faulty paragraph: %v.", d.Slug, err))
			}
		}
		return nil
	})
	if err != nil {
		// The tables contradict each other so far that no document can be put
		// together: that is a finding, and ends this check.
		problems = append(problems, fmt.Sprintf("A document cannot be put together: %v.", err))
	}
	return problems, ctx.Err()
}

// agree compares what is stored of a summary with what the text gives.
func agree(listed, made archive.Summary) bool {
	return slices.Equal(listed.Named, made.Named) && slices.Equal(listed.Themes, made.Themes) &&
		listed.Paragraphs == made.Paragraphs && listed.Redactions == made.Redactions && listed.Gist == made.Gist
}
